"""An index of the late steps that wait for a second person."""

from alembic import op

from county_desk.models.base import Base

revision = "0104"
down_revision = "0103"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    indexes = Base.metadata.tables["case_step"].indexes
    next(each for each in indexes if each.name == "ix_case_step_unconfirmed").create(op.get_bind())
