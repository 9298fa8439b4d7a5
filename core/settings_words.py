"""What the settings of a project say, in one sentence."""

from core import words
from core.project import Project
from core.registers.catalog import SETTINGS


def headline(project: Project) -> str:
    """Say by which rules a project is judged.

    >>> headline(Project("PAY"))
    'PAY is judged by the default rules, in EUR, with figures up to today.'
    """
    settings = project.settings
    own = bool(len(project[SETTINGS]))
    rules = "its own rules" if own else "the default rules"
    day = words.day(settings.status_date) if settings.status_date else "today"
    return (
        f"{project.name} is judged by {rules}, in {settings.currency}, "
        f"with figures up to {day}."
    )
