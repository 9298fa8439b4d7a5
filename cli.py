"""The shell's way in.

Results go to standard output, remarks to standard error. A command ends with status 0,
or with 1 and one line on standard error. Heavy modules are imported by the command that
needs them, so that help comes at once.
"""

import json
import sys
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer

from core.errors import UnreadableFileError, shorten
from core.exchange.orders import DayOrder, DecimalMark

SERVER = "pages._ui.server"  # the module that serves app.py
LONGEST_REMARK = 600  # characters

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)

KeyArgument = Annotated[str, typer.Argument(metavar="KEY", help="Key of the project.")]
File = Annotated[Path, typer.Argument(metavar="FILE")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def _print_version(asked: bool) -> None:  # noqa: FBT001 - typer's callback
    if asked:
        typer.echo(f"linchpin {version('linchpin')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def linchpin(
    context: typer.Context,
    *,
    _version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_print_version,
            is_eager=True,
            help="Print the version.",
        ),
    ] = False,
) -> None:
    """Project management for technical project managers."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def serve(
    port: Annotated[
        int | None, typer.Option(help="Port; else LINCHPIN_PORT, else 8501.")
    ] = None,
    *,
    share: Annotated[
        bool, typer.Option("--share", help="Let others join boards from elsewhere.")
    ] = False,
    host: Annotated[
        str | None, typer.Option(help="Address to answer on; with --share, all.")
    ] = None,
) -> None:
    """Serve the app on this machine, with samples if the store is new."""
    from data import serving
    from data.ready import is_ready
    from data.settings import get_settings

    settings = get_settings()
    if not is_ready(settings.database_url):
        from data.local import prepare

        prepare(_today())
    shared = share or settings.share
    at = host or (serving.EVERYWHERE if shared else serving.THIS_MACHINE)
    chosen = port if port is not None else settings.port
    serving.require_free(at, chosen)
    if shared:
        address = serving.public_url(settings.public_url, at, chosen)
        typer.echo(f"Enter as the owner, once: {address}{serving.share()}")
        typer.echo(f"Others join a board at: {address}/board")
    secure = settings.public_url.startswith("https:")
    serving.become_server(SERVER, at, chosen, secure=secure)


@app.command()
def upgrade() -> None:
    """Create the store, or bring it up to date."""
    from core.words import count
    from data.local import local_store
    from data.store import project_keys

    with local_store() as (store, actor):
        many = count(len(project_keys(store, actor)), "project")
    typer.echo(f"The store is up to date and holds {many}.")


@app.command("import")
def import_file(  # noqa: PLR0913 - an argument an option
    file: File,
    *,
    project: Annotated[
        str | None,
        typer.Option(metavar="KEY", help="Project it goes to; made if it is new."),
    ] = None,
    register: Annotated[
        str | None, typer.Option(metavar="NAME", help="Register it is for.")
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="How columns become fields (JSON)."),
    ] = None,
    day_order: Annotated[
        DayOrder | None,
        typer.Option(help="Which number of 04/12/2026 is the day, where it is open."),
    ] = None,
    decimal: Annotated[
        DecimalMark | None,
        typer.Option(help="Which mark parts decimals, where 12.000 leaves it open."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what it would do.")
    ] = False,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Leave out lines with problems.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Import a register (CSV, XLSX), a plan (XML) or whole projects (JSON, XLSX)."""
    from core.exchange.mapping import from_json
    from data.importing import Wish
    from data.importing import import_file as bring_in
    from data.local import local_store

    content = file.read_bytes()
    said = from_json(mapping.read_bytes(), mapping.name) if mapping else None
    wish = Wish(
        project,
        register,
        said,
        day_order,
        decimal,
        dry_run=dry_run,
        skip_bad=skip_bad,
    )
    with local_store() as (store, actor):
        outcome = bring_in(store, file.name, content, wish, actor=actor)
    for remark in outcome.remarks:
        typer.echo(shorten(remark, LONGEST_REMARK), err=True)
    if as_json or not outcome.refusal:
        _print(outcome.document, as_json=as_json, text=outcome.sentence)
    if outcome.refusal:
        raise UnreadableFileError(outcome.refusal)


@app.command()
def export(
    key: Annotated[
        str | None, typer.Argument(metavar="KEY", help="Key of the project.")
    ] = None,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="Ends with .json .xlsx .csv .xml .ics"),
    ] = None,
    *,
    everything: Annotated[
        Path | None,
        typer.Option("--all", metavar="FILE", help="Every project, into this file."),
    ] = None,
    register: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Only this register; for .csv it must be."),
    ] = None,
    plan: Annotated[
        bool, typer.Option("--plan", help="The plan as a table of Microsoft Project.")
    ] = False,
    owner: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whose activities, into .ics.")
    ] = None,
    finance: Annotated[
        bool, typer.Option("--finance", help="The money, as .xlsx with formulas.")
    ] = False,
) -> None:
    """Write a project, its plan, its money, or the workspace, into a file."""
    target = everything or file
    if target is None or (everything is None) == (key is None):
        raise UnreadableFileError(
            "Say what goes where: linchpin export KEY FILE, or export --all FILE."
        )
    from data.files import write_whole
    from data.local import local_store
    from data.plan_export import Export, export_file

    now = datetime.now(UTC)
    wish = Export(key, target.suffix, register, now, owner, plan=plan, finance=finance)
    with local_store() as (store, actor):
        content, remarks = export_file(store, wish, actor=actor)
    write_whole(target, content)
    for remark in remarks:
        typer.echo(remark, err=True)
    typer.echo(f"Wrote {target}.")


