import pytest

from core.registers.learning import RetrospectiveKind
from core.retrospective.phases import (
    ORDER,
    Phase,
    is_open,
    is_past_talk,
    is_voted,
    may_discuss,
    may_group,
    may_vote,
    may_write,
    next_phase,
    previous_phase,
    purpose,
    title,
)
from core.retrospective.templates import TEMPLATES, Template, column_titled


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
def test_a_template_has_columns_that_each_ask_a_question(template: Template) -> None:
    keys = [column.key for column in template.columns]
    assert len(keys) == len(set(keys)) >= 3
    assert all(column.hint.endswith("?") for column in template.columns)
    assert template.purpose.endswith((".", "?"))
    assert set(template.timed) <= set(keys)


def test_every_template_of_the_product_is_there() -> None:
    assert set(TEMPLATES) == {
        "start-stop-continue",
        "four-ls",
        "mad-sad-glad",
        "sailboat",
        "daki",
        "starfish",
        "timeline",
        "pre-mortem",
        "post-mortem",
    }
    incidents = [
        t.key for t in TEMPLATES.values() if t.kind is RetrospectiveKind.POST_MORTEM
    ]
    assert incidents == ["post-mortem"]


def test_a_card_that_is_carried_over_goes_to_the_column_of_its_title() -> None:
    sailboat = TEMPLATES["sailboat"]
    assert column_titled(sailboat, "anchor").key == "anchor"
    assert column_titled(sailboat, "Start").key == "wind"


def test_phases_follow_each_other_and_end() -> None:
    walked: list[Phase] = [ORDER[0]]
    while (following := next_phase(walked[-1])) is not None:
        assert previous_phase(following) is walked[-1]
        walked.append(following)
    assert tuple(walked) == ORDER == tuple(Phase)
    assert previous_phase(ORDER[0]) is None


def test_each_work_has_its_phase() -> None:
    works = {
        may_write: [Phase.WRITE],
        may_group: [Phase.GROUP],
        may_vote: [Phase.VOTE],
        may_discuss: [Phase.DISCUSS],
        is_past_talk: [Phase.COMMIT, Phase.LESSONS, Phase.CLOSE],
    }
    for allowed, wanted in works.items():
        assert [phase for phase in ORDER if allowed(phase)] == wanted
    assert [phase for phase in ORDER if not is_open(phase)][-1] is Phase.WRITE
    assert next(phase for phase in ORDER if is_voted(phase)) is Phase.VOTE


@pytest.mark.parametrize("phase", ORDER)
def test_each_phase_tells_both_sides_what_to_do(phase: Phase) -> None:
    assert title(phase)
    assert purpose(phase).endswith((".", "?"))
    assert purpose(phase, leads=True).endswith(".")
    assert purpose(phase) != purpose(phase, leads=True)
