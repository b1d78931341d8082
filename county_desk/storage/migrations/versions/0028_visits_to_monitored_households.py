"""Visits to monitored households, and the day by which the next one is due."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    with op.batch_alter_table("monitored") as batch_op:
        batch_op.add_column(sa.Column("visited_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("visit_due_on", sa.Date(), nullable=True))
    op.create_table(
        "watch_visit",
        sa.Column("monitored_id", sa.Integer(), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("visitors", sa.String(), nullable=False),
        sa.Column("found", sa.String(), nullable=False),
        sa.Column("new_risk", sa.Boolean(), nullable=True),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["monitored_id"], ["monitored.id"], name=op.f("fk_watch_visit_monitored_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["user.id"], name=op.f("fk_watch_visit_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watch_visit")),
    )
    op.create_index(op.f("ix_watch_visit_monitored_id"), "watch_visit", ["monitored_id"])
