"""The county confirms what the program only recalls, and a second person what the county entered itself."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "policy_confirmation",
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        sa.Column("confirmed_by", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["user.id"], name=op.f("fk_policy_confirmation_confirmed_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_confirmation")),
    )
    op.create_index(op.f("ix_policy_confirmation_what"), "policy_confirmation", ["what"])
    with op.batch_alter_table("own_parameter", schema=None) as batch_op:
        batch_op.add_column(sa.Column("proposed_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("confirmed_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("confirmed_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("scan", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("dated_back", sa.String(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_own_parameter_confirmed_by"), "user", ["confirmed_by"], ["id"])
