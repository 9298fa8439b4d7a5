"""A file that somebody chose: what it holds, for which register, in which columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st

from core.exchange.activity_columns import PLAN_LABELS
from core.exchange.guessing import guess_mapping, guess_register, guess_source
from core.exchange.mapping import (
    ColumnMapping,
    FieldSource,
    How,
    PlanColumn,
    from_json,
    signature,
)
from core.exchange.tables import Table, read_table, sheet_names
from core.registers.catalog import ACTIVITIES, BY_KEY, EXPENSES, PROJECTS
from core.registers.spec import RegisterSpec
from data.mappings import remembered_mapping
from data.store import Store
from pages._ui import statement

TOGETHER = {
    "first that is filled": How.FIRST,
    "added up": How.SUM,
    "one below the other": How.JOIN,
    "first less second": How.LESS,
}
FIELD, COLUMN, SECOND = "Field", "Column", "And column"
COMBINED, FACTOR, SINCE, AFTER = "Together", "Times", "Days since", "Days after"


@dataclass(frozen=True)
class Upload:
    """A chosen file as a table, and the register that it is for."""

    table: Table
    spec: RegisterSpec[Any]
    name: str

    @property
    def key(self) -> str:
        """A name for the widgets of this very file and register."""
        return f"{signature(self.table.headers)[:12]}-{self.spec.key}"


def read(name: str, content: bytes) -> Table:
    """Read a file; of a workbook with several sheets the one that is asked for.

    Raises
    ------
    UnreadableFileError
        If it cannot be read; the text says why and what to do.
    """
    sheets = sheet_names(content, file_name=name)
    several = len(sheets) > 1
    sheet = st.selectbox("Sheet", sheets, key="import-sheet") if several else None
    return _table(name, content, sheet)


@st.cache_data(max_entries=8, show_spinner="Reading the file")
def _table(name: str, content: bytes, sheet: str | None) -> Table:
    return read_table(name, content, sheet=sheet)


def choose_register(table: Table) -> RegisterSpec[Any] | None:
    """Ask which register a table is for; the guess stands there already."""
    guess = guess_register(table)
    keys = list(BY_KEY)
    chosen = st.selectbox(
        "What does a line of it describe?",
        keys,
        index=keys.index(guess.key) if guess else None,
        format_func=lambda key: BY_KEY[key].title,
        key=f"import-register-{signature(table.headers)[:12]}",
        placeholder="Choose a register",
    )
    return BY_KEY[chosen] if chosen else None


def start_mapping(store: Store, upload: Upload) -> tuple[ColumnMapping, bool]:
    """Return the mapping to begin with, and whether it is remembered."""
    known = remembered_mapping(store, upload.spec.key, signature(upload.table.headers))
    if known is not None:
        return from_json(known), True
    return guess_mapping(upload.table, upload.spec), False


def needs_a_choice(upload: Upload, begun: ColumnMapping) -> bool:
    """Whether a person must say more: a field that new entries need has no column."""
    return begun.key is None and any(
        field.required and field.name not in begun.fields
        for field in upload.spec.fields
    )


def correct(upload: Upload, begun: ColumnMapping) -> ColumnMapping:
    """Show which column fills which field and return what the person made of it."""
    headers = list(upload.table.headers)
    mapping = begun.model_copy(update=_lines(upload, begun, headers))
    names = [field.name for field in upload.spec.fields]
    edited = st.data_editor(
        _frame(upload, begun, names),
        key=f"import-mapping-{upload.key}",
        hide_index=True,
        disabled=[FIELD],
        row_height=32,
        height="content",
        placeholder="",
        alt="Which column fills which field",
        column_config={
            FIELD: st.column_config.TextColumn(width=190, pinned=True),
            COLUMN: st.column_config.SelectboxColumn(options=headers, width=220),
            SECOND: st.column_config.SelectboxColumn(options=headers, width=180),
            COMBINED: st.column_config.SelectboxColumn(
                options=list(TOGETHER), width=160, help="What two columns give."
            ),
            FACTOR: st.column_config.NumberColumn(
                width=100, help="1000000 where the file counts in millions."
            ),
            SINCE: st.column_config.DateColumn(
                width=120,
                format="D MMM YYYY",
                help="The column counts days after this date.",
            ),
            AFTER: st.column_config.SelectboxColumn(
                options=names,
                width=140,
                help="The column counts days after the date of this field.",
            ),
        },
    )
    fields = {
        name: source
        for name, row in zip(names, edited.to_dict("records"), strict=True)
        if (source := _source(upload, begun.fields.get(name), name, row))
    }
    if upload.spec is EXPENSES and "amount" in fields:
        fields = statement.ask(upload.key, fields)
    return mapping.model_copy(update={"fields": fields})


def _lines(
    upload: Upload, begun: ColumnMapping, headers: list[str]
) -> Mapping[str, Any]:
    """Ask what names the entry, the project, and nothing."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = _header("Column with the reference or key", begun.key, headers, upload)
        project = None
        if upload.spec is not PROJECTS:
            project = _header("Column with the project", begun.project, headers, upload)
        empty = st.text_input(
            "Words that mean nothing",
            ", ".join(begun.empty_words),
            key=f"import-empty-{upload.key}",
            help="With a comma between them: n/a, Exempt*. A star stands for the rest.",
        )
    words = tuple(word.strip() for word in empty.split(",") if word.strip())
    plan = _plan(upload, begun, headers) if upload.spec is ACTIVITIES else {}
    return {"key": key, "project": project, "empty_words": words, "plan": plan}


