"""Who comes before whom and who works on what, out of a table of activities."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from core.errors import Problem, UnreadableValueError
from core.exchange.activity_rows import ActivityRows, Row
from core.exchange.importing import Part
from core.exchange.mapping import ColumnMapping, FieldSource, PlanColumn
from core.exchange.predecessors import WrittenLink, parse_predecessors
from core.exchange.shape import Cell, Line, Source, Table
from core.registers.catalog import ASSIGNMENTS, DEPENDENCIES, RESOURCES
from core.registers.spec import RegisterSpec

REFERENCE, ARCHIVED = "Reference", "Archived"
NOT_IN_NAMES = re.compile(r"[;,](?![^\[]*\])")
PEOPLE_ALLOWED = "names with units in percent, as in Ada[50%];Bo"
NAMED = re.compile(
    r"(?P<name>[^\[]+?)\s*(?:\[(?P<units>[\d.,]+)\s*(?P<percent>%?).*\])?"
)


@dataclass(frozen=True)
class Ties:
    """What ties the activities of a table to one another and to people."""

    table: ActivityRows

    def parts(self) -> tuple[Part, ...]:
        """Return dependencies, new resources and assignments; empty ones left out."""
        made = (self._dependencies(), *self._people())
        return tuple(part for part in made if part.table.lines or part.table.problems)

    def _dependencies(self) -> Part:
        lines: list[Line] = []
        problems: list[Problem] = []
        header = self.table.part.mapping.plan.get(PlanColumn.PREDECESSORS, "")
        for row in self.table.rows:
            text = self.table.text(row.line, PlanColumn.PREDECESSORS)
            links, wrong = parse_predecessors(text)
            pairs = [(self.table.named(link.name), link) for link in links]
            strange = [_strange(link) for number, link in pairs if number is None]
            strange += [
                _ambiguous(link) for link in links if self.table.is_shared(link.name)
            ]
            at = row.line.number
            problems += [replace(p, field=header, line=at) for p in (*wrong, *strange)]
            lines += self._links(row, [(n, link) for n, link in pairs if n is not None])
        return self._made_part(
            DEPENDENCIES,
            ("predecessor", "successor", "kind", "lag"),
            lines,
            header or "Predecessors",
            tuple(problems),
        )

    def _links(
        self, row: Row, links: Sequence[tuple[int, WrittenLink]]
    ) -> Iterator[Line]:
        """Yield the links of one line, and those that it has no more."""
        before = {
            record.entry.predecessor: record.number
            for record in self._known_links.get(row.number, [])
        }
        for number, link in links:
            known = before.pop(number, None)
            cells = (number, row.number, link.kind, link.lag)
            yield _line(row, DEPENDENCIES, known, cells)
        for known in before.values() if links else ():
            yield _line(row, DEPENDENCIES, known, (None,) * 4, gone=True)

    @cached_property
    def _known_links(self) -> Mapping[int, list[Any]]:
        found: dict[int, list[Any]] = {}
        for record in self.table.project[DEPENDENCIES].live:
            found.setdefault(record.entry.successor, []).append(record)
        return found

    def _people(self) -> tuple[Part, Part]:
        register = self.table.project[RESOURCES]
        known = {r.entry.title.casefold(): r.number for r in register.live}
        following = register.last_number
        header = self.table.part.mapping.plan.get(PlanColumn.RESOURCES, "")
        new: list[Line] = []
        work: list[Line] = []
        for row in self.table.rows:
            pairs: dict[int, int] = {}
            text = self.table.text(row.line, PlanColumn.RESOURCES)
            for name, units in resource_names(text)[0]:
                number = known.get(name.casefold())
                if number is None:
                    following += 1
                    number = known[name.casefold()] = following
                    new.append(_line(row, RESOURCES, number, (name,)))
                pairs.setdefault(number, units)
            work += self._work(row, pairs)
        return (
            self._made_part(RESOURCES, ("title",), new, header, self._unread(header)),
            self._made_part(
                ASSIGNMENTS, ("activity", "resource", "units"), work, header
            ),
        )

    def _unread(self, header: str) -> tuple[Problem, ...]:
        """Return the people that cannot be read, each with its line."""
        return tuple(
            replace(problem, field=header, line=row.line.number)
            for row in self.table.rows
            for problem in resource_names(
                self.table.text(row.line, PlanColumn.RESOURCES)
            )[1]
        )

    def _work(self, row: Row, pairs: Mapping[int, int]) -> Iterator[Line]:
        before = {
            record.entry.resource: record.number
            for record in self.table.project[ASSIGNMENTS].live
            if record.entry.activity == row.number and row.is_known
        }
        for resource, units in pairs.items():
            known = before.pop(resource, None)
            yield _line(row, ASSIGNMENTS, known, (row.number, resource, units))
        for known in before.values() if pairs else ():
            yield _line(row, ASSIGNMENTS, known, (None,) * 3, gone=True)

    def _made_part(
        self,
        spec: RegisterSpec[Any],
        fields: tuple[str, ...],
        lines: list[Line],
        sheet: str,
        problems: tuple[Problem, ...] = (),
    ) -> Part:
        """Return the lines of another register as a table of their own."""
        labels = tuple(spec.by_name[name].label for name in fields)
        name = self.table.part.table.source.file_name
        table = Table(
            (REFERENCE, ARCHIVED, *labels), tuple(lines), Source(name, "csv"), problems
        )
        columns = zip(fields, labels, strict=True)
        mapping = ColumnMapping(
            register_key=spec.key,
            key=REFERENCE,
            archived=ARCHIVED,
            fields={name: FieldSource(columns=(label,)) for name, label in columns},
        )
        return Part(table, spec, mapping, sheet)


def resource_names(
    text: str,
) -> tuple[list[tuple[str, int]], list[Problem]]:
    """Read who is named, with units in percent.

    Returns
    -------
    What can be read, and a problem for each part that cannot.

    Examples
    --------
    >>> resource_names("Ada[50%], Bo; Sand [3 t]")[0]
    [('Ada', 50), ('Bo', 100), ('Sand', 300)]
    >>> resource_names("Ada[half]")[1][0].value
    'Ada[half]'
    """
    found: list[tuple[str, int]] = []
    problems: list[Problem] = []
    for part in filter(None, map(str.strip, NOT_IN_NAMES.split(text))):
        try:
            found.append(_named(part))
        except (UnreadableValueError, ValueError):
            problems.append(
                Problem("", "is no resource", value=part, allowed=PEOPLE_ALLOWED)
            )
    return found, problems


def _named(part: str) -> tuple[str, int]:
    match = NAMED.fullmatch(part)
    if match is None:
        raise UnreadableValueError(PEOPLE_ALLOWED)
    said = float((match["units"] or "1").replace(",", ".").rstrip("."))
    factor = 1 if match["percent"] else 100
    return match["name"].strip(), round(said * factor)


def _strange(link: WrittenLink) -> Problem:
    allowed = "the ID, WBS code or reference of an activity"
    return Problem("", "names no activity", value=link.name, allowed=allowed)


def _ambiguous(link: WrittenLink) -> Problem:
    allowed = "an ID that one line alone has"
    return Problem("", "names several activities", value=link.name, allowed=allowed)


def _line(
    row: Row,
    spec: RegisterSpec[Any],
    number: int | None,
    cells: tuple[Cell, ...],
    *,
    gone: bool = False,
) -> Line:
    reference = None if number is None else spec.reference(number)
    return Line(row.line.number, (reference, gone, *cells))
