"""Statements of a bank come in as expenses: signs, marks of debit, German headers."""

from decimal import Decimal
from typing import Any

import pytest

from core.exchange.guessing import guess_mapping, guess_register
from core.exchange.importing import ImportPreview, Target, preview
from core.exchange.mapping import ColumnMapping, FieldSource, from_json, to_json
from core.exchange.tables import read_table
from core.project import Project
from core.registers.catalog import EXPENSES

SIGNED = (
    "Buchungstag;Wertstellung;Verwendungszweck;Auftraggeber/Empfänger;Betrag;Währung\n"
    "01.03.2026;02.03.2026;RE 4711;Meyer GmbH;-1.234,50;EUR\n"
    "05.03.2026;05.03.2026;;Hetzner Online;-99,00;EUR\n"
    "13.03.2026;13.03.2026;Gutschrift;Meyer GmbH;234,50;EUR\n"
)
MARKED = (
    "Buchungstag;Verwendungszweck;Betrag;Soll/Haben\n"
    "01.03.2026;RE 1;1.000,00;S\n"
    "13.03.2026;Gutschrift;100,00;H\n"
)


def read(text: str, mapping: ColumnMapping | None = None) -> ImportPreview:
    table = read_table("bank.csv", text.encode())
    mapping = mapping or guess_mapping(table, EXPENSES)
    return preview(table, EXPENSES, mapping, Target.of(Project("PAY")))


def amounts(shown: ImportPreview) -> list[tuple[Any, Any]]:
    return [
        (f"{Decimal(row.values['amount']):.2f}", row.values.get("kind"))
        for row in shown.rows
    ]


def test_what_a_bank_counts_below_zero_is_spent_and_the_rest_comes_back() -> None:
    shown = read(SIGNED)
    assert not shown.problems
    assert amounts(shown) == [("1234.50", None), ("99.00", None), ("234.50", "credit")]
    assert [row.values["title"] for row in shown.rows] == [
        "RE 4711",
        "Hetzner Online",
        "Gutschrift",
    ]
    assert shown.rows[0].values["spent_on"] == "2026-03-01"
    assert shown.rows[0].values["vendor"] == "Meyer GmbH"
    assert shown.rows[0].values["currency"] == "EUR"
    note, costs = shown.notes
    assert costs.startswith("What is spent counts as actual cost")
    assert note == (
        "“Betrag”: what is less than 0 is read as spent (two lines); the rest comes "
        "back, as a credit (one line)."
    )


def test_a_factor_that_somebody_typed_adds_no_decimals() -> None:
    table = read_table("bank.csv", SIGNED.encode())
    mapping = guess_mapping(table, EXPENSES)
    typed = mapping.fields["amount"].model_copy(update={"factor": Decimal("-1.0")})
    fields = {**mapping.fields, "amount": typed}
    shown = read(SIGNED, mapping.model_copy(update={"fields": fields}))
    assert [row.values["amount"] for row in shown.rows] == [
        "1234.50",
        "99.00",
        "234.50",
    ]


def test_a_mark_of_debit_and_credit_decides() -> None:
    shown = read(MARKED)
    assert amounts(shown) == [("1000.00", None), ("100.00", "credit")]
    assert "marked as debit in “Soll/Haben”" in shown.notes[0]
    assert not shown.unknown


def test_a_mark_that_says_neither_is_told_with_its_line() -> None:
    table = read_table("bank.csv", MARKED.encode())
    mapping = guess_mapping(table, EXPENSES)
    (problem,) = read(MARKED.replace(";H", ";X"), mapping).problems
    assert (problem.line, problem.field, problem.value) == (3, "Soll/Haben", "X")
    assert problem.allowed.startswith("S or H")


@pytest.mark.parametrize(
    "header",
    [
        "Datum;Umsatz;Währung;Verwendungszweck",
        "Buchungsdatum;Betrag (€);Währung;Verwendungszweck",
        "Valutadatum;Umsatz;Waehrung;Buchungstext",
        "Booking date;Amount;Currency;Counterparty;Payment details",
    ],
)
def test_headers_of_banks_are_known(header: str) -> None:
    line = "13.03.2026;-12,50;EUR;" + ";".join(["Porto"] * (header.count(";") - 2))
    table = read_table("x.csv", f"{header}\n{line}\n".encode())
    assert guess_register(table) is EXPENSES
    (row,) = read(f"{header}\n{line}\n").rows
    assert row.values["amount"] == "12.50"
    assert row.values["title"] == "Porto"


def test_below_zero_is_refused_in_a_table_that_is_no_statement() -> None:
    (problem,) = read("Title,Date,Amount\nBeam,2026-03-01,-500\n").problems
    assert problem.value == "-500"
    assert "kind credit" in problem.allowed


