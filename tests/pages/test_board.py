"""A live board: each phase for who leads and who takes part, until it is closed."""

import secrets
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import streamlit as st
from streamlit.proto.Block_pb2 import Block as BlockProto

from core.access import local_owner
from core.edits import Add
from core.registers.catalog import ACTIONS, CARDS, LESSONS, RETROSPECTIVES, TOPICS
from core.registers.log import Helped
from core.retrospective import phases
from core.retrospective.live import Opening
from core.retrospective.phases import Phase
from data import boards
from data.store import Store, commit
from pages._ui import board_opening, visiting
from tests.pages.conftest import Pay
from tests.pages.visitor import Visitor

pytestmark = pytest.mark.app

ADA = local_owner("Ada")
COLUMN, TEXT, ADD = "live-column", "live-card", "live-add"
Opened = Callable[..., "Meeting"]


class Meeting:
    """A board of project PAY in session, with whoever looks at it."""

    def __init__(self, store: Store, **said: Any) -> None:
        opening = Opening("Release 1", **said)
        today = datetime.now(UTC).date()
        self.store = store
        self.code = boards.open_board(store, "PAY", opening, actor=ADA, today=today)

    def leader(self) -> Visitor:
        return calm(Visitor(code=self.code).open("board"))

    def guest(self, name: str = "") -> Visitor:
        """Somebody who has joined."""
        visitor = self.comes()
        if name:
            visitor.text_input(key="live-name").set_value(name)
        visitor.press("Take part")
        return calm(visitor)

    def comes(self) -> Visitor:
        """Somebody who has not joined yet."""
        role = {"as": "participant"}
        return calm(Visitor(code=self.code, **role).open("board"))

    def move(self, phase: Phase) -> None:
        boards.move(self.store, self.code, phase, actor=ADA)

    @property
    def phase(self) -> str:
        return str(self.view.head.phase.value)

    @property
    def view(self) -> Any:
        seat = boards.seat_of("nobody", self.code)
        return boards.look(self.store, seat, actor=ADA)


@pytest.fixture(autouse=True)
def browsers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each visitor a browser of its own: AppTest knows no cookies."""

    def number() -> str:
        own: str = st.session_state.setdefault("browser", secrets.token_hex())
        return own

    monkeypatch.setattr(visiting, "browser", number)


@pytest.fixture
def opened(small: Store) -> Opened:
    """Open a board of project PAY."""
    return lambda **said: Meeting(small, **said)


@pytest.fixture
def meeting(opened: Opened) -> Meeting:
    """An anonymous board."""
    return opened()


def calm(visitor: Visitor) -> Visitor:
    """Return a visitor whose page met no exception."""
    assert [e.message for e in visitor.exception] == []
    return visitor


def again(visitor: Visitor) -> Visitor:
    """Look again, as a browser does every second."""
    visitor.run()
    return calm(visitor)


def write(visitor: Visitor, text: str, column: str = "start") -> None:
    visitor.button_group(key=COLUMN).set_value(column).run()
    visitor.text_area(key=TEXT).set_value(text)
    visitor.button(key=ADD).click().run()
    calm(visitor)


def shown(visitor: Visitor) -> str:
    """Return all text on the page as it is read, the tables' too."""
    return sent(visitor).replace("\\", "")


def sent(visitor: Visitor) -> str:
    """Return all text on the page as Markdown."""
    tables = [
        cell
        for table in visitor.table
        for cells in table.value.to_dict("list").items()
        for cell in (cells[0], *cells[1])
    ]
    return "\n".join([*visitor.texts, *tables])


def refused(visitor: Visitor) -> list[str]:
    return [t.value for t in visitor.toast]


# --- joining ------------------------------------------------------------------------


def test_a_board_is_joined_by_its_code_however_it_is_typed(meeting: Meeting) -> None:
    visitor = calm(Visitor(**{"as": "participant"}).open("board"))
    typed = f"{meeting.code[:3].lower()}-{meeting.code[3:].lower()}"
    visitor.text_input(key="live-code").set_value(typed)
    visitor.press("Join")
    assert "no author is stored" in shown(visitor)
    assert not visitor.text_input
    visitor.press("Take part")
    assert "Check in" in shown(visitor)
    assert meeting.view.seats == 1


