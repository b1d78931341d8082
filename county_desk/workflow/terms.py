"""Terms that end before they begin."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.record_kind import record_kinds
from county_desk.tables.history.record_names import names_of
from county_desk.tables.history.record_words import column_label, record_name
from county_desk.text import _


def terms_in_disorder(session: Session) -> Iterator[str]:
    """A sentence for each declared term with a last day before its first."""
    for table, kind in record_kinds().items():
        for first, last in kind.terms:
            wanted = select(kind.number, first, last).where(last < first).order_by(kind.number)
            rows = list(session.execute(wanted))
            names = names_of(session, [(table, number) for number, _begun, _ended in rows])
            words = _("{record} {name}: “{last}” {ended} lies before “{first}” {begun}")
            for number, begun, ended in rows:
                yield words.format(
                    record=record_name(table),
                    name=names.get((table, number), number),
                    last=column_label(table, last.key),
                    first=column_label(table, first.key),
                    begun=begun,
                    ended=ended,
                )
