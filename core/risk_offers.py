"""What the library of common risks offers a project: what to think of first, and why.

The register's own risks are recognised by their titles, so that nothing is added twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from core import words
from core.project import Project
from core.registers.catalog import RISKS
from core.risk_library import CommonRisk, found, library
from core.risk_suggestions import ALIKE, suggested
from core.search import fold


@dataclass(frozen=True, slots=True)
class Offer:
    """One common risk as it stands to a project.

    Parameters
    ----------
    reason
        Why the project should think of it first; empty where it is not suggested.
    known
        Reference of the risk of the register that says the same; empty without one.
    is_live
        Whether that one is in the register still, not archived.
    """

    risk: CommonRisk
    reason: str = ""
    known: str = ""
    is_live: bool = False

    @property
    def place(self) -> str:
        """Where the register has it: "R-004", "R-004, archived", or nothing."""
        return (
            f"{self.known}, archived" if self.known and not self.is_live else self.known
        )


def offers(project: Project) -> tuple[Offer, ...]:
    """Return every common risk: those to think of first, then the rest by category."""
    reasons = {one.risk: one.reason for one in suggested(project)}
    rest = [risk for risk in library() if risk not in reasons]
    known = _known(project)
    return tuple(
        Offer(risk, reasons.get(risk, ""), *known.get(risk, ("", False)))
        for risk in (*reasons, *rest)
    )


def narrowed(
    every: Sequence[Offer], typed: str = "", category: str = ""
) -> tuple[Offer, ...]:
    """Return the offers that hold all the words typed, of one category or of all."""
    kept = set(found(typed, category))
    return tuple(offer for offer in every if offer.risk in kept)


def title(every: Sequence[Offer], shown: Sequence[Offer]) -> str:
    """Say how many risks there are to pick from, and how many to think of first."""
    whole = words.count(len(every), "common risk")
    if len(shown) < len(every):
        if not shown:
            return f"No match among {whole}"
        match = "matches" if len(shown) == 1 else "match"
        return words.capital(f"{words.small(len(shown))} of {whole} {match}")
    first = sum(bool(offer.reason) for offer in every)
    held = sum(offer.is_live for offer in every)
    parts = [f"{words.small(first)} to think of first"] if first else []
    if held:
        be = "is" if held == 1 else "are"
        parts.append(f"{words.small(held)} {be} in the register")
    return words.capital(f"{whole}: {', '.join(parts)}" if parts else whole)


def to_add(chosen: Sequence[Offer]) -> tuple[CommonRisk, ...]:
    """Return the risks that would be added: those that the register has not yet."""
    return tuple(offer.risk for offer in chosen if not offer.is_live)


def chosen_words(chosen: Sequence[Offer]) -> str:
    """Say what adding the ticked risks would do."""
    new = to_add(chosen)
    held = len(chosen) - len(new)
    be = "is" if held == 1 else "are"
    known = f"{words.small(held)} {be} in the register already" if held else ""
    if not new:
        return words.capital(known or "tick the risks that your project may meet")
    be = "is" if len(new) == 1 else "are"
    said = f"{words.count(len(new), 'risk')} {be} to be added, with {_ideas(new)}"
    return words.capital(f"{said}; {known}" if known else said)


def added_words(new: Sequence[CommonRisk], first: int, revision: int) -> str:
    """Say what was added: how many, under which references, as which revision."""
    last = first + len(new) - 1
    names = RISKS.reference(first)
    if len(new) > 1:
        names += f" to {RISKS.reference(last)}"
    be = "was" if len(new) == 1 else "were"
    thing = words.capital(words.count(len(new), "risk"))
    return f"{thing} {be} added with {_ideas(new)}: {names}, revision {revision}."


def _ideas(risks: Sequence[CommonRisk]) -> str:
    return words.count(sum(len(risk.mitigations) for risk in risks), "mitigation")


def _known(project: Project) -> dict[CommonRisk, tuple[str, bool]]:
    """Return what the register has of the library; live risks before archived ones."""
    from rapidfuzz import fuzz, process

    spec, known = project[RISKS].spec, {}
    records = sorted(project[RISKS].records.values(), key=lambda r: r.archived)
    titles = [fold(record.entry.title) for record in records]
    for risk in library():
        hits = process.extract(
            fold(risk.event),
            titles,
            scorer=fuzz.token_sort_ratio,
            score_cutoff=ALIKE,
            limit=None,
        )
        if hits:
            record = records[min(place for _, _, place in hits)]
            known[risk] = spec.reference(record.number), not record.archived
    return known
