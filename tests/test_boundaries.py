"""What import-linter cannot hold: it reads packages; app.py and cli.py are modules."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = sorted(
    file for floor in ("core", "data", "pages") for file in (ROOT / floor).rglob("*.py")
)


def imported(file: Path) -> set[str]:
    """Every module that a file imports, with each package above it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names | {name.partition(".")[0] for name in names}


@pytest.mark.parametrize(
    ("module", "never", "always"),
    [
        ("app.py", {"plotly", "sqlalchemy", "sqlmodel", "data.tables"}, "streamlit"),
        ("cli.py", {"plotly", "sqlalchemy", "sqlmodel", "data.tables"}, "typer"),
        ("cli.py", {"pages", "app"}, "typer"),
    ],
)
def test_a_way_in_uses_the_floors_below_by_their_front_door(
    module: str, never: set[str], always: str
) -> None:
    names = imported(ROOT / module)
    assert always in names
    assert not names & never


def test_no_floor_imports_a_way_in() -> None:
    assert FLOORS
    assert [file for file in FLOORS if imported(file) & {"app", "cli"}] == []
