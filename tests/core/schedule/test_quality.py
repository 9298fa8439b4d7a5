from typing import Any

import pytest

from core.schedule.plan import PlanActivity, Work
from core.schedule.quality import Check, checks
from tests.core.schedule.plans import MONDAY, activity, at, dated

NAMES = (
    "Logic",
    "Leads",
    "Lags",
    "Kinds of dependencies",
    "Hard constraints",
    "High float",
    "Negative float",
    "High duration",
    "Invalid dates",
    "Resources",
    "Missed activities",
    "Critical path test",
    "Critical path length index",
    "Baseline execution index",
)


def checked(
    *rows: PlanActivity, written: tuple[str, ...] = (), **fields: Any
) -> dict[str, Check]:
    made = dated(rows, *written, **fields)
    return {check.name: check for check in checks(made.plan, made)}


def chain(count: int) -> tuple[str, ...]:
    return tuple(f"{n} FS {n + 1}" for n in range(1, count))


def test_there_are_fourteen_and_a_plain_chain_passes() -> None:
    found = checked(*(activity(n, 2) for n in range(1, 6)), written=chain(5))
    assert tuple(found) == NAMES
    assert [name for name, check in found.items() if check.is_failed] == []
    assert found["Critical path test"].value == pytest.approx(600)
    undefined = [name for name, check in found.items() if check.value is None]
    assert undefined == [
        "Invalid dates",
        "Resources",
        "Missed activities",
        "Baseline execution index",
    ]
    assert {found[name].figure for name in undefined} == {"n/a"}


@pytest.mark.parametrize(
    ("name", "figure", "offenders", "rows", "written"),
    [
        ("Logic", 25.0, (3,), {}, ("1 FS 2", "2 FS 4")),
        ("Leads", 100 / 3, (3,), {}, ("1 FS 2", "2 FS 3 -1d", "3 FS 4")),
        ("Lags", 100 / 3, (2,), {}, ("1 FS 2 50%", "2 FS 3", "3 FS 4")),
        ("Kinds of dependencies", 200 / 3, (2,), {}, ("1 SS 2", "2 FS 3", "3 FS 4")),
        (
            "Hard constraints",
            25.0,
            (2,),
            {"constraint": "must start on", "constraint_at": "2026-01-08T08:00"},
            chain(4),
        ),
        ("High float", 25.0, (2,), {}, ("1 FS 2", "1 FS 3 80d", "3 FS 4", "2 FS 4")),
        ("Negative float", 50.0, (1, 2), {"deadline": "2026-01-05T17:00"}, chain(4)),
        ("High duration", 25.0, (2,), {"days": 45}, chain(4)),
        ("Resources", 75.0, (1, 3, 4), {"work": (Work(1, 0, 480),)}, chain(4)),
    ],
)
def test_each_check_names_its_offenders(
    name: str,
    figure: float,
    offenders: tuple[int, ...],
    rows: dict[str, Any],
    written: tuple[str, ...],
) -> None:
    second = activity(2, **rows)
    made = checked(activity(1), second, activity(3), activity(4), written=written)
    assert made[name].value == pytest.approx(figure)
    assert made[name].offenders == offenders
    assert made[name].is_failed


def test_a_link_onto_a_summary_ties_what_is_within_it() -> None:
    rows = [activity(1), activity(2), activity(3, parent=2), activity(4)]
    found = checked(*rows, written=("1 FS 2", "2 FS 4"))
    assert found["Logic"].offenders == ()


def test_what_was_due_is_measured_against_the_baseline() -> None:
    rows = [
        activity(1, actual_start=MONDAY, actual_finish="2026-01-07T17:00"),
        activity(2),
        activity(3, 2),
    ]
    baseline = {
        1: (at(MONDAY), at("2026-01-05T17:00")),
        2: (at("2026-01-06T08:00"), at("2026-01-06T17:00")),
        3: (at("2026-01-07T08:00"), at("2026-01-08T17:00")),
    }
    found = checked(
        *rows,
        written=chain(3),
        status_at=at("2026-01-07T23:00"),
        baseline=baseline,
    )
    assert found["Missed activities"].offenders == (1, 2)
    assert found["Baseline execution index"].value == pytest.approx(0.5)
    assert found["Baseline execution index"].offenders == (2,)
    # 8 Jan to 12 Jan are 3 days; the baseline ends 2 days before
    assert found["Critical path length index"].value == pytest.approx(1 / 3)
    assert found["Invalid dates"].value == 0


def test_dates_on_the_wrong_side_of_the_status_date_are_invalid() -> None:
    rows = [activity(1), activity(2, actual_start="2026-01-14T08:00"), activity(3, 20)]
    found = checked(*rows, written=chain(3), status_at=at("2026-01-08T17:00"))
    assert found["Invalid dates"].offenders == (1, 2)


def test_a_finish_that_is_held_fails_the_critical_path_test() -> None:
    held = activity(2, constraint="must finish on", constraint_at="2026-01-09T17:00")
    found = checked(activity(1, 4), held, written=chain(2))
    assert found["Critical path test"].is_failed
    alone = checked(
        activity(1, 4, actual_start=MONDAY, actual_finish="2026-01-08T17:00")
    )
    assert alone["Critical path test"].value is None
    assert alone["Logic"].figure == "n/a"
