"""The schedule in words, its key figures, and why an activity is where it is."""

from datetime import date, timedelta

import pytest

from core import schedule_figures, schedule_words
from core.driving import chain, float_words
from core.edits import Change, apply
from core.milestones import trend_title, trends
from core.project import Project
from core.registers.catalog import ACTIVITIES
from core.scheduled import Scheduled, scheduled
from tests.core.test_baselines import baselined
from tests.plan_projects import house

TODAY = date(2026, 3, 10)


@pytest.fixture(scope="module")
def known() -> Scheduled:
    return scheduled(baselined(house()))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def changed(project: Project, number: int, **values: object) -> Project:
    version = project[ACTIVITIES].records[number].version
    return apply(project, [Change("activities", number, version, values)])[0]


def test_the_headline_names_what_drives_the_finish_and_the_slip(
    known: Scheduled,
) -> None:
    said = plain(schedule_words.headline(known, None))
    assert said.startswith("T-002 Dig drives the finish")
    assert said.endswith("The plan finishes on 27 Mar 2026, as in First.")
    later = scheduled(changed(known.project, 3, duration="12d"))
    assert plain(schedule_words.headline(later, None)).endswith(
        "on 31 Mar 2026, 2 working days later than in First."
    )


def test_without_activities_the_headline_says_how_to_begin() -> None:
    assert schedule_words.headline(None, None).startswith("No activity is planned yet")


def test_the_chain_goes_back_to_what_nothing_holds(known: Scheduled) -> None:
    steps = chain(known, 6)
    assert [step.number for step in steps] == [6, 4, 3, 2]
    assert plain(steps[0].why) == (
        "It starts on 23 Mar 2026: it begins after T-004 finishes."
    )
    assert "nothing else holds it" in steps[-1].why


def test_a_step_that_levelling_delays_says_so(known: Scheduled) -> None:
    assert "Levelling" not in chain(known, 6)[1].why
    for delay, words in (
        ("2d", "Levelling delays it by 2 working days."),
        ("1.5ed", "Levelling delays it by 36.0 hours of the clock."),
    ):
        later = scheduled(changed(known.project, 4, levelling_delay=delay))
        assert plain(chain(later, 6)[1].why).endswith(words)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (3, "It is critical: each day it slips moves the finish."),
        (1, "Its dates are those of the activities below it."),
        (7, "It may slip by 17 working days before the finish moves"),
    ],
)
def test_float_is_said_in_words(known: Scheduled, number: int, said: str) -> None:
    assert plain(float_words(known, number)).startswith(said)


def test_what_is_done_has_no_float(known: Scheduled) -> None:
    done = scheduled(changed(known.project, 2, percent_complete=100))
    assert float_words(done, 2) == "It is done."


@pytest.mark.parametrize(
    ("last", "said", "is_warned"),
    [
        ("2026-03-18 17:00", "but what is within it ends 2 working days later.", True),
        ("2026-03-23 17:00", "and what is within it keeps to them.", False),
    ],
)
def test_typed_dates_of_a_summary_warn_when_they_are_too_short(
    known: Scheduled, last: str, said: str, *, is_warned: bool
) -> None:
    typed = {"manual": True, "manual_start": "2026-03-02 08:00", "manual_finish": last}
    found = scheduled(changed(known.project, 1, **typed))
    assert plain(float_words(found, 1)) == f"Its dates are typed, {said}"
    warning = "what is within T-001 does not keep to the typed dates"
    assert (warning in schedule_words.foot(found)) is is_warned
    assert len(schedule_words.foot(known)) == 2


def test_each_figure_explains_itself(known: Scheduled) -> None:
    states = [(TODAY - timedelta(days=28), None), (TODAY, known.project)]
    figures = schedule_figures.key_figures(states, TODAY)
    values = {figure.label: plain(figure.value) for figure in figures}
    assert values["Finish, network"] == "27 Mar 2026"
    assert values["Critical activities"] == "5 of 6"
    assert values["Activities done"] == "0 of 6"
    assert values["Next milestone"] == "20 Mar 2026"
    assert all(figure.formula and figure.inputs for figure in figures)


def test_a_project_without_a_plan_has_no_figures() -> None:
    assert schedule_figures.key_figures([(TODAY, Project("TRY"))], TODAY) == ()


def test_the_trend_says_which_milestone_slipped_most(known: Scheduled) -> None:
    later = changed(known.project, 3, duration="12d")
    found = trends([(TODAY - timedelta(days=30), known.project), (TODAY, later)])
    assert [trend.slip for trend in found] == [4, 4]
    assert plain(trend_title(found)) == (
        "Two of two milestones slipped since Feb 2026: Shell done by 4 days"
    )
    steady = trends([(TODAY - timedelta(days=30), later), (TODAY, later)])
    assert trend_title(steady) == "No milestone is later than it was"
