"""What was changed, in words: for Overview, History and the panel."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from core import words
from core.project import JournalLine, Project, Revision, Verb
from core.registers.catalog import BY_KEY
from core.registers.entry import FieldKind
from core.registers.spec import FieldSpec, RegisterSpec
from core.registers.values import from_plain

MANY = 4  # entries of one register added at once are counted, not listed
MANY_CHANGED = 12  # likewise of those changed: each says more than an addition does
SHORT = 60  # characters of a value
DONE = {
    Verb.ADD: "added",
    Verb.ARCHIVE: "archived",
    Verb.RESTORE: "restored",
}


def lines_in_words(project: Project, lines: Sequence[JournalLine]) -> tuple[str, ...]:
    """Say what the lines of a revision did, an entry a line; many alike as one."""
    alike: dict[tuple[str, Verb], list[JournalLine]] = {}
    for line in lines:
        alike.setdefault((line.register, line.verb), []).append(line)
    said: dict[str, None] = {}
    for (_, verb), group in alike.items():
        if len(group) >= (MANY_CHANGED if verb is Verb.CHANGE else MANY):
            said[_counted(group)] = None
        else:
            said.update(
                dict.fromkeys(
                    f"{line.reference} {', '.join(texts)}"
                    for line in group
                    if (texts := line_in_words(project, line))
                )
            )
    return tuple(said)


def _counted(group: Sequence[JournalLine]) -> str:
    """Say what was done to many entries: "40 expenses changed: approver, state"."""
    spec, verb = BY_KEY[group[0].register], group[0].verb
    done = words.count(len(group), spec.noun, spec.title.lower())
    if verb is not Verb.CHANGE:
        return words.capital(f"{done} {DONE[verb]}")
    names = {name for line in group for name in line.after}
    labels = [label_within(field) for field in spec.fields if field.name in names]
    return words.capital(f"{done} changed: {', '.join(labels)}")


def recent(
    revisions: Iterable[Revision], today: date, days: int = 7
) -> tuple[Revision, ...]:
    """Return the revisions of the last days, newest first."""
    since = today - timedelta(days=days)
    return tuple(r for r in revisions if since < r.at.date() <= today)


def recent_title(revisions: Sequence[Revision]) -> str:
    """Say how many entries were changed in the last seven days."""
    many = len({(line.register, line.number) for r in revisions for line in r.lines})
    if not many:
        return "Nothing changed in seven days"
    thing = words.count(many, "entry", "entries")
    return words.capital(f"{thing} changed in seven days")


def line_in_words(project: Project, line: JournalLine) -> tuple[str, ...]:
    """Say what a line did to an entry that is named already: "likelihood 4 → 3"."""
    spec = BY_KEY[line.register]
    if line.verb is not Verb.CHANGE:
        said = [_title(project, spec, line), *_amount(project, spec, line)]
        return (f"{DONE[line.verb]}: {', '.join(said)}",)
    fields = [(spec.by_name.get(name), name) for name in line.before]
    return tuple(
        f"{label_within(field)} "
        + _change(project, field, line.before[name], line.after.get(name))
        for field, name in fields
        if field is not None
    )


def _change(project: Project, field: FieldSpec, old: object, new: object) -> str:
    """Say how a value changed; what would look the same is told apart."""
    before, after = _value(project, field, old), _value(project, field, new)
    question = field.label.endswith("?")
    if not before:
        return f"answered: {after}" if question else f"set to {after}"
    if not after:
        return f"no longer answered: {before}" if question else f"removed: {before}"
    if before != after:
        return f"{before} → {after}"
    if field.kind is not FieldKind.MONEY:
        return "reworded"
    currency = project.settings.currency
    amounts = [words.money(from_plain(field, v), currency) for v in (old, new)]
    return " → ".join(amounts)


def _title(project: Project, spec: RegisterSpec[Any], line: JournalLine) -> str:
    said = line.after.get("title")
    record = project[spec].records.get(line.number)
    return _cut(str(said or (record.entry.label if record else "")))


def _amount(
    project: Project, spec: RegisterSpec[Any], line: JournalLine
) -> Iterable[str]:
    """Yield the amount of an added entry that is about one, as a booking is."""
    field, amount = spec.by_name.get("amount"), line.after.get("amount")
    if field is not None and amount is not None:
        yield _value(project, field, amount)


def label_within(field: FieldSpec) -> str:
    """Return a label as it stands within a sentence: "amount", but "WBS code"."""
    if field.label.endswith("?"):
        return f"“{field.label}”"
    short = field.label[1:2].isupper()
    return field.label if short else field.label[:1].lower() + field.label[1:]


def _value(project: Project, field: FieldSpec, plain: object) -> str:
    value = from_plain(field, plain)
    if value is None or value == "":
        return ""
    if field.kind is FieldKind.MONEY:
        return words.short_money(value, project.settings.currency)
    if field.kind is FieldKind.DATE:
        return words.day(value)
    if field.target:
        return BY_KEY[field.target.register].reference(value)
    return FORMATS.get(field.kind, _cut)(value)


def _number(value: float) -> str:
    """Write all decimals that a number has: 38, 2.5, 0.001."""
    exact = Decimal(str(value)).normalize() + 0
    return _cut(f"{exact:,f}".replace("-", words.MINUS))


def _cut(value: object) -> str:
    line = " ".join(str(value).split())
    return line if len(line) <= SHORT else line[: SHORT - 1] + "…"


FORMATS: Mapping[FieldKind, Callable[[Any], str]] = {
    FieldKind.FLAG: lambda flag: "yes" if flag else "no",
    FieldKind.PERCENT: lambda value: f"{value}{words.NARROW}%",
    FieldKind.INTEGER: words.number,
    FieldKind.MOMENT: words.moment,
    FieldKind.LAG: words.lag,
    FieldKind.NUMBER: _number,
}
