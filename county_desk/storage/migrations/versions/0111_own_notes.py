"""Notes of one's own beside the rows of lists."""

from alembic import op

from county_desk.models.base import Base

revision = "0111"
down_revision = "0110"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    Base.metadata.tables["own_note"].create(op.get_bind())
