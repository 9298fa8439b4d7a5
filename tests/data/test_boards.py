from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from core.access import Actor, Role
from core.edits import Add, Change
from core.errors import AccessDeniedError, BoardError, UnknownProjectError
from core.registers.catalog import ACTIONS, CARDS, PROJECTS, RETROSPECTIVES, TOPICS
from core.registers.learning import RetrospectiveStatus
from core.retrospective.live import Opening, Seat
from core.retrospective.phases import ORDER, Phase
from core.retrospective.voting import LONGEST_CARD
from data import boards
from data.store import Store, commit, load, open_store, undo
from tests.live_boards import TODAY, Meeting, meeting, written

YES, NO = True, False
GUEST = Actor("Guest")
VIEWER = Actor("Vi", (("PAY", Role.VIEWER),))
STRANGER = Actor("Sam", (("OTHER", Role.OWNER),))


@pytest.fixture
def held(pay: Store, owner: Actor) -> Meeting:
    return meeting(pay, owner)


def test_a_board_is_found_by_its_code_however_it_is_typed(held: Meeting) -> None:
    typed = f" {held.code[:3].lower()}-{held.code[3:]} "
    found = boards.find_board(held.store, typed)
    assert (found.code, found.title, found.project_name) == (
        held.code,
        "Sprint 12",
        "Payments",
    )
    assert boards.seat_of("ann", typed) == boards.seat_of("ann", held.code)
    with pytest.raises(BoardError, match="no board with this code"):
        boards.find_board(held.store, "XXXXXX")


def test_a_code_has_no_letter_that_looks_like_another(held: Meeting) -> None:
    assert len(held.code) == 6
    assert not set(held.code) & set("01ILO")


def test_an_open_board_is_a_live_retrospective_of_its_project(held: Meeting) -> None:
    project = load(held.store, "PAY", actor=held.owner)
    entry = project[RETROSPECTIVES].records[1].entry
    assert (entry.title, entry.status) == ("Sprint 12", RetrospectiveStatus.LIVE)
    assert (entry.facilitator, entry.held_on) == ("Ada", TODAY)
    (head,) = boards.boards_of(held.store, "PAY", actor=held.owner)
    assert (head.code, head.retrospective) == (held.code, 1)


@pytest.mark.parametrize(
    ("opening", "told"),
    [
        (Opening(""), "title"),
        (Opening("x" * 201), "200 fit"),
        (Opening("Sprint", template="none"), "no such template"),
        (Opening("Sprint", votes=0), "1 to 20"),
        (Opening("Sprint", votes=2, per_group=3), "no more than a person has"),
        (Opening("Sprint", carried=(7,)), "C-007"),
    ],
)
def test_a_board_that_makes_no_sense_is_not_opened(
    pay: Store, owner: Actor, opening: Opening, told: str
) -> None:
    with pytest.raises(BoardError, match=told):
        boards.open_board(pay, "PAY", opening, actor=owner, today=TODAY)
    assert boards.boards_of(pay, "PAY", actor=owner) == ()
    assert len(load(pay, "PAY", actor=owner)[RETROSPECTIVES]) == 0


NIGHT = {
    "title": "Night without events",
    "kind": "post-mortem",
    "status": "planned",
    "severity": "S2",
    "began_at": "2026-06-09 23:10",
}


def test_an_incident_written_down_before_its_post_mortem_stays_one(
    pay: Store, owner: Actor
) -> None:
    commit(pay, "PAY", [Add("retrospectives", NIGHT)], actor=owner)
    held = meeting(pay, owner, template="post-mortem", retrospective=1)
    (record,) = load(pay, "PAY", actor=owner)[RETROSPECTIVES].live
    assert (record.entry.status, record.entry.severity) == ("live", "S2")
    held.go(Phase.WRITE)
    held.write(held.seat("ann"), "Alert came late", "timeline")
    assert held.close() == 1
    project = load(pay, "PAY", actor=owner)
    (record,) = project[RETROSPECTIVES].live
    assert (record.entry.title, record.entry.status) == (NIGHT["title"], "closed")
    assert (record.entry.held_on, record.entry.severity) == (TODAY, "S2")
    assert record.entry.began_at == datetime(2026, 6, 9, 23, 10)  # noqa: DTZ001
    assert [c.entry.retrospective for c in project[CARDS].live] == [1]


