"""Incidents on the page Retrospective: written down, completed, and read only."""

from datetime import date

import pytest

from core.access import Actor, Role, local_owner
from core.edits import Add
from core.project import Project
from core.registers.catalog import ACTIONS, CARDS, LESSONS, RETROSPECTIVES, TOPICS
from data import boards
from data.store import Store, commit
from pages._ui import incident_forms, page
from tests.pages.conftest import LookAs, Pay
from tests.pages.visitor import Visitor

pytestmark = pytest.mark.app

TAB, FORM = "retrospective-tab", "incident-form"
ADA = local_owner("Ada")
NIGHT = {
    "title": "Night without events",
    "kind": "post-mortem",
    "status": "planned",
    "severity": "S2",
    "began_at": "2026-06-09 23:10",
    "detected_at": "2026-06-10 01:00",
    "resolved_at": "2026-06-10 04:55",
    "impact": "Refunds came a day late.",
}


def at_incidents(**address: str) -> Visitor:
    visitor = Visitor(project="PAY", **address).open("retrospective")
    if TAB not in visitor.session_state or not address:
        visitor.open_tab(TAB, "Incidents")
    return calm(visitor)


def calm(visitor: Visitor) -> Visitor:
    assert [e.message for e in visitor.exception] == []
    return visitor


def shown(visitor: Visitor) -> str:
    """Return all text of the page as it is read."""
    cells = [
        cell
        for table in visitor.table
        for name, column in table.value.to_dict("list").items()
        for cell in (name, *column)
    ]
    heads = [head.value for head in visitor.subheader]
    figures = [f"{m.label} {m.value} {m.delta}" for m in visitor.metric]
    text = "\n".join([*heads, *figures, *visitor.texts, *cells])
    return text.replace("\\", "").replace("\u00a0", " ").replace("\u2011", "-")


def fill(visitor: Visitor, **values: object) -> None:
    """Type into the drawer; the first save of a form needs no run between."""
    widgets = [
        *visitor.text_input,
        *visitor.text_area,
        *visitor.selectbox,
        *visitor.date_input,
    ]
    known = {widget.key: widget for widget in widgets}
    for name, value in values.items():
        known[f"{FORM}-{name}"].set_value(value)


def save(visitor: Visitor) -> None:
    visitor.button(key=f"{FORM}-save").click().run()
    calm(visitor)


def refused(visitor: Visitor) -> str:
    """Return what the drawer says; AppTest draws it only in a run of its own."""
    return str(visitor.session_state[incident_forms.REFUSED])


def ask(visitor: Visitor, name: str) -> None:
    visitor.button(key=f"incident-{name}").click().run()
    calm(visitor)


@pytest.fixture
def night(small: Store) -> Store:
    """A workspace with an incident in project PAY that nobody has met about."""
    commit(small, "PAY", [Add("retrospectives", NIGHT)], actor=ADA)
    return small


@pytest.mark.usefixtures("sample")
def test_the_sample_shows_an_incident_with_its_times_causes_and_actions() -> None:
    text = shown(at_incidents())
    for part in (
        "Two incidents: noticed after 29 min and resolved after 1 h 16 min",
        "Noticed after 52 min, resolved after 1 h 51 min",
        "Time to notice 52 min median 29 min",
        "Lag alert rings, the sixth time that night",
        "−3 min",
        "Where we were lucky",
        "Cause 1: An alert that rings every night",
        "15 days later than S3 allows",
    ):
        assert part in text, part


