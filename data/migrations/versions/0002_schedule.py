"""A plan has activities, calendars and baselines."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

ADDED = (
    ("hours_per_day", sa.Float(), sa.text("8")),
    ("hours_per_week", sa.Float(), sa.text("40")),
    ("move_unstarted", sa.Boolean(), sa.false()),
    ("own_finish", sa.Boolean(), sa.false()),
    ("near_critical_days", sa.Integer(), sa.text("5")),
)


def upgrade() -> None:
    """Create the tables of a plan, and its settings."""
    _create_tables()
    _add_settings()


def _create_tables() -> None:
    op.create_table(
        "baselines",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_baselines_project_id_project")
        ),
        sa.PrimaryKeyConstraint("project_id", "number", name=op.f("pk_baselines")),
    )
    op.create_table(
        "calendars",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=True),
        sa.Column("monday", sa.Text(), nullable=False),
        sa.Column("tuesday", sa.Text(), nullable=False),
        sa.Column("wednesday", sa.Text(), nullable=False),
        sa.Column("thursday", sa.Text(), nullable=False),
        sa.Column("friday", sa.Text(), nullable=False),
        sa.Column("saturday", sa.Text(), nullable=False),
        sa.Column("sunday", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "base"],
            ["calendars.project_id", "calendars.number"],
            name=op.f("fk_calendars_project_id_base_calendars"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_calendars_project_id_project")
        ),
        sa.PrimaryKeyConstraint("project_id", "number", name=op.f("pk_calendars")),
    )
    op.create_table(
        "scenarios",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("edits", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_scenarios_project_id_project")
        ),
        sa.PrimaryKeyConstraint("project_id", "number", name=op.f("pk_scenarios")),
    )
    op.create_table(
        "activities",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("parent", sa.Integer(), nullable=True),
        sa.Column("position", sa.Float(), nullable=False),
        sa.Column("wbs", sa.Text(), nullable=False),
        sa.Column("duration", sa.Text(), nullable=True),
        sa.Column("effort", sa.Text(), nullable=True),
        sa.Column("optimistic", sa.Text(), nullable=True),
        sa.Column("most_likely", sa.Text(), nullable=True),
        sa.Column("pessimistic", sa.Text(), nullable=True),
        sa.Column("percent_complete", sa.Integer(), nullable=False),
        sa.Column("actual_start", sa.DateTime(), nullable=True),
        sa.Column("actual_finish", sa.DateTime(), nullable=True),
        sa.Column("remaining", sa.Text(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("calendar", sa.Integer(), nullable=True),
        sa.Column("constraint", sa.Text(), nullable=False),
        sa.Column("constraint_date", sa.DateTime(), nullable=True),
        sa.Column("deadline", sa.DateTime(), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("manual", sa.Boolean(), nullable=False),
        sa.Column("manual_start", sa.DateTime(), nullable=True),
        sa.Column("manual_finish", sa.DateTime(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "calendar"],
            ["calendars.project_id", "calendars.number"],
            name=op.f("fk_activities_project_id_calendar_calendars"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "parent"],
            ["activities.project_id", "activities.number"],
            name=op.f("fk_activities_project_id_parent_activities"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_activities_project_id_project"),
        ),
        sa.PrimaryKeyConstraint("project_id", "number", name=op.f("pk_activities")),
    )
    op.create_table(
        "calendar_exceptions",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("calendar", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("hours", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "calendar"],
            ["calendars.project_id", "calendars.number"],
            name=op.f("fk_calendar_exceptions_project_id_calendar_calendars"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_calendar_exceptions_project_id_project"),
        ),
        sa.PrimaryKeyConstraint(
            "project_id", "number", name=op.f("pk_calendar_exceptions")
        ),
    )
    op.create_table(
        "resources",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("calendar", sa.Integer(), nullable=True),
        sa.Column("cost_per_hour", sa.BigInteger(), nullable=True),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "calendar"],
            ["calendars.project_id", "calendars.number"],
            name=op.f("fk_resources_project_id_calendar_calendars"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_resources_project_id_project")
        ),
        sa.PrimaryKeyConstraint("project_id", "number", name=op.f("pk_resources")),
    )
    op.create_table(
        "assignments",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("activity", sa.Integer(), nullable=False),
        sa.Column("resource", sa.Integer(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("effort", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id", "activity"],
            ["activities.project_id", "activities.number"],
            name=op.f("fk_assignments_project_id_activity_activities"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "resource"],
            ["resources.project_id", "resources.number"],
            name=op.f("fk_assignments_project_id_resource_resources"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_assignments_project_id_project"),
        ),
        sa.PrimaryKeyConstraint("project_id", "number", name=op.f("pk_assignments")),
    )
    op.create_table(
        "baseline_activities",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("baseline", sa.Integer(), nullable=False),
        sa.Column("activity", sa.Integer(), nullable=False),
        sa.Column("start", sa.DateTime(), nullable=True),
        sa.Column("finish", sa.DateTime(), nullable=True),
        sa.Column("duration", sa.Text(), nullable=True),
        sa.Column("effort", sa.Text(), nullable=True),
        sa.Column("cost", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id", "activity"],
            ["activities.project_id", "activities.number"],
            name=op.f("fk_baseline_activities_project_id_activity_activities"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "baseline"],
            ["baselines.project_id", "baselines.number"],
            name=op.f("fk_baseline_activities_project_id_baseline_baselines"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_baseline_activities_project_id_project"),
        ),
        sa.PrimaryKeyConstraint(
            "project_id", "number", name=op.f("pk_baseline_activities")
        ),
    )
    op.create_table(
        "dependencies",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("predecessor", sa.Integer(), nullable=False),
        sa.Column("successor", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("lag", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "predecessor"],
            ["activities.project_id", "activities.number"],
            name=op.f("fk_dependencies_project_id_predecessor_activities"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "successor"],
            ["activities.project_id", "activities.number"],
            name=op.f("fk_dependencies_project_id_successor_activities"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_dependencies_project_id_project"),
        ),
        sa.PrimaryKeyConstraint("project_id", "number", name=op.f("pk_dependencies")),
    )


def _add_settings() -> None:
    """Add the settings of a schedule; those of older projects are the defaults."""
    with op.batch_alter_table("settings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("schedule_start", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("project_calendar", sa.Integer(), nullable=True))
        for name, kind, default in ADDED:
            column = sa.Column(name, kind, nullable=False, server_default=default)
            batch_op.add_column(column)
        batch_op.create_foreign_key(
            batch_op.f("fk_settings_project_id_project_calendar_calendars"),
            "calendars",
            ["project_id", "project_calendar"],
            ["project_id", "number"],
            initially="DEFERRED",
            deferrable=True,
        )
    with op.batch_alter_table("settings", schema=None) as batch_op:
        for name, kind, _ in ADDED:
            batch_op.alter_column(name, existing_type=kind, server_default=None)
