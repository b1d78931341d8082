"""Plans of villages by year and kind."""

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0047"
branch_labels = None
depends_on = None

_KINDS = ("household_exit", "village_exit", "household_registration", "monitoring_release", "measures")


def upgrade() -> None:
    """Apply this step."""
    kind = sa.Enum(*_KINDS, name="plankind", native_enum=False, create_constraint=True, length=32)
    op.create_table(
        "village_plan",
        sa.Column("village_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("households", sa.Integer(), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("responsible", sa.String(), nullable=False),
        sa.Column("steps", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.CheckConstraint("households > 0", name=op.f("ck_village_plan_households_positive")),
        sa.CheckConstraint(
            "persons IS NULL OR persons >= households", name=op.f("ck_village_plan_persons_enough")
        ),
        sa.ForeignKeyConstraint(["village_id"], ["place.id"], name=op.f("fk_village_plan_village_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["user.id"], name=op.f("fk_village_plan_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_village_plan")),
    )
    op.create_index("ix_village_plan_village_id_year_kind", "village_plan", ["village_id", "year", "kind"])
