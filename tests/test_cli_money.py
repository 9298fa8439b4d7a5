"""Bank and ERP exports, and timesheets, come in once and whole, or say why not."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import cli
from data.settings import get_settings

Ran = tuple[int, str]
Run = Callable[..., Ran]

BANK = (
    "Date;Vendor;Document number;Amount;Expense\n"
    "2026-05-04;Acme;4711;120.50;Cloud in April\n"
    "2026-05-04;Acme;4712;99.00;Cloud in May\n"
)


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    monkeypatch.setenv("LINCHPIN_DATABASE_URL", f"sqlite:///{tmp_path}/store.db")
    monkeypatch.setenv("LINCHPIN_OWNER", "Ada")
    monkeypatch.chdir(tmp_path)
    get_settings.cache_clear()

    def started(register: str, text: str, *more: str) -> Ran:
        file = tmp_path / f"{register}.csv"
        file.write_text(text, encoding="utf-8")
        arguments = ["import", str(file), "--project", "PAY", "--register", register]
        status = cli.run([*arguments, *more])
        ran = capsys.readouterr()
        return status, (ran.out + ran.err).replace("\u00a0", " ")

    return started


def listed(run: Run, register: str, text: str) -> str:
    """Return all problems of a file."""
    return run(register, text, "--dry-run")[1]


@pytest.fixture
def analysed(run: Run, capsys: pytest.CaptureFixture[str]) -> Callable[[], Any]:
    del run  # it sets the store

    def found() -> Any:
        capsys.readouterr()
        assert cli.run(["analyse", "PAY", "--json", "--as-of", "2026-12-31"]) in (0, 2)
        return json.loads(capsys.readouterr().out)

    return found


def test_the_same_export_does_not_book_twice(run: Run) -> None:
    assert run("expenses", BANK)[0] == 0
    assert run("expenses", BANK)[0] != 0
    said = listed(run, "expenses", BANK)
    assert "line 2: is booked already, as E-001" in said
    assert "line 3: is booked already, as E-002" in said


def test_the_next_export_brings_only_what_is_new(run: Run) -> None:
    run("expenses", BANK)
    longer = BANK + "2026-06-02;Acme;4713;99.00;Cloud in June\n"
    status, said = run("expenses", longer, "--skip-bad")
    assert (status, "One entry added" in said) == (0, True)
    assert listed(run, "expenses", longer).count("is booked already") == 3


def test_a_line_that_stands_twice_in_a_file_is_named_with_the_other(run: Run) -> None:
    status, said = run("expenses", BANK + "2026-05-04;ACME ;4711;120,50;Again\n")
    assert status != 0
    assert "line 4: is booked already, as line 2" in said
    assert run("expenses", BANK + "2026-05-04;Acme;4711;120.51;Again\n")[0] == 0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2026-05-04;Acme;1;-7.00;Refund;", "money that comes back is of kind credit"),
        ("2026-05-04;Acme;1;7.00;Cloud;USD", "no exchange rate on 4 May 2026"),
        ("2026-05-04;Acme;1;7.00;Cloud;Dollar", "three capital letters"),
        ("31 May;Acme;1;7.00;Cloud;", "Date"),
    ],
)
def test_a_bad_line_is_told_and_the_good_ones_can_come_in(
    run: Run, line: str, said: str
) -> None:
    head, *rows = BANK.splitlines()
    text = "\n".join([head + ";Currency", *(row + ";" for row in rows), line])
    assert run("expenses", text)[0] != 0
    out = listed(run, "expenses", text)
    assert "line 4" in out
    assert said in out
    assert run("expenses", text, "--skip-bad")[0] == 0
    assert listed(run, "expenses", BANK).count("is booked already") == 2


def test_a_closed_month_takes_nothing_from_a_file(run: Run) -> None:
    assert run("settings", "Settings;Books closed until\nSettings;2026-05-31\n")[0] == 0
    status, said = run("expenses", BANK)
    assert status != 0
    assert "is in May 2026, which is closed" in said
    assert run("expenses", BANK.replace("2026-05", "2026-06"))[0] == 0


def test_an_expense_without_a_line_comes_in_and_is_listed(
    run: Run, analysed: Callable[[], Any]
) -> None:
    run("expenses", BANK)
    assert analysed()["budget"]["unmatched"] == 219.5


@pytest.mark.parametrize(
    ("header", "other", "status"),
    [
        ("WBS", "", 0),
        ("Activity", "Ada Lovelace;2026-05-05;1;1.1\n", 0),
        ("WBS code", "Ada Lovelace;2026-05-05;1;7\n", 1),
    ],
)
def test_a_number_among_wbs_codes_is_a_code(
    run: Run, analysed: Callable[[], Any], header: str, other: str, status: int
) -> None:
    run("resources", "Resource;Cost per hour\nAda Lovelace;100\n")
    run("activities", "Activity;Duration;Kind\nHouse;;summary\n")
    run("activities", "Activity;Duration;Part of\nRoof;1d;T-001\nWall;2d;T-001\n")
    run("activities", "Activity;Duration\nGarden;1d\n")  # T-004, the second branch
    lines = "Budget line;Amount;Work package;Cost type\nPlants;900;T-004;labour\n"
    run("budget_lines", lines)
    hours = f"Resource;Date;Hours;{header}\nAda Lovelace;2026-05-04;8;2\n{other}"
    said = run("timesheets", hours)
    assert said[0] == status, said
    if status:
        assert "“7” is not allowed" in said[1]
    else:
        assert analysed()["budget"]["by_wbs"]["2"]["actual"] == 800


def test_hours_name_people_and_work_as_their_owners_do(
    run: Run, analysed: Callable[[], Any]
) -> None:
    run("resources", "Resource;Cost per hour\nAda Lovelace;100\n")
    run("activities", "Activity;Duration;Kind\nDig;5d;\nPour;2d;\nHouse;;summary\n")
    run("activities", "Activity;Duration;Part of\nRoof;1d;T-003\n")
    hours = (
        "Resource;Date;Hours;Activity\n"
        "Ada Lovelace;2026-05-04;8;Dig\n"
        "RS-001;2026-05-05;4;T-002\n"
        "Ada Lovelace;2026-05-06;1;3.1\n"
    )
    status, said = run("timesheets", hours)
    assert (status, said.splitlines()[0]) == (0, "Three entries added in PAY.")
    found = analysed()
    assert found["budget"]["actual"] == 1300
    assert found["counts"]["timesheets"] == 3
    assert listed(run, "timesheets", hours).count("is booked already") == 3
    status, said = run("timesheets", hours.replace("Ada Lovelace", "Charles"))
    assert status != 0
    assert "“Charles”" in said
