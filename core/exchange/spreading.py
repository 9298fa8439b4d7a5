"""Which project each line of a file belongs to; new projects get a key."""

from collections.abc import Mapping
from typing import Any

from core.exchange.cells import as_text
from core.exchange.importing import Target
from core.exchange.prepared import BadLineError, PreparedPart
from core.exchange.shape import Line
from core.project_keys import ALLOWED_KEY, free_key, is_key


class Keys:
    """The projects that are there, and those that the lines make, as they come."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self.made: dict[str, str] = {}  # by name in small letters
        self.given: set[str] = set()

    def of_entry(self, part: PreparedPart, line: Line) -> tuple[str, str]:
        """Return key and name of the project that an entry belongs to."""
        header = part.mapping.project
        cell = part.cell(line, header)
        text = "" if cell is None else as_text(cell).strip()
        if text:
            return self._found(text), text
        if self.target.key is None:
            allowed = "the key or the name of a project"
            raise BadLineError(
                part.problem(line, header or "", "is missing", "", allowed)
            )
        return self.target.key, self.target.key

    def of_project(
        self, part: PreparedPart, line: Line, values: Mapping[str, Any]
    ) -> str:
        """Return the key of the project that a line of their list describes."""
        name = str(values.get("title") or "").strip()
        cell = part.cell(line, part.mapping.key)
        if self.target.key is not None:
            key = self.target.key
        elif cell is not None:
            key = _checked(part, line, as_text(cell).strip())
        elif name:
            key = self._from_name(name)
        else:
            header, allowed = part.header("title"), "a name, or a key"
            raise BadLineError(part.problem(line, header, "is missing", "", allowed))
        self.given.add(key)
        self.made.setdefault(name.casefold(), key)
        return key

    def _from_name(self, name: str) -> str:
        known = self.target.keys_by_name.get(name.casefold())
        if known is not None and known not in self.given:
            return known
        return free_key(name, {*self.target.projects, *self.given})

    def _found(self, text: str) -> str:
        if text in self.target.projects or text in (self.target.key, *self.given):
            return text
        name = text.casefold()
        known = self.target.keys_by_name.get(name) or self.made.get(name)
        if known is None:
            taken = {*self.target.projects, *self.given}
            known = text if is_key(text) else free_key(text, taken)
            self.made[name] = known
            self.given.add(known)
        return known


def _checked(part: PreparedPart, line: Line, key: str) -> str:
    if is_key(key):
        return key
    header = part.mapping.key or ""
    raise BadLineError(part.problem(line, header, "is not allowed", key, ALLOWED_KEY))
