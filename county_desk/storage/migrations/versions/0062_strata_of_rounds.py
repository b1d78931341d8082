"""The townships of a round with their households, and weighted rates of evaluations."""

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "inspection_stratum",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("township_id", sa.Integer(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["round_id"], ["inspection_round.id"], name=op.f("fk_inspection_stratum_round_id")
        ),
        sa.ForeignKeyConstraint(
            ["township_id"], ["place.id"], name=op.f("fk_inspection_stratum_township_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_stratum")),
    )
    op.create_index("ix_inspection_stratum_round_id", "inspection_stratum", ["round_id"])
    op.add_column("evaluation_result", sa.Column("weighted", sa.BigInteger(), nullable=True))
