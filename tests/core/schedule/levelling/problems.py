"""Problems for tests: small ones by chance, and the judge of a plan."""

from hypothesis import strategies as st

from core.schedule.levelling.problem import Activity, Capacity, Kind, Link, Problem

KINDS: tuple[Kind, ...] = ("FS", "SS", "FF", "SF")
MOST = 4  # of each resource


def amount_at(capacity: Capacity, time: int) -> int:
    """What there is at a time."""
    return next((a for t, a in reversed(capacity.steps) if t <= time), 0)


def is_kept(problem: Problem, starts: tuple[int, ...]) -> bool:
    """Whether a plan keeps to releases, links and capacities."""
    ends = [s + a.duration for s, a in zip(starts, problem.activities, strict=True)]
    released = all(
        s >= a.release for s, a in zip(starts, problem.activities, strict=True)
    )
    linked = all(
        starts[link.successor] - starts[link.predecessor] >= problem.gap(link)
        for link in problem.links
    )
    return (
        released
        and linked
        and all(
            used(problem, starts, resource, time) <= amount_at(capacity, time)
            for resource, capacity in enumerate(problem.capacities)
            for time in range(max(ends, default=0))
        )
    )


def used(problem: Problem, starts: tuple[int, ...], resource: int, time: int) -> int:
    """What is taken of a resource at a time."""
    return sum(
        dict(activity.demands).get(resource, 0)
        for activity, start in zip(problem.activities, starts, strict=True)
        if start <= time < start + activity.duration
    )


@st.composite
def problems(draw: st.DrawFn, most: int = 8) -> Problem:
    """Up to 8 activities, mixed links with lags and leads, capacities with a dip."""
    many = draw(st.integers(1, most))
    demand = st.tuples(st.integers(0, 1), st.integers(1, MOST))
    activities = tuple(
        Activity(
            draw(st.integers(0, 5)),
            tuple(dict(draw(st.lists(demand, max_size=2))).items()),
            draw(st.integers(0, 4)),
            draw(st.none() | st.integers(0, 20)),
            draw(st.none() | st.integers(0, 20)),
            draw(st.integers(1, 9)),
        )
        for _ in range(many)
    )
    links = tuple(
        Link(
            min(pair),
            max(pair),
            draw(st.sampled_from(KINDS)),
            draw(st.integers(-3, 3)),
        )
        for pair in draw(
            st.lists(
                st.tuples(st.integers(0, many - 1), st.integers(0, many - 1)).filter(
                    lambda pair: pair[0] != pair[1]
                ),
                max_size=many,
            )
        )
    )
    dip = draw(st.integers(0, MOST))
    low = draw(st.integers(1, 6))
    dipped = Capacity(((0, MOST), (low, dip), (low + 3, MOST)))
    return Problem(activities, links, (dipped, Capacity.always(MOST)))
