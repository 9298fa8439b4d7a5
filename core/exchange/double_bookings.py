"""Lines of a file that were booked before, or stand in the file twice."""

from collections.abc import Mapping, Sequence

from core.duplicates import CHECKED, known_bookings, sameness
from core.errors import InvalidEntryError, Problem
from core.exchange.importing import ImportRow, RowVerb
from core.project import Project
from core.registers.catalog import BY_KEY

ALLOWED = "a line that is not booked yet; one that is alike but another is typed in"


def double_bookings(
    project: Project, rows: Sequence[ImportRow]
) -> Mapping[int, Problem]:
    """Return what stands against new expenses and timesheets, by their place in rows.

    A line that brings a reference of its own is meant as it is: it comes from an
    export, where somebody has seen it.
    """
    known: dict[str, dict[object, str]] = {}
    found: dict[int, Problem] = {}
    for place, row in enumerate(rows):
        if row.register not in CHECKED or row.number or row.verb is not RowVerb.ADD:
            continue
        spec = BY_KEY[row.register]
        if row.register not in known:
            booked = known_bookings(project, row.register)
            known[row.register] = {k: spec.reference(n) for k, n in booked.items()}
        key = _key(project, row)
        if key is None:
            continue
        here = row.label
        other = known[row.register].setdefault(key, here)
        if other is not here:
            found[place] = Problem(
                "", f"is booked already, as {other}", allowed=ALLOWED
            )
    return found


def _key(project: Project, row: ImportRow) -> object:
    """Return the sameness of a line; None where it is wrong, and refused for that."""
    try:
        entry = BY_KEY[row.register].parse(row.values)
    except InvalidEntryError:
        return None
    return sameness(entry, project.settings.currency)
