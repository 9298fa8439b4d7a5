import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from core.access import Actor
from tests.pages.conftest import LookAs
from tests.pages.visitor import ROOT, SECONDS, Visitor

pytestmark = pytest.mark.app

PAGES = sorted(file.stem for file in (ROOT / "pages").glob("*.py"))
# Where a first project begins; and the live board, which is joined by its code.
WITHOUT_PROJECT = {"board", "portfolio", "exchange"}
WORDLESS = re.compile(r"\b(None|nan|NaN|NaT|inf|Traceback)\b|\{\w*\}")
TO_EDIT = ("Save", "New ", "Paste", "Undo", "Add", "Start", "Archive", "Discard")

every_page = pytest.mark.parametrize("name", PAGES)


def check(visitor: Visitor) -> None:
    """Every page has a title and a sentence, and neither fails nor shows a gap."""
    assert [e.message for e in visitor.exception] == []
    assert [e.value for e in visitor.error] == []
    assert len(visitor.title) == 1
    headings = [visitor.title[0].value, *(s.value for s in visitor.subheader)]
    figures = [f"{m.label} {m.value} {m.delta}" for m in visitor.metric]
    for text in (visitor.sentence, *headings, *figures):
        assert not WORDLESS.search(text), text


def tabs(visitor: Visitor) -> list[tuple[str, str]]:
    """Return key and label of each tab that shows its content only when opened."""
    keys = [str(k) for k in visitor.session_state if str(k).endswith("-tab")]
    return [(key, tab.label) for key in keys for tab in visitor.tabs]


def check_tabs(visitor: Visitor) -> None:
    for key, label in tabs(visitor):
        visitor.open_tab(key, label)
        check(visitor)


def test_there_are_pages() -> None:
    assert {"overview", "risks", "settings"} <= set(PAGES)


@every_page
@pytest.mark.usefixtures("nothing")
def test_a_page_without_any_project_says_how_to_begin(name: str) -> None:
    visitor = Visitor().open(name)
    assert [e.message for e in visitor.exception] == []
    assert len(visitor.title) == 1
    assert len(visitor.data_editor) == 0
    if name not in WITHOUT_PROJECT:
        links = [link.label for link in visitor.page_link]
        assert links == ["Start a project", "Import a file"]
    assert "Project" not in [box.label for box in visitor.sidebar.selectbox]


@every_page
@pytest.mark.usefixtures("fresh")
def test_a_page_of_an_empty_project_opens(name: str) -> None:
    visitor = Visitor(project="NEW").open(name)
    check(visitor)
    check_tabs(visitor)


@every_page
@pytest.mark.usefixtures("sample")
def test_a_page_of_the_sample_opens_and_opens_again(name: str) -> None:
    visitor = Visitor(project="PAY").open(name)
    check(visitor)
    first = visitor.sentence
    visitor.run()
    assert visitor.sentence == first
    check_tabs(visitor)


@every_page
@pytest.mark.usefixtures("sample")
def test_a_page_as_of_an_earlier_day_is_read_only(past: date, name: str) -> None:
    visitor = Visitor(project="PAY", as_of=past.isoformat()).open(name)
    check(visitor)
    assert visitor.query_params["as_of"] == past.isoformat()
    assert "Back to today" in visitor.labels
    for key, label in tabs(visitor) or [("", "")]:
        if key:
            visitor.open_tab(key, label)
        if name in WITHOUT_PROJECT:
            continue
        assert len(visitor.data_editor) == 0
        assert not [b for b in visitor.labels if b.startswith(TO_EDIT)]
        assert len(visitor.main.text_area) == 0


@every_page
@pytest.mark.usefixtures("sample")
def test_a_page_before_the_project_began_says_so(name: str) -> None:
    visitor = Visitor(project="PAY", as_of="1995-01-01").open(name)
    assert [e.message for e in visitor.exception] == []
    assert len(visitor.title) == 1
    if name not in WITHOUT_PROJECT:
        assert any("There was no project PAY" in h.value for h in visitor.subheader)


@every_page
@pytest.mark.usefixtures("sample")
def test_a_page_run_by_itself_shows_nothing_and_ends(name: str) -> None:
    alone = AppTest(ROOT / "pages" / f"{name}.py", default_timeout=SECONDS).run()
    assert [e.message for e in alone.exception] == []
    assert dict(alone.main.children) == {}
    assert dict(alone.sidebar.children) == {}
    shown = Visitor(project="PAY").open(name)
    assert dict(shown.main.children) != {}


@every_page
@pytest.mark.usefixtures("sample")
def test_the_first_address_that_a_new_server_is_asked_for_shows_that_page(
    name: str,
) -> None:
    first = AppTest(ROOT / "app.py", default_timeout=SECONDS)
    first.query_params["project"] = "PAY"
    first.switch_page(f"pages/{name}.py").run()
    assert [e.message for e in first.exception] == []
    shown = Visitor(project="PAY").open(name)
    assert [t.value for t in first.title] == [t.value for t in shown.title]
    assert [b.label for b in first.sidebar.button] == ["Search"]
    assert first.selectbox(key="project").value == "PAY"


@every_page
@pytest.mark.usefixtures("sample")
def test_a_stranger_sees_no_project_on_any_page(look_as: LookAs, name: str) -> None:
    look_as(Actor("Eve"))
    visitor = Visitor(project="PAY").open(name)
    assert [e.message for e in visitor.exception] == []
    everything = " ".join(str(e.value) for e in [*visitor.markdown, *visitor.title])
    assert "Payments" not in everything
    assert "PAY" not in everything
    assert len(visitor.dataframe) == 0
    assert len(visitor.metric) == 0
