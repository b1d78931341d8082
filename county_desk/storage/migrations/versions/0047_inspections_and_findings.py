"""Inspection rounds, their households, and their findings."""

import sqlalchemy as sa
from alembic import op

from county_desk.models.sounding import KEY

revision = "0047"
down_revision = "0053"
branch_labels = None
depends_on = None

ROUNDS = "'inspection', 'spot_check', 'evaluation', 'survey'"
PEOPLE = "'registered', 'exited', 'both', 'all'"
SEVERITIES = "'slight', 'serious', 'grave'"


def upgrade() -> None:
    """Apply this step."""
    _rounds()
    _households()
    _findings()


def _rounds() -> None:
    op.create_table(
        "inspection_round",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("people", sa.String(length=32), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("drawn_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=True) for name in ("confidence", "margin", "weight")),
        sa.Column("remote", sa.String(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("title_sort", KEY, nullable=True),
        sa.Column("title_found", KEY, nullable=True),
        sa.CheckConstraint(f"kind IN ({ROUNDS})", name=op.f("ck_inspection_round_roundkind")),
        sa.CheckConstraint(f"people IN ({PEOPLE})", name=op.f("ck_inspection_round_roundpeople")),
        *_kept("inspection_round", place_id="place", recorded_by="user"),
    )
    op.create_index(op.f("ix_inspection_round_place_id"), "inspection_round", ["place_id"])


def _households() -> None:
    table = "inspected_household"
    op.create_table(
        table,
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("township_id", sa.Integer(), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=True),
        sa.Column("visitors", sa.String(), nullable=False),
        *(
            sa.Column(name, sa.Boolean(), nullable=True)
            for name in ("decided_rightly", "fell_back", "satisfied")
        ),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("checked_by", sa.Integer(), nullable=True),
        *_kept(
            table,
            round_id="inspection_round",
            household_id="household",
            township_id="place",
            entered_by="user",
            checked_by="user",
        ),
    )
    for name in ("round_id", "household_id"):
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name])


def _findings() -> None:
    table = "inspection_finding"
    op.create_table(
        table,
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("village_id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.Column("severity", sa.String(length=32), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("mender", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("mended_on", sa.Date(), nullable=True),
        sa.Column("proof", sa.String(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint(f"severity IN ({SEVERITIES})", name=op.f("ck_inspection_finding_severity")),
        *_kept(
            table,
            round_id="inspection_round",
            village_id="place",
            household_id="household",
            recorded_by="user",
        ),
    )
    for name in ("round_id", "village_id", "household_id"):
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name])


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
