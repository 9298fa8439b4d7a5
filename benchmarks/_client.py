"""A browser's part of Streamlit's websocket protocol, without a browser.

Like the browser it sends its widget states and what it holds in its cache of messages,
follows the address that the script writes, and takes a run as ended only when no newer
one has replaced it. It does not poll by itself: a benchmark asks for every run.
"""

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect

PATIENCE = 60  # seconds
KEYED = 3  # parts of "$$ID-<hash>-<key>"


@dataclass
class Awaited:
    """A text that must come to a screen, and when it did, on the clock of this host."""

    text: bytes
    at: float | None = None


class Browser:
    """One open page of one session."""

    def __init__(self, opened: ClientConnection, query: str) -> None:
        self._socket = opened
        self._query = query
        self._page = ""
        self._cached: set[str] = set()
        self._states: dict[str, WidgetState] = {}
        self._widgets: dict[str, str] = {}
        self._fragments: dict[str, str] = {}  # of a widget, by its key
        self.awaited: list[Awaited] = []
        self.polled = ""  # the fragment that the page runs again and again
        self.every = 0.0  # seconds between two of its runs
        self.polled_at = 0.0  # when the last of them began, on the clock of this host
        self.pages: dict[str, str] = {}
        self.errors: list[str] = []
        self.received = 0

    @classmethod
    @contextmanager
    def at(cls, port: int, query: str = "", cookie: str = "") -> Iterator[Self]:
        """Open a session and let the app's first page run."""
        address = f"ws://127.0.0.1:{port}/_stcore/stream"
        with connect(
            address,
            subprotocols=["streamlit"],  # type: ignore[list-item]
            additional_headers={"Cookie": cookie} if cookie else None,
            max_size=None,
            open_timeout=PATIENCE,
            ping_interval=None,
            compression=None,
        ) as opened:
            browser = cls(opened, query)
            browser.run()
            yield browser

    def go(self, name: str) -> float:
        """Change to a page by its name in the address; return milliseconds."""
        self._page = self.pages[name]
        self._widgets.clear()
        self._states.clear()
        return self.run()

    @property
    def widgets(self) -> tuple[str, ...]:
        """The keys of the widgets of this page, in the order they first came."""
        return tuple(self._widgets)

    def edit(self, grid: str, rows: Mapping[int, Mapping[str, Any]]) -> float:
        """Type into cells of a grid, and run; return milliseconds."""
        state = WidgetState(id=self._widgets[grid])
        typed = {"edited_rows": rows, "added_rows": [], "deleted_rows": []}
        state.string_value = json.dumps(typed)
        self._states[state.id] = state
        return self.run()

    def click(self, key: str) -> float:
        """Press a button that takes up what was typed, and run; return milliseconds."""
        pressed = WidgetState(id=self._widgets[key], trigger_value=True)
        took = self.run(pressed, fragment=self._fragments[key])
        self._states.clear()
        return took

    def write(self, key: str, text: str) -> None:
        """Write a text that the next button takes up."""
        self._states[key] = WidgetState(id=self._widgets[key], string_value=text)

    def choose(self, key: str, *options: str) -> float:
        """Tap options, as they are shown, and run; return milliseconds."""
        state = WidgetState(id=self._widgets[key])
        state.string_array_value.data.extend(options)
        return self.run(state, fragment=self._fragments[key])

    def poll(self) -> float:
        """Run the part that the page runs again by itself; return milliseconds."""
        self.polled_at = time.monotonic()
        return self.run(fragment=self.polled, alone=True)

    def run(
        self, *triggers: WidgetState, fragment: str = "", alone: bool = False
    ) -> float:
        """Let the page run once; return milliseconds until all was received.

        Parameters
        ----------
        fragment
            Only this part of it.
        alone
            Whether the page asked for it, not a person.
        """
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self._query
        state.page_script_hash = self._page
        state.fragment_id = fragment
        state.is_auto_rerun = alone
        state.context_info.timezone = "UTC"
        state.context_info.locale = "en-US"
        state.cached_message_hashes.extend(self._cached)
        state.widget_states.widgets.extend([*self._states.values(), *triggers])
        start = time.perf_counter()
        self._socket.send(message.SerializeToString())
        while not self._take(self._socket.recv(timeout=PATIENCE)):
            pass
        return (time.perf_counter() - start) * 1000

    def _take(self, raw: str | bytes) -> bool:
        """Take in one message; return whether it ends the run."""
        assert isinstance(raw, bytes)
        self.received += len(raw)
        self._await(raw)
        message = ForwardMsg.FromString(raw)
        if message.metadata.cacheable and message.hash:
            self._cached.add(message.hash)
        match message.WhichOneof("type"):
            case "delta":
                self._see(message.delta)
            case "navigation":
                self._navigate(message.navigation)
            case "auto_rerun":
                self.polled = message.auto_rerun.fragment_id
                self.every = message.auto_rerun.interval
            case "page_info_changed":
                self._query = message.page_info_changed.query_string
            case "script_finished":
                early = ForwardMsg.FINISHED_EARLY_FOR_RERUN
                return bool(message.script_finished != early)
        return False

    def _await(self, raw: bytes) -> None:
        for one in self.awaited:
            if one.at is None and one.text in raw:
                one.at = time.monotonic()

    def _navigate(self, navigation: Any) -> None:
        self.pages = {p.url_pathname: p.page_script_hash for p in navigation.app_pages}
        self._page = navigation.page_script_hash

    def _see(self, delta: Any) -> None:
        if delta.WhichOneof("type") != "new_element":
            return
        kind = delta.new_element.WhichOneof("type")
        element = getattr(delta.new_element, kind)
        if kind == "exception":
            self.errors.append(f"{element.type}: {element.message}")
        parts = str(getattr(element, "id", "")).split("-", KEYED - 1)
        if len(parts) == KEYED and parts[0] == "$$ID":
            self._widgets[parts[-1]] = element.id
            self._fragments[parts[-1]] = delta.fragment_id
