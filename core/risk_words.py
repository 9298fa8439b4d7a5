"""What the risks of a project come to, in sentences and key figures."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from core import words
from core.figure import Figure, Status, threshold
from core.project import Project
from core.registers.catalog import RISKS
from core.registers.project import ProjectSettings
from core.registers.risks import Risk, RiskStatus
from core.risk import Exposure, Moment, exposure, over_time
from core.trends import N, States, Trend, before, change, moved, trend

Past = Sequence[tuple[date, Exposure]]

STEADY = 0.02  # a change of exposure below 2 % is none
HALF, QUARTER = 0.5, 0.25
NEAR = 0.05  # of a round fraction that a sentence may name
NEARLY_ALL = 0.99
TWICE, MANY = 2, 10  # times: from there on, no percentages; no decimals


def status(project: Project, today: date) -> Status:
    """Judge the open threats above appetite by the project's tolerances."""
    if not len(project[RISKS]):
        return Status.NO_DATA
    settings = project.settings
    count = exposure(project, today).above_appetite
    return threshold(count, settings.threats_watch, settings.threats_off)


def headline(project: Project, today: date, past: Sequence[Moment] = ()) -> str:
    """Return the one sentence that the page of risks opens with."""
    if not len(project[RISKS]):
        return "No risk is written down yet: start with what could delay the next step."
    state = exposure(project, today)
    if not state.threats:
        return _without_threats(project, state)
    parts = [_appetite(state), _reserve(state, project.settings.currency)]
    rest = " and ".join(filter(None, parts))
    movement, falling = _movement(past)
    safe = not state.above_appetite and (state.adequacy is None or state.adequacy >= 1)
    link = ", but " if falling is not None and falling is not safe else "; "
    return words.capital(f"{movement}{link}{rest}." if movement else f"{rest}.")


def opening(states: States, today: date) -> str:
    """Return the headline of the project that the states end with, and its trend."""
    project = states[-1][1]
    assert project is not None
    return headline(project, today, over_time(states))


def matrix_title(project: Project, today: date) -> str:
    """Say how many threats lie above the appetite, and which is the highest."""
    state = exposure(project, today)
    if not state.threats:
        return "No threat is open"
    if not state.above_appetite:
        many = words.count(state.threats, "open threat")
        all_of, lie = ("The", "lies") if state.threats == 1 else ("All", "lie")
        return f"{all_of} {many} {lie} within the appetite"
    lie = "lies" if state.above_appetite == 1 else "lie"
    thing = words.count(state.above_appetite, "threat")
    return words.capital(f"{thing} {lie} above the appetite")


def exposure_title(past: Sequence[Moment], currency: str) -> str:
    """Say where exposure stands and how it got there."""
    if not past or not past[-1].state.threats:
        return "No threat is open, so nothing is exposed"
    last = past[-1].state
    if last.unpriced == last.threats:
        return "No open threat has a cost yet, so the exposure is not known"
    amount = words.short_money(last.current, currency)
    shown = {words.short_money(m.state.current, currency) for m in past}
    if len(shown) == 1:
        since = f" since {words.day(past[0].day)}" if len(past) > 1 else ""
        return f"Exposure is {amount}{since}"
    top = max(past, key=lambda moment: moment.state.current)
    highest = words.short_money(top.state.current, currency)
    if highest == amount:
        return f"Exposure is {amount}, its highest so far"
    return f"Exposure is {amount}, down from {highest} on {words.day(top.day)}"


def chain(risk: Risk) -> tuple[tuple[str, str], ...]:
    """Return cause, event and effect, each with its name; nothing of an event alone.

    Beside each other, not joined to a sentence: what people write begins with a capital
    that may be a name's.
    """
    if not risk.cause and not risk.effect:
        return ()
    parts = (("Cause", risk.cause), ("Event", risk.title), ("Effect", risk.effect))
    return tuple((name, text) for name, text in parts if text)


def key_figures(states: States) -> tuple[Figure, ...]:
    """Return open threats, those above appetite, exposure, reserve and reviews.

    Parameters
    ----------
    states
        The project on some days, oldest first, the last one as shown.
    """
    project = states[-1][1] if states else None
    if project is None:
        return ()
    past = [(moment.day, moment.state) for moment in over_time(states)]
    makers = (_threats, _above, _exposed, _adequacy, _reviews)
    return tuple(make(past, project.settings) for make in makers)


def _threats(past: Past, _settings: ProjectSettings) -> Figure:
    state = past[-1][1]
    return Figure(
        "Open threats",
        words.number(state.threats),
        "Risks of the register with status open that are threats.",
        (("Threats", str(state.threats)), ("Opportunities", str(state.opportunities))),
        "Risk register",
        *_movement_of(past, lambda s: s.threats, words.signed),
    )


def _above(past: Past, settings: ProjectSettings) -> Figure:
    state, red = past[-1][1], settings.red_from
    return Figure(
        "Above appetite",
        words.number(state.above_appetite),
        f"Open threats with likelihood × impact of {red} or more.",
        (("Open threats", str(state.threats)), ("Appetite: below", str(red))),
        "Risk register; the scale of the project's settings",
        *_movement_of(past, lambda s: s.above_appetite, words.signed),
    )


def _exposed(past: Past, settings: ProjectSettings) -> Figure:
    state, write = past[-1][1], partial(words.short_money, currency=settings.currency)
    means = ", ".join(f"{p} %" for p in settings.likelihoods)
    return Figure(
        "Exposure",
        write(state.current),
        "Sum of probability × cost impact over the open threats, as they are now; an "
        "exact probability goes before what the likelihood means.",
        (
            ("Likelihood 1 to 5 means", means),
            ("Threats without a cost", str(state.unpriced)),
            ("Before anything was done", write(state.inherent)),
        ),
        "Expected monetary value, PMBOK Guide 6, 11.4.2.5",
        *_movement_of(past, lambda s: s.current, partial(write, plus=True)),
    )