def test_a_wrong_code_is_refused_and_can_be_typed_again(small: Store) -> None:
    assert small.identity
    visitor = calm(Visitor(code="ZZZZZZ").open("board"))
    assert len(visitor.error) == 1
    assert visitor.text_input(key="live-code").value == "ZZZZZZ"


def test_a_board_by_name_asks_for_one_and_shows_it(opened: Opened) -> None:
    meeting = opened(anonymous=False)
    visitor = meeting.comes()
    visitor.press("Take part")
    assert refused(visitor)
    guest = meeting.guest("Bo")
    assert "Here: Bo" in shown(guest)
    meeting.move(Phase.WRITE)
    write(again(guest), "Late keys")
    meeting.move(Phase.GROUP)
    assert "Bo" in shown(meeting.leader())


def test_joined_once_a_reload_needs_no_second_time(meeting: Meeting) -> None:
    guest = meeting.guest()
    guest.run()
    assert "Take part" not in guest.labels
    assert meeting.view.seats == 1


# --- phases -------------------------------------------------------------------------


@pytest.mark.parametrize("phase", list(Phase))
def test_each_phase_says_to_both_sides_what_to_do(
    meeting: Meeting, phase: Phase
) -> None:
    leader, guest = meeting.leader(), meeting.guest()
    meeting.move(Phase.WRITE)
    write(again(guest), "Late keys")
    meeting.move(phase)
    for visitor, leads in ((leader, True), (guest, False)):
        text = shown(again(visitor))
        assert phases.purpose(phase, leads=leads).split(".")[0] in text
    assert ("live-next" in [b.key for b in leader.button]) is (phase != Phase.CLOSE)
    assert "live-next" not in [b.key for b in guest.button]


def test_who_leads_goes_on_and_back_sets_the_time_and_locks(meeting: Meeting) -> None:
    leader, guest = meeting.leader(), meeting.guest()
    leader.button(key="live-next").click().run()
    assert meeting.phase == "open actions"
    leader.button(key="live-back").click().run()
    assert meeting.phase == "check-in"
    leader.menu_button(key="live-timer").click("5 min").run()
    assert "timer: 4:5" in shown(leader)
    assert "timer: 4:5" in shown(again(guest))
    leader.menu_button(key="live-timer").click("Stop the time").run()
    assert meeting.view.deadline is None
    leader.button(key="live-lock").click().run()
    assert "is locked" in shown(again(guest))
    assert guest.button(key="live-check-in-send").disabled


def test_a_word_at_the_start_is_shown_and_safety_only_from_five_answers(
    meeting: Meeting,
) -> None:
    guests = [meeting.guest() for _ in range(5)]
    for many, guest in enumerate(guests, start=1):
        guest.text_input(key="live-check-in").set_value("curious")
        guest.button(key="live-check-in-send").click().run()
        guest.button_group(key="live-safety").set_value("4").run()
        assert ("●" in shown(meeting.leader())) is (many == len(guests))
    assert "curious :gray[×5]" in shown(meeting.leader())


# --- writing ------------------------------------------------------------------------


def test_a_hidden_card_is_on_no_other_page_until_it_is_revealed(
    meeting: Meeting,
) -> None:
    meeting.move(Phase.WRITE)
    writer, other, leader = meeting.guest(), meeting.guest(), meeting.leader()
    write(writer, "Late keys")
    assert "Late keys" in shown(writer)
    for visitor in (other, leader):
        text = shown(again(visitor))
        assert "Late keys" not in text
        assert "one card of another person, hidden" in text
    leader.button(key="live-reveal").click().run()
    for visitor in (other, leader):
        assert "Late keys" in shown(again(visitor))


def test_a_card_sent_twice_is_there_once(meeting: Meeting) -> None:
    meeting.move(Phase.WRITE)
    guest = meeting.guest()
    write(guest, "Late keys")
    write(guest, "Late keys")
    write(guest, "Late keys", "stop")
    assert sum(meeting.view.hidden.values()) == 2