def test_there_is_one_board_at_a_time_about_an_incident_that_there_is(
    pay: Store, owner: Actor
) -> None:
    with pytest.raises(BoardError, match="There is no RE-001 to meet about"):
        meeting(pay, owner, retrospective=1)
    commit(pay, "PAY", [Add("retrospectives", NIGHT)], actor=owner)
    meeting(pay, owner, retrospective=1)
    with pytest.raises(BoardError, match="board of RE-001 is open already"):
        meeting(pay, owner, retrospective=1)
    assert len(boards.boards_of(pay, "PAY", actor=owner)) == 1


def test_a_board_opens_in_a_project_that_there_is(pay: Store, owner: Actor) -> None:
    with pytest.raises(UnknownProjectError):
        boards.open_board(pay, "NONE", Opening("x"), actor=owner, today=TODAY)


@pytest.mark.parametrize(
    ("work", "args"),
    [
        (boards.move, (Phase.WRITE,)),
        (boards.reveal, (True,)),
        (boards.lock, (True,)),
        (boards.set_timer, (None,)),
        (boards.show_answers, ("guess-cost",)),
        (boards.make_group, ((1, 2), "x")),
        (boards.take_out, (1,)),
        (boards.rename_group, (1, "x")),
        (boards.merge, (1, 2)),
        (boards.dissolve, (1,)),
        (boards.close_votes, ()),
        (boards.open_votes, ()),
        (boards.discuss, (1,)),
        (boards.set_discussed, (1, True)),
        (boards.add_note, (1, "note", "x")),
        (boards.remove_note, (1, "note", 0)),
        (boards.topic_of, (1,)),
    ],
    ids=lambda what: getattr(what, "__name__", ""),
)
def test_only_who_may_edit_the_project_leads(
    held: Meeting, work: Callable[..., Any], args: tuple[Any, ...]
) -> None:
    before = boards.revision(held.store, held.code)
    for actor in (GUEST, VIEWER, STRANGER):
        with pytest.raises(AccessDeniedError):
            work(held.store, held.code, *args, actor=actor)
    assert boards.revision(held.store, held.code) == before


def test_only_who_may_edit_the_project_opens_and_closes(held: Meeting) -> None:
    for actor in (GUEST, VIEWER, STRANGER):
        with pytest.raises(AccessDeniedError):
            boards.close_board(held.store, held.code, actor=actor, today=TODAY)
        with pytest.raises(AccessDeniedError):
            boards.open_board(held.store, "PAY", Opening("x"), actor=actor, today=TODAY)
    assert boards.boards_of(held.store, "PAY", actor=VIEWER)
    with pytest.raises(AccessDeniedError):
        boards.boards_of(held.store, "PAY", actor=STRANGER)


def test_nobody_sees_or_does_anything_who_has_not_joined(held: Meeting) -> None:
    seat = boards.seat_of("ann", held.code)
    held.go(Phase.WRITE)
    for actor in (None, GUEST, VIEWER, STRANGER):
        with pytest.raises(BoardError, match="Join the board first"):
            boards.look(held.store, seat, actor=actor)
    with pytest.raises(BoardError, match="Join the board first"):
        held.write(seat, "x")
    assert boards.look(held.store, seat, actor=held.owner).is_facilitator
    boards.join(held.store, seat)
    assert not held.view(seat).is_facilitator
    assert held.write(seat, "x")


def test_a_seat_of_one_board_is_none_of_another(pay: Store, owner: Actor) -> None:
    one, other = meeting(pay, owner), meeting(pay, owner)
    seat = one.seat("ann")
    other.go(Phase.WRITE)
    forged = Seat(other.code, seat.secret)
    with pytest.raises(BoardError, match="Join"):
        other.write(forged, "x")
    assert boards.seat_of("ann", other.code).secret != seat.secret


def test_every_change_moves_the_revision_on(held: Meeting) -> None:
    seen = [boards.revision(held.store, held.code)]
    seat = held.seat("ann")
    seen.append(boards.revision(held.store, held.code))
    held.go(Phase.WRITE)
    seen.append(boards.revision(held.store, held.code))
    held.write(seat, "x")
    seen.append(boards.revision(held.store, held.code))
    assert seen == sorted(set(seen))
    assert held.view(seat).rev == seen[-1]
    with pytest.raises(BoardError):
        boards.revision(held.store, "XXXXXX")


