"""An analysis as a person reads it in a terminal: a line a figure, a table a list.

Each section's fields are written by what they are, so that a figure which is added to
`core.analysis_sections` is written here without a word more.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, get_args

from core import words
from core.analysis_kinds import Section, Unit
from core.analysis_sections import Analysis
from core.registers.catalog import BY_KEY
from core.words import capital, day, moment, money, number, percent

INDENT, GAP = "  ", "  "
LABELS = {
    "roi": "ROI",
    "realised_roi": "ROI so far",
    "npv": "NPV",
    "bac": "Budget (BAC)",
    "actual": "Spent (AC)",
    "forecast": "Forecast (EAC)",
    "emv": "EMV",
    "runway": "Runway, months",
    "as_of": "As of",
    "month": "Month",
    "total_float_days": "Float, days",
    "wbs": "WBS",
    "pv": "PV",
    "ev": "EV",
    "ac": "AC",
    "cpi": "CPI",
    "spi": "SPI",
    "spi_t": "SPI(t)",
    "vac": "VAC",
    "status_date": "Status date",
}
COLUMNS = {  # of the lists whose fields are too many, or too long, for a line
    "dimensions": ("name", "status", "figure"),
    "activities": (
        "ref",
        "wbs",
        "early_start",
        "early_finish",
        "total_float_days",
        "critical",
        "name",
    ),
    "periods": ("status_date", "pv", "ev", "ac", "cpi", "spi", "spi_t", "vac"),
    "quality": ("name", "figure", "limit", "failed"),
    "convergence": ("trials", "days", "days_error", "cost", "cost_error"),
    "incidents": (
        "ref",
        "severity",
        "began_at",
        "minutes_to_notice",
        "minutes_to_resolve",
        "actions_due_by",
        "name",
    ),
    "risks": ("ref", "status", "level", "residual", "probability", "emv", "title"),
}


def as_text(found: Analysis) -> str:
    """Write every figure: money with its sign, ratios in per cent, dates in words."""
    currency = found.budget.currency
    head = f"{found.project.name} ({found.project.key}), revision {found.revision}"
    shown = f", as of {day(found.as_of)}" if found.as_of else ""
    lines = [head, f"Status date {day(found.status_date)}{shown}"]
    for name in type(found).model_fields:
        section = getattr(found, name)
        if isinstance(section, Section):
            note = getattr(section, "note", None)  # in place of figures
            written = [f"{INDENT}{note}"] if note else _section(section, currency)
            lines += ["", _label(name), *written]
    if found.schedule_error:
        lines += ["", "Schedule", f"{INDENT}{found.schedule_error}"]
    if found.simulation_error:
        lines += ["", "Simulation", f"{INDENT}{found.simulation_error}"]
    return "\n".join([*lines, "", "Entries", *_counts(found.counts)])


def _section(section: Section, currency: str) -> Iterator[str]:
    """Write single figures first, aligned, then each list as a table."""
    fields = type(section).model_fields
    values = {name: getattr(section, name) for name in fields}
    yield from _pairs(
        [
            (_label(name), _written(section, name, currency))
            for name, value in values.items()
            if not isinstance(value, list | dict | Section) and name != "note"
        ]
    )
    for name, value in values.items():
        if isinstance(value, Section):
            pairs = _section(value, currency)
            yield from ["", f"{INDENT}{_label(name)}", *(INDENT + p for p in pairs)]
        if isinstance(value, list) and value:
            yield from ["", f"{INDENT}{_label(name)}", *_table(name, value, currency)]


def _counts(counts: Mapping[str, int]) -> list[str]:
    return _pairs([(BY_KEY[key].title, number(many)) for key, many in counts.items()])


def _pairs(pairs: Sequence[tuple[str, str]]) -> list[str]:
    wide = max((len(label) for label, _ in pairs), default=0)
    return [f"{INDENT}{label:<{wide}}{GAP}{value}".rstrip() for label, value in pairs]


def _table(name: str, rows: Sequence[Section], currency: str) -> list[str]:
    names = COLUMNS.get(name, tuple(type(rows[0]).model_fields))
    cells = [[_written(row, column, currency) for column in names] for row in rows]
    lines = [[_label(column) for column in names], *cells]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    right = [_is_number(rows, column) for column in names]
    return [
        INDENT * 2 + GAP.join(_aligned(line, widths, right)).rstrip() for line in lines
    ]


def _aligned(
    line: Sequence[str], widths: Sequence[int], right: Sequence[bool]
) -> Iterator[str]:
    for text, wide, is_right in zip(line, widths, right, strict=True):
        yield text.rjust(wide) if is_right else text.ljust(wide)


def _is_number(rows: Sequence[Section], column: str) -> bool:
    found = (getattr(row, column) for row in rows)
    return all(isinstance(v, int | float) for v in found if v is not None)


def _label(name: str) -> str:
    return LABELS.get(name) or capital(name.replace("_", " "))


def _written(section: Section, name: str, currency: str) -> str:
    """Write one value as people read it."""
    value = getattr(section, name)
    if value is None or value == "":
        return words.UNDEFINED
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, float):
        return _amount(value, _unit(section, name), currency)
    if isinstance(value, int) and not isinstance(value, bool):
        return number(value)
    return {True: "yes", False: "no"}.get(value) or str(value)


def _amount(value: float, unit: Unit | None, currency: str) -> str:
    if unit is Unit.MONEY:
        return money(value, currency)
    if unit is Unit.RATIO:
        return percent(value, 1)
    return number(value, 2 if unit is Unit.INDEX else 1)


def _unit(section: Section, name: str) -> Unit | None:
    """Return the unit that a field's type names, also where it may be null."""
    field = type(section).model_fields[name]
    marks = [*field.metadata, *_marks(field.annotation)]
    return next((mark for mark in marks if isinstance(mark, Unit)), None)


def _marks(annotation: Any) -> Iterator[Any]:
    for part in get_args(annotation):
        yield from getattr(part, "__metadata__", ())
