"""The formulas, at the figures that textbooks print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.earned_value import indices

amounts = st.integers(0, 10**14).map(lambda cents: cents / 100)


def test_the_figures_of_a_project_behind_and_over_cost() -> None:
    bac, pv, ev, ac = 50_000, 25_000, 20_000, 30_000
    cpi, spi = indices.cpi(ev, ac), indices.spi(ev, pv)
    assert cpi == pytest.approx(0.667, abs=0.0005)
    assert spi == 0.8
    assert (indices.cv(ev, ac), indices.sv(ev, pv)) == (-10_000, -5_000)
    assert indices.eac_at_cpi(bac, cpi) == pytest.approx(75_000)
    assert indices.eac_at_budget(bac, ev, ac) == 60_000
    assert indices.eac_at_cpi_and_spi(bac, ev, ac, cpi, spi) == pytest.approx(86_250)
    assert indices.eac_bottom_up(ac, 25_000) == 55_000
    assert indices.etc(bac, ev, cpi) == pytest.approx(45_000)
    assert indices.vac(bac, indices.eac_at_cpi(bac, cpi)) == pytest.approx(-25_000)
    assert indices.tcpi_bac(bac, ev, ac) == 1.5
    assert indices.tcpi_eac(bac, ev, 45_000) == pytest.approx(2 / 3)


# R package PRA 0.4.0: tests/testthat/test-evm.R, and "Earned value" in its book
def test_the_figures_of_the_package_pra() -> None:
    assert indices.eac_at_cpi(100_000, 0.8) == 125_000
    assert indices.eac_at_budget(100_000, 35_000, 63_000) == 128_000
    assert indices.eac_at_cpi_and_spi(
        100_000, 35_000, 63_000, 0.8, 0.9
    ) == pytest.approx(153_277.77777777778)
    assert indices.etc(100_000, 35_000, 0.8) == 81_250
    bac, pv, ev, ac = 500_000, 250_000, 200_000, 290_000
    cpi, spi = indices.cpi(ev, ac), indices.spi(ev, pv)
    assert cpi == pytest.approx(0.69, abs=0.0005)
    assert indices.eac_at_cpi_and_spi(bac, ev, ac, cpi, spi) == pytest.approx(833_750)
    assert indices.etc(bac, ev, cpi) == pytest.approx(435_000)
    assert indices.tcpi_bac(bac, ev, ac) == pytest.approx(1.4285714285714286)
    assert indices.tcpi_eac(bac, ev, 435_000) == pytest.approx(0.6896551724137931)


def test_what_divides_by_zero_or_by_nothing_is_undefined() -> None:
    found = [
        indices.cpi(5, 0),
        indices.spi(0, 0),
        indices.eac_at_cpi(10, None),
        indices.eac_at_cpi(10, 0),  # nothing earned: no rate to forecast with
        indices.eac_at_cpi_and_spi(10, 0, 5, 0.0, 0.0),
        indices.eac_at_cpi_and_spi(10, 5, 5, 1.0, None),
        indices.eac_bottom_up(10, None),
        indices.etc(10, 0, 0),
        indices.vac(10, None),
        indices.tcpi_bac(10, 5, 10),
        indices.tcpi_bac(10, 10, 10),
        indices.tcpi_eac(10, 5, None),
        indices.tcpi_eac(10, 10, 0),
        indices.sv_t(None, 3),
        indices.spi_t(2, 0),
        indices.spi_t(None, 3),
        indices.ieac_t(9, 0),
        indices.ieac_t(None, 0.5),
    ]
    assert found == [None] * len(found)


def test_work_that_is_done_needs_no_efficiency() -> None:
    assert str(indices.tcpi_bac(100, 100, 110)) == "0.0"
    assert indices.etc(100, 100, 0.9) == 0


@given(amounts, amounts)
def test_an_index_is_below_one_exactly_when_its_variance_is_negative(
    ev: float, against: float
) -> None:
    cpi, spi = indices.cpi(ev, against), indices.spi(ev, against)
    if cpi is not None and spi is not None:
        assert (cpi < 1) == (indices.cv(ev, against) < 0)
        assert (spi < 1) == (indices.sv(ev, against) < 0)


@given(bac=amounts, ev=amounts, ac=amounts.filter(bool))
def test_the_rest_and_what_was_spent_make_the_forecast(
    bac: float, ev: float, ac: float
) -> None:
    cpi = indices.cpi(ev, ac)
    eac, etc = indices.eac_at_cpi(bac, cpi), indices.etc(bac, ev, cpi)
    if eac is not None and etc is not None:
        assert eac == pytest.approx(ac + etc, rel=1e-9, abs=abs(etc) * 1e-9)
