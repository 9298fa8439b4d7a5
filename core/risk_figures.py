"""Further key figures of risks: what the response reaches, and what became of risks."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from core import words
from core.figure import Figure, Status
from core.money import ZERO
from core.project import Project
from core.risk import exposure, open_threats
from core.risk_mitigations import MitigatedRisk, mitigated
from core.risk_outcomes import conversion
from core.risk_timeline import mitigation_rows, on_time

SOURCE = "Registers of risks and mitigations"


def register_figures(project: Project, today: date) -> tuple[Figure, ...]:
    """Return what the response leaves and is worth, what is on time, what came true."""
    return (
        _residual(project, today),
        _targets(project),
        _worth(project),
        _on_time(project, today),
        _conversion(project),
    )


def worth_title(found: Sequence[MitigatedRisk], currency: str) -> str:
    """Say what the open mitigations take off the exposure, and what they cost.

    >>> worth_title((), "EUR")
    'No open threat has a mitigation that is still to be done'
    """
    acting = [one for one in found if one.planned.expected < 1 or one.price]
    if not acting:
        return "No open threat has a mitigation that is still to be done"
    saved, paid = _saved(acting), sum((one.price for one in acting), ZERO)
    off, price = (words.short_money(amount, currency) for amount in (saved, paid))
    if not saved:
        return f"No open mitigation says what it takes off; together they cost {price}"
    if not paid:
        return f"Open mitigations take {off} off the exposure and cost nothing more"
    return f"Open mitigations take {off} off the exposure and still cost {price}"


def _saved(found: Sequence[MitigatedRisk]) -> Decimal:
    return sum((one.saved for one in found if one.saved is not None), ZERO)


def _residual(project: Project, today: date) -> Figure:
    state, currency = exposure(project, today), project.settings.currency
    return Figure(
        "Residual / inherent",
        words.percent(state.residual_share),
        "Exposure once all mitigations are done / exposure before anything was done, "
        "over the open threats.",
        (
            ("Residual", words.short_money(state.residual, currency)),
            ("Inherent", words.short_money(state.inherent, currency)),
        ),
        SOURCE,
        "" if state.residual_share is not None else "no exposure yet",
    )


def _targets(project: Project) -> Figure:
    """Return how many threats are at the level that their response is to reach."""
    aimed = [
        (risk.level, target[0] * target[1])
        for record in open_threats(project)
        if (target := (risk := record.entry).target) is not None
    ]
    reached = sum(level <= target for level, target in aimed)
    return Figure(
        "Targets reached",
        f"{reached} of {len(aimed)}" if aimed else words.UNDEFINED,
        "Open threats whose level now is at or below their target level.",
        (("With a target", str(len(aimed))), ("Reached", str(reached))),
        SOURCE,
        "" if aimed else "no target is set",
        Status.ON_TRACK if aimed and reached == len(aimed) else None,
    )


def _worth(project: Project) -> Figure:
    found, currency = mitigated(project), project.settings.currency
    price = sum((one.price for one in found), ZERO)
    saved = _saved(found)
    return Figure(
        "Mitigations’ worth",
        words.short_money(saved - price, currency, plus=True),
        "Sum over the open threats of probability × cost × what the cuts of the open "
        "mitigations take off, less what these still cost.",
        (
            ("Taken off the exposure", words.short_money(saved, currency)),
            ("Price of what is left", words.short_money(price, currency)),
        ),
        SOURCE,
        "" if saved or price else "no cut is written down",
        _judged(saved - price),
    )


def _judged(net: Decimal) -> Status | None:
    if not net:
        return None
    return Status.ON_TRACK if net > 0 else Status.WATCH


def _on_time(project: Project, today: date) -> Figure:
    rows = mitigation_rows(project, today)
    late = sum(row.is_overdue for row in rows)
    return Figure(
        "Mitigations on time",
        words.percent(on_time(rows)),
        "Mitigations done by their date / all whose date has passed or that are done.",
        (("Overdue", str(late)), ("With a date", str(len(rows)))),
        SOURCE,
        f"{words.small(late)} overdue" if late else "none overdue",
        Status.WATCH if late else None,
    )


def _conversion(project: Project) -> Figure:
    found, currency = conversion(project), project.settings.currency
    happened = f"{found.occurred} of {found.ended} came true"
    return Figure(
        "Became issues",
        words.percent(found.rate),
        "Threats that an issue names / all threats that were ever written down.",
        (
            ("Threats", str(found.threats)),
            ("Named by an issue", str(found.issues)),
            ("Ended", str(found.ended)),
            ("Happened", str(found.occurred)),
            ("What these cost", words.short_money(found.cost, currency)),
            ("Estimated for them", words.short_money(found.expected, currency)),
        ),
        "Registers of risks and issues",
        happened if found.ended else "none has ended yet",
    )