def test_a_card_sent_twice_is_there_once(held: Meeting) -> None:
    ann, ben = held.seat("ann"), held.seat("ben")
    held.go(Phase.WRITE)

    def send(seat: Seat) -> int:
        return boards.write_card(held.store, seat, "start", "more tests", once="a")

    first = send(ann)
    assert send(ann) == first
    assert send(ben) != first
    assert len(held.view(ann).cards) == 1
    held.go(Phase.VOTE)  # the answer was lost, and the meeting went on
    assert send(ann) == first


def test_what_a_changed_card_said_before_can_be_written_again(held: Meeting) -> None:
    ann = held.seat("ann")
    held.go(Phase.WRITE)

    def send() -> int:
        return boards.write_card(held.store, ann, "start", "more tests", once="a")

    boards.change_card(held.store, ann, send(), "fewer tests")
    send()
    found = sorted(card.text for card in held.view(ann).cards)
    assert found == ["fewer tests", "more tests"]


@pytest.mark.parametrize(
    ("column", "text", "told"),
    [
        ("start", "", "is empty"),
        ("start", " \n\t\x00 ", "is empty"),
        ("start", "x" * (LONGEST_CARD + 1), "201 characters; 200 fit"),
        ("wind", "x", "no such column"),
    ],
)
def test_a_card_that_says_nothing_or_too_much_is_refused(
    held: Meeting, column: str, text: str, told: str
) -> None:
    seat = held.seat("ann")
    held.go(Phase.WRITE)
    with pytest.raises(BoardError, match=told):
        held.write(seat, text, column)
    assert held.view(seat).cards == ()
    held.write(seat, "x" * LONGEST_CARD)


@pytest.mark.parametrize("text", ["naïve – “déjà vu”", "会议太多", "مرحبا", "👍🏽 ok"])
def test_a_card_keeps_every_letter(held: Meeting, text: str) -> None:
    seat = held.seat("ann")
    held.go(Phase.WRITE)
    held.write(seat, f"  {text}\n")
    assert [card.text for card in held.view(seat).cards] == [text]


@pytest.mark.parametrize("phase", [p for p in ORDER if p is not Phase.WRITE])
def test_cards_are_written_in_one_phase(held: Meeting, phase: Phase) -> None:
    seat = held.seat("ann")
    held.go(phase)
    if phase is Phase.CHECK_IN:
        held.go(Phase.EVIDENCE)
    with pytest.raises(BoardError, match="in the phase “Write”"):
        held.write(seat, "x")


def test_only_who_wrote_a_card_changes_it_or_takes_it_back(
    pay: Store, owner: Actor
) -> None:
    held, (ann, ben, _), cards = written(pay, owner)
    not_yours = "no such card of yours"
    with pytest.raises(BoardError, match=not_yours):
        boards.change_card(pay, ben, cards[0], "mine now")
    with pytest.raises(BoardError, match=not_yours):
        boards.withdraw_card(pay, ben, cards[0])
    with pytest.raises(BoardError, match=not_yours):
        boards.change_card(pay, ann, 12345, "x")
    boards.change_card(pay, ann, cards[0], "other words")
    assert [card.text for card in held.view(ann).cards] == ["other words"]
    boards.withdraw_card(pay, ann, cards[0])
    assert held.view(ann).cards == ()
    assert held.view(ben).hidden == {"start": 1}


def test_a_locked_board_takes_nothing_from_participants(
    pay: Store, owner: Actor
) -> None:
    held, (ann, *_), cards = written(pay, owner)
    held.lead(boards.lock, YES)
    for refused in (
        lambda: held.write(ann, "x"),
        lambda: boards.change_card(pay, ann, cards[0], "x"),
        lambda: boards.withdraw_card(pay, ann, cards[0]),
        lambda: boards.answer(pay, ann, "roti", "5"),
        lambda: boards.cast_vote(pay, ann, 1),
    ):
        with pytest.raises(BoardError, match="is locked"):
            refused()
    assert held.view(ann).head.locked
    held.lead(boards.lock, NO)
    held.write(ann, "x")


