"""The records that the act of a proposal is about."""

import sqlalchemy as sa
from alembic import op

from county_desk.models.base import Base

revision = "0112"
down_revision = "0111"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    there = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("proposal")}
    columns = Base.metadata.tables["proposal"].c
    for name in {"subject", "subject_sort", "subject_found"} - there:  # step 0101 makes the present table
        op.add_column("proposal", sa.Column(name, columns[name].type, nullable=True))
