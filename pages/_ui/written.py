"""Columns of a grid beside the fields of its register: computed, or kept elsewhere."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from pages._ui.page import Here

Typed = Callable[[Here, int | str, str], None]


@dataclass(frozen=True)
class Written:
    """A column of text.

    Parameters
    ----------
    text
        Its text for the entry with a number, or the new row with a label.
    after
        The field that it follows where that is shown; empty: before all fields.
    typed
        Takes what was typed for an entry; None where nobody types.
    """

    label: str
    text: Callable[[int | str], str]
    help: str
    after: str = ""
    width: int = 112
    typed: Typed | None = None


def placed(fields: Iterable[str], columns: Sequence[Written]) -> list[str]:
    """Return the names of all columns in the order they are shown."""
    shown = list(fields)
    names = [column.label for column in columns if not column.after]
    for field in shown:
        names += [field, *(c.label for c in columns if c.after == field)]
    lost = [c.label for c in columns if c.after and c.after not in shown]
    return names + lost


def cells(column: Written, rows: Sequence[int | str]) -> list[str]:
    """Return a column's texts."""
    return [column.text(row) for row in rows]


def config(columns: Iterable[Written]) -> dict[str, Any]:
    """Return how the columns are shown."""
    return {
        column.label: st.column_config.TextColumn(width=column.width, help=column.help)
        for column in columns
    }


def fixed(columns: Iterable[Written]) -> list[str]:
    """Return the columns that nobody types into."""
    return [column.label for column in columns if column.typed is None]


def typed(columns: Iterable[Written]) -> Mapping[str, Typed]:
    """Return what takes the texts typed into each column."""
    return {column.label: column.typed for column in columns if column.typed}
