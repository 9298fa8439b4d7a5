"""The schema of a project as JSON; docs/guide/json-format.md describes it."""

from math import isfinite
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from core.project import Verb
from core.project_keys import KEY

PROJECT_FORMAT, WORKSPACE_FORMAT = "linchpin-project", "linchpin-workspace"
VERSION = 1


def _plain(value: Any) -> Any:
    """Refuse lists and objects; and NaN, which no JSON has and its parser reads."""
    if isinstance(value, list | dict):
        said = "a field holds one text, number, true, false or null"
        raise ValueError(said)  # noqa: TRY004 - pydantic lets a TypeError through
    if isinstance(value, float) and not isfinite(value):
        raise ValueError("a number must be finite")
    return value


Plain = Annotated[Any, AfterValidator(_plain)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LineText(_Part):
    """One entry's part in a revision, as the file says it."""

    register_key: Annotated[str, Field(alias="register")]
    reference: str
    verb: Verb
    before: dict[str, Plain] = Field(default_factory=dict)
    after: dict[str, Plain] = Field(default_factory=dict)


class RevisionText(_Part):
    """One revision, as the file says it."""

    number: Annotated[int, Field(ge=1)]
    at: AwareDatetime
    actor: str
    note: str = ""
    lines: Annotated[tuple[LineText, ...], Field(min_length=1)]


class ProjectText(_Part):
    """One project, as the file says it: its registers, or its history, or both."""

    format: Literal["linchpin-project"]
    version: Literal[1]
    key: Annotated[str, Field(pattern=f"^{KEY.pattern}$")]
    name: str = ""
    revision: int = 0
    registers: dict[str, tuple[dict[str, Plain], ...]] = Field(default_factory=dict)
    history: tuple[RevisionText, ...] = ()


class WorkspaceText(_Part):
    """Every project of a workspace, as the file says it."""

    format: Literal["linchpin-workspace"]
    version: Literal[1]
    projects: tuple[ProjectText, ...]
