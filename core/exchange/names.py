"""What a file may call an entry instead of its reference."""

import re
from collections.abc import Mapping, Sequence

from core.project import Project
from core.registers.catalog import ACTIVITIES, BY_KEY
from core.work_packages import wbs_codes_of

A_REFERENCE = re.compile(r"a reference such as [A-Z]+-001")


def numbers_by_name(project: Project, register: str) -> Mapping[str, Sequence[int]]:
    """Return the numbers of the entries by what names them, in small letters.

    That is their title; of an activity also its WBS code, typed or computed.
    """
    return project.remember(("names", register), lambda: _names(project, register))


def _names(project: Project, register: str) -> Mapping[str, Sequence[int]]:
    found: dict[str, list[int]] = {}
    for record in project[BY_KEY[register]].live:
        found.setdefault(record.entry.title.casefold(), []).append(record.number)
    if register == ACTIVITIES.key:
        codes = {code: number for number, code in wbs_codes_of(project).items()}
        codes |= {
            r.entry.wbs: r.number for r in project[ACTIVITIES].live if r.entry.wbs
        }
        for code, number in codes.items():
            found.setdefault(code.casefold(), [number])
    return found


def or_a_name(allowed: str, value: str) -> str:
    """Add to what a reference allows that a file may name the entry instead.

    >>> or_a_name("a reference such as RS-001", "Bo")
    'a reference such as RS-001, or the whole name of an entry that is there'
    """
    if not value or not A_REFERENCE.fullmatch(allowed):
        return allowed
    return f"{allowed}, or the whole name of an entry that is there"
