"""The shapes of a live board: its columns, and what each of them asks for.

Start/Stop/Continue, 4Ls (Gottesman), Mad/Sad/Glad and the timeline (Derby and Larsen,
Agile Retrospectives), Sailboat (Hohmann, Innovation Games), DAKI, Starfish (Kua),
pre-mortem (Klein), post-mortem (Beyer et al., Site Reliability Engineering).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from core.registers.learning import RetrospectiveKind as Kind


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a board, and the question that its cards answer."""

    key: str
    title: str
    hint: str


@dataclass(frozen=True, slots=True)
class Template:
    """The columns of a board, and when to choose them.

    `timed` names the columns whose cards say when something happened.
    """

    key: str
    title: str
    purpose: str
    columns: tuple[Column, ...]
    kind: Kind = Kind.RETROSPECTIVE
    timed: tuple[str, ...] = ()


ALL = (
    Template(
        "start-stop-continue",
        "Start, stop, continue",
        "Short and practical: what the team does differently from tomorrow on.",
        (
            Column("start", "Start", "What should we begin to do?"),
            Column("stop", "Stop", "What should we no longer do?"),
            Column("continue", "Continue", "What works and should stay?"),
        ),
    ),
    Template(
        "four-ls",
        "4 Ls",
        "At the end of a stage: what it gave, and what was missing.",
        (
            Column("liked", "Liked", "What did you enjoy?"),
            Column("learned", "Learned", "What do you know now?"),
            Column("lacked", "Lacked", "What was missing?"),
            Column("longed-for", "Longed for", "What would you wish for?"),
        ),
    ),
    Template(
        "mad-sad-glad",
        "Mad, sad, glad",
        "After a hard time: how the work felt, before what to change.",
        (
            Column("mad", "Mad", "What made you angry?"),
            Column("sad", "Sad", "What disappointed you?"),
            Column("glad", "Glad", "What made you happy?"),
        ),
    ),
    Template(
        "sailboat",
        "Sailboat",
        "On the way to a goal: what drives the team, holds it back and lies ahead.",
        (
            Column("wind", "Wind", "What pushes us forward?"),
            Column("anchor", "Anchor", "What holds us back?"),
            Column("rocks", "Rocks", "Which danger lies ahead?"),
            Column("island", "Island", "Where do we want to arrive?"),
        ),
    ),
    Template(
        "daki",
        "Drop, add, keep, improve",
        "To review how the team works: each practice gets a verdict.",
        (
            Column("drop", "Drop", "Which practice costs more than it gives?"),
            Column("add", "Add", "Which practice should we try?"),
            Column("keep", "Keep", "Which practice should stay as it is?"),
            Column("improve", "Improve", "Which practice should stay, but better?"),
        ),
    ),
    Template(
        "starfish",
        "Starfish",
        "Finer than start and stop: what to do more and less of.",
        (
            Column("keep", "Keep doing", "What works as it is?"),
            Column("more", "More of", "What works and deserves more?"),
            Column("less", "Less of", "What gives less than it takes?"),
            Column("stop", "Stop doing", "What should end?"),
            Column("start", "Start doing", "What should begin?"),
        ),
    ),
    Template(
        "timeline",
        "Timeline",
        "For a long stage: what happened when, and what it meant.",
        (
            Column("high", "High points", "What went well, and when?"),
            Column("event", "Events", "What happened, and when?"),
            Column("low", "Low points", "What was hard, and when?"),
        ),
        timed=("high", "event", "low"),
    ),
    Template(
        "pre-mortem",
        "Pre-mortem",
        "Before the work: it is the future, the project has failed. Why?",
        (
            Column("failed", "Why it failed", "What went wrong, seen from the end?"),
            Column("signs", "First signs", "What could we have noticed early?"),
            Column("prevent", "How to prevent it", "What can we do now?"),
        ),
    ),
    Template(
        "post-mortem",
        "Post-mortem of an incident",
        "After an incident: what happened, without blame, and what to change.",
        (
            Column("timeline", "Timeline", "What happened when, and who noticed how?"),
            Column("impact", "Impact", "Who felt it, and how much?"),
            Column("went-well", "Went well", "What helped to find or mend it?"),
            Column("went-wrong", "Went wrong", "What let it happen or last?"),
            Column("lucky", "Where we were lucky", "What could have made it worse?"),
        ),
        Kind.POST_MORTEM,
        ("timeline",),
    ),
)

TEMPLATES: Mapping[str, Template] = {template.key: template for template in ALL}


def column_titled(template: Template, title: str) -> Column:
    """Return the column with a title, or the first one where none has it.

    >>> column_titled(TEMPLATES["daki"], "Keep").key
    'keep'
    >>> column_titled(TEMPLATES["daki"], "Wind").key
    'drop'
    """
    wanted = title.casefold()
    named = (c for c in template.columns if c.title.casefold() == wanted)
    return next(named, template.columns[0])
