"""Money has rates, months and reserves; value is earned; risks act on the plan."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


# Columns of tables that were there, with the value that older entries get.
ADDED: Mapping[
    str, Sequence[tuple[str, type[sa.types.TypeEngine[Any]], str | None]]
] = {
    "activities": (
        ("shape", sa.Text, "'PERT'"),
        ("earning", sa.Text, "'percent complete'"),
        ("units_total", sa.Float, None),
        ("levelling_delay", sa.Text, "'0d'"),
    ),
    "budget_lines": (
        ("activity", sa.Integer, None),
        ("cost_type", sa.Text, "'other'"),
        ("currency", sa.Text, "''"),
        ("from_assignments", sa.Boolean, "false"),
        ("spread", sa.Text, "'even'"),
        ("optimistic_amount", sa.BigInteger, None),
        ("pessimistic_amount", sa.BigInteger, None),
        ("shape", sa.Text, "'PERT'"),
        ("follows_time", sa.Boolean, "false"),
    ),
    "expenses": (
        ("currency", sa.Text, "''"),
        ("corrects", sa.Integer, None),
    ),
    "mitigations": (
        ("probability_cut", sa.Integer, "0"),
        ("impact_cut", sa.Integer, "0"),
    ),
    "risks": (
        ("target_likelihood", sa.Integer, None),
        ("target_impact", sa.Integer, None),
        ("exact_probability", sa.Integer, None),
        ("actual_cost", sa.BigInteger, None),
        ("actual_days", sa.Float, None),
    ),
    "settings": (
        ("performance_baseline", sa.Integer, None),
        ("books_closed_until", sa.Date, None),
        ("discount_rate", sa.Float, "5"),
        ("review_green", sa.Integer, "90"),
        ("review_yellow", sa.Integer, "30"),
        ("review_red", sa.Integer, "14"),
        ("promise_confidence", sa.Integer, "80"),
        ("estimate_correlation", sa.Integer, "0"),
        ("trigen_low", sa.Integer, "10"),
        ("trigen_high", sa.Integer, "90"),
    ),
}
# Which of them point at an entry of another table.
POINTING = {
    ("budget_lines", "activity"): "activities",
    ("expenses", "corrects"): "expenses",
    ("settings", "performance_baseline"): "baselines",
}


def upgrade() -> None:
    """Create the tables of money and risk, and add columns to those before."""
    _create_tables()
    for table in ADDED:
        _add_columns(table)


def _add_columns(table: str) -> None:
    with op.batch_alter_table(table) as batch:
        for name, kind, default in ADDED[table]:
            batch.add_column(
                sa.Column(
                    name,
                    kind(),
                    nullable=default is None,
                    server_default=None if default is None else sa.text(default),
                )
            )
        for (pointing, name), target in POINTING.items():
            if pointing == table:
                batch.create_foreign_key(
                    batch.f(f"fk_{table}_project_id_{name}_{target}"),
                    target,
                    ["project_id", name],
                    ["project_id", "number"],
                    initially="DEFERRED",
                    deferrable=True,
                )
    with op.batch_alter_table(table) as batch:
        for name, kind, default in ADDED[table]:
            if default is not None:
                batch.alter_column(name, existing_type=kind(), server_default=None)


def _create_tables() -> None:
    op.create_table(
        "benefits",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("planned_amount", sa.BigInteger(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("recurs", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("realised_amount", sa.BigInteger(), nullable=True),
        sa.Column("realised_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_benefits_project_id_project")
        ),
        sa.PrimaryKeyConstraint("project_id", "number", name=op.f("pk_benefits")),
    )
    op.create_table(
        "exchange_rates",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("rate", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_exchange_rates_project_id_project"),
        ),
        sa.PrimaryKeyConstraint("project_id", "number", name=op.f("pk_exchange_rates")),
    )
    op.create_table(
        "performance",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("status_date", sa.Date(), nullable=False),
        sa.Column("planned_value", sa.BigInteger(), nullable=False),
        sa.Column("earned_value", sa.BigInteger(), nullable=False),
        sa.Column("actual_cost", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_performance_project_id_project"),
        ),
        sa.PrimaryKeyConstraint("project_id", "number", name=op.f("pk_performance")),
    )
    op.create_table(
        "scale_levels",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("days", sa.Float(), nullable=True),
        sa.Column("cost", sa.BigInteger(), nullable=True),
        sa.Column("meaning", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_scale_levels_project_id_project"),
        ),
        sa.PrimaryKeyConstraint("project_id", "number", name=op.f("pk_scale_levels")),
    )
    op.create_table(
        "simulation_runs",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("run_on", sa.Date(), nullable=False),
        sa.Column("at_revision", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("trials", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=False),
        sa.Column("finish", sa.Date(), nullable=True),
        sa.Column("cost", sa.BigInteger(), nullable=True),
        sa.Column("results", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_simulation_runs_project_id_project"),
        ),
        sa.PrimaryKeyConstraint(
            "project_id", "number", name=op.f("pk_simulation_runs")
        ),
    )
    op.create_table(
        "duration_correlations",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("activity", sa.Integer(), nullable=False),
        sa.Column("other", sa.Integer(), nullable=False),
        sa.Column("coefficient", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "activity"],
            ["activities.project_id", "activities.number"],
            name=op.f("fk_duration_correlations_project_id_activity_activities"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "other"],
            ["activities.project_id", "activities.number"],
            name=op.f("fk_duration_correlations_project_id_other_activities"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_duration_correlations_project_id_project"),
        ),
        sa.PrimaryKeyConstraint(
            "project_id", "number", name=op.f("pk_duration_correlations")
        ),
    )
    op.create_table(
        "earning_milestones",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("activity", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id", "activity"],
            ["activities.project_id", "activities.number"],
            name=op.f("fk_earning_milestones_project_id_activity_activities"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_earning_milestones_project_id_project"),
        ),
        sa.PrimaryKeyConstraint(
            "project_id", "number", name=op.f("pk_earning_milestones")
        ),
    )
    op.create_table(
        "progress_measurements",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("activity", sa.Integer(), nullable=False),
        sa.Column("measured_on", sa.Date(), nullable=False),
        sa.Column("percent_complete", sa.Integer(), nullable=False),
        sa.Column("units_done", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id", "activity"],
            ["activities.project_id", "activities.number"],
            name=op.f("fk_progress_measurements_project_id_activity_activities"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_progress_measurements_project_id_project"),
        ),
        sa.PrimaryKeyConstraint(
            "project_id", "number", name=op.f("pk_progress_measurements")
        ),
    )
    op.create_table(
        "resource_rates",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("resource", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("cost_per_hour", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "resource"],
            ["resources.project_id", "resources.number"],
            name=op.f("fk_resource_rates_project_id_resource_resources"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_resource_rates_project_id_project"),
        ),
        sa.PrimaryKeyConstraint("project_id", "number", name=op.f("pk_resource_rates")),
    )
    op.create_table(
        "risk_delays",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("risk", sa.Integer(), nullable=False),
        sa.Column("most_likely", sa.Float(), nullable=False),
        sa.Column("optimistic", sa.Float(), nullable=True),
        sa.Column("pessimistic", sa.Float(), nullable=True),
        sa.Column("shape", sa.Text(), nullable=False),
        sa.Column("activity", sa.Integer(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "activity"],
            ["activities.project_id", "activities.number"],
            name=op.f("fk_risk_delays_project_id_activity_activities"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "risk"],
            ["risks.project_id", "risks.number"],
            name=op.f("fk_risk_delays_project_id_risk_risks"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_risk_delays_project_id_project"),
        ),
        sa.PrimaryKeyConstraint("project_id", "number", name=op.f("pk_risk_delays")),
    )
    op.create_table(
        "baseline_costs",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("baseline", sa.Integer(), nullable=False),
        sa.Column("budget_line", sa.Integer(), nullable=False),
        sa.Column("wbs", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "baseline"],
            ["baselines.project_id", "baselines.number"],
            name=op.f("fk_baseline_costs_project_id_baseline_baselines"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "budget_line"],
            ["budget_lines.project_id", "budget_lines.number"],
            name=op.f("fk_baseline_costs_project_id_budget_line_budget_lines"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_baseline_costs_project_id_project"),
        ),
        sa.PrimaryKeyConstraint("project_id", "number", name=op.f("pk_baseline_costs")),
    )
    op.create_table(
        "budget_months",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("budget_line", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "budget_line"],
            ["budget_lines.project_id", "budget_lines.number"],
            name=op.f("fk_budget_months_project_id_budget_line_budget_lines"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_budget_months_project_id_project"),
        ),
        sa.PrimaryKeyConstraint("project_id", "number", name=op.f("pk_budget_months")),
    )
    op.create_table(
        "cost_correlations",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("budget_line", sa.Integer(), nullable=False),
        sa.Column("other", sa.Integer(), nullable=False),
        sa.Column("coefficient", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "budget_line"],
            ["budget_lines.project_id", "budget_lines.number"],
            name=op.f("fk_cost_correlations_project_id_budget_line_budget_lines"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "other"],
            ["budget_lines.project_id", "budget_lines.number"],
            name=op.f("fk_cost_correlations_project_id_other_budget_lines"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_cost_correlations_project_id_project"),
        ),
        sa.PrimaryKeyConstraint(
            "project_id", "number", name=op.f("pk_cost_correlations")
        ),
    )
    op.create_table(
        "drawdowns",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("reserve", sa.Integer(), nullable=False),
        sa.Column("drawn_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("risk", sa.Integer(), nullable=True),
        sa.Column("change_request", sa.Integer(), nullable=True),
        sa.Column("budget_line", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id", "budget_line"],
            ["budget_lines.project_id", "budget_lines.number"],
            name=op.f("fk_drawdowns_project_id_budget_line_budget_lines"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "change_request"],
            ["change_requests.project_id", "change_requests.number"],
            name=op.f("fk_drawdowns_project_id_change_request_change_requests"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "reserve"],
            ["budget_lines.project_id", "budget_lines.number"],
            name=op.f("fk_drawdowns_project_id_reserve_budget_lines"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "risk"],
            ["risks.project_id", "risks.number"],
            name=op.f("fk_drawdowns_project_id_risk_risks"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_drawdowns_project_id_project")
        ),
        sa.PrimaryKeyConstraint("project_id", "number", name=op.f("pk_drawdowns")),
    )
    op.create_table(
        "risk_costs",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("risk", sa.Integer(), nullable=False),
        sa.Column("most_likely", sa.Float(), nullable=False),
        sa.Column("optimistic", sa.Float(), nullable=True),
        sa.Column("pessimistic", sa.Float(), nullable=True),
        sa.Column("shape", sa.Text(), nullable=False),
        sa.Column("budget_line", sa.Integer(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "budget_line"],
            ["budget_lines.project_id", "budget_lines.number"],
            name=op.f("fk_risk_costs_project_id_budget_line_budget_lines"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "risk"],
            ["risks.project_id", "risks.number"],
            name=op.f("fk_risk_costs_project_id_risk_risks"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_risk_costs_project_id_project"),
        ),
        sa.PrimaryKeyConstraint("project_id", "number", name=op.f("pk_risk_costs")),
    )
    op.create_table(
        "timesheets",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("resource", sa.Integer(), nullable=False),
        sa.Column("worked_on", sa.Date(), nullable=False),
        sa.Column("hours", sa.Float(), nullable=False),
        sa.Column("activity", sa.Integer(), nullable=True),
        sa.Column("budget_line", sa.Integer(), nullable=True),
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id", "activity"],
            ["activities.project_id", "activities.number"],
            name=op.f("fk_timesheets_project_id_activity_activities"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "budget_line"],
            ["budget_lines.project_id", "budget_lines.number"],
            name=op.f("fk_timesheets_project_id_budget_line_budget_lines"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "corrects"],
            ["timesheets.project_id", "timesheets.number"],
            name=op.f("fk_timesheets_project_id_corrects_timesheets"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "resource"],
            ["resources.project_id", "resources.number"],
            name=op.f("fk_timesheets_project_id_resource_resources"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_timesheets_project_id_project"),
        ),
        sa.PrimaryKeyConstraint("project_id", "number", name=op.f("pk_timesheets")),
    )