def _plan(
    upload: Upload, begun: ColumnMapping, headers: list[str]
) -> dict[PlanColumn, str]:
    """Ask which columns hold outline, predecessors, people and planned dates."""
    found = {}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for column, label in PLAN_LABELS.items():
            header = _header(label, begun.plan.get(column), headers, upload)
            if header is not None:
                found[column] = header
    return found


def _header(
    label: str, begun: str | None, headers: list[str], upload: Upload
) -> str | None:
    return st.selectbox(
        label,
        headers,
        index=headers.index(begun) if begun in headers else None,
        placeholder="None",
        key=f"import-{label}-{upload.key}",
    )


def _frame(upload: Upload, begun: ColumnMapping, names: list[str]) -> pd.DataFrame:
    rows = [_row(upload, begun.fields.get(name), name) for name in names]
    frame = pd.DataFrame(rows)
    frame[SINCE] = pd.to_datetime(frame[SINCE])
    frame[FACTOR] = pd.to_numeric(frame[FACTOR])
    return frame


def _row(upload: Upload, source: FieldSource | None, name: str) -> dict[str, Any]:
    columns = source.columns if source else ()
    how = {value: label for label, value in TOGETHER.items()}
    factor = float(source.factor) if source and source.factor != 1 else None
    return {
        FIELD: upload.spec.by_name[name].label,
        COLUMN: columns[0] if columns else None,
        SECOND: columns[1] if len(columns) > 1 else None,
        COMBINED: how[source.how] if source and len(columns) > 1 else None,
        FACTOR: factor,
        SINCE: source.since if source else None,
        AFTER: source.after if source else None,
    }


def _source(
    upload: Upload, begun: FieldSource | None, name: str, row: Mapping[Any, Any]
) -> FieldSource | None:
    """Return where a field comes from, as the person's row of the table says."""
    columns = tuple(row[c] for c in (COLUMN, SECOND) if _is_filled(row[c]))
    if not columns:
        return begun if begun and begun.constant is not None else None
    same = begun is not None and begun.columns[:2] == columns
    if begun is not None and same:
        source = begun
    else:
        field = upload.spec.by_name[name]
        source = guess_source(upload.table, field, columns[0])
    since = None if pd.isna(row[SINCE]) else pd.Timestamp(row[SINCE]).date()
    return source.model_copy(
        update={
            "columns": begun.columns if begun is not None and same else columns,
            "how": TOGETHER.get(row[COMBINED], source.how),
            "factor": Decimal(1) if pd.isna(row[FACTOR]) else Decimal(str(row[FACTOR])),
            "since": since,
            "after": row[AFTER] if since is None and _is_filled(row[AFTER]) else None,
        }
    )


def _is_filled(cell: object) -> bool:
    """Whether a cell of the mapping names something; pandas fills gaps with NaN."""
    return isinstance(cell, str) and cell != ""
