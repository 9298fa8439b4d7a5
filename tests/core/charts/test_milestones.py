"""The milestone trend: a line each, named at its end, coloured by its slip."""

from datetime import date

import pytest

from core.charts.milestones import milestone_trend, milestones_words
from core.charts.template import LIGHT, PALETTES, Mode
from core.milestones import MilestoneTrend

MONTHS = [date(2026, month, 28) for month in (1, 2, 3)]
LATE = MilestoneTrend(
    "Freeze <1>",
    list(zip(MONTHS, [date(2026, 9, d) for d in (1, 8, 15)], strict=True)),
)
STEADY = MilestoneTrend("Cut-over", [(month, date(2026, 12, 1)) for month in MONTHS])
EARLY = MilestoneTrend(
    "Audit", list(zip(MONTHS, [date(2026, 8, d) for d in (20, 9, 9)], strict=True))
)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_what_slips_is_coloured_and_what_is_steady_is_ink(mode: Mode) -> None:
    figure = milestone_trend([LATE, STEADY, EARLY], mode)
    p = PALETTES[mode]
    assert [line.line.color for line in figure.data] == [p.bad, p.ink, p.good]


def test_each_line_is_named_at_its_end_with_its_date_and_its_slip() -> None:
    notes = milestone_trend([LATE, STEADY], "light").layout.annotations
    said = [note.text.replace("\u00a0", " ") for note in notes]
    assert said == ["Freeze &lt;1&gt; 15 Sep, +14 d", "Cut-over 1 Dec"]
    assert notes[0].font.color == LIGHT.bad


@pytest.mark.parametrize(
    "trends", [[], [MilestoneTrend("New", [(MONTHS[0], date(2026, 5, 1))])]]
)
def test_before_a_second_month_there_is_no_trend(trends: list[MilestoneTrend]) -> None:
    figure = milestone_trend(trends, "light")
    assert len(figure.data) == 0
    assert "second month" in figure.layout.annotations[0].text


def test_the_trend_is_said_in_words() -> None:
    said = milestones_words([LATE, STEADY]).replace("\u00a0", " ")
    assert said == (
        "Milestone trend of two milestones: Freeze <1>: 15 Sep 2026, 14 days later."
    )
    assert milestones_words([STEADY]).endswith("none slipped.")
