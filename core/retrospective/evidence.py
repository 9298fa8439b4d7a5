"""What a retrospective opens on: last time's actions, and plan against actual."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core import board, budget, finish, health, words
from core.costs import Costs
from core.figure import Figure
from core.project import Project
from core.registers.catalog import ACTIONS
from core.registers.entry import Record
from core.registers.log import Action, ActionStatus

Actions = tuple[Record[Action], ...]
SHOWN = ("Forecast (EAC)", "Spent (AC)", "Budget (BAC)")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a project when its team looks back.

    Attributes
    ----------
    headline
        Its health in one sentence.
    figures
        Finish and money, each with its explanation.
    cost, time
        By how much it costs more, and takes longer, than was planned: 0.1 is a tenth.
        None where a plan or a forecast is missing.
    """

    headline: str
    figures: tuple[Figure, ...]
    cost: float | None
    time: float | None


def last_actions(project: Project, meeting: int) -> Actions:
    """Return what earlier retrospectives agreed that is open or not judged yet.

    Parameters
    ----------
    meeting
        Number of the retrospective in session, whose own actions are left out.
    """
    return tuple(
        record
        for record in project[ACTIONS].live
        if board.is_from_retrospective(record)
        and record.entry.retrospective != meeting
        and record.entry.status is not ActionStatus.CANCELLED
        and (record.entry.status is ActionStatus.OPEN or record.entry.helped is None)
    )


def evidence(project: Project, day: date) -> Evidence:
    """Return health, finish and money of a project on its status date."""
    states = ((day, project),)
    has_budget = bool(Costs(project, day).work_lines)
    figures = budget.key_figures(states, day) if has_budget else ()
    money = {figure.label: figure for figure in figures}
    found = [finish.finish_figure(states), *map(money.get, SHOWN)]
    return Evidence(
        health.headline(health.health(project, day)),
        tuple(figure for figure in found if figure is not None),
        budget.forecast_overrun(project, day),
        time_overrun(project),
    )


def time_overrun(project: Project) -> float | None:
    """Return actual or forecast duration / planned duration − 1, in calendar days.

    None where the planned start, the planned finish or a forecast is missing.
    """
    facts, ends = project.facts, finish.forecast(project).day
    if facts.planned_start is None or facts.planned_finish is None or ends is None:
        return None
    planned = (facts.planned_finish - facts.planned_start).days
    return (ends - facts.planned_finish).days / planned if planned > 0 else None


def answer(overrun: float | None, what: str) -> str:
    """Say what really came of cost or time, as the guesses are told.

    >>> answer(0.127, "cost"), answer(None, "time")
    ('The forecast says: cost +13\\xa0% against plan.', 'No plan or forecast of time.')
    """
    if overrun is None:
        return f"No plan or forecast of {what}."
    return (
        f"The forecast says: {what} {words.percent(overrun, plus=True)} against plan."
    )


def guesses(counts: Mapping[str, int]) -> list[float]:
    """Return each guess, in per cent, as often as it was made.

    >>> guesses({"10": 2, "-5": 1})
    [10.0, 10.0, -5.0]
    """
    return [float(text) for text, many in counts.items() for _ in range(many)]
