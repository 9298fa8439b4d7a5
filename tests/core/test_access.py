import pytest

from core.access import Actor, Right, Role, local_owner, require
from core.errors import AccessDeniedError

ALL = set(Right)


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        (Role.OWNER, ALL),
        (Role.MANAGER, ALL),
        (Role.MEMBER, {Right.READ, Right.EDIT}),
        (Role.VIEWER, {Right.READ}),
    ],
)
def test_a_role_grants_its_rights_in_its_project_alone(
    role: Role, rights: set[Right]
) -> None:
    actor = Actor("Ada", (("PAY", role),))
    assert {right for right in Right if actor.may(right, "PAY")} == rights
    assert not any(actor.may(right, "OTHER") for right in Right)


def test_a_star_stands_for_every_project() -> None:
    assert all(local_owner().may(right, "ANY") for right in Right)
    assert not Actor("Nobody").may(Right.READ, "ANY")


def test_several_roles_add_up() -> None:
    actor = Actor("Ada", (("*", Role.VIEWER), ("PAY", Role.MEMBER)))
    assert actor.may(Right.EDIT, "PAY")
    assert actor.may(Right.READ, "OTHER")
    assert not actor.may(Right.EDIT, "OTHER")


def test_a_refusal_says_who_may_not_do_what() -> None:
    require(local_owner("Ada"), Right.EDIT, "PAY")
    with pytest.raises(AccessDeniedError, match="Vi may not edit project PAY"):
        require(Actor("Vi", (("PAY", Role.VIEWER),)), Right.EDIT, "PAY")