@app.command()
def backup(file: File) -> None:
    """Copy everything in the store into one verified file."""
    from core.words import count
    from data.backup import backup as make_backup
    from data.local import local_store

    with local_store() as (store, _):
        manifest = make_backup(store, file)
    typer.echo(f"Wrote {file} with {count(len(manifest.projects), 'project')}.")


@app.command()
def restore(file: File) -> None:
    """Make the store hold what a backup holds; stop the app first."""
    from core.words import count
    from data.backup import restore as take_back
    from data.local import local_store
    from data.settings import get_settings

    manifest = take_back(file, get_settings().database_url)
    with local_store():
        many = count(len(manifest.projects), "project")
        typer.echo(f"Restored {many} from {file}.")


@app.command()
def analyse(
    key: Annotated[str | None, typer.Argument(metavar="KEY")] = None,
    *,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="As it was on this day.")
    ] = None,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON schema instead.")
    ] = False,
    trials: Annotated[
        int | None,
        typer.Option(min=1, max=100_000, help="Simulate it, with so many trials."),
    ] = None,
    seed: Annotated[
        int | None, typer.Option(min=0, help="Simulate it, with this seed.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Compute every figure of a project."""
    from core import analysis
    from core.analysis_text import as_text

    if schema:
        _print(analysis.schema(), as_json=True)
        return
    if key is None:
        raise UnreadableFileError("Name the project: linchpin analyse KEY.")
    from core.reading import read_date
    from core.simulated_sections import wished
    from data.local import local_store
    from data.store import load

    day = read_date(as_of) if as_of else None
    with local_store() as (store, actor):
        project = load(store, key, actor=actor, as_of=day)
    found = analysis.analyse(project, day, _today(), wished(trials, seed))
    _print(found.model_dump(mode="json"), as_json=as_json, text=as_text(found))


@app.command()
def level(
    key: KeyArgument,
    *,
    seconds: Annotated[
        float, typer.Option(min=0, help="How long it may search for a better plan.")
    ] = 10,
    apply: Annotated[
        bool, typer.Option("--apply", help="Write the proposal into the plan.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Propose later starts so that nobody is asked for more than there is."""
    from core.schedule.levelling import applying
    from core.schedule.levelling.proposal import propose
    from core.schedule.levelling.use import pools_of
    from core.schedule.levelling.watch import Watch
    from core.schedule.reading import plan_of
    from data.local import local_store
    from data.store import commit, load

    with local_store() as (store, actor):
        project = load(store, key, actor=actor)
        found = propose(plan_of(project), pools_of(project), Watch(seconds))
        document, text = applying.document(found), applying.as_text(found)
        _print(document, as_json=as_json, text=text)
        if apply and found.delays:
            edits = applying.edits_of(project, found)
            commit(store, key, edits, actor=actor, note="Levelled")
            typer.echo("The plan is levelled: one new revision.", err=True)


@app.command()
def report(key: KeyArgument, file: File) -> None:
    """Write the review of a project as FILE.md, .html, .pdf, .docx or .csv."""
    from core.reports.end import end_report
    from core.reports.formats import to_bytes
    from data.files import write_whole
    from data.local import local_store
    from data.store import load

    with local_store() as (store, actor):
        project = load(store, key, actor=actor)
        made = end_report(project, project.status_date(_today()))
        write_whole(file, to_bytes(made, file.suffix))
    typer.echo(f"Written to {file}.")


@app.command()
def projects(*, as_json: AsJson = False) -> None:
    """List the projects."""
    from core.plain_text import listed
    from data.exchange import workspace
    from data.local import local_store

    with local_store() as (store, actor):
        found = [listed(p) for p in workspace(store, actor=actor).values()]
    lines = [f"{p['key']:<40} {p['revision']:>6}  {p['title']}" for p in found]
    _print(found, as_json=as_json, text="\n".join(lines) or "There are no projects.")


def main() -> None:
    """Run the command that the shell names."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; say in one line on standard error why it failed.

    Returns
    -------
    0, or 1 where it failed.
    """
    try:
        app(arguments, standalone_mode=False)
    except typer.TyperException as error:
        return _failed(f"{error.format_message().rstrip('.')}. See linchpin --help.")
    except (KeyboardInterrupt, typer.Abort):
        return _failed("Stopped.")
    except Exception as error:  # noqa: BLE001 - a person gets a line, no traceback
        from core.plain_text import failure

        return _failed(failure(error))
    return 0


def _failed(reason: str) -> int:
    typer.echo(reason, err=True)
    return 1


# What commands share ------------------------------------------------------------------


def _print(found: Any, *, as_json: bool, text: str = "") -> None:
    if as_json:
        text = json.dumps(found, ensure_ascii=False, indent=2, allow_nan=False)
    typer.echo(text)


def _today() -> date:
    return datetime.now(UTC).date()
