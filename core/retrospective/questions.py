"""What a live board asks of everybody: the questions, and which answers there are."""

import unicodedata

from core.errors import BoardError
from core.retrospective.phases import Phase, title

ENOUGH = 5  # answers; below, one could tell who gave which
LONGEST_WORD = 60  # characters of a check-in
LONGEST_QUESTION = 40  # characters
CHECK_IN, SAFETY, ROTI = "check-in", "safety", "roti"
GUESS_COST, GUESS_TIME = "guess-cost", "guess-time"
HELPED, EXTEND = "helped", "extend"
SCALE = ("1", "2", "3", "4", "5")
YES_NO = ("yes", "no")
LOWEST, HIGHEST = -100, 1000  # per cent of overrun
_UNSEEN = frozenset({"Cc", "Cs"})  # controls, and halves of pairs
REVEALED = frozenset({GUESS_COST, GUESS_TIME})  # shown when the facilitator says so

# In which phase each kind of question is open.
ASKED_IN = {
    CHECK_IN: Phase.CHECK_IN,
    SAFETY: Phase.CHECK_IN,
    HELPED: Phase.OPEN_ACTIONS,
    GUESS_COST: Phase.EVIDENCE,
    GUESS_TIME: Phase.EVIDENCE,
    EXTEND: Phase.DISCUSS,
    ROTI: Phase.CLOSE,
}
CHOICES = {
    SAFETY: SCALE,
    ROTI: SCALE,
    EXTEND: YES_NO,
    HELPED: (*YES_NO, "unclear"),
}


def kind_of(question: str) -> str:
    """Return the kind of a question.

    >>> kind_of("helped:12"), kind_of("roti")
    ('helped', 'roti')
    """
    return question.partition(":")[0]


def about(question: str) -> int | None:
    """Return the number that a question is about: an action's, or a group's.

    >>> about("helped:12"), about("roti")
    (12, None)
    """
    number = question.partition(":")[2]
    return int(number) if number.isascii() and number.isdecimal() else None


def needs_enough(question: str) -> bool:
    """Whether answers are shown only when there are five of them."""
    return kind_of(question) in (SAFETY, ROTI)


def clean(text: str) -> str:
    r"""Return a text as one line, without what no screen shows.

    >>> clean("  two\nlines \x00 ")
    'two lines'
    """
    kept = (c for c in text if c.isspace() or unicodedata.category(c) not in _UNSEEN)
    return " ".join("".join(kept).split())


def check_answer(question: str, value: str, phase: Phase) -> str:
    """Return an answer as it is kept.

    Raises
    ------
    BoardError
        If the question is not asked now, or the answer is none of its answers.
    """
    kind = kind_of(question)
    if kind not in ASKED_IN or not _is_whole(question):
        raise BoardError("This board does not ask that question.")
    if phase is not ASKED_IN[kind]:
        raise BoardError(
            f"This question is asked in the phase “{title(ASKED_IN[kind])}”; "
            f"the board is at “{title(phase)}”."
        )
    if kind in REVEALED:
        return _per_cent(value)
    text = clean(value)
    if kind == CHECK_IN:
        return _word(text)
    if text not in CHOICES[kind]:
        raise BoardError(f"Answer with one of: {', '.join(CHOICES[kind])}.")
    return text


def _is_whole(question: str) -> bool:
    """Whether a question names what it is about, if it is about something."""
    named = about(question) is not None and len(question) <= LONGEST_QUESTION
    return named if kind_of(question) in (HELPED, EXTEND) else question in ASKED_IN


def _word(text: str) -> str:
    if not text:
        raise BoardError("Write a word or a few, then send it.")
    if len(text) > LONGEST_WORD:
        raise BoardError(f"Write at most {LONGEST_WORD} characters.")
    return text


def _per_cent(value: str) -> str:
    """Read a guess, per cent of overrun, with either minus sign."""
    text = clean(value).removesuffix("%").strip().replace("\u2212", "-")
    try:
        number = int(text)
    except ValueError:
        number = HIGHEST + 1
    if not LOWEST <= number <= HIGHEST:
        raise BoardError(
            "Guess a whole number of per cent, from −100 to 1000: 20 for a fifth more."
        )
    return str(number)
