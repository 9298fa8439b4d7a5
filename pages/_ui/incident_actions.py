"""Why an incident happened, and what is done about it."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from core import words
from core.figure import Status
from core.registers.catalog import ACTIONS, LESSONS, TOPICS
from core.registers.entry import Record
from core.registers.learning import Lesson, Topic
from core.retrospective import incident_words as said
from core.retrospective.incident import Agreed, Flag, Incident
from pages._ui import incident_forms, look
from pages._ui.page import Here


def causes(here: Here, incident: Incident) -> None:
    """Show each cause with its whys, numbered."""
    title, note = said.causes_title(incident), "Each why asks for the answer above it."
    note = note if incident.causes else "Ask why five times, until a team can act."
    incident_forms.head(here, title, note, ("cause", "Add a cause"))
    if incident.causes:
        with st.grid(min(len(incident.causes), 3), min_column_width=270, gap="small"):
            for number, cause in enumerate(incident.causes, 1):
                _cause(here, number, cause)

    others = incident.other_topics
    look.table(
        {
            "Also talked about": [look.safe(topic.entry.title) for topic in others],
            "Votes": [words.number(topic.entry.votes) for topic in others],
            "What was said": [_lines(topic.entry.notes) for topic in others],
        },
        alt="Topics that were not asked why",
    )


def _lines(text: str) -> str:
    return "  \n".join(look.safe(line) for line in text.splitlines())


def _cause(here: Here, number: int, cause: Record[Topic]) -> None:
    link = look.link("retrospective", TOPICS.reference(cause.number), here.project.key)
    asked = said.whys(cause.entry.whys)
    listed = "\n".join(f"{n}. {look.safe(why)}" for n, why in enumerate(asked, 1))
    title = f"**Cause {number}: {look.safe(cause.entry.title)}** :small[{link}]"
    with st.container(border=True, height="stretch"):
        st.markdown(f"{title}\n\n{listed}")
        if cause.entry.notes:
            st.markdown(f":gray[:small[{_lines(cause.entry.notes)}]]")


def actions(here: Here, incident: Incident) -> None:
    """Show the actions with what they lack, each with the way to the log."""
    title, note = said.actions_title(incident), said.deadline_words(incident)
    incident_forms.head(here, title, note, ("action", "Agree an action"))
    shown = incident.actions
    columns: dict[str, Callable[[Agreed], str]] = {"Action": partial(_action, here)}
    if not look.is_phone():
        columns |= {"Owner": _owner, "Due": _due}
    columns["State"] = partial(_state, incident)
    cells: dict[str, Sequence[str]] = {
        name: [cell(a) for a in shown] for name, cell in columns.items()
    }
    look.table(cells, alt=title)


def _action(here: Here, agreed: Agreed) -> str:
    """Return an action with its check; on a phone with its owner and day as well."""
    record = agreed.record
    link = look.link("log", ACTIONS.reference(record.number), here.project.key)
    more = [f"Check: {look.safe(record.entry.check)}"] if record.entry.check else []
    if look.is_phone():
        more = [f"{_owner(agreed)}, {_due(agreed)}", *more]
    below = "  \n".join(f":gray[:small[{line}]]" for line in more)
    return f"{link} {look.safe(record.entry.title)}" + f"  \n{below}" * bool(below)


def _owner(agreed: Agreed) -> str:
    return look.tight(agreed.record.entry.owner) or ":red[■ nobody]"


def _due(agreed: Agreed) -> str:
    due = agreed.record.entry.due
    return look.tight(words.day(due)) if due else ":red[■ no day]"


def _state(incident: Incident, agreed: Agreed) -> str:
    """Say whether an action is done and helped, or what it lacks."""
    entry = agreed.record.entry
    if not agreed.flags:
        helped = f", helped: {entry.helped.value}" if entry.helped else ""
        return look.safe(f"{entry.status.value}{helped}")
    late = Flag.OVERDUE in agreed.flags
    status, colour = (Status.OFF_TRACK, "red") if late else (Status.WATCH, "yellow")
    told = look.safe(said.flag_words(incident, agreed))
    return f":{colour}[{status.glyph} {told}]"


def lessons(here: Here, incident: Incident) -> None:
    """Show what the next project should know of it."""
    title, found = said.lessons_title(incident), incident.lessons
    note = "When a plan has its words, a lesson is offered to the next project."
    incident_forms.head(here, title, note, ("lesson", "Write down a lesson"))
    look.table(
        {
            "Lesson": [_lesson(here, record) for record in found],
            "When": [look.safe(record.entry.situation) for record in found],
            "Do": [look.safe(record.entry.advice) for record in found],
        },
        alt=title,
    )


def _lesson(here: Here, record: Record[Lesson]) -> str:
    link = look.link("lessons", LESSONS.reference(record.number), here.project.key)
    return f"{link} {look.safe(record.entry.title)}"
