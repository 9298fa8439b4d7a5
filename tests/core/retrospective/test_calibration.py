"""What forecasts were worth, held against published figures and laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.retrospective.calibration import Calibration, Forecast, Range, hit_rate

STATED = ((0.1, "0010"), (0.3, "1101"), (0.5, "10"), (0.7, "11"))
KNOWN = Calibration(
    tuple(
        Forecast(probability, outcome == "1")
        for probability, outcomes in (
            (0.1, "0010"),
            (0.3, "1101"),
            (0.5, "10"),
            (0.7, "11"),
        )
        for outcome in outcomes
    )
)

forecasts = st.lists(
    st.builds(Forecast, st.sampled_from([0.05, 0.2, 0.4, 0.6, 0.85]), st.booleans()),
    min_size=1,
).map(lambda found: Calibration(tuple(found)))


@pytest.mark.parametrize(
    ("figure", "told", "places"),
    [
        ("brier", 0.2567, 4),
        ("reliability", 0.0900, 4),
        ("resolution", 0.0764, 4),
        ("uncertainty", 0.2431, 4),
        ("skill", -0.056, 3),
        ("too_few", 2.06, 2),
    ],
)
def test_a_known_set_of_forecasts_is_scored_to_the_digit(
    figure: str, told: float, places: int
) -> None:
    assert round(getattr(KNOWN, figure), places) == told


@given(forecasts)
def test_the_score_is_the_sum_of_its_parts(made: Calibration) -> None:
    assert made.brier is not None
    assert made.reliability is not None
    assert made.resolution is not None
    assert made.uncertainty is not None
    parts = made.reliability - made.resolution + made.uncertainty
    assert made.brier == pytest.approx(parts)


@given(forecasts)
def test_skill_is_below_zero_exactly_when_the_base_rate_would_have_done_better(
    made: Calibration,
) -> None:
    if made.skill is None:
        assert made.uncertainty == 0
    else:
        assert made.brier is not None
        assert made.uncertainty is not None
        assert (made.skill < 0) == (made.brier > made.uncertainty)


def test_without_forecasts_nothing_is_defined_and_ten_are_enough() -> None:
    nothing = Calibration(())
    figures = ("brier", "reliability", "resolution", "uncertainty", "skill", "too_few")
    assert {getattr(nothing, figure) for figure in figures} == {None}
    assert not nothing.is_enough
    assert KNOWN.is_enough
    assert not Calibration(KNOWN.forecasts[:9]).is_enough


def test_what_was_certain_has_no_standard_score() -> None:
    assert Calibration((Forecast(1, happened=True),)).too_few is None
    assert KNOWN.too_few is not None


def test_a_range_holds_with_its_ends() -> None:
    ranges = [Range(1, 3, 1), Range(1, 3, 3), Range(1, 3, 3.1), Range(1, 3, 2)]
    assert hit_rate(ranges) == 0.75
    assert hit_rate([]) is None
