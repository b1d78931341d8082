"""A policy file of an office waits for a second person, and keeps the scan of its document."""

import sqlalchemy as sa
from alembic import op

revision = "0075"
down_revision = "0071"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    with op.batch_alter_table("own_policy_file") as batch_op:
        batch_op.add_column(sa.Column("proposed_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("confirmed_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("confirmed_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("scan", sa.String(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_own_policy_file_confirmed_by"), "user", ["confirmed_by"], ["id"])
