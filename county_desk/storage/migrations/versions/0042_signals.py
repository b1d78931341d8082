"""Signals that were found, with who dismissed them and why."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0051"
branch_labels = None
depends_on = None

LINKS = {"household_id": "household", "member_id": "member", "dismissed_by": "user", "clue_id": "clue"}


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "signal",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("values", sa.String(), nullable=False),
        sa.Column("gone_on", sa.Date(), nullable=True),
        sa.Column("dismissed_on", sa.Date(), nullable=True),
        sa.Column("dismissed_by", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("clue_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_signal_{column}"))
            for column, table in LINKS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signal")),
    )
    op.create_index(op.f("ix_signal_household_id"), "signal", ["household_id"])
    op.create_index(op.f("ix_signal_clue_id"), "signal", ["clue_id"])
    op.create_index("ix_signal_year_number", "signal", ["year", "number"])
