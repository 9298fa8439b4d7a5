"""What the newest kept simulation said, for the pages that only quote it."""

from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from core.project import Project
from core.registers.catalog import SIMULATION_RUNS
from core.registers.entry import Record
from core.registers.quantified import SimulationRun
from core.simulated_runs import results
from core.simulated_values import money
from core.words import day, short_money

LOW, HIGH = 10, 90  # percentiles between which most trials end


class Cone(NamedTuple):
    """Where most trials of the kept simulation end: P10 and P90 of date and cost."""

    first: datetime
    last: datetime
    least: Decimal
    most: Decimal


def newest_run(project: Project) -> Record[SimulationRun] | None:
    """Return the simulation that was kept last; None where none was."""
    found = project[SIMULATION_RUNS].live
    return max(found, key=lambda one: (one.entry.run_on, one.number), default=None)


def kept_words(project: Project) -> str:
    """Say what can be promised, as the newest kept simulation has it.

    Empty where none was kept. It says so where the project has changed since.
    """
    record = newest_run(project)
    if record is None:
        return ""
    run = record.entry
    promised = [day(run.finish)] if run.finish else []
    if run.cost is not None:
        promised.append(short_money(run.cost, project.settings.currency))
    said = (
        f"With {run.confidence} % confidence {' and '.join(promised)}"
        f"{_range(run, project.settings.currency)}: simulated on {day(run.run_on)}"
    )
    # To keep a simulation is a revision of its own.
    return f"{said}, {_since(project.revision - run.at_revision - 1)}."


def cone(project: Project) -> Cone | None:
    """Return the range of the newest kept simulation; None without dates or runs."""
    record = newest_run(project)
    found = record and results(record.entry)
    ends = {one.percent: one for one in found.percentiles} if found else {}
    low, high = ends.get(LOW), ends.get(HIGH)
    if not (low and high and low.finish and high.finish):
        return None
    return Cone(low.finish, high.finish, money(low.cost), money(high.cost))


def _since(revisions: int) -> str:
    """Say whether anything changed; a run of later revisions came in with a file."""
    if revisions < 0:
        return "before it came in with an import: simulate again, the plan may differ"
    if not revisions:
        return "the project has not changed since"
    return f"{revisions:,} revision{'s' if revisions > 1 else ''} ago"


def _range(run: SimulationRun, currency: str) -> str:
    """Write where most trials end: the forecast as a range."""
    found = results(run)
    if found is None:
        return ""
    ends = {one.percent: one for one in found.percentiles}
    if LOW not in ends or HIGH not in ends:
        return ""
    low, high = ends[LOW], ends[HIGH]
    dates = ""
    if low.finish and high.finish:
        dates = f"{day(low.finish.date())} to {day(high.finish.date())}, "
    money = f"{short_money(low.cost, currency)} to {short_money(high.cost, currency)}"
    return f" (P{LOW} to P{HIGH}: {dates}{money})"
