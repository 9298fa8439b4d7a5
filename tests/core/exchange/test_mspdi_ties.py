"""Links of a file of Microsoft Project that lead nowhere are told by their task."""

from core.exchange.mspdi import read_mspdi
from tests.mspdi import element, file, link, task


def notes(*tasks: str) -> tuple[str, ...]:
    return read_mspdi("crane.xml", file(tasks)).notes


def test_a_predecessor_that_the_file_does_not_have_is_told_by_its_task() -> None:
    (said,) = notes(task(1), task(2, link(1)), task(3, link(99) + link(1)))
    assert said == (
        "Not carried over: links with predecessors that the file does not have, 99 of "
        "Task 3 (1)."
    )
    assert notes(task(1), task(2, link(1))) == ()


def test_of_many_lost_predecessors_the_first_are_named() -> None:
    (said,) = notes(*(task(n, link(100 + n)) for n in range(1, 8)))
    assert "101 of Task 1, 102 of Task 2" in said
    assert "105 of Task 5 (7)" in said
    assert "106" not in said


def test_a_link_with_another_project_is_told_as_such() -> None:
    other = element(
        "PredecessorLink",
        "<PredecessorUID>99</PredecessorUID><CrossProject>1</CrossProject>",
    )
    assert notes(task(1), task(2, other)) == (
        "Not carried over: links with other projects (1).",
    )
