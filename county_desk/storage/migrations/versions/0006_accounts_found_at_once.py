"""Households are found by their account and their telephone, which every delivered file asks for."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.create_index("ix_household_account", "household", ["account"])
    op.create_index("ix_household_telephone", "household", ["telephone"])
