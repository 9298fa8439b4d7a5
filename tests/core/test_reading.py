from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UnreadableValueError
from core.reading import (
    guess_day_first,
    guess_decimal_comma,
    is_blank,
    read_date,
    read_flag,
    read_integer,
    read_number,
    read_percent,
)

DAY = date(2026, 12, 4)
amounts = st.decimals(-(10**11), 10**11, allow_nan=False, places=2)
days = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1\u202f234,56", "1234.56"),  # narrow space
        ("1\xa0234.56", "1234.56"),  # space that does not break
        ("1'234.50", "1234.50"),
        ("1’234.50", "1234.50"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("12,34", "12.34"),
        ("0,123", "0.123"),
        (".5", "0.5"),
        ("£1,234.5", "1234.5"),
        ("€ 1.234,56", "1234.56"),
        ("1.234,56 €", "1234.56"),
        ("EUR 12", "12"),
        ("12 usd", "12"),
        ("(1,234.50)", "-1234.50"),
        ("(£5)", "-5"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("-£5", "-5"),
        ("£-5", "-5"),
        ("5-", "-5"),
        ("+5", "5"),
        ("1.5E+6", "1500000"),
        ("-0", "0"),
        ("123456789012.34", "123456789012.34"),
        (7, "7"),
        (0.1 + 0.2, "0.3"),
        (1234.5600000000001, "1234.56"),
        (Decimal("1E+3"), "1000"),
    ],
)
def test_a_number_is_read_however_it_is_written(raw: object, number: str) -> None:
    assert str(read_number(raw)) == number


@pytest.mark.parametrize(
    "raw",
    [
        "", " ", "x", "NaN", "inf", "1e308", "1e-300", "12 %", "$0.5M", "5k", "3 m",
        "1.2.3", "1,23.4", "12,34,567", "5.", "--5", "(-5)", "()", "£", "1_000", "0x10",
        "١٢", "1234567890123.45", "100000000000000", "0." + "9" * 40, "1" * 10**6,
        float("nan"), float("inf"), 1e308, 10**400, Decimal("sNaN"), True, None, b"1",
        Decimal("1E+999999"), DAY,
    ],
    ids=lambda raw: repr(raw)[:20],
)  # fmt: skip
def test_what_is_no_number_is_refused_with_what_is_allowed(raw: object) -> None:
    with pytest.raises(UnreadableValueError, match="a number such as") as caught:
        read_number(raw)

    assert "at most 14 digits" in caught.value.allowed


@pytest.mark.parametrize(
    ("raw", "unsaid", "comma", "point"),
    [
        ("1,234", "1234", "1.234", "1234"),
        ("1.234", "1.234", "1234", "1.234"),
        ("-12.500", "-12.500", "-12500", "-12.500"),
        ("1234,567", "1234.567", "1234.567", "1234.567"),
    ],
)
def test_an_unclear_mark_means_what_the_caller_says(
    raw: str, unsaid: str, comma: str, point: str
) -> None:
    assert str(read_number(raw)) == unsaid
    assert str(read_number(raw, decimal_comma=True)) == comma
    assert str(read_number(raw, decimal_comma=False)) == point


@pytest.mark.parametrize(
    ("values", "comma"),
    [
        (["1.234", "12,5"], True),
        (["1.234,50"], True),
        (["1.234.567"], True),
        (["1 234,5"], True),
        (["1,234", "12.5"], False),
        (["1,234.50"], False),
        (["1.234", "1,234", "7", "x", 3.5, None], None),
        (["12,5", "12.5"], None),
        ([], None),
    ],
)
def test_a_column_tells_its_decimal_mark_or_leaves_it_open(
    *, values: list[object], comma: bool | None
) -> None:
    assert guess_decimal_comma(values) is comma


@given(amounts, st.sampled_from([(",", "."), (".", ","), (" ", ","), ("'", ".")]))
def test_an_amount_reads_the_same_in_every_notation(
    amount: Decimal, marks: tuple[str, str]
) -> None:
    thousands, decimal = marks
    english = f"{amount:,.2f}"
    written = english.translate(str.maketrans(",.", thousands + decimal))

    assert read_number(written) == amount


@given(st.text(max_size=30) | st.from_regex(r"[-(£]?[0-9.,' ]{1,18}[)%-]?"))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    try:
        number = read_number(text)
    except UnreadableValueError:
        return
    assert number.is_finite()
    assert read_number(str(number)) == number


@given(st.floats() | st.integers() | st.decimals())
def test_any_figure_is_a_number_or_refused(figure: float | Decimal) -> None:
    try:
        number = read_number(figure)
    except UnreadableValueError:
        return
    assert "E+" not in str(number)
    assert abs(float(number) - float(figure)) <= max(abs(float(figure)) * 1e-13, 1e-13)


def test_a_whole_number_is_read_and_a_fraction_refused() -> None:
    assert read_integer("1,200") == 1200
    assert read_integer(3.0) == 3
    for raw in ("3.5", "1.234", "x", 0.1):
        with pytest.raises(UnreadableValueError, match="a whole number such as 12"):
            read_integer(raw)


