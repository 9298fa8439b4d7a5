"""The registers of money, earned value and quantified risk: part of the catalogue."""

from core.registers import budget, cost_plan, performance, quantified
from core.registers.spec import RegisterSpec

BUDGET_LINES = RegisterSpec(
    "budget_lines",
    "B",
    "Budget lines",
    "budget line",
    budget.BudgetLine,
    ("title", "category", "kind", "amount", "start", "finish", "closed"),
)
EXPENSES = RegisterSpec(
    "expenses",
    "E",
    "Expenses",
    "expense",
    budget.Expense,
    (
        "title",
        "spent_on",
        "kind",
        "amount",
        "budget_line",
        "vendor",
        "document",
        "state",
    ),
)
BUDGET_MONTHS = RegisterSpec(
    "budget_months",
    "BM",
    "Budget by month",
    "budget month",
    cost_plan.BudgetMonth,
    ("budget_line", "month", "amount", "title"),
)
DRAWDOWNS = RegisterSpec(
    "drawdowns",
    "DR",
    "Draw-downs",
    "draw-down",
    cost_plan.Drawdown,
    (
        "title",
        "reserve",
        "drawn_on",
        "amount",
        "budget_line",
        "risk",
        "change_request",
    ),
)
EXCHANGE_RATES = RegisterSpec(
    "exchange_rates",
    "FX",
    "Exchange rates",
    "exchange rate",
    cost_plan.ExchangeRate,
    ("currency", "valid_from", "rate", "title"),
)
RESOURCE_RATES = RegisterSpec(
    "resource_rates",
    "RR",
    "Resource rates",
    "resource rate",
    cost_plan.ResourceRate,
    ("resource", "valid_from", "cost_per_hour", "currency", "title"),
)
BASELINE_COSTS = RegisterSpec(
    "baseline_costs",
    "BC",
    "Baseline costs",
    "baseline cost",
    cost_plan.BaselineCost,
    ("baseline", "budget_line", "wbs", "first_day", "last_day", "amount"),
)
TIMESHEETS = RegisterSpec(
    "timesheets",
    "TS",
    "Timesheets",
    "timesheet",
    cost_plan.Timesheet,
    ("resource", "worked_on", "hours", "activity", "budget_line", "title"),
)
PROGRESS_MEASUREMENTS = RegisterSpec(
    "progress_measurements",
    "PM",
    "Progress measurements",
    "progress measurement",
    performance.ProgressMeasurement,
    ("activity", "measured_on", "percent_complete", "units_done", "title"),
)
EARNING_MILESTONES = RegisterSpec(
    "earning_milestones",
    "EM",
    "Earning milestones",
    "earning milestone",
    performance.EarningMilestone,
    ("title", "activity", "weight", "reached_on"),
)
PERFORMANCE = RegisterSpec(
    "performance",
    "PF",
    "Performance reports",
    "performance report",
    performance.PerformanceReport,
    ("title", "status_date", "planned_value", "earned_value", "actual_cost"),
)
BENEFITS = RegisterSpec(
    "benefits",
    "BF",
    "Benefits",
    "benefit",
    performance.Benefit,
    (
        "title",
        "owner",
        "planned_amount",
        "due",
        "recurs",
        "realised_amount",
        "realised_on",
    ),
)
RISK_DELAYS = RegisterSpec(
    "risk_delays",
    "RD",
    "Risk delays",
    "risk delay",
    quantified.RiskDelay,
    (
        "risk",
        "activity",
        "measure",
        "optimistic",
        "most_likely",
        "pessimistic",
        "shape",
    ),
)
RISK_COSTS = RegisterSpec(
    "risk_costs",
    "RC",
    "Risk costs",
    "risk cost",
    quantified.RiskCost,
    (
        "risk",
        "budget_line",
        "measure",
        "optimistic",
        "most_likely",
        "pessimistic",
        "shape",
    ),
)
DURATION_CORRELATIONS = RegisterSpec(
    "duration_correlations",
    "CD",
    "Correlations of durations",
    "correlation of durations",
    quantified.DurationCorrelation,
    ("activity", "other", "coefficient", "title"),
)
COST_CORRELATIONS = RegisterSpec(
    "cost_correlations",
    "CC",
    "Correlations of costs",
    "correlation of costs",
    quantified.CostCorrelation,
    ("budget_line", "other", "coefficient", "title"),
)
SCALE_LEVELS = RegisterSpec(
    "scale_levels",
    "SL",
    "Scales",
    "scale level",
    quantified.ScaleLevel,
    ("kind", "level", "title", "days", "cost", "meaning"),
)
SIMULATION_RUNS = RegisterSpec(
    "simulation_runs",
    "SM",
    "Simulations",
    "simulation",
    quantified.SimulationRun,
    ("title", "run_on", "confidence", "finish", "cost", "trials", "seed"),
)
