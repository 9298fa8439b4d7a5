"""Who may do what. The store asks this in every `load` and `commit`."""

from dataclasses import dataclass
from enum import StrEnum

from core.errors import AccessDeniedError


class Role(StrEnum):
    """What a person is in a workspace or project, from most to least rights."""

    OWNER = "owner"
    MANAGER = "manager"
    MEMBER = "member"
    VIEWER = "viewer"


class Right(StrEnum):
    """What may be done."""

    READ = "read"
    EDIT = "edit"
    ADMINISTER = "administer"


RIGHTS = {
    Role.OWNER: {Right.READ, Right.EDIT, Right.ADMINISTER},
    Role.MANAGER: {Right.READ, Right.EDIT, Right.ADMINISTER},
    Role.MEMBER: {Right.READ, Right.EDIT},
    Role.VIEWER: {Right.READ},
}


@dataclass(frozen=True, slots=True)
class Actor:
    """The person on whose behalf something is done.

    Parameters
    ----------
    name
        As the journal shows it.
    roles
        Pairs of project key and role; "*" stands for every project.
    """

    name: str
    roles: tuple[tuple[str, Role], ...] = ()

    def may(self, right: Right, project_key: str) -> bool:
        """Whether one of the actor's roles grants the right in this project."""
        return any(
            right in RIGHTS[role]
            for key, role in self.roles
            if key in (project_key, "*")
        )


def local_owner(name: str = "Owner") -> Actor:
    """Return the owner of a workspace without login: every right everywhere."""
    return Actor(name, (("*", Role.OWNER),))


def require(actor: Actor, right: Right, project_key: str) -> None:
    """Refuse what the actor may not do.

    Raises
    ------
    AccessDeniedError
        If no role of the actor grants the right in this project.
    """
    if not actor.may(right, project_key):
        raise AccessDeniedError(f"{actor.name} may not {right} project {project_key}.")
