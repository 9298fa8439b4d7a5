"""Many browsers at one board at once, and a server that is killed."""

import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.access import Actor
from core.errors import BoardError
from core.retrospective.phases import Phase
from data import boards
from data.store import Store, open_store
from tests.live_boards import Meeting, meeting, written

ROOT = Path(__file__).parents[2]
WORKERS = [sys.executable, "-m", "tests.data.board_workers"]
BROWSERS = 25


def start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603
        [*WORKERS, *arguments],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def finish(processes: list[subprocess.Popen[str]]) -> None:
    for process in processes:
        _, told = process.communicate(timeout=500)
        assert process.returncode == 0, told


@pytest.mark.slow
def test_cards_of_many_processes_are_all_there_and_none_twice(
    pay: Store, owner: Actor, url: str
) -> None:
    held = meeting(pay, owner)
    held.go(Phase.WRITE)
    finish([start("write_cards", url, held.code, f"b{n}") for n in range(8)])
    held.lead(boards.reveal, True)  # noqa: FBT003
    found = Counter(card.text for card in held.view(held.seat("ann")).cards)
    assert found == Counter({f"b{b}-{n}": 1 for b in range(8) for n in range(6)})


@pytest.mark.slow
def test_votes_of_many_processes_keep_to_the_limits(
    pay: Store, owner: Actor, url: str
) -> None:
    held, _, _ = written(pay, owner)
    held.go(Phase.VOTE)
    finish([start("vote", url, held.code, f"b{n % 4}") for n in range(8)])
    held.lead(boards.close_votes)
    sums = [group.votes for group in held.view(held.seat("ann")).groups]
    # the same four browsers, each in two windows: 3 and 2 votes, sent twice
    assert sums == [12, 8, 0]
    assert [held.view(held.seat(f"b{n}")).votes_left for n in range(4)] == [0] * 4


def test_twenty_five_threads_lose_nothing_and_write_nothing_twice(
    pay: Store, owner: Actor
) -> None:
    held = meeting(pay, owner)
    held.go(Phase.WRITE)

    def take_part(browser: int) -> None:
        seat = held.seat(f"b{browser}")
        for number in range(3):
            for _ in range(2):
                boards.write_card(
                    pay, seat, "start", f"b{browser}-{number}", once=str(number)
                )

    with ThreadPoolExecutor(BROWSERS) as pool:
        list(pool.map(take_part, range(BROWSERS)))
    held.go(Phase.VOTE)
    one = min(group.id for group in held.view(held.seat("b0")).groups)

    def vote(browser: int) -> int:
        seat = boards.seat_of(f"b{browser // 2}", held.code)
        refused = 0
        for _ in range(4):
            try:
                boards.cast_vote(pay, seat, one)
            except BoardError:
                refused += 1
        return refused

    with ThreadPoolExecutor(BROWSERS) as pool:
        refused = sum(pool.map(vote, range(24)))
    held.lead(boards.close_votes)
    view = held.view(held.seat("b0"))
    assert Counter(card.text for card in view.cards) == Counter(
        {f"b{b}-{n}": 1 for b in range(BROWSERS) for n in range(3)}
    )
    assert max(group.votes or 0 for group in view.groups) == 12 * 3
    assert refused == 24 * 4 - 12 * 3
    assert view.seats == BROWSERS


@pytest.mark.slow
def test_killed_nothing_acknowledged_is_lost_and_the_board_is_whole(
    pay: Store, owner: Actor, url: str
) -> None:
    held = meeting(pay, owner)
    held.go(Phase.WRITE)
    seen: set[str] = set()
    for wanted in (1, 12, 30):
        seen |= killed_after(held, url, wanted)
        opened = open_store(url)
        again = Meeting(opened, owner, held.code)
        again.go(Phase.GROUP)
        view = again.view(again.seat("ann"))
        assert seen <= {card.text for card in view.cards}
        assert sum(len(group.cards) for group in view.groups) == len(view.cards)
        again.go(Phase.WRITE)
        opened.close()


def killed_after(held: Meeting, url: str, wanted: int) -> set[str]:
    """Kill a server after some acknowledged cards; return all that it told."""
    process = start("act_without_end", url, held.code)
    assert process.stdout
    told = [process.stdout.readline() for _ in range(wanted)]
    process.kill()
    rest, _ = process.communicate()
    numbers = [*told, *rest.splitlines(keepends=True)]
    return {f"card {n.strip()}" for n in numbers if n.endswith("\n")}
