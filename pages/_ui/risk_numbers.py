"""What the levels mean, and what the simulation of the risks is fed with."""

from collections.abc import Sequence

from core.figure import Figure
from pages._ui import grid, risk_registers
from pages._ui.page import Here


def show(here: Here) -> Sequence[Figure]:
    """Show the chosen register of numbers."""
    grid.show(here, risk_registers.choose())
    return ()
