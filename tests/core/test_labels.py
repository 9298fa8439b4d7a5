"""What names an entry without a title of its own is written for people."""

from datetime import date

import pytest

from core.registers.cost_plan import ExchangeRate, ResourceRate, Timesheet
from core.registers.entry import Entry
from core.registers.performance import ProgressMeasurement

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("entry", "label"),
    [
        (ExchangeRate(currency="USD", valid_from=DAY, rate=1), "USD from 2 Mar 2026"),
        (
            ResourceRate.model_validate(
                {"resource": 2, "valid_from": DAY, "cost_per_hour": 1}
            ),
            "RS-002 from 2 Mar 2026",
        ),
        (Timesheet(resource=2, worked_on=DAY, hours=1), "RS-002 on 2 Mar 2026"),
        (
            ProgressMeasurement(activity=3, measured_on=DAY, percent_complete=5),
            "T-003 on 2 Mar 2026",
        ),
    ],
)
def test_a_day_in_a_label_is_written_with_the_name_of_its_month(
    entry: Entry, label: str
) -> None:
    assert entry.label.replace("\u00a0", " ") == label