def test_a_field_is_emptied_by_the_server_once_it_has_the_card(
    meeting: Meeting,
) -> None:
    meeting.move(Phase.WRITE)
    guest = meeting.guest()
    write(guest, "Late keys")
    assert not guest.text_area(key=TEXT).value
    assert sum(meeting.view.hidden.values()) == 1


@pytest.mark.parametrize("phase", list(Phase))
def test_no_form_empties_itself_before_the_server_has_its_text(
    meeting: Meeting, phase: Phase
) -> None:
    leader, guest = meeting.leader(), meeting.guest()
    meeting.move(Phase.WRITE)
    write(again(guest), "Late keys")
    meeting.move(phase)
    for visitor in (leader, guest):
        forms = list(forms_of(again(visitor).main))
        assert [form.form_id for form in forms if form.clear_on_submit] == []
    assert phase is not Phase.WRITE or forms


def forms_of(block: Any) -> Iterator[Any]:
    """Yield the forms in a part of a page."""
    for child in block.children.values():
        proto = getattr(child, "proto", None)
        if isinstance(proto, BlockProto) and proto.HasField("form"):
            yield proto.form
        if hasattr(child, "children"):
            yield from forms_of(child)


def test_ones_own_card_is_changed_and_taken_back(meeting: Meeting) -> None:
    meeting.move(Phase.WRITE)
    guest = meeting.guest()
    write(guest, "Late *keys*")
    for label in ("Save", "Take it back"):
        guest.press("Change")
        (area,) = [a for a in guest.text_area if a.key != TEXT]
        area.set_value("Early keys")
        guest.press(label)
        calm(guest)
    assert meeting.view.hidden.get("start", 0) == 0
    write(guest, "Late *keys*")
    assert meeting.view.hidden["start"] == 1


def test_what_people_type_is_shown_as_they_typed_it(meeting: Meeting) -> None:
    meeting.move(Phase.WRITE)
    guest = meeting.guest()
    write(guest, "![x](http://e.org/p.png) <b>*loud*</b>")
    meeting.move(Phase.GROUP)
    text = sent(meeting.leader())
    assert r"\!\[x\]" in text
    assert r"\<b\>" in text


def test_a_card_refused_stays_in_its_field(meeting: Meeting) -> None:
    meeting.move(Phase.WRITE)
    guest = meeting.guest()
    guest.text_area(key=TEXT).set_value("Late keys")
    boards.lock(meeting.store, meeting.code, locked=True, actor=ADA)
    guest.button(key=ADD).click().run()
    assert refused(calm(guest))
    assert guest.text_area(key=TEXT).value == "Late keys"


# --- topics, votes, talk ------------------------------------------------------------


@pytest.fixture
def written(meeting: Meeting) -> Meeting:
    """A board with three cards, two of them alike."""
    meeting.move(Phase.WRITE)
    guest = meeting.guest()
    for text in ("Builds are slow", "The builds are slow today", "Demo on Friday"):
        write(guest, text)
    meeting.move(Phase.GROUP)
    return meeting


def sizes(meeting: Meeting) -> list[int]:
    return sorted(len(group.cards) for group in meeting.view.groups)


def test_a_suggested_group_is_previewed_accepted_and_undone(written: Meeting) -> None:
    leader = written.leader()
    leader.button(key="live-suggest-go").click().run()
    assert sizes(written) == [1, 1, 1]
    leader.button(key="live-accept-0").click().run()
    assert sizes(written) == [1, 2]
    leader.button(key="live-undo").click().run()
    assert sizes(written) == [1, 1, 1]


def test_cards_are_grouped_by_hand_renamed_taken_out_and_dissolved(
    written: Meeting,
) -> None:
    leader = written.leader()
    cards = [card.id for card in written.view.cards]
    leader.multiselect(key="live-pick").set_value(cards)
    leader.text_input(key="live-title").set_value("Everything")
    leader.button(key="live-make-go").click().run()
    calm(leader)
    assert sizes(written) == [3]
    (group,) = written.view.groups
    leader.text_input(key=f"live-name-{group.id}").set_value("All")
    leader.multiselect(key=f"live-out-{group.id}").set_value(cards[:1])
    leader.press("Save")
    assert sizes(written) == [1, 2]
    assert "All" in [group.title for group in written.view.groups]
    leader.press("Dissolve it")
    assert sizes(written) == [1, 1, 1]


