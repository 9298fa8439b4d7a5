"""What is pasted into a grid, taken over whole: also what its columns would not take.

Streamlit's editor drops a word that is none of a column's choices, a number or a date
that it cannot read, and rows past the last one, and says nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from core import words
from core.pasted import Axis, Row, UnplacedError, Values, cells, paste
from core.registers.spec import RegisterSpec
from pages._ui import drafts, pending
from pages._ui.page import Here
from pages._ui.taking import let_go, take

SCRIPT = Path(__file__).parents[2] / "assets" / "paste.js"
LISTENER = st.components.v2.component(
    "linchpin_paste", js=SCRIPT.read_text(encoding="utf-8"), isolate_styles=False
)
SORTED = "↑↓ "  # before the header by which the reader sorted the grid
MOVED = (
    "Not all that you pasted could be placed, because rows or columns were moved "
    "within the grid. Order them with “Sort” and “Columns” above it, then paste again."
)


@dataclass(frozen=True)
class Sheet:
    """A grid as it was sent to the browser.

    Parameters
    ----------
    key
        Of the editor.
    rows
        From its first row on, those of the pages after it too.
    shown
        How many of the rows are in the editor.
    labels
        Headers of its columns, in their order.
    """

    key: str
    rows: tuple[Row, ...]
    shown: int
    labels: tuple[str, ...]


def listen(here: Here, spec: RegisterSpec[Any], sheet: Sheet) -> None:
    """Listen for what is pasted into the grid that stands in the same container."""
    key = f"{spec.key}-pasted"
    heard = partial(_heard, here, spec, sheet, key)
    LISTENER(key=key, height=1, on_pasted_change=heard)


def sheet(
    spec: RegisterSpec[Any], key: str, rows: Sequence[Row], names: Sequence[str]
) -> Sheet:
    """Describe a grid of a register: its first rows, its columns by field or label."""
    order = st.session_state[f"{spec.key}-rows"]["rows"]
    onward = tuple(order[order.index(rows[0]) :])
    fields = spec.by_name
    labels = tuple(fields[name].label if name in fields else name for name in names)
    return Sheet(key, onward, len(rows), labels)


def _heard(here: Here, spec: RegisterSpec[Any], sheet: Sheet, key: str) -> None:
    sent = st.session_state[key].pasted
    if isinstance(sent, Mapping):
        taken(here, spec, sheet, sent)


def taken(
    here: Here, spec: RegisterSpec[Any], sheet: Sheet, sent: Mapping[str, Any]
) -> None:
    """Carry what was pasted over to the draft, where the grid did not take all of it.

    The grid is drawn anew then: else its own memory would hide what the draft holds.
    """
    if sheet.key in st.session_state:
        take(here, spec, sheet.key, sheet.rows[: sheet.shown])
    before = drafts.draft(here, spec)
    found = cells(str(sent.get("text", "")))
    try:
        rows = _placed(spec, sheet, sent, found)
    except UnplacedError:
        pending.say(spec, MOVED, saved=False)
        return
    after = paste(before, spec, here.project, rows)
    if after != before:
        drafts.keep(here, spec, after)
        let_go(sheet.key)
        drafts.renew(f"{spec.key}-order")
    _beyond(spec, sheet, sent, found)


def _placed(
    spec: RegisterSpec[Any],
    sheet: Sheet,
    sent: Mapping[str, Any],
    found: Sequence[Sequence[str]],
) -> list[tuple[Row | None, Values]]:
    by_name = {_name(spec, row): row for row in sheet.rows}
    fields = {field.label: field.name for field in spec.fields}
    wide = max(map(len, found), default=0)
    down = Axis(list(by_name), _seen(sent.get("rows"), len(by_name)))
    across = Axis(sheet.labels, _seen(sent.get("columns"), len(sheet.labels)))
    rows = down.names_from(_count(sent.get("row")), len(found))
    columns = across.names_from(_count(sent.get("column")), wide)
    names = [fields.get(label or "") for label in columns]
    return [
        (
            by_name.get(row or ""),
            {n: cell for n, cell in zip(names, line, strict=False) if n},
        )
        for row, line in zip(rows, found, strict=True)
    ]


def _beyond(
    spec: RegisterSpec[Any],
    sheet: Sheet,
    sent: Mapping[str, Any],
    found: Sequence[Sequence[str]],
) -> None:
    """Say how many cells stand right of the last column."""
    room = len(sheet.labels) - _count(sent.get("column"))
    many = sum(1 for line in found for cell in line[max(room, 0) :] if cell)
    if many:
        told = f"{words.count(many, 'pasted cell')} found no column and is left out."
        told = told if many == 1 else told.replace(" is ", " are ")
        pending.say(spec, words.capital(told), saved=False)


def _name(spec: RegisterSpec[Any], row: Row) -> str:
    return spec.reference(row) if isinstance(row, int) else str(row)


def _seen(sent: object, many: int) -> dict[int, str]:
    """Return what the browser says that it shows, as far as it can be so."""
    places = sent if isinstance(sent, Mapping) else {}
    pairs = ((_count(at), str(name).lstrip(SORTED)) for at, name in places.items())
    return {at: name for at, name in pairs if at < many}


def _count(sent: object) -> int:
    text = str(sent)
    return int(text) if text.isdecimal() and len(text) < 6 else 0  # noqa: PLR2004
