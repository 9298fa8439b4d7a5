from core.access import Actor, Role
from core.edits import Add, Archive
from data.lessons import lessons_everywhere
from data.store import Store, commit, create_project


def test_lessons_of_all_projects_are_read_that_may_be_read(
    pay: Store, owner: Actor
) -> None:
    create_project(pay, "IDP", {"title": "Identity"}, actor=owner)
    create_project(pay, "NEW", {"title": "Without a lesson"}, actor=owner)
    lessons = [Add("lessons", {"title": f"Lesson {n}"}) for n in (1, 2)]
    commit(pay, "IDP", lessons, actor=owner)
    commit(pay, "IDP", [Archive("lessons", 2, 1)], actor=owner)
    commit(pay, "PAY", [Add("lessons", {"title": "Own"})], actor=owner)
    found = {one.key: one for one in lessons_everywhere(pay, owner)}
    assert set(found) == {"IDP", "PAY"}
    assert found["IDP"].name == "Identity"
    assert [record.number for record in found["IDP"].lessons] == [1]
    member = Actor("Mo", (("PAY", Role.MEMBER),))
    assert [one.key for one in lessons_everywhere(pay, member)] == ["PAY"]
