"""What was changed, in words: for Overview, History and the panel."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from core import words
from core.project import JournalLine, Project, Revision, Verb
from core.registers.catalog import BY_KEY
from core.registers.entry import FieldKind
from core.registers.spec import FieldSpec, RegisterSpec
from core.registers.values import from_plain

MANY = 4  # entries of one register added at once are counted, not listed
SHORT = 60  # characters of a value
DONE = {
    Verb.ADD: "added",
    Verb.ARCHIVE: "archived",
    Verb.RESTORE: "restored",
}


def lines_in_words(project: Project, lines: Sequence[JournalLine]) -> tuple[str, ...]:
    """Say what the lines of a revision did, many additions as one sentence."""
    counts = Counter((line.register, line.verb) for line in lines)
    said: dict[str, None] = {}
    for line in lines:
        many = counts[line.register, line.verb]
        if line.verb is not Verb.CHANGE and many >= MANY:
            spec = BY_KEY[line.register]
            thing = words.count(many, spec.noun, spec.title.lower())
            said[words.capital(f"{thing} {DONE[line.verb]}")] = None
        else:
            said.update(dict.fromkeys(_line(project, line)))
    return tuple(said)


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


def _line(project: Project, line: JournalLine) -> Iterable[str]:
    spec = BY_KEY[line.register]
    if line.verb is not Verb.CHANGE:
        title = _title(project, spec, line)
        yield f"{line.reference} {DONE[line.verb]}: {title}"
        return
    for name, old in line.before.items():
        field = spec.by_name.get(name)
        if field is not None:
            before = _value(project, field, old)
            after = _value(project, field, line.after.get(name))
            yield f"{line.reference} {field.label.lower()} {before} → {after}"


def _title(project: Project, spec: RegisterSpec[Any], line: JournalLine) -> str:
    said = line.after.get("title")
    record = project[spec].records.get(line.number)
    return _cut(str(said or (record.entry.title if record else "")))


def _value(project: Project, field: FieldSpec, plain: object) -> str:
    value = from_plain(field, plain)
    if value is None or value == "":
        return "nothing"
    if field.kind is FieldKind.MONEY:
        return words.short_money(value, project.settings.currency)
    if field.kind is FieldKind.DATE:
        return words.day(value)
    if field.target:
        return BY_KEY[field.target.register].reference(value)
    return _cut(str(value))


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT else line[: SHORT - 1] + "…"
