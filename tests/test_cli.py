import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import cli
from core.exchange.mapping import ColumnMapping, FieldSource, signature, to_json
from data.mappings import remember_mapping
from data.settings import get_settings
from data.store import open_store

GUIDE = Path(__file__).parents[1] / "docs/guide/import.md"
REAL = Path(__file__).parents[2] / "shared/cases/real"


class Ran(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    monkeypatch.setenv("LINCHPIN_DATABASE_URL", f"sqlite:///{tmp_path}/store.db")
    monkeypatch.setenv("LINCHPIN_OWNER", "Ada")
    monkeypatch.chdir(tmp_path)
    get_settings.cache_clear()

    def started(*arguments: str | Path) -> Ran:
        status = cli.run([str(a) for a in arguments])
        return Ran(status, *capsys.readouterr())

    return started


@pytest.fixture
def risks(tmp_path: Path) -> Path:
    file = tmp_path / "risks.csv"
    file.write_text("Risk;Likelihood;Weather\nFlood;4;wet\nFrost;2;cold\n")
    return file


def test_a_register_is_imported_and_its_project_made(run: Run, risks: Path) -> None:
    ran = run("import", risks, "--project", "PAY")
    assert ran.status == 0
    assert ran.out == "Two entries added in PAY.\n"
    assert ran.err == "Nothing is read from: “Weather”.\n"
    (project,) = run("projects", "--json").document
    assert (project["key"], project["title"], project["revision"]) == ("PAY", "PAY", 1)
    assert project["budget"] is None


def test_columns_are_read_as_they_were_mapped_before(run: Run, risks: Path) -> None:
    said = ColumnMapping(
        register_key="risks", fields={"title": FieldSource(columns=("Weather",))}
    )
    store = open_store(get_settings().database_url)
    headers = ("Risk", "Likelihood", "Weather")
    remember_mapping(store, "risks", signature(headers), to_json(said))
    store.close()
    ran = run("import", risks, "--project", "PAY", "--dry-run")
    assert "as they were mapped for such a file before" in ran.err
    assert "Nothing is read from: “Risk”, “Likelihood”." in ran.err


def test_a_dry_run_says_the_same_and_writes_nothing(run: Run, risks: Path) -> None:
    ran = run("import", risks, "--project", "PAY", "--dry-run", "--json")
    assert ran.document["committed"] is False
    assert ran.document["added"] == 2
    assert ran.document["unknown_columns"] == ["Weather"]
    assert run("projects", "--json").document == []


def test_a_bad_line_refuses_the_file_unless_it_is_left_out(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Risk;Likelihood\nFlood;9\nFrost;2\n")

    refused = run("import", file, "--project", "PAY", "--register", "risks")
    assert refused.status == 1
    assert refused.out == ""
    assert refused.err.count("\n") == 1
    assert "line 2, Likelihood: “9” is not allowed" in refused.err
    assert run("projects", "--json").document == []

    told = run("import", file, "--project", "PAY", "--register", "Risks", "--json")
    assert (told.status, told.document["committed"]) == (1, False)
    assert told.document["problems"][0]["line"] == 2

    done = run("import", file, "--project=PAY", "--register=risks", "--skip-bad")
    assert done.status == 0
    assert "line 2, Likelihood" in done.err
    assert done.out == "One entry added in PAY; one line left out.\n"


def test_unclear_dates_and_figures_are_read_as_the_command_says(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "spent.csv"
    file.write_text("Title;Spent on;Amount\nBeam;04/12/2026;12.000\n")
    whole = ("import", file, "--register", "expenses", "--project", "PAY")
    refused = run(*whole, "--dry-run")
    assert refused.status == 1
    assert "--day-order in the shell)" in refused.err
    assert "--decimal in the shell)" in refused.err
    said = run(*whole, "--day-order", "day-first", "--decimal", "comma")
    assert (said.status, said.out) == (0, "One entry added in PAY.\n")


def test_a_list_of_dates_may_be_of_projects_or_as_is_said_of_activities(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(
        "ID,Name,Start,Finish\n1,Dig,2026-03-02,2026-03-03\n2,Pour,2026-03-04,2026-03-05\n"
    )
    refused = run("import", file, "--project", "PAY")
    assert refused.status == 1
    assert "seems to list 2 projects, and --project names one" in refused.err
    assert "say with --register what it lists" in refused.err

    told = run("import", file, "--project", "PAY", "--register", "activities")
    assert (told.status, told.err) == (0, "")


def test_a_dry_run_fails_where_the_import_would_and_lists_every_problem(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Risk;Likelihood\nFlood;9\nFrost;2\nStorm;8\n")
    import_it = ("import", file, "--project=PAY", "--register=risks", "--dry-run")

    refused = run(*import_it)
    assert (refused.status, refused.out) == (1, "")
    *problems, last = refused.err.splitlines()
    assert ["line 2, Like" in problems[0], "line 4, Like" in problems[1]] == [True] * 2
    assert last == (
        "Two problems in a.csv, so the import would be refused: mend them, or leave "
        "those lines out with --skip-bad. Nothing was written: this was a dry run."
    )
    told = run(*import_it, "--json")
    assert (told.status, told.document["committed"]) == (1, False)
    assert len(told.document["problems"]) == 2

    fine = run(*import_it, "--skip-bad")
    assert fine.status == 0
    assert "line 2, Likelihood" in fine.err
    assert fine.out == (
        "One entry would be added in PAY; two lines left out. "
        "Nothing was written: this was a dry run.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["import", "nowhere.csv"], "nowhere.csv: No such file or directory."),
        (["import", "."], "Is a directory"),
        (["import", "risks.csv"], "add --project KEY"),
        (["import", "risks.csv", "--project", "a b"], "“a b” is no key"),
        (["import", "risks.csv", "--register", "dragons"], "no register “dragons”"),
        (["import", "strange.csv", "--project", "P"], "name it with --register"),
        (["import", "empty.csv", "--project", "P"], "empty.csv is empty"),
        (["import", "bad.json"], "bad.json is not a Linchpin project as JSON"),
        (["import", "risks.csv", "--mapping", "bad.json"], "not a mapping"),
        (["export", "NONE", "a.json"], "There is no project NONE."),
        (["export", "NONE", "a.pdf"], "“.pdf” is no format"),
        (["export", "NONE", "a.csv"], "name it with --register"),
        (["export", "NONE"], "linchpin export KEY FILE"),
        (["export", "--all", "no/where.json"], "no/where.json: No such file"),
        (["restore", "nowhere"], "nowhere"),
        (["restore", "risks.csv"], "risks.csv"),
        (["analyse"], "linchpin analyse KEY"),
        (["analyse", "NONE"], "There is no project NONE."),
        (["analyse", "NONE", "--as-of", "31/02/2026"], "day"),
        (["serve", "--port", "99999"], "Port 99999 cannot be used"),
        (["dance"], "No such command 'dance'. See linchpin --help."),
        (["import"], "Missing argument"),
        (["projects", "--yaml"], "No such option: --yaml. See linchpin --help."),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_said_in_one_line_with_status_1(
    arguments: list[str], says: str, run: Run, risks: Path
) -> None:
    (risks.parent / "strange.csv").write_text("a;b\n1;2\n")
    (risks.parent / "empty.csv").write_text("")
    (risks.parent / "bad.json").write_text('{"format": "linchpin-project"}')
    ran = run(*arguments)
    assert ran.status == 1
    assert ran.out == ""
    assert says in ran.err
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write")
def test_a_folder_that_cannot_be_written_is_said(run: Run, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    assert "Permission denied" in run("export", "--all", closed / "a.json").err


@pytest.mark.parametrize("ending", [".json", ".xlsx"])
def test_a_project_goes_out_and_comes_in_again(
    run: Run, risks: Path, tmp_path: Path, ending: str
) -> None:
    run("import", risks, "--project", "PAY")
    file, again = tmp_path / f"pay{ending}", tmp_path / f"again{ending}"
    assert run("export", "PAY", file).out == f"Wrote {file}.\n"
    assert run("import", file, "--project", "PAY2").status == 0
    assert run("export", "PAY2", again).status == 0
    keys = [p["key"] for p in run("projects", "--json").document]
    assert keys == ["PAY", "PAY2"]
    if ending == ".json":
        assert file.read_text().replace('"PAY"', '"PAY2"', 1) == again.read_text()


def test_json_of_a_project_that_is_there_is_refused_with_the_way_out(
    run: Run, risks: Path
) -> None:
    run("import", risks, "--project", "PAY")
    run("export", "PAY", "pay.json")
    ran = run("import", "pay.json")
    assert ran.status == 1
    assert ran.err == (
        "There is a project PAY already; import the file under another key with "
        "--project NEWKEY.\n"
    )


def test_a_workbook_of_a_project_changes_what_differs(run: Run, risks: Path) -> None:
    run("import", risks, "--project", "PAY")
    run("export", "PAY", "pay.xlsx")
    ran = run("import", "pay.xlsx", "--json")
    assert ran.status == 0
    assert ran.document["unchanged"] == 3
    assert (ran.document["added"], ran.document["changed"]) == (0, 0)


@pytest.mark.parametrize("ending", [".json", ".xlsx"])
def test_the_workspace_goes_into_an_empty_store(
    run: Run, risks: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    for key in ("PAY", "IDP"):
        run("import", risks, "--project", key)
    run("export", "--all", f"all{ending}")
    before = run("projects", "--json").document
    monkeypatch.setenv("LINCHPIN_DATABASE_URL", f"sqlite:///{risks.parent}/new.db")
    get_settings.cache_clear()
    ran = run("import", f"all{ending}")
    assert (ran.status, ran.err) == (0, "")
    assert run("projects", "--json").document == before


def test_a_backup_takes_the_store_back(run: Run, risks: Path) -> None:
    run("import", risks, "--project", "PAY")
    assert run("backup", "copy.zip").out == "Wrote copy.zip with one project.\n"
    run("import", risks, "--project", "IDP")
    restored = run("restore", "copy.zip").out
    assert restored == "Restored one project from copy.zip.\n"
    assert run("upgrade").out == "The store is up to date and holds one project.\n"
    assert [p["key"] for p in run("projects", "--json").document] == ["PAY"]


def test_a_project_is_simulated_where_trials_or_a_seed_are_given(
    run: Run, risks: Path
) -> None:
    run("import", risks, "--project", "PAY")
    assert run("analyse", "PAY", "--json").document["simulation"] is None
    found = run("analyse", "PAY", "--json", "--trials", "300").document["simulation"]
    assert (found["trials"], found["seed"], found["finish"]) == (300, 1, None)
    found = run("analyse", "PAY", "--json", "--seed", "7").document["simulation"]
    assert (found["trials"], found["seed"]) == (10_000, 7)
    assert run("analyse", "PAY", "--trials", "0").status == 1


def test_every_figure_of_a_project_is_one_document(run: Run, risks: Path) -> None:
    import jsonschema

    run("import", risks, "--project", "PAY")
    schema = run("analyse", "--schema").document
    found = run("analyse", "PAY", "--json").document
    jsonschema.validate(found, schema)
    assert found["project"]["key"] == "PAY"
    assert run("analyse", "PAY", "--as-of", "2001-01-01").status == 1


def test_no_command_but_serve_loads_samples(run: Run) -> None:
    assert run("upgrade").out == "The store is up to date and holds no projects.\n"
    assert run("projects").out == "There are no projects.\n"


def test_help_lists_the_commands(run: Run) -> None:
    for arguments in ([], ["--help"]):
        shown = run(*arguments)
        assert shown.status == 0
        assert all(name in shown.out for name in ("serve", "import", "analyse"))
    assert re.fullmatch(r"linchpin \d+\.\d+\.\d+\n", run("--version").out)


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, cli; cli.run(['--help']);"
        "print(sorted({'sqlalchemy', 'pandas', 'streamlit', 'pydantic', 'plotly'}"
        " & sys.modules.keys()))"
    )
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("[]\n")


def mappings() -> dict[str, str]:
    """The examples of the guide, by the file that they are for."""
    files = (
        "gmpp_uk_2019.csv",
        "gmpp_uk_2022.csv",
        "us_itdashboard_hhs_2013_projects.csv",
    )
    blocks = re.findall(r"```json\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    return dict(zip(files, blocks, strict=True))


@pytest.mark.parametrize(
    ("name", "added", "left_out", "key", "facts"),
    [
        (
            "gmpp_uk_2019.csv",
            133,
            0,
            "Heat-Networks-Investment-Project",
            {"organisation": "BEIS", "rating": "Amber"},
        ),
        (
            "gmpp_uk_2022.csv",
            235,
            0,
            "MOD_0135_2122-Q1",
            {
                "rating": "Amber",
                "planned_start": "2013-03-29",
                "budget": 278_000_000,
            },
        ),
        (
            "us_itdashboard_hhs_2013_projects.csv",
            106,
            2,
            "2006",
            {
                "budget": 1_585_000,
                "forecast": 1_757_000,
                "planned_start": "2010-12-21",
                "planned_finish": "2012-09-20",
                "forecast_finish": "2013-09-30",
            },
        ),
    ],
)
def test_public_records_are_imported_as_the_guide_says(
    *,
    run: Run,
    tmp_path: Path,
    name: str,
    added: int,
    left_out: int,
    key: str,
    facts: dict[str, Any],
) -> None:
    if not (REAL / name).exists():
        pytest.skip("the public records are not on this machine")
    mapping = tmp_path / "mapping.json"
    mapping.write_text(mappings()[name])
    ran = run("import", REAL / name, "--mapping", mapping, "--skip-bad", "--json")
    assert ran.status == 0
    assert (ran.document["added"], ran.document["left_out"]) == (added, left_out)
    (found,) = [p for p in run("projects", "--json").document if p["key"] == key]
    assert {field: found[field] for field in facts} == facts


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.mark.slow
def test_serve_answers_on_this_machine_only_and_stops_when_it_is_stopped(
    tmp_path: Path,
) -> None:
    port = free_port()
    environment = os.environ | {
        "LINCHPIN_DATABASE_URL": f"sqlite:///{tmp_path}/store.db",
        "LINCHPIN_SAMPLE": "false",
    }
    process = subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-c", "import cli; cli.main()", "serve", "--port", str(port)],
        cwd=Path(cli.__file__).parent,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert answer(port) == "ok"
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=30)
    finally:
        process.kill()
    assert f"http://127.0.0.1:{port}" in said
    with pytest.raises(urllib.error.URLError):
        ask(port)


def answer(port: int) -> str:
    for _ in range(240):
        try:
            return ask(port)
        except urllib.error.URLError:
            time.sleep(0.25)
    return "none"


def ask(port: int) -> str:
    url = f"http://127.0.0.1:{port}/_stcore/health"
    with urllib.request.urlopen(url, timeout=5) as reply:
        return str(reply.read().decode())
