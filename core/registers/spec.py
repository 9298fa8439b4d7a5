"""Describe a register by its entry class: fields, labels, rules, references."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from types import UnionType
from typing import Annotated, Any, Generic, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from core.errors import InvalidEntryError, Problem
from core.registers.entry import Allowed, E, FieldKind, RefTo
from core.registers.values import allowed_values, from_plain, read_value, to_plain


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One column of a register."""

    name: str
    label: str
    kind: FieldKind
    required: bool
    help: str = ""
    default: Any = None
    optional: bool = False
    choices: tuple[StrEnum, ...] = ()
    target: RefTo | None = None
    minimum: float | None = None
    maximum: float | None = None
    max_length: int | None = None
    hint: str = ""

    @property
    def allowed(self) -> str:
        """What may be written here, for people: "a whole number from 1 to 5"."""
        return allowed_values(self)


@dataclass(frozen=True)
class RegisterSpec(Generic[E]):
    """One register: what it is called and what its entries hold.

    Parameters
    ----------
    key
        Name in addresses, files and tables, plural: "risks".
    prefix
        Start of an entry's reference: "R" in R-007.
    title
        Name on the page: "Risks".
    noun
        What one entry is called: "risk".
    entry_type
        The class of its entries; its fields are the register's columns.
    columns
        The fields a grid shows first; a person may choose others.
    single
        Whether a project has one such entry at the most, as with its charter.
    groups
        Headings within a form, each with the field that it stands above.
    """

    key: str
    prefix: str
    title: str
    noun: str
    entry_type: type[E]
    columns: tuple[str, ...] = ()
    single: bool = False
    groups: tuple[tuple[str, str], ...] = ()

    @cached_property
    def fields(self) -> tuple[FieldSpec, ...]:
        """The columns, in the order the entry class declares them."""
        return tuple(_field_specs(self.entry_type.model_fields))

    @cached_property
    def by_name(self) -> Mapping[str, FieldSpec]:
        """The columns by field name."""
        return {field.name: field for field in self.fields}

    @cached_property
    def references(self) -> tuple[FieldSpec, ...]:
        """The columns that point at entries of other registers."""
        return tuple(field for field in self.fields if field.target)

    @cached_property
    def grouped(self) -> tuple[tuple[str, tuple[FieldSpec, ...]], ...]:
        """The columns under their headings; those before the first have none."""
        headings = {name: heading for heading, name in self.groups}
        found: list[tuple[str, list[FieldSpec]]] = [("", [])]
        for field in self.fields:
            if field.name in headings:
                found.append((headings[field.name], []))
            found[-1][1].append(field)
        return tuple((heading, tuple(some)) for heading, some in found if some)

    def reference(self, number: int) -> str:
        """Name an entry: the seventh risk is R-007."""
        return f"{self.prefix}-{number:03d}"

    def parse(self, values: Mapping[str, object], reference: str = "") -> E:
        """Turn what somebody typed, or a file holds, into an entry.

        Parameters
        ----------
        values
            By field name; a blank value stands for the field's default.
        reference
            Names the entry in the problems.

        Raises
        ------
        InvalidEntryError
            With one problem for each field that breaks a rule.
        """
        typed, problems = self.read(values, reference)
        broken = {problem.field for problem in problems}
        try:
            entry = self.entry_type.model_validate(typed)
        except ValidationError as error:
            found = tuple(self._problems(error, values, reference))
            problems += tuple(p for p in found if p.field not in broken)
            raise InvalidEntryError(problems) from error
        if problems:
            raise InvalidEntryError(problems)
        return entry

    def read(
        self, values: Mapping[str, object], reference: str = ""
    ) -> tuple[dict[str, Any], tuple[Problem, ...]]:
        """Read each value by its field's kind; return typed values and problems."""
        typed: dict[str, Any] = {}
        problems: list[Problem] = []
        for name, raw in values.items():
            field = self.by_name.get(name)
            if field is None:
                problems.append(Problem(name, "is not a field here", reference))
                continue
            result = read_value(field, raw)
            if isinstance(result, Problem):
                problems.append(result.at(reference))
            elif result is not None or field.optional:
                typed[name] = result
        return typed, tuple(problems)

    def to_plain(self, entry: E) -> dict[str, Any]:
        """Return the entry as JSON values: dates as ISO text, money as text."""
        return {f.name: to_plain(getattr(entry, f.name)) for f in self.fields}

    def from_plain(self, values: Mapping[str, Any]) -> E:
        """Revive an entry that was valid when it was stored; rules are not asked again.

        A rule that became stricter must not make an older revision unreadable.
        """
        return self.entry_type.model_construct(
            **{
                n: from_plain(f, values.get(n, f.default))
                for n, f in self.by_name.items()
            }
        )

    def revive(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Turn the JSON values of some fields back into what the entry holds."""
        return {
            name: from_plain(field, values[name])
            for name, field in self.by_name.items()
            if name in values
        }

    def _problems(
        self, error: ValidationError, values: Mapping[str, object], reference: str
    ) -> Iterator[Problem]:
        for item in error.errors():
            name = str(item["loc"][0]) if item["loc"] else ""
            field = self.by_name.get(name)
            if field is None:
                message = item["msg"].removeprefix("Value error, ")
                yield Problem(name, message, reference)
                continue
            missing = item["type"] == "missing"
            yield Problem(
                name,
                "is missing" if missing else "is not allowed",
                reference,
                value="" if missing else str(values.get(name, ""))[:80],
                allowed=field.allowed,
            )


def _field_specs(model_fields: Mapping[str, FieldInfo]) -> Iterator[FieldSpec]:
    for name, info in model_fields.items():
        value_type, optional, metadata = _unwrap(info)
        choices = tuple(value_type) if issubclass(value_type, StrEnum) else ()
        default = None if info.default is PydanticUndefined else info.default
        yield FieldSpec(
            name=name,
            label=info.title or name.replace("_", " ").capitalize(),
            kind=FieldKind.CHOICE if choices else _first(metadata, FieldKind),
            required=info.is_required(),
            help=info.description or "",
            default=default,
            optional=optional,
            choices=choices,
            target=next((m for m in metadata if isinstance(m, RefTo)), None),
            minimum=max(_bounds(metadata, "ge"), default=None),
            maximum=min(_bounds(metadata, "le"), default=None),
            max_length=min(_bounds(metadata, "max_length"), default=None),
            hint=next((m.text for m in metadata if isinstance(m, Allowed)), ""),
        )


def _unwrap(info: FieldInfo) -> tuple[type[Any], bool, list[Any]]:
    """Return the plain type, whether None is allowed, and the markers of a field."""
    annotation: Any = info.annotation
    metadata = list(info.metadata)
    optional = get_origin(annotation) in (Union, UnionType)
    if optional:
        (annotation,) = (a for a in get_args(annotation) if a is not type(None))
    if get_origin(annotation) is Annotated:
        annotation, *inner = get_args(annotation)
        metadata += inner
    for marker in list(metadata):
        metadata += getattr(marker, "metadata", [])
    return annotation, optional, metadata


def _first(metadata: list[Any], kind: type[FieldKind]) -> FieldKind:
    try:
        return next(m for m in metadata if isinstance(m, kind))
    except StopIteration:
        raise TypeError(f"a register cannot hold a field marked {metadata}") from None


def _bounds(metadata: list[Any], name: str) -> list[Any]:
    """Return a bound wherever a type or its narrower use sets it."""
    found = (getattr(marker, name, None) for marker in metadata)
    return [bound for bound in found if bound is not None]