def test_hidden_cards_are_only_counted_until_they_are_revealed(
    pay: Store, owner: Actor
) -> None:
    held, (ann, *_), cards = written(pay, owner)
    leader = boards.look(pay, boards.seat_of("leader", held.code), actor=owner)
    assert (leader.cards, leader.hidden) == ((), {"start": 3})
    assert [card.id for card in held.view(ann).cards] == [cards[0]]
    assert held.view(ann).hidden == {"start": 2}
    held.lead(boards.reveal, YES)
    assert {card.id for card in held.view(ann).cards} == set(cards)
    assert [card.id for card in held.view(ann).cards if card.mine] == [cards[0]]
    held.lead(boards.reveal, NO)
    assert len(held.view(ann).cards) == 1
    held.go(Phase.GROUP)
    assert held.view(ann).hidden == {}
    with pytest.raises(BoardError, match="Write"):
        held.lead(boards.reveal, NO)


def test_hidden_again_no_title_of_a_group_tells_what_a_card_says(
    pay: Store, owner: Actor
) -> None:
    held, (ann, *_), _ = written(pay, owner)
    held.go(Phase.GROUP)
    assert {group.title for group in held.view(ann).groups} == {
        "card 0",
        "card 1",
        "card 2",
    }
    held.go(Phase.WRITE)
    held.lead(boards.reveal, NO)
    assert held.view(ann).groups == ()


def test_each_card_is_its_own_group_once_grouping_begins(
    pay: Store, owner: Actor
) -> None:
    held, (ann, *_), cards = written(pay, owner)
    held.go(Phase.GROUP)
    assert sorted(group.cards for group in held.view(ann).groups) == sorted(
        (card,) for card in cards
    )
    held.go(Phase.WRITE)
    late = held.write(ann, "late")
    held.go(Phase.GROUP)
    assert len(held.view(ann).groups) == 4
    assert held.group_of(late).title == "late"


def test_cards_are_put_together_taken_out_and_dissolved(
    pay: Store, owner: Actor
) -> None:
    held, (ann, *_), (a, b, c) = written(pay, owner)
    held.go(Phase.GROUP)
    group = held.lead(boards.make_group, (a, b, a), "Both")
    assert held.group_of(a) == held.group_of(b)
    assert (held.group_of(a).id, held.group_of(a).title) == (group, "Both")
    held.lead(boards.rename_group, group, "Two")
    held.lead(boards.take_out, b)
    assert held.group_of(b).title == "card 1"
    held.lead(boards.merge, held.group_of(b).id, group)
    held.lead(boards.merge, held.group_of(c).id, group)
    assert len(held.view(ann).groups) == 1
    held.lead(boards.dissolve, group)
    assert {g.title for g in held.view(ann).groups} == {"card 0", "card 1", "card 2"}
    assert held.lead(boards.make_group, (a, c), "") == held.group_of(c).id
    assert held.group_of(c).title == "card 0"


def test_groups_that_cannot_be_made_are_refused(pay: Store, owner: Actor) -> None:
    held, _, (a, b, _) = written(pay, owner)
    with pytest.raises(BoardError, match="“Group”"):
        held.lead(boards.make_group, (a, b), "x")
    held.go(Phase.GROUP)
    alone = held.group_of(a).id
    for work, args, told in (
        (boards.make_group, ((a,), "x"), "two cards"),
        (boards.make_group, ((a, 99), "x"), "no longer on the board"),
        (boards.make_group, ((a, b), "x" * 201), "200 fit"),
        (boards.take_out, (a,), "alone already"),
        (boards.take_out, (99,), "no longer on the board"),
        (boards.dissolve, (alone,), "alone already"),
        (boards.dissolve, (99,), "no longer on the board"),
        (boards.merge, (alone, alone), "two different"),
        (boards.merge, (alone, 99), "no longer on the board"),
        (boards.rename_group, (alone, " "), "is empty"),
        (boards.rename_group, (99, "x"), "no longer on the board"),
    ):
        with pytest.raises(BoardError, match=told):
            held.lead(work, *args)
    assert held.group_of(a).id == alone


