"""Reports of misconduct, and appraisals of results."""

import sqlalchemy as sa
from alembic import op

from county_desk.models.sounding import KEY

revision = "0048"
down_revision = "0054"
branch_labels = None
depends_on = None

CHANNELS = "'hotline', 'letter', 'visit', 'online', 'round'"
RESULTS = "'founded', 'partly', 'unfounded', 'transferred'"
KINDS = "'village', 'township', 'official', 'secretary', 'unit'"
GRADES = "'good', 'fair', 'middling', 'poor'"


def upgrade() -> None:
    """Apply this step."""
    table = "misconduct_report"
    op.create_table(
        table,
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("reporter", "about", "words", "investigators", "found", "reason")
        ),
        sa.Column("village_id", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.Date(), nullable=True) for name in ("due_on", "settled_on", "answered_on")),
        sa.Column("outcome", sa.String(length=32), nullable=True),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.CheckConstraint(f"channel IN ({CHANNELS})", name=op.f("ck_misconduct_report_reportchannel")),
        sa.CheckConstraint(f"outcome IN ({RESULTS})", name=op.f("ck_misconduct_report_reportoutcome")),
        *_kept(table, village_id="place", recorded_by="user"),
    )
    op.create_index(op.f("ix_misconduct_report_village_id"), table, ["village_id"])
    _appraisals()


def _appraisals() -> None:
    table = "appraisal"
    op.create_table(
        table,
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_sort", KEY, nullable=True),
        sa.Column("name_found", KEY, nullable=True),
        sa.Column("grade", sa.String(length=32), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("appraised_on", sa.Date(), nullable=False),
        sa.Column("incentive", sa.String(), nullable=False),
        sa.Column("incentive_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_appraisal_appraisedkind")),
        sa.CheckConstraint(f"grade IN ({GRADES})", name=op.f("ck_appraisal_appraisalgrade")),
        *_kept(table, place_id="place", recorded_by="user"),
    )
    op.create_index(op.f("ix_appraisal_place_id"), table, ["place_id"])


def _kept(name: str, **of: str) -> tuple[sa.schema.SchemaItem, ...]:
    """The columns of every kept record, and the tables that columns point to."""
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_{name}_{column}"))
            for column, table in of.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
