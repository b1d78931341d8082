"""Ties of the persons behind the accounts."""

from alembic import op

from county_desk.models.base import Base

revision = "0102"
down_revision = "0101"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    Base.metadata.tables["tie"].create(op.get_bind())
