"""Laying out what is drawn: distributions, events and their effects, as arrays."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from core.simulation.bell import Lognormal, Normal
from core.simulation.compiled import loops
from core.simulation.correlation import Valid, made_valid
from core.simulation.distributions import (
    Distribution,
    Fixed,
    Pert,
    Triangular,
    Trigen,
    Uniform,
)
from core.simulation.model import (
    CostImpact,
    Driver,
    DurationImpact,
    Kind,
    Model,
    RiskEvent,
    Scenario,
)
from core.simulation.rows import (
    CONSTANT,
    TABLE,
    TRIANGLE,
    UNIFORM,
    Copula,
    Draws,
    Effects,
    Events,
    Targets,
)
from core.simulation.streams import states
from core.simulation.tables import SIDE, lognormal_table, normal_table, pert_blend

Numbers = tuple[float, float, float, float, float]


class Shape(NamedTuple):
    """How shares become values: a kind, its numbers, and what its table is made of."""

    kind: int
    numbers: Numbers
    table: Distribution | None = None


@dataclass
class Sheet:
    """The rows of the draws as they are laid, with the name of each stream."""

    names: list[str] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)

    def add(self, name: str, drawn: Distribution) -> int:
        """Return the row of a distribution, newly laid."""
        self.names.append(name)
        self.shapes.append(shape_of(drawn))
        return len(self.names) - 1


def shape_of(drawn: Distribution) -> Shape:
    """Return how shares become values of a distribution."""
    if isinstance(drawn, Fixed) or drawn.variance == 0:
        return Shape(CONSTANT, (drawn.mean, 0, 0, 0, 0))
    if isinstance(drawn, Uniform):
        return Shape(UNIFORM, (drawn.low, drawn.high - drawn.low, 0, 0, 0))
    if isinstance(drawn, Triangular | Trigen):
        return Shape(TRIANGLE, _triangle(drawn))
    if isinstance(drawn, Pert):
        width = drawn.pessimistic - drawn.optimistic
        return Shape(TABLE, (drawn.optimistic, width, 0, 0, 0), drawn)
    if isinstance(drawn, Normal):
        return Shape(TABLE, (drawn.mean, drawn.sd, 0, 0, 0), drawn)
    if isinstance(drawn, Lognormal):
        sign = -1 if drawn.is_mirrored else 1
        return Shape(TABLE, (drawn.shift, sign, 0, 0, 0), drawn)
    raise TypeError(f"{type(drawn).__name__} is no distribution that can be laid out")


def _triangle(drawn: Triangular | Trigen) -> Numbers:
    real = drawn.triangle if isinstance(drawn, Trigen) else drawn
    low, mode, high = real.optimistic, real.most_likely, real.pessimistic
    width, left = high - low, mode - low
    return low, high, width * left, width * (high - mode), left / width


def draws_of(sheet: Sheet, seed: int, correlated: Mapping[str, int]) -> Draws:
    """Lay out every row; `correlated` has the row of the shares that are shared."""
    tables = _Tables()
    rows = [tables.row_of(shape.table) for shape in sheet.shapes]
    laid = tables.laid()
    return Draws(
        states(seed, sheet.names),
        np.array([shape.kind for shape in sheet.shapes], np.int64),
        np.array([shape.numbers for shape in sheet.shapes], float).reshape(-1, 5),
        np.array(rows, np.int64) % len(laid),
        laid,
        np.array([correlated.get(name, -1) for name in sheet.names], np.int64),
    )


class _Tables:
    """Tables as they are asked for: equal ones once; the first is the normal one."""

    def __init__(self) -> None:
        self.alphas: dict[float, int] = {}
        self.logs: dict[tuple[float, float], int] = {}

    def row_of(self, drawn: Distribution | None) -> int:
        """Return the row; of lognormal values counted from below, as they come last."""
        if isinstance(drawn, Pert):
            return 1 + self.alphas.setdefault(drawn.alpha, len(self.alphas))
        if isinstance(drawn, Lognormal):
            sigma = -drawn.sigma if drawn.is_mirrored else drawn.sigma
            key = (drawn.mu, sigma)
            return -1 - self.logs.setdefault(key, len(self.logs))
        return 0

    def laid(self) -> Any:
        """Return all tables; the lognormal ones stand in reverse at the end."""
        alphas, logs = len(self.alphas), len(self.logs)
        found = np.empty((1 + alphas + logs, 2 * SIDE), np.float32)
        found[0] = normal_table()
        if alphas:
            given = pert_blend(np.array(list(self.alphas)))
            loops().blend(given, found[1 : 1 + alphas])
        if logs:
            pairs = np.array(list(self.logs))[::-1]
            lognormal_table(pairs[:, 0], pairs[:, 1], found[1 + alphas :])
        return found


def events_of(model: Model, scenario: Scenario, seed: int) -> Events:
    """Lay out the events, with what mitigations do to their probabilities."""
    factors = _factors(model, scenario)
    probabilities = [
        _probability(one, scenario, factors[one.number][0]) for one in model.risks
    ]
    names = [f"event {one.number}" for one in model.risks]
    return Events(states(seed, names), np.array(probabilities, float))


def _probability(one: RiskEvent, scenario: Scenario, factor: float) -> float:
    if not scenario.has_risks or Driver(Kind.RISK, one.number) in scenario.without:
        return 0.0
    return min(one.probability * factor, 1.0)


def _factors(model: Model, scenario: Scenario) -> dict[int, tuple[float, float]]:
    found = {one.number: (1.0, 1.0) for one in model.risks}
    for mitigation in sorted(model.mitigations, key=lambda one: one.number):
        if mitigation.number in scenario.mitigations:
            for risk, probability, impact in mitigation.effects:
                before = found[risk]
                found[risk] = (before[0] * probability, before[1] * impact)
    return found


def effects_of(
    model: Model,
    scenario: Scenario,
    sheet: Sheet,
    by_target: Iterable[Sequence[DurationImpact | CostImpact]],
) -> Effects:
    """Lay out the impacts of each target; in the order of their numbers."""
    places = {one.number: place for place, one in enumerate(model.risks)}
    factors = _factors(model, scenario)
    first, rows = [0], []
    for impacts in by_target:
        for one in sorted(impacts, key=lambda impact: impact.number):
            place = places[one.risk]
            sign = 1 if model.risks[place].is_threat else -1
            draw = sheet.add(_named(one), one.size)
            factor = sign * factors[one.risk][1]
            rows.append((place, draw, factor, one.is_relative))
        first.append(len(rows))
    columns: list[Any] = list(zip(*rows, strict=True)) or [()] * 4
    sizes = (np.int64, np.int64, np.float64, np.bool_)
    made: list[Any] = [
        np.array(column, size) for column, size in zip(columns, sizes, strict=True)
    ]
    return Effects(np.array(first, np.int64), *made)


def _named(impact: DurationImpact | CostImpact) -> str:
    kind = "delay" if isinstance(impact, DurationImpact) else "extra"
    return f"{kind} {impact.number}"


def lengths_of(
    model: Model,
    scenario: Scenario,
    sheet: Sheet,
    leaves: Iterable[tuple[int, int, float]],
) -> Targets:
    """Lay out durations: of each activity its number, length, and share still open."""
    impacts = grouped(model.duration_impacts, "activity")
    draws, scales, effects = [], [], []
    for number, minutes, share in leaves:
        estimate = model.durations.get(number)
        drawn, scale = (Fixed(minutes), 1.0) if estimate is None else (estimate, share)
        draws.append(_row(sheet, scenario, Driver(Kind.DURATION, number), drawn))
        scales.append(scale)
        effects.append(impacts.get(number, ()))
    return targets_of(draws, scales, effects_of(model, scenario, sheet, effects))


def costs_of(
    model: Model, scenario: Scenario, sheet: Sheet, spans: Sequence[int]
) -> Targets:
    """Lay out cost items, and after them the prices of mitigations."""
    impacts = grouped(model.cost_impacts, "item")
    draws = [
        _row(sheet, scenario, Driver(Kind.COST, one.number), one.amount)
        for one in model.cost_items
    ]
    effects = [impacts.get(one.number, ()) for one in model.cost_items]
    for mitigation in model.mitigations:
        if mitigation.number in scenario.mitigations:
            draws.append(sheet.add(f"price {mitigation.number}", mitigation.price))
            effects.append(())
    targets = targets_of(
        draws, [1.0] * len(draws), effects_of(model, scenario, sheet, effects)
    )
    span = np.full(len(draws), -1, np.int64)
    span[: len(spans)] = spans
    return targets._replace(span=span)


def targets_of(
    draws: Sequence[int], scales: Sequence[float], effects: Effects
) -> Targets:
    """Return targets whose sizes do not follow time."""
    span = np.full(len(draws), -1, np.int64)
    return Targets(np.array(draws, np.int64), np.array(scales, float), span, effects)


def _row(sheet: Sheet, scenario: Scenario, driver: Driver, drawn: Distribution) -> int:
    if driver in scenario.without:
        drawn = Fixed(float(drawn.quantile(0.5)))
    return sheet.add(stream_name(driver), drawn)


def stream_name(driver: Driver) -> str:
    """Return what the stream of an estimate is called."""
    return f"{driver.kind} {driver.number}"


def grouped(entries: Iterable[Any], key: str) -> dict[int, list[Any]]:
    """Return entries by the number that they name under a key."""
    found: dict[int, list[Any]] = {}
    for one in entries:
        found.setdefault(getattr(one, key), []).append(one)
    return found


def copula_of(model: Model, seed: int) -> tuple[Copula, dict[str, int], Valid | None]:
    """Lay out what is correlated; return also its rows by name, and the matrix.

    Rows are in the order of their names, so that no order of the model matters.
    """
    normal = normal_table().astype(np.float32)
    nothing = np.zeros(0, np.int64)
    if model.correlation is None or not model.correlation.names:
        empty = Copula(nothing.astype(np.uint64), np.zeros(1, np.int64), nothing,
                       np.zeros(0), normal)  # fmt: skip
        return empty, {}, None
    named: list[Any] = list(model.correlation.names)
    order = sorted(range(len(named)), key=lambda place: named[place])
    valid = made_valid(model.correlation.matrix[np.ix_(order, order)])
    names = [stream_name(named[place]) for place in order]
    rows = list(_weighted(valid))
    sources = [*names, "common"]
    copula = Copula(
        states(seed, sources),
        np.cumsum([0, *(len(row) for row in rows)]),
        np.array([place for row in rows for place, _ in row], np.int64),
        np.array([weight for row in rows for _, weight in row], float),
        normal,
    )
    return copula, {name: place for place, name in enumerate(names)}, valid


def _weighted(valid: Valid) -> Iterator[list[tuple[int, float]]]:
    count = len(valid.matrix)
    for place, row in enumerate(valid.weights.tolist()):
        if valid.is_common:
            yield [(count, row[0]), (place, row[1])]
        else:
            yield [(source, w) for source, w in enumerate(row) if w != 0]
