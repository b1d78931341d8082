"""Proposals: acts that wait for a second person."""

from alembic import op

from county_desk.models.base import Base

revision = "0101"
down_revision = "0100"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    Base.metadata.tables["proposal"].create(op.get_bind())
