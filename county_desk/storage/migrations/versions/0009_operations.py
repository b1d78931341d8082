"""An event names the operation that asked for it, so that none happens twice."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step. The table is not copied: its triggers refuse that."""
    op.add_column("event", sa.Column("operation", sa.String(), nullable=True))
    op.create_index("ix_event_operation", "event", ["operation"], unique=True)
