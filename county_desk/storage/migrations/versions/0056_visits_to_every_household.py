"""A visit is to any household on record or in a ledger, and has a purpose."""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0034"
branch_labels = None
depends_on = None

_PURPOSES = ("monitoring", "contact", "team", "measures", "check", "other")


def upgrade() -> None:
    """Apply this step."""
    purpose = sa.Enum(*_PURPOSES, name="visitpurpose", native_enum=False, create_constraint=True, length=32)
    with op.batch_alter_table("watch_visit") as batch_op:
        batch_op.alter_column("monitored_id", existing_type=sa.Integer(), nullable=True)
        batch_op.add_column(sa.Column("household_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("purpose", purpose, nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_watch_visit_household_id"), "household", ["household_id"], ["id"]
        )
    op.create_index(op.f("ix_watch_visit_visited_on"), "watch_visit", ["visited_on"])
    op.create_index("ix_watch_visit_household_id_visited_on", "watch_visit", ["household_id", "visited_on"])
