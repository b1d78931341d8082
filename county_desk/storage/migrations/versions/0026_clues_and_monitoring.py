"""Clues, the cases of monitoring, and ordinary households that are on file for it."""

import sqlalchemy as sa
from alembic import op

from county_desk.models.sounding import KEY

revision = "0026"
down_revision = "0020"
branch_labels = None
depends_on = None

STANDINGS = "'applicant', 'registered', 'exited', 'removed', 'ordinary'"
SOURCES = "'household', 'round', 'department', 'hotline', 'signal', 'other'"
STATES = "'new', 'again', 'dispatched', 'verified', 'case', 'dismissed'"
WAYS = "'帮扶消除', '自然消除'"
INTENSITIES = "'key', 'regular', 'observation'"


def upgrade() -> None:
    """Apply this step."""
    _clues()
    with op.batch_alter_table("household") as batch_op:
        batch_op.drop_constraint(op.f("ck_household_standing"), type_="check")
        batch_op.create_check_constraint(op.f("ck_household_standing"), f"standing IN ({STANDINGS})")
    with op.batch_alter_table("case") as batch_op:
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
    with op.batch_alter_table("household_year") as batch_op:
        for name in ("hard_spending", "window_income"):
            batch_op.add_column(sa.Column(name, sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("window_end", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("months_above", sa.Integer(), nullable=True))
        for name in ("beyond_means", "risks_gone", "new_risk"):
            batch_op.add_column(sa.Column(name, sa.Boolean(), nullable=True))
    with op.batch_alter_table("monitored") as batch_op:
        batch_op.add_column(sa.Column("entered_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("entry_case_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("released_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("release_case_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("way", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("intensity", sa.String(length=32), nullable=True))
        batch_op.create_check_constraint(op.f("ck_monitored_removalway"), f"way IN ({WAYS})")
        batch_op.create_check_constraint(op.f("ck_monitored_intensity"), f"intensity IN ({INTENSITIES})")
        for name in ("entry_case_id", "release_case_id"):
            batch_op.create_foreign_key(op.f(f"fk_monitored_{name}"), "case", [name], ["id"])
            batch_op.create_index(op.f(f"ix_monitored_{name}"), [name])


def _clues() -> None:
    op.create_table(
        "clue",
        sa.Column("village_id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.Column("head", sa.String(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("risks", sa.String(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("urgency", sa.String(length=32), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("earlier_id", sa.Integer(), nullable=True),
        sa.Column("assigned_to", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("visitors", sa.String(), nullable=True),
        sa.Column("authorised", sa.Boolean(), nullable=True),
        sa.Column("finding", sa.String(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("head_sort", KEY, nullable=True),
        sa.Column("head_found", KEY, nullable=True),
        sa.CheckConstraint(f"source IN ({SOURCES})", name=op.f("ck_clue_cluesource")),
        sa.CheckConstraint("urgency IN ('1', '2', '3')", name=op.f("ck_clue_clueurgency")),
        sa.CheckConstraint(f"state IN ({STATES})", name=op.f("ck_clue_cluestate")),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=op.f(f"fk_clue_{name}"))
            for name, table in (
                ("village_id", "place"),
                ("household_id", "household"),
                ("recorded_by", "user"),
                ("earlier_id", "clue"),
                ("case_id", "case"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clue")),
    )
    with op.batch_alter_table("clue", schema=None) as batch_op:
        for name in ("village_id", "household_id", "case_id"):
            batch_op.create_index(op.f(f"ix_clue_{name}"), [name], unique=False)
        batch_op.create_index("ix_clue_state_village_id", ["state", "village_id"], unique=False)
