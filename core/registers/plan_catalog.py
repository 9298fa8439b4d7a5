"""The registers of a plan: part of the catalogue."""

from core.registers import resources, schedule
from core.registers.spec import RegisterSpec

ACTIVITIES = RegisterSpec(
    "activities",
    "T",
    "Activities",
    "activity",
    schedule.Activity,
    (
        "title",
        "duration",
        "percent_complete",
        "owner",
        "deadline",
        "kind",
        "parent",
        "actual_start",
        "actual_finish",
    ),
    groups=(
        ("Work", "duration"),
        ("Progress", "percent_complete"),
        ("Planning", "calendar"),
    ),
)
DEPENDENCIES = RegisterSpec(
    "dependencies",
    "DP",
    "Dependencies",
    "dependency",
    schedule.Dependency,
    ("predecessor", "successor", "kind", "lag", "title"),
)
CALENDARS = RegisterSpec(
    "calendars",
    "CAL",
    "Calendars",
    "calendar",
    resources.WorkingWeek,
    ("title", "base", *resources.WEEKDAYS),
)
CALENDAR_EXCEPTIONS = RegisterSpec(
    "calendar_exceptions",
    "CX",
    "Calendar exceptions",
    "calendar exception",
    resources.CalendarException,
    ("title", "calendar", "first_day", "last_day", "hours"),
)
RESOURCES = RegisterSpec(
    "resources",
    "RS",
    "Resources",
    "resource",
    resources.Resource,
    ("title", "kind", "units", "calendar", "cost_per_hour", "group"),
)
ASSIGNMENTS = RegisterSpec(
    "assignments",
    "AS",
    "Assignments",
    "assignment",
    schedule.Assignment,
    ("activity", "resource", "units", "effort", "title"),
)
BASELINES = RegisterSpec(
    "baselines",
    "BL",
    "Baselines",
    "baseline",
    schedule.Baseline,
    ("title", "taken_on"),
)
BASELINE_ACTIVITIES = RegisterSpec(
    "baseline_activities",
    "BA",
    "Baseline activities",
    "baseline activity",
    schedule.BaselineActivity,
    ("baseline", "activity", "start", "finish", "duration", "effort", "cost"),
)
SCENARIOS = RegisterSpec(
    "scenarios",
    "SC",
    "Scenarios",
    "scenario",
    schedule.Scenario,
    ("title", "made_on", "notes"),
)
