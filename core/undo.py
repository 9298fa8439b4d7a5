"""Take back what a revision did, unless somebody built on it since."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.changes import label_within
from core.edits import Archive, Change, Edit, Restore
from core.errors import Conflict, NotUndoableError, StaleRecordError
from core.project import JournalLine, Project, Verb
from core.registers.catalog import BY_KEY, PROJECTS
from core.registers.entry import Record


@dataclass
class _Net:
    """What the lines of one revision did to one entry, taken together.

    `was_archived` and `is_archived` say how the entry stood before and after them.
    """

    register: str
    number: int
    added: bool
    was_archived: bool
    is_archived: bool
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    def take(self, line: JournalLine) -> None:
        self.is_archived = line.verb is Verb.ARCHIVE
        self.before = dict(line.before) | self.before
        self.after |= line.after


def inverse(project: Project, lines: Sequence[JournalLine]) -> tuple[Edit, ...]:
    """Return the edits that undo the lines of one revision.

    An entry that several lines name is undone as a whole: back to how it stood before
    the first of them. What was added is archived, so that its number stays its own.

    Raises
    ------
    StaleRecordError
        Where somebody changed the same field, or moved the entry, since then.
    NotUndoableError
        Where the revision made the project.
    """
    nets = _nets(lines)
    if any(net.register == PROJECTS.key and net.added for net in nets):
        raise NotUndoableError(
            "It made the project, and nothing can stand without the project's name. "
            "Change the facts in Settings, and archive the entries that are to go."
        )
    conflicts = tuple(conflict for net in nets for conflict in _since(project, net))
    if conflicts:
        raise StaleRecordError(conflicts)
    return tuple(edit for net in nets for edit in _undoing(project, net))


def refusal(error: StaleRecordError) -> str:
    """Say what was changed after a revision that cannot be undone for it."""
    said = ", ".join(dict.fromkeys(map(_changed, error.conflicts)))
    return (
        f"Later revisions changed the same: {said}. "
        "Undo those first, the newest before the others."
    )


def _changed(conflict: Conflict) -> str:
    field = BY_KEY[conflict.register].by_name.get(conflict.field)
    if field is None:
        return f"{conflict.reference} ({conflict.theirs})"
    return f"{conflict.reference} {label_within(field)}"


def _nets(lines: Sequence[JournalLine]) -> list[_Net]:
    nets: dict[tuple[str, int], _Net] = {}
    for line in lines:
        place = (line.register, line.number)
        if place not in nets:
            added, restored = line.verb is Verb.ADD, line.verb is Verb.RESTORE
            nets[place] = _Net(*place, added, was_archived=restored, is_archived=False)
        nets[place].take(line)
    return list(nets.values())


def _record(project: Project, net: _Net) -> Record[Any]:
    record: Record[Any] = project[BY_KEY[net.register]].records[net.number]
    return record


def _since(project: Project, net: _Net) -> Iterator[Conflict]:
    """Yield what was changed afterwards in the fields that undoing it touches."""
    spec, record = BY_KEY[net.register], _record(project, net)
    place = (spec.key, net.number, spec.reference(net.number))
    if record.archived is not net.is_archived:
        state = "archived" if record.archived else "restored"
        yield Conflict(*place, "", "", f"{state} since then")
        return
    now = spec.to_plain(record.entry)
    for name, value in net.after.items():
        if now.get(name) != value:
            yield Conflict(*place, name, net.before.get(name, ""), now.get(name))


def _undoing(project: Project, net: _Net) -> Iterator[Edit]:
    version = _record(project, net).version
    place = (net.register, net.number)
    archived = net.is_archived
    values = {k: v for k, v in net.before.items() if v != net.after.get(k)}
    if values and not net.added:
        if archived:  # an archived entry is restored before it can be changed
            yield Restore(*place, version)
            version, archived = version + 1, False
        yield Change(*place, version, values)
        version += 1
    wanted = net.was_archived or net.added
    if archived is not wanted:
        yield (Archive if wanted else Restore)(*place, version)
