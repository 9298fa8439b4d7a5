"""Incidents: their times, timeline, causes, actions, and what is missing."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis_review import review_section
from core.edits import Add, apply
from core.errors import InvalidEntryError
from core.project import Project
from core.registers.learning import Severity
from core.retrospective import incident_edits as edits
from core.retrospective import incident_words as said
from core.retrospective.incident import DAYS, Flag, Happening, Incident
from core.retrospective.incident_figures import key_figures
from core.retrospective.incidents import Incidents, incidents
from core.words import elapsed
from tests.projects import SPACE, TODAY, few, is_sentence, is_title

NIGHT = {
    "title": "The night without events",
    "severity": "S2",
    "began_at": "2026-11-02 23:10",
    "detected_at": "2026-11-02 23:22",
    "resolved_at": "2026-11-03 02:10",
    "impact": "Refunds came a day late.",
}

TIMES = "noticed after 12 min and resolved after 3 h"


def made(*more: Add, project: Project | None = None) -> Project:
    return apply(project or Project("PAY"), more)[0]


def night(*more: Add, **facts: Any) -> Incident:
    """Return the one incident of a project, with more entries about it."""
    project = made(edits.record(NIGHT | facts), *more)
    return incidents(project, TODAY).each[0]


def action(title: str = "Name an owner", **values: Any) -> Add:
    begun = {"title": title, "owner": "Jonas", "due": "2026-11-17", "retrospective": 1}
    return Add("actions", begun | values)


def card(title: str, column: str = "Timeline", **values: Any) -> Add:
    begun = {"title": title, "retrospective": 1, "column": column}
    return Add("cards", begun | values)


def plain(text: str) -> str:
    return text.replace(SPACE, " ")


def headline(project: Project) -> str:
    return plain(said.headline(incidents(project, TODAY)))


# --- moments ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moments", "told"),
    [
        ({"detected_at": "2026-11-02 23:09"}, "was noticed before it began"),
        ({"resolved_at": "2026-11-02 23:00"}, "was resolved before it began"),
        ({"resolved_at": "2026-11-02 23:15"}, "was resolved before it was noticed"),
        ({"detected_at": "2026-11-01"}, "was noticed before it began"),
        (
            {"began_at": None, "resolved_at": "2026-11-02 23:15"},
            "was resolved before it was noticed",
        ),
    ],
)
def test_moments_in_the_wrong_order_are_refused(
    moments: dict[str, Any], told: str
) -> None:
    with pytest.raises(InvalidEntryError) as error:
        night(**moments)
    assert str(error.value) == f"RE-001: the incident {told}"


@pytest.mark.parametrize(
    "moments",
    [
        {"detected_at": "2026-11-02 23:10"},
        {"detected_at": "2026-11-02", "resolved_at": "2026-11-02"},
        {"began_at": "2026-11-02", "detected_at": "2026-11-02 08:00"},
        {"began_at": None, "detected_at": None},
    ],
)
def test_moments_at_once_or_on_one_day_are_in_order(moments: dict[str, Any]) -> None:
    assert night(**moments).entry.title == NIGHT["title"]


def test_times_are_counted_from_the_beginning() -> None:
    found = night()
    assert (found.to_notice, found.to_resolve) == (12, 180)
    assert plain(said.title(found)) == "Noticed after 12 min, resolved after 3 h"


@pytest.mark.parametrize(
    ("facts", "times", "told"),
    [
        ({"began_at": None}, (None, None), "Resolved 3 Nov 2026, 02:10"),
        ({"detected_at": None}, (None, 180), "Resolved after 3 h"),
        ({"resolved_at": None}, (12, None), "Noticed after 12 min, not resolved yet"),
        (
            {"resolved_at": "2026-11-03"},
            (12, None),
            "Noticed after 12 min, resolved 3 Nov 2026",
        ),
    ],
)
def test_a_moment_that_is_missing_or_a_whole_day_measures_nothing(
    facts: dict[str, Any], times: tuple[int | None, ...], told: str
) -> None:
    found = night(**facts)
    assert (found.to_notice, found.to_resolve) == times
    assert plain(said.title(found)) == told


def test_a_day_without_a_time_is_asked_for_its_time() -> None:
    (first, *_) = said.gaps(night(resolved_at="2026-11-03"))
    assert first == (
        "Write the time of day when it was resolved: a day alone cannot be measured."
    )


# --- what happened ------------------------------------------------------------------


def test_the_timeline_holds_moments_and_cards_in_order() -> None:
    found = night(
        card("Merchant called", happened_at="2026-11-02 23:22"),
        card("Rotation began", "Went wrong", happened_at="2026-11-02 22:35"),
        card("Never timed"),
        card("Looked at on the day", happened_at="2026-11-02"),
    )
    steps = [(plain(elapsed(s.minutes)), s.text) for s in found.timeline]
    assert steps == [
        ("n/a", "Looked at on the day"),
        ("−35 min", "Rotation began"),
        ("0 min", "It began"),
        ("12 min", "Merchant called"),
        ("12 min", "It was noticed"),
        ("3 h", "It was resolved"),
    ]
    assert [s.reference for s in found.timeline if s.happening is Happening.CARD] == [
        "C-004",
        "C-002",
        "C-001",
    ]
    assert said.timeline_title(found) == "Six moments on the timeline"


def test_columns_stand_as_in_a_post_mortem_and_what_is_timed_stands_once() -> None:
    found = night(
        card("Nobody else rotated", "lucky number"),
        card("It was night", "where we were lucky"),
        card("The pin", "Went wrong", votes=1),
        card("Roll-back", "went well"),
        card("Alert came late", "Went wrong", votes=4),
        card("Merchant called", happened_at="2026-11-02 23:22"),
        card("Undated"),
    )
    shown = {t: [c.entry.title for c in cards] for t, cards in found.columns.items()}
    assert shown == {
        "Timeline": ["Undated"],
        "Went well": ["Roll-back"],
        "Went wrong": ["Alert came late", "The pin"],
        "Where we were lucky": ["It was night"],
        "lucky number": ["Nobody else rotated"],
    }
    titles = list(shown)
    assert (titles[0], titles[-1]) == ("Timeline", "lucky number")


def test_causes_are_the_topics_that_were_asked_why() -> None:
    pin = {"title": "Pins", "whys": "Why? A pin.\nWhy a pin?", "retrospective": 1}
    found = night(
        Add("topics", {"title": "Alerts", "retrospective": 1, "votes": 9}),
        Add("topics", pin),
        edits.cause(night(), "Rota", "Why at night?"),
    )
    assert [c.entry.title for c in found.causes] == ["Pins", "Rota"]
    assert said.causes_title(found) == "Two causes, two whys deep"
    assert said.causes_title(night()) == "Nobody has asked why yet"


# --- actions and deadlines ----------------------------------------------------------


@pytest.mark.parametrize(
    ("severity", "days"), [("S1", 7), ("S2", 14), ("S3", 30), ("S4", 60)]
)
def test_the_worse_an_incident_the_sooner_its_actions_are_due(
    severity: str, days: int
) -> None:
    found = night(severity=severity)
    assert found.deadline == date(2026, 11, 3) + timedelta(days=days)


@pytest.mark.parametrize(
    ("facts", "deadline"),
    [
        ({}, date(2026, 11, 17)),
        ({"resolved_at": None}, date(2026, 11, 16)),
        ({"resolved_at": None, "held_on": "2026-11-09"}, date(2026, 11, 23)),
        ({"held_on": "2026-11-09"}, date(2026, 11, 17)),
        ({"resolved_at": None, "began_at": None}, None),
        ({"severity": None}, None),
    ],
)
def test_a_deadline_counts_from_its_end_else_its_meeting_else_its_beginning(
    facts: dict[str, Any], deadline: date | None
) -> None:
    assert night(**facts).deadline == deadline


@pytest.mark.parametrize(
    ("values", "flags", "told"),
    [
        ({"due": "2026-11-20", "severity": "S3"}, (), ""),
        ({"owner": ""}, (Flag.NO_OWNER, Flag.OVERDUE), "AC-001 has no owner."),
        (
            {"due": None},
            (Flag.NO_DUE,),
            "AC-001 has no due day: give it one by 17 Nov 2026.",
        ),
        ({"due": "2026-11-17"}, (Flag.OVERDUE,), "AC-001 is overdue by three days."),
        (
            {"due": "2026-11-30"},
            (Flag.TOO_LATE,),
            "AC-001 is due 30 Nov 2026, 13 days later than S2 allows.",
        ),
        ({"due": None, "owner": "", "status": "done"}, (), ""),
    ],
)
def test_an_open_action_needs_an_owner_and_a_day_that_the_severity_allows(
    values: dict[str, Any], flags: tuple[Flag, ...], told: str
) -> None:
    severity = values.pop("severity", "S2")
    found = night(action(**values), severity=severity)
    assert found.actions[0].flags == flags
    gaps = [plain(text) for text in said.gaps(found)]
    assert gaps[:1] == ([told] if told else [])


def test_what_an_action_lacks_is_told_beside_it() -> None:
    found = night(action(owner="", due="2026-11-19"))
    (agreed,) = found.actions
    told = "no owner, overdue by one day, two days later than S2 allows"
    assert said.flag_words(found, agreed) == told


def test_a_cancelled_action_and_another_incidents_are_none_of_it() -> None:
    found = night(
        edits.record({"title": "Other", "severity": "S4"}),
        action("Gone", status="cancelled"),
        action("Elsewhere", retrospective=2),
    )
    assert found.actions == ()
    assert [plain(text) for text in said.gaps(found)] == [
        "No action is agreed yet: agree one with an owner, due by 17 Nov 2026."
    ]


def test_a_new_action_is_due_by_the_deadline_unless_that_has_passed() -> None:
    assert edits.first_due(night(severity="S3")) == date(2026, 12, 3)
    assert edits.first_due(night(severity="S1")) is None
    values = {"title": "Name an owner", "owner": "Jonas"}
    found = night(edits.action(night(), values))
    entry = found.actions[0].record.entry
    assert entry.source == "Post-mortem The night without events"


# --- all of them --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ([], f"{TIMES}; no action is agreed yet."),
        (
            [action(due="2026-11-20"), action(status="done")],
            f"{TIMES}; one action is open, none late.",
        ),
        (
            [action(), action()],
            f"{TIMES}; two actions are late.",
        ),
        (
            [action(status="done")],
            f"{TIMES}; every action is done.",
        ),
    ],
)
def test_the_sentence_says_how_long_it_lasted_and_what_is_late(
    more: list[Add], told: str
) -> None:
    assert headline(made(edits.record(NIGHT), *more)) == f"One incident: {told}"


def test_the_sentence_over_several_takes_the_middle() -> None:
    second = NIGHT | {
        "detected_at": "2026-11-02 23:30",
        "resolved_at": "2026-11-03 00:20",
    }
    third = {"title": "Now", "severity": "S1", "began_at": "2026-11-19 08:00"}
    project = made(*map(edits.record, (NIGHT, second, third)), action())
    assert headline(project) == (
        "Three incidents: noticed after 16 min and resolved after 2 h 5 min in the "
        "middle; one is not resolved yet; one action is late."
    )
    untimed = {"title": "x", "severity": "S1"}
    assert headline(made(edits.record(untimed))) == (
        "One incident: no time to notice or to resolve is known; it is not resolved "
        "yet; no action is agreed yet."
    )


def test_the_analysis_gives_times_in_minutes_and_what_is_missing() -> None:
    late = action(owner="", due="2026-11-30")
    why = edits.cause(night(), "Pins", "Why? A pin.\nWhy a pin?")
    project = made(edits.record(NIGHT), late, action(status="done"), why)
    section = review_section(project, TODAY)
    (item,) = section.incidents
    assert (item.ref, item.severity, item.held) == ("RE-001", "S2", False)
    assert (item.minutes_to_notice, item.minutes_to_resolve) == (12, 180)
    assert item.actions_due_by == date(2026, 11, 17)
    assert (item.causes, item.whys) == (1, 2)
    actions = {a.ref: (a.overdue, a.flags) for a in item.actions}
    assert actions == {
        "AC-001": (False, ["no owner", "due after the deadline"]),
        "AC-002": (False, []),
    }
    assert (section.median_minutes_to_resolve, section.mean_minutes_to_resolve) == (
        180,
        None,
    )
    assert review_section(Project("NEW"), TODAY).incidents == []


def test_incidents_stand_newest_first_and_ordinary_retrospectives_apart() -> None:
    project = made(
        edits.record({"title": "Undated", "severity": "S4"}),
        Add("retrospectives", {"title": "Release 1", "held_on": "2026-11-19"}),
        edits.record(NIGHT),
        Add(
            "retrospectives",
            {"title": "Held", "kind": "post-mortem", "held_on": "2026-11-10"},
        ),
    )
    found = incidents(project, TODAY)
    assert [i.record.number for i in found.each] == [4, 3, 1]
    assert found.numbered(2) is None
    assert found.numbered(3) is found.each[1]


def timed(*minutes: int) -> Incidents:
    began = datetime(2026, 11, 2, 8)  # noqa: DTZ001 - the project's local time
    values = [
        NIGHT
        | {
            "began_at": began + timedelta(days=n),
            "detected_at": None,
            "resolved_at": began + timedelta(days=n, minutes=length),
        }
        for n, length in enumerate(minutes)
    ]
    return incidents(made(*map(edits.record, values)), TODAY)


def test_a_trend_needs_three_incidents() -> None:
    two, three = timed(30, 60), timed(30, 60, 240)
    assert (two.to_resolve, two.mean_to_resolve) == (45, None)
    assert (three.to_resolve, three.mean_to_resolve) == (60, 110)
    labels = [f.label for f in key_figures(three.each[0], three)]
    assert labels[-1] == "Median time to resolve"
    assert "Median time to resolve" not in [
        f.label for f in key_figures(two.each[0], two)
    ]
    middle = key_figures(three.each[0], three)[-1]
    assert (middle.value, middle.trend) == (f"1{SPACE}h", (30.0, 60.0, 240.0))


def test_the_figures_say_what_they_are_held_against() -> None:
    found = timed(30, 60)
    notice, resolve, actions, by = key_figures(found.each[0], found)
    assert (notice.value, resolve.value) == ("n/a", f"1{SPACE}h")
    assert resolve.change == f"median 45{SPACE}min"
    assert (actions.value, actions.change) == ("n/a", "none is agreed yet")
    assert plain(by.value) == "17 Nov 2026"
    assert by.change == "S2, three days ago"


@pytest.mark.parametrize(
    ("more", "value", "change", "status"),
    [
        ([], "n/a", "none is agreed yet", "off track"),
        ([action(status="done")], "1 of 1", "all done", "on track"),
        ([action()], "0 of 1", "one late", "off track"),
        ([action(due="2026-11-30")], "0 of 1", "one to complete", "watch"),
        (
            [action(due="2026-11-20"), action(status="done")],
            "1 of 2",
            "one open, none late",
            "on track",
        ),
    ],
)
def test_the_actions_stand_as_the_worst_of_them(
    more: list[Add], value: str, change: str, status: str
) -> None:
    is_soon = any(add.values["due"] == "2026-11-20" for add in more)
    found = night(*more, severity="S3" if is_soon else "S2")
    figure = key_figures(found, Incidents((found,)))[2]
    assert (figure.value, figure.change, figure.status) == (value, change, status)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, "title"),
        ({"title": "Night"}, "severity"),
        ({"title": "Night", "severity": "S1"}, ""),
    ],
)
def test_an_incident_needs_a_title_and_a_severity(
    values: dict[str, object], told: str
) -> None:
    assert told in edits.missing(values)
    assert bool(edits.missing(values)) is bool(told)


# --- laws ---------------------------------------------------------------------------

MOMENT = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001
    datetime(2026, 12, 31),  # noqa: DTZ001
).map(lambda at: at.replace(second=0, microsecond=0))
FACTS = st.fixed_dictionaries(
    {
        "title": st.just("Night"),
        "severity": st.sampled_from([None, *(s.value for s in Severity)]),
        "held_on": st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        "moments": st.lists(st.none() | MOMENT, min_size=3, max_size=3).map(
            lambda found: sorted(found, key=lambda at: at or datetime.max)  # noqa: DTZ901
        ),
    }
)


def of_facts(facts: dict[str, Any]) -> dict[str, Any]:
    names = ("began_at", "detected_at", "resolved_at")
    moments = dict(zip(names, facts["moments"], strict=True))
    return {k: v for k, v in facts.items() if k != "moments"} | moments


@few
@given(st.lists(FACTS.map(of_facts), max_size=4), st.lists(MOMENT, max_size=3))
def test_whatever_is_known_reads_as_whole_sentences(
    facts: list[dict[str, Any]], at: list[datetime]
) -> None:
    cards = [card("Seen", happened_at=when) for when in at if facts]
    more = [action(due=None, owner="")] if facts else []
    found = incidents(made(*map(edits.record, facts), *cards, *more), TODAY)
    assert is_sentence(said.headline(found))
    for incident in found.each:
        times = [step.at for step in incident.timeline]
        assert times == sorted(times)
        known = [incident.to_notice, incident.to_resolve]
        assert all(minutes is None or minutes >= 0 for minutes in known)
        for text in said.gaps(incident):
            assert is_sentence(text.removeprefix("AC-")), text
        for text in (said.title(incident), said.timeline_title(incident)):
            assert is_title(text), text
        for figure in key_figures(incident, found):
            assert "None" not in f"{figure.value} {figure.change}"


@given(st.sampled_from(list(Severity)), MOMENT)
def test_a_deadline_is_as_many_days_after_the_end_as_the_severity_says(
    severity: Severity, end: datetime
) -> None:
    found = night(
        severity=severity.value, began_at=None, detected_at=None, resolved_at=end
    )
    assert found.deadline is not None
    assert (found.deadline - end.date()).days == DAYS[severity]
