"""The rules of a live board: who may vote how often, and what may be written."""

from collections import Counter
from collections.abc import Collection, Sequence

from core import words
from core.errors import BoardError
from core.retrospective.live import Opening
from core.retrospective.questions import clean
from core.retrospective.templates import TEMPLATES

LONGEST_CARD = 200  # characters: as long as the entry that remains of it
LONGEST_NOTE = 500
LONGEST_NAME = 60
LONGEST_TITLE = 200
MOST_CARDS = 100  # of one seat: a board is read by people
MOST_SEATS = 150
MOST_NOTES = 30  # of one kind, on one topic
MOST_VOTES = 20


def check_vote(mine: Collection[int], group: int, each: int, per_group: int) -> None:
    """Refuse a vote beyond a seat's votes, in all and on one topic.

    Parameters
    ----------
    mine
        The groups that the seat has voted for, once for each vote.

    Raises
    ------
    BoardError
        If the vote would be one too many.
    """
    if len(mine) >= each:
        given = "Your vote is" if each == 1 else f"All {words.small(each)} votes are"
        raise BoardError(f"{given} given. Take one back first.")
    if sum(voted == group for voted in mine) >= per_group:
        most = words.count(per_group, "vote")
        raise BoardError(f"At most {most} of yours can go to one topic.")


def free_slot(taken: Collection[int], each: int) -> int:
    """Return the number of the next vote: 1 to each.

    >>> free_slot({1, 3}, 5)
    2
    """
    return next(slot for slot in range(1, each + 1) if slot not in taken)


def surplus(voters: Sequence[str], per_group: int) -> tuple[int, ...]:
    """Return which votes are given back where two topics become one, by position.

    >>> surplus(["a", "a", "b", "a", "a"], 3)
    (4,)
    """
    given: Counter[str] = Counter()
    found: list[int] = []
    for position, voter in enumerate(voters):
        given[voter] += 1
        if given[voter] > per_group:
            found.append(position)
    return tuple(found)


def check_text(text: str, longest: int, what: str = "card") -> str:
    """Return a text as it is kept: one line, without controls.

    Raises
    ------
    BoardError
        If nothing is left of it, or it is too long.
    """
    found = clean(text)
    if not found:
        raise BoardError(f"The {what} is empty. Write something, then send it.")
    if len(found) > longest:
        raise BoardError(
            f"The {what} has {len(found)} characters; {longest} fit. "
            "Shorten it, or make two of it."
        )
    return found


def check_name(text: str, *, anonymous: bool) -> str:
    """Return a name as it is kept: none at all on an anonymous board.

    Raises
    ------
    BoardError
        If the board asks for a name and there is none, or it is too long.
    """
    if anonymous:
        return ""
    if not clean(text):
        raise BoardError("Write your name: this board is not anonymous.")
    return check_text(text, LONGEST_NAME, "name")


def check_opening(opening: Opening) -> Opening:
    """Refuse a board that could not be held.

    Raises
    ------
    BoardError
        If the template is unknown, the title missing, or the votes make no sense.
    """
    check_text(opening.title, LONGEST_TITLE, "title")
    if opening.template not in TEMPLATES:
        raise BoardError("There is no such template. Choose one of the list.")
    if not 1 <= opening.votes <= MOST_VOTES:
        raise BoardError(f"Give each person 1 to {MOST_VOTES} votes.")
    if not 1 <= opening.per_group <= opening.votes:
        raise BoardError(
            "Let at least one vote go to one topic, and no more than a person has."
        )
    return opening
