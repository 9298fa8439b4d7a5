"""Which register a file is for, by its columns alone."""

import csv
import io
from typing import Any

import pytest

from core.edits import Add, apply
from core.errors import UnreadableFileError
from core.exchange.guessing import alike, guess_mapping, guess_register
from core.exchange.importing import Target, edits, preview
from core.exchange.opening import open_parts
from core.exchange.project_xlsx import register_to_csv
from core.exchange.shape import Table
from core.exchange.tables import read_table
from core.project import Project
from core.registers.catalog import BY_KEY, REGISTERS, TIMESHEETS
from core.registers.spec import RegisterSpec
from tests.core.exchange.test_round_trip import full

OURS = ("Reference", "Project", "Archived", "Key")


def table(content: bytes, name: str = "table.csv") -> Table:
    return read_table(name, content)


def bare(spec: RegisterSpec[Any]) -> bytes:
    """Write a register as others would: with field names, and no reference."""
    text = register_to_csv([full()], spec).decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text))
    kept = [place for place, name in enumerate(header) if name not in OURS]
    names = {field.label: field.name for field in spec.fields}
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([names[header[place]] for place in kept])
    writer.writerows([[row[place] for place in kept] for row in rows])
    return file.getvalue().encode()


@pytest.mark.parametrize("spec", REGISTERS, ids=BY_KEY)
def test_what_a_register_exports_is_known_without_its_name(
    spec: RegisterSpec[Any],
) -> None:
    assert guess_register(table(register_to_csv([full()], spec))) is spec


@pytest.mark.parametrize("spec", REGISTERS, ids=BY_KEY)
def test_the_fields_of_a_register_are_known_without_references(
    spec: RegisterSpec[Any],
) -> None:
    assert guess_register(table(bare(spec))) is spec


@pytest.mark.parametrize(
    ("header", "line", "register"),
    [
        ("activity,resource,units,effort", "T-001,RS-001,50,8h", "assignments"),
        ("Activity,Resource", "T-001,RS-001", "assignments"),
        ("predecessor,successor,kind,lag", "T-001,T-002,FS,2d", "dependencies"),
        ("Activity,Duration,Predecessors", "Dig,2d,1FS", "activities"),
        ("Reference,Status,Owner", "R-001,open,Ann", "risks"),
        (
            "Cost item,Category,Planned cost,Start,End",
            "Team,Labour,100,2026-01-01,2026-06-30",
            "budget_lines",
        ),
        (
            "Datum,Betrag,Lieferant,Beschreibung,Rechnung",
            "13.02.2026,99,Meyer,Kran,R-2",
            "expenses",
        ),
        (
            "title,calendar,first_day,last_day",
            "Easter,CAL-001,2026-04-03,2026-04-06",
            "calendar_exceptions",
        ),
    ],
)
def test_the_register_whose_columns_fit_best_wins(
    header: str, line: str, register: str
) -> None:
    found = guess_register(table(f"{header}\n{line}\n".encode()))
    assert found is BY_KEY[register]


def test_what_fits_two_registers_is_refused_with_their_names() -> None:
    content = b"Title,Owner,Due,Status\nWrite,Ann,2026-04-01,open\n"
    some = [spec.key for spec in alike(table(content))]
    assert len(some) > 1
    with pytest.raises(UnreadableFileError) as caught:
        open_parts("list.csv", content, key="PAY")
    assert str(caught.value) == (
        f"list.csv may be for any of {', '.join(some)}; name one with --register."
    )
    with pytest.raises(UnreadableFileError, match="does not tell which register"):
        open_parts("list.csv", b"Foo,Bar\n1,2\n", key="PAY")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Key,Name,Budget\nPAY,Payments,100\nHR,People,200\n", ["projects"]),
        ("Key,Name\nPAY,Payments\nHR,People\n", ["projects"]),
        ("Project key,Project name,Notes\nPAY,Payments,x\n", ["projects"]),
        ("Key,Action,Due,Status\nPAY,Call,2026-01-01,open\n", ["actions"]),
        ("Key,Name,Likelihood,Impact\nA1,Ice,3,4\n", ["risks"]),
        ("Key,Name,Budget\nPAY,Payments,100\nPAY,People,200\n", []),  # no keys: twice
        ("Code,Name,Budget\n1,Crane,100\n2,Beam,200\n", []),
    ],
)
def test_keys_with_names_are_a_list_of_projects_where_nothing_fits_better(
    text: str, found: list[str]
) -> None:
    table = read_table("list.csv", text.encode())
    assert [spec.key for spec in alike(table)] == found


@pytest.mark.parametrize(
    ("header", "day", "hours"),
    [
        ("Employee,Date,Hours,Comment", "2026-11-02", "7.5"),
        ("Name,Day,Hours worked,Notes", "2026-11-02", "7.5"),
        ("Mitarbeiter,Datum,Stunden,Bemerkung", "02.11.2026", '"7,5"'),
    ],
)
def test_hours_of_time_recording_are_known_by_its_words(
    header: str, day: str, hours: str
) -> None:
    table = read_table("t.csv", f"{header}\nAda,{day},{hours},dig\n".encode())
    assert guess_register(table) is TIMESHEETS
    made, _ = apply(Project("PAY"), [Add("resources", {"title": "Ada"})])
    mapping = guess_mapping(table, TIMESHEETS)
    shown = preview(table, TIMESHEETS, mapping, Target.of(made))
    assert shown.problems == ()
    entry = apply(made, edits(shown)["PAY"])[0][TIMESHEETS].entries[0]
    assert (entry.resource, entry.hours, entry.title) == (1, 7.5, "dig")


def test_who_is_not_there_is_told_by_name() -> None:
    table = read_table("t.csv", b"Employee,Date,Hours\nBo,2026-11-02,7\n")
    mapping = guess_mapping(table, TIMESHEETS)
    target = Target.of(Project("PAY"))
    (problem,) = preview(table, TIMESHEETS, mapping, target).problems
    assert (problem.field, problem.value) == ("Employee", "Bo")
    assert problem.allowed == (
        "a reference such as RS-001, or the whole name of an entry that is there"
    )
