"""The simulation in words: what can be promised, why not more, what helps."""

from collections.abc import Sequence
from datetime import datetime

from core.registers.catalog import ACTIVITIES
from core.schedule.instants import to_instant
from core.simulated import Simulated
from core.simulated_answer import Answer
from core.simulated_causes import Cause, MitigationWorth, sensitivities
from core.simulated_values import Case
from core.simulation.sensitivity import ActivitySensitivity
from core.words import (
    capital,
    day,
    number,
    percent,
    short_money,
    signed,
    small,
)

MOST_ACTIVITIES = 8
HALF_PERCENT = 0.005  # that and less is rounded to 0 %
A_TENTH = 90  # percent of the trials below what happens one time in ten


def headline(asked: Answer) -> str:
    """Say what can be promised: the sentence that answers the question."""
    promise = asked.made.promise(asked.question.percent)
    cost = short_money(promise.cost, asked.currency)
    sure = f"With {asked.question.percent} % confidence"
    if promise.finish is None:
        return f"{sure} it costs at most {cost}; a plan with dates adds a date to that."
    return (
        f"{sure} it is finished by {day_words(promise.finish)}, and with the same it "
        f"costs at most {cost}; both hold in {trials_words(promise.together)}."
    )


def together_words(asked: Answer) -> str:
    """Say what to promise where both are to hold with the confidence."""
    promise = asked.made.promise(asked.question.percent)
    if promise.joint_finish is None:
        return ""
    return (
        f"To keep date and cost together with {asked.question.percent} %, promise "
        f"{day_words(promise.joint_finish)} and "
        f"{short_money(promise.joint_cost, asked.currency)}."
    )


def trials_words(share: float | None) -> str:
    """Say in how many of the trials something holds; a rounded 0 or 100 % would lie.

    >>> trials_words(0), trials_words(0.0002), trials_words(0.666)
    ('none of the trials', 'fewer than 1\\xa0% of the trials', '67\\xa0% of the trials')
    """
    if share is not None and (share in (0, 1)):
        return f"{'all' if share else 'none'} of the trials"
    if share is not None and share <= HALF_PERCENT:
        return f"fewer than {percent(0.01)} of the trials"
    if share is not None and share >= 1 - HALF_PERCENT:
        return f"more than {percent(0.99)} of the trials"
    return f"{percent(share)} of the trials"


# --- titles -------------------------------------------------------------------------


def finish_title(made: Simulated) -> str:
    """Say how often the plan's own finish holds."""
    planned = made.planned_finish
    if planned is None:
        return ""
    return (
        f"The plan's finish, {day_words(planned)}, holds in "
        f"{trials_words(made.kept_finish(planned))}"
    )


def cost_title(made: Simulated, currency: str) -> str:
    """Say how often the budget holds."""
    return (
        f"The budget of {short_money(made.budget, currency)} holds in "
        f"{trials_words(made.kept_cost(made.budget))}"
    )


def cause_title(found: Sequence[Cause], what: str) -> str:
    """Name what moves a result most: "R-005 … moves the finish most"."""
    if not found:
        return f"Nothing moves the {what}: no estimate has a range, no risk an effect"
    return f"{found[0].reference} “{found[0].title}” moves the {what} most"


def worth_title(found: Sequence[MitigationWorth]) -> str:
    """Say how many mitigations earn their price."""
    if not found:
        return "No open mitigation says by how much it cuts a risk"
    good = sum(one.is_worth_it for one in found)
    of = f"of {small(len(found))} open mitigations"
    if not good:
        return f"None {of} earns its price"
    does = "earns its price" if good == 1 else "earn their price"
    return f"{capital(small(good))} {of} {does}, in money or in time"


def loss_title(made: Simulated, currency: str) -> str:
    """Say what is lost one time in ten."""
    over = made.cost(A_TENTH) - made.budget
    if over <= 0:
        return "Nine times in ten the budget holds"
    return (
        f"One time in ten it costs {short_money(over, currency)} more than the budget, "
        "or worse"
    )


