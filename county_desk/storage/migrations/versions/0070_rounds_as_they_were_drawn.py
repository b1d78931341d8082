"""Rounds keep the day of their draw: standing and persons of each sheet, and the digest of the frame."""

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0069"
branch_labels = None
depends_on = None

_STANDINGS = ("applicant", "registered", "exited", "removed", "ordinary")


def upgrade() -> None:
    """Apply this step."""
    standing = sa.Enum(*_STANDINGS, name="standing", native_enum=False, create_constraint=True, length=32)
    with op.batch_alter_table("inspected_household") as table:
        table.add_column(sa.Column("standing", standing, nullable=True))
        table.add_column(sa.Column("persons", sa.Integer(), nullable=True))
    with op.batch_alter_table("inspection_round") as table:
        table.add_column(sa.Column("frame", sa.String(), nullable=True))
        table.add_column(sa.Column("registered_persons", sa.Integer(), nullable=True))
        table.add_column(sa.Column("exited_persons", sa.Integer(), nullable=True))
    with op.batch_alter_table("evaluation_result") as table:
        table.add_column(sa.Column("low", sa.BigInteger(), nullable=True))
        table.add_column(sa.Column("high", sa.BigInteger(), nullable=True))
