"""What a page adds to a register's grid: columns, a choice of entries, their order."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from core.registers.entry import Record
from core.registers.spec import RegisterSpec
from pages._ui.written import Written


@dataclass(frozen=True)
class Computed:
    """A column that nobody types: its label, its text for an entry, its tint."""

    label: str
    text: Callable[[Record[Any]], str]
    tint: Callable[[str], str]
    width: int = 120


@dataclass(frozen=True)
class Extras:
    """What a page adds to a register's grid.

    `order` sorts the entries where the reader does not; `state` names what `written`
    and `order` were computed from, beside the project at its revision. What waits in
    the registers of `tied` is shown below the grid as well, and saved with it.
    """

    keep: Callable[[Record[Any]], bool] | None = None
    kept: str = ""
    computed: Computed | None = None
    title: str = ""
    new: Mapping[str, Any] | None = None
    primary: bool = True
    written: tuple[Written, ...] = ()
    order: Callable[[Record[Any]], int] | None = None
    state: Hashable = ""
    tied: tuple[RegisterSpec[Any], ...] = ()
