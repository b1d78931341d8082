"""The reasons of policy files and names of offices that are dated back."""

import sqlalchemy as sa
from alembic import op

revision = "0103"
down_revision = "0102"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    for table in ("own_policy_file", "office_name"):
        op.add_column(table, sa.Column("dated_back", sa.String(), nullable=True))
