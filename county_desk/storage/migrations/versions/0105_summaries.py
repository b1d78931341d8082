"""The summaries of proposals in each language."""

import sqlalchemy as sa
from alembic import op

revision = "0105"
down_revision = "0104"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    columns = sa.inspect(op.get_bind()).get_columns("proposal")
    if "summaries" not in {column["name"] for column in columns}:  # step 0101 makes the table of today
        op.add_column("proposal", sa.Column("summaries", sa.JSON(), nullable=True))
