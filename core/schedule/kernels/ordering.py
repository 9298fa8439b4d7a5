"""The order in which activities are dated."""

from core.schedule.rows import GROUP, Column, Net


def arrange(net: Net, order: Column, waiting: Column) -> int:
    """Put activities into an order that every link and outline allows.

    A summary comes twice: before what is within it, and, as its place plus the number
    of activities, after it. Returns how many places of `order` are filled; `waiting`
    is above 0 afterwards for what waits for itself.
    """
    count, end = len(net.of), 0
    for one in range(count):
        waiting[one] = net.of[one].in_last - net.of[one].in_first
        waiting[one] += net.of[one].parent >= 0
        waiting[count + one] = net.of[one].child_last - net.of[one].child_first
        if waiting[one] == 0:
            order[end] = one
            end += 1
    place = 0
    while place < end:
        end = release(net, order, waiting, order[place], end)
        place += 1
    return end


def release(net: Net, order: Column, waiting: Column, step: int, end: int) -> int:
    """Let go what waited for one step; return the new end of the order."""
    count = len(net.of)
    if step < count and net.of[step].state == GROUP:
        for child in range(net.of[step].child_first, net.of[step].child_last):
            end = freed(order, waiting, net.children[child], end)
        return end
    one = step - count if step >= count else step
    for tie in range(net.of[one].out_first, net.of[one].out_last):
        end = freed(order, waiting, net.ties[net.outs[tie]].after, end)
    if net.of[one].parent >= 0:
        end = freed(order, waiting, count + net.of[one].parent, end)
    return end


def freed(order: Column, waiting: Column, step: int, end: int) -> int:
    """Take one wait from a step; append it to the order when it was the last."""
    waiting[step] -= 1
    if waiting[step] == 0:
        order[end] = step
        end += 1
    return end
