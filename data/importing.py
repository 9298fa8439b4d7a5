"""One import from a file's bytes to the store: recognise, preview, commit, say so."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from core.access import Actor
from core.errors import UnreadableFileError
from core.exchange.importing import ImportPreview, Part, edits, preview_parts
from core.exchange.mapping import ColumnMapping, from_json, signature
from core.exchange.opening import open_parts, target_of
from core.exchange.orders import DayOrder, DecimalMark
from core.exchange.outcome import (
    document,
    refusal,
    remarks,
    sentence,
    stories_document,
    stories_sentence,
)
from core.exchange.plan_import import plan_preview
from core.exchange.plans import is_plan, read_plan
from core.exchange.project_json import is_json, read_stories
from core.exchange.shape import shown_name
from core.exchange.unclear import with_orders
from core.project_keys import ALLOWED_KEY, is_key
from data.database import Store
from data.exchange import refuse_stories, workspace, write_import, write_stories
from data.mappings import remembered_mapping


@dataclass(frozen=True, slots=True)
class Wish:
    """How a file is to be imported.

    Parameters
    ----------
    key
        The project it goes to, made where it is new; None lets the file say.
    register
        Key or title of the register it is for; None lets the file say.
    mapping
        How its columns are read; None guesses.
    day_order, decimal
        How dates and figures are read that have two readings; None refuses them.
    dry_run
        Whether to write nothing.
    skip_bad
        Whether to leave out lines with problems instead of refusing the file.
    """

    key: str | None = None
    register: str | None = None
    mapping: ColumnMapping | None = None
    day_order: DayOrder | None = None
    decimal: DecimalMark | None = None
    dry_run: bool = False
    skip_bad: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did.

    Attributes
    ----------
    document
        All of it, as JSON can hold it.
    sentence
        What was done, or would be.
    remarks
        What a person should know besides.
    refusal
        Why nothing was written although it was wished, or would be; else empty.
    """

    document: dict[str, Any]
    sentence: str = ""
    remarks: Sequence[str] = field(default=())
    refusal: str = ""


def import_file(
    store: Store, file_name: str, content: bytes, wish: Wish, *, actor: Actor
) -> Outcome:
    """Import a register, a plan of another tool, or whole projects.

    All of the file is imported, or nothing: also where it reaches many projects.

    Raises
    ------
    UnreadableFileError
        If the file cannot be read, or does not say where it belongs.
    ProjectExistsError
        If a project of a JSON file exists.
    AccessDeniedError, InvalidEntryError, StaleRecordError
        Nothing was written.
    """
    if wish.key is not None and not is_key(wish.key):
        raise UnreadableFileError(f"“{wish.key}” is no key; write {ALLOWED_KEY}.")
    if is_json(content):
        return _import_projects(store, file_name, content, wish, actor=actor)
    if is_plan(content, wish.register):
        plan = read_plan(file_name, content, wish.day_order)
        known = workspace(store, actor=actor)
        return _outcome(
            store, file_name, plan_preview(plan, known, wish.key), wish, actor
        )
    parts = open_parts(
        file_name, content, register=wish.register, mapping=wish.mapping, key=wish.key
    )
    if wish.mapping is None and not parts[0].sheet:
        parts = (_as_last_time(store, parts[0], wish.key),)
    parts = tuple(_ordered(part, wish) for part in parts)
    target = target_of(parts, workspace(store, actor=actor), wish.key)
    return _outcome(store, file_name, preview_parts(parts, target), wish, actor)


def _ordered(part: Part, wish: Wish) -> Part:
    mapping = with_orders(part.mapping, wish.day_order, wish.decimal)
    return replace(part, mapping=mapping)


def _outcome(
    store: Store, file_name: str, shown: ImportPreview, wish: Wish, actor: Actor
) -> Outcome:
    """Write what was found, unless there are problems or nobody wishes it."""
    if shown.problems and not wish.skip_bad:
        name, dry = shown_name(file_name), wish.dry_run
        why = refusal(name, shown.problems, dry_run=dry)
        listed = tuple(remarks(shown)) if dry else ()
        return Outcome(document(shown, None), remarks=listed, refusal=why)
    return _import_rows(store, shown, wish, actor, f"Import of {shown_name(file_name)}")


def _as_last_time(store: Store, part: Part, key: str | None) -> Part:
    """Read the columns as somebody mapped them for such a file before."""
    headers = part.table.headers
    said = remembered_mapping(store, part.spec.key, signature(headers))
    if said is None:
        return part
    mapping = from_json(said)
    if key is not None:
        mapping = mapping.model_copy(update={"project": None})
    source = part.table.source
    note = "The columns are read as they were mapped for such a file before."
    table = replace(part.table, source=replace(source, notes=(*source.notes, note)))
    return replace(part, table=table, mapping=mapping)


def _import_projects(
    store: Store, file_name: str, content: bytes, wish: Wish, *, actor: Actor
) -> Outcome:
    stories = read_stories(file_name, content, key=wish.key)
    refuse_stories(store, stories, actor=actor)
    done = None
    if not wish.dry_run:
        note = f"Import of {shown_name(file_name)}"
        done = write_stories(store, stories, actor=actor, note=note)
    found = stories_document(stories, done)
    return Outcome(found, stories_sentence(stories, done))


def _import_rows(
    store: Store, shown: ImportPreview, wish: Wish, actor: Actor, note: str
) -> Outcome:
    done = None
    if not wish.dry_run:
        changes = edits(shown, skip_bad=wish.skip_bad)
        done = write_import(store, changes, actor=actor, note=note)
    told = sentence(shown, done)
    return Outcome(document(shown, done), told, tuple(remarks(shown)))
