"""The order in which activities are dated."""

from typing import NamedTuple

from core.schedule.rows import Column, Web


class Queue(NamedTuple):
    """The order so far, and for how much each step still waits.

    What may come next is stacked at the far end of `order`. A summary is a step twice:
    before what is within it, and, as its place plus the number of activities, after it.
    """

    order: Column
    waiting: Column


def arrange(web: Web, queue: Queue) -> int:
    """Put activities into an order that every link and outline allows.

    As near to the order of the plan as can be, so that neighbours are looked at
    together. Returns how many places of the order are filled; what waits for itself
    still waits afterwards.
    """
    count, end = len(web.parents), 0
    if goes_forward(web):
        for one in range(count):
            queue.order[one] = one
        return count
    for one in range(count):
        waits = web.in_first[one + 1] - web.in_first[one]
        queue.waiting[one] = waits + (1 if web.parents[one] >= 0 else 0)
        queue.waiting[count + one] = web.child_first[one + 1] - web.child_first[one]
    for one in range(count):
        if queue.waiting[one] == 0:
            end = follow(web, queue, one, end)
    return end


def goes_forward(web: Web) -> bool:
    """Whether every link leads on in the plan, and nothing is within anything."""
    for one in range(len(web.parents)):
        for row in range(web.out_first[one], web.out_first[one + 1]):
            if web.afters[row] <= one:
                return False
    return len(web.children) == 0


def follow(web: Web, queue: Queue, one: int, end: int) -> int:
    """Append a step that waits for nothing, and what it lets go behind it.

    What it lets go further on in the plan is left for later. Returns the new end.
    """
    order = queue.order
    top = len(order) - 1
    order[top] = one
    while top < len(order):
        step = order[top]
        top += 1
        order[end] = step
        end += 1
        top = release(web, queue, step, one, top)
    return end


def release(web: Web, queue: Queue, step: int, here: int, top: int) -> int:
    """Let go what waited for one step; return the new top of the stack."""
    count = len(web.parents)
    one = step - count if step >= count else step
    low, high = web.child_first[one], web.child_first[one + 1]
    if step < count and low < high:
        for row in range(low, high):
            top = freed(queue, count, web.children[row], here, top)
        return top
    for row in range(web.out_first[one], web.out_first[one + 1]):
        top = freed(queue, count, web.afters[row], here, top)
    if web.parents[one] >= 0:
        top = freed(queue, count, count + web.parents[one], here, top)
    return top


def freed(queue: Queue, count: int, step: int, here: int, top: int) -> int:
    """Take one wait from a step; stack it when it was the last and lies behind."""
    queue.waiting[step] -= 1
    if queue.waiting[step] == 0 and (step < here or step >= count):
        top -= 1
        queue.order[top] = step
    return top