def test_votes_are_given_taken_back_limited_and_hidden_until_closed(
    written: Meeting,
) -> None:
    guest, leader = written.guest(), written.leader()
    written.move(Phase.VOTE)
    first, second, _ = written.view.groups
    again(guest)

    def vote(group: Any, many: int | None) -> None:
        guest.button_group(key=f"live-vote-{group.id}").set_value(many).run()

    vote(first, 3)
    vote(second, 3)
    assert refused(guest)
    assert guest.button_group(key=f"live-vote-{second.id}").value == 2
    vote(first, 1)
    vote(second, None)
    assert guest.said("Four of your five votes are left")
    assert [group.votes for group in written.view.groups] == [None] * 3
    leader.run()
    leader.button(key="live-votes").click().run()
    assert [group.votes for group in written.view.groups] == [1, 0, 0]
    assert "●" in shown(again(guest))


def test_a_look_that_comes_late_takes_no_vote_back(written: Meeting) -> None:
    guest = written.guest()
    written.move(Phase.VOTE)
    group = written.view.groups[0]
    key = f"live-vote-{group.id}"
    again(guest).button_group(key=key).set_value(1).run()
    seat = boards.seat_of(guest.session_state["browser"], written.code)
    boards.cast_vote(written.store, seat, group.id)  # from a second tab
    again(guest)

    def mine() -> int:
        (found,) = (
            g for g in boards.look(written.store, seat).groups if g.id == group.id
        )
        return int(found.my_votes)

    guest.button_group(key=key).set_value(1).run()  # before it heard of the second vote
    assert guest.button_group(key=key).value == 2
    again(guest)  # now it has heard
    assert mine() == 2
    guest.button_group(key=key).set_value(1).run()
    assert mine() == 1


def test_a_look_that_comes_late_does_not_turn_back_to_no_topic(
    written: Meeting,
) -> None:
    leader = written.leader()
    written.move(Phase.DISCUSS)
    again(leader).button(key="live-next-topic").click().run()
    chosen, other = written.view.current, written.view.groups[1].id
    assert chosen
    leader.radio(key="live-discussed").set_value(None).run()
    assert written.view.current == chosen
    again(leader).radio(key="live-discussed").set_value(other).run()
    assert written.view.current == other


def test_a_field_that_the_browser_still_shows_full_is_emptied_again(
    meeting: Meeting,
) -> None:
    meeting.move(Phase.WRITE)
    guest = meeting.guest()
    write(guest, "Late keys")
    for _ in range(2):  # looks that the browser sent before it was told
        guest.session_state[TEXT] = "Late keys"
        assert not again(guest).text_area(key=TEXT).value
    again(guest)  # now it was told
    guest.session_state[TEXT] = "Late keys"
    assert again(guest).text_area(key=TEXT).value == "Late keys"


def test_of_very_many_topics_forty_are_shown_at_once(meeting: Meeting) -> None:
    guest = meeting.guest()
    meeting.move(Phase.WRITE)
    seat = boards.seat_of("another", meeting.code)
    boards.join(meeting.store, seat, "")
    for n in range(41):
        text = f"Card {n}"
        boards.write_card(meeting.store, seat, "start", text, once=text)
    meeting.move(Phase.VOTE)
    topics = [b for b in again(guest).button_group if "vote-" in (b.key or "")]
    assert len(topics) == 40
    guest.button_group(key="live-topics").set_value(40).run()
    topics = [b for b in guest.button_group if "vote-" in (b.key or "")]
    assert len(topics) == 1


