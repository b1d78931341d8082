"""An opening balance states when households and villages came, left and came back."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    with op.batch_alter_table("household", schema=None) as batch_op:
        for day in ("stated_entry_on", "stated_exit_on", "stated_return_on"):
            batch_op.add_column(sa.Column(day, sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("relapsed", sa.String(), nullable=True))
    with op.batch_alter_table("village_record", schema=None) as batch_op:
        for day in ("listed_on", "exited_on", "grace_until"):
            batch_op.add_column(sa.Column(day, sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("batch_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_village_record_batch_id"), "batch", ["batch_id"], ["id"])
