"""The scales of a project as a table to read, and what they come to in one sentence."""

from core.project import Project
from core.registers.catalog import SCALE_LEVELS
from core.registers.quantified import ScaleKind
from core.risk_scales import HIGHEST, Meaning, scale
from core.words import NARROW, number, short_money
from core.workdays import working_days

OPEN_END = "more"
UNKNOWN = "not said"
COLUMNS = {
    ScaleKind.LIKELIHOOD: ("Level", "Word", "Probability", "Means"),
    ScaleKind.IMPACT: ("Level", "Word", "Time", "Money", "Means"),
}


def scale_title(project: Project, kind: ScaleKind) -> str:
    """Say what the highest level of a scale means: the one that people argue about."""
    top = scale(project, kind)[-1]
    if kind is ScaleKind.LIKELIHOOD:
        chance = f"{number(top.probability)}{NARROW}%"
        return f"Likelihood {top.level}, “{top.word}”, counts as {chance}"
    limits = _limits(project)
    if not limits:
        return "What an impact means is not said in days or money yet"
    return f"Impact {top.level}, “{top.word}”, is more than {' or '.join(limits)}"


def scale_note(project: Project, kind: ScaleKind) -> str:
    """Say where the meanings come from, and where to change them."""
    own = {e.level for e in project[SCALE_LEVELS].entries if e.kind is kind}
    if kind is ScaleKind.LIKELIHOOD:
        return "The probabilities are set on the page Settings, the words below."
    if not _limits(project):
        return (
            "Time and money follow from the planned dates and the budget of the "
            "project, or from levels that are added below."
        )
    if len(own) == HIGHEST:
        return "Up to so much time or money, whichever level is higher; set below."
    if not own:
        return (
            "Nobody has set it yet: 1, 3, 6 and 12 % of the planned duration and of "
            "the budget. Add levels below to say it for this project."
        )
    return (
        "Up to so much time or money, whichever level is higher; levels that are not "
        "set below have the usual words."
    )


def scale_rows(project: Project, kind: ScaleKind) -> tuple[tuple[str, ...], ...]:
    """Return a row a level, the lowest first, with the cells of `COLUMNS`."""
    found = scale(project, kind)
    if kind is ScaleKind.LIKELIHOOD:
        return tuple(
            (str(m.level), m.word, f"{number(m.probability)}{NARROW}%", m.text)
            for m in found
        )
    currency = project.settings.currency
    return tuple(
        (str(m.level), m.word, _time(m, found), _money(m, found, currency), m.text)
        for m in found
    )


def _limits(project: Project) -> list[str]:
    """Return the highest limits of an impact, in time and in money."""
    found = scale(project, ScaleKind.IMPACT)
    days = [m.days for m in found if m.days is not None]
    costs = [m.cost for m in found if m.cost is not None]
    said = [working_days(max(days))] if days else []
    return said + (
        [short_money(max(costs), project.settings.currency)] if costs else []
    )


def _time(meaning: Meaning, every: tuple[Meaning, ...]) -> str:
    if meaning.days is not None:
        return f"up to {working_days(meaning.days)}"
    return _open(meaning, known=any(m.days is not None for m in every))


def _money(meaning: Meaning, every: tuple[Meaning, ...], currency: str) -> str:
    if meaning.cost is not None:
        return f"up to {short_money(meaning.cost, currency)}"
    return _open(meaning, known=any(m.cost is not None for m in every))


def _open(meaning: Meaning, *, known: bool) -> str:
    return OPEN_END if known and meaning.level == HIGHEST else UNKNOWN
