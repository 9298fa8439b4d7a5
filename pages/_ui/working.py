"""Long work beside the page: how far it is, a way to stop it, and what it found."""

from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import Any

import streamlit as st

from core.errors import LinchpinError

Watch = Callable[[int, int], bool]
WORK, FOUND = "working", "worked"
LOOK = 0.1  # seconds between two looks at it
PATIENCE = 5  # seconds without a look, after which nobody waits for it
KEPT = 6  # results of a browser tab that are kept


@dataclass
class _Work:
    """One piece of work; `done` counts what it tells, run after run."""

    key: Hashable
    done: int = 0
    before: int = 0
    is_stopped: bool = False
    looked: float = field(default_factory=monotonic)
    future: Future[Any] = field(default_factory=Future)

    def watch(self, done: int, _wanted: int) -> bool:
        """Note how far it is; say whether it shall go on."""
        self.done += done - self.before if done >= self.before else done
        self.before = done
        return not self.is_stopped and monotonic() - self.looked < PATIENCE

    def begin(self, run: Callable[[Watch], Any]) -> None:
        """Work in a thread of its own."""
        beside = ThreadPoolExecutor(1)
        self.future = beside.submit(run, self.watch)
        beside.shutdown(wait=False)


def found(key: Hashable) -> Any:
    """Return what work found earlier in this tab; None if there is nothing."""
    return st.session_state.get(FOUND, {}).get(key)


def follow(key: Hashable, run: Callable[[Watch], Any], wanted: int, unit: str) -> Any:
    """Do a piece of work, show how far it is, and return what it found.

    Another click on the page interrupts the view, not the work: the next run of the
    page follows it further. None where it was stopped or went wrong, which is shown.

    Parameters
    ----------
    key
        What is asked for, with all that the answer depends on.
    wanted, unit
        What its `watch` will count up to in all, and what that is: "trials".
    """
    if (known := found(key)) is not None:
        return known
    work = _begun(key, run)
    place = st.empty()
    with place.container(horizontal=True, vertical_alignment="center"):
        _wait(work, wanted, unit)
    place.empty()
    st.session_state.pop(WORK, None)
    return _result(work)


def _begun(key: Hashable, run: Callable[[Watch], Any]) -> _Work:
    work: _Work | None = st.session_state.get(WORK)
    if work is not None and work.key == key:
        return work
    if work is not None:
        work.is_stopped = True
    work = st.session_state[WORK] = _Work(key)
    work.begin(run)
    return work


def _wait(work: _Work, wanted: int, unit: str) -> None:
    bar = st.progress(0.0, text=_words(work.done, wanted, unit))
    st.button("Stop", key="working-stop", on_click=_stop, args=(work,))
    while not work.future.done():
        work.looked = monotonic()
        share = min(1.0, work.done / max(1, wanted))
        bar.progress(share, text=_words(work.done, wanted, unit))
        sleep(LOOK)


def _words(done: int, wanted: int, unit: str) -> str:
    if not done:
        return "Getting ready; the first time on a machine takes half a minute"
    return f"{done:,} of about {wanted:,} {unit}"


def _stop(work: _Work) -> None:
    work.is_stopped = True


def _result(work: _Work) -> Any:
    try:
        result = work.future.result()
    except LinchpinError as error:
        st.error(str(error))
        return None
    kept: dict[Hashable, Any] = st.session_state.setdefault(FOUND, {})
    kept[work.key] = result
    while len(kept) > KEPT:
        kept.pop(next(iter(kept)))
    return result
