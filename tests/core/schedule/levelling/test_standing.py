"""How far a search is while it runs: what is told never promises too much."""

import pytest

from core.schedule.instants import DAY
from core.schedule.levelling.proposal import percent_of, propose
from core.schedule.levelling.standing import Scale, Standing
from core.schedule.levelling.watch import Watch
from core.schedule.network import schedule
from tests.core.schedule.levelling.test_proposal import PEOPLE, activity, plan


def test_the_last_word_of_a_search_is_what_it_proposes() -> None:
    conflict = plan(*(activity(number, 3) for number in range(1, 8)))
    scale = Scale.of(schedule(conflict), PEOPLE)
    told: list[Standing] = []

    def tell(_seconds: float, finish: int, bound: int) -> None:
        told.append(scale.standing(finish, bound))

    proposal = propose(conflict, PEOPLE, Watch(20, tell))
    assert told
    assert told[-1].finish == proposal.levelled.finish
    assert told[-1].gap == proposal.gap
    assert [one.finish for one in told] == sorted(
        (o.finish for o in told), reverse=True
    )


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (0.0, "Best finish so far 2 Jan 1970, which no plan can beat"),
        (0.0301, "Best finish so far 2 Jan 1970, at most 3.1 % from the best possible"),
    ],
)
def test_it_is_said_in_words(gap: float, said: str) -> None:
    words = Standing(2 * DAY, gap).sentence
    assert words.replace("\u00a0", " ") == said


@pytest.mark.parametrize(("gap", "said"), [(0.5, "50 %"), (0.00001, "0.1 %")])
def test_a_share_is_rounded_up(gap: float, said: str) -> None:
    assert percent_of(gap) == said
