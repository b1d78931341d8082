"""Entries freeze what was posted; a late step keeps its reason and who confirmed it."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.add_column("entry", sa.Column("frozen", sa.JSON(none_as_null=True), nullable=True))
    with op.batch_alter_table("case_step", schema=None) as batch_op:
        batch_op.add_column(sa.Column("late_days", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("late_reason", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("confirmed_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("confirmed_on", sa.Date(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_case_step_confirmed_by"), "user", ["confirmed_by"], ["id"])
