"""The shell's way in."""

from importlib.metadata import version
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False)


def _print_version(asked: bool) -> None:  # noqa: FBT001 - typer's callback
    if asked:
        typer.echo(f"linchpin {version('linchpin')}")
        raise typer.Exit


@app.callback()
def linchpin(
    *,
    version: Annotated[
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


def main() -> None:
    """Run the command that the shell names."""
    app()