def test_a_mapping_may_take_what_is_below_zero_for_credits() -> None:
    text = "Title,Date,Amount,Kind\nBeam,2026-03-01,500,\nBack,2026-03-02,-20,{}\n"
    table = read_table("x.csv", text.encode())
    mapping = guess_mapping(table, EXPENSES)
    source = FieldSource(columns=("Amount",), credits=True)
    fields = {**mapping.fields, "amount": source}
    asked = from_json(to_json(mapping.model_copy(update={"fields": fields})))
    shown = read(text.format(""), asked)
    assert amounts(shown) == [("500.00", None), ("20.00", "credit")]
    assert amounts(read(text.format("Credit"), asked))[1][0] == "20.00"
    (problem,) = read(text.format("commitment"), asked).problems
    assert problem.line == 3


def test_fractions_of_a_cent_are_refused_below_zero_as_well() -> None:
    (problem,) = read(SIGNED.replace("-99,00", "-99,005")).problems
    assert problem.line == 3


def test_a_statement_that_only_spends_says_so() -> None:
    text = "\n".join(SIGNED.splitlines()[:3]) + "\n"
    shown = read(text)
    assert shown.notes[0].endswith("(two lines); nothing comes back.")
    assert sum(Decimal(row.values["amount"]) for row in shown.rows) == Decimal("1333.5")


@pytest.mark.parametrize(
    ("header", "lines", "named"),
    [
        (
            "Date;Description;Debit;Credit;Balance",
            "01.03.2026;RE 1;1.000,00;;9\n13.03.2026;Back;0,00;100,00;9\n",
            "Debit",
        ),
        (
            "Buchungstag;Buchungstext;Soll (EUR);Haben (EUR)",
            "01.03.2026;RE 1;1.000,00;\n13.03.2026;Back;;100,00\n",
            "Soll (EUR)",
        ),
        (
            "Date,Transaction Details,Withdrawals,Deposits",
            '2026-03-01,RE 1,"1,000.00",\n2026-03-13,Back,,100.00\n',
            "Withdrawals",
        ),
        (
            "Date,Details,Paid out,Paid in",
            "2026-03-01,RE 1,1000.00,0\n2026-03-13,Back,0,100.00\n",
            "Paid out",
        ),
    ],
)
def test_a_column_for_what_goes_out_and_one_for_what_comes_in(
    header: str, lines: str, named: str
) -> None:
    text = f"{header}\n{lines}"
    assert guess_register(read_table("x.csv", text.encode())) is EXPENSES
    shown = read(text)
    assert not shown.problems
    assert amounts(shown) == [("1000.00", None), ("100.00", "credit")]
    assert [row.values["title"] for row in shown.rows] == ["RE 1", "Back"]
    signs, costs = shown.notes
    assert signs == (
        f"“{named} − {shown_credit(header)}”: what is in “{named}” is read as spent "
        "(one line); the rest comes back, as a credit (one line)."
    )
    assert costs == (
        "What is spent counts as actual cost, as an invoice does; where the invoices "
        "are booked too, let these lines be of kind payment, or they cost twice."
    )


def shown_credit(header: str) -> str:
    words = ("Credit", "Haben (EUR)", "Deposits", "Paid in")
    return next(word for word in words if word in header)


def test_a_minus_in_the_column_of_what_goes_out_is_no_second_minus() -> None:
    shown = read("Date,Details,Debit,Credit\n2026-03-01,A,-9.50,\n2026-03-02,B,,1.5\n")
    assert amounts(shown) == [("9.50", None), ("1.50", "credit")]


@pytest.mark.parametrize(
    "header", ["Date,Title,Debit,Amount", "Date,Title,Debit,Rating"]
)
def test_one_such_column_alone_makes_no_pair(header: str) -> None:
    table = read_table("x.csv", f"{header}\n2026-03-01,A,1,5\n".encode())
    source = guess_mapping(table, EXPENSES).fields.get("amount")
    assert source is None or source.columns == ("Amount",)


def test_signs_of_currencies_in_a_statement_are_read() -> None:
    shown = read(SIGNED.replace(";EUR", ";€"))
    assert not shown.problems
    assert {row.values["currency"] for row in shown.rows} == {"EUR"}
    (problem, *_) = read(SIGNED.replace(";EUR", ";$")).problems
    assert (problem.field, problem.value) == ("Währung", "$")
    assert "three capital letters, as in EUR" in problem.allowed


def test_payments_of_invoices_that_are_booked_cost_nothing_again() -> None:
    table = read_table("bank.csv", SIGNED.encode())
    mapping = guess_mapping(table, EXPENSES)
    paid = {**mapping.fields, "kind": FieldSource(constant="payment")}
    text = "\n".join(SIGNED.splitlines()[:3]) + "\n"
    shown = read(text, mapping.model_copy(update={"fields": paid}))
    assert [kind for _, kind in amounts(shown)] == ["payment", "payment"]
    assert len(shown.notes) == 1
