"""Large lists have the names of their rows; the last step of a case is found in an index."""

from alembic import op

from county_desk.models.base import Base

revision = "0110"
down_revision = "0109"
branch_labels = None
depends_on = None
TABLES = "ee85cf727985ea63"


def upgrade() -> None:
    """Apply this step."""
    op.drop_index("ix_case_step_case_id", "case_step")
    indexes = Base.metadata.tables["case_step"].indexes
    (newest,) = (each for each in indexes if each.name == "ix_case_step_newest")
    newest.create(op.get_bind())
