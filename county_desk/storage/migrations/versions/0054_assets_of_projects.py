"""Assets that projects built with their yearly income, and the tender of a project."""

import sqlalchemy as sa
from alembic import op

from county_desk.models.sounding import KEY

revision = "0054"
down_revision = "0031"
branch_labels = None
depends_on = None


def _kept() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
    )


def upgrade() -> None:
    """Apply this step."""
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.add_column(sa.Column("tender_document", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("contractor", sa.String(), nullable=True))
    op.create_table(
        "asset",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_sort", KEY, nullable=True),
        sa.Column("title_found", KEY, nullable=True),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("built_on", sa.Date(), nullable=False),
        sa.Column("keeper", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        *_kept(),
        sa.CheckConstraint("value > 0", name=op.f("ck_asset_value_positive")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_asset_project_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_asset_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset")),
    )
    op.create_index(op.f("ix_asset_project_id"), "asset", ["project_id"])
    op.create_index(op.f("ix_asset_place_id"), "asset", ["place_id"])
    op.create_table(
        "asset_year",
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("income", sa.BigInteger(), nullable=False),
        sa.Column("village_share", sa.BigInteger(), nullable=False),
        sa.Column("household_share", sa.BigInteger(), nullable=False),
        sa.Column("households", sa.Integer(), nullable=False),
        *_kept(),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_asset_year_asset_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_year")),
    )
    op.create_index(op.f("ix_asset_year_asset_id"), "asset_year", ["asset_id"])
