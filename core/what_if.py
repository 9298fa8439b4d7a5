"""What unsaved edits of a plan would move: an edited copy beside the plan as it is."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from core import draft as drafting
from core import tied, words
from core.draft import Draft, Touched
from core.edits import Add, Change, apply
from core.errors import InvalidEntryError, Problem
from core.project import Project
from core.registers.catalog import (
    ACTIVITIES,
    ASSIGNMENTS,
    BY_KEY,
    CALENDAR_EXCEPTIONS,
    CALENDARS,
    DEPENDENCIES,
    RESOURCES,
    SETTINGS,
)
from core.registers.schedule import ActivityKind
from core.schedule.instants import from_instant
from core.scheduled import Scheduled
from core.workdays import working_days

PLAN = (
    ACTIVITIES,
    DEPENDENCIES,
    CALENDARS,
    CALENDAR_EXCEPTIONS,
    RESOURCES,
    ASSIGNMENTS,
    SETTINGS,
)
Drafts = Mapping[str, Draft]


@dataclass(frozen=True, slots=True)
class Move:
    """One activity whose dates the edits change.

    Parameters
    ----------
    before, after
        Start and finish, as instants.
    days
        Working days by which its finish moves; less than 0 is earlier.
    """

    number: int
    title: str
    is_milestone: bool
    before: tuple[int, int]
    after: tuple[int, int]
    days: float


@dataclass(frozen=True, slots=True)
class Effect:
    """What the edits do to the plan; moves with the largest first.

    Parameters
    ----------
    before, after
        The project's finish, as instants.
    days
        Working days by which the finish moves, on the project's calendar.
    """

    before: int
    after: int
    days: float
    moves: tuple[Move, ...]

    @property
    def milestones(self) -> tuple[Move, ...]:
        """The milestones that move."""
        return tuple(move for move in self.moves if move.is_milestone)


def edited(project: Project, drafts: Drafts) -> Project:
    """Return the project as it would be with some drafts saved.

    Raises
    ------
    InvalidEntryError
        With every problem of every draft.
    StaleRecordError
        While somebody else's edit waits for a choice.
    """
    return apply(project, tied.edits(drafts, project))[0]


def drafts_of(project: Project, edits: Iterable[Add | Change]) -> dict[str, Draft]:
    """Return edits as if somebody had typed them and not saved them yet."""
    found: dict[str, Draft] = {}
    for edit in edits:
        spec, draft = BY_KEY[edit.register], found.get(edit.register, Draft())
        if isinstance(edit, Change):
            record = project[spec].records[edit.number]
            draft = drafting.type_into(draft, spec, record, edit.values)
        else:
            draft = drafting.add_rows(draft, [edit.values])
        found[edit.register] = draft
    return found


def left_over(waiting: Drafts, saved: Drafts) -> dict[str, Draft]:
    """Return what still waits once some of it is saved, by register.

    What was typed over a saved value since stays, on top of the saved one.
    """
    none = Draft()
    return {key: _left(draft, saved.get(key, none)) for key, draft in waiting.items()}


def _left(draft: Draft, saved: Draft) -> Draft:
    changed = {}
    for number, touched in draft.changed.items():
        known = saved.changed.get(number, Touched()).values
        values = {n: v for n, v in touched.values.items() if known.get(n, ...) != v}
        seen = {n: known.get(n, touched.seen[n]) for n in values}
        if values or touched.archive:
            changed[number] = Touched(seen, values, touched.archive)
    rows = {k: v for k, v in draft.added.items() if saved.added.get(k) != v}
    return Draft(changed, rows)


def effect(now: Scheduled, then: Scheduled) -> Effect:
    """Compare two states of a plan: which activities and milestones move, how far."""
    before, after = now.schedule.finish, then.schedule.finish
    calendar = now.plan.calendars[0]
    days = calendar.between(before, after) / calendar.minutes_per_day
    moves = sorted(_moves(now, then), key=lambda m: (-abs(m.days), m.number))
    return Effect(before, after, days, tuple(moves))


def _moves(now: Scheduled, then: Scheduled) -> Iterator[Move]:
    for number, new in then.schedule.dates.items():
        old, activity = now.schedule.dates.get(number), then.activities[number]
        if old is None or then.is_summary(number):
            continue
        before = (old.start, old.finish)
        after = (new.start, new.finish)
        days = now.days(number, before[1], after[1])
        # The end of one working day and the beginning of the next are one moment.
        if days or now.days(number, before[0], after[0]):
            is_milestone = activity.kind is ActivityKind.MILESTONE
            yield Move(number, activity.title, is_milestone, before, after, days)


def headline(found: Effect) -> str:
    """Say what saving would do, the finish first."""
    finish = words.day(from_instant(found.after).date())
    if round(found.days, 1):
        side = "later" if found.days > 0 else "earlier"
        moved = f"{working_days(abs(found.days))} {side}"
        said = f"Saved, the project would finish on {finish}, {moved}"
    else:
        said = f"Saved, the project would still finish on {finish}"
    return f"{said}; {_who_moves(found)}."


def first_headline(then: Scheduled | None) -> str:
    """Say what saving would do to a plan that has no activity yet."""
    if then is None:
        return "The plan has no activity yet whose dates these edits could move."
    finish = words.day(from_instant(then.schedule.finish - 1).date())
    return f"Saved, these first activities would finish on {finish}."


def _who_moves(found: Effect) -> str:
    if not found.moves:
        return "no activity moves"
    many = len(found.moves) - len(found.milestones)
    parts = [
        words.count(number, noun, plural)
        for number, noun, plural in (
            (many, "activity", "activities"),
            (len(found.milestones), "milestone", "milestones"),
        )
        if number
    ]
    verb = "moves" if len(found.moves) == 1 else "move"
    return f"{words.listed(parts)} {verb}"


def to_text(drafts: Drafts) -> str:
    """Write drafts down as a scenario keeps them."""
    kept = {key: json.loads(drafting.to_json(d)) for key, d in drafts.items()}
    return json.dumps(kept, separators=(",", ":"), sort_keys=True)


def from_text(text: str, project: Project) -> dict[str, Draft]:
    """Read the drafts that a scenario keeps.

    Raises
    ------
    InvalidEntryError
        Where the text is not what `to_text` writes, or names what is not there.
    """
    try:
        content = dict(json.loads(text))
        if not content:
            raise InvalidEntryError((_unreadable(),))
        drafts = {
            spec.key: drafting.from_json(json.dumps(content[spec.key]))
            for spec in PLAN
            if spec.key in content
        }
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise InvalidEntryError((_unreadable(),)) from error
    for key, draft in drafts.items():
        known = project[BY_KEY[key]].records
        missing = [n for n in draft.changed if n not in known]
        if missing:
            raise InvalidEntryError(
                tuple(
                    Problem("", "does not exist", BY_KEY[key].reference(number))
                    for number in missing
                )
            )
    return drafts


def _unreadable() -> Problem:
    return Problem("edits", "cannot be read", allowed="what “Save as scenario” wrote")
