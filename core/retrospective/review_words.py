"""A review in words: its sentence, its key figures, the titles of its parts."""

from core import words
from core.figure import Figure, Status, threshold
from core.retrospective.review import Review
from core.words import UNDEFINED, capital, count, day, percent, short_money
from core.workdays import slip_words, working_days

Z = 1.96  # standard score beyond which too many, or too few, events happened
CALIBRATION = "Brier 1950; parts after Murphy 1973"


def headline(found: Review) -> str:
    """Say what became of the project: its finish, its cost, what nobody foresaw."""
    parts = [text for text in (_finish(found), _cost(found)) if text]
    if not parts and not found.issues and not found.fates:
        return (
            "There is nothing to look back on yet: plan dates, a budget and risks "
            "first, and what happens is held against them."
        )
    parts += _foreseen(found)
    return f"{capital(words.listed(parts))}."


def key_figures(found: Review) -> tuple[Figure, ...]:
    """Return finish, cost, scope, foresight and ranges, each with how it is made."""
    return (
        _finish_figure(found),
        _cost_figure(found),
        _scope_figure(found),
        _brier_figure(found),
        _range_figure(found),
        _surprise_figure(found),
    )


def slips_title(found: Review) -> str:
    """Say how far the worst activity slipped."""
    if not found.slips:
        return "No activity finishes later than in the newest baseline"
    worst = found.slips[0]
    return f"{worst.title} slipped most: {working_days(worst.days)}"


def fates_title(found: Review) -> str:
    """Say how many of the risks that ended happened, and how many were expected to."""
    if not found.fates:
        return "No risk has ended yet"
    happened = sum(fate.happened for fate in found.fates)
    expected = sum(fate.probability for fate in found.fates)
    some = _some_of(happened, len(found.fates), "risk")
    return capital(
        f"{some} that ended happened; the stated probabilities made {expected:.1f} "
        "likely"
    )


def surprises_title(found: Review) -> str:
    """Say how many issues no risk had foreseen."""
    if not found.issues:
        return "No issue was written down"
    many = len(found.surprises)
    if not many:
        return "Every issue had been written down as a risk before"
    some = _some_of(many, len(found.issues), "issue")
    return capital(f"{some} {_was(many)} never a risk")


def changes_title(found: Review) -> str:
    """Say what the agreed changes came to."""
    if not found.changes:
        return "Nobody asked for a change"
    many = len(found.scope.agreed_changes)
    cost = short_money(found.scope.change_cost, found.costs.currency)
    at = f", at {cost}" if many else ""
    some = _some_of(many, len(found.changes), "change")
    return capital(f"{some} asked for {_was(many)} agreed{at}")


def ranges_title(found: Review) -> str:
    """Say how many of the estimated ranges held."""
    hits = sum(one.is_hit for one in found.ranges)
    if not found.ranges:
        return "No range is over yet"
    if hits == len(found.ranges):
        return "The one range held" if hits == 1 else f"All {hits} ranges held"
    return capital(f"{_some_of(hits, len(found.ranges), 'range')} held")


def calibration_words(found: Review) -> str:
    """Say what the stated probabilities were worth, or that there are too few."""
    events = found.calibration
    many = len(events.forecasts)
    if not events.is_enough:
        return (
            f"{capital(count(many, 'ended risk'))} {'is' if many == 1 else 'are'} too "
            "few to judge the probabilities by; from ten on they say something."
        )
    skill = events.skill
    if skill is None:
        return "All ended alike, so the probabilities could tell nothing apart."
    better = "better" if skill > 0 else "no better"
    return (
        f"The probabilities were {better} than always stating the share that "
        f"happened{_too_few(events.too_few)}."
    )


def _too_few(score: float | None) -> str:
    if score is None or abs(score) < Z:
        return ""
    return f", and too {'low' if score > 0 else 'high'} as a whole"


def _finish(found: Review) -> str:
    late, facts = found.days_late, found.project.facts
    if late is None or found.finish is None:
        return ""
    verb = "it finished" if facts.is_finished else "it is forecast to finish"
    return f"{verb} on {day(found.finish)}, {slip_words(late)}"


def _cost(found: Review) -> str:
    over = found.cost_overrun
    if over is None:
        return ""
    more = "more" if over >= 0 else "less"
    return f"{percent(abs(over))} {more} was spent than planned"


