"""The grid's columns: how each kind of field is shown and edited in place."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

import pandas as pd
import streamlit as st

from core.errors import Problem
from core.project import Project
from core.registers.catalog import BY_KEY
from core.registers.entry import FieldKind
from core.registers.spec import FieldSpec
from core.registers.values import read_value

MOST_TARGETS = 300  # a longer list to choose from is typed as "B-007" instead
PENCIL = 36  # px that the pencil of an editable column takes beside its header
NUMERIC = (
    FieldKind.MONEY,
    FieldKind.NUMBER,
    FieldKind.SCORE,
    FieldKind.PERCENT,
    FieldKind.INTEGER,
)
STORED: Mapping[FieldKind, Callable[[Any], object]] = {
    FieldKind.DATE: date.fromisoformat,
    FieldKind.MOMENT: datetime.fromisoformat,
}
WIDTHS = {
    FieldKind.DATE: 112,
    FieldKind.MOMENT: 172,
    FieldKind.DURATION: 96,
    FieldKind.LAG: 96,
    FieldKind.HOURS: 200,
    FieldKind.SCORE: 96,
    FieldKind.PERCENT: 96,
    FieldKind.INTEGER: 96,
    FieldKind.NUMBER: 104,
    FieldKind.MONEY: 124,
    FieldKind.FLAG: 84,
    FieldKind.TEXT: 132,
    FieldKind.CHOICE: 132,
    FieldKind.REFERENCE: 200,
    FieldKind.LONG_TEXT: 280,
}
TITLE_WIDTH = 290
# As browsers send a moment, seconds last; at midnight it stands for the whole day.
MIDNIGHT = re.compile(r"T00:00(:00(\.0+)?)?Z?$|(?<=T..:..):00(\.0+)?Z?$")


def config(column: FieldSpec, project: Project, shown: Iterable[Any] = ()) -> Any:
    """Return the column configuration of a field.

    Parameters
    ----------
    shown
        What the column's cells hold. A list to choose from has these too: the browser
        leaves a cell empty whose word is none of the list.
    """
    common: dict[str, Any] = {
        "label": column.label,
        "help": _help(column),
        "width": _width(column),
    }
    if column.kind is FieldKind.MOMENT:
        return _moment(common, shown)
    listed = OPTIONS.get(column.kind)
    options = listed(column, project) if listed else []
    if not options or len(options) > MOST_TARGETS:
        return MAKERS.get(column.kind, _text)(common)
    more = (text for text in shown if text)
    return st.column_config.SelectboxColumn(
        options=list(dict.fromkeys([*options, *more])), **common
    )


def series(column: FieldSpec, values: Sequence[Any], project: Project) -> Any:
    """Return JSON values of a field as the grid's column, whatever was typed."""
    if column.kind in NUMERIC:
        numbers = [meant(column, value, float) for value in values]
        return pd.to_numeric(pd.Series(numbers, dtype="object"), errors="coerce")
    if column.kind in STORED:
        days = [meant(column, value, STORED[column.kind]) for value in values]
        return pd.to_datetime(pd.Series(days, dtype="object"), errors="coerce")
    if column.kind is FieldKind.FLAG:
        return [value is True or meant(column, value) is True for value in values]
    if column.kind is FieldKind.REFERENCE:
        numbers = [meant(column, value) or value for value in values]
        return [target_label(column, number, project) for number in numbers]
    if column.kind is FieldKind.CHOICE:
        return [str(meant(column, value) or value or "") for value in values]
    return ["" if value is None else str(value) for value in values]


def meant(
    column: FieldSpec, value: Any, stored: Callable[[Any], object] | None = None
) -> Any:
    """Return what a written value will be saved as; None where it is wrong or blank.

    `stored` reads it as the store writes it: the quick way, for nearly every cell.
    """
    if value in (None, ""):
        return None
    try:
        if stored is not None:
            return stored(value)
    except OverflowError:
        return None
    except (TypeError, ValueError):
        pass  # "1.250,50" and "4 Dec 2026" take the slow way
    found = read_value(column, value)
    return None if isinstance(found, Problem) else found


def typed(column: FieldSpec, cell: object) -> object:
    """Return what a person typed into a cell as a JSON value."""
    if isinstance(cell, str) and column.kind is FieldKind.DATE:
        return cell[:10]  # the browser sends midnight along
    if isinstance(cell, str) and column.kind is FieldKind.MOMENT:
        return MIDNIGHT.sub("", cell)
    return cell


def target_label(column: FieldSpec, value: object, project: Project) -> str:
    """Name the entry that a reference points at: "B-004 Licences"."""
    if value is None or not isinstance(value, int) or column.target is None:
        return "" if value is None else str(value)
    spec = BY_KEY[column.target.register]
    record = project[spec].records.get(value)
    return f"{spec.reference(value)} {record.entry.label if record else ''}".strip()


def target_labels(column: FieldSpec, project: Project) -> list[str]:
    """Return the entries that a reference may point at."""
    assert column.target
    live = project[BY_KEY[column.target.register]].live
    return [target_label(column, record.number, project) for record in live]


def _help(column: FieldSpec) -> str:
    said = f"{column.help}. " if column.help else ""
    return f"{said}Allowed: {column.allowed}."


def _width(column: FieldSpec) -> int:
    if column.name == "title":
        return TITLE_WIDTH
    return max(WIDTHS[column.kind], len(column.label) * 7 + PENCIL + 12)


Common = dict[str, Any]


def _text(common: Common) -> Any:
    return st.column_config.TextColumn(**common)


def _date(common: Common) -> Any:
    return st.column_config.DateColumn(format="D MMM YYYY", **common)


def _moment(common: Common, shown: Iterable[Any]) -> Any:
    """Ask for days as long as all moments are whole days; with a time once one is not.

    A time in a column of days is pasted, or typed in the panel of the entry.
    """
    known = (moment.time() for moment in shown if not pd.isna(moment))
    if all(at == time.min for at in known):
        return _date(common)
    common["help"] += " 00:00 stands for the whole day."
    return st.column_config.DatetimeColumn(
        format="D MMM YYYY, HH:mm", step=60, **common
    )


def _number(common: Common) -> Any:
    # No bounds here: a wrong number is kept, marked and explained, not swallowed.
    return st.column_config.NumberColumn(format="localized", **common)


def _money(common: Common) -> Any:
    return st.column_config.NumberColumn(format="%,.2f", step=0.01, **common)


def _flag(common: Common) -> Any:
    return st.column_config.CheckboxColumn(**common)


def _choices(column: FieldSpec, _project: Project) -> list[str]:
    return [choice.value for choice in column.choices]


MAKERS: Mapping[FieldKind, Callable[[Common], Any]] = {
    FieldKind.DATE: _date,
    FieldKind.SCORE: _number,
    FieldKind.PERCENT: _number,
    FieldKind.INTEGER: _number,
    FieldKind.NUMBER: _number,
    FieldKind.MONEY: _money,
    FieldKind.FLAG: _flag,
}
OPTIONS: Mapping[FieldKind, Callable[[FieldSpec, Project], list[str]]] = {
    FieldKind.CHOICE: _choices,
    FieldKind.REFERENCE: target_labels,
}
