"""What the entries of a plan must be to one another, beside their references."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from core.errors import Problem
from core.project import JournalLine, Project, Verb
from core.registers.catalog import (
    ACTIVITIES,
    ASSIGNMENTS,
    BASELINE_ACTIVITIES,
    CALENDARS,
    DEPENDENCIES,
    EXCHANGE_RATES,
    RESOURCE_RATES,
)
from core.registers.spec import RegisterSpec

Labels = Mapping[tuple[str, int], str]
"""What problems call an entry that has no reference yet: "line 12"."""

SHOWN = 6  # entries of a cycle that are named

# Fields by which an entry of a register belongs to another of the same register.
PARENTS: Mapping[str, str] = {ACTIVITIES.key: "parent", CALENDARS.key: "base"}
# Fields that no two entries of a register share.
TOGETHER: Mapping[str, tuple[str, ...]] = {
    DEPENDENCIES.key: ("predecessor", "successor", "kind"),
    ASSIGNMENTS.key: ("activity", "resource"),
    BASELINE_ACTIVITIES.key: ("baseline", "activity"),
    EXCHANGE_RATES.key: ("currency", "valid_from"),
    RESOURCE_RATES.key: ("resource", "valid_from"),
}


def broken(
    project: Project, lines: Sequence[JournalLine], labels: Labels
) -> Iterator[Problem]:
    """Yield what stands against the edited entries of a plan.

    Parameters
    ----------
    project
        As it is after the edits.
    lines
        What the edits changed; only these entries, and what they meet, are checked.
    labels
        By register and number.
    """
    edited: dict[str, list[int]] = {}
    for line in lines:
        if line.verb is not Verb.ARCHIVE:
            edited.setdefault(line.register, []).append(line.number)
    for key, numbers in edited.items():
        for rule in RULES.get(key, ()):
            yield from rule(project, key, numbers, labels)


def _circles(
    project: Project, key: str, numbers: Sequence[int], labels: Labels
) -> Iterator[Problem]:
    """Name each circle of entries that belong to one another, once."""
    register, field = project.registers[key], PARENTS[key]
    checked: set[int] = set()
    for number in numbers:
        path: dict[int, None] = {}
        at: int | None = number
        # Step by step, not by recursion: outlines may be thousands of levels deep.
        while at is not None and at not in checked and at not in path:
            path[at] = None
            record = register.records.get(at)
            at = getattr(record.entry, field) if record else None
        if at in path:
            circle = list(path)[list(path).index(at) :]
            yield _circle(register.spec, field, circle, labels)
        checked.update(path)


def _circle(
    spec: RegisterSpec[Any], field: str, circle: list[int], labels: Labels
) -> Problem:
    names = [spec.reference(number) for number in (*circle, circle[0])]
    if len(names) > SHOWN:
        names = [*names[: SHOWN - 2], "…", names[-1]]
    label = labels.get((spec.key, circle[0]), spec.reference(circle[0]))
    return Problem(
        field,
        "leads back to the entry itself",
        label,
        value=" → ".join(names),
        allowed=f"a {spec.noun} that is not below it",
    )


def _doubles(
    project: Project, key: str, numbers: Sequence[int], labels: Labels
) -> Iterator[Problem]:
    """Refuse an edited entry that says what another says already."""
    register, fields = project.registers[key], TOGETHER[key]
    touched, first = set(numbers), dict[tuple[Any, ...], int]()
    for record in register.live:
        said = tuple(getattr(record.entry, name) for name in fields)
        other = first.setdefault(said, record.number)
        if other == record.number or not {other, record.number} & touched:
            continue
        spec, wrong = register.spec, record.number
        if wrong not in touched:
            wrong, other = other, wrong
        name = labels.get((key, other), spec.reference(other))
        label = labels.get((key, wrong), spec.reference(wrong))
        yield Problem(
            fields[-2 if key == DEPENDENCIES.key else -1],
            f"is the same as {name}: change that one",
            label,
            value=record.entry.label,
        )


Rule = Callable[[Project, str, Sequence[int], Labels], Iterator[Problem]]
RULES: Mapping[str, tuple[Rule, ...]] = {
    **dict.fromkeys(PARENTS, (_circles,)),
    **dict.fromkeys(TOGETHER, (_doubles,)),
}
