"""Guess which column is which field, so that a person only corrects.

Field names and labels count first, then what other people call the same thing, then
likeness of spelling; a guess that the column's values contradict is dropped.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from core.errors import Problem, UnreadableValueError
from core.exchange.activity_columns import guess_plan, resemblance
from core.exchange.cells import (
    DATES,
    NUMBERS,
    as_text,
    is_nothing,
    read_cells,
    without_nothing,
)
from core.exchange.headers import ALIKE, EXACT, confidence, unit
from core.exchange.mapping import ColumnMapping, FieldSource, PlanColumn, fold
from core.exchange.shape import Cell, Table
from core.exchange.statements import as_statement
from core.exchange.synonyms import (
    EMPTY_WORDS,
    KEY_WORDS,
    PROJECT_KEY_WORDS,
    PROJECT_WORDS,
)
from core.exchange.translating import guess_translations
from core.project_keys import is_key
from core.reading import guess_day_first, guess_decimal_comma
from core.reading_currency import CODE
from core.registers.catalog import EXPENSES, PROJECTS, REGISTERS
from core.registers.entry import FieldKind
from core.registers.spec import FieldSpec, RegisterSpec
from core.registers.values import REFERENCE, read_value

REFERENCE_LABEL, ARCHIVED_LABEL = "Reference", "Archived"
PROJECT_LABEL, KEY_LABEL = "Project", "Key"

SAMPLE = 200  # values that decide whether a guess is plausible
GUESSED = 10_000  # lines that decide on decimal marks and the order of dates
FAMILIAR = 2.5  # how much of a register a file must resemble, see `_resemblance`
FEW = 1  # by how much a file of few columns must resemble it more than any other
REFERS, POINTS, UNKNOWN = 5, 1, 0.2  # what a reference, or a column unread, counts
KEYED, NAMES = {"key", "projectkey"}, {"name", "projectname"}

COPY = re.compile(r"(?P<first>.+) \(\d+\)")


def guess_mapping(table: Table, spec: RegisterSpec[Any]) -> ColumnMapping:
    """Guess how a table's columns become the fields of a register.

    Returns
    -------
    ColumnMapping
        Each column is used once; `FieldSource.confidence` says how sure it is.
    """
    key = _key_column(table, spec)
    project = None if spec is PROJECTS else _first(table, PROJECT_WORDS)
    archived = next((h for h in table.headers if h == ARCHIVED_LABEL), None)
    plan = guess_plan(table, spec, key)
    own = (header for place, header in plan.items() if place is not PlanColumn.OUTLINE)
    taken = {header for header in (key, project, archived, *own) if header}
    fields: dict[str, FieldSource] = {}
    for sure, header, field in _ranked(table, spec):
        if header not in taken and field.name not in fields:
            source = guess_source(table, field, header)
            fields[field.name] = source.model_copy(update={"confidence": sure})
            taken.update(source.columns)
    labels = {field.label for field in spec.fields}
    mapping = ColumnMapping(
        register_key=spec.key,
        fields={f.name: fields[f.name] for f in spec.fields if f.name in fields},
        key=key,
        project=project,
        archived=archived,
        plan=plan,
        blank_clears=key is not None and labels <= set(table.headers),
    )
    return as_statement(table, mapping) if spec is EXPENSES else mapping


def guess_register(table: Table) -> RegisterSpec[Any] | None:
    """Tell which register a file is for; None where it resembles none, or two."""
    found = alike(table)
    return found[0] if len(found) == 1 else None


def alike(table: Table) -> tuple[RegisterSpec[Any], ...]:
    """Return the registers that a file resembles most; more than one is no answer.

    A file of few columns is known by them where no other register comes near; one of
    keys and names is a list of projects where none comes nearer.
    """
    scores = [_resemblance(table, spec) for spec in REGISTERS]
    first, second = sorted(scores, reverse=True)[:2]
    found = tuple(
        spec for spec, score in zip(REGISTERS, scores, strict=True) if score == first
    )
    is_known = first >= FAMILIAR or first > FEW + second
    return found if is_known or (found == (PROJECTS,) and _is_keyed(table)) else ()


def _is_keyed(table: Table) -> bool:
    """Whether a column "Key" holds keys of projects, beside one of their names."""
    key = _key_column(table, PROJECTS)
    if key is None or fold(key) not in KEYED:
        return False
    is_named = any(fold(header) in NAMES for header in table.headers)
    return is_named and _are_keys(table, _filled(table, (key,)))


def guess_source(table: Table, field: FieldSpec, header: str) -> FieldSource:
    """Guess how a field is read from a column: unit, marks, words, order of dates."""
    copies = _copies(table, header)
    source = FieldSource(columns=(header, *copies), **unit(field, header))
    cells = _filled(_head(table, GUESSED), source.columns)
    words = _empty_words(field, source, cells)
    source = source.model_copy(update={"empty_words": words})
    filled = [cell for cell in cells if not is_nothing(cell, words)]
    translations = guess_translations(field, filled)
    return completed(
        table, field, source.model_copy(update={"translations": translations})
    )


def completed(table: Table, field: FieldSpec, source: FieldSource) -> FieldSource:
    """Fill in the decimal mark and the order of dates that a source leaves open."""
    found: dict[str, bool | None] = {}
    cells = _filled(_head(table, GUESSED), source.columns)
    if source.decimal_comma is None and (field.kind in NUMBERS or source.counts_days):
        found["decimal_comma"] = guess_decimal_comma(cells)
    if source.day_first is None and field.kind in DATES:
        found["day_first"] = guess_day_first(cells)
    return source.model_copy(update=found) if found else source


def _head(table: Table, lines: int) -> Table:
    return replace(table, lines=table.lines[:lines])


def _filled(table: Table, columns: tuple[str, ...]) -> list[Cell]:
    places = [table.headers.index(c) for c in columns if c in table.headers]
    cells = (line.cells[place] for place in places for line in table.lines)
    return [cell for cell in cells if not is_nothing(cell, ())]


# Columns that are no field of the register --------------------------------------------


def _first(table: Table, words: tuple[str, ...]) -> str | None:
    by_fold = {fold(header): header for header in reversed(table.headers)}
    return next((by_fold[fold(w)] for w in words if fold(w) in by_fold), None)


def _key_column(table: Table, spec: RegisterSpec[Any]) -> str | None:
    """Return the column whose values are references of ours, or keys of projects."""
    words = PROJECT_KEY_WORDS if spec is PROJECTS else KEY_WORDS
    own = (f"{spec.noun} {word}" for word in words)
    for word in (*words, *own):
        header = _first(table, (word,)) if fold(word) or word in table.headers else None
        if header is None:
            continue
        cells = _filled(table, (header,))
        if spec is PROJECTS:
            if header == KEY_LABEL or _are_keys(table, cells):
                return header
        elif _are_references(spec, cells) or (not cells and header == REFERENCE_LABEL):
            return header
    return None


def _are_references(spec: RegisterSpec[Any], cells: list[Cell]) -> bool:
    """Whether most values are references of ours; the others are slips, to be told."""
    return 0 < len(cells) <= 2 * sum(_is_reference(spec, cell) for cell in cells)


def _is_reference(spec: RegisterSpec[Any], cell: Cell) -> bool:
    match = REFERENCE.match(cell) if isinstance(cell, str) else None
    return match is not None and match[1].upper() == spec.prefix


def _are_keys(table: Table, cells: list[Cell]) -> bool:
    texts = {as_text(cell).strip() for cell in cells}
    return len(texts) == len(table.lines) > 0 and all(map(is_key, texts))


# Columns that are ---------------------------------------------------------------------


def _ranked(
    table: Table, spec: RegisterSpec[Any]
) -> Iterator[tuple[float, str, FieldSpec]]:
    """Yield likely pairs of column and field, the surest first."""
    pairs = [
        (sure, header, field)
        for header in table.headers
        for field in spec.fields
        if (sure := confidence(spec, field, header)) > 0
    ]
    for sure, header, field in sorted(pairs, key=lambda pair: -pair[0]):
        if sure >= _certain(field) or _is_plausible(table, field, header):
            yield round(sure, 2), header, field


def _certain(field: FieldSpec) -> float:
    """Return how sure a header must make us that its values cannot unsay it.

    A currency that cannot be read must be told: unread, it would count as our own. Who
    worked is named as people call each other, not by reference.
    """
    is_named = field.required and field.kind is FieldKind.REFERENCE
    return ALIKE if field.hint == CODE or is_named else EXACT


def _is_plausible(table: Table, field: FieldSpec, header: str) -> bool:
    """Whether at least half of a column's values can be read as the field's kind."""
    some = _head(table, SAMPLE)
    source = guess_source(some, field, header)
    cells = _filled(some, (header,))
    filled = [c for c in without_nothing(cells, source, ()) if c is not None]
    ways = [source]
    if source.decimal_comma is None:
        ways.append(source.model_copy(update={"decimal_comma": True}))
    if source.day_first is None and field.kind in DATES:
        ways += [source.model_copy(update={"day_first": f}) for f in (True, False)]
    good = sum(any(_is_readable(field, way, cell) for way in ways) for cell in filled)
    return 2 * good >= len(filled)


def _is_readable(field: FieldSpec, source: FieldSource, cell: Cell) -> bool:
    try:
        value = read_cells(field, source, (cell,), lambda _: None)
    except UnreadableValueError:
        return False
    too_long = isinstance(value, str) and len(value) > (field.max_length or len(value))
    return not too_long and not isinstance(read_value(field, value), Problem)


def _copies(table: Table, header: str) -> tuple[str, ...]:
    """Return the other columns of the same header, if no line contradicts itself."""
    same = [h for h in table.headers if (m := COPY.fullmatch(h)) and m[1] == header]
    places = [table.headers.index(h) for h in (header, *same)] if same else []
    values = ({line.cells[place] for place in places} for line in table.lines)
    clashing = any(sum(not is_nothing(v, ()) for v in some) > 1 for some in values)
    return () if clashing else tuple(same)


def _empty_words(
    field: FieldSpec, source: FieldSource, cells: list[Cell]
) -> tuple[str, ...]:
    """Return the words for "nothing" that stand among figures, dates or choices."""
    if field.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT):
        return ()
    texts = {c for c in cells if isinstance(c, str) and not _reads(field, source, c)}
    return tuple(
        word for word in EMPTY_WORDS if any(is_nothing(text, (word,)) for text in texts)
    )


def _reads(field: FieldSpec, source: FieldSource, cell: str) -> bool:
    return field.kind is FieldKind.CHOICE and _is_readable(field, source, cell)


def _resemblance(table: Table, spec: RegisterSpec[Any]) -> float:
    """Add up how surely the columns are the register's; 0 without what it requires.

    Columns that it has no field for speak against it. A column that is called like its
    entries ("activity") may be their reference, or point at them from another register.
    """
    mapping = guess_mapping(_head(table, SAMPLE), spec)
    required = {field.name for field in spec.fields if field.required}
    has_reference = mapping.key is not None and spec is not PROJECTS
    if not required <= mapping.fields.keys() and not has_reference:
        return 0
    points = has_reference and fold(mapping.key or "") == fold(spec.noun)
    sure = sum(source.confidence for source in mapping.fields.values())
    source = table.source
    names = {fold(source.sheet), fold(source.file_name.rsplit(".", 1)[0])}
    is_named = bool(names & {fold(spec.key), fold(spec.title), fold(spec.noun)})
    known = sure + 2 * is_named + resemblance(mapping.plan)
    known += POINTS if points else REFERS * has_reference
    return max(known - UNKNOWN * len(_unread(table, mapping)), 0)


def _unread(table: Table, mapping: ColumnMapping) -> set[str]:
    """Return the columns that a register has no use for."""
    return set(table.headers) - set(mapping.used)
