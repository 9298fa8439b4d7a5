"""The best plan found so far, which several searches improve at the same time."""

from dataclasses import dataclass, field
from threading import Lock

import numpy as np
from numpy.typing import NDArray

Starts = NDArray[np.int32]


@dataclass
class Best:
    """The shortest plan and the greatest lower bound that any search has told."""

    starts: Starts
    finish: int
    bound: int
    is_stopped: bool = False
    _lock: Lock = field(default_factory=Lock, repr=False)

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing left to find, or nobody waits for it."""
        return self.is_stopped or self.finish <= self.bound

    def offer(self, starts: Starts, finish: int) -> bool:
        """Keep a plan if it is shorter; return whether it was."""
        with self._lock:
            if finish >= self.finish:
                return False
            self.starts, self.finish = starts.astype(np.int32), finish
            return True

    def raise_bound(self, bound: int) -> None:
        """Keep a bound if it is greater; it never goes above the finish."""
        with self._lock:
            self.bound = min(max(self.bound, bound), self.finish)

    def stop(self) -> None:
        """Tell every search to end."""
        self.is_stopped = True
