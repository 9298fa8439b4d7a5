"""The plan on the export page: offered for other tools, or why not."""

import pytest

from core.access import local_owner
from core.edits import Add, Edit
from data.store import Store, commit
from tests.pages.visitor import Visitor

pytestmark = pytest.mark.app
ADA = local_owner("Ada")


def opened() -> Visitor:
    visitor = Visitor(project="PAY")
    visitor.session_state["exchange-tab"] = "Export"
    visitor.open("exchange")
    assert [e.message for e in visitor.exception] == []
    return visitor


def labels(visitor: Visitor) -> set[str]:
    return {getattr(b, "label", "") for b in visitor.get("download_button")}


def test_a_plan_is_offered_to_other_tools_with_the_activities_of_each(
    small: Store,
) -> None:
    plan: list[Edit] = [Add("activities", {"title": "Dig", "owner": "Ada"})]
    commit(small, "PAY", plan, actor=ADA)
    visitor = opened()
    assert {
        "Plan as Microsoft Project XML",
        "Milestones as iCalendar",
        "Activities as iCalendar",
    } <= labels(visitor)
    assert "Ada" in visitor.selectbox(key="export-owner").options


def test_a_plan_in_a_circle_says_so_instead(small: Store) -> None:
    ring: list[Edit] = [
        Add("activities", {"title": "One"}, 901),
        Add("activities", {"title": "Two"}, 902),
        Add("dependencies", {"predecessor": 901, "successor": 902}),
        Add("dependencies", {"predecessor": 902, "successor": 901}),
    ]
    commit(small, "PAY", ring, actor=ADA)
    visitor = opened()
    assert "Plan as Microsoft Project XML" not in labels(visitor)
    assert any("T-901" in text for text in visitor.texts)


def test_a_plan_too_deep_for_microsoft_project_is_offered_as_tables(
    small: Store,
) -> None:
    first: Edit = Add("activities", {"title": "Whole"}, 901)
    deep = [
        first,
        *(
            Add("activities", {"title": "Part", "parent": n - 1}, n)
            for n in range(902, 1002)
        ),
    ]
    commit(small, "PAY", deep, actor=ADA)
    visitor = opened()
    assert "Plan as Microsoft Project XML" not in labels(visitor)
    assert "Plan as CSV" in labels(visitor)
    assert any("T-1001 “Part” stands 101 levels deep" in text for text in visitor.texts)