def test_votes_keep_to_five_in_all_and_three_on_one_topic(
    pay: Store, owner: Actor
) -> None:
    held, (ann, ben, _), (a, b, c) = written(pay, owner)
    held.go(Phase.VOTE)
    one, two = held.group_of(a).id, held.group_of(b).id
    for _ in range(3):
        boards.cast_vote(pay, ann, one)
    with pytest.raises(BoardError, match="At most three votes of yours"):
        boards.cast_vote(pay, ann, one)
    for _ in range(2):
        boards.cast_vote(pay, ann, two)
    with pytest.raises(BoardError, match="All five votes are given"):
        boards.cast_vote(pay, ann, held.group_of(c).id)
    boards.withdraw_vote(pay, ann, one)
    boards.cast_vote(pay, ann, held.group_of(c).id)
    assert held.view(ann).votes_left == 0
    assert held.view(ben).votes_left == 5
    boards.withdraw_vote(pay, ben, one)  # none of his: nothing happens
    with pytest.raises(BoardError, match="no longer on the board"):
        boards.cast_vote(pay, ben, 99)


def test_a_vote_sent_twice_counts_once(pay: Store, owner: Actor) -> None:
    held, (ann, ben, _), (a, *_) = written(pay, owner)
    held.go(Phase.VOTE)
    group = held.group_of(a).id
    for _ in range(2):
        boards.cast_vote(pay, ann, group, once="a")
        boards.cast_vote(pay, ben, group, once="a")
    boards.cast_vote(pay, ann, group, once="b")
    assert (held.view(ann).votes_left, held.view(ben).votes_left) == (3, 4)


def test_votes_of_others_are_hidden_until_the_vote_is_closed(
    pay: Store, owner: Actor
) -> None:
    held, (ann, ben, _), (a, b, _) = written(pay, owner)
    held.go(Phase.VOTE)
    boards.cast_vote(pay, ann, held.group_of(a).id)
    boards.cast_vote(pay, ben, held.group_of(a).id)
    boards.cast_vote(pay, ben, held.group_of(b).id)
    mine = {g.title: (g.votes, g.my_votes) for g in held.view(ann).groups}
    assert mine == {"card 0": (None, 1), "card 1": (None, 0), "card 2": (None, 0)}
    held.lead(boards.close_votes)
    assert [(g.title, g.votes, g.my_votes) for g in held.view(ann).groups][:2] == [
        ("card 0", 2, 1),
        ("card 1", 1, 0),
    ]
    with pytest.raises(BoardError, match="vote is closed"):
        boards.cast_vote(pay, ann, held.group_of(b).id)
    held.lead(boards.open_votes)
    assert {g.votes for g in held.view(ann).groups} == {None}
    held.go(Phase.DISCUSS)
    assert [g.votes for g in held.view(ann).groups] == [2, 1, 0]
    for work in (boards.open_votes, boards.close_votes):
        with pytest.raises(BoardError, match="“Vote”"):
            held.lead(work)
    with pytest.raises(BoardError, match="“Vote”"):
        boards.withdraw_vote(pay, ann, held.group_of(a).id)


def test_votes_go_along_where_topics_become_one_up_to_the_limit(
    pay: Store, owner: Actor
) -> None:
    held, (ann, ben, _), (a, b, c) = written(pay, owner)
    held.go(Phase.VOTE)
    for card in (a, a, b, b, c):
        boards.cast_vote(pay, ann, held.group_of(card).id)
    boards.cast_vote(pay, ben, held.group_of(b).id)
    held.go(Phase.GROUP)
    group = held.lead(boards.make_group, (a, b), "Both")
    held.go(Phase.VOTE)
    assert held.view(ann).votes_left == 1
    held.lead(boards.close_votes)
    assert {g.title: g.votes for g in held.view(ann).groups} == {"Both": 4, "card 2": 1}
    held.go(Phase.GROUP)
    held.lead(boards.dissolve, group)
    assert held.view(ann).votes_left == 4


