"""Scope in words: the sentence of the page, titles, key figures, status.

The counts come from `core.scope_state`, which defines them.
"""

from collections.abc import Callable, Sequence
from datetime import date

from core.figure import Figure, Status, threshold
from core.project import Project
from core.registers.catalog import CHARTER, DELIVERABLES
from core.registers.scope import Priority, RequirementStatus
from core.scope_state import Scope
from core.trends import States, change, moved, seen, trend
from core.words import capital, count, day, number, percent, short_money, signed, small

Past = Sequence[tuple[date, Scope]]


def status(scope: Scope) -> Status:
    """Judge the late deliverables by the project's thresholds; no data without any."""
    settings = scope.project.settings
    late = len(scope.late) if scope.deliverables else None
    return threshold(late, settings.late_watch, settings.late_off)


def late_deliverables(project: Project, status_date: date) -> int | None:
    """Return how many deliverables are late; None without deliverables."""
    scope = Scope(project, status_date)
    return len(scope.late) if scope.deliverables else None


def headline(scope: Scope) -> str:
    """Return the one sentence that the scope page opens with."""
    every = len(scope.deliverables)
    if not every:
        return (
            "No deliverable is agreed yet: add what the project hands over, and when."
        )
    if len(scope.accepted) == every:
        return f"{capital(_all_of(every))} accepted."
    done = len(scope.accepted)
    word = "None" if not done else capital(count(done, "deliverable").split()[0])
    verb = "are" if done > 1 else "is"
    return f"{word} of {number(every)} deliverables {verb} accepted{_but(scope)}."


def _all_of(many: int) -> str:
    return (
        "the only deliverable is"
        if many == 1
        else f"all {number(many)} deliverables are"
    )


def _but(scope: Scope) -> str:
    """Add what stands in the way, worst first."""
    wrong = [
        text
        for many, text in (
            (len(scope.late), f"{small(len(scope.late))} {_be(scope.late)} late"),
            (
                len(scope.loose),
                f"{count(len(scope.loose), 'must-have')} {_have(scope.loose)} none",
            ),
        )
        if many
    ]
    if wrong:
        return f"; {', '.join(wrong)}"
    due = scope.next_due
    if not due:
        return ""
    reference = DELIVERABLES.reference(due.number)
    return f"; the next, {reference}, is due on {day(due.entry.due)}"


def _be(some: Sequence[object]) -> str:
    return "is" if len(some) == 1 else "are"


def _have(some: Sequence[object]) -> str:
    return "has" if len(some) == 1 else "have"


# --- titles of the blocks -----------------------------------------------------------


def charter_title(scope: Scope) -> str:
    """Return who signed the charter and when; empty where there is none."""
    charter = next(iter(scope.project[CHARTER].entries), None)
    if charter is None:
        return ""
    if charter.signed_on:
        by = f" by {charter.signed_by}" if charter.signed_by else ""
        return f"Signed{by} on {day(charter.signed_on)}"
    sponsor = charter.sponsor
    return f"Not signed yet{f'; the sponsor is {sponsor}' if sponsor else ''}"


def deliverables_title(scope: Scope) -> str:
    """Return how far acceptance is, and what is late."""
    every = len(scope.deliverables)
    if not every:
        return "No deliverables yet"
    title = f"{number(len(scope.accepted))} of {number(every)} deliverables accepted"
    if not scope.late:
        return f"{title}, none late"
    worst = scope.late[0]
    assert worst.entry.due
    reference = DELIVERABLES.reference(worst.number)
    behind = count((scope.status_date - worst.entry.due).days, "day")
    return f"{title}, {number(len(scope.late))} late: {reference} by {behind}"


def requirements_title(scope: Scope) -> str:
    """Return how many requirements are met, and which must-haves hang loose."""
    every = len(scope.agreed_requirements)
    if not every:
        return "No requirements yet"
    title = f"{number(len(scope.verified))} of {number(every)} requirements verified"
    if not scope.loose:
        return f"{title}, every must-have linked" if scope.must_haves else title
    return f"{title}, {count(len(scope.loose), 'must-have')} without a deliverable"


def assumptions_title(scope: Scope) -> str:
    """Return which assumptions are still to be confirmed."""
    title = f"{capital(count(len(scope.assumptions), 'open assumption'))}"
    if not scope.assumptions:
        return title
    late = len(scope.overdue_assumptions)
    return f"{title}, {small(late) if late else 'none'} past the date to confirm"


