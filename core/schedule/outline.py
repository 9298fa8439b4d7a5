"""The outline: who is within whom, and the codes that say so."""

from collections.abc import Iterable, Mapping, Sequence

from core.schedule.plan import Plan

DEEPEST = 60  # levels that a code spells out


def children_of(plan: Plan) -> dict[int | None, list[int]]:
    """Return the numbers within each summary, in order; under None the outermost."""
    found: dict[int | None, list[int]] = {}
    for one in plan.activities:
        found.setdefault(one.parent, []).append(one.number)
    return found


def wbs_codes(plan: Plan) -> Mapping[int, str]:
    """Return the code of each activity in the order of the outline.

    "2.1" is the first within the second.

    Below 60 levels a code has the level and the place instead of the whole way.
    """
    children = children_of(plan)
    codes: dict[int, str] = {}
    waiting: list[tuple[int | None, str, int]] = [(None, "", 0)]
    while waiting:  # the outermost stands for the plan itself, and has no code
        parent, code, level = waiting.pop()
        if parent is not None:
            codes[parent] = code
        within = [
            (number, _code(code, place, level), level + 1)
            for place, number in enumerate(children.get(parent, ()), 1)
        ]
        waiting.extend(reversed(within))
    return codes


def _code(above: str, place: int, level: int) -> str:
    """Return the code of what stands at a place within another, levels deep."""
    if level >= DEEPEST:
        return f"{above.partition('…')[0]}…{level + 1}.{place}"
    return f"{above}.{place}" if above else str(place)


def leaves_within(
    children: Mapping[int | None, Sequence[int]], number: int
) -> Iterable[int]:
    """Return the activities within a summary that have none within them."""
    waiting = [number]
    while waiting:
        inner = children.get(waiting[-1], ())
        one = waiting.pop()
        if inner:
            waiting.extend(reversed(inner))
        else:
            yield one
