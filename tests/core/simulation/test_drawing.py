"""Drawing: streams, tables, and how far a draw is from the exact value."""

import numpy as np
import pytest

from core.simulation.bell import Lognormal, Normal
from core.simulation.compiled import loops
from core.simulation.distributions import (
    Distribution,
    Pert,
    Triangular,
    Trigen,
    Uniform,
)
from core.simulation.model import BEFORE
from core.simulation.preparing import prepare
from core.simulation.rows import Events
from core.simulation.streams import states
from tests.core.simulation.models import costs, ran

MANY = 100_000


def shares(state: int, count: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """What a stream draws: the room that events are drawn in holds the shares."""
    events = Events(np.array([state], np.uint64), np.zeros(1))
    room = np.empty((1, count))
    loops().happen(events, 0, room, np.empty((1, count)))
    found: np.ndarray[tuple[int], np.dtype[np.float64]] = room[0]
    return found


def test_a_stream_is_that_of_splitmix64() -> None:
    # the first numbers from 1234567, as Rosetta Code lists them (Pseudo-random
    # numbers/Splitmix64)
    known = (6457827717110365317, 3203168211198807973, 9817491932198370423)
    found = shares(1234567, 3)
    assert found.tolist() == pytest.approx([n / 2**64 for n in known], abs=2**-52)


def test_shares_are_uniform_and_streams_unrelated() -> None:
    rows = np.array([shares(int(s), MANY) for s in states(7, ["a", "b", "c", "ab"])])
    assert rows.min() > 0
    assert rows.max() < 1
    counts = np.histogram(rows, bins=100, range=(0, 1))[0]
    expected = rows.size / 100
    assert (
        (counts - expected) ** 2 / expected
    ).sum() < 150  # chi², 99 degrees: p .0007
    apart = np.corrcoef(rows) - np.eye(4)
    later = np.corrcoef(rows[0, 1:], rows[0, :-1])[0, 1]
    assert max(np.abs(apart).max(), abs(later)) < 5 / np.sqrt(MANY)


@pytest.mark.parametrize(
    "drawn",
    [
        Uniform(3, 9),
        Triangular(8, 10, 15),
        Trigen(8, 10, 15),
        Pert(8, 10, 15),
        Pert(8, 8, 15),
        Pert(1, 14.9, 15),
        Normal(10, 2),
        Lognormal(2, 0.25),
        Lognormal(1, 0.8, 20, is_mirrored=True),
    ],
)
def test_a_draw_is_the_value_of_its_share_to_2e_5_of_the_range(
    drawn: Distribution,
) -> None:
    made = ran(costs(drawn), trials=MANY)
    state = states(made.seed, ["cost 1"])[0]
    exact = drawn.quantile(shares(int(state), MANY))
    reach = float(np.ptp(drawn.quantile([1e-6, 1 - 1e-6])))
    assert np.abs(made.cost - exact).max() < 2e-5 * reach


def test_what_is_missing_from_a_model_costs_nothing() -> None:
    made = ran(costs(), trials=10)
    assert made.cost.tolist() == [0.0] * 10
    assert made.scenario == BEFORE
    assert prepare(costs()).spans == ()
