"""What one browser may see of a live board, and nothing beyond."""

from collections import Counter

from core.retrospective.live import (
    Board,
    Card,
    Seat,
    SeenCard,
    SeenGroup,
    Tally,
    View,
)
from core.retrospective.phases import is_voted
from core.retrospective.questions import ENOUGH, REVEALED, kind_of, needs_enough


def seen(board: Board, seat: Seat, *, leads: bool) -> View:
    """Return what a seat may see; who leads sees no more, only who they are."""
    known = board.seats
    names = () if board.head.anonymous else tuple(sorted(filter(None, known.values())))
    return View(
        head=board.head,
        rev=board.rev,
        revealed=board.revealed,
        votes_open=board.votes_open,
        votes_each=board.votes_each,
        votes_per_group=board.votes_per_group,
        votes_left=board.votes_each - sum(v.secret == seat.secret for v in board.votes),
        deadline=board.deadline,
        columns=board.head.template.columns,
        cards=tuple(
            _card(board, c, seat) for c in board.cards if _open(board, c, seat)
        ),
        hidden=_hidden(board, seat),
        groups=_groups(board, seat),
        current=board.current,
        since=board.since,
        shown=board.shown,
        seats=len(known),
        names=names,
        name="" if board.head.anonymous else known.get(seat.secret, ""),
        answers={a.question: a.value for a in board.answers if a.secret == seat.secret},
        tallies=tallies(board),
        is_facilitator=leads,
    )


def _open(board: Board, card: Card, seat: Seat) -> bool:
    """Whether a seat may read a card: once revealed, its own, or nobody's."""
    return board.revealed or card.secret is None or card.secret == seat.secret


def _hidden(board: Board, seat: Seat) -> dict[str, int]:
    """Count the cards of each column that a seat may not read."""
    return dict(Counter(c.column for c in board.cards if not _open(board, c, seat)))


def _card(board: Board, card: Card, seat: Seat) -> SeenCard:
    named = not board.head.anonymous and card.secret is not None
    author = board.seats.get(card.secret or "", "") if named else ""
    mine = card.secret == seat.secret
    return SeenCard(
        card.id, card.column, card.text, author, mine, card.group, card.happened_at
    )


def _groups(board: Board, seat: Seat) -> tuple[SeenGroup, ...]:
    """Return the groups; none while cards are hidden, since titles quote them."""
    if not board.revealed:
        return ()
    sums = Counter(vote.group for vote in board.votes)
    mine = Counter(v.group for v in board.votes if v.secret == seat.secret)
    open_sums = is_voted(board.head.phase) and not board.votes_open
    cards: dict[int | None, list[int]] = {}
    for card in board.cards:
        cards.setdefault(card.group, []).append(card.id)
    found = [
        SeenGroup(
            id=group.id,
            title=group.title,
            cards=tuple(cards.get(group.id, ())),
            votes=sums[group.id] if open_sums else None,
            my_votes=mine[group.id],
            discussed=group.discussed,
            notes=group.notes,
            whys=group.whys,
            seconds=group.seconds,
            topic=group.topic,
        )
        for group in board.groups
    ]
    return tuple(sorted(found, key=lambda group: (-(group.votes or 0), group.id)))


def tallies(board: Board) -> tuple[Tally, ...]:
    """Return the answers to each question as counts, where they may be shown."""
    questions = sorted({answer.question for answer in board.answers})
    return tuple(_tally(board, question) for question in questions)


def _tally(board: Board, question: str) -> Tally:
    values = sorted(a.value for a in board.answers if a.question == question)
    needed = max(ENOUGH - len(values), 0) if needs_enough(question) else 0
    waits = kind_of(question) in REVEALED and question not in board.shown
    hidden = needed > 0 or waits
    counts = {} if hidden else dict(Counter(values))
    return Tally(question, counts, len(values), needed, hidden)
