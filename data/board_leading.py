"""What a facilitator does at a live board: phases, time, cards shown, discussion."""

from datetime import datetime

from core.access import Actor
from core.errors import BoardError
from core.retrospective import phases
from core.retrospective.phases import Phase
from core.retrospective.questions import REVEALED
from data.board_groups import ensure_groups
from data.board_rows import NOTE_KIND, WHY_KIND, leading
from data.board_talk import stop_talk
from data.store import Store

KINDS = (NOTE_KIND, WHY_KIND)


def move(store: Store, code: str, phase: Phase, *, actor: Actor) -> None:
    """Go to a phase, forward or back; nothing that was written is lost.

    From Group on the cards are revealed and each is in a group. Entering Vote opens
    the vote, leaving it closes it. The timer stops.

    Raises
    ------
    AccessDeniedError
        If the actor may not edit the board's project.
    BoardError
        If there is no such board, or it is closed.
    """
    with leading(store, code, actor) as board:
        if phase is board.phase:
            return
        stop_talk(board, discussed=phases.is_past_talk(phase))
        board.set(
            phase=phase.value,
            revealed=board.row.revealed or phases.is_open(phase),
            votes_open=phases.may_vote(phase),
            deadline=None,
        )
        if phases.is_open(phase):
            ensure_groups(board)
        store.removed.pop(board.code, None)


def reveal(store: Store, code: str, shown: bool, *, actor: Actor) -> None:  # noqa: FBT001 - a button's state
    """Show all cards to everybody while cards are written, or hide them again.

    Raises
    ------
    AccessDeniedError
        If the actor may not edit the board's project.
    BoardError
        If the phase is another one.
    """
    with leading(store, code, actor) as board:
        if not phases.may_write(board.phase):
            raise BoardError(
                f"Cards are hidden and revealed in the phase "
                f"“{phases.title(Phase.WRITE)}”; from the next phase on they stay open."
            )
        board.set(revealed=shown)


def lock(store: Store, code: str, locked: bool, *, actor: Actor) -> None:  # noqa: FBT001 - a button's state
    """Let participants write and vote, or stop them.

    Raises
    ------
    AccessDeniedError
        If the actor may not edit the board's project.
    """
    with leading(store, code, actor) as board:
        board.set(locked=locked)


def set_timer(store: Store, code: str, until: datetime | None, *, actor: Actor) -> None:
    """Set until when a phase lasts, the same for everybody; None stops the time.

    Raises
    ------
    AccessDeniedError
        If the actor may not edit the board's project.
    """
    with leading(store, code, actor) as board:
        board.set(deadline=until)


def show_answers(
    store: Store,
    code: str,
    question: str,
    shown: bool = True,  # noqa: FBT001, FBT002 - a button's state
    *,
    actor: Actor,
) -> None:
    """Reveal the guesses of everybody; from then on they cannot be changed.

    Raises
    ------
    AccessDeniedError
        If the actor may not edit the board's project.
    BoardError
        If the question is none that waits for this.
    """
    with leading(store, code, actor) as board:
        if question not in REVEALED:
            raise BoardError("The answers to this question are not revealed by hand.")
        others = set(board.row.shown.split()) - {question}
        now = others | {question} if shown else others
        board.set(shown=" ".join(sorted(now)))


def close_votes(store: Store, code: str, *, actor: Actor) -> None:
    """Close the vote: from then on everybody sees the sums.

    Raises
    ------
    AccessDeniedError
        If the actor may not edit the board's project.
    BoardError
        If the phase is another one.
    """
    _let_vote(store, code, actor, is_open=False)


def open_votes(store: Store, code: str, *, actor: Actor) -> None:
    """Open the vote again: the sums are hidden until it is closed.

    Raises
    ------
    AccessDeniedError
        If the actor may not edit the board's project.
    BoardError
        If the phase is another one.
    """
    _let_vote(store, code, actor, is_open=True)


def _let_vote(store: Store, code: str, actor: Actor, *, is_open: bool) -> None:
    with leading(store, code, actor) as board:
        if not phases.may_vote(board.phase):
            raise BoardError(
                f"The vote is opened and closed in the phase "
                f"“{phases.title(Phase.VOTE)}”; go back to it first."
            )
        board.set(votes_open=is_open)
