"""Where risks stand in the matrix: their cells, their places in them, the appetite."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from core.registers.entry import Record
from core.registers.project import ProjectSettings
from core.registers.risks import Risk, RiskKind
from core.words import capital, count

Cell = tuple[int, int]  # likelihood, impact
Place = tuple[float, float]
Cells = Mapping[Cell, list[Record[Risk]]]

SCORES = range(1, 6)
CELLS: tuple[Cell, ...] = tuple(product(SCORES, SCORES))
IN_A_CELL = 4  # marks side by side; more become one number
WITH_TAILS = 40  # risks; more tails would hide the marks
# where marks stand in a cell that 1 to 4 share; its upper right corner is for the tails
PLACES: tuple[tuple[Place, ...], ...] = (
    ((-0.1, -0.1),),
    ((-0.31, -0.1), (0.13, -0.1)),
    ((-0.31, 0.08), (0.13, 0.08), (-0.31, -0.3)),
    ((-0.31, 0.08), (0.13, 0.08), (-0.31, -0.3), (0.13, -0.3)),
)
CORNER, STEP, IN_A_ROW = 0.4, 0.13, 6  # where tails begin or end


def is_above(risk: Risk, settings: ProjectSettings) -> bool:
    """Say whether a threat's level is above what the project accepts."""
    return risk.kind is RiskKind.THREAT and risk.level >= settings.red_from


def by_cell(records: Iterable[Record[Risk]]) -> Cells:
    """Sort risks into their cells, by reference."""
    cells: dict[Cell, list[Record[Risk]]] = defaultdict(list)
    for record in sorted(records, key=lambda r: r.number):
        cells[record.entry.likelihood, record.entry.impact].append(record)
    return cells


@dataclass(frozen=True, slots=True)
class Placed:
    """A risk and the middle of its mark."""

    record: Record[Risk]
    x: float
    y: float


def placed_marks(cells: Cells) -> list[Placed]:
    """Place the marks of the cells that can show each of their risks."""
    return [
        Placed(record, likelihood + right, impact + up)
        for (likelihood, impact), found in cells.items()
        if len(found) <= IN_A_CELL
        for record, (right, up) in zip(found, PLACES[len(found) - 1], strict=True)
    ]


def appetite_line(red_from: int) -> list[Place]:
    """Return the corners of the line with every level from `red_from` on above it.

    >>> appetite_line(25)
    [(4.5, 5.5), (4.5, 4.5), (5.5, 4.5)]
    """
    steps = [(x, -(-red_from // x) - 0.5) for x in SCORES if x * SCORES[-1] >= red_from]
    corners: list[Place] = []
    height = SCORES[-1] + 0.5
    for x, bottom in steps:
        if bottom < height:
            corners += [(x - 0.5, height), (x - 0.5, bottom)]
            height = bottom
    return [*corners, (SCORES[-1] + 0.5, height)]


@dataclass(frozen=True, slots=True)
class Tail:
    """A risk's mark, and its place in the other cell."""

    mark: Place
    end: Place


def tails_of(places: Iterable[Placed], other: Callable[[Risk], Cell]) -> list[Tail]:
    """Join each risk that is, or will be, elsewhere with its other cell."""
    taken: dict[Cell, int] = defaultdict(int)
    tails = []
    for placed in places:
        risk = placed.record.entry
        cell = other(risk)
        if cell != (risk.likelihood, risk.impact):
            row, place = divmod(taken[cell], IN_A_ROW)
            taken[cell] += 1
            end = cell[0] + CORNER - place * STEP, cell[1] + CORNER - row * STEP
            tails.append(Tail((placed.x, placed.y), end))
    return tails


def matrix_note(records: Sequence[Record[Risk]], *, to_residual: bool = False) -> str:
    """Return how to read the matrix."""
    parts = ["Number = reference", "■ above appetite"]
    if any(r.entry.kind is RiskKind.OPPORTUNITY for r in records):
        parts.append("◆ opportunity")
    if max((len(found) for found in by_cell(records).values()), default=0) > IN_A_CELL:
        parts.append("more than four in a cell are counted")
    if len(records) <= WITH_TAILS:
        parts.append("ring = once all is done" if to_residual else "dot = at first")
    return " · ".join(parts) + ". Click a cell to see its risks."


def matrix_words(records: Sequence[Record[Risk]], settings: ProjectSettings) -> str:
    """Say in words what the matrix shows."""
    if not records:
        return "Risk matrix without risks."
    above = sum(is_above(record.entry, settings) for record in records)
    cells = sorted(by_cell(records).items(), key=lambda item: -item[0][0] * item[0][1])
    listed = "; ".join(
        f"likelihood {x}, impact {y}: {count(len(found), 'risk')}"
        for (x, y), found in cells
    )
    return (
        f"{capital(count(len(records), 'risk'))} by likelihood and impact, "
        f"{count(above, 'threat')} above appetite. {capital(listed)}."
    )
