"""Requests to other departments, the persons whom they name, and the decisions on the hits."""

import sqlalchemy as sa
from alembic import op

from county_desk.models.sounding import KEY

revision = "0046"
down_revision = "0057"
branch_labels = None
depends_on = None

DEPARTMENTS = (
    "'civil_affairs', 'public_security', 'market', 'housing', 'vehicles', 'tax', 'social_insurance', "
    "'medical_insurance', 'disabled_federation', 'education', 'bank'"
)
PERSONS = "'registered', 'monitored', 'exited', 'applicants', 'all'"
OUTCOMES = "'nothing', 'visit', 'correct', 'reexamine', 'other_person'"


def upgrade() -> None:
    """Apply this step."""
    _table(
        "department_request",
        sa.Column("department", sa.String(length=32), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("asked_about", sa.String(length=32), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint(f"department IN ({DEPARTMENTS})", name=op.f("ck_department_request_department")),
        sa.CheckConstraint(f"asked_about IN ({PERSONS})", name=op.f("ck_department_request_persons")),
        of=(("place_id", "place"), ("case_id", "case"), ("recorded_by", "user")),
        indexed=("place_id", "case_id"),
    )
    _table(
        "asked_person",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("id_number", sa.String(), nullable=False),
        sa.Column("name_sort", KEY, nullable=True),
        sa.Column("name_found", KEY, nullable=True),
        of=(("request_id", "department_request"), ("household_id", "household"), ("member_id", "member")),
        indexed=("request_id", "household_id", "member_id", "id_number"),
    )
    _decisions()
    _lists()


def _decisions() -> None:
    _table(
        "hit_decision",
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("explanation", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=False),
        sa.CheckConstraint(f"outcome IN ({OUTCOMES})", name=op.f("ck_hit_decision_hitoutcome")),
        of=(
            *(("entry_id", "department_entry"), ("member_id", "member")),
            *(("household_id", "household"), ("decided_by", "user")),
        ),
        indexed=("member_id", "household_id"),
    )
    op.create_index("ix_hit_decision_pair", "hit_decision", ["entry_id", "member_id"])


def _lists() -> None:
    with op.batch_alter_table("department_list") as batch_op:
        batch_op.add_column(sa.Column("department", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("request_id", sa.Integer(), nullable=True))
        batch_op.create_check_constraint(
            op.f("ck_department_list_department"), f"department IN ({DEPARTMENTS})"
        )
        batch_op.create_foreign_key(
            op.f("fk_department_list_request_id"), "department_request", ["request_id"], ["id"]
        )
        batch_op.create_index(op.f("ix_department_list_request_id"), ["request_id"])
    with op.batch_alter_table("department_entry") as batch_op:
        batch_op.add_column(sa.Column("village_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("absent", sa.Boolean(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_department_entry_village_id"), "place", ["village_id"], ["id"])
        batch_op.create_index(op.f("ix_department_entry_village_id"), ["village_id"])


def _table(
    name: str, *columns: sa.schema.SchemaItem, of: tuple[tuple[str, str], ...], indexed: tuple[str, ...]
) -> None:
    """Create the table of a kept record, with the tables that its columns point to."""
    op.create_table(
        name,
        *columns,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_{name}_{column}"))
            for column, table in of
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    for column in indexed:
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])