def test_answers_are_taken_in_their_phase_and_changed_until_then(
    held: Meeting,
) -> None:
    ann = held.seat("ann")
    boards.answer(held.store, ann, "check-in", " a little tired ")
    boards.answer(held.store, ann, "check-in", "fine")
    assert held.view(ann).answers == {"check-in": "fine"}
    (tally,) = held.view(ann).tallies
    assert (tally.counts, tally.answered) == ({"fine": 1}, 1)
    with pytest.raises(BoardError, match="is asked in the phase “Close”"):
        boards.answer(held.store, ann, "roti", "5")
    with pytest.raises(BoardError, match="does not ask"):
        boards.answer(held.store, ann, "salary", "5")
    with pytest.raises(BoardError, match="one of: 1, 2, 3, 4, 5"):
        boards.answer(held.store, ann, "safety", "6")


@pytest.mark.parametrize(
    ("question", "phase"), [("safety", None), ("roti", Phase.CLOSE)]
)
def test_answers_that_could_tell_who_gave_them_wait_for_five(
    held: Meeting, question: str, phase: Phase | None
) -> None:
    if phase:
        held.go(phase)
    seats = [held.seat(f"browser {n}") for n in range(5)]
    for seat in seats[:4]:
        boards.answer(held.store, seat, question, "2")
    (tally,) = boards.look(held.store, seats[0], actor=held.owner).tallies
    assert (tally.counts, tally.answered, tally.needed) == ({}, 4, 1)
    boards.answer(held.store, seats[4], question, "5")
    (tally,) = held.view(seats[0]).tallies
    assert (tally.counts, tally.needed) == ({"2": 4, "5": 1}, 0)


def test_guesses_are_shown_when_the_facilitator_says_so(held: Meeting) -> None:
    ann, ben = held.seat("ann"), held.seat("ben")
    held.go(Phase.EVIDENCE)
    boards.answer(held.store, ann, "guess-cost", "20 %")
    boards.answer(held.store, ben, "guess-cost", "−5")
    (tally,) = held.view(ann).tallies
    assert (tally.counts, tally.answered, tally.hidden) == ({}, 2, True)
    held.lead(boards.show_answers, "guess-cost")
    (tally,) = held.view(ann).tallies
    assert tally.counts == {"20": 1, "-5": 1}
    assert held.view(ann).shown == {"guess-cost"}
    with pytest.raises(BoardError, match="shown already"):
        boards.answer(held.store, ann, "guess-cost", "30")
    for value in ("a lot", "", "1001", "-101", "1.5"):
        with pytest.raises(BoardError, match="whole number of per cent"):
            boards.answer(held.store, ann, "guess-time", value)
    with pytest.raises(BoardError, match="not revealed by hand"):
        held.lead(boards.show_answers, "safety")


def test_a_topic_is_talked_about_with_notes_and_whys(pay: Store, owner: Actor) -> None:
    held, (ann, *_), (a, b, _) = written(pay, owner)
    with pytest.raises(BoardError, match="“Discuss”"):
        held.lead(boards.discuss, 1)
    held.go(Phase.DISCUSS)
    one, two = held.group_of(a).id, held.group_of(b).id
    held.lead(boards.discuss, one)
    assert held.view(ann).current == one
    boards.answer(pay, ann, f"extend:{one}", "yes")
    with pytest.raises(BoardError, match="not in discussion"):
        boards.answer(pay, ann, f"extend:{two}", "yes")
    for text in ("first", "second", "third"):
        held.lead(boards.add_note, one, "note", text)
    held.lead(boards.add_note, one, "why", "because")
    held.lead(boards.remove_note, one, "note", 1)
    assert held.group_of(a).notes == ("first", "third")
    assert held.group_of(a).whys == ("because",)
    for args, told in (
        ((one, "note", 2), "removed already"),
        ((one, "song", 0), "a note or a why"),
    ):
        with pytest.raises(BoardError, match=told):
            held.lead(boards.remove_note, *args)
    with pytest.raises(BoardError, match="500 fit"):
        held.lead(boards.add_note, one, "note", "x" * 501)
    held.lead(boards.discuss, None)
    assert not held.group_of(a).discussed
    held.lead(boards.set_discussed, one, YES)
    held.lead(boards.discuss, two)
    held.go(Phase.COMMIT)
    assert held.group_of(a).discussed
    assert held.group_of(b).discussed
    assert held.view(ann).current is None


