"""Indexes that hold all that a long list is counted, narrowed and sorted by."""

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None

_REPLACED = (
    ("ix_need_household_id", "need"),
    ("ix_measure_household_id", "measure"),
    ("ix_measure_need_id", "measure"),
    ("ix_measure_stage_measure_id", "measure_stage"),
    ("ix_watch_visit_household_id_visited_on", "watch_visit"),
    ("ix_watch_visit_visited_on", "watch_visit"),
    ("ix_payment_project_id", "payment"),
    ("ix_payment_household_id", "payment"),
    ("ix_payment_account", "payment"),
)
_MADE = (
    ("ix_place_name_sort", "place", ["name_sort"]),
    ("ix_need_household_id_withdrawn_on", "need", ["household_id", "withdrawn_on"]),
    (
        "ix_measure_household_id_withdrawn_on",
        "measure",
        ["household_id", "withdrawn_on", "kind", "delivered_on", "risk", "need_id"],
    ),
    ("ix_measure_need_id_withdrawn_on", "measure", ["need_id", "withdrawn_on", "delivered_on"]),
    ("ix_measure_stage_measure_id_withdrawn_on", "measure_stage", ["measure_id", "withdrawn_on"]),
    (
        "ix_watch_visit_household_id_visited_on",
        "watch_visit",
        ["household_id", "visited_on", "withdrawn_on", "monitored_id"],
    ),
    ("ix_watch_visit_visited_on", "watch_visit", ["visited_on", "withdrawn_on"]),
    (
        "ix_payment_project_id_withdrawn_on",
        "payment",
        ["project_id", "withdrawn_on", "amount", "household_id"],
    ),
    ("ix_payment_household_id_project_id", "payment", ["household_id", "project_id"]),
    ("ix_payment_account_household_id", "payment", ["account", "household_id"]),
    ("ix_payment_paid_on_withdrawn_on", "payment", ["paid_on", "withdrawn_on"]),
)


def upgrade() -> None:
    """Apply this step."""
    for name, table in _REPLACED:
        op.drop_index(name, table)
    for name, table, columns in _MADE:
        op.create_index(name, table, columns)
    is_open = sa.text("until IS NULL AND withdrawn_on IS NULL")
    op.create_index(
        "ix_pairing_open",
        "pairing",
        ["household_id", "visit_due_on"],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
