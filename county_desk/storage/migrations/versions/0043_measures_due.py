"""The day by which each risk of a monitored household has a measure; unknown for earlier entries."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    with op.batch_alter_table("monitored") as batch_op:
        batch_op.add_column(sa.Column("measures_due_on", sa.Date(), nullable=True))
