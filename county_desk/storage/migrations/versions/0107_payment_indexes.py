"""Indexes in which every question about all payments is answered; the list of payments has its own order."""

from alembic import op

from county_desk.models.base import Base

revision = "0107"
down_revision = "0106"
branch_labels = None
depends_on = None
_OLD = ("project_id_withdrawn_on", "household_id_project_id", "account_household_id", "voucher")


def upgrade() -> None:
    """Apply this step."""
    for columns in (*_OLD, "paid_on_withdrawn_on"):
        op.drop_index(f"ix_payment_{columns}", "payment")
    for index in Base.metadata.tables["payment"].indexes:
        index.create(op.get_bind())
