"""Facts of a year of a household that Guangxi and Shaanxi ask for at its exit."""

import sqlalchemy as sa
from alembic import op

revision = "0069"
down_revision = "0073"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    with op.batch_alter_table("household_year") as table:
        for name in ("all_illness_insured", "group_road", "income_source"):
            table.add_column(sa.Column(name, sa.Boolean(), nullable=True))
