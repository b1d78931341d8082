"""The programme of a measure, the person who has it, and the finding on which it rests."""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    with op.batch_alter_table("measure", schema=None) as batch_op:
        batch_op.add_column(sa.Column("programme", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("member_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("months", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("departure", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("finding", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("ended_on", sa.Date(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_measure_member_id"), "member", ["member_id"], ["id"])
    op.create_index(op.f("ix_measure_member_id"), "measure", ["member_id"])