def test_a_topic_is_talked_about_with_notes_whys_and_a_vote_to_go_on(
    written: Meeting,
) -> None:
    guest, leader = written.guest(), written.leader()
    written.move(Phase.DISCUSS)
    leader.run()
    leader.button(key="live-next-topic").click().run()
    first = written.view.current
    for kind, text in (("note", "Six teams share it"), ("why", "Nobody owns it")):
        leader.text_input(key=f"live-{kind}-{first}").set_value(text)
        leader.press("Note it" if kind == "note" else "Add the why")
    text = shown(again(guest))
    assert "Six teams share it" in text
    assert "Nobody owns it" in text
    guest.button_group(key=f"live-extend:{first}").set_value("yes").run()
    assert "go on: 1 yes, 0 no" in shown(again(leader))
    leader.button(key=f"live-note-{first}-remove-0").click().run()
    assert "Six teams share it" not in shown(again(guest))
    leader.button(key="live-next-topic").click().run()
    assert written.view.current != first
    assert [g.discussed for g in written.view.groups if g.id == first] == [True]


# --- actions, lessons, the end ------------------------------------------------------


def test_last_times_actions_are_judged_by_all_and_settled_by_who_leads(
    small: Store, opened: Opened, pay: Pay
) -> None:
    last = Add("retrospectives", {"title": "Last"})
    action = Add("actions", {"title": "Rotate keys", "retrospective": 1})
    commit(small, "PAY", [last, action], actor=ADA)
    meeting = opened()
    guest, leader = meeting.guest(), meeting.leader()
    meeting.move(Phase.OPEN_ACTIONS)
    assert "Rotate keys" in shown(again(guest))
    guest.button_group(key="live-helped:1").set_value("no").run()
    assert "One answer: 0 yes, 1 no, 0 unclear" in shown(again(leader))
    leader.toggle(key="live-done-1").set_value(True).run()
    leader.button_group(key="live-settle-1").set_value("no").run()
    calm(leader)
    entry = pay()[ACTIONS].records[1].entry
    assert (entry.status.value, entry.helped) == ("done", Helped.NO)


def test_everybody_guesses_before_the_figures_are_shown(meeting: Meeting) -> None:
    guest, leader = meeting.guest(), meeting.leader()
    meeting.move(Phase.EVIDENCE)
    guest.run()
    guest.number_input(key="live-guess-cost").set_value(20)
    guest.button(key="live-guess-cost-send").click().run()
    assert "forecast" not in shown(guest)
    assert "One of one" in shown(again(leader))
    leader.button(key="live-evidence").click().run()
    assert "One guess: +20" in shown(leader)
    assert "No plan or forecast of cost" in shown(again(guest))
    assert "live-guess-cost" not in [n.key for n in guest.number_input]


def test_a_post_mortem_opens_on_what_is_known_of_its_incident(
    small: Store, opened: Opened
) -> None:
    night = {
        "title": "Night without events",
        "kind": "post-mortem",
        "severity": "S2",
        "began_at": "2026-06-09 23:10",
        "detected_at": "2026-06-10 01:00",
    }
    commit(small, "PAY", [Add("retrospectives", night)], actor=ADA)
    meeting = opened(template="post-mortem", retrospective=1)
    leader, guest = meeting.leader(), meeting.guest()
    assert "It was noticed" not in shown(guest)
    meeting.move(Phase.EVIDENCE)
    for visitor in (leader, guest):
        text = shown(again(visitor))
        assert "It was noticed" in text
        assert "what is missing" in text.casefold()
    assert not guest.number_input
    assert "live-evidence" not in [button.key for button in leader.button]


def test_an_action_is_an_entry_at_once_with_its_topic_and_there_once(
    written: Meeting, pay: Pay
) -> None:
    leader, guest = written.leader(), written.guest()
    written.move(Phase.COMMIT)
    leader.run()
    group = written.view.groups[0]
    for _ in range(2):
        leader.text_input(key="live-action-0-title").set_value("Rent runners")
        leader.text_input(key="live-action-0-owner").set_value("Elif")
        leader.selectbox(key="live-action-0-topic").set_value(group.id)
        leader.button(key="live-action-0-add").click().run()
    (action,) = pay()[ACTIONS].live
    topic = pay()[TOPICS].records[action.entry.topic or 0].entry
    assert (action.entry.retrospective, topic.title) == (1, group.title)
    assert action.entry.due is not None
    assert "Rent runners" in shown(again(guest))


