"""The strip of an incident: what it draws, and that it says it in words."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from core.charts.incident import can_draw, incident_strip, strip_words
from core.charts.template import PALETTES, Mode
from core.registers.learning import Card, Retrospective
from core.retrospective.incident import Incident
from core.retrospective.incidents import incidents
from tests.projects import TODAY, project

BEGAN = datetime(2026, 6, 9, 23, 10)  # noqa: DTZ001 - the project's local time
MODES: tuple[Mode, ...] = ("light", "dark")


def later(minutes: int) -> datetime:
    return BEGAN + timedelta(minutes=minutes)


def night(*cards: int, **facts: Any) -> Incident:
    """Return an incident with cards so many minutes after its beginning."""
    moments = {"began_at": BEGAN, "detected_at": later(12), "resolved_at": later(180)}
    made = Retrospective.model_validate(
        {"title": "Night", "kind": "post-mortem"} | moments | facts
    )
    lines = [
        Card(title="<b>Pin</b>", retrospective=1, happened_at=later(minutes))
        for minutes in cards
    ]
    found = incidents(project(retrospectives=[made], cards=lines), TODAY)
    return found.each[0]


@pytest.mark.parametrize("mode", MODES)
def test_unnoticed_stands_out_and_what_came_long_before_is_no_tick(mode: Mode) -> None:
    figure = incident_strip(night(-600, -35, 40), mode).to_dict()
    unseen, seen, ticks = figure["data"]
    palette = PALETTES[mode]
    colours = (unseen["marker"]["color"], seen["marker"]["color"])
    assert colours == (palette.bad, palette.ink)
    assert (unseen["x"][0], seen["x"][0]) == (12 * 60_000, 168 * 60_000)
    assert list(ticks["x"]) == [later(-35), later(40)]
    assert "<b>Pin" not in str(ticks["customdata"])
    texts = [note["text"] for note in figure["layout"]["annotations"]]
    assert [text.replace("\xa0", " ") for text in texts] == [
        "<b>12 min</b> unnoticed",
        "<b>2 h 48 min</b> until resolved",
    ]


@pytest.mark.parametrize(
    ("facts", "bars"),
    [
        ({"detected_at": None}, 1),
        ({"resolved_at": None}, 1),
        ({"detected_at": BEGAN}, 1),
        ({}, 2),
    ],
)
def test_a_span_that_is_not_known_is_not_drawn(
    facts: dict[str, Any], bars: int
) -> None:
    found = night(**facts)
    assert can_draw(found)
    assert len(incident_strip(found, "light").to_dict()["data"]) == bars


@pytest.mark.parametrize(
    "facts",
    [{"began_at": None}, {"detected_at": None, "resolved_at": None}],
)
def test_without_two_moments_there_is_no_strip(facts: dict[str, Any]) -> None:
    assert not can_draw(night(**facts))


def test_the_strip_is_said_in_words() -> None:
    assert strip_words(night(40)).replace("\xa0", " ") == (
        "From 9 Jun 2026, 23:10 nobody noticed for 12 min; from 9 Jun 2026, 23:22 it "
        "took 2 h 48 min until resolved; one tick for lines of the timeline."
    )