def test_the_timer_is_a_moment_and_the_same_for_everybody(
    pay: Store, owner: Actor
) -> None:
    held, seats, _ = written(pay, owner)
    until = datetime(2026, 11, 23, 10, 5, tzinfo=UTC)
    held.lead(boards.set_timer, until)
    assert {held.view(seat).deadline for seat in seats} == {until}
    held.lead(boards.set_timer, None)
    assert held.view(seats[0]).deadline is None
    held.lead(boards.set_timer, until + timedelta(minutes=1))
    held.go(Phase.GROUP)
    assert held.view(seats[0]).deadline is None


def test_a_board_that_is_not_anonymous_asks_for_names(pay: Store, owner: Actor) -> None:
    held, (ann, ben, _), _ = written(pay, owner, anonymous=False)
    for name, told in (("", "Write your name"), ("x" * 61, "60 fit")):
        with pytest.raises(BoardError, match=told):
            boards.join(pay, boards.seat_of("new", held.code), name)
    boards.join(pay, ann, "Ann Example")
    held.go(Phase.GROUP)
    view = held.view(ben)
    assert view.names == ("Ann Example", "ben", "cleo")
    authors = {card.text: card.author for card in view.cards}
    assert authors == {"card 0": "Ann Example", "card 1": "ben", "card 2": "cleo"}
    assert view.name == "ben"


def test_when_something_happened_is_kept_on_a_timeline(
    pay: Store, owner: Actor
) -> None:
    held = meeting(pay, owner, template="post-mortem", severity="S2")
    ann = held.seat("ann")
    held.go(Phase.WRITE)
    at = datetime(2026, 11, 20, 9, 30)  # noqa: DTZ001 - the project's local time
    boards.write_card(pay, ann, "timeline", "alarm", once="a", happened_at=at)
    assert held.view(ann).cards[0].happened_at == at
    held.close()
    project = load(pay, "PAY", actor=owner)
    (card,) = project[CARDS].entries
    assert (card.column, card.happened_at, card.carried) == ("Timeline", at, False)
    (entry,) = project[RETROSPECTIVES].entries
    assert (entry.kind.value, entry.severity) == ("post-mortem", "S2")


def test_a_board_may_be_open_for_days_and_does_not_move_by_itself(
    pay: Store, owner: Actor
) -> None:
    held = meeting(pay, owner, open_until=date(2026, 11, 27))
    assert held.view(held.seat("ann")).head.open_until == date(2026, 11, 27)
    assert held.view(held.seat("ann")).head.phase is Phase.CHECK_IN


def test_closing_is_one_revision_that_holds_the_outcome(
    pay: Store, owner: Actor
) -> None:
    held, seats, (a, b, c) = written(pay, owner)
    held.go(Phase.GROUP)
    group = held.lead(boards.make_group, (a, b), "Both")
    held.go(Phase.VOTE)
    for seat in seats:
        boards.cast_vote(pay, seat, group)
    boards.cast_vote(pay, seats[0], held.group_of(c).id)
    held.go(Phase.DISCUSS)
    held.lead(boards.discuss, group)
    held.lead(boards.add_note, group, "note", "said")
    held.go(Phase.CLOSE)
    before = load(pay, "PAY", actor=owner).revision
    assert held.close() == 1
    project = load(pay, "PAY", actor=owner)
    assert project.revision == before + 1
    (topic,) = project[TOPICS].entries
    assert (topic.title, topic.votes, topic.discussed) == ("Both", 3, True)
    assert topic.notes == "said"
    found = {x.title: (x.topic, x.votes, x.carried) for x in project[CARDS].entries}
    assert found == {
        "card 0": (1, 0, False),
        "card 1": (1, 0, False),
        "card 2": (None, 1, True),
    }
    (entry,) = project[RETROSPECTIVES].entries
    assert (entry.status, entry.participants) == (RetrospectiveStatus.CLOSED, 3)
    assert (entry.held_on, entry.return_on_time) == (TODAY, None)


def test_the_return_on_time_is_kept_from_five_answers_on(held: Meeting) -> None:
    held.go(Phase.CLOSE)
    for n, value in enumerate("34555"):
        boards.answer(held.store, held.seat(f"browser {n}"), "roti", value)
    held.close()
    (entry,) = load(held.store, "PAY", actor=held.owner)[RETROSPECTIVES].entries
    assert entry.return_on_time == pytest.approx(4.4)


