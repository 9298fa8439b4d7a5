"""Ask how the dates and figures of a file are read that have two readings."""

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

from core.exchange.mapping import ColumnMapping
from core.exchange.orders import DayOrder, DecimalMark
from core.exchange.unclear import (
    Examples,
    dates_asked,
    numbers_asked,
    unclear_dates,
    unclear_numbers,
    with_orders,
)
from pages._ui import look
from pages._ui.upload import Upload

Choice = TypeVar("Choice", DayOrder, DecimalMark)

DAYS = {True: DayOrder.DAY_FIRST, False: DayOrder.MONTH_FIRST}
MARKS = {True: DecimalMark.COMMA, False: DecimalMark.POINT}


def ask(chosen: Upload, mapping: ColumnMapping) -> ColumnMapping:
    """Ask only where the file leaves it open; what was said before stands there."""
    some = (chosen.table, chosen.spec, mapping)
    dates, numbers = unclear_dates(*some), unclear_numbers(*some)
    day_order = decimal = None
    if dates:
        said = _said(DAYS, mapping.day_first)
        day_order = day_order_of(dates, chosen.key, said)
    if numbers:
        said_mark = _said(MARKS, mapping.decimal_comma)
        decimal = _choice(numbers_asked(numbers), DecimalMark, said_mark, chosen.key)
    return with_orders(mapping, day_order, decimal)


def day_order_of(
    dates: Examples, file: str, said: DayOrder | None = None
) -> DayOrder | None:
    """Ask which number of a file's dates is the day; None until somebody says."""
    return _choice(dates_asked(dates), DayOrder, said, file)


def _said(choices: Mapping[bool, Choice], value: bool | None) -> Choice | None:  # noqa: FBT001 - None: nobody said
    return None if value is None else choices[value]


def _choice(
    label: str, choices: type[Choice], said: Choice | None, file: str
) -> Choice | None:
    return st.segmented_control(
        look.safe(label),
        list(choices),
        default=said,
        format_func=lambda choice: choice.label,
        key=f"import-{choices.__name__}-{file}",
    )
