from datetime import date, timedelta

import pytest

from core.edits import apply
from core.registers.catalog import RISKS
from core.registers.project import ProjectSettings
from core.registers.risks import Risk
from core.risk import exposure, next_review
from core.risk_reviews import overdue_reviews, review_after, review_words, reviewed
from tests.projects import TODAY, project, threat

DEFAULTS = ProjectSettings()
LONG_AGO = TODAY - timedelta(days=40)


@pytest.mark.parametrize(
    ("level", "days"), [((1, 5), 90), ((2, 3), 30), ((3, 5), 14), ((5, 5), 14)]
)
def test_a_review_is_due_again_by_the_level(level: tuple[int, int], days: int) -> None:
    risk = threat(*level)
    assert review_after(risk, TODAY, DEFAULTS) == TODAY + timedelta(days=days)
    other = ProjectSettings(review_green=1, review_yellow=1, review_red=1)
    assert review_after(risk, TODAY, other) == TODAY + timedelta(days=1)


def test_without_an_agreed_date_the_days_run_from_the_identification() -> None:
    assert next_review(threat(identified_on=TODAY), DEFAULTS) == TODAY + timedelta(30)
    agreed = threat(identified_on=LONG_AGO, review_date=TODAY)
    assert next_review(agreed, DEFAULTS) == TODAY
    assert next_review(threat(), DEFAULTS) is None


def test_overdue_ones_are_counted_with_and_without_an_agreed_date() -> None:
    made = project(
        risks=[
            threat(identified_on=LONG_AGO),
            threat(1, 1, identified_on=LONG_AGO),
            threat(review_date=TODAY - timedelta(days=20)),
            threat(status="closed", identified_on=LONG_AGO),
            threat(),
        ]
    )
    assert [r.number for r in overdue_reviews(made, TODAY)] == [3, 1]
    state = exposure(made, TODAY)
    assert state.overdue == (("R-001", 10), ("R-003", 20))
    assert state.unreviewed == 1


def test_a_review_writes_the_next_date_and_nothing_else() -> None:
    made = project(risks=[threat(4, 4, owner="Ann")])
    after, (line,) = apply(made, [reviewed(made[RISKS].records[1], TODAY, DEFAULTS)])
    assert after[RISKS].entries[0].review_date == TODAY + timedelta(days=14)
    assert set(line.after) == {"review_date"}


@pytest.mark.parametrize(
    ("risk", "said"),
    [
        (threat(), "no review is planned"),
        (threat(review_date=TODAY), "review due today"),
        (
            threat(review_date=date(2026, 11, 19)),
            "review overdue since 19\xa0Nov\xa02026",
        ),
        (threat(review_date=date(2026, 12, 4)), "next review 4\xa0Dec\xa02026"),
    ],
)
def test_when_a_risk_is_due_is_said(risk: Risk, said: str) -> None:
    assert review_words(risk, TODAY, DEFAULTS) == said