def _movement_of(
    past: Past, value: Callable[[Exposure], N], write: Callable[[N], str]
) -> tuple[str, Status | None, Trend]:
    """Return how a figure moved in words, whether that is good, and its trend."""
    by = moved(past, value)
    return change(past, by, write), _better(by), trend(past, value)


def _adequacy(past: Past, settings: ProjectSettings) -> Figure:
    state, currency = past[-1][1], settings.currency
    return Figure(
        "Reserve adequacy",
        words.number(state.adequacy, 2),
        "Contingency reserve left / exposure; below 1 the reserve does not cover it.",
        (
            ("Contingency left", words.short_money(state.reserve, currency)),
            ("Exposure", words.short_money(state.current, currency)),
        ),
        "Budget lines of kind contingency reserve; risk register",
        *_covered(past),
        trend(past, lambda s: s.adequacy),
    )


def _covered(past: Past) -> tuple[str, Status | None]:
    """Compare the reserve with the exposure: with earlier, else with what it covers."""
    state, earlier = past[-1][1], before(past)
    if state.adequacy is None:
        return "no exposure to cover", None
    if not state.reserve:
        return "no reserve is held", Status.OFF_TRACK
    if earlier is None or earlier[1].adequacy is None:
        return "", Status.OFF_TRACK if state.adequacy < 1 else None
    by = round(state.adequacy - earlier[1].adequacy, 2)
    return change(past, by, partial(words.signed, places=2)), _better(-by)


def _reviews(past: Past, _settings: ProjectSettings) -> Figure:
    state = past[-1][1]
    late = sorted(state.overdue, key=lambda pair: -pair[1])
    lateness = [(ref, f"{words.count(days, 'day')} late") for ref, days in late[:5]]
    risks = state.threats + state.opportunities
    planned = risks > state.unreviewed
    change = ", ".join(lateness[0]) if lateness else "none"
    none = None if not planned else Status.ON_TRACK
    return Figure(
        "Reviews overdue",
        words.number(len(late)),
        "Open risks whose review date has passed; one without a date is due so many "
        "days after it was identified as the settings say for its level.",
        (*lateness, ("Open risks without a review date", str(state.unreviewed))),
        "Review dates of the risk register; review days of the project's settings",
        change if planned or not risks else "no review is planned",
        Status.WATCH if late else none,
        trend(past, lambda s: len(s.overdue)),
    )


def _better(by: float | Decimal | None) -> Status | None:
    if not by:
        return None
    return Status.ON_TRACK if by < 0 else Status.WATCH


def _without_threats(project: Project, state: Exposure) -> str:
    ended = sum(r.status is not RiskStatus.OPEN for r in project[RISKS].entries)
    if state.opportunities:
        thing = words.count(state.opportunities, "opportunity", "opportunities")
        return f"No threat is open; {thing} may still be taken."
    thing = words.capital(words.count(ended, "risk"))
    return f"{thing} {'is' if ended == 1 else 'are'} closed and none is open."


def _appetite(state: Exposure) -> str:
    if not state.above_appetite:
        thing = words.count(state.threats, "open threat")
        return (
            f"{thing} {'stays' if state.threats == 1 else 'stay'} within the appetite"
        )
    stay = "stays" if state.above_appetite == 1 else "stay"
    return f"{words.count(state.above_appetite, 'threat')} {stay} above the appetite"


def _reserve(state: Exposure, currency: str) -> str:
    if state.adequacy is None:
        return ""
    exposed = words.short_money(state.current, currency)
    if state.reserve < 0:
        over = words.short_money(-state.reserve, currency)
        return f"the reserve is overspent by {over}"
    if not state.reserve:
        return f"no reserve covers the exposure of {exposed}"
    held = words.short_money(state.reserve, currency)
    covers = "covers" if state.adequacy >= 1 else "does not cover"
    return f"the reserve of {held} {covers} the exposure of {exposed}"


def _movement(past: Sequence[Moment]) -> tuple[str, bool | None]:
    """Say how exposure moved since its highest of the time shown, or since it began.

    Returns
    -------
    The words, none where it is not known, and whether it fell; None where it stayed.
    """
    known = [moment for moment in past if moment.state.current]
    if len(known) <= 1 or known[-1] is not past[-1]:
        return "", None
    top, last = max(known, key=lambda m: m.state.current), known[-1]
    fallen = 1 - last.state.current / top.state.current
    first = top if fallen > NEAR else known[0]
    ratio, since = last.state.current / first.state.current, words.day(first.day)
    if abs(ratio - 1) < STEADY:
        return f"exposure is as it was on {since}", None
    if ratio >= TWICE:
        times = words.number(ratio, 0 if ratio >= MANY else 1)
        return f"exposure is {times} times what it was on {since}", False
    verb = "fell" if ratio < 1 else "rose"
    share = _fraction(abs(float(ratio) - 1))
    return f"exposure {verb} by {share} since {since}", ratio < 1


def _fraction(ratio: float) -> str:
    """Write a ratio as people say it.

    >>> _fraction(0.26), _fraction(0.5), _fraction(0.33)
    ('a quarter', 'half', '33\\xa0%')
    """
    if abs(ratio - QUARTER) < NEAR / 2:
        return "a quarter"
    if abs(ratio - HALF) < NEAR / 2:
        return "half"
    if ratio > NEARLY_ALL:
        return "nearly all of it"
    return words.percent(ratio)
