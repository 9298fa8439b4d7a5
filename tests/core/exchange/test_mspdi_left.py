"""Nothing of a file is dropped in silence: element by element."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

import pytest
from defusedxml.ElementTree import fromstring

from core.errors import UnreadableFileError
from core.exchange.mspdi import read_mspdi
from core.exchange.mspdi_known import (
    ASSIGNMENT,
    CALENDAR,
    PROJECT,
    RESOURCE,
    TASK,
    Known,
)
from core.exchange.plan_file import PlanFile
from tests.core.exchange.test_mspdi import FILES, plan
from tests.mspdi import STANDARD, element, file, link, task

NAMES = "{http://schemas.microsoft.com/project}"
GROUPS = {
    "Task": TASK,
    "Resource": RESOURCE,
    "Assignment": ASSIGNMENT,
    "Calendar": CALENDAR,
    "Project": PROJECT,
}
BASE = "Day", "<Calendar><UID>9</UID><Name>Day</Name><IsBaseCalendar>1</IsBaseCalendar>"
NIGHT = (
    "<WeekDays><WeekDay><DayType>2</DayType><DayWorking>0</DayWorking></WeekDay>"
    "</WeekDays>"
)
PLAIN = file(
    [task(1), task(2, Type=0), task(3)],
    calendars=STANDARD + BASE[1] + NIGHT + "</Calendar>"
    "<Calendar><UID>5</UID><Name>Ada</Name><BaseCalendarUID>1</BaseCalendarUID>"
    + NIGHT.replace("2", "4", 1)
    + "</Calendar>",
    resources="<Resource><UID>1</UID><Name>Ada</Name><Type>1</Type>"
    "<CalendarUID>5</CalendarUID></Resource>",
    assignments="<Assignment><UID>1</UID><TaskUID>2</TaskUID><ResourceUID>1"
    "</ResourceUID></Assignment>",
)
# What each tag that comes in says beside the usual: of the second task and so on.
MOMENT, LATER = "2026-03-04T08:00:00", "2026-03-05T17:00:00"
SAID: dict[str, dict[str, str]] = {
    "Task": {
        "Active": "0",
        "ActualFinish": LATER,
        "ActualStart": MOMENT,
        "Baseline": f"<Number>0</Number><Start>{MOMENT}</Start>",
        "CalendarUID": "9",
        "ConstraintDate": f"{MOMENT}</ConstraintDate><ConstraintType>4</ConstraintType>"
        "<ConstraintDate>",
        "ConstraintType": "1",
        "Contact": "Ada",
        "Deadline": LATER,
        "Duration": "PT40H0M0S",
        "DurationFormat": "5",
        "Finish": LATER + f"</Finish><Start>{MOMENT}</Start><Finish>",
        "IgnoreResourceCalendar": "1",
        "IsNull": "1",
        "LevelingDelay": "4800",
        "LevelingDelayFormat": "7</LevelingDelayFormat><LevelingDelay>4800"
        "</LevelingDelay><LevelingDelayFormat>",
        "Manual": f"1</Manual><Start>{MOMENT}</Start><Manual>",
        "ManualFinish": f"{LATER}</ManualFinish><Manual>1</Manual><ManualFinish>",
        "ManualStart": f"{MOMENT}</ManualStart><Manual>1</Manual><ManualStart>",
        "Milestone": "1",
        "Name": "Dig",
        "Notes": "Wet",
        "OutlineLevel": "2",
        "OutlineNumber": "1.1",
        "PercentComplete": "50",
        "PredecessorLink": link(1)[
            len("<PredecessorLink>") : -len("</PredecessorLink>")
        ],
        "Priority": "700",
        "RemainingDuration": "PT4H0M0S</RemainingDuration><PercentComplete>50"
        "</PercentComplete><RemainingDuration>",
        "Resume": f"{LATER}</Resume><ActualStart>{MOMENT}</ActualStart><Stop>{MOMENT}"
        "</Stop><Resume>",
        "Start": f"{MOMENT}</Start><Finish>{LATER}</Finish><Start>",
        "Stop": f"{MOMENT}</Stop><ActualStart>{MOMENT}</ActualStart><Resume>{LATER}"
        "</Resume><Stop>",
        "UID": "8",
        "WBS": "X.1",
        "Work": "PT40H0M0S",
    },
    "Resource": {
        "AvailabilityPeriods": "<AvailabilityPeriod><AvailableFrom>2026-03-04T00:00:00"
        "</AvailableFrom></AvailabilityPeriod>",
        "CalendarUID": "1",
        "CanLevel": "0",
        "EmailAddress": "a@b.example",
        "Group": "G",
        "IsNull": "1",
        "MaxUnits": "0.5",
        "Name": "Bo",
        "Rates": "<Rate/><Rate/>",
        "StandardRate": "50",
        "StandardRateFormat": "3</StandardRateFormat><StandardRate>50</StandardRate>"
        "<StandardRateFormat>",
        "Type": "0",
        "UID": "1",  # of another it would take its assignment away
    },
    "Assignment": {"ResourceUID": "7", "TaskUID": "3", "Units": "0.5", "Work": "PT5H"},
    "Calendar": {
        "BaseCalendarUID": "9",
        "Exceptions": "<Exception><TimePeriod><FromDate>2026-04-03T00:00:00</FromDate>"
        "<ToDate>2026-04-03T23:59:00</ToDate></TimePeriod><Type>1</Type>"
        "<DayWorking>0</DayWorking></Exception>",
        "IsBaseCalendar": "1",
        "Name": "Other",
        "WeekDays": "<WeekDay><DayType>3</DayType><DayWorking>0</DayWorking></WeekDay>",
        "WorkWeeks": "<WorkWeek><TimePeriod><FromDate>2026-03-02T00:00:00</FromDate>"
        "<ToDate>2026-03-08T23:59:00</ToDate></TimePeriod><WeekDays><WeekDay><DayType>3"
        "</DayType><DayWorking>0</DayWorking></WeekDay></WeekDays></WorkWeek>",
    },
    "Project": {
        "CalendarUID": "9",
        "Category": "C",
        "Company": "C",
        "CurrencyCode": "CHF",
        "CurrencySymbol": "$",
        "DaysPerMonth": "20",  # read, and asked for by durations in months alone
        "HonorConstraints": "1",  # told with a constraint, below
        "Manager": "M",
        "MinutesPerDay": "450",
        "MinutesPerWeek": "2250",
        "MultipleCriticalPaths": "1",
        "Name": "N",  # where there is no title
        "ScheduleFromStart": "0",
        "StartDate": MOMENT,
        "StatusDate": MOMENT,
        "Title": "Bridge",
    },
}
SAME = {
    ("Resource", "UID"),
    ("Assignment", "UID"),
    ("Calendar", "UID"),
    *(("Project", tag) for tag in ("DaysPerMonth", "HonorConstraints", "Name")),
    *(
        ("Project", tag)
        for tag in (
            *("Assignments", "Calendars", "ExtendedAttributes", "OutlineCodes"),
            *("Resources", "Tasks", "WBSMasks"),
        )
    ),
}
PLACES = {"Task": 1, "Resource": 0, "Assignment": 0, "Calendar": 2, "Project": 0}


def place(root: Element, group: str) -> Element:
    return root if group == "Project" else [*root.iter(NAMES + group)][PLACES[group]]


def saying(group: str, tag: str, said: str) -> PlanFile:
    """Read the plain file, in which one element says something else."""
    root = fromstring(PLAIN)
    one = place(root, group)
    for child in one.findall(NAMES + tag):
        one.remove(child)
    wrapped = f'<a xmlns="{NAMES[1:-1]}">{element(tag, said)}</a>'
    for child in fromstring(wrapped):
        if not child.text and not len(child):
            continue  # where one element brings others that it needs
        for old in one.findall(child.tag):
            one.remove(old)
        one.append(child)
    return read_mspdi("crane.xml", tostring(root))


@pytest.mark.parametrize(
    ("group", "tag"), [(g, t) for g, known in GROUPS.items() for t in known.carried]
)
def test_what_is_said_to_be_carried_is_carried_or_told(group: str, tag: str) -> None:
    if (group, tag) in SAME:
        return
    plain = read_mspdi("crane.xml", PLAIN)
    assert plain.notes == ()
    assert saying(group, tag, SAID[group][tag]) != plain


@pytest.mark.parametrize(
    ("group", "tag"), [(g, t) for g, known in GROUPS.items() for t in known.told]
)
def test_what_cannot_be_carried_is_told_in_its_words(group: str, tag: str) -> None:
    (said,) = saying(group, tag, "7").notes
    assert f"{GROUPS[group].told[tag]} (1)" in said
    usual = GROUPS[group].usual.get(tag, "0")
    assert saying(group, tag, usual).notes == ()


@pytest.mark.parametrize("group", GROUPS)
def test_what_nobody_knows_is_told_by_its_own_name(group: str) -> None:
    (said,) = saying(group, "Sprint", "4").notes
    assert f"“Sprint” of {GROUPS[group].what} (1)" in said
    assert saying(group, "Sprint", "0").notes == ()


@pytest.mark.parametrize("known", GROUPS.values(), ids=GROUPS)
def test_an_element_is_in_one_list_only(known: Known) -> None:
    listed = [*known.carried, *known.derived, *known.told]
    assert sorted(set(listed)) == sorted(listed)
    assert set(known.usual) <= set(known.told)


def test_constraints_that_links_would_break_are_told() -> None:
    held = task(1, ConstraintType=2, ConstraintDate=MOMENT)
    said = (
        "Not carried over: an order that links go before constraints; here constraints"
    )
    for honour, kind, is_told in (
        ("0", held, True),
        ("1", held, False),
        ("0", task(1), False),
    ):
        notes = read_mspdi("a.xml", file([kind], HonorConstraints=honour)).notes
        assert bool(notes) == is_told
        assert not is_told or notes[0].startswith(said)


def _unknown(root: Element) -> Iterator[str]:
    for group, known in GROUPS.items():
        every = {*known.carried, *known.derived, *known.told}
        for one in [root] if group == "Project" else root.iter(NAMES + group):
            yield from {child.tag.removeprefix(NAMES) for child in one} - every


@pytest.mark.skipif(not FILES, reason="the cases of shared/cases/mspdi are not here")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_element_of_a_real_file_is_known(path: Path) -> None:
    root = fromstring(path.read_bytes())
    assert sorted(set(_unknown(root))) == []


ZONED = "2026-03-10T08:00:00+05:00"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (file([task(1), task(2, link(1, 9))]), "links of an unknown kind, read as"),
        (file([task(1, Priority=5000)]), "priorities outside 0 to 1,000"),
        (file([task(1, CalendarUID=66)]), "calendars of activities that the file"),
        (
            file(
                [task(1)],
                assignments="<Assignment><UID>1</UID><TaskUID>1</TaskUID>"
                "<ResourceUID>44</ResourceUID></Assignment>",
            ),
            "resources of assignments that the file does not have (1)",
        ),
        (
            file(
                [task(1)],
                calendars=f"{STANDARD}<Calendar><UID>2</UID><Name>Own</Name>"
                "<BaseCalendarUID>77</BaseCalendarUID></Calendar>",
            ),
            "base calendars that the file does not have (1)",
        ),
        (
            file([task(1, ConstraintType=4, ConstraintDate=ZONED)]),
            "tasks whose dates name a time zone, read as local time (1)",
        ),
    ],
)
def test_what_other_programs_write_strangely_is_told(content: bytes, told: str) -> None:
    assert told in plan(content).notes[0]
    assert plan(file([task(1), task(2, link(1))])).notes == ()


def test_a_level_below_the_project_is_refused_not_left_out() -> None:
    with pytest.raises(UnreadableFileError, match="OutlineLevel “-3”, which is not"):
        plan(file([task(1, level=-3)]))


def calendar(inner: str) -> str:
    return STANDARD.replace("</Calendar>", f"{inner}</Calendar>")


def exception(first: str, last: str) -> str:
    return element(
        "Exceptions",
        element(
            "Exception",
            f"<TimePeriod><FromDate>{first}T00:00:00</FromDate>"
            f"<ToDate>{last}T23:59:00</ToDate></TimePeriod><Type>1</Type>"
            "<DayWorking>0</DayWorking>",
        ),
    )


NINTH_DAY = "<WeekDays><WeekDay><DayType>9</DayType></WeekDay></WeekDays>"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            file([task(1)], calendars=calendar(exception("2026-03-05", "2026-03-03"))),
            "calendar exceptions that end before they begin, kept for one day (1)",
        ),
        (
            file([task(1)], calendars=calendar(NINTH_DAY)),
            "days of a calendar that no week has (1)",
        ),
        (file([task(1)], CalendarUID=55), "calendar of the project that the file does"),
        (file([task(1, PercentComplete=-5)]), "percent complete below 0, set to 0 (1)"),
        (
            file(
                [task(1)],
                resources="<Resource><UID>1</UID><Name>Ada</Name></Resource>",
                assignments="<Assignment><UID>1</UID><TaskUID>1</TaskUID>"
                "<ResourceUID>1</ResourceUID><Units>-1</Units></Assignment>",
            ),
            "assignments with units or work below 0, set to 0 (1)",
        ),
    ],
)
def test_a_value_that_is_put_right_is_told(content: bytes, told: str) -> None:
    assert told in plan(content).notes[0]
    right = calendar(exception("2026-03-03", "2026-03-05"))
    assert plan(file([task(1)], calendars=right)).notes == ()