def test_a_percentage_needs_no_sign_and_a_number_refuses_one() -> None:
    assert read_percent("12 %") == read_percent("12") == read_percent(12) == 12
    assert read_percent("12,5%") == Decimal("12.5")
    with pytest.raises(UnreadableValueError, match="a percentage such as"):
        read_percent("a few %")


@pytest.mark.parametrize(
    "raw",
    [
        "2026-12-04", "2026/12/04", "2026-12-04T10:00:00Z", "04.12.2026", "4.12.26",
        "2026-12-04 10:00:00.5+01:00", "4. 12. 2026", "4 Dec 2026", "Dec 4, 2026",
        "04-Dec-26",
        "4 December 2026", "December 4 2026", "4th Dec 2026", "4. Dezember 2026",
        "Fri 4 Dec 2026", " 2026-12-04 ", "4\xa0Dec\xa02026", "4 DEC 26",
        DAY, datetime(2026, 12, 4, 23, 59, tzinfo=UTC),
    ],
    ids=repr,
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(raw: object) -> None:
    assert read_date(raw) == DAY


@pytest.mark.parametrize(
    "raw",
    [
        "", "soon", "31/02/2026", "31.02.2026", "2026-02-30", "2026-13-01", "2026",
        "1899-12-31", "2201-01-01", "0000-01-01", "Dec 2026", "20261204",
        "4 Foo 2026", "4/12-2026", "٤.١٢.٢٠٢٦", "2026-12-04 and more", "4.12.026",
        "30 Feb 2026", 46360, 46360.5, True, None, date(1899, 12, 31),
        datetime(9999, 1, 1, tzinfo=UTC),
    ],
    ids=repr,
)  # fmt: skip
def test_what_is_no_date_is_refused_with_what_is_allowed(raw: object) -> None:
    with pytest.raises(UnreadableValueError, match="2026-12-04 or 4 Dec 2026"):
        read_date(raw, day_first=True)


def test_a_date_that_can_be_confused_needs_the_order() -> None:
    assert read_date("04/12/2026", day_first=True) == DAY
    assert read_date("12/04/26", day_first=False) == DAY
    assert read_date("25/12/2026") == read_date("12-25-2026") == date(2026, 12, 25)
    assert read_date("05/05/2026") == date(2026, 5, 5)
    with pytest.raises(UnreadableValueError, match="cannot be confused"):
        read_date("04/12/2026")
    with pytest.raises(UnreadableValueError, match="does not exist"):
        read_date("12/25/2026", day_first=True)


@pytest.mark.parametrize(("year", "full"), [("00", 2000), ("68", 2068), ("69", 1969)])
def test_a_short_year_is_near_our_time(year: str, full: int) -> None:
    assert read_date(f"4 Dec {year}") == date(full, 12, 4)


def test_a_serial_number_is_a_date_only_where_that_is_said() -> None:
    assert read_date(46360, serial=True) == read_date(46360.75, serial=True) == DAY
    for number in (0, 60, -1, 109_941, float("nan"), 1e308, True, "46360"):
        with pytest.raises(UnreadableValueError):
            read_date(number, serial=True)


@pytest.mark.parametrize(
    ("values", "day_first"),
    [
        (["04/12/2026", "25/12/2026"], True),
        (["04/12/2026", "12/25/2026"], False),
        (["04/12/2026", "25.12.2026", DAY, None, "soon"], None),
        (["25/12/2026", "12/25/2026"], None),
    ],
)
def test_a_column_tells_its_order_of_day_and_month_or_leaves_it_open(
    *, values: list[object], day_first: bool | None
) -> None:
    assert guess_day_first(values) is day_first


@given(days, st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%d %b %Y", "%B %d, %Y"]))
def test_a_day_reads_the_same_in_every_notation(day: date, form: str) -> None:
    assert read_date(day.strftime(form)) == day


@given(st.text(max_size=30) | st.from_regex(r"[0-9]{1,4}[-/. ][0-9]{1,3}[-/. ][0-9]+"))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        day = read_date(text, day_first=True)
    except UnreadableValueError:
        return
    assert 1900 <= day.year <= 2200


@pytest.mark.parametrize(
    "raw", ["Yes", " y ", "TRUE", "x", "ja", "1", 1, 1.0, True], ids=repr
)
def test_yes_is_read(raw: object) -> None:
    assert read_flag(raw) is True


@pytest.mark.parametrize("raw", ["No", "n", "FALSE", "nein", "0", 0, False], ids=repr)
def test_no_is_read(raw: object) -> None:
    assert read_flag(raw) is False


@pytest.mark.parametrize("raw", ["", "maybe", 2, None, float("nan"), DAY], ids=repr)
def test_neither_yes_nor_no_is_refused(raw: object) -> None:
    with pytest.raises(UnreadableValueError, match="yes or no"):
        read_flag(raw)


@pytest.mark.parametrize(
    "raw", [None, "", " \t\xa0", float("nan"), "Exempt", " n/A "], ids=repr
)
def test_nothing_written_is_blank(raw: Any) -> None:
    assert is_blank(raw, ["exempt", "N/A"])


@pytest.mark.parametrize("raw", [0, False, "0", "n/a", "-"], ids=repr)
def test_what_says_something_is_not_blank(raw: Any) -> None:
    assert not is_blank(raw, ["exempt"])
