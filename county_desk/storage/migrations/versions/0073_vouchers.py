"""Payments are found by their voucher."""

from alembic import op

revision = "0073"
down_revision = "0075"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.create_index("ix_payment_voucher", "payment", ["voucher"])
