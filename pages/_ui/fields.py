"""Single fields outside the grid: a widget to edit one, words to show one."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import streamlit as st

from core import words
from core.project import Project
from core.registers.entry import Entry, FieldKind
from core.registers.spec import FieldSpec, RegisterSpec
from core.registers.values import to_plain
from pages._ui import look
from pages._ui.columns import target_label, target_labels
from pages._ui.page import Here

SCHEDULE = (
    "activities",
    "dependencies",
    "calendars",
    "calendar_exceptions",
    "resources",
    "assignments",
    "baselines",
    "baseline_activities",
    "scenarios",
)
BUDGET = (
    "budget_lines",
    "expenses",
    "budget_months",
    "drawdowns",
    "exchange_rates",
    "resource_rates",
    "baseline_costs",
    "timesheets",
    "performance",
    "progress_measurements",
    "earning_milestones",
    "benefits",
)
RISKS = (
    "risks",
    "mitigations",
    "risk_delays",
    "risk_costs",
    "duration_correlations",
    "cost_correlations",
    "scale_levels",
    "simulation_runs",
)
PAGES: Mapping[str, str] = {  # where each register is shown
    "projects": "settings",
    "settings": "settings",
    "charter": "scope",
    "objectives": "scope",
    "scope_items": "scope",
    "assumptions": "scope",
    "requirements": "scope",
    "deliverables": "scope",
    "change_requests": "scope",
    "issues": "log",
    "decisions": "log",
    "actions": "log",
    "lessons": "lessons",
    "retrospectives": "retrospective",
    "cards": "retrospective",
    "topics": "retrospective",
    "lesson_uses": "lessons",
    **dict.fromkeys(RISKS, "risks"),
    **dict.fromkeys(BUDGET, "budget"),
    **dict.fromkeys(SCHEDULE, "schedule"),
}


def is_wide(field: FieldSpec) -> bool:
    """Whether a field takes the whole width of a form."""
    return (
        field.kind in (FieldKind.LONG_TEXT, FieldKind.REFERENCE)
        or field.name == "title"
    )


def shown_of(spec: RegisterSpec[Any], some: Iterable[FieldSpec]) -> Iterable[FieldSpec]:
    """Return fields without a title that nobody writes: that of the settings."""
    own = [f for f in some if f.required or f.name != "title"]
    return own if spec.single else some


def edit(field: FieldSpec, value: Any, project: Project, **widget: Any) -> None:
    """Show the widget of a field; `value` is a JSON value, right or wrong."""
    said = f"{field.help}. " if field.help else ""
    common = {"label": _label(field), "help": f"{said}Allowed: {field.allowed}."}
    common |= widget
    WIDGETS.get(field.kind, _number)(field, value, project, common)


def plain(field: FieldSpec, typed: Any) -> Any:
    """Return what a widget holds as a JSON value."""
    if field.kind in (FieldKind.SCORE, FieldKind.PERCENT, FieldKind.INTEGER):
        return None if typed is None else int(typed)
    return to_plain(typed)


def read(spec: RegisterSpec[Any], entry: Entry, here: Here) -> None:
    """Show the fields that hold something, for a reader who may not edit."""
    for field in shown_of(spec, spec.fields):
        text = shown(field, getattr(entry, field.name), here)
        if text:
            st.markdown(f":gray[:small[{field.label}]]  \n{look.safe(text)}")


def shown(field: FieldSpec, value: Any, here: Here) -> str:
    """Write a field's value for people; empty where there is none."""
    if value is None or value == "":
        return ""
    write = WRITERS.get(field.kind)
    return write(field, value, here) if write else str(value)


def _label(field: FieldSpec) -> str:
    return f"{field.label} (required)" if field.required else field.label


Common = dict[str, Any]


def _text(_field: FieldSpec, value: Any, _project: Project, common: Common) -> None:
    st.text_input(value=str(value or ""), **common)


def _long_text(
    _field: FieldSpec, value: Any, _project: Project, common: Common
) -> None:
    st.text_area(value=str(value or ""), height="content", **common)


def _choice(field: FieldSpec, value: Any, _project: Project, common: Common) -> None:
    options = [choice.value for choice in field.choices]
    index = options.index(value) if value in options else None
    st.selectbox(options=options, index=index, **common)


def _date(_field: FieldSpec, value: Any, _project: Project, common: Common) -> None:
    day = date.fromisoformat(value) if isinstance(value, str) and value else value
    common |= {"min_value": date(1900, 1, 1), "max_value": date(2200, 12, 31)}
    st.date_input(value=day, format="YYYY-MM-DD", **common)


def _money(_field: FieldSpec, value: Any, _project: Project, common: Common) -> None:
    # Text, not a number: a float would lose cents of large amounts.
    amount = "" if value in (None, "") else f"{Decimal(str(value)):,.2f}"
    st.text_input(value=amount, **common)


def _flag(_field: FieldSpec, value: Any, _project: Project, common: Common) -> None:
    st.checkbox(value=bool(value), **common)


def _number(field: FieldSpec, value: Any, _project: Project, common: Common) -> None:
    if field.kind is FieldKind.NUMBER:
        st.number_input(value=None if value is None else float(value), **common)
        return
    st.number_input(
        value=None if value is None else int(value),
        min_value=int(field.minimum or 0),
        max_value=int(field.maximum or 0),
        step=1,
        **common,
    )


def _reference(field: FieldSpec, value: Any, project: Project, common: Common) -> None:
    options = target_labels(field, project)
    label = target_label(field, value, project)
    index = options.index(label) if label in options else None
    st.selectbox(options=options, index=index, placeholder="None", **common)


WRITERS: Mapping[FieldKind, Callable[[FieldSpec, Any, Here], str]] = {
    FieldKind.MONEY: lambda _, value, here: words.money(value, here.currency),
    FieldKind.DATE: lambda _, value, __: words.day(value),
    FieldKind.MOMENT: lambda _, value, __: words.moment(value),
    FieldKind.LAG: lambda _, value, __: words.lag(value),
    FieldKind.PERCENT: lambda _, value, __: words.percent(value / 100),
    FieldKind.FLAG: lambda _, value, __: "yes" if value else "no",
    FieldKind.REFERENCE: lambda f, value, here: target_label(f, value, here.project),
}

WIDGETS: Mapping[FieldKind, Callable[[FieldSpec, Any, Project, Common], None]] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG_TEXT: _long_text,
    FieldKind.CHOICE: _choice,
    FieldKind.DATE: _date,
    FieldKind.MOMENT: _text,
    FieldKind.DURATION: _text,
    FieldKind.LAG: _text,
    FieldKind.HOURS: _text,
    FieldKind.MONEY: _money,
    FieldKind.FLAG: _flag,
    FieldKind.REFERENCE: _reference,
}
