"""What past projects say of an estimate, held against published figures and laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.retrospective.reference_class import (
    EQUIPMENT_CAPITAL,
    EQUIPMENT_DURATION,
    IT_COST,
    PRIORS,
    Prior,
    ReferenceClass,
)

KNOWN = ReferenceClass((1.05, 1.3, 0.95, 1.6, 1.2, 1.1, 2.1, 1.0))

classes = st.lists(st.floats(0.2, 8), min_size=2, max_size=60).map(
    lambda ratios: ReferenceClass(tuple(ratios))
)


def test_a_known_class_is_summed_up_to_the_digit() -> None:
    assert KNOWN.geometric_mean == pytest.approx(1.244, abs=0.0005)
    assert KNOWN.own(0.8) == pytest.approx(1.560, abs=0.0005)


@pytest.mark.parametrize(("many", "share"), [(5, 0.5), (14, 0.8), (29, 0.9)])
def test_the_largest_covers_a_percentile_only_from_so_many_on(
    many: int, share: float
) -> None:
    assert ReferenceClass((1.0,) * many).is_enough(share)
    assert not ReferenceClass((1.0,) * (many - 1)).is_enough(share)


def test_a_class_of_one_or_none_is_its_prior() -> None:
    assert ReferenceClass(()).geometric_mean is None
    for ratios in ((), (1.4,)):
        few = ReferenceClass(ratios)
        assert few.own(0.8) is None
        assert few.blended(0.8, IT_COST) == IT_COST.ratio(0.8)


def test_ten_projects_weigh_as_much_as_the_prior() -> None:
    ten = ReferenceClass((1.0, 1.1) * 5)
    own, prior = ten.own(0.8), IT_COST.ratio(0.8)
    assert own is not None
    assert ten.blended(0.8, IT_COST) == pytest.approx((own * prior) ** 0.5)


def test_many_projects_speak_by_their_own_percentiles() -> None:
    many = ReferenceClass(tuple(1 + n / 100 for n in range(101)))
    assert many.own(0.8) == pytest.approx(1.8)
    assert many.own(0.5) == pytest.approx(1.5)


@given(classes, st.sampled_from(PRIORS))
def test_a_higher_confidence_never_promises_less(
    made: ReferenceClass, prior: Prior
) -> None:
    promises = [made.blended(share, prior) for share in (0.1, 0.5, 0.8, 0.9)]
    assert promises == sorted(promises)


def test_priors_are_as_published() -> None:
    means = [IT_COST.ratio(n / 10_000) for n in range(1, 10_000)]
    assert sum(means) / len(means) == pytest.approx(1.27, abs=0.01)
    sixth = means[-len(means) // 6 :]
    assert sum(sixth) / len(sixth) == pytest.approx(3.0, abs=0.05)
    assert EQUIPMENT_DURATION.ratio(0.9) == pytest.approx(1.54)
    assert EQUIPMENT_CAPITAL.ratio(0.1) == pytest.approx(1.10)