def test_an_action_names_its_topic_while_the_meeting_runs(
    pay: Store, owner: Actor
) -> None:
    held, _, (a, b, _) = written(pay, owner)
    held.go(Phase.DISCUSS)
    number = held.lead(boards.topic_of, held.group_of(b).id)
    assert held.lead(boards.topic_of, held.group_of(b).id) == number
    assert held.group_of(b).topic == number
    values = {"title": "Do it", "retrospective": 1, "topic": number}
    commit(pay, "PAY", [Add(ACTIONS.key, values)], actor=owner)
    held.go(Phase.GROUP)
    with pytest.raises(BoardError, match="agreed on “card 1”"):
        held.lead(boards.make_group, (b, a), "x")
    held.close()
    project = load(pay, "PAY", actor=owner)
    assert [topic.title for topic in project[TOPICS].entries] == ["card 1"]
    assert {c.title: c.topic for c in project[CARDS].entries}["card 1"] == number


def test_what_was_not_discussed_is_carried_to_the_next_board(
    pay: Store, owner: Actor
) -> None:
    held, _, (a, *_) = written(pay, owner)
    held.go(Phase.DISCUSS)
    held.lead(boards.set_discussed, held.group_of(a).id, YES)
    held.close()
    carried = {
        r.number: r.entry.title
        for r in load(pay, "PAY", actor=owner)[CARDS].live
        if r.entry.carried
    }
    assert sorted(carried.values()) == ["card 1", "card 2"]
    again = meeting(pay, owner, carried=tuple(carried))
    ann = again.seat("ann")
    seen = again.view(ann)
    assert sorted(card.text for card in seen.cards) == ["card 1", "card 2"]
    assert {(card.column, card.mine) for card in seen.cards} == {("start", False)}


def test_a_closed_board_says_so_and_shows_nothing_more(
    pay: Store, owner: Actor
) -> None:
    held, (ann, *_), _ = written(pay, owner)
    before = boards.revision(pay, held.code)
    held.close()
    assert boards.revision(pay, held.code) > before
    assert boards.find_board(pay, held.code).closed
    view = held.view(ann)
    assert view.head.closed
    assert (view.cards, view.groups, view.seats, view.answers) == ((), (), 0, {})
    for refused in (
        lambda: held.write(ann, "x"),
        lambda: boards.join(pay, ann),
        lambda: held.go(Phase.WRITE),
        held.close,
    ):
        with pytest.raises(BoardError, match="is closed"):
            refused()


def test_the_newest_board_in_session_comes_first(pay: Store, owner: Actor) -> None:
    first, second, third = (meeting(pay, owner) for _ in range(3))
    third.close()
    found = [head.code for head in boards.boards_of(pay, "PAY", actor=owner)]
    assert found == [second.code, first.code, third.code]


def test_others_commits_meanwhile_stay_and_the_meeting_can_be_renamed(
    pay: Store, owner: Actor
) -> None:
    held, *_ = written(pay, owner)
    rename = Change(RETROSPECTIVES.key, 1, 1, {"title": "Sprint twelve"})
    commit(pay, "PAY", [rename], actor=owner)
    held.close()
    project = load(pay, "PAY", actor=owner)
    assert project[RETROSPECTIVES].entries[0].title == "Sprint twelve"
    undo(pay, "PAY", project.revision, actor=owner)
    assert len(load(pay, "PAY", actor=owner)[CARDS]) == 0
    assert boards.find_board(pay, held.code).closed


def test_a_board_is_read_again_when_another_server_moved_it(
    pay: Store, owner: Actor, url: str
) -> None:
    held, (ann, ben, _), cards = written(pay, owner)
    assert len(held.view(ann).cards) == 1
    other = open_store(url)
    boards.change_card(other, ann, cards[0], "from elsewhere")
    assert [card.text for card in held.view(ann).cards] == ["from elsewhere"]
    assert [card.text for card in held.view(ben).cards] == ["card 1"]
    rename = Change(PROJECTS.key, 1, 1, {"title": "Payments two"})
    commit(other, "PAY", [rename], actor=owner)
    other.close()
    assert held.view(ann).head.project_name == "Payments two"
    held.close()
    assert held.view(ann).head.closed
    assert pay.boards == {}
