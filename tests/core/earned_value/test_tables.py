"""Tables of earned value: every figure has its formula, and undefined is n/a."""

import pytest

from core.earned_value.series import EarnedValue
from core.earned_value.tables import (
    FORMULAS,
    branch_table,
    branch_title,
    period_table,
    period_title,
)
from tests.core.earned_value.reports import reported, week
from tests.core.earned_value.test_words import AHEAD, DONE, FREE, LATE
from tests.projects import SPACE, is_title

EARLY = reported([(week(1), 5, 5, 5), (week(2), 9, 9, 9)], status_date=week(0))


def test_the_newest_status_date_comes_first() -> None:
    table = period_table(LATE)
    assert table["Status date"][0].replace(SPACE, " ") == "19 Jan 2026"
    assert (table["EV"][0], table["CV"][0], table["CPI"][0]) == (
        "520,000",
        "−80,000",
        "0.87",
    )
    assert len({len(column) for column in table.values()}) == 1


def test_every_column_has_its_formula() -> None:
    columns = set(period_table(LATE)) | set(branch_table(LATE))
    assert columns == set(FORMULAS)


@pytest.mark.parametrize("found", [LATE, AHEAD, DONE, FREE, EARLY])
def test_no_cell_is_empty_and_every_title_is_one(found: EarnedValue) -> None:
    cells = [cell for column in period_table(found).values() for cell in column]
    assert not {"None", "nan", "inf", ""} & set(cells)
    assert is_title(period_title(found))
    assert is_title(branch_title(found))


def test_without_cost_the_index_is_not_known() -> None:
    assert "n/a" in period_table(FREE)["CPI"]
    assert branch_table(EARLY)["WBS"] == []
