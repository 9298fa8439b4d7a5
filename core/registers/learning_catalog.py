"""The registers of looking back: retrospectives, their topics and cards, lessons."""

from core.registers import learning
from core.registers.spec import RegisterSpec

LESSONS = RegisterSpec(
    "lessons",
    "L",
    "Lessons",
    "lesson",
    learning.Lesson,
    ("title", "situation", "advice", "reason", "tags", "learned_on"),
)
RETROSPECTIVES = RegisterSpec(
    "retrospectives",
    "RE",
    "Retrospectives",
    "retrospective",
    learning.Retrospective,
    ("title", "kind", "status", "held_on", "facilitator", "return_on_time"),
    groups=(("Incident", "severity"),),
)
TOPICS = RegisterSpec(
    "topics",
    "TO",
    "Topics",
    "topic",
    learning.Topic,
    ("title", "votes", "discussed", "retrospective", "notes"),
)
CARDS = RegisterSpec(
    "cards",
    "C",
    "Retrospective cards",
    "card",
    learning.Card,
    ("title", "column", "votes", "topic", "retrospective"),
)
LESSON_USES = RegisterSpec(
    "lesson_uses",
    "LU",
    "Lessons used",
    "lesson use",
    learning.LessonUse,
    ("title", "answer", "page", "from_project", "reason", "answered_on"),
)
