"""How a page looks: head, key figures, blocks, charts, notes, empty states."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal

import pyarrow as pa
import streamlit as st

from core import words
from core.charts.sparkline import sparkline
from core.charts.template import PALETTES
from core.figure import Figure, Status

AS_OF = "as_of"  # in the address: the day that every page is shown as of
COLOURS = {
    Status.ON_TRACK: "green",
    Status.WATCH: "yellow",
    Status.OFF_TRACK: "red",
    Status.NO_DATA: "gray",
}
SPACES = re.compile(r"[ \t\r\n\f\v]+")  # not the space that binds a unit
MARKDOWN = str.maketrans({c: f"\\{c}" for c in "\\`*_{}[]()<>#+!|~$:"})


def mode() -> Literal["light", "dark"]:
    """Return the reader's mode, which the charts must follow."""
    return "dark" if st.context.theme.type == "dark" else "light"


def agent() -> str:
    """Return what the reader's browser calls itself; empty where it does not."""
    return str(st.context.headers.get("User-Agent", ""))


def is_phone() -> bool:
    """Whether the page is read on a phone, as far as the browser says so."""
    return "Mobi" in agent()


def glyph_tint(text: object) -> str:
    """Return the tint of a label that begins with the glyph of a status."""
    palette = PALETTES[mode()]
    good, watch, bad = palette.levels
    tints = {
        Status.OFF_TRACK.glyph: bad,
        Status.WATCH.glyph: watch,
        Status.ON_TRACK.glyph: good,
    }
    return tints.get(str(text)[:1], palette.panel)


def label_column(labels: Iterable[str], width: int, tint: Callable[[str], str]) -> Any:
    """Return a column of tinted labels; its cells are lists of one label.

    A pandas Styler takes 25 ms for a grid of 100 rows, in each run; this takes one.
    """
    options = sorted(set(labels))
    colours = [tint(option) for option in options] or None
    return st.column_config.MultiselectColumn(
        options=options, color=colours, width=width, disabled=True
    )


def safe(text: object) -> str:
    """Escape what somebody typed, so that Markdown shows it as it is."""
    return SPACES.sub(" ", str(text).translate(MARKDOWN)).strip()


def tight(text: object) -> str:
    """Keep a reference, a date, a name or a number with its unit on one line."""
    return safe(text).replace(" ", "\u00a0").replace("-", "\u2011")


def badge(status: Status) -> str:
    """Shape, word and colour of a status: never the colour alone."""
    word = status.word.replace(" ", "\u00a0")
    return f":{COLOURS[status]}-badge[{status.glyph}\u00a0{word}]"


def head(
    title: str,
    sentence: str,
    status: Status | None = None,
    actions: Callable[[], object] | None = None,
) -> None:
    """Show title, status and quiet actions in one row, and the page in one sentence."""
    with st.container(gap=None):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.title(safe(title), anchor=False, width="content")
            if status is not None:
                st.markdown(badge(status), width="content")
            _past()
            if actions is not None:
                st.space("stretch")
                with st.container(horizontal=True, width="content"):
                    actions()
        st.markdown(f"**{safe(sentence)}**")


def _past() -> None:
    """Say that a page shows an earlier day, in which nothing can be changed."""
    day = st.session_state.get(AS_OF)
    if day is not None:
        shown = words.day(day).replace(" ", "\u00a0")
        st.markdown(
            f":blue-badge[:material/history: As of {shown}, read only]", width="content"
        )


def figures(row: Sequence[Figure], columns: int = 0) -> None:
    """Show key figures in one strip that reflows from five to two a row."""
    if not row:
        return
    with st.grid(columns or len(row), min_column_width=158, gap="xsmall"):
        for figure in row:
            _card(figure)


def _card(figure: Figure) -> None:
    """Show one key figure: value, difference with words, and its last values."""
    if len(set(figure.trend)) <= 1:  # a level line says no more than "unchanged"
        _metric(figure, border=True)
        return
    with st.container(border=True, height="stretch", gap=None):
        _metric(figure)
        st.image(
            sparkline(figure.trend, _tone(figure.status)),
            width="stretch",
            alt=f"{figure.label}: the last {len(figure.trend)} values",
        )


def _metric(figure: Figure, *, border: bool = False) -> None:
    status = figure.status
    st.metric(
        figure.label,
        figure.value,
        figure.change or None,
        delta_color=COLOURS[status] if status else "gray",  # type: ignore[arg-type]
        delta_arrow=_arrow(figure.change),
        help=explanation(figure),
        border=border,
        height="stretch" if border else "content",
    )


