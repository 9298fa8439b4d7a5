"""Which entries of a register a grid shows, and in which order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from core import words
from core.project import Register
from core.registers.entry import FieldKind, Record
from core.registers.spec import RegisterSpec


@dataclass(frozen=True, slots=True)
class View:
    """A choice of entries.

    Parameters
    ----------
    search
        Words that must all stand somewhere in an entry, in any letter case.
    filters
        For a field, the written values of which an entry must have one.
    sort
        Field to sort by; the reference where empty.
    descending
        Largest, latest or last first.
    archived
        Show the archived entries instead of the live ones.
    """

    search: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = ""
    descending: bool = False
    archived: bool = False


def select(
    register: Register[Any],
    view: View,
    keep: Callable[[Record[Any]], bool] | None = None,
) -> tuple[Record[Any], ...]:
    """Return the records that a view shows, in its order.

    Entries without a value in the sorted field stand last, either way round.
    """
    spec = register.spec
    found = _kept(register, view, keep)
    if not view.sort:
        ordered = sorted(found, key=lambda record: record.number)
        return tuple(reversed(ordered)) if view.descending else tuple(ordered)
    filled = [r for r in found if getattr(r.entry, view.sort) not in (None, "")]
    blank = [r for r in found if getattr(r.entry, view.sort) in (None, "")]
    filled.sort(key=_sort_key(spec, view.sort), reverse=view.descending)
    return (*filled, *blank)


def counted(register: Register[Any], view: View, rows: Sequence[int | str]) -> str:
    """Say how many entries are shown of how many; rows not saved are counted apart.

    Parameters
    ----------
    rows
        Numbers of entries, and labels of new rows. An entry that was archived or
        restored since the rows were chosen is not one of those that the view means.
    """
    meant = {n for n, r in register.records.items() if r.archived is view.archived}
    kind = "archived " if view.archived else ""
    said = f"{len(meant.intersection(rows)):,} of {len(meant):,} {kind}shown"
    new = sum(isinstance(row, str) for row in rows)
    waits = f", {words.count(new, 'new row')} not saved yet" if new else ""
    return said + waits


def filter_values(register: Register[Any], name: str) -> tuple[str, ...]:
    """Return the written values that a field has in the live entries, sorted."""
    values = {written(getattr(entry, name)) for entry in register.entries}
    return tuple(sorted(values - {""}))


def filter_fields(spec: RegisterSpec[Any]) -> tuple[str, ...]:
    """Return the fields worth filtering by: choices, owners, categories."""
    people = ("owner", "category", "vendor", "goal", "organisation", "source")
    return tuple(
        column.name
        for column in spec.fields
        if column.kind is FieldKind.CHOICE or column.name in people
    )


def written(value: object) -> str:
    """Return a value as its filter shows it."""
    return "" if value is None else str(value)


def _kept(
    register: Register[Any],
    view: View,
    keep: Callable[[Record[Any]], bool] | None,
) -> Sequence[Record[Any]]:
    found: Sequence[Record[Any]] = register.live
    if view.archived:
        found = [r for r in register.records.values() if r.archived]
    if keep is not None:
        found = [r for r in found if keep(r)]
    for name, allowed in view.filters.items():
        if allowed:
            found = [r for r in found if written(getattr(r.entry, name)) in allowed]
    typed = view.search.casefold().split()
    return [r for r in found if _holds(register.spec, r, typed)] if typed else found


def _holds(spec: RegisterSpec[Any], record: Record[Any], typed: Sequence[str]) -> bool:
    texts = [spec.reference(record.number)]
    texts += [written(getattr(record.entry, f.name)) for f in spec.fields]
    text = "\n".join(texts).casefold()
    return all(word in text for word in typed)


def _sort_key(
    spec: RegisterSpec[Any], name: str
) -> Callable[[Record[Any]], tuple[Any, int]]:
    """Sort choices in the order of their list, text without regard to letter case."""
    column = spec.by_name[name]

    def key(record: Record[Any]) -> tuple[Any, int]:
        value = getattr(record.entry, name)
        if column.choices:
            value = column.choices.index(value)
        elif isinstance(value, str):
            value = value.casefold()
        return value, record.number

    return key
