"""A pivot of the cost that a reader turns: rows, columns, and which figure."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from core import pivot_words, words
from core.costs import Costs
from core.pivot import TOTAL, Dimension, pivot
from core.pivot_words import Measure
from pages._ui import look
from pages._ui.page import Here

ROWS, COLUMNS, FIGURE, LEVEL = (
    "pivot-rows",
    "pivot-columns",
    "pivot-figure",
    "pivot-wbs",
)
EVERY = "every figure"  # on top: the figures themselves
DIMENSIONS = [dimension.value for dimension in Dimension]
LEVELS = 4
MOST_ROWS, HEIGHT = 14, 480  # a longer table scrolls
NAME, AMOUNT = 230, 124  # px


def show(here: Here) -> None:
    """Show the choices and the table that they make."""
    costs = here.memo(Costs, here.status_date)
    place = st.container()
    rows, columns, measure, level = _chosen()
    title, frame = here.drawn(_made, costs, rows, columns, level, measure)
    note = (
        f"{here.currency}. {pivot_words.MEANING[measure]}"
        if columns
        else f"{here.currency}. Point at a heading to see what it means."
    )
    with place:
        look.block(title, note)
    if not frame.empty:
        _table(frame, measure if columns else None)


def _made(
    costs: Costs,
    rows: Dimension,
    columns: Dimension | None,
    level: int,
    measure: Measure,
) -> tuple[str, pd.DataFrame]:
    """Turn the costs and return what the table shows, as a sentence and as numbers."""
    found = pivot(costs, rows, columns, level)
    cells = pivot_words.table(found, rows, measure if columns else None)
    title = pivot_words.title(found, rows, measure, costs.currency)
    return title, pd.DataFrame(cells) if found.rows else pd.DataFrame()


def _chosen() -> tuple[Dimension, Dimension | None, Measure, int]:
    """Ask what stands at the side, on top and in the cells."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        rows = Dimension(_choice("Rows", DIMENSIONS, ROWS))
        on_top = [EVERY, *(name for name in DIMENSIONS if name != rows.value)]
        if st.session_state.get(COLUMNS) == rows.value:
            st.session_state[COLUMNS] = EVERY
        top = _choice("Columns", on_top, COLUMNS)
        columns = None if top == EVERY else Dimension(top)
        measure = Measure.FORECAST
        if columns:
            measure = Measure(_choice("Figure", [m.value for m in Measure], FIGURE, 3))
        level = 1
        if Dimension.WBS in (rows, columns):
            levels = [str(number) for number in range(1, LEVELS + 1)]
            level = int(_choice("WBS level", levels, LEVEL))
    return rows, columns, measure, level


def _choice(label: str, options: Sequence[str], key: str, index: int = 0) -> str:
    return st.selectbox(
        label,
        options,
        index=index,
        format_func=words.capital,
        key=key,
        width=190,
        persist_state="session",
    )


def _table(frame: pd.DataFrame, measure: Measure | None) -> None:
    first = frame.columns[0]
    config = {
        name: st.column_config.NumberColumn(
            format="accounting", width=AMOUNT, help=_help(name, measure)
        )
        for name in frame.columns[1:]
    }
    config[first] = st.column_config.TextColumn(width=NAME, pinned=True)
    st.dataframe(
        frame,
        key="pivot-table",
        alt=f"Cost by {first}",
        hide_index=True,
        row_height=32,
        height="content" if len(frame) <= MOST_ROWS else HEIGHT,
        column_config=config,
        placeholder="",
    )


def _help(name: str, measure: Measure | None) -> str | None:
    if measure is not None or name == TOTAL:
        return None
    return pivot_words.MEANING[Measure(name.lower())]