def _tone(status: Status | None) -> str:
    palette = PALETTES[mode()]
    tones = {
        Status.ON_TRACK: palette.good,
        Status.WATCH: palette.watch,
        Status.OFF_TRACK: palette.bad,
    }
    return tones.get(status, palette.muted) if status else palette.muted


def explanation(figure: Figure) -> str:
    """Return formula, inputs and source of a figure."""
    inputs = "  \n".join(f"{safe(n)}: **{safe(v)}**" for n, v in figure.inputs)
    parts = [safe(figure.formula), inputs, safe(figure.source)]
    return "\n\n".join(part for part in parts if part)


def explain(row: Sequence[Figure]) -> None:
    """Offer formula, inputs and source of every key figure, also without a mouse."""
    if not row:
        return
    opened = popover("How these figures are made", "function", "explained", "secondary")
    if opened is not None:
        said = [
            f"**{safe(figure.label)} = {safe(figure.value)}**\n\n{explanation(figure)}"
            for figure in row
        ]
        opened.markdown("\n\n".join(said))


def popover(
    label: str,
    icon: str,
    key: str,
    kind: Literal["secondary", "tertiary"] = "tertiary",
    width: Literal["content", "stretch"] = "content",
) -> Any:
    """Show a button that opens a small window; return the window while it is open.

    What stands in it is made only then: each widget costs a tenth of a millisecond in
    every run, and a grid has some fifteen behind its four buttons.
    """
    opened = st.popover(
        label,
        icon=f":material/{icon}:",
        type=kind,
        key=f"{key}-popover",
        on_change="rerun",
        width=width,
    )
    return opened if opened.open else None


def block(title: str, note: str = "") -> None:
    """Show the head of a block: a sentence, then how to read it, in grey."""
    with st.container(gap=None):
        st.subheader(safe(title), anchor=False)
        if note:
            foot(note)


def foot(text: str) -> None:
    """Show a grey note; `st.caption` would fade it to a contrast of 4.3."""
    st.markdown(f":gray[:small[{safe(text)}]]")


def chart(figure: Any, key: str, alt: str, **extra: Any) -> Any:
    """Draw a figure with our template, not Streamlit's, and without the toolbar."""
    _plain_once(figure)
    config = {"displayModeBar": False}
    return st.plotly_chart(figure, theme=None, key=key, alt=alt, config=config, **extra)


def _plain_once(figure: Any) -> None:
    """Keep a figure's plain values with it: they are asked for in each run, and copied.

    The figure itself is kept from run to run and changed by nobody (`Here.drawn`).
    """
    if "to_dict" not in vars(figure):
        plain = figure.to_dict()
        figure.to_dict = lambda: plain


def table(columns: dict[str, Sequence[str]], alt: str) -> None:
    """Show a short table of Markdown cells; nothing where there are no rows.

    As an Arrow table, which Streamlit sends as it is: by way of pandas, the five
    tables of the overview took a third of its time.
    """
    if any(columns.values()):
        content = pa.table({name: list(cells) for name, cells in columns.items()})
        st.table(content, border="horizontal", hide_index=True, alt=alt)


def link(page: str, reference: str, project: str) -> str:
    """Return a Markdown link to an entry's address, on the day that is shown."""
    seen = f"&{AS_OF}={day}" if (day := st.session_state.get(AS_OF)) else ""
    return f"[{tight(reference)}](/{page}?project={project}&entry={reference}{seen})"


def foot_line(here: Any, *more: str) -> None:
    """Show status date, revision and unit at the foot of a page."""
    parts = [
        f"Status date {words.day(here.status_date)}",
        f"revision {here.project.revision}",
        *more,
    ]
    foot(" · ".join(parts))


def empty(title: str, text: str, icon: str) -> Any:
    """Show what would be here, why it is not; return where its buttons go."""
    with st.container(border=True, horizontal_alignment="center"):
        st.space("small")
        st.subheader(
            f":material/{icon}: {safe(title)}", anchor=False, text_alignment="center"
        )
        st.markdown(safe(text), text_alignment="center")
        buttons = st.container(
            horizontal=True,
            horizontal_alignment="center",
            vertical_alignment="center",
        )
        st.space("small")
    return buttons


def _arrow(change: str) -> Literal["up", "down", "off"]:
    if change.startswith("+"):
        return "up"
    return "down" if change.startswith(words.MINUS) else "off"
