"""The order in which activities are dated."""

from typing import NamedTuple

from core.schedule.rows import GROUP, Column, Net


class Queue(NamedTuple):
    """The order so far, and for how much each step still waits.

    What may come next is stacked at the far end of `order`. A summary is a step twice:
    before what is within it, and, as its place plus the number of activities, after it.
    """

    order: Column
    waiting: Column


def arrange(net: Net, queue: Queue) -> int:
    """Put activities into an order that every link and outline allows.

    As near to the order of the plan as can be, so that neighbours are looked at
    together. Returns how many places of the order are filled; what waits for itself
    still waits afterwards.
    """
    count, end = len(net.of), 0
    if goes_forward(net):
        for one in range(count):
            queue.order[one] = one
        return count
    for one in range(count):
        it = net.of[one]
        queue.waiting[one] = it.in_last - it.in_first + (1 if it.parent >= 0 else 0)
        queue.waiting[count + one] = it.child_last - it.child_first
    for one in range(count):
        if queue.waiting[one] == 0:
            end = follow(net, queue, one, end)
    return end


def goes_forward(net: Net) -> bool:
    """Whether every link leads on in the plan, and nothing is within anything."""
    for tie in range(len(net.ties)):
        if net.ties[tie].before >= net.ties[tie].after:
            return False
    return len(net.children) == 0


def follow(net: Net, queue: Queue, one: int, end: int) -> int:
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
        top = release(net, queue, step, one, top)
    return end


def release(net: Net, queue: Queue, step: int, here: int, top: int) -> int:
    """Let go what waited for one step; return the new top of the stack."""
    count = len(net.of)
    it = net.of[step - count if step >= count else step]
    if step < count and it.state == GROUP:
        for child in range(it.child_first, it.child_last):
            top = freed(net, queue, net.children[child], here, top)
        return top
    for row in range(it.out_first, it.out_last):
        top = freed(net, queue, net.leaving[row].after, here, top)
    if it.parent >= 0:
        top = freed(net, queue, count + it.parent, here, top)
    return top


def freed(net: Net, queue: Queue, step: int, here: int, top: int) -> int:
    """Take one wait from a step; stack it when it was the last and lies behind."""
    queue.waiting[step] -= 1
    if queue.waiting[step] == 0 and (step < here or step >= len(net.of)):
        top -= 1
        queue.order[top] = step
    return top
