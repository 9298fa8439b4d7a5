"""The checks of the plan's quality: rule, figure, limit, and who stands against it."""

from core.registers.catalog import ACTIVITIES
from core.schedule.quality import Check
from pages._ui import look
from pages._ui.page import Here
from pages._ui.schedule import Sight

MOST = 12  # offenders that are linked


def show(here: Here, sight: Sight) -> None:
    """Show each check, those that fail first."""
    if sight.now is None:
        look.foot("The checks need a plan whose dates can be computed.")
        return
    found = sorted(sight.now.checks, key=lambda check: not check.is_failed)
    failing = sum(check.is_failed for check in found)
    look.block(
        f"{len(found) - failing} of {len(found)} checks hold",
        "After the 14 points of the US Defense Contract Management Agency (DCMA).",
    )
    look.table(
        {
            "Check and rule": [_name(check) for check in found],
            "Figure and limit": [_figure(check) for check in found],
            "Offenders": [_offenders(here, check) for check in found],
        },
        alt="Checks of the plan's quality",
    )


def _name(check: Check) -> str:
    name = look.safe(check.name)
    shown = f":red[■] **{name}**" if check.is_failed else f":green[●] {name}"
    return f"{shown}  \n:gray[:small[{look.safe(check.rule)}]]"


def _figure(check: Check) -> str:
    limit = look.tight(check.limit)
    return f"{look.tight(check.figure)}  \n:gray[:small[{limit}]]"


def _offenders(here: Here, check: Check) -> str:
    links = [
        look.link("schedule", ACTIVITIES.reference(number), here.project.key)
        for number in check.offenders[:MOST]
    ]
    more = len(check.offenders) - MOST
    rest = f" :gray[and {more} more]" if more > 0 else ""
    return " ".join(links) + rest
