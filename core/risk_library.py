"""A library of common risks of technical projects, to pick from.

The texts stand in `risk_library.toml` beside this module and are read once.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from core.edits import Add, Edit
from core.project import Project
from core.registers.catalog import MITIGATIONS, RISKS
from core.registers.risks import RiskKind, RiskResponse
from core.search import fold

FOR_OPPORTUNITIES = (RiskResponse.EXPLOIT, RiskResponse.ENHANCE, RiskResponse.SHARE)
LONGEST_TRIGGER = 200  # characters, as the register allows


class ProjectKind(StrEnum):
    """Kinds of project that a risk may belong to."""

    SOFTWARE = "software delivery"
    MIGRATION = "migration"
    HARDWARE = "hardware"
    COMPLIANCE = "compliance"


@dataclass(frozen=True, slots=True)
class CommonRisk:
    """One risk of the library.

    Parameters
    ----------
    event, cause, effect
        As in the register.
    triggers
        What shows that it is about to happen.
    response
        The strategy that is usual; it also says whether this is an opportunity.
    mitigations
        One to three ideas, the first one first.
    kinds
        The projects that it fits best; empty where it fits all.
    likelihood, impact
        Where to begin, 1 to 5; the project's own people know better.
    """

    category: str
    event: str
    cause: str
    effect: str
    triggers: tuple[str, ...]
    response: RiskResponse
    mitigations: tuple[str, ...]
    kinds: tuple[ProjectKind, ...]
    likelihood: int
    impact: int

    @property
    def kind(self) -> RiskKind:
        """Whether it would harm or help."""
        is_good = self.response in FOR_OPPORTUNITIES
        return RiskKind.OPPORTUNITY if is_good else RiskKind.THREAT

    @property
    def level(self) -> int:
        """Likelihood times impact to begin with."""
        return self.likelihood * self.impact

    @property
    def text(self) -> str:
        """All that it says, folded for a search."""
        parts = (self.category, self.event, self.cause, self.effect, *self.triggers)
        return fold(" ".join((*parts, *self.mitigations)))


@cache
def library() -> tuple[CommonRisk, ...]:
    """Return every risk of the library, by category."""
    text = files("core").joinpath("risk_library.toml").read_text(encoding="utf-8")
    return tuple(_read(row) for row in tomllib.loads(text)["risk"])


def categories() -> tuple[str, ...]:
    """Return the categories in their order."""
    return tuple(dict.fromkeys(risk.category for risk in library()))


def found(typed: str = "", category: str = "") -> tuple[CommonRisk, ...]:
    """Return the risks that hold all the words typed, of one category or of all."""
    words = fold(typed).split()
    return tuple(
        risk
        for risk in library()
        if category in ("", risk.category) and all(word in risk.text for word in words)
    )


def edits_of(
    project: Project, chosen: Sequence[CommonRisk], day: date, owner: str = ""
) -> tuple[Edit, ...]:
    """Return the edits that add some risks, each with its mitigations.

    Parameters
    ----------
    day
        The day on which they were identified.
    owner
        Of the risks; their mitigations have none until somebody takes them on.
    """
    first = project[RISKS].last_number + 1
    edits: list[Edit] = []
    for number, risk in enumerate(chosen, first):
        edits.append(Add(RISKS.key, _values(risk, day, owner), number))
        edits += (
            Add(MITIGATIONS.key, {"title": idea, "risk": RISKS.reference(number)})
            for idea in risk.mitigations
        )
    return tuple(edits)


def _values(risk: CommonRisk, day: date, owner: str) -> dict[str, object]:
    return {
        "title": risk.event,
        "kind": risk.kind.value,
        "category": risk.category,
        "cause": risk.cause,
        "effect": risk.effect,
        "owner": owner,
        "likelihood": risk.likelihood,
        "impact": risk.impact,
        "response": risk.response.value,
        "trigger": "; ".join(risk.triggers)[:LONGEST_TRIGGER],
        "identified_on": day,
    }


def _read(row: dict[str, Any]) -> CommonRisk:
    typed = {
        "triggers": tuple(row["triggers"]),
        "mitigations": tuple(row["mitigations"]),
        "response": RiskResponse(row["response"]),
        "kinds": tuple(ProjectKind(kind) for kind in row["kinds"]),
    }
    return CommonRisk(**(row | typed))
