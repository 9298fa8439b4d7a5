"""Files of other planning tools: recognised by their content, read as one plan."""

from core.exchange.jira import read_jira
from core.exchange.jira_table import is_jira
from core.exchange.mspdi import read_mspdi
from core.exchange.mspdi_xml import is_project_xml
from core.exchange.orders import DayOrder
from core.exchange.plan_file import PlanFile
from core.registers.catalog import ACTIVITIES


def is_plan(content: bytes, register: str | None = None) -> bool:
    """Whether a file holds a whole plan instead of lines of one register.

    Parameters
    ----------
    register
        The register that a person named: issues of Jira may be for another one.
    """
    is_table = register in (None, ACTIVITIES.key) and is_jira(content)
    return is_table or is_project_xml(content)


def read_plan(
    file_name: str, content: bytes, day_order: DayOrder | None = None
) -> PlanFile:
    """Read a plan.

    Parameters
    ----------
    day_order
        How dates are read that have two readings; only those of a table have.

    Raises
    ------
    UnreadableFileError
        If it cannot be read; the text is one sentence.
    """
    if is_jira(content):
        return read_jira(file_name, content, day_order)
    return read_mspdi(file_name, content)