def test_without_an_incident_the_tab_says_what_to_do_first(
    small: Store, pay: Pay
) -> None:
    assert small.identity
    visitor = at_incidents()
    assert "No incident yet" in shown(visitor)
    ask(visitor, "new")
    fill(visitor, title=NIGHT["title"], severity="S2", began_at="9 Jun 2026 23:10")
    save(visitor)
    (record,) = pay()[RETROSPECTIVES].live
    assert record.entry.is_incident
    assert (record.entry.status, record.entry.severity) == ("planned", "S2")
    assert f"{record.entry.began_at}" == "2026-06-09 23:10:00"
    text = shown(calm(visitor.open("retrospective")))
    assert "One incident" in text
    assert "No action is agreed yet" in text


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"severity": "S1"}, "needs a title"),
        ({"title": "Night"}, "Choose a severity"),
        (
            {"title": "Night", "severity": "S1", "began_at": "soon"},
            "Incident began: “soon” is not allowed (allowed: a day such as",
        ),
        (
            {
                "title": "Night",
                "severity": "S1",
                "began_at": "2026-06-09 23:10",
                "resolved_at": "2026-06-09 23:00",
            },
            "The incident was resolved before it began.",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_the_drawer(
    small: Store, pay: Pay, values: dict[str, object], told: str
) -> None:
    assert small.identity
    visitor = at_incidents()
    ask(visitor, "new")
    fill(visitor, **values)
    save(visitor)
    assert told in refused(visitor)
    assert len(pay()[RETROSPECTIVES]) == 0


def only(project: Project) -> str:
    (record,) = project[RETROSPECTIVES].live
    return record.entry.title


@pytest.mark.usefixtures("night")
def test_facts_are_edited_and_stay_one_incident(pay: Pay) -> None:
    visitor = at_incidents()
    ask(visitor, "facts")
    fill(visitor, severity="S1", title="The night without events")
    save(visitor)
    assert only(pay()) == "The night without events"
    (record,) = pay()[RETROSPECTIVES].live
    assert (record.entry.severity, record.entry.status) == ("S1", "planned")
    assert record.entry.impact == NIGHT["impact"]


@pytest.mark.usefixtures("night")
def test_lines_causes_and_actions_are_added_without_a_board(pay: Pay) -> None:
    visitor = at_incidents()
    ask(visitor, "line")
    fill(visitor, text="Merchant called")
    save(visitor)
    assert "Say when it happened" in refused(visitor)
    ask(visitor, "line")
    fill(visitor, text="Merchant called", at="2026-06-10 00:50")
    save(visitor)
    visitor = at_incidents()
    ask(visitor, "cause")
    fill(visitor, cause="Nobody owns pins", whys="Why? A pin.\nWhy a pin?")
    save(visitor)
    visitor = at_incidents()
    ask(visitor, "lesson")
    fill(visitor, title="Name an owner of each pin", advice="Ask who rotates it")
    save(visitor)
    lesson = max(pay()[LESSONS].live, key=lambda record: record.number).entry
    assert (lesson.retrospective, lesson.origin) == (1, NIGHT["title"])
    (card,), (topic,) = pay()[CARDS].live, pay()[TOPICS].live
    assert (card.entry.column, card.entry.retrospective) == ("Timeline", 1)
    assert (topic.entry.discussed, topic.entry.retrospective) == (True, 1)
    text = shown(at_incidents())
    assert "+1 h 40 min" in text
    assert "One cause, two whys deep" in text
    assert "Ask who rotates it" in text


def test_a_topic_that_was_not_asked_why_is_shown_with_what_was_said(
    night: Store,
) -> None:
    said = {"title": "The rota", "retrospective": 1, "votes": 3, "notes": "Two a week."}
    commit(night, "PAY", [Add("topics", said)], actor=ADA)
    text = shown(at_incidents())
    assert "Also talked about" in text
    assert "Two a week." in text
    assert "Nobody has asked why yet" in text


def test_an_action_is_due_when_the_severity_says(
    small: Store, pay: Pay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "today", lambda: date(2026, 6, 15))
    commit(small, "PAY", [Add("retrospectives", NIGHT)], actor=ADA)
    visitor = at_incidents()
    ask(visitor, "action")
    due = next(d for d in visitor.date_input if d.key == f"{FORM}-due")
    assert due.value == date(2026, 6, 24)
    fill(visitor, title="Name an owner", owner="Jonas", due=date(2026, 6, 30))
    save(visitor)
    (action,) = [r for r in pay()[ACTIONS].live if r.entry.retrospective == 1]
    assert action.entry.due == date(2026, 6, 30)
    assert "six days later than S2 allows" in shown(at_incidents())


def test_a_post_mortem_is_held_about_the_incident_that_is_there(
    night: Store, pay: Pay
) -> None:
    visitor = at_incidents()
    visitor.button(key="board-about-new").click().run()
    assert "Where we were lucky" in shown(calm(visitor))
    visitor.button(key="board-start").click().run()
    calm(visitor)
    (head,) = boards.boards_of(night, "PAY", actor=ADA)
    assert (head.retrospective, head.title) == (1, NIGHT["title"])
    assert visitor.session_state[incident_forms.CHOSEN] == 1
    (record,) = pay()[RETROSPECTIVES].live
    assert (record.entry.status, record.entry.severity) == ("live", "S2")
    visitor = at_incidents()
    assert f"code={head.code}" in shown(visitor)
    assert "board-about-new" not in [button.key for button in visitor.button]


@pytest.mark.usefixtures("night")
def test_the_address_of_an_incident_opens_its_tab() -> None:
    visitor = Visitor(project="PAY", entry="RE-001").open("retrospective")
    assert calm(visitor).session_state[TAB] == "Incidents"
    assert "Noticed after 1 h 50 min" in shown(visitor)


@pytest.mark.usefixtures("night")
def test_an_incident_is_a_file_when_it_is_asked_for() -> None:
    visitor = at_incidents()
    visitor.reveal("incident-report")
    labels = [button.proto.label for button in visitor.get("download_button")]
    assert labels == ["Markdown", "HTML", "PDF", "Word", "CSV"]


@pytest.mark.usefixtures("night")
def test_a_reader_sees_the_incident_and_changes_nothing(look_as: LookAs) -> None:
    look_as(Actor("Vi", (("PAY", Role.VIEWER),)))
    visitor = at_incidents()
    assert "Noticed after 1 h 50 min" in shown(visitor)
    keys = [str(button.key) for button in visitor.button]
    assert not [k for k in keys if k.startswith(("incident-", "board-about"))]


@pytest.mark.usefixtures("night")
def test_no_incident_was_there_on_an_earlier_day() -> None:
    visitor = Visitor(project="PAY", as_of="2026-06-01").open("retrospective")
    visitor.open_tab(TAB, "Incidents")
    calm(visitor)
    assert "New incident" not in visitor.labels
