"""Contact officials, the households for which each answers, and the plan of their visits."""

from datetime import date

import sqlalchemy as sa
from alembic import op

from county_desk.models.sounding import KEY

revision = "0057"
down_revision = "0038"
branch_labels = None
depends_on = None

_LEVELS = ("central", "province", "city", "county", "township", "army", "other")


def _kept() -> tuple[sa.Column[int], sa.Column[int], sa.Column[date]]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
    )


def _key(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_pairing_{column}"))


def upgrade() -> None:
    """Apply this step."""
    level = sa.Enum(*_LEVELS, name="affiliation", native_enum=False, create_constraint=True, length=32)
    op.create_table(
        "official",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("affiliation", level, nullable=True),
        sa.Column("telephone", sa.String(), nullable=False),
        sa.Column("id_number", sa.String(), nullable=False),
        sa.Column("name_sort", KEY, nullable=True),
        sa.Column("name_found", KEY, nullable=True),
        sa.Column("unit_sort", KEY, nullable=True),
        *_kept(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official")),
    )
    op.create_index(op.f("ix_official_id_number"), "official", ["id_number"])
    op.create_table(
        "pairing",
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("left_open", sa.String(), nullable=True),
        sa.Column("visited_on", sa.Date(), nullable=True),
        sa.Column("visit_due_on", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        *_kept(),
        sa.CheckConstraint("until IS NULL OR until >= since", name=op.f("ck_pairing_term_in_order")),
        _key("household_id", "household"),
        _key("official_id", "official"),
        _key("recorded_by", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairing")),
    )
    op.create_index(op.f("ix_pairing_official_id"), "pairing", ["official_id"])
    op.create_index(op.f("ix_pairing_visit_due_on"), "pairing", ["visit_due_on"])
    op.create_index("ix_pairing_household_id_since", "pairing", ["household_id", "since"])
