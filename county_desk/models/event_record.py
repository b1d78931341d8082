"""The records that each event touched: an index of the history, made from it and no part of it."""

from sqlalchemy import Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from county_desk.models.base import Base

_RUN = text("high > low")


class EventRecord(Base):
    """One record that an event made or changed, or a run of records alike.

    `record` is the table, `low` and `high` are the first and the last number. `before` and `after` are the
    columns as canonical JSON, without those too long to be shown (`tables/event_records.py`). `before` is
    NULL for a record that the event made; both are NULL for records that were written at once. No foreign
    key names the event: a history that lost one must be found by `verify`.
    """

    __table_args__ = (
        Index("ix_event_record_record_low", "record", "low"),
        # the few runs are looked through when a record is looked for; the others are found at once
        Index("ix_event_record_run", "record", "low", "high", sqlite_where=_RUN, postgresql_where=_RUN),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(index=True)
    record: Mapped[str]
    low: Mapped[int]
    high: Mapped[int]
    made: Mapped[bool]
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)