def changes_title(scope: Scope) -> str:
    """Return what changes wait for a decision, and what the approved ones cost."""
    waiting, decided = len(scope.open_changes), scope.decided_changes
    if not waiting and not decided:
        return "No change requests yet"
    title = f"{capital(count(waiting, 'change'))} to decide"
    if not scope.agreed_changes:
        return f"{title}, none approved"
    cost = short_money(scope.change_cost, scope.project.settings.currency, plus=True)
    days = "day" if abs(scope.change_days) == 1 else "days"
    moved = f" and {signed(scope.change_days)} {days}" if scope.change_days else ""
    return f"{title}; the approved ones make {cost}{moved}"


def requirements_table(scope: Scope) -> list[dict[str, object]]:
    """Return how many requirements there are, a row a priority, a column a status."""
    return [
        {"Priority": priority.value.capitalize()}
        | {
            status_.value.capitalize(): scope.requirements.get((priority, status_), 0)
            for status_ in RequirementStatus
        }
        for priority in Priority
    ]


# --- key figures --------------------------------------------------------------------


def key_figures(states: States, today: date) -> tuple[Figure, ...]:
    """Return acceptance, lateness, requirements, assumptions and change, with trends.

    `states` and `today` are those of `core.trends.seen`.
    """
    past = seen(states, today, Scope)
    makers = (_accepted, _late, _requirements, _assumptions, _changes)
    return tuple(make(past) for make in makers) if past else ()


def _change(past: Past, value: Callable[[Scope], int]) -> str:
    return change(past, moved(past, value), signed)


def _accepted(past: Past) -> Figure:
    scope = past[-1][1]
    every, done = len(scope.deliverables), len(scope.accepted)
    return Figure(
        "Accepted",
        f"{number(done)} of {number(every)}" if every else number(None),
        "Acceptance progress = accepted deliverables / all deliverables",
        (
            ("Accepted", number(done)),
            ("Deliverables", number(every)),
            ("Progress", percent(scope.progress)),
        ),
        "Deliverables",
        _change(past, lambda s: len(s.accepted)),
        trend=trend(past, lambda s: s.progress),
    )


def _late(past: Past) -> Figure:
    scope = past[-1][1]
    settings = scope.project.settings
    return Figure(
        "Late deliverables",
        number(len(scope.late) if scope.deliverables else None),
        "Late = due before the status date and not accepted",
        (
            ("Status date", day(scope.status_date)),
            ("Watch from", number(settings.late_watch)),
            ("Off track from", number(settings.late_off)),
        ),
        "Deliverables; thresholds in the project's settings",
        _change(past, lambda s: len(s.late)),
        status(scope),
        trend(past, lambda s: len(s.late)),
    )


def _requirements(past: Past) -> Figure:
    scope = past[-1][1]
    every = len(scope.agreed_requirements)
    loose = len(scope.loose)
    words = f"{count(loose, 'must-have')} loose" if scope.must_haves else ""
    return Figure(
        "Requirements verified",
        f"{number(len(scope.verified))} of {number(every)}" if every else number(None),
        "Verified / all requirements that are neither rejected nor “won't”; a "
        "must-have is loose without a deliverable",
        (
            ("Verified", number(len(scope.verified))),
            ("Requirements", number(every)),
            ("Must-haves", number(len(scope.must_haves))),
            ("Without a deliverable", number(loose)),
        ),
        "Requirements and deliverables",
        words,
        (Status.WATCH if loose else Status.ON_TRACK) if scope.must_haves else None,
        trend(past, lambda s: len(s.verified)),
    )


def _assumptions(past: Past) -> Figure:
    scope = past[-1][1]
    late = len(scope.overdue_assumptions)
    return Figure(
        "Open assumptions",
        number(len(scope.assumptions)),
        "Open = neither confirmed nor refuted; overdue = to be confirmed before the "
        "status date",
        (
            ("Open", number(len(scope.assumptions))),
            ("Overdue", number(late)),
            ("Status date", day(scope.status_date)),
        ),
        "Assumptions",
        f"{number(late)} overdue",
        Status.WATCH if late else Status.ON_TRACK,
        trend(past, lambda s: len(s.assumptions)),
    )


def _changes(past: Past) -> Figure:
    scope = past[-1][1]
    currency = scope.project.settings.currency
    return Figure(
        "Scope change",
        percent(scope.change_rate, 1),
        "Scope-change rate = sum of the cost effects of approved changes, whatever "
        "their sign / budget",
        (
            ("Approved changes", number(len(scope.agreed_changes))),
            ("Net effect", short_money(scope.change_cost, currency, plus=True)),
            ("Budget", short_money(scope.budget or None, currency)),
            ("To decide", number(len(scope.open_changes))),
        ),
        "Change requests and budget lines",
        f"{number(len(scope.open_changes))} to decide",
        Status.WATCH if scope.overdue_changes else None,
        trend(past, lambda s: s.change_rate),
    )
