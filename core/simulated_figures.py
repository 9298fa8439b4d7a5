"""The key figures of a simulation: date, cost, both together, reserve."""

from core.figure import Figure, Status
from core.simulated import Simulated
from core.simulated_answer import Answer
from core.simulated_words import day_words, days_late
from core.words import money, number, percent, short_money, signed

SOURCE = "Trials of the plan's network, the budget and the register of risks together"
SHOWN = (50, 80, 90)  # percentiles beside the one that was asked for


def key_figures(asked: Answer) -> tuple[Figure, ...]:
    """Return finish, cost, both together and the reserve, each with its making."""
    dated = (_finish, _together) if asked.made.made.has_plan else ()
    makers = (*dated[:1], _cost, *dated[1:], _contingency)
    return tuple(make(asked) for make in makers)


def _finish(asked: Answer) -> Figure:
    made, at = asked.made, asked.question.percent
    late = days_late(made, at)
    error = made.finish_error(at)
    return Figure(
        f"Finish, P{at}",
        day_words(made.finish(at)),
        f"P{at} = the earliest moment by which {at} % of the trials are finished",
        (
            *((f"P{p}", day_words(made.finish(p))) for p in SHOWN),
            ("By the plan alone", day_words(made.planned_finish)),
            ("Standard error", f"{number(error, 1)} working days"),
            *_run(made),
        ),
        SOURCE,
        f"{signed(late)} d to the plan",
        _judged(late),
    )


def _cost(asked: Answer) -> Figure:
    made, at = asked.made, asked.question.percent
    cost, currency = made.cost(at), asked.currency
    return Figure(
        f"Cost, P{at}",
        short_money(cost, currency),
        f"P{at} = the least amount that {at} % of the trials keep to",
        (
            *((f"P{p}", money(made.cost(p), currency)) for p in SHOWN),
            ("Budget", money(made.budget, currency)),
            ("Forecast without uncertainty", money(made.forecast, currency)),
            ("Standard error", money(made.cost_error(at), currency)),
            *_run(made),
        ),
        SOURCE,
        f"{short_money(cost - made.budget, currency, plus=True)} to the budget",
        _judged(float(cost - made.budget)),
    )


def _together(asked: Answer) -> Figure:
    promise = asked.made.promise(asked.question.percent)
    return Figure(
        "Both together",
        percent(promise.together),
        "Share of the trials that keep to this date and to this cost",
        (
            ("Date", day_words(promise.finish)),
            ("Cost", money(promise.cost, asked.currency)),
            (
                f"Date for {promise.percent:.0f} % together",
                day_words(promise.joint_finish),
            ),
            (
                f"Cost for {promise.percent:.0f} % together",
                money(promise.joint_cost, asked.currency),
            ),
        ),
        SOURCE,
        "of the trials",
    )


def _contingency(asked: Answer) -> Figure:
    found, currency = asked.made.adequacy(asked.question.percent), asked.currency
    return Figure(
        "Contingency needed",
        short_money(found.needed, currency),
        "Needed = cost at this confidence − budget; below 0 the budget alone holds",
        (
            ("Needed", money(found.needed, currency)),
            ("Contingency reserve left", money(found.left, currency)),
            ("Budget and reserve hold in", percent(found.covered)),
        ),
        f"{SOURCE}; budget lines of kind contingency reserve and their draw-downs",
        f"{short_money(found.left, currency)} left",
        Status.OFF_TRACK if found.gap > 0 else Status.ON_TRACK,
    )


def _run(made: Simulated) -> tuple[tuple[str, str], ...]:
    return ("Trials", number(made.trials)), ("Seed", str(made.seed))


def _judged(over: float | None) -> Status | None:
    if over is None:
        return None
    return Status.WATCH if over > 0 else Status.ON_TRACK
