"""Benefits in words: the sentence, and the figures that explain themselves."""

from core.benefits import Benefits
from core.figure import Figure
from core.words import UNDEFINED, count, day, money, percent, short_money


def headline(found: Benefits) -> str:
    """Return the one sentence about the benefits."""
    if not found.rows:
        return "No benefit is planned yet: add what the project is worth, and to whom."
    planned = short_money(found.planned, found.costs.currency)
    head = f"{count(len(found.rows), 'benefit').capitalize()} of {planned} "
    verb = "is" if len(found.rows) == 1 else "are"
    if found.payback is None:
        return f"{head}{verb} planned, which does not cover what the project costs."
    return f"{head}{verb} planned; from {day(found.payback)} on they cover the cost."


def figures(found: Benefits) -> tuple[Figure, ...]:
    """Return benefits, return, net present value and payback; none without benefits."""
    if not found.rows:
        return ()
    return (_benefits(found), _roi(found), _npv(found), _payback(found))


def _benefits(found: Benefits) -> Figure:
    return Figure(
        "Benefits planned",
        short_money(found.planned, found.costs.currency),
        "Sum of the planned amounts, on each day on which they recur; "
        "realised share = realised / planned up to the status date",
        (
            ("Planned", _exact(found, "planned")),
            ("Due by now", _exact(found, "due")),
            ("Realised", _exact(found, "realised")),
            ("Realised of what is due", percent(found.realised_share, 1)),
            ("Status date", day(found.status_date)),
        ),
        "Benefits",
        f"{short_money(found.realised, found.costs.currency)} realised"
        if found.realised is not None
        else "none measured yet",
    )


def _roi(found: Benefits) -> Figure:
    return Figure(
        "ROI",
        percent(found.roi),
        "ROI = (benefits − costs) / costs, with planned benefits and the forecast cost",
        (
            ("Benefits planned", _exact(found, "planned")),
            ("Forecast cost", money(found.costs.forecast, found.costs.currency)),
            ("Realised so far", percent(found.realised_roi, 1)),
        ),
        "Benefits, budget lines and expenses; PMBOK Guide, 6th edition, 1.2.6.4",
        f"{percent(found.realised_roi)} so far"
        if found.realised_roi is not None
        else "",
    )


def _npv(found: Benefits) -> Figure:
    first = found.flows[0][0] if found.flows else None
    rate = percent(found.rate, 1)
    return Figure(
        "NPV",
        short_money(found.npv, found.costs.currency),
        "NPV = sum of amount / (1 + rate) ^ (days / 365), benefits above 0 and costs "
        "below; days count from the first of them",
        (
            ("Discount rate a year", rate),
            ("First day", day(first)),
            ("Benefits and costs", str(len(found.flows))),
            ("Net present value", money(found.npv, found.costs.currency)),
        ),
        "Benefits, expenses by their dates, forecast by month; the rate is a setting",
        f"at {rate} a year",
    )


def _payback(found: Benefits) -> Figure:
    return Figure(
        "Payback",
        day(found.payback) if found.payback else UNDEFINED,
        "Payback = first day from which on all benefits so far cover all costs so far",
        (
            ("Benefits planned", _exact(found, "planned")),
            ("Forecast cost", money(found.costs.forecast, found.costs.currency)),
        ),
        "Benefits, expenses by their dates, forecast by month; not discounted",
        "" if found.payback else "benefits never cover the cost",
    )


def _exact(found: Benefits, name: str) -> str:
    return money(getattr(found, name), found.costs.currency)


def realised_title(found: Benefits) -> str:
    """Return what was realised of what is due by now, as a sentence."""
    currency, late = found.costs.currency, [r for r in found.rows if r.is_overdue]
    if not found.due:
        first = min((row.next_on for row in found.rows if row.next_on), default=None)
        when = f" before {day(first)}" if first else ""
        return f"Nothing is due yet{when}"
    due = short_money(found.due, currency)
    said = f"{short_money(found.realised or 0, currency)} of {due} due is realised"
    if not late:
        return said
    return f"{said}; {count(len(late), 'benefit is', 'benefits are')} short of plan"


def coverage_title(found: Benefits) -> str:
    """Return when the benefits cover the costs, as a sentence."""
    if found.payback is None:
        return "The benefits planned never cover what the project costs"
    return f"Benefits cover the costs from {day(found.payback)} on"
