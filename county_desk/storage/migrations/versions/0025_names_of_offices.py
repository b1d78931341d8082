"""The name of an office, and that of the group that decides, begin on a day."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "office_name",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("agency_code", sa.String(), nullable=False),
        sa.Column("leading_group", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_office_name_place_id")),
        sa.ForeignKeyConstraint(["entered_by"], ["user.id"], name=op.f("fk_office_name_entered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_name")),
    )
    op.create_index(op.f("ix_office_name_place_id_since"), "office_name", ["place_id", "since"])