def cases_title(asked: Answer) -> str:
    """Say what all open mitigations together take off, their price included."""
    made, at = asked.made, asked.question.percent
    saved = made.cost(at) - made.cost(at, Case.MITIGATED)
    days = days_saved(made, at)
    parts = [f"{number(days, 1)} working days"] if days else []
    if saved > 0:
        parts.append(short_money(saved, asked.currency))
    if parts:
        cost = "" if saved > 0 else f", for {short_money(-saved, asked.currency)}"
        return f"All open mitigations together take {' and '.join(parts)} off{cost}"
    return "The open mitigations take nothing off what can be promised"


def settled_words(asked: Answer) -> str:
    """Say how exact the figures are: trials, seed, standard errors."""
    made, at = asked.made, asked.question.percent
    error = made.finish_error(at)
    dates = "" if error is None else f"{number(error, 1)} working days and "
    cost = short_money(made.cost_error(at), asked.currency)
    run = f"{number(made.trials)} trials, seed {made.seed}"
    return f"{run}; another seed moves the P{at} by about {dates}{cost}"


def settled_title(asked: Answer) -> str:
    """Say whether more trials would change the answer."""
    made = asked.made
    error = short_money(made.cost_error(asked.question.percent), asked.currency)
    return f"After {number(made.trials)} trials the cost is known to about {error}"


def activity_title(made: Simulated) -> str:
    """Name the activity that drives the finish most."""
    found = _driving(made)
    if not found:
        return "No open activity drives the finish"
    title = made.project[ACTIVITIES].records[found[0].number].entry.title
    return f"“{title}” drives the finish in {trials_words(found[0].criticality)}"


def activity_rows(made: Simulated) -> tuple[tuple[str, str, str, str], ...]:
    """Return activities that matter most: reference, title, criticality, cruciality."""
    records = made.project[ACTIVITIES].records
    return tuple(
        (
            ACTIVITIES.reference(one.number),
            records[one.number].entry.title,
            percent(one.criticality),
            number(one.cruciality, 2),
        )
        for one in _driving(made)[:MOST_ACTIVITIES]
    )


def _driving(made: Simulated) -> list[ActivitySensitivity]:
    """Return what is critical in some trial, what varies with the finish first."""
    found = [one for one in sensitivities(made) if one.criticality]
    return sorted(found, key=lambda one: (-one.criticality, -(one.cruciality or 0)))


def days_late(made: Simulated, at: float, case: Case = Case.NOW) -> float | None:
    """Return working days from the plan's own finish to a percentile of the trials."""
    finish, planned = made.finish(at, case), made.planned_finish
    if finish is None or planned is None:
        return None
    calendar = made.made.model.plan.calendars[0]
    return made.days(calendar.between(to_instant(planned), to_instant(finish)))


def days_saved(made: Simulated, at: float) -> float | None:
    """Return working days that all open mitigations take off a percentile."""
    now, then = days_late(made, at), days_late(made, at, Case.MITIGATED)
    return None if now is None or then is None else now - then


def case_rows(asked: Answer) -> tuple[tuple[str, str, str, str, str], ...]:
    """Return each of the three runs: name, finish, its change, cost, its change."""
    made, at = asked.made, asked.question.percent
    late, cost = days_late(made, at), made.cost(at)

    def row(case: Case) -> tuple[str, str, str, str, str]:
        days, amount = days_late(made, at, case), made.cost(at, case)
        moved = None if days is None or late is None else days - late
        return (
            capital(case.value),
            day_words(made.finish(at, case)),
            "" if case is Case.NOW else f"{signed(moved, 1)} d",
            short_money(amount, asked.currency),
            ""
            if case is Case.NOW
            else short_money(amount - cost, asked.currency, plus=True),
        )

    return tuple(row(case) for case in Case)


def worth_rows(
    found: Sequence[MitigationWorth], currency: str
) -> tuple[tuple[str, str, str, str, str, str], ...]:
    """Return each mitigation: reference, title, days off, cost off, price, net."""
    return tuple(
        (
            one.reference,
            one.title,
            number(one.days, 1),
            short_money(one.cost, currency),
            short_money(one.price, currency),
            short_money(one.net, currency, plus=True),
        )
        for one in found
    )


def day_words(moment: datetime | None) -> str:
    """Write the day of a moment."""
    return day(moment.date()) if moment else "n/a"
