"""What is wrong with a plan that cannot be scheduled."""

from core.errors import LinchpinError


class ScheduleError(LinchpinError):
    """A plan cannot be scheduled; the text names the entries and what to do.

    Attributes
    ----------
    numbers
        The activities that the text names, in its order.
    """

    def __init__(self, message: str, numbers: tuple[int, ...] = ()) -> None:
        super().__init__(message)
        self.numbers = numbers
