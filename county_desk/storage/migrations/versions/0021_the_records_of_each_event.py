"""Beside the history an index of the records that each event touched."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from county_desk.tables.history.event_records import history_records

revision = "0021"
down_revision = "0024"
branch_labels = None
depends_on = None

BLOCK = 500  # events read at once


def upgrade() -> None:
    """Apply this step."""
    made = op.create_table(
        "event_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("low", sa.Integer(), nullable=False),
        sa.Column("high", sa.Integer(), nullable=False),
        sa.Column("made", sa.Boolean(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_record")),
    )
    for number, records in history_records(_events(), {}):
        if records:
            op.get_bind().execute(made.insert(), [each.as_row(number) for each in records])
    op.create_index(op.f("ix_event_record_event_id"), "event_record", ["event_id"])
    op.create_index("ix_event_record_record_low", "event_record", ["record", "low"])
    run = sa.text("high > low")
    op.create_index(
        "ix_event_record_run",
        "event_record",
        ["record", "low", "high"],
        sqlite_where=run,
        postgresql_where=run,
    )


def _events() -> Iterator[tuple[int, str]]:
    """The number and the changes of each event, in order."""
    event = sa.table("event", sa.column("id"), sa.column("changes"))
    last = 0
    while True:
        wanted = sa.select(event.c.id, event.c.changes).where(event.c.id > last).order_by(event.c.id)
        rows = op.get_bind().execute(wanted.limit(BLOCK)).all()
        if not rows:
            return
        yield from ((number, changes) for number, changes in rows)
        last = rows[-1][0]
