"""A person at a page under AppTest, who can also type into the grid.

AppTest knows no edits of a data editor and no click on a reference: the visitor sends
what a browser would send, edits by row position and column name, and keeps them as a
browser does until the grid is another one.
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pandas as pd
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest, app_test

from core.registers.catalog import BY_KEY
from pages._ui.look import AS_OF

ROOT = Path(__file__).parents[2]
SECONDS = 60.0  # a busy machine may take its time
SENTENCE = re.compile(r"\*\*(.+)\*\*")

Cells = Mapping[tuple[int, str], object]


class Visitor(AppTest):
    """One browser tab."""

    def __init__(self, **address: str) -> None:
        super().__init__(ROOT / "app.py", default_timeout=SECONDS)
        self._typed: dict[str, dict[str, dict[str, object]]] = {}
        self._clicked: WidgetState | None = None
        for name, value in address.items():
            self.query_params[name] = value
        self.run()

    def open(self, name: str) -> "Visitor":
        """Go to a page by the name of its file."""
        self.switch_page(f"pages/{name}.py").run()
        return self

    @property
    def day(self) -> Any:
        """The earlier day that the pages show; None for today."""
        state = self.session_state  # has no `get`
        return state[AS_OF] if AS_OF in state else None  # noqa: SIM401

    def open_tab(self, key: str, label: str) -> None:
        """Open a tab by its label."""
        self.session_state[key] = label
        self.run()

    def reveal(self, popover: str) -> None:
        """Open a popover by its key; what stands in it is made only then."""
        self.session_state[f"{popover}-popover"] = True
        self.run()

    def sheet(self, register: str) -> Any:
        """Return the grid of a register, editable or not."""
        start = (f"{BY_KEY[register].prefix}-", "new ")
        editable = {
            (frame.key or "").partition("-grid-")[0]: frame for frame in self.dataframe
        }
        read_only = (
            f for f in self.dataframe if f.value["Ref"].iloc[0].startswith(start)
        )
        return editable.get(register) or next(read_only)

    def rows(self, register: str) -> pd.DataFrame:
        """Return what the grid of a register shows."""
        shown: pd.DataFrame = self.sheet(register).value
        return shown

    def row(self, register: str, reference: str) -> int:
        """Return the position of an entry in the grid of its register."""
        return self.rows(register)["Ref"].tolist().index(reference)

    def marks(self, register: str) -> dict[str, str]:
        """Return the marked rows, by reference."""
        rows = self.rows(register)
        pairs = zip(rows["Ref"], rows["Mark"], strict=True)
        return {reference: mark for reference, mark in pairs if mark}

    def edit(self, register: str, cells: Cells) -> None:
        """Type into cells, named by position and column."""
        edited = self._typed.setdefault(self.sheet(register).proto.id, {})
        for (position, column), value in cells.items():
            edited.setdefault(str(position), {})[column] = value
        self.run()

    def type_into(self, register: str, reference: str, **cells: object) -> None:
        """Type into an entry's cells."""
        position = self.row(register, reference)
        self.edit(register, {(position, k): v for k, v in cells.items()})

    def click_reference(self, register: str, reference: str) -> None:
        """Click an entry's reference in the grid."""
        state = WidgetState(id=self.sheet(register).proto.button_click_widgets["Ref"])
        click = {"row": self.row(register, reference), "label": reference}
        state.string_trigger_value.data = json.dumps(click)
        self._clicked = state
        self.run()

    def paste(self, register: str, sent: Mapping[str, object]) -> None:
        """Report a paste as the script beside the grid of a register does."""
        (listener,) = (
            proto.id
            for proto in (element.proto for element in self.get("bidi_component"))
            if f"-{register}-pasted" in proto.id
        )
        events = f"$$STREAMLIT_INTERNAL_KEY_{listener}__events"
        state = WidgetState(id=events)
        state.json_trigger_value = json.dumps([{"event": "pasted", "value": sent}])
        self._clicked = state
        self.run()

    def press(self, label: str) -> None:
        """Press the button with this label, or with a label that begins so."""
        named = [b for b in self.button if b.label.startswith(label)]
        exact = [b for b in named if b.label == label]
        (exact or named)[0].click().run()

    @property
    def labels(self) -> list[str]:
        """The labels of all buttons."""
        return [button.label for button in self.button]

    @property
    def sentence(self) -> str:
        """The sentence in which the page says its point."""
        said = (SENTENCE.fullmatch(m.value) for m in self.markdown)
        return next(match[1] for match in said if match)

    @property
    def texts(self) -> list[str]:
        """What stands on the page as text."""
        return [m.value for m in self.markdown]

    def said(self, part: str) -> bool:
        """Whether a text on the page holds these words."""
        return any(part in text for text in self.texts)

    def _run(
        self, widget_state: WidgetStates | None = None, timeout: float | None = None
    ) -> AppTest:
        states = WidgetStates()
        if widget_state is not None:
            states.CopyFrom(widget_state)
        shown = {frame.proto.id for frame in self.data_editor} if self._tree else set()
        for editor, edited in self._typed.items():
            if editor in shown:
                content = {"edited_rows": edited, "added_rows": [], "deleted_rows": []}
                states.widgets.add(id=editor, string_value=json.dumps(content))
        if self._clicked is not None:
            states.widgets.append(self._clicked)
            self._clicked = None
        with known_navigation():
            return super()._run(states, timeout)


@contextmanager
def known_navigation() -> Iterator[None]:
    """Run a script as a server does that has answered before.

    AppTest begins each run as a new server begins its first one: with the discovery of
    `pages/` that ends at the first `st.navigation`, and so without app.py.
    """
    PagesManager.uses_pages_directory = False
    with patch.object(app_test, "PagesManager", partial(PagesManager)):
        yield
