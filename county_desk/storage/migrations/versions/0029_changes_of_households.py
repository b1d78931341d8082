"""Births, deaths, moves, splits and the other changes of a household are records of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0025"
branch_labels = None
depends_on = None

_KINDS = (
    *("birth", "married_in", "came_in", "death", "married_out", "abroad", "prison", "left", "new_head"),
    *("split_off", "split_new", "merged_in", "merged_away", "moved", "ended"),
)


def _key(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_household_change_{column}"))


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "household_change",
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("village_before", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(*_KINDS, name="changekind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        _key("household_id", "household"),
        _key("member_id", "member"),
        _key("other_id", "household"),
        _key("village_before", "place"),
        _key("recorded_by", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_change")),
    )
    op.create_index(op.f("ix_household_change_member_id"), "household_change", ["member_id"])
    op.create_index(
        "ix_household_change_household_id_happened_on", "household_change", ["household_id", "happened_on"]
    )
