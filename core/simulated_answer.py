"""A question of a meeting, and the trials that answer it."""

from dataclasses import dataclass
from datetime import date

from core.project import Project
from core.simulated import Simulated, run
from core.simulated_sections import SEED, TRIALS
from core.simulation.running import Watch


@dataclass(frozen=True)
class Question:
    """With which confidence something is to be promised, and how it is computed.

    Parameters
    ----------
    percent
        The confidence, 1 to 99.
    trials
        None runs until the 80th percentiles are stable.
    """

    percent: int
    trials: int | None = TRIALS
    seed: int = SEED


@dataclass(frozen=True)
class Answer:
    """The three runs of a project, read with the confidence that was asked for."""

    question: Question
    made: Simulated

    @property
    def currency(self) -> str:
        """The project's currency."""
        return self.made.project.settings.currency


def answer(
    project: Project, question: Question, status_date: date, watch: Watch | None = None
) -> Answer:
    """Simulate a project; the same trials answer every confidence.

    Raises
    ------
    SimulationError
        With every entry that is wrong.
    ScheduleError
        For a plan that cannot be dated, such as one with a cycle.
    CancelledError
        When `watch` says so.
    """
    made = run(project, question.trials, question.seed, status_date, watch)
    return Answer(question, made)
