"""What goes out to other tools: a project, a register, its plan, or its money."""

from dataclasses import dataclass
from datetime import datetime

from core.access import Actor
from core.errors import UnwritableFileError
from core.exchange.activity_sheet import plan_to_csv, plan_to_xlsx
from core.exchange.finance_xlsx import finance_xlsx
from core.exchange.icalendar_writing import plan_to_ics
from core.exchange.mspdi_unwritten import left_by_mspdi
from core.exchange.mspdi_writing import project_to_mspdi
from core.project import Project
from core.schedule.network import schedule
from core.schedule.reading import plan_of
from data.database import Store
from data.exchange import exported
from data.history import load

PLAN_ENDINGS = (".xml", ".ics", ".csv", ".xlsx")
PLAN_ALONE = (".xml", ".ics")  # formats that hold nothing but a plan


@dataclass(frozen=True, slots=True)
class Export:
    """What is to go into a file.

    Parameters
    ----------
    key
        Of the project; None stands for the whole workspace.
    ending
        Of the file's name, which says the format.
    register
        Only this register, by key or title.
    written_at
        For a calendar; with a zone.
    owner
        Whose activities a calendar holds; None writes the milestones.
    plan
        Whether a table holds the plan, as users of Microsoft Project know it.
    finance
        Whether a workbook holds the money, with formulas where totals stand.
    """

    key: str | None
    ending: str
    register: str | None
    written_at: datetime
    owner: str | None = None
    plan: bool = False
    finance: bool = False

    @property
    def is_plan(self) -> bool:
        """Whether the plan alone is wanted."""
        return self.plan or bool(self.owner) or self.ending.lower() in PLAN_ALONE


def export_file(
    store: Store, wish: Export, *, actor: Actor
) -> tuple[bytes, tuple[str, ...]]:
    """Return what goes into a file, and sentences on what the file cannot hold.

    Raises
    ------
    UnknownProjectError, AccessDeniedError
        If the actor cannot read the project.
    ScheduleError
        If the plan has no dates; names the entries.
    UnwritableFileError
        If the format cannot hold what is asked for.
    """
    if wish.finance:
        return _finance(store, wish, actor), ()
    if not wish.is_plan:
        found = exported(
            store, wish.key, wish.ending, register=wish.register, actor=actor
        )
        return found, ()
    _check(wish)
    assert wish.key is not None
    project = load(store, wish.key, actor=actor)
    remarks = left_by_mspdi(project) if wish.ending.lower() == ".xml" else ()
    return plan_file(project, wish), remarks


def _finance(store: Store, wish: Export, actor: Actor) -> bytes:
    """Return the workbook of a project's money, up to its status date."""
    others = wish.register or wish.owner or wish.plan
    if wish.key is None or others or wish.ending.lower() != ".xlsx":
        raise UnwritableFileError(
            "The money is that of one project, and a workbook: name the project, end "
            "the file's name with .xlsx, and leave out other options."
        )
    project, now = load(store, wish.key, actor=actor), wish.written_at
    return finance_xlsx(project, project.status_date(now.date()), created=now)


def plan_file(project: Project, wish: Export) -> bytes:
    """Return a project's plan for another tool, with the dates that follow from it.

    Raises
    ------
    ScheduleError
        If the plan has no dates; names the entries.
    UnwritableFileError
        If nobody of the owner's name has an activity.
    """
    dates = schedule(plan_of(project))
    match wish.ending.lower():
        case ".xml":
            return project_to_mspdi(project, dates)
        case ".csv":
            return plan_to_csv(project, dates)
        case ".xlsx":
            return plan_to_xlsx(project, dates)
    at, owner = wish.written_at, wish.owner
    return plan_to_ics(project, dates, written_at=at, owner=owner)


def _check(wish: Export) -> None:
    """Refuse what does not go together."""
    if wish.key is None or wish.register is not None:
        raise UnwritableFileError(
            "A plan is that of one project: name it, and leave out --register."
        )
    if wish.ending.lower() not in PLAN_ENDINGS:
        raise UnwritableFileError(
            f"“{wish.ending}” is no format of a plan; end the file's name with "
            f"{', '.join(PLAN_ENDINGS)}."
        )
    if wish.owner and wish.ending.lower() != ".ics":
        raise UnwritableFileError(
            "An owner's activities are a calendar: end the file's name with .ics."
        )
