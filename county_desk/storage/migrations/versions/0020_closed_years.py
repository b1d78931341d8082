"""Years whose figures the county closed."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "closed_year",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("closed_by", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["closed_by"], ["user.id"], name=op.f("fk_closed_year_closed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_year")),
    )
    with op.batch_alter_table("closed_year", schema=None) as batch_op:
        batch_op.create_index("ix_closed_year_year", ["year"], unique=False)
