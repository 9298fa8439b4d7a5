"""The cards of a board: each column one block, drawn in one stroke.

Sixty cards as elements of their own take 40 ms in every look of every browser; as one
table a column they take a fifth of it.
"""

from collections.abc import Collection, Iterable, Sequence

import pyarrow as pa
import streamlit as st

from core import words
from core.retrospective import live_words
from core.retrospective.live import SeenCard, View
from core.retrospective.templates import Column
from pages._ui import look

NARROWEST = 220  # px of a column
MINE = ":blue[you]"


def columns(
    view: View, only: Collection[int] | None = None, shown: Sequence[Column] = ()
) -> None:
    """Show columns beside each other, as many as fit; all cards, or only some."""
    some = shown or view.columns
    with st.grid(len(some), min_column_width=NARROWEST, gap="small") as cells:
        for column in some:
            with cells.cell():
                cards = [
                    card
                    for card in view.cards
                    if card.column == column.key and (only is None or card.id in only)
                ]
                block(column.title, map(text, cards), view.hidden.get(column.key, 0))


def block(title: str, cards: Iterable[str], hidden: int = 0) -> None:
    """Show the cards of one column as one element."""
    shown = list(cards)
    many = len(shown) + hidden
    if hidden:
        shown.append(f":gray[:material/visibility_off: {live_words.hidden(hidden)}]")
    head = f"**{look.safe(title)}** :gray[{words.number(many)}]"
    st.table(
        pa.table({head: shown or [":gray[no card yet]"]}),
        border=True,
        hide_index=True,
        alt=f"Cards of the column {title}",
    )


def text(card: SeenCard) -> str:
    """Return a card as one line of Markdown, with its author where there is one."""
    by = (
        MINE if card.mine else f":gray[{look.safe(card.author)}]" if card.author else ""
    )
    when = (
        f":gray[{look.tight(words.moment(card.happened_at))}]"
        if card.happened_at
        else ""
    )
    return " ".join(filter(None, (when, look.safe(card.text), by)))
