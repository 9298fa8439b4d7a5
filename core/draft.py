"""What somebody typed into a register and has not saved yet.

A draft is a value of its own, beside the project: it survives a rerun, another page and
another person's save. It remembers what its author saw in each field that they changed,
so that only what two people really changed both is a conflict.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from core.edits import Add, Archive, Change, Edit, apply
from core.errors import Conflict, InvalidEntryError, Problem, StaleRecordError
from core.project import Project
from core.registers.entry import Record
from core.registers.spec import FieldSpec, RegisterSpec
from core.registers.values import read_value, to_plain

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Touched:
    """Unsaved edits of one entry.

    Parameters
    ----------
    seen
        JSON values of the edited fields, as they stood when the edit began.
    values
        What was typed instead, exactly, right or wrong.
    archive
        Whether the entry is to be archived.
    """

    seen: Values = field(default_factory=dict)
    values: Values = field(default_factory=dict)
    archive: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """Unsaved edits of one register: entries by number, new ones by label."""

    changed: Mapping[int, Touched] = field(default_factory=dict)
    added: Mapping[str, Values] = field(default_factory=dict)

    @property
    def pending(self) -> int:
        """How many entries wait to be saved; new rows without a word do not count."""
        return len(self.changed) + sum(1 for v in self.added.values() if is_filled(v))


def is_filled(values: Values) -> bool:
    """Whether anything was typed into a new row."""
    return any(value not in (None, "") for value in values.values())


def type_into(
    draft: Draft, spec: RegisterSpec[Any], record: Record[Any], values: Values
) -> Draft:
    """Note what was typed into an entry; what equals the stored value is forgotten."""
    stored = spec.to_plain(record.entry)
    touched = draft.changed.get(record.number, Touched())
    seen, typed = dict(touched.seen), dict(touched.values)
    for name, value in values.items():
        if same(spec.by_name[name], value, stored[name]):
            seen.pop(name, None)
            typed.pop(name, None)
        else:
            seen.setdefault(name, stored[name])
            typed[name] = to_plain(value)
    return _with(draft, record.number, replace(touched, seen=seen, values=typed))


def mark_archived(draft: Draft, number: int, *, archive: bool) -> Draft:
    """Note that an entry is to be archived, or is to stay."""
    touched = draft.changed.get(number, Touched())
    return _with(draft, number, replace(touched, archive=archive))


def add_rows(draft: Draft, rows: Iterable[Values]) -> Draft:
    """Add new rows, labelled "new 1", "new 2" and so on."""
    last = max((int(label.split()[1]) for label in draft.added), default=0)
    plain = ({name: to_plain(value) for name, value in row.items()} for row in rows)
    new = {f"new {last + i}": row for i, row in enumerate(plain, start=1)}
    return replace(draft, added={**draft.added, **new})


def type_into_new(draft: Draft, label: str, values: Values) -> Draft:
    """Note what was typed into a new row."""
    plain = {name: to_plain(value) for name, value in values.items()}
    return replace(draft, added={**draft.added, label: {**draft.added[label], **plain}})


def drop_new(draft: Draft, label: str) -> Draft:
    """Forget a new row."""
    return replace(draft, added={k: v for k, v in draft.added.items() if k != label})


def forget(draft: Draft, number: int) -> Draft:
    """Forget the edits of one entry."""
    return _with(draft, number, Touched())


def choose(
    draft: Draft,
    spec: RegisterSpec[Any],
    record: Record[Any],
    name: str,
    *,
    mine: bool,
) -> Draft:
    """Settle a conflict: keep what I typed on top of theirs, or take theirs."""
    touched = draft.changed[record.number]
    if mine:
        theirs = spec.to_plain(record.entry)[name]
        settled = replace(touched, seen={**touched.seen, name: theirs})
    else:
        settled = replace(
            touched,
            seen={k: v for k, v in touched.seen.items() if k != name},
            values={k: v for k, v in touched.values.items() if k != name},
        )
    return _with(draft, record.number, settled)


def conflicts(
    draft: Draft, spec: RegisterSpec[Any], project: Project
) -> tuple[Conflict, ...]:
    """Return each field that somebody else changed since I began to edit it."""
    found: list[Conflict] = []
    for number, touched in draft.changed.items():
        record = project[spec].records[number]
        place = (spec.key, number, spec.reference(number))
        if record.archived:
            found.append(Conflict(*place, "", "edited", "archived"))
            continue
        now = spec.to_plain(record.entry)
        for name, mine in touched.values.items():
            theirs, column = now[name], spec.by_name[name]
            if theirs != touched.seen[name] and not same(column, mine, theirs):
                found.append(Conflict(*place, name, mine, theirs))
    return tuple(found)


def edits(draft: Draft, spec: RegisterSpec[Any], project: Project) -> tuple[Edit, ...]:
    """Return the edits that save a draft, on the versions that `project` holds.

    Raises
    ------
    StaleRecordError
        While a conflict waits for a choice.
    """
    clashing = conflicts(draft, spec, project)
    if clashing:
        raise StaleRecordError(clashing)
    return tuple(_edits(draft, spec, project))


def problems(
    draft: Draft, spec: RegisterSpec[Any], project: Project
) -> tuple[Problem, ...]:
    """Return everything that keeps a draft from being saved, but for conflicts."""
    try:
        apply(project, settled_edits(draft, spec, project))
    except InvalidEntryError as error:
        return error.problems
    return ()


def settled_edits(
    draft: Draft, spec: RegisterSpec[Any], project: Project
) -> tuple[Edit, ...]:
    """Return the edits of a draft as if every conflict were settled.

    A field in conflict counts as if mine were kept; an entry that was archived
    meanwhile can only be let go, and is left out.
    """
    records = project[spec].records
    live = {n: t for n, t in draft.changed.items() if not records[n].archived}
    return tuple(_edits(replace(draft, changed=live), spec, project))


def overlay(
    draft: Draft, spec: RegisterSpec[Any], record: Record[Any]
) -> dict[str, Any]:
    """Return an entry's JSON values with what was typed over them."""
    stored = spec.to_plain(record.entry)
    touched = draft.changed.get(record.number)
    return {**stored, **touched.values} if touched else stored


