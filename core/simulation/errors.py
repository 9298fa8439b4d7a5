"""What is wrong with something that cannot be simulated."""

from collections.abc import Sequence

from core.errors import LinchpinError, Problem


class SimulationError(LinchpinError):
    """A model cannot be simulated; carries every problem with its name.

    Attributes
    ----------
    problems
        What is wrong, each with the field and, where it is known, the entry.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = tuple(problems)


class CancelledError(LinchpinError):
    """Somebody stopped the simulation before its end; there is no result."""
