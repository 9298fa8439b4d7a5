"""The clock of a search, who is told of its progress, and who may cancel it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from core.schedule.levelling.best import Best

Progress = Callable[[float, int, int], None]


@dataclass
class Watch:
    """How long to search, and who looks on.

    Attributes
    ----------
    seconds
        For everything together.
    progress
        Told (seconds, finish, bound) whenever one of them got better, in units of time.
    is_cancelled
        Asked many times a second; once it says yes, the best plan so far is taken.
    """

    seconds: float
    progress: Progress | None = None
    is_cancelled: Callable[[], bool] | None = None
    _began: float = field(default_factory=monotonic)
    _told: tuple[int, int] | None = None

    @property
    def passed(self) -> float:
        """Seconds since the beginning."""
        return monotonic() - self._began

    def look(self, best: Best) -> None:
        """Tell of progress, and stop the search where somebody cancelled."""
        now = best.finish, best.bound
        if self.progress and now != self._told:
            self._told = now
            self.progress(self.passed, *now)
        if self.is_cancelled and self.is_cancelled():
            best.stop()


@dataclass(frozen=True)
class Phase:
    """A part of a search, which ends at a share of the time.

    `may_end` puts the end off while it says no, at most to `latest`.
    """

    watch: Watch
    best: Best
    share: float
    latest: float = 0
    may_end: Callable[[], bool] = lambda: True

    @property
    def left(self) -> float:
        """Seconds to the end at the latest."""
        share = max(self.share, self.latest)
        return share * self.watch.seconds - self.watch.passed

    @property
    def is_over(self) -> bool:
        """Whether time is up, or somebody cancelled; any thread may ask."""
        early = self.watch.passed >= self.share * self.watch.seconds and self.may_end()
        return self.best.is_stopped or self.left <= 0 or early

    @property
    def is_done(self) -> bool:
        """Whether no shorter plan is looked for: it is proved best, or time is up."""
        return self.best.is_settled or self.is_over

    def tick(self) -> bool:
        """Look on from the thread that began the search; say whether it is over."""
        self.watch.look(self.best)
        return self.is_over
