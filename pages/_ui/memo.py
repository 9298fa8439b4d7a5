"""Results of core functions, kept by project, revision and arguments."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)

MOST = 2_000


class Memo:
    """Keeps the answers asked for last; one belongs to one open store.

    The key holds the project's revision, so that a new one is computed afresh and an
    old one is never wrong. Access was asked when the project was loaded.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def answer(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept under a key, else make it; perhaps in two threads."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                found: T = self._known[key]
                return found
        made = make()
        with self._lock:
            self._known[key] = made
            while len(self._known) > MOST:
                self._known.popitem(last=False)
        return made

    def answers(
        self, keys: Sequence[K], make: Callable[[Sequence[K]], Mapping[K, Any]]
    ) -> dict[K, Any]:
        """Return what is kept under some keys; make all that are missing at once."""
        with self._lock:
            found = {key: self._known[key] for key in keys if key in self._known}
        missing = [key for key in keys if key not in found]
        found |= make(missing) if missing else {}
        return {key: self.answer(key, partial(found.get, key)) for key in keys}
