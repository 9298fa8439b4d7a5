"""What is written down of an incident, each in a drawer that saves it at once."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from core import words
from core.edits import Change, Edit
from core.errors import BoardError, InvalidEntryError, LinchpinError, Problem
from core.registers.catalog import ACTIONS, BY_KEY, CARDS, LESSONS, RETROSPECTIVES
from core.registers.entry import FieldKind
from core.retrospective import incident_edits as edits
from core.retrospective import incident_words as said
from core.retrospective.incident import TEMPLATE, TIMELINE, Incident
from data.store import commit
from pages._ui import fields, look
from pages._ui.page import Here

ASKED, REFUSED = "incident-asked", "incident-refused"
TOLD = "incident-told"  # what was saved, until the page has said it
CHOSEN = "incident-shown"  # the incident that the tab shows
WIDTH = 520  # px
KEY = "incident-form"
LABELS = {"title": "What happened? (required)", "severity": "Severity (required)"}
HELPED = "How will we see that it helped?"
EXAMPLE = "2026-06-09 23:10"
WHYS = (
    "Why did events stop? Clients refused the broker.\nWhy? They pin the certificate."
)


@dataclass(frozen=True)
class Form:
    """One drawer: its title, what it asks for, and the edit that this comes to.

    `edit` raises LinchpinError where something is missing.
    """

    title: str
    ask: Callable[[Here, Incident | None], None]
    edit: Callable[[Incident | None], Edit]


def button(name: str, label: str, icon: str, kind: Any = "secondary") -> None:
    """Offer a drawer by the name of its form."""
    st.button(
        label,
        icon=f":material/{icon}:",
        key=f"incident-{name}",
        type=kind,
        on_click=_asked,
        args=(name,),
    )


def head(here: Here, title: str, note: str, more: tuple[str, str]) -> None:
    """Show the head of a part, with the button that adds to it: form and label."""
    with st.container(horizontal=True, vertical_alignment="center"):
        look.block(title, note)
        if here.can_edit:
            button(*more, icon="add", kind="tertiary")


def _asked(name: str) -> None:
    st.session_state[ASKED] = name


def show(here: Here, incident: Incident | None) -> None:
    """Open the drawer that was asked for; say what the last one saved."""
    if told := st.session_state.pop(TOLD, ""):
        st.toast(look.safe(told), icon=":material/check:")
    form = FORMS.get(st.session_state.pop(ASKED, ""))
    if form and here.can_edit:
        st.dialog(form.title, position="right", width=WIDTH)(_drawer)(
            here, incident, form
        )


def _drawer(here: Here, incident: Incident | None, form: Form) -> None:
    form.ask(here, incident)
    args = (here, incident, form)
    if st.button("Save", type="primary", key=f"{KEY}-save", on_click=_save, args=args):
        if refused := st.session_state.pop(REFUSED, ""):
            st.error(look.safe(refused))
        else:
            st.rerun()


def _save(here: Here, incident: Incident | None, form: Form) -> None:
    """Commit what the drawer holds; what is refused is said in it."""
    try:
        edit = form.edit(incident)
        project = commit(here.store, here.project.key, [edit], actor=here.actor)
    except InvalidEntryError as error:
        st.session_state[REFUSED] = _why(BY_KEY[edit.register], error)
        return
    except LinchpinError as error:
        st.session_state[REFUSED] = str(error)
        return
    if edit.register == RETROSPECTIVES.key and not isinstance(edit, Change):
        st.session_state[CHOSEN] = project[RETROSPECTIVES].last_number
    done = f"Saved as revision {project.revision}. History can undo it."
    st.session_state[TOLD] = done


def _why(spec: Any, error: InvalidEntryError) -> str:
    """Say which field of a form is wrong, by the label that it bears."""
    return " ".join(f"{words.capital(_problem(spec, p))}." for p in error.problems)


def _problem(spec: Any, problem: Problem) -> str:
    field = spec.by_name.get(problem.field)
    return str(replace(problem, reference="", field=field.label if field else ""))


def _typed(name: str) -> Any:
    return st.session_state.get(f"{KEY}-{name}")


def _text(name: str) -> str:
    return str(_typed(name) or "").strip()


# --- the incident itself ------------------------------------------------------------


def _ask_new(here: Here, _: Incident | None) -> None:
    _ask_facts(here, None)


def _ask_facts(here: Here, incident: Incident | None) -> None:
    plain = RETROSPECTIVES.to_plain(incident.entry) if incident else {}
    for name in edits.FACTS:
        field = RETROSPECTIVES.by_name[name]
        more: dict[str, Any] = {"label": LABELS[name]} if name in LABELS else {}
        if field.kind is FieldKind.MOMENT:
            more["placeholder"] = EXAMPLE
        fields.edit(field, plain.get(name), here.project, key=f"{KEY}-{name}", **more)
    look.foot(f"Actions are due after so many days, by severity: {said.RULE}.")


def _facts() -> dict[str, object]:
    values: dict[str, object] = {name: _typed(name) for name in edits.FACTS}
    if lacking := edits.missing(values):
        raise BoardError(lacking)
    return values


def _record(_: Incident | None) -> Edit:
    return edits.record(_facts())


def _change(incident: Incident | None) -> Edit:
    assert incident
    record = incident.record
    return Change(RETROSPECTIVES.key, record.number, record.version, _facts())


# --- what belongs to it -------------------------------------------------------------


def _ask_line(here: Here, incident: Incident | None) -> None:
    del here
    assert incident
    titles = [column.title for column in TEMPLATE.columns]
    hints = {column.title: column.hint for column in TEMPLATE.columns}
    column = st.selectbox("Where it belongs", titles, key=f"{KEY}-column")
    st.text_area(
        hints[column],
        key=f"{KEY}-text",
        height=90,
        max_chars=CARDS.by_name["title"].max_length,
    )
    began = incident.entry.began_at
    begins = RETROSPECTIVES.to_plain(incident.entry)["began_at"] if began else EXAMPLE
    what = "(required)" if column == TIMELINE else ""
    st.text_input(
        f"When it happened {what}".strip(), key=f"{KEY}-at", placeholder=begins
    )


def _line(incident: Incident | None) -> Edit:
    assert incident
    column, text, at = _text("column"), _text("text"), _text("at")
    if not text:
        raise BoardError("Write what happened, in one sentence.")
    if column == TIMELINE and not at:
        raise BoardError("Say when it happened: a timeline is read by its moments.")
    return edits.line(incident, column, text, at or None)


def _ask_cause(here: Here, incident: Incident | None) -> None:
    del here, incident
    st.text_input("Cause (required)", key=f"{KEY}-cause", max_chars=200)
    st.text_area(
        "Five whys, one a line (required)",
        key=f"{KEY}-whys",
        height=180,
        placeholder=WHYS,
    )
    look.foot("Ask why until the answer is something that the team can change.")


def _cause(incident: Incident | None) -> Edit:
    assert incident
    cause, whys = _text("cause"), _text("whys")
    if not cause or not whys:
        raise BoardError("Name the cause, and write at least one why.")
    return edits.cause(incident, cause, whys)


def _ask_action(here: Here, incident: Incident | None) -> None:
    assert incident
    look.foot(said.deadline_words(incident))
    for name in edits.ACTION:
        value = edits.first_due(incident) if name == "due" else None
        more = {"label": HELPED} if name == "check" else {}
        field = ACTIONS.by_name[name]
        fields.edit(field, value, here.project, key=f"{KEY}-{name}", **more)


def _action(incident: Incident | None) -> Edit:
    assert incident
    if not _text("title"):
        raise BoardError("Write what one person does about it.")
    found = {n: fields.plain(ACTIONS.by_name[n], _typed(n)) for n in edits.ACTION}
    return edits.action(incident, found)


def _ask_lesson(here: Here, incident: Incident | None) -> None:
    del incident
    for name in edits.LESSON:
        fields.edit(LESSONS.by_name[name], None, here.project, key=f"{KEY}-{name}")


def _lesson(incident: Incident | None) -> Edit:
    assert incident
    if not _text("title"):
        raise BoardError("Write in one sentence what the next project should know.")
    return edits.lesson(incident, {name: _typed(name) for name in edits.LESSON})


FORMS = {
    "new": Form("New incident", _ask_new, _record),
    "facts": Form("Facts of the incident", _ask_facts, _change),
    "line": Form("Add what happened", _ask_line, _line),
    "cause": Form("Add a cause", _ask_cause, _cause),
    "action": Form("Agree an action", _ask_action, _action),
    "lesson": Form("Write down a lesson", _ask_lesson, _lesson),
}
