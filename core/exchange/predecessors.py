"""Predecessors as users of Microsoft Project write them: "3FS+2d;5SS", "7FF-50%"."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from core.durations import parse_span, read_lag
from core.errors import Problem, UnreadableValueError

ALLOWED = "numbers or references with kind and lag, as in 3FS+2d;5SS;7FF-50%"
HEADER = "Predecessors"
FINISH_START = "FS"
NO_LAG = "0d"
MOST = 1_000  # predecessors of one activity
LONGEST = 20_000  # characters

# The kinds as German versions write them: Anfang, Ende.
KINDS: Mapping[str, str] = {
    **{kind: kind for kind in ("FS", "SS", "FF", "SF")},
    "EA": "FS",
    "AA": "SS",
    "EE": "FF",
    "AE": "SF",
}
NAME = r"[A-Za-z]+-\d+|[A-Za-z]*\.?\d+(?:\.\d+)*"
ITEM = re.compile(
    rf"(?P<name>{NAME})\s*(?P<kind>{'|'.join(KINDS)})?\s*"
    r"(?:(?P<lag>[+\-−]\s*[\d.,]+\s*%?)\s*(?P<unit>[A-Za-z%]*)\.?\??)?",
    re.IGNORECASE,
)
OPEN_LAG = re.compile(r"[+\-−]\s*\d+$")  # may go on behind a decimal comma
FRACTION = re.compile(r"\d+\s*(?:[A-Za-z%]+\.?)?\??")


@dataclass(frozen=True, slots=True)
class WrittenLink:
    """A predecessor as somebody wrote it.

    Attributes
    ----------
    name
        What names the activity: an ID, a WBS code, or a reference of ours.
    kind
        FS, SS, FF or SF.
    lag
        As a register holds it: "2d", "-50%".
    """

    name: str
    kind: str = FINISH_START
    lag: str = NO_LAG

    @property
    def text(self) -> str:
        """The shortest way of writing it.

        >>> WrittenLink("3").text, WrittenLink("7", "FF", "-50%").text
        ('3', '7FF-50%')
        """
        if parse_span(self.lag).amount == 0:
            return self.name if self.kind == FINISH_START else f"{self.name}{self.kind}"
        sign = "" if self.lag.startswith("-") else "+"
        return f"{self.name}{self.kind}{sign}{self.lag}"


def parse_predecessors(
    text: str,
) -> tuple[tuple[WrittenLink, ...], tuple[Problem, ...]]:
    """Read a cell of predecessors, separated by semicolons or commas.

    Returns
    -------
    What can be read, and a problem for each part that cannot.

    Examples
    --------
    >>> [link.text for link in parse_predecessors("3FS+2 days; 5SS; 4")[0]]
    ['3FS+2d', '5SS', '4']
    >>> parse_predecessors("3FS+1,5d,T-004")[0][0].lag
    '1.5d'
    """
    links: list[WrittenLink] = []
    problems: list[Problem] = []
    parts = [*_parts(text)]
    if len(parts) > MOST or len(text) > LONGEST:
        problems.append(_problem(text, f"names more than {MOST:,} activities"))
        parts = []
    for part in parts:
        try:
            links.append(_link(part))
        except UnreadableValueError as error:
            problems.append(_problem(part, "is no predecessor", error.allowed))
    names = [link.name.casefold() for link in links]
    twice = {name for name in names if names.count(name) > 1}
    problems += [
        _problem(name, "is named twice", "each once") for name in sorted(twice)
    ]
    return tuple(links), tuple(problems)


def write_predecessors(links: Iterable[WrittenLink], separator: str = ";") -> str:
    """Write predecessors into one cell.

    >>> write_predecessors([WrittenLink("3", "FS", "2d"), WrittenLink("5", "SS")])
    '3FS+2d;5SS'
    """
    return separator.join(link.text for link in links)


def _parts(text: str) -> Iterator[str]:
    """Split at semicolons, else at commas that are no decimal marks."""
    if ";" in text or "\n" in text:
        yield from (part.strip() for part in re.split(r"[;\n]", text) if part.strip())
        return
    kept = ""
    for piece in text.split(","):
        if OPEN_LAG.search(kept) and FRACTION.fullmatch(piece) and not _is_link(piece):
            kept = f"{kept}.{piece}"
            continue
        if kept.strip():
            yield kept.strip()
        kept = piece
    if kept.strip():
        yield kept.strip()


def _is_link(piece: str) -> bool:
    """Whether digits stand before the kind of a link: "5FS", or alone: "5"."""
    return (
        re.fullmatch(rf"\d+\s*(?:{'|'.join(KINDS)})?", piece, re.IGNORECASE) is not None
    )


def _link(part: str) -> WrittenLink:
    match = ITEM.fullmatch(part)
    if match is None:
        raise UnreadableValueError(ALLOWED)
    kind = KINDS[(match["kind"] or FINISH_START).upper()]
    return WrittenLink(match["name"], kind, _lag(match["lag"], match["unit"] or ""))


def _lag(amount: str | None, unit: str) -> str:
    if amount is None:
        return NO_LAG
    return read_lag(f"{amount.replace('−', '-').replace(',', '.')}{unit}")


def _problem(value: str, message: str, allowed: str = ALLOWED) -> Problem:
    return Problem(HEADER, message, value=value, allowed=allowed)
