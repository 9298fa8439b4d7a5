"""The Gantt chart with its choices: what is shown, how far, folded where."""

from dataclasses import replace
from typing import Any

import streamlit as st

from core import baselines, words
from core.charts.gantt import FOLD, gantt, gantt_words
from core.gantt import Zoom
from core.gantt_rows import Comparison, GanttChoice, GanttRows, Show
from core.registers.catalog import ACTIVITIES
from core.schedule.instants import to_instant
from core.scheduled import Scheduled
from core.simulated_kept import cone
from core.what_if import to_text
from pages._ui import collector, look, panel, schedule_dates
from pages._ui.page import Here
from pages._ui.schedule import Sight, latest

CHART = "schedule-chart"
SHOW, ZOOM, LEVELS = "schedule-show", "schedule-zoom", "schedule-levels"
COMPARED, PAGE = "schedule-compared", "schedule-page"
OPENED, CLICKS = "schedule-opened", "schedule-clicks"
TOGGLED = "schedule-toggled"  # activities folded otherwise than their level says
FITTING = "Levels that fit"
SAVED = "the saved plan"
MOST_LEVELS = 6
LEGEND = (
    ":gray[:small[Solid = done · outline = to come{grey} ·]] "
    ":red[:small[red = critical]] :gray[:small[· ◆ milestone · ▽ deadline]]"
)


def show(here: Here, sight: Sight) -> None:
    """Show the chart of the plan; with unsaved edits, beside the plan as saved."""
    known = sight.shown
    if known is None:
        return
    compared = _controls(here, sight, known)
    grey = f" · grey = {look.safe(compared.name)}" if compared else ""
    st.markdown(LEGEND.format(grey=grey))
    choice, zoom, mode = _choice(), _zoom(), look.mode()
    state = (
        choice,
        compared.name if compared else "",
        to_text(sight.drafts),
        here.as_of,
    )
    rows = latest(here, "rows", state, lambda: GanttRows(known, choice, compared))
    clicks = {
        "opened": st.session_state.get(OPENED, 0),
        "clicks": st.session_state.get(CLICKS, 0),
    }
    shown = replace(latest(here, "gantt", state, rows.gantt), **clicks)
    if kept := here.memo(cone):
        shown = replace(shown, likely=(to_instant(kept.first), to_instant(kept.last)))
    drawing = (*state, *clicks.values(), mode, zoom)
    figure = latest(here, "figure", drawing, lambda: gantt(shown, mode, zoom))
    alt = latest(here, "words", state, lambda: gantt_words(shown))
    with schedule_dates.frame(figure.layout.height):
        look.chart(figure, CHART, alt, on_select=_clicked, selection_mode="points")
        schedule_dates.keep()
    if rows.pages > 1:
        st.pagination(rows.pages, key=PAGE, persist_state="session")
    _foot(len(rows.numbers))
    collector.set_aside()


def _controls(here: Here, sight: Sight, known: Scheduled) -> Comparison | None:
    """Ask what to show; return what the bars are compared with."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _segments("Show", list(Show), SHOW, _first())
        _segments("Zoom", list(Zoom), ZOOM, Zoom.ALL)
        deepest = max(known.depths.values(), default=0) + 1
        if deepest > 1:
            _levels(deepest)
        return _compared(here, sight)


def _first() -> Show:
    """Begin with what is critical where there is little room."""
    return Show.CRITICAL if look.is_phone() else Show.ALL


def _segments(label: str, options: list[Any], key: str, default: Any) -> None:
    st.segmented_control(
        label,
        options,
        default=default,
        required=True,
        key=key,
        label_visibility="collapsed",
        width="content",
        persist_state="session",
    )


def _levels(deepest: int) -> None:
    levels = [FITTING, *range(1, min(deepest, MOST_LEVELS) + 1)]
    st.selectbox(
        "Outline",
        levels,
        format_func=lambda n: n if n == FITTING else f"{n} of {deepest} levels",
        key=LEVELS,
        on_change=_unfold,
        label_visibility="collapsed",
        width=150,
        persist_state="session",
    )


def _compared(here: Here, sight: Sight) -> Comparison | None:
    """Return a baseline, or the plan as saved while edits wait."""
    if sight.then is not None and sight.now is not None:
        dates = sight.now.schedule.dates
        spans = {n: (d.start, d.finish) for n, d in dates.items()}
        return Comparison(SAVED, spans)
    taken = baselines.ordered(here.project)
    if not taken:
        return None
    numbers = [record.number for record in taken]
    titles = {record.number: record.entry.title for record in taken}
    if len(numbers) > 1:
        if st.session_state.get(COMPARED) not in numbers:
            st.session_state[COMPARED] = numbers[0]
        st.selectbox(
            "Compare with",
            numbers,
            format_func=lambda number: f"Baseline: {titles[number]}",
            key=COMPARED,
            label_visibility="collapsed",
            width=220,
            persist_state="session",
        )
    chosen = st.session_state.get(COMPARED, numbers[0]) if numbers[1:] else numbers[0]
    return here.memo(baselines.comparison, chosen)


def _foot(many: int) -> None:
    drag = (
        "drag across the dates to zoom, double-click to see all"
        if _zoom() is Zoom.ALL
        else "drag the dates to move along them"
    )
    rows = words.count(many, "row")
    look.foot(
        f"{words.capital(rows)} · click a bar to open the activity, a triangle to fold "
        f"· {drag}"
    )


def _zoom() -> Zoom:
    chosen: Zoom = st.session_state.get(ZOOM) or Zoom.ALL
    return chosen


def _choice() -> GanttChoice:
    levels = st.session_state.get(LEVELS, FITTING)
    return GanttChoice(
        st.session_state.get(SHOW) or _first(),
        None if levels == FITTING else levels,
        st.session_state.get(TOGGLED, frozenset()),
        st.session_state.get(PAGE) or 1,
    )


def _unfold() -> None:
    """Let a level chosen anew hold for every branch of the outline."""
    st.session_state[TOGGLED] = frozenset()


def _clicked() -> None:
    """Open the activity whose bar was clicked, or fold what is below it."""
    state = st.session_state
    for point in state[CHART]["selection"]["points"][:1]:
        state[CLICKS] = state.get(CLICKS, 0) + 1
        match point.get("customdata"):
            case [str(kind), int() | float() as number, *_] if kind == FOLD:
                state[TOGGLED] = state.get(TOGGLED, frozenset()) ^ {int(number)}
            case [int() | float() as number, *_]:
                state[OPENED] = int(number)
                panel.open_entry(ACTIVITIES, int(number))
