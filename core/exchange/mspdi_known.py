"""Every element of Microsoft Project's XML, and what becomes of it here.

An element is carried into a register, or follows from others and says nothing by
itself, or is told by the words that stand here for it. One that is in no list is told
by its own name: nothing is dropped in silence.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple


class Known(NamedTuple):
    """What is known of the children of one kind of element.

    Attributes
    ----------
    what
        What the element is called: "tasks".
    carried
        Tags that come in, or are told with more exact words where they are read.
    derived
        Tags that follow from others, or concern the program and not the plan.
    told
        Tags that cannot be carried, with words for what they hold.
    usual
        What a tag holds that says nothing, where that is not zero.
    """

    what: str
    carried: Collection[str]
    derived: Collection[str]
    told: Mapping[str, str]
    usual: Mapping[str, str]


def _tags(listed: str) -> list[str]:
    return listed.split()


CUSTOM = {
    "ExtendedAttribute": "values of custom fields",
    "OutlineCode": "values of outline codes",
    "Hyperlink": "hyperlinks",
    "HyperlinkAddress": "addresses of hyperlinks",
    "HyperlinkSubAddress": "places within hyperlinks",
}
COSTS = _tags(
    """
    ACWP ActualCost ActualOvertimeCost BCWP BCWS CV Cost CostVariance OvertimeCost
    RemainingCost RemainingOvertimeCost SV VAC
    """
)
WORK = _tags(
    """
    ActualOvertimeWork PercentWorkComplete RegularWork RemainingOvertimeWork
    RemainingWork WorkVariance
    """
)
SERVER = _tags(
    """
    ActualOvertimeWorkProtected ActualWorkProtected CreationDate GUID IsEnterprise
    TimephasedData
    """
)

TASK = Known(
    "tasks",
    _tags(
        """
        Active ActualFinish ActualStart Baseline CalendarUID ConstraintDate
        ConstraintType Contact Deadline Duration DurationFormat Finish
        IgnoreResourceCalendar IsNull LevelingDelay LevelingDelayFormat Manual
        ManualFinish ManualStart Milestone Name Notes OutlineLevel OutlineNumber
        PercentComplete PredecessorLink Priority RemainingDuration Resume Start Stop UID
        WBS Work
        """
    ),
    [
        *(tag for tag in COSTS if tag not in ("ActualCost", "Cost")),
        *WORK,
        *SERVER,
        *_tags(
            """
            ActualDuration CommitmentFinish CommitmentStart CommitmentType CreateDate
            Critical EarlyFinish EarlyStart ExternalTaskProject FinishSlack
            FinishVariance FixedCostAccrual FreeSlack FreeformDurationFormat ID
            IsPublished IsSubprojectReadOnly LateFinish LateStart ManualDuration
            OverAllocated PreLeveledFinish PreLeveledStart ResumeValid StartSlack
            StartVariance StatusManager SubprojectName Summary TotalSlack WBSLevel
            """
        ),
    ],
    {
        "Type": "kinds of activities (fixed duration, fixed work)",
        "FixedCost": "fixed costs",
        "Cost": "costs of activities, as computed there",
        "ActualCost": "actual costs of activities",
        "ActualWork": "actual work of activities",
        "OvertimeWork": "overtime work of activities",
        "LevelAssignments": "orders to leave assignments as they are in levelling",
        "LevelingCanSplit": "orders not to split work in levelling",
        "PhysicalPercentComplete": "physical percent complete",
        "EarnedValueMethod": "earned value methods",
        "EffortDriven": "orders to keep effort when resources change",
        "Estimated": "durations marked as estimates (?)",
        "Recurring": "recurring activities, now single ones",
        "IsSubproject": "inserted projects",
        "ExternalTask": "activities of other projects, with typed dates",
        "HideBar": "bars that are hidden",
        "Rollup": "bars that are shown on their summary",
        "DisplayAsSummary": "activities that are shown as summaries",
        "StartText": "start dates typed as words",
        "FinishText": "finish dates typed as words",
        "DurationText": "durations typed as words",
        **CUSTOM,
    },
    {"LevelAssignments": "1", "LevelingCanSplit": "1"},
)
RESOURCE = Known(
    "resources",
    _tags(
        """
        AvailabilityPeriods CalendarUID CanLevel EmailAddress Group IsNull MaxUnits Name
        Rates StandardRate StandardRateFormat Type UID
        """
    ),
    [
        *COSTS,
        *WORK,
        *SERVER,
        *_tags(
            """
            ActiveDirectoryGUID AssnOwner AssnOwnerGuid AvailableFrom AvailableTo Finish
            ID OverAllocated OvertimeRateFormat PeakUnits Start Work WorkGroup
            """
        ),
    ],
    {
        "Initials": "initials of resources",
        "Phonetics": "phonetic spellings of resources",
        "Code": "codes of resources",
        "Notes": "notes of resources",
        "AccrueAt": "choices of when costs of resources accrue",
        "CostPerUse": "costs per use",
        "OvertimeRate": "overtime rates",
        "OvertimeWork": "overtime work of resources",
        "ActualWork": "actual work of resources",
        "MaterialLabel": "units of materials",
        "IsGeneric": "marks of generic resources",
        "IsInactive": "marks of resources that are not active",
        "IsBudget": "budget resources",
        "IsCostResource": "cost resources, now materials",
        "BookingType": "resources that are only proposed",
        "NTAccount": "user accounts of resources",
        "Baseline": "baselines of resources",
        **CUSTOM,
    },
    {"AccrueAt": "3"},
)
ASSIGNMENT = Known(
    "assignments",
    _tags("ResourceUID TaskUID UID Units Work"),
    [
        *COSTS,
        *WORK,
        *SERVER,
        *_tags(
            """
            ActualFinish ActualStart AssnOwner AssnOwnerGuid Confirmed Finish
            FinishVariance FixedMaterial LevelingDelayFormat LinkedFields Milestone
            Overallocated PeakUnits RateScale ResponsePending Resume Start StartVariance
            Stop Summary UpdateNeeded
            """
        ),
    ],
    {
        "Delay": "delays of assignments",
        "LevelingDelay": "levelling delays of assignments",
        "WorkContour": "work contours of assignments",
        "CostRateTable": "choices of a cost rate table",
        "ActualWork": "actual work of assignments",
        "OvertimeWork": "overtime work of assignments",
        "BookingType": "assignments that are only proposed",
        "BudgetCost": "budgeted costs of assignments",
        "BudgetWork": "budgeted work of assignments",
        "HasFixedRateUnits": "materials that are used up by the hour",
        "Notes": "notes of assignments",
        "Baseline": "baselines of assignments",
        **CUSTOM,
    },
    {"HasFixedRateUnits": "1"},
)
CALENDAR = Known(
    "calendars",
    _tags("BaseCalendarUID Exceptions IsBaseCalendar Name UID WeekDays WorkWeeks"),
    ["GUID"],
    {"IsBaselineCalendar": "marks of the calendar of a baseline"},
    {},
)
PROJECT = Known(
    "the project",
    _tags(
        """
        Assignments CalendarUID Calendars Category Company CurrencyCode CurrencySymbol
        DaysPerMonth ExtendedAttributes HonorConstraints Manager MinutesPerDay
        MinutesPerWeek MultipleCriticalPaths Name OutlineCodes Resources
        ScheduleFromStart StartDate StatusDate Tasks Title WBSMasks
        """
    ),
    _tags(
        """
        ActualsInSync AdminProject AutoAddNewResourcesAndTasks Autolink BaselineCalendar
        BuildNumber CreationDate CurrencyDigits CurrencySymbolPosition CurrentDate
        DefaultFixedCostAccrual DefaultTaskEVMethod DefaultTaskType DurationFormat
        EarnedValueMethod EditableActualCosts ExtendedCreationDate FYStartDate
        FinishDate FiscalYearStart GUID InsertedProjectsLikeSummary
        KeepTaskOnNearestWorkingTimeWhenMadeAutoScheduled LastSaved
        MicrosoftProjectServerURL NewTaskStartDate NewTasksAreManual
        NewTasksEffortDriven NewTasksEstimated ProjectExternallyEdited
        RemoveFileProperties Revision SaveVersion SpreadActualCost SpreadPercentComplete
        TaskUpdatesResource UID UpdateManuallyScheduledTasksWhenEditingLinks
        WeekStartDay WorkFormat
        """
    ),
    {
        "CriticalSlackLimit": "limits of the float that is critical",
        "Author": "document properties",
        "Subject": "document properties",
        "Keywords": "document properties",
        "Comments": "document properties",
        "HyperlinkBase": "document properties",
        "DefaultStartTime": "the time of day at which work begins unless one is said",
        "DefaultFinishTime": "the time of day at which work ends unless one is said",
        "DefaultStandardRate": "rates of new resources",
        "DefaultOvertimeRate": "rates of new resources",
        "BaselineForEarnedValue": "the choice of a baseline for earned value",
        "SplitsInProgressTasks": "an order not to split work that has begun",
        "MoveCompletedEndsBack": "orders to move work by the status date",
        "MoveCompletedEndsForward": "orders to move work by the status date",
        "MoveRemainingStartsBack": "orders to move work by the status date",
        "MoveRemainingStartsForward": "orders to move work by the status date",
        "Views": "views, filters, tables and the like",
        "Filters": "views, filters, tables and the like",
        "Groups": "views, filters, tables and the like",
        "Tables": "views, filters, tables and the like",
        "Maps": "views, filters, tables and the like",
        "Reports": "views, filters, tables and the like",
        "Drawings": "views, filters, tables and the like",
        "DataLinks": "views, filters, tables and the like",
        "VBAProjects": "macros",
    },
    {
        "DefaultStartTime": "08:00:00",
        "DefaultFinishTime": "17:00:00",
        "SplitsInProgressTasks": "1",
    },
)
