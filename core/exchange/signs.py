"""Expenses from a column of both signs: what is spent, and what comes back."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from core.errors import shorten
from core.exchange.cells import as_text
from core.exchange.mapping import FieldSource, How
from core.exchange.prepared import BadLineError, PreparedPart
from core.exchange.shape import Line
from core.exchange.statements import AMOUNT, RETURNED, SPENT, side_word
from core.registers.budget import ExpenseKind
from core.words import count

KIND = "kind"
COSTS = (
    "What is spent counts as actual cost, as an invoice does; where the invoices are "
    "booked too, let these lines be of kind payment, or they cost twice."
)
ALLOWED_SIDE = "S or H, Soll or Haben, D or C, debit or credit"


def signed(part: PreparedPart, line: Line, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a line with its amount from 0, and its kind.

    A line whose kind says something else than a credit keeps its sign.

    Raises
    ------
    BadLineError
        If the column for debit and credit says neither.
    """
    source, amount = part.sources.get(AMOUNT), values.get(AMOUNT)
    if source is None or not source.credits or not isinstance(amount, Decimal):
        return dict(values)
    if _returns(part, line, source, amount):
        kind = values.get(KIND) or ExpenseKind.CREDIT.value
        is_credit = str(kind).strip().casefold() == ExpenseKind.CREDIT.value
        sized = abs(amount) if is_credit else -abs(amount)
        return {**values, AMOUNT: sized, KIND: kind}
    return {**values, AMOUNT: abs(amount)}


def _returns(
    part: PreparedPart, line: Line, source: FieldSource, amount: Decimal
) -> bool:
    """Whether an amount comes back, by its mark, else by its sign."""
    cell = part.cell(line, source.side)
    if cell is None:
        return amount < 0
    word = side_word(cell)
    if word not in SPENT | RETURNED:
        text, header = as_text(cell), source.side or ""
        raise BadLineError(
            part.problem(line, header, "is not allowed", text, ALLOWED_SIDE)
        )
    return word in RETURNED


def remarks(part: PreparedPart, lines: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Say how the signs of some lines were read, where they were."""
    source = part.sources.get(AMOUNT)
    if source is None or not source.credits or not lines:
        return
    back = sum(line.get(KIND) == ExpenseKind.CREDIT.value for line in lines)
    rest = (
        "nothing comes back"
        if not back
        else f"the rest comes back, as a credit ({count(back, 'line')})"
    )
    yield (
        f"“{shorten(source.label)}”: what is {_spent(source)} is read as spent "
        f"({count(len(lines) - back, 'line')}); {rest}."
    )
    if any(not line.get(KIND) for line in lines):
        yield COSTS


def _spent(source: FieldSource) -> str:
    """Say what tells that money is spent: a mark, a column, or the sign."""
    if source.side:
        return f"marked as debit in “{shorten(source.side)}”"
    if source.how is How.LESS:
        return f"in “{shorten(source.columns[0])}”"
    return "less than 0" if source.factor < 0 else "more than 0"