def same(column: FieldSpec, one: object, other: object) -> bool:
    """Whether two written values mean the same: 1250.5 and "1,250.50"."""
    a, b = read_value(column, one), read_value(column, other)
    if isinstance(a, Problem) or isinstance(b, Problem):
        return one == other
    return bool(a == b)


def to_json(draft: Draft) -> str:
    """Write a draft down, so that a reload or a restart loses nothing."""
    changed = {
        str(n): {"seen": dict(t.seen), "values": dict(t.values), "archive": t.archive}
        for n, t in draft.changed.items()
    }
    return json.dumps({"changed": changed, "added": {**draft.added}}, default=dict)


def from_json(text: str) -> Draft:
    """Read a draft that `to_json` wrote."""
    content = json.loads(text)
    changed = {int(n): Touched(**touched) for n, touched in content["changed"].items()}
    return Draft(changed, content["added"])


def _edits(draft: Draft, spec: RegisterSpec[Any], project: Project) -> Iterator[Edit]:
    for number, touched in draft.changed.items():
        version = project[spec].records[number].version
        if touched.archive:
            yield Archive(spec.key, number, version)
        else:
            yield Change(spec.key, number, version, touched.values)
    for label, values in draft.added.items():
        if is_filled(values):
            yield Add(spec.key, values, label=label)


def _with(draft: Draft, number: int, touched: Touched) -> Draft:
    changed = {n: t for n, t in draft.changed.items() if n != number}
    if touched.values or touched.archive:
        changed[number] = touched
    return replace(draft, changed=changed)
