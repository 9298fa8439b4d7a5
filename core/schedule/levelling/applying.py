"""A proposal as what is written down: edits for the store, a document for others."""

from typing import Any

from core.edits import Add, Change, Edit
from core.project import Project
from core.registers.catalog import ACTIVITIES, SETTINGS
from core.registers.schedule import Constraint
from core.schedule.instants import from_instant
from core.schedule.levelling.proposal import Proposal
from core.schedule.levelling.use import OverAllocation
from core.schedule.plan import reference
from core.words import capital, count, moment


def edits_of(project: Project, proposal: Proposal) -> list[Edit]:
    """List a constraint for each activity that starts later for want of resources.

    The constraint takes the place of the activity's own, which it includes. A plan that
    starts with its first date gets its start written, so that no new date becomes it.
    """
    records = project[ACTIVITIES].records
    constraints: list[Edit] = [
        Change(
            ACTIVITIES.key,
            number,
            records[number].version,
            {
                "constraint": Constraint.START_NO_EARLIER_THAN,
                "constraint_date": from_instant(instant),
            },
        )
        for number, instant in sorted(proposal.delays.items())
    ]
    return [*_start(project, proposal), *constraints] if constraints else []


def _start(project: Project, proposal: Proposal) -> list[Edit]:
    if project.settings.schedule_start or project.facts.planned_start:
        return []
    values = {"schedule_start": from_instant(proposal.now.plan.start)}
    said = project[SETTINGS].live
    if not said:
        return [Add(SETTINGS.key, values)]
    return [Change(SETTINGS.key, said[0].number, said[0].version, values)]


def document(proposal: Proposal) -> dict[str, Any]:
    """Describe the proposal for `--json`: ISO times, references, percent."""
    return {
        "finish_now": _at(proposal.now.finish),
        "finish_levelled": _at(proposal.levelled.finish),
        "bound": _at(proposal.bound),
        "gap": round(proposal.gap, 4),
        "moves": [
            {
                "ref": reference(move.number),
                "name": move.title,
                "start_now": _at(move.start_now),
                "finish_now": _at(move.finish_now),
                "start": _at(move.start),
                "finish": _at(move.finish),
                "constrained": move.number in proposal.delays,
            }
            for move in proposal.moves
        ],
        "over_allocations_now": [_over(one) for one in proposal.before],
        "over_allocations_levelled": [_over(one) for one in proposal.after],
    }


def as_text(proposal: Proposal) -> str:
    """Tell people how both plans compare."""
    if not proposal.before:
        return "Nobody is asked for more than there is: there is nothing to level."
    lines = [
        f"Finish now       {_when(proposal.now.finish)}",
        f"Finish levelled  {_when(proposal.levelled.finish)}",
        proposal.sentence,
        f"Over-allocations {len(proposal.before)} → {len(proposal.after)}",
        capital(f"{count(len(proposal.moves), 'activity', 'activities')} would move:"),
    ]
    lines += [
        f"  {reference(move.number)}  {_when(move.start_now)} → {_when(move.start)}"
        f"  {move.title}"
        for move in proposal.moves
    ]
    if proposal.after:
        lines.append("What stays over-allocated, because no delay heals it:")
        lines += [f"  {_said(one)}" for one in proposal.after]
    return "\n".join(lines)


def _over(one: OverAllocation) -> dict[str, Any]:
    return {
        "resource": f"RS-{one.resource:03d}",
        "name": one.title,
        "start": _at(one.start),
        "finish": _at(one.finish),
        "asked_percent": one.asked,
        "available_percent": one.available,
        "activities": [reference(number) for number in one.activities],
    }


def _said(one: OverAllocation) -> str:
    names = ", ".join(reference(number) for number in one.activities)
    return (
        f"{one.title}: {_when(one.start)} to {_when(one.finish)}, "
        f"{one.asked} % of {one.available} % ({names})"
    )


def _when(instant: int) -> str:
    return moment(from_instant(instant))


def _at(instant: int) -> str:
    """Write an instant as `analyse --json` does."""
    return from_instant(instant).isoformat()
