"""What has to hold before a plan can be scheduled, and the name of what does not."""

from collections.abc import Iterator, Mapping, Sequence

from core.schedule.errors import ScheduleError
from core.schedule.plan import Plan, PlanActivity, reference
from core.schedule.rows import GROUP, Net


def check(plan: Plan) -> dict[int, int]:
    """Return the place of each activity's number.

    Raises
    ------
    ScheduleError
        For an entry that does not exist, a finish before its start, or an outline that
        goes round in a circle.
    """
    places = {one.number: place for place, one in enumerate(plan.activities)}
    for one in plan.activities:
        _check_activity(one, places)
    _check_outline(plan, places)
    for link in plan.links:
        if link.predecessor in places and link.successor in places:
            continue
        for number, other in (
            (link.predecessor, link.successor),
            (link.successor, link.predecessor),
        ):
            if number not in places:
                raise ScheduleError(
                    f"The dependency DP-{link.number:03d} of {reference(other)} names "
                    f"{reference(number)}, which is not in the plan; name another "
                    "activity or remove the dependency.",
                    (other, number),
                )
    return places


def _check_activity(one: PlanActivity, places: Mapping[int, int]) -> None:
    if one.parent is not None and one.parent not in places:
        raise ScheduleError(
            f"{one.reference} is part of {reference(one.parent)}, which is not in the "
            "plan; choose another summary.",
            (one.number, one.parent),
        )
    for start, finish, kind in (
        (one.actual_start, one.actual_finish, "actual"),
        (*(one.manual or (None, None)), "typed"),
    ):
        if start is not None and finish is not None and finish < start:
            raise ScheduleError(
                f"The {kind} finish of {one.reference} is before its {kind} start; "
                "correct one of the two.",
                (one.number,),
            )
    if one.minutes < 0 or (one.remaining or 0) < 0:
        raise ScheduleError(
            f"The duration of {one.reference} is below zero; correct it.",
            (one.number,),
        )


def _check_outline(plan: Plan, places: Mapping[int, int]) -> None:
    """Walk up from each activity, once: every level has to lead outside."""
    outside: set[int] = set()
    for one in plan.activities:
        way: dict[int, None] = {}
        number: int | None = one.number
        while number is not None and number not in outside:
            if number in way:
                numbers = [*list(way)[list(way).index(number) :], number]
                raise ScheduleError(
                    f"The outline goes round in a circle: {_arrows(numbers)}; take one "
                    "of them out of its summary.",
                    tuple(numbers),
                )
            way[number] = None
            number = plan.activities[places[number]].parent
        outside.update(way)


def cycle_error(plan: Plan, net: Net, waiting: Sequence[int]) -> ScheduleError:
    """Return the error that names a cycle, in the order of its links."""
    numbers = [plan.activities[place].number for place in _cycle(net, waiting)]
    return ScheduleError(
        f"Dependencies go round in a circle: {_arrows(numbers)}; remove one of them.",
        tuple(numbers),
    )


def _cycle(net: Net, waiting: Sequence[int]) -> list[int]:
    """Return the places of a cycle, its first again at its end.

    Whatever was never reached waits for a step that was never reached either, so going
    back from one to the next has to come round.
    """
    count = len(net.of)
    step = next(step for step in range(2 * count) if waiting[step] > 0)
    way: dict[int, int] = {}
    while step not in way:
        way[step] = len(way)
        step = next(other for other in _waits_for(net, step) if waiting[other] > 0)
    steps = list(way)[way[step] :][::-1]
    places = [step % count for step in steps]
    shown = [place for i, place in enumerate(places) if place != places[i - 1]]
    return [*shown, shown[0]]


def _waits_for(net: Net, step: int) -> Iterator[int]:
    count = len(net.of)
    if step >= count:
        group = net.of[step - count]
        for row in range(group.child_first, group.child_last):
            child = net.children[row]
            yield child + count if net.of[child].state == GROUP else child
        return
    one = net.of[step]
    if one.parent >= 0:
        yield one.parent
    for tie in range(one.in_first, one.in_last):
        before = net.ties[tie].before
        yield before + count if net.of[before].state == GROUP else before


def _arrows(numbers: Sequence[int]) -> str:
    return " -> ".join(map(reference, numbers))
