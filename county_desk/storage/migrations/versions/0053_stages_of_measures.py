"""The recorded stages of measures of a programme."""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0058"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "measure_stage",
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.Column("persons", sa.Integer(), nullable=True),
        sa.Column("area", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_measure_stage_measure_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["user.id"], name=op.f("fk_measure_stage_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_stage")),
    )
    op.create_index(op.f("ix_measure_stage_measure_id"), "measure_stage", ["measure_id"])
