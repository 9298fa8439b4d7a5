"""Ask of a table of expenses what its signs mean, and what its lines are."""

import streamlit as st

from core.exchange.mapping import FieldSource
from core.registers.budget import ExpenseKind

AMOUNT, KIND = "amount", "kind"
CHOICES = (ExpenseKind.INVOICE, ExpenseKind.PAYMENT)
SAID = {
    ExpenseKind.INVOICE.value: "cost, as an invoice",
    ExpenseKind.PAYMENT.value: "payment of invoices booked already",
}
Fields = dict[str, FieldSource]


def ask(key: str, fields: Fields) -> Fields:
    """Ask whether amounts come in both signs; of a statement also what was booked."""
    both = st.toggle(
        "Both signs in the amounts",
        fields[AMOUNT].credits,
        key=f"import-credits-{key}",
        help="What is less than 0, after “Times”, comes back: a credit of as much.",
    )
    amount = fields[AMOUNT].model_copy(update={"credits": both})
    fields = {**fields, AMOUNT: amount}
    kind = fields.get(KIND)
    if not both or (kind and kind.columns):
        return fields
    return _paid(key, fields, kind)


def _paid(key: str, fields: Fields, said: FieldSource | None) -> Fields:
    """Ask whether the lines are cost, or pay invoices that are booked already."""
    before = said.constant if said else ExpenseKind.INVOICE.value
    chosen = st.segmented_control(
        "What is spent is",
        [choice.value for choice in CHOICES],
        default=before if before in CHOICES else None,
        format_func=lambda kind: SAID[kind],
        key=f"import-kind-{key}",
        help="Payments are no cost: the invoices that they pay are.",
    )
    others = {name: source for name, source in fields.items() if name != KIND}
    if chosen != ExpenseKind.PAYMENT.value:
        return others
    return {**others, KIND: FieldSource(constant=chosen)}
