"""Resident teams with their members and weeks, training, pledges and tasks."""

import sqlalchemy as sa
from alembic import op

from county_desk.models.sounding import KEY

revision = "0058"
down_revision = "0046"
branch_labels = None
depends_on = None


def _terms(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _made(table: str, *parts: sa.schema.SchemaItem, keys: tuple[tuple[str, str], ...] = ()) -> None:
    """Create a table of kept records with its foreign keys."""
    op.create_table(
        table,
        *parts,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        *(
            sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
            for column, other in keys
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _text(name: str, *, needed: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=not needed)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _day(name: str, *, needed: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=not needed)


def _keys(name: str, *hows: str) -> list[sa.Column[str]]:
    return [sa.Column(f"{name}_{how}", KEY, nullable=True) for how in hows]


def _teams() -> None:
    _made(
        "team",
        *(_number("village_id"), _text("unit"), _day("since"), _day("until")),
        *(_day("ended_on", needed=False), _text("reason", needed=False), _number("recorded_by")),
        *_keys("unit", "sort"),
        sa.CheckConstraint("until >= since", name=op.f("ck_team_term_in_order")),
        keys=(("village_id", "place"), ("recorded_by", "user")),
    )
    op.create_index(op.f("ix_team_village_id"), "team", ["village_id"])
    _made(
        "team_member",
        *(_number("team_id"), _text("name")),
        sa.Column("role", _terms("teamrole", "first_secretary", "leader", "member"), nullable=False),
        *(_text("unit"), _text("post"), _text("telephone"), _day("since"), _day("until", needed=False)),
        *(*_keys("name", "sort", "found"), *_keys("unit", "sort")),
        sa.CheckConstraint("until IS NULL OR until >= since", name=op.f("ck_team_member_term_in_order")),
        keys=(("team_id", "team"),),
    )
    op.create_index(op.f("ix_team_member_team_id"), "team_member", ["team_id"])
    _made(
        "team_week",
        *(_number("member_id"), _day("monday"), _number("days"), _text("log"), _number("recorded_by")),
        sa.CheckConstraint("days BETWEEN 0 AND 7", name=op.f("ck_team_week_days_of_a_week")),
        keys=(("member_id", "team_member"), ("recorded_by", "user")),
    )
    op.create_index("ix_team_week_member_id_monday", "team_week", ["member_id", "monday"])


def upgrade() -> None:
    """Apply this step."""
    _teams()
    _made(
        "training",
        *(_number("place_id"), _text("title")),
        sa.Column("audience", _terms("audience", "officials", "teams", "households"), nullable=False),
        *(_day("held_on"), _text("venue"), _text("teachers"), _number("persons"), _text("participants")),
        _number("recorded_by"),
        *_keys("title", "sort", "found"),
        keys=(("place_id", "place"), ("recorded_by", "user")),
    )
    op.create_index(op.f("ix_training_place_id"), "training", ["place_id"])
    _made(
        "undertaking",
        sa.Column("kind", _terms("undertakingkind", "pledge", "task"), nullable=False),
        *(_number("place_id"), _number("year"), _text("target"), _text("responsible"), _text("unit")),
        *(_text("given_to"), _day("signed_on"), _day("due_on"), _day("done_on", needed=False)),
        *(_text("result", needed=False), _number("recorded_by")),
        *(*_keys("responsible", "sort", "found"), *_keys("unit", "sort")),
        sa.CheckConstraint("due_on >= signed_on", name=op.f("ck_undertaking_term_in_order")),
        keys=(("place_id", "place"), ("recorded_by", "user")),
    )
    op.create_index(op.f("ix_undertaking_place_id"), "undertaking", ["place_id"])
    op.create_index(op.f("ix_undertaking_due_on"), "undertaking", ["due_on"])
