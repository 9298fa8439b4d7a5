"""The portfolio: what stands in its table, and how it is kept."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import pytest

from core import words
from core.access import local_owner
from core.edits import Add, Change
from data.store import Store, commit, create_project, load
from pages._ui import page, projects
from pages._ui.memo import Memo
from tests.pages.conftest import Pay
from tests.pages.visitor import Visitor

pytestmark = pytest.mark.app

ADA = local_owner("Ada")


def table(visitor: Visitor) -> pd.DataFrame:
    (shown,) = (f.value for f in visitor.dataframe if "Slip, d" in f.value)
    return pd.DataFrame(shown).set_index("Key")


def test_a_red_rating_is_never_shown_as_on_track(small: Store, pay: Pay) -> None:
    create_project(small, "RED", {"title": "Rated", "rating": "Red"}, actor=ADA)
    visitor = Visitor(project="PAY").open("portfolio")
    assert [e.message for e in visitor.exception] == []
    line = table(visitor).loc["RED"]
    assert line["Status"] == ["■ Off track"]
    assert (line["Set by"], line["Rating"]) == ("Rating", "Red")
    facts = load(small, "RED", actor=ADA).facts
    assert facts.rating == "Red"
    commit(small, "RED", [Change("projects", 1, 1, {"rating": ""})], actor=ADA)
    visitor.run()
    assert table(visitor).loc["RED", "Status"] == ["○ No data"]
    assert "Rating" not in table(visitor) or pay().facts.rating


def test_a_column_that_no_project_fills_is_left_out(nothing: Store) -> None:
    create_project(nothing, "A", {"title": "Alone", "sponsor": "Eve"}, actor=ADA)
    shown = table(Visitor().open("portfolio"))
    assert "Sponsor" in shown
    assert "Manager" not in shown
    assert "Rating" not in shown


def test_numbers_are_sorted_as_numbers(nothing: Store) -> None:
    for key, forecast in (("A", "90"), ("B", "110")):
        facts = {"title": key, "budget": "100", "forecast": forecast}
        dates = {"planned_finish": "2026-03-02", "forecast_finish": "2026-02-27"}
        create_project(nothing, key, facts | dates, actor=ADA)
    shown = table(Visitor().open("portfolio"))
    assert shown["Over, %"].tolist() == pytest.approx([10, -10])
    assert shown["Slip, d"].tolist() == [-1, -1]
    assert shown["Budget, €"].tolist() == [100, 100]


def test_amounts_of_several_currencies_stand_beside_their_currencies(
    nothing: Store,
) -> None:
    for key in ("A", "B"):
        create_project(nothing, key, {"title": key, "budget": "100"}, actor=ADA)
    commit(nothing, "B", [Add("settings", {"currency": "USD"})], actor=ADA)
    shown = table(Visitor().open("portfolio"))
    assert shown["Budget"].tolist() == [100, 100]
    assert sorted(shown["Currency"]) == ["EUR", "USD"]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["Cost"], "Cost"),
        (["Schedule", "Cost"], "Schedule, cost"),
        (["Schedule", "Cost", "Risk", "Scope"], "Schedule, cost +2"),
    ],
)
def test_of_many_dimensions_that_set_a_status_two_are_named(
    names: list[str], said: str
) -> None:
    assert projects.set_by(names) == said


def test_the_foot_writes_the_day_as_it_is_written_everywhere(small: Store) -> None:
    assert small.identity
    visitor = Visitor(project="PAY").open("portfolio")
    texts = [text.replace("\\", "") for text in visitor.texts]
    assert any(f"as of {words.day(page.today())}" in text for text in texts)
    assert not any(f"{page.today():%Y-%m-%d}" in text for text in texts)


def test_an_earlier_day_shows_the_projects_that_there_were(
    small: Store, past: date
) -> None:
    create_project(small, "NEW", {"title": "Newborn"}, actor=ADA)
    now = table(Visitor(project="PAY").open("portfolio"))
    then = table(Visitor(project="PAY", as_of=past.isoformat()).open("portfolio"))
    assert "NEW" in now.index
    assert "NEW" not in then.index
    assert "PAY" in then.index


def test_answers_that_are_missing_are_made_together_and_once() -> None:
    memo, asked = Memo(), []

    def make(keys: Sequence[str]) -> dict[str, int]:
        asked.append(list(keys))
        return {key: len(key) for key in keys if key != "none"}

    assert memo.answers(["a", "bb"], make) == {"a": 1, "bb": 2}
    assert memo.answers(["bb", "none"], make) == {"bb": 2, "none": None}
    assert memo.answers(["none", "a"], make) == {"none": None, "a": 1}
    assert asked == [["a", "bb"], ["none"]]


def test_all_columns_stand_beside_the_navigation_at_1440_px() -> None:
    left = 1440 - 232 - 150  # the navigation, and the margins of the page
    assert sum(projects.WIDTHS.values()) <= left
    assert sum(projects.CLOSE.values()) <= left
