"""Files of other planning tools: recognised by their content, read as one plan."""

from core.exchange.mspdi import read_mspdi
from core.exchange.mspdi_xml import is_project_xml
from core.exchange.plan_file import PlanFile


def is_plan(content: bytes) -> bool:
    """Whether a file holds a whole plan instead of lines of one register."""
    return is_project_xml(content)


def read_plan(file_name: str, content: bytes) -> PlanFile:
    """Read a plan.

    Raises
    ------
    UnreadableFileError
        If it cannot be read; the text is one sentence.
    """
    return read_mspdi(file_name, content)
