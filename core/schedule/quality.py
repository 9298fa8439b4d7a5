"""How well a plan is made: 14 checks after the DCMA.

Source: Defense Contract Management Agency (DCMA), "Earned Value Management System
Program Analysis Pamphlet" (2012), section 4: the 14-point schedule assessment and its
limits. Activities that are finished are left out, and so are summaries.
"""

from core.schedule.network import Schedule
from core.schedule.plan import Plan
from core.schedule.quality_checks import Check, Open
from core.schedule.quality_network import NETWORK_CHECKS
from core.schedule.quality_progress import PROGRESS_CHECKS

__all__ = ["Check", "checks"]


def checks(plan: Plan, made: Schedule) -> tuple[Check, ...]:
    """Return the 14 checks of a plan, in the order of the DCMA."""
    looked = Open(plan, made)
    return tuple(check(looked) for check in (*NETWORK_CHECKS, *PROGRESS_CHECKS))