def test_an_action_without_a_title_is_refused_with_a_reason(
    meeting: Meeting, pay: Pay
) -> None:
    leader = meeting.leader()
    meeting.move(Phase.COMMIT)
    leader.run()
    leader.text_input(key="live-action-0-owner").set_value("Elif")
    leader.button(key="live-action-0-add").click().run()
    assert refused(leader) == ["Action is missing."]
    assert leader.text_input(key="live-action-0-owner").value == "Elif"
    assert len(pay()[ACTIONS]) == 0


def test_a_lesson_is_an_entry_at_once(meeting: Meeting, pay: Pay) -> None:
    leader, guest = meeting.leader(), meeting.guest()
    meeting.move(Phase.LESSONS)
    leader.run()
    said = {"title": "Own your runners", "situation": "Teams share", "advice": "Rent"}
    for name, text in said.items():
        leader.text_input(key=f"live-lesson-{name}").set_value(text)
    leader.button(key="live-lesson-add").click().run()
    lesson = pay()[LESSONS].live[-1].entry
    assert (lesson.title, lesson.retrospective) == ("Own your runners", 1)
    assert "Own your runners" in shown(again(guest))


def test_a_closed_board_thanks_and_its_outcome_stands_on_the_retrospective_page(
    written: Meeting, pay: Pay
) -> None:
    leader, guest = written.leader(), written.guest()
    written.move(Phase.VOTE)
    again(guest)
    (group,) = [g for g in written.view.groups if g.title == "Demo on Friday"]
    guest.button_group(key=f"live-vote-{group.id}").set_value(2).run()
    written.move(Phase.CLOSE)
    guest.run()
    guest.button_group(key="live-roti").set_value("5").run()
    leader.run()
    leader.reveal("live-close")
    leader.button(key="live-close-now").click().run()
    assert pay()[RETROSPECTIVES].records[1].entry.status.value == "closed"
    assert len(pay()[CARDS]) == 3
    assert "thank you" in again(guest).sentence
    assert "Demo on Friday" in shown(guest)
    page = calm(Visitor(project="PAY").open("retrospective"))
    assert "Demo on Friday" in shown(page)
    assert "Release 1" in page.sentence


def test_a_new_retrospective_shows_its_columns_and_how_others_join(
    small: Store, pay: Pay
) -> None:
    assert small.identity
    page = calm(Visitor(project="PAY").open("retrospective"))
    page.button(key="board-new").click().run()
    assert "What should we begin to do" in shown(page)
    page.text_input(key="board-title").set_value("Release 1")
    page.selectbox(key="board-template").set_value("sailboat")
    page.button(key="board-start").click().run()
    entry = pay()[RETROSPECTIVES].records[1].entry
    assert (entry.title, entry.template) == ("Release 1", "sailboat")
    (head,) = boards.boards_of(small, "PAY", actor=ADA)
    again(page)
    assert f"code={head.code}" in shown(page).replace("\\", "")
    assert head.anonymous


def test_a_retrospective_without_a_title_is_refused(small: Store, pay: Pay) -> None:
    assert small.identity
    page = calm(Visitor(project="PAY").open("retrospective"))
    page.button(key="board-new").click().run()
    page.button(key="board-start").click().run()
    assert len(pay()[RETROSPECTIVES]) == 0
    assert "title" in page.session_state[board_opening.SAID]


def test_the_address_of_a_card_opens_its_retrospective(small: Store) -> None:
    meetings = [
        Add("retrospectives", {"title": "Old", "held_on": "2026-01-01"}),
        Add("retrospectives", {"title": "New", "held_on": "2026-02-01"}),
        Add("cards", {"title": "Late keys", "retrospective": 1, "column": "Start"}),
    ]
    commit(small, "PAY", meetings, actor=ADA)
    visitor = calm(Visitor(project="PAY", entry="C-001").open("retrospective"))
    assert visitor.selectbox(key="board-meeting").value == 1
    assert "Late keys" in shown(visitor)
    visitor.selectbox(key="board-meeting").set_value(2).run()
    assert "Late keys" not in shown(visitor)
