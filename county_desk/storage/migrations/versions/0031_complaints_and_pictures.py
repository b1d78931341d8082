"""The officials whom an objection complains of, and the kept picture of a place of posting."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0059"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.add_column("objection", sa.Column("complained_of", sa.String(), nullable=True))
    op.add_column("posting_place", sa.Column("scan", sa.String(), nullable=True))
