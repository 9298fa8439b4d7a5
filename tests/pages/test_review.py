"""The review on the page Retrospective: a guess first, then what happened."""

import pytest

from tests.pages.visitor import Visitor

pytestmark = pytest.mark.app

TAB = "retrospective-tab"


def heads(visitor: Visitor) -> str:
    """Return the heads of all blocks."""
    return "\n".join(head.value for head in visitor.subheader)


@pytest.mark.usefixtures("sample")
def test_the_overrun_is_hidden_until_somebody_has_guessed() -> None:
    visitor = Visitor(project="IDP").open("retrospective")
    visitor.open_tab(TAB, "Review")
    assert "Guess first" in heads(visitor)
    assert "was never a risk" in heads(visitor)
    assert "slipped most" not in heads(visitor)
    visitor.number_input(key="review-guess-cost-IDP").set_value(20)
    visitor.press("Reveal")
    assert "Penetration test slipped most" in heads(visitor)
    assert "more was spent than planned" in heads(visitor)
    assert visitor.said("guessed")
    assert "things came as planned or better" in heads(visitor)
    assert "Guess first" not in heads(visitor)


@pytest.mark.usefixtures("sample")
def test_the_review_is_a_file_when_it_is_asked_for() -> None:
    visitor = Visitor(project="IDP").open("retrospective")
    visitor.open_tab(TAB, "Review")
    assert not visitor.get("download_button")
    visitor.reveal("review-report")
    labels = [button.proto.label for button in visitor.get("download_button")]
    assert labels == ["Markdown", "HTML", "PDF", "Word", "CSV"]


@pytest.mark.usefixtures("fresh")
def test_an_empty_project_is_told_what_to_do_first() -> None:
    visitor = Visitor(project="NEW").open("retrospective")
    visitor.open_tab(TAB, "Review")
    assert "Nothing to look back on yet" in heads(visitor)
