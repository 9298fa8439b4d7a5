"""What the documents name is there, and what is there is named."""

import re
from pathlib import Path

import pytest

from cli import app

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
GUIDE = sorted((DOCS / "guide").glob("*.md"))
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))
TOP = [ROOT / "README.md", ROOT / "CHANGELOG.md"]
EVERY = [*TOP, *GUIDE, *DECISIONS]
PICTURES = DOCS / "guide" / "pictures"
LARGEST = 150_000  # bytes of a picture
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)#]+)")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
MACHINE = re.compile(r"(?<![\w~.])/(home|tmp|root|work|Users)/|\.\./shared")
INDEX = re.compile(r"index-url|pypi\.org|/simple\b")
WORKING = re.compile(r"\bissue #?\d|\bsessions?\b", re.IGNORECASE)
STREAMLIT_SESSION = "Streamlit session"  # the library's own word


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def links(file: Path, *, pictures: bool) -> list[Path]:
    prose = FENCED.sub("", text(file))
    return [
        file.parent / target
        for mark, target in LINK.findall(prose)
        if bool(mark) is pictures and "://" not in target
    ]


@pytest.mark.parametrize("file", EVERY, ids=name)
def test_what_a_document_links_to_is_there(file: Path) -> None:
    targets = links(file, pictures=False) + links(file, pictures=True)
    assert [name(t) for t in targets if not t.exists()] == []


def test_every_picture_is_shown_somewhere() -> None:
    shown = {p.resolve() for file in EVERY for p in links(file, pictures=True)}
    assert shown == {p.resolve() for p in PICTURES.iterdir()}


@pytest.mark.parametrize("picture", sorted(PICTURES.iterdir()), ids=name)
def test_a_picture_is_small_enough_to_be_read_over_a_slow_line(picture: Path) -> None:
    assert picture.stat().st_size <= LARGEST


def test_every_page_of_the_guide_is_reached_from_its_start() -> None:
    start = DOCS / "guide" / "README.md"
    reached = {p.resolve() for p in links(start, pictures=False)}
    assert [name(f) for f in GUIDE if f != start and f.resolve() not in reached] == []


def test_every_page_of_the_app_is_named_in_the_guide() -> None:
    row = re.compile(r'^ {8}\("\w+", "([^"]+)"', re.MULTILINE)
    titles = set(row.findall(text(ROOT / "app.py")))
    guide = "\n".join(map(text, GUIDE))
    assert len(titles) > 10
    assert {title for title in titles if title not in guide} == set()


def test_every_command_is_named_in_the_guide_and_none_that_is_not() -> None:
    commands = {
        c.name or c.callback.__name__ for c in app.registered_commands if c.callback
    }
    shell = set(re.findall(r"`linchpin (\w+)", text(DOCS / "guide" / "shell.md")))
    assert shell == commands
    everywhere = re.findall(
        r"\blinchpin (\w+) (?=[A-Z`-]|\w+\.)", "\n".join(map(text, TOP))
    )
    assert set(everywhere) <= commands
    assert everywhere


def test_the_targets_of_the_readme_are_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", text(ROOT / "Makefile"), re.MULTILINE))
    named = set(
        re.findall(r"(?:`|^)make ([a-z]+)", text(ROOT / "README.md"), re.MULTILINE)
    )
    assert {"run", "test"} <= named <= targets


@pytest.mark.parametrize("file", EVERY, ids=name)
def test_a_document_names_no_machine_no_index_and_no_way_of_working(file: Path) -> None:
    prose = text(file).replace(STREAMLIT_SESSION, "")
    found = [p.search(prose) for p in (MACHINE, INDEX, WORKING)]
    assert [match.group() for match in found if match] == []


@pytest.mark.parametrize(
    "wrong", ["see /home/ada/x", "--index-url", "as issue 2 says", "in this session"]
)
def test_what_must_not_be_named_is_recognised(wrong: str) -> None:
    assert any(p.search(wrong) for p in (MACHINE, INDEX, WORKING))


def test_decisions_are_numbered_on() -> None:
    numbers = [int(file.name[:4]) for file in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))