def _foreseen(found: Review) -> list[str]:
    parts = []
    if found.fates:
        happened = sum(fate.happened for fate in found.fates)
        some = _some_of(happened, len(found.fates), "ended risk")
        parts.append(f"{some} happened")
    if found.issues:
        some = _some_of(len(found.surprises), len(found.issues), "issue")
        parts.append(f"{some} came as a surprise")
    return parts


def _finish_figure(found: Review) -> Figure:
    project = found.project
    facts, settings = project.facts, project.settings
    status = threshold(found.days_late, settings.finish_watch, settings.finish_off)
    return Figure(
        "Finish",
        day(found.finish),
        "Working days from the planned finish to the actual one; the forecast where "
        "it is not finished.",
        (("Planned finish", day(facts.planned_finish)), ("Finish", day(found.finish))),
        "Facts of the project, activities and dependencies",
        "no plan" if found.days_late is None else slip_words(found.days_late),
        None if status is Status.NO_DATA else status,
    )


def _cost_figure(found: Review) -> Figure:
    currency, settings = found.costs.currency, found.project.settings
    over = None if found.cost_overrun is None else found.cost_overrun * 100
    status = threshold(over, settings.cost_watch, settings.cost_off)
    shown = [
        UNDEFINED if amount is None else short_money(amount, currency)
        for amount in (found.budget, found.cost)
    ]
    return Figure(
        "Cost",
        shown[1],
        "Cost / budget − 1; the forecast where money is still to be spent.",
        (("Budget", shown[0]), ("Cost", shown[1])),
        "Budget lines and expenses; without them the facts of the project",
        "no budget" if over is None else percent(over / 100, plus=True),
        None if status is Status.NO_DATA else status,
    )


def _scope_figure(found: Review) -> Figure:
    scope = found.scope
    all_of_it, accepted = len(scope.deliverables), len(scope.accepted)
    return Figure(
        "Delivered",
        UNDEFINED if scope.progress is None else percent(scope.progress),
        "Accepted deliverables / all deliverables.",
        (("Deliverables", str(all_of_it)), ("Accepted", str(accepted))),
        "Deliverables",
        f"{accepted} of {all_of_it} accepted" if all_of_it else "no deliverable",
    )


def _brier_figure(found: Review) -> Figure:
    events = found.calibration
    parts = (
        ("Ended risks", str(len(events.forecasts))),
        ("Reliability", _score(events.reliability)),
        ("Resolution", _score(events.resolution)),
        ("Uncertainty", _score(events.uncertainty)),
        ("Skill", _score(events.skill)),
        ("Too-few test z", _score(events.too_few)),
    )
    return Figure(
        "Foresight (Brier)",
        _score(events.brier) if events.is_enough else "too few",
        "Mean of (probability − outcome)² over the risks that ended = reliability − "
        "resolution + uncertainty; 0 is perfect, 0.25 is a coin. Skill = 1 − Brier / "
        "uncertainty. Each probability is the one first stated.",
        (("Brier", _score(events.brier)), *parts),
        CALIBRATION,
        f"{count(len(events.forecasts), 'ended risk')}",
    )


def _range_figure(found: Review) -> Figure:
    hits = sum(one.is_hit for one in found.ranges)
    many = len(found.ranges)
    return Figure(
        "Ranges that held",
        UNDEFINED if found.hit_rate is None else percent(found.hit_rate),
        "Activities that took no less than their optimistic and no more than their "
        "pessimistic duration / all that are done and have both. If the ends are P10 "
        "and P90, 80 % should hold; many more means that ranges are too wide.",
        (("Done, with a range", str(many)), ("Held", str(hits))),
        "Activities: three-point estimates, actual start and finish",
        f"{hits} of {many}" if many else "no range is over yet",
    )


def _surprise_figure(found: Review) -> Figure:
    many = len(found.surprises)
    return Figure(
        "Surprises",
        str(many) if found.issues else UNDEFINED,
        "Issues that name no risk: nobody had written them down before.",
        (("Issues", str(len(found.issues))), ("Without a risk", str(many))),
        "Issues and risks",
        f"of {count(len(found.issues), 'issue')}" if found.issues else "no issue",
    )


def _some_of(many: int, total: int, noun: str) -> str:
    """Write a part of a whole: "two of three issues", "all three issues"."""
    if not many:
        return f"no {noun}"
    if many < total:
        return f"{words.small(many)} of {count(total, noun)}"
    return f"the one {noun}" if total == 1 else f"all {count(total, noun)}"


def _was(many: int) -> str:
    return "were" if many > 1 else "was"


def _score(value: float | None) -> str:
    return UNDEFINED if value is None else f"{value:.2f}".replace("-", words.MINUS)
