"""The number of our own that a household bore before one of the national system."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.add_column(sa.Column("earlier_number", sa.String(), nullable=True))
