"""A change of a household can wait for its window, and a household can move out of the county."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0052"
branch_labels = None
depends_on = None

_KINDS = (
    *("birth", "married_in", "came_in", "death", "married_out", "abroad", "prison", "left", "new_head"),
    *("split_off", "split_new", "merged_in", "merged_away", "moved", "moved_away", "ended"),
)
_ACTS = (
    *("JoinMember", "LeaveMember", "ChangeHead", "SplitHousehold"),
    *("MergeHouseholds", "MoveHousehold", "EndHousehold"),
)


def _key(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_waiting_change_{column}"))


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "waiting_change",
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column(
            "act",
            sa.Enum(*_ACTS, name="waitingact", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("entered_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        _key("household_id", "household"),
        _key("recorded_by", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_change")),
    )
    op.create_index(op.f("ix_waiting_change_household_id"), "waiting_change", ["household_id"])
    kinds = ", ".join(f"'{kind}'" for kind in _KINDS)
    with op.batch_alter_table("household_change") as batch_op:
        name = op.f("ck_household_change_changekind")
        batch_op.drop_constraint(name, type_="check")
        batch_op.create_check_constraint(name, f"kind IN ({kinds})")
