"""What the charts and tables of a budget show, as sentences with figures."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from core.bookings import Unvalued, unvalued
from core.cost_rows import CostRow
from core.costs import NO_VENDOR, Costs
from core.duplicates import duplicates
from core.money import ZERO, share
from core.words import capital, count, day, listed, month, percent, short_money

SHOWN = 3  # entries that a sentence names at the most
NAMED = 2  # categories that a title names at the most
ALL = 1.0


def months_title(costs: Costs) -> str:
    """Return what the chart of the months shows, as a sentence with figures."""
    if costs.planned is None:
        return _undated_title(costs)
    behind = costs.actual - costs.planned
    ahead = costs.forecast - costs.bac - behind
    if not costs.remaining:
        return f"The project cost {gap_words(costs, behind)}"
    if costs.begins and costs.status_date < costs.begins and not costs.actual:
        return (
            f"The plan spends {short_money(costs.bac, costs.currency)} {_when(costs)}"
        )
    return (
        f"The time behind us cost {gap_words(costs, behind)}; "
        f"the time ahead will cost {gap_words(costs, ahead)}"
    )


def _undated_title(costs: Costs) -> str:
    if costs.work_lines:
        many = count(len(costs.work_lines), "budget line")
        return f"{capital(many)} without dates: no plan by month"
    if not costs.bookings:
        return "No budget line and no expense yet"
    return f"{short_money(costs.actual, costs.currency)} spent, none of it planned"


def _when(costs: Costs) -> str:
    assert costs.begins
    ends = max(row.span[1] for row in costs.lines if row.span)
    return f"from {month(costs.begins)} to {month(ends)}"


def months_note(costs: Costs) -> str:
    """Return how to read the chart of the months."""
    note = "Outline = plan, solid = actual, hatched = forecast. Upper row: to plan."
    if not costs.undated:
        return note
    undated = short_money(costs.undated, costs.currency)
    return f"{note} {undated} of the budget has no dates and is in no month."


def categories_title(costs: Costs) -> str:
    """Return which categories make the difference to the plan."""
    over = [row for row in costs.categories if row.difference > 0]
    if not costs.categories:
        return "No category yet"
    if not over:
        return _within_plan(costs)
    total = sum((row.difference for row in over), ZERO)
    top = over[:NAMED]
    part = sum((row.difference for row in top), ZERO)
    verb = "makes" if len(top) == 1 else "make"
    names = " and ".join(row.name for row in top)
    whole = short_money(total, costs.currency)
    ratio = share(part, total)
    how_much = "all" if ratio == ALL else percent(ratio)
    return f"{names} {verb} {how_much} of the {whole} over plan"


def _within_plan(costs: Costs) -> str:
    under = -sum((row.difference for row in costs.categories), ZERO)
    many = count(len(costs.categories), "category", "categories")
    if not under:
        return f"{capital(many)} as planned, {short_money(costs.bac, costs.currency)}"
    return f"{capital(many)} within plan, {short_money(under, costs.currency)} below it"


def curve_title(costs: Costs) -> str:
    """Return where the running cost ends."""
    if not costs.months:
        return "No cost and no plan in any month yet"
    cost = short_money(costs.forecast, costs.currency)
    last = month(costs.months[-1].month)
    gap = costs.forecast - costs.bac
    if not costs.work_lines or not costs.bac:
        return f"By {last} the project has cost {cost}"
    return f"By {last} the project costs {cost}, {gap_words(costs, gap)}"


def vendors_title(costs: Costs) -> str:
    """Return which vendor charged most."""
    charged = [row for row in costs.vendors if row.actual > 0]
    named = [row for row in charged if row.name != NO_VENDOR]
    if not named:
        return "No vendor is named yet" if charged else "No vendor charged anything yet"
    whole = sum((row.actual for row in charged), ZERO)
    part = percent(share(named[0].actual, whole))
    return f"{named[0].name} charged {part} of {short_money(whole, costs.currency)}"


def to_check(costs: Costs) -> tuple[str, ...]:
    """Return what makes the figures less sure and what to do, a sentence each."""
    undated = [row.plan for row in costs.lines if row.plan and not row.span]
    waiting, unmatched, later = costs.unapproved, costs.unmatched, costs.later
    found = [
        ("expense", len(waiting), waiting.amount, "not approved yet: decide on {it}"),
        (
            "expense",
            len(unmatched),
            unmatched.amount,
            "without a budget line: choose one",
        ),
        ("expense", len(later), later.amount, "after the status date, not counted yet"),
        (
            "budget line",
            len(undated),
            sum(undated, ZERO),
            "without dates, so in no month",
        ),
    ]
    said = (
        f"{capital(count(many, noun))}, {short_money(amount, costs.currency)}, "
        f"{what.format(it='it' if many == 1 else 'them')}."
        for noun, many, amount, what in found
        if many
    )
    return (*said, *_twice(costs), *_without_rate(costs))


def _twice(costs: Costs) -> Iterator[str]:
    """Say what seems to be booked twice."""
    found = duplicates(costs.project)
    if found:
        many = count(len(found), "booking")
        verb = "seems" if len(found) == 1 else "seem"
        pairs = listed([f"{one.reference} as {one.of}" for one in found[:SHOWN]])
        yield (
            f"{capital(many)} {verb} to be there twice, {pairs}: reject or archive "
            "what is, and give what is not a document number of its own."
        )


def _without_rate(costs: Costs) -> Iterator[str]:
    """Say what counts for nothing, as its rate is missing."""
    by_missing: dict[str, list[Unvalued]] = {}
    for one in unvalued(costs.project):
        by_missing.setdefault(one.missing, []).append(one)
    for missing, some in by_missing.items():
        names = listed([one.reference for one in some[:SHOWN]])
        first = min(one.on for one in some)
        yield (
            f"No {missing} on {day(first)}: {names} "
            f"{'counts' if len(some) == 1 else 'count'} for nothing until you enter "
            "it."
        )


def cost_table(
    rows: Sequence[CostRow], heading: str = "Category"
) -> list[dict[str, object]]:
    """Return rows for a grid: amounts as plain numbers, difference last."""
    return [
        {
            heading: row.name,
            "Plan": float(row.plan),
            "Committed": float(row.committed),
            "Actual": float(row.actual),
            "Forecast": float(row.forecast),
            "Remaining": float(row.remaining),
            "Difference": float(row.difference),
        }
        for row in rows
    ]


def gap_words(costs: Costs, gap: Decimal) -> str:
    """Say what a difference means: "60 k € more than planned"."""
    if not shows(gap, costs.bac):
        return "what was planned"
    return f"{short_money(abs(gap), costs.currency)} {more(gap)} than planned"


def more(gap: Decimal) -> str:
    """Say which way a difference goes."""
    return "more" if gap > 0 else "less"


def shows(gap: Decimal, whole: Decimal) -> bool:
    """Say whether a difference is worth a word: a thousandth of the whole, or more."""
    return bool(gap) and abs(gap) * 1000 >= whole
