from pathlib import Path

from core.access import Actor
from core.exchange.project_json import project_to_json
from core.registers.catalog import RETROSPECTIVES
from core.retrospective.phases import Phase
from data import boards
from data.backup import backup, restore
from data.store import Store, history, load, open_store
from tests.data.conftest import FIRST_DAY, NewUrl
from tests.live_boards import Meeting, written


def test_a_board_in_session_goes_on_from_a_backup(
    pay: Store, owner: Actor, new_url: NewUrl, tmp_path: Path
) -> None:
    held, (ann, ben, _), (a, b, _) = written(pay, owner, anonymous=False)
    held.go(Phase.GROUP)
    group = held.lead(boards.make_group, (a, b), "Both")
    held.go(Phase.VOTE)
    boards.cast_vote(pay, ann, group)
    held.go(Phase.DISCUSS)
    held.lead(boards.discuss, group)
    held.lead(boards.add_note, group, "note", "said")
    before = held.view(ann)
    url = new_url()
    backup(pay, tmp_path / "it.backup")
    restore(tmp_path / "it.backup", url)
    opened = open_store(url)
    again = Meeting(opened, owner, held.code)
    assert again.view(ann) == before
    again.go(Phase.WRITE)
    again.write(ben, "after the restore")
    again.close()
    opened.close()
    assert held.view(ann) == before


def test_an_export_tells_that_a_board_is_in_session_and_not_what_is_on_it(
    pay: Store, owner: Actor
) -> None:
    held, seats, _ = written(pay, owner)
    told = project_to_json(
        load(pay, "PAY", actor=owner), history(pay, "PAY", actor=owner)
    ).decode()
    assert '"live"' in told
    assert "card 0" not in told
    assert not any(seat.secret in told for seat in seats)
    held.close()
    told = project_to_json(
        load(pay, "PAY", actor=owner), history(pay, "PAY", actor=owner)
    ).decode()
    assert "card 0" in told


def test_an_earlier_day_is_what_it_was_whatever_is_on_a_board(
    pay: Store, owner: Actor
) -> None:
    written(pay, owner)
    earlier = load(pay, "PAY", actor=owner, as_of=FIRST_DAY.date())
    assert (earlier.revision, len(earlier[RETROSPECTIVES])) == (1, 0)
    assert len(load(pay, "PAY", actor=owner)[RETROSPECTIVES]) == 1
