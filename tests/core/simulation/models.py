"""Small models, written short: durations in days of 480 minutes."""

from collections.abc import Mapping
from typing import Any

from core.schedule.calendar import STANDARD
from core.schedule.plan import Plan
from core.simulation.distributions import Distribution, Fixed
from core.simulation.model import BEFORE, CostItem, Model, Scenario
from core.simulation.preparing import prepare
from core.simulation.running import Run, run
from tests.core.schedule.plans import DAY, MONDAY, activity, at, links

TRIALS = 10_000


def plan_of(count: int, *written: str, days: float = 10, **fields: Any) -> Plan:
    """A plan of activities 1, 2, 3 of some days, with links as "1 FS 2 +1d"."""
    rows = tuple(activity(number, days) for number in range(1, count + 1))
    given: dict[str, Any] = {
        "start": at(MONDAY),
        "calendars": (STANDARD,),
        "activities": rows,
        "links": links(*written),
    }
    return Plan(**given | fields)


def model_of(
    plan: Plan, durations: Mapping[int, Distribution] | None = None, **fields: Any
) -> Model:
    return Model(plan, durations or {}, **fields)


def costs(*amounts: Distribution, **fields: Any) -> Model:
    """A model of cost alone: items 1, 2, 3 and a plan of one day."""
    items = tuple(CostItem(number, one) for number, one in enumerate(amounts, 1))
    return Model(plan_of(1, days=1), cost_items=items, **fields)


def ran(
    model: Model, seed: int = 1, trials: int = TRIALS, scenario: Scenario = BEFORE
) -> Run:
    return run(prepare(model), seed, trials, scenario)


def days(made: Run) -> Any:
    return made.minutes / DAY


NOTHING = Fixed(0.0)
