"""Incidents of a project: how long each lasted, why, and what is done about it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from core import board, words
from core.charts.incident import can_draw, incident_strip, strip_words
from core.charts.template import Mode
from core.figure import Status, worst
from core.project import Project
from core.registers.catalog import CARDS, RETROSPECTIVES, TOPICS
from core.registers.entry import Record
from core.registers.learning import Card, RetrospectiveStatus
from core.reports.board import board_report
from core.retrospective import incident_words as said
from core.retrospective.incident import Happening, Incident, Step
from core.retrospective.incident_figures import key_figures, standing
from core.retrospective.incidents import Incidents, incidents
from core.words import elapsed
from pages._ui import board as boards
from pages._ui import (
    board_opening,
    incident_actions,
    incident_forms,
    look,
    panel,
    pending,
    report_downloads,
)
from pages._ui.incident_forms import CHOSEN
from pages._ui.page import Here

SPECS = (RETROSPECTIVES, CARDS, TOPICS)  # whose entries open in a drawer here


def show(here: Here) -> None:
    """Show the incident that is chosen, then all of them beside each other."""
    found: Incidents = here.memo(incidents, here.status_date)
    incident = choose(found)
    incident_forms.show(here, incident)
    board_opening.show(here)
    for spec in SPECS:
        pending.told(spec)
    if incident is None:
        _nothing(here)
        return
    look.block(said.headline(found), "Times by the clock, nights and weekends too.")
    _pick(here, found, incident)
    _one(here, found, incident)
    _all(here, found)
    for spec in SPECS:
        panel.show(here, spec)


def choose(found: Incidents) -> Incident | None:
    """Return the incident that is shown: the newest until another one is picked."""
    chosen = found.numbered(st.session_state.get(CHOSEN) or 0)
    if chosen is None:
        st.session_state.pop(CHOSEN, None)
    return chosen or next(iter(found.each), None)


def _nothing(here: Here) -> None:
    text = (
        "Write down what happened and how bad it was: then its timeline, causes and "
        "actions stand here, with the time it took to notice and to resolve it. A "
        "board with the template “Post-mortem of an incident” ends here too."
    )
    if not here.can_edit:
        text = "None was written down by this day."
    with look.empty("No incident yet", text, "emergency_home"):
        if here.can_edit:
            incident_forms.button("new", "New incident", "add", "primary")


def _pick(here: Here, found: Incidents, incident: Incident) -> None:
    titles = {i.record.number: i.entry.title for i in found.each}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Incident",
            list(titles),
            format_func=lambda number: titles.get(number, ""),
            key=CHOSEN,
            width=360,
            persist_state="session",
        )
        st.space("stretch")
        if here.can_edit:
            incident_forms.button("facts", "Edit its facts", "edit", "tertiary")
            if incident.entry.held_on is None:
                board_opening.button_about(incident.record.number)
            # In session the way to the board is the page's main button.
            live = incident.entry.status is RetrospectiveStatus.LIVE
            kind = "secondary" if live else "primary"
            incident_forms.button("new", "New incident", "add", kind)


def _one(here: Here, found: Incidents, incident: Incident) -> None:
    """Show one incident: its times, what happened, why, and what is done about it."""
    figures = key_figures(incident, found)
    look.figures(figures)
    _session(here, incident)
    _gaps(incident)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _timeline(here, incident)
    with right:
        _impact(incident)
        _columns(here, incident)
    incident_actions.causes(here, incident)
    incident_actions.actions(here, incident)
    incident_actions.lessons(here, incident)
    with st.container(horizontal=True, gap="small"):
        look.explain(figures)
        number = incident.record.number
        report_downloads.show(
            f"{here.project.key}-{incident.reference}",
            partial(board_report, here.project, number, here.status_date),
            "incident-report",
        )


def _session(here: Here, incident: Incident) -> None:
    """Show the way to the board, while its post-mortem is held."""
    if incident.entry.status is RetrospectiveStatus.LIVE and here.as_of is None:
        head = boards.sessions(here).get(incident.record.number)
        if head is not None:
            boards.session(head)


def _timeline(here: Here, incident: Incident) -> None:
    incident_forms.head(
        here, said.title(incident), said.facts(incident), ("line", "Add a line")
    )
    if can_draw(incident):
        look.chart(
            here.memo(_strip, here.status_date, incident.record.number, look.mode()),
            f"incident-strip-{incident.reference}",
            strip_words(incident),
        )
    steps = incident.timeline
    look.table(
        {
            "From the beginning": [_after(step) for step in steps],
            "When": [look.tight(words.moment(step.at)) for step in steps],
            "What happened": [_what(here, step) for step in steps],
        },
        alt=said.timeline_title(incident),
    )
    if not steps:
        look.foot(f"{said.timeline_title(incident)}.")


def _strip(project: Project, day: date, number: int, mode: Mode) -> Any:
    incident = incidents(project, day).numbered(number)
    assert incident
    return incident_strip(incident, mode)


def _after(step: Step) -> str:
    return look.tight(elapsed(step.minutes, plus=bool(step.minutes)))


def _what(here: Here, step: Step) -> str:
    if step.happening is not Happening.CARD:
        return f"**{look.safe(step.text)}**"
    link = look.link("retrospective", step.reference, here.project.key)
    return f"{look.safe(step.text)} :small[{link}]"


def _gaps(incident: Incident) -> None:
    """Say what is still missing; nothing where all is there."""
    found = said.gaps(incident)
    if not found:
        return
    status = worst((standing(incident), Status.WATCH))
    look.block(said.gaps_title(incident))
    lines = (f"{status.glyph} {look.safe(text)}" for text in found)
    st.markdown(f":{look.COLOURS[status]}[" + "  \n".join(lines) + "]")


def _impact(incident: Incident) -> None:
    for title, text in (
        ("Impact", incident.entry.impact),
        ("Summary", incident.entry.summary),
    ):
        if text:
            look.block(title)
            st.markdown(look.safe(text))


def _columns(here: Here, incident: Incident) -> None:
    for column, cards in incident.columns.items():
        look.table(
            {look.safe(column): [_card(here, card) for card in cards]},
            alt=f"Cards of the column {column}",
        )


def _card(here: Here, card: Record[Card]) -> str:
    link = look.link("retrospective", CARDS.reference(card.number), here.project.key)
    votes = board.votes(here.project, card)
    counted = f" :gray-badge[{words.count(votes, 'vote')}]" if votes else ""
    return f"{look.safe(card.entry.title)}{counted} :small[{link}]"


def _all(here: Here, found: Incidents) -> None:
    """Show the incidents beside each other, where there is more than one."""
    if len(found.each) == 1:
        return
    look.block("All incidents, the newest first")
    columns: dict[str, Callable[[Incident], str]] = {
        "Incident": lambda i: _named(here, i),
        "To notice": lambda i: look.tight(elapsed(i.to_notice)),
        "To resolve": lambda i: look.tight(elapsed(i.to_resolve)),
    }
    if not look.is_phone():
        columns["Actions"] = lambda i: look.safe(said.actions_title(i))
    cells: dict[str, Sequence[str]] = {
        name: [cell(i) for i in found.each] for name, cell in columns.items()
    }
    look.table(cells, alt="All incidents with their times")


def _named(here: Here, incident: Incident) -> str:
    link = look.link("retrospective", incident.reference, here.project.key)
    severity = incident.entry.severity
    began = words.moment(incident.entry.began_at)
    about = f"{severity.value if severity else 'no severity'}, {look.tight(began)}"
    return f"{link} {look.safe(incident.entry.title)}  \n:gray[:small[{about}]]"
