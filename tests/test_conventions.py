"""Rules of the code that no linter knows."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "pages").glob("*.py"))
PARTS = sorted((ROOT / "pages" / "_ui").glob("*.py"))
ROOMS = [f for room in ("core", "data", "pages") for f in (ROOT / room).rglob("*.py")]
WAYS_IN = [ROOT / "app.py", ROOT / "cli.py"]
MIGRATIONS = ROOT / "data" / "migrations"
SENTENCE = re.compile(r"[a-z]{2,} [a-z]{2,}")
EXCLAIMED = re.compile(r"\w!(\s|$)")
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u26ff\u2705\u274c\u2757\ufe0f]")


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("file", PAGES, ids=name)
def test_a_page_is_a_short_script_without_functions(file: Path) -> None:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    assert [n.lineno for n in ast.walk(tree(file)) if isinstance(n, kinds)] == []
    assert lines(file) <= 60


@pytest.mark.parametrize("file", PAGES, ids=name)
def test_a_page_says_what_it_is_and_asks_who_looks_before_it_shows(file: Path) -> None:
    body = tree(file)
    assert ast.get_docstring(body)
    calls = [
        ast.unparse(node.func) for node in ast.walk(body) if isinstance(node, ast.Call)
    ]
    asks = [node for node in body.body if not is_quiet(node)]
    assert ast.unparse(asks[0]).endswith(("page.start()", "page.keys()"))
    assert "look.head" in calls


def is_quiet(node: ast.stmt) -> bool:
    """Whether a statement shows nothing: an import, the docstring, a constant."""
    docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    calls = any(isinstance(part, ast.Call) for part in ast.walk(node))
    return docstring or isinstance(node, ast.Import | ast.ImportFrom) or not calls


def test_the_navigation_lists_the_pages_that_there_are_each_once() -> None:
    text = (ROOT / "app.py").read_text(encoding="utf-8")
    listed = re.findall(r'^ {8}\("(\w+)", "', text, re.MULTILINE)
    assert sorted(listed) == [file.stem for file in PAGES]


def test_the_browsers_way_in_is_short() -> None:
    assert lines(ROOT / "app.py") <= 60


def transactions(file: Path) -> Iterator[ast.With]:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.With):
            opened = " ".join(ast.unparse(item.context_expr) for item in node.items)
            if re.search(r"\.(reading|writing|begin|connect|transaction)\(", opened):
                yield node


@pytest.mark.parametrize("file", [*PAGES, *PARTS], ids=name)
def test_nothing_is_shown_inside_a_transaction(file: Path) -> None:
    """st.rerun and st.stop raise: the write would be rolled back without a word."""
    assert [block.lineno for block in transactions(file)] == []


def test_transactions_are_recognised_where_there_are_some() -> None:
    assert list(transactions(ROOT / "data" / "store.py"))


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    written = [file for file in ROOMS if not file.is_relative_to(MIGRATIONS)]
    assert len(written) > 60
    assert {name(file): lines(file) for file in written if lines(file) > 300} == {}


def spoken(file: Path) -> Iterator[str]:
    """The texts of a module that a person may read: sentences, not its docstrings."""
    body = tree(file)
    docstrings = {
        ast.get_docstring(node, clean=False)
        for node in ast.walk(body)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
    }
    for node in ast.walk(body):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
            if SENTENCE.search(text) and text not in docstrings:
                yield text


@pytest.mark.parametrize("file", [*WAYS_IN, *ROOMS], ids=name)
def test_texts_for_people_are_calm(file: Path) -> None:
    loud = [t for t in spoken(file) if EXCLAIMED.search(t) or EMOJI.search(t)]
    assert loud == []


def test_texts_for_people_are_found() -> None:
    found = [text for file in ROOMS for text in spoken(file)]
    assert len(found) > 100
    assert EXCLAIMED.search("Saved the entry!")
    assert EMOJI.search("Done \u2705")
