"""How the county takes the checks of the catalogue."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "check_setting",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["set_by"], ["user.id"], name=op.f("fk_check_setting_set_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_setting")),
    )
    with op.batch_alter_table("check_setting", schema=None) as batch_op:
        batch_op.create_index("ix_check_setting_year_number", ["year", "number"], unique=False)
