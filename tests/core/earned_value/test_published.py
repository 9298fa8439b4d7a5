"""Published worked examples, read from their files where these are at hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from core.earned_value import indices
from core.earned_value.period import Period
from tests.core.earned_value.reports import Row, reported, week

CASES = Path(__file__).parents[4] / "shared" / "cases" / "evm"
absent = pytest.mark.skipif(not CASES.is_dir(), reason="no published cases at hand")


def read(name: str) -> Any:
    file = CASES / name
    return json.loads(file.read_text("utf-8")) if file.is_file() else {"cases": []}


HAND = read("pmcontrols_validation_cases.json")["cases"]


@absent
@pytest.mark.parametrize("case", HAND, ids=lambda case: case["id"])
def test_each_figure_of_the_validation_cases(case: dict[str, Any]) -> None:
    given = case["inputs"]
    at = given.get("at", given["periods"][-1])
    ev, ac = given["ev"], given.get("ac", 1)
    rows: list[Row] = [
        (week(t), pv, ev, ac) if t == at else (week(t), pv, 0, 0)
        for t, pv in zip(given["periods"], given["pv"], strict=True)
    ]
    (found,) = [p for p in reported(rows).periods if p.status_date == week(at)]
    figures = told(found)
    for name, value in case["expected"].items():
        assert figures[name] == pytest.approx(value, abs=case["tol"]), name


def told(found: Period) -> dict[str, float]:
    """The figures under the names of the cases, times in weeks."""
    figures = {
        "pv": found.pv,
        "cv": found.cv,
        "sv": found.sv,
        "cpi": found.cpi,
        "spi": found.spi,
        "eac_cpi": found.eac.cpi,
        "eac_typical": found.eac.remaining_at_budget,
        "etc": found.etc,
        "tcpi_bac": found.tcpi_bac,
        "vac": found.vac,
        "spi_t": found.spi_t,
    }
    weeks = {
        "es": found.es_days,
        "sv_t": found.sv_t_days,
        "ieac_t": found.ieac_t_days,
    }
    plain = {name: float(value) for name, value in figures.items() if value is not None}
    return plain | {n: value / 7 for n, value in weeks.items() if value is not None}


@absent
def test_each_figure_of_the_project_of_nine_weeks() -> None:
    case = read("pmknowledgecenter_forecasting_time.json")
    columns = zip(case["AT"], case["PV"], case["EV"], strict=True)
    rows: list[Row] = [(week(t), pv, ev, ev) for t, pv, ev in columns]
    found = reported([(week(0), 0, 0, 0), *rows])
    weeks = [(period.es_days or 0) / 7 for period in found.periods[1:]]
    printed = case["expected_published_rounded"]["ES"]
    assert [round(es, 2) for es in weeks[: len(printed)]] == printed
    assert weeks == pytest.approx(case["derived_by_us_same_formula"]["ES"], abs=5e-5)
    assert (found.bac, found.planned_days) == (case["BAC"], 7 * case["PD"])


@absent
def test_each_figure_of_the_book_of_pra() -> None:
    case = next(
        c for c in read("pra_r_package.json")["cases"] if c["id"] == "ch-evm (book)"
    )
    at, bac = case["period"], case["bac"]
    plan = [round(bac * part) for part in case["schedule"]]
    rows: list[Row] = [(week(t), pv, 0, 0) for t, pv in enumerate(plan, 1)]
    spent = sum(case["period_costs"])
    rows[at - 1] = (week(at), plan[at - 1], bac * case["actual_pct"], spent)
    found = reported([(week(0), 0, 0, 0), *rows]).last
    assert found is not None
    figures = {
        "PV": found.pv,
        "EV": found.ev,
        "AC": found.ac,
        "SV": found.sv,
        "CV": found.cv,
        "SPI": found.spi,
        "EAC_typical": found.eac.cpi,
        "EAC_atypical": found.eac.remaining_at_budget,
        "EAC_combined": found.eac.cpi_spi,
        "ETC_typical": found.etc,
        "VAC": found.vac,
        "TCPI_bac": found.tcpi_bac,
        "TCPI_eac": found.tcpi_eac,
    }
    expected = case["expected"]
    assert round(found.cpi or 0, 3) == expected.pop("CPI_rounded3")
    assert set(expected) == set(figures)
    for name, value in expected.items():
        assert figures[name] == pytest.approx(value, abs=1e-6), name


@absent
def test_each_formula_of_the_tests_of_pra() -> None:
    cases = {c["id"]: c for c in read("pra_r_package.json")["cases"]}
    typical = cases["test-evm.R eac typical"]
    eac = indices.eac_at_cpi(typical["bac"], typical["cpi"])
    assert eac == pytest.approx(typical["expected"]["EAC"])
    given = cases["test-evm.R eac combined"]
    some = given["bac"], given["ev"], given["ac"]
    eac = indices.eac_at_cpi_and_spi(*some, given["cpi"], given["spi"])
    assert eac == pytest.approx(given["expected"]["EAC"], abs=1e-6)
    assert (
        indices.eac_at_budget(*some)
        == (cases["test-evm.R eac atypical"]["expected"]["EAC"])
    )
    rest = cases["test-evm.R etc"]
    etc = indices.etc(rest["bac"], rest["ev"], rest["cpi"])
    assert etc == pytest.approx(rest["expected"]["ETC_typical"])
