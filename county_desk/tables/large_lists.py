"""The tables of all large lists: made, brought up to date, and compared with the records."""

from collections.abc import Iterator, Mapping
from functools import cache

from sqlalchemy import Connection, inspect
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateTable

from county_desk.models.base import Base
from county_desk.tables.assistance import measures, needs, payments, stages
from county_desk.tables.list_tables import PREFIX, ListTable, Touched
from county_desk.tables.monitoring import visits
from county_desk.text import _

LARGE = (
    needs.LISTING,
    measures.LISTING,
    stages.STAGES_LISTING,
    visits.LISTING,
    payments.PAYMENTS_LISTING,
)


@cache
def list_tables() -> tuple[tuple[str, ListTable], ...]:
    """The table of each large list, with the title of the list."""
    found = ((listing.table.title, listing.list_table()) for listing in LARGE)
    return tuple((title, table) for title, table in found if table)


def make_list_tables(connection: Connection) -> None:
    """Make the tables of large lists anew, and fill them from the records."""
    tables = [table for _title, table in list_tables()]
    for name in inspect(connection).get_table_names():
        if name.startswith(PREFIX) and name not in Base.metadata.tables:
            connection.exec_driver_sql(f'DROP TABLE "{name}"')
    for table in tables:
        connection.execute(CreateTable(table.table))
        table.fill(connection)
        for index in table.table.indexes:  # afterwards, which takes a tenth of the time
            index.create(connection)


def fill_list_tables(connection: Connection) -> None:
    """Fill the empty tables of large lists from the records; roles keep their rights to them."""
    for _title, table in list_tables():
        table.fill(connection)


def follow(connection: Session | Connection, touched: Mapping[str, Touched]) -> None:
    """Bring the tables of large lists up to date with the records that an act touched."""
    for _title, table in list_tables():
        table.follow(connection, touched)


def list_breaks(session: Session) -> Iterator[str]:
    """The rows of large lists that do not match their records, as sentences."""
    words = _(
        "list “{list}”, record {number}: the list shows it wrongly, or lacks it; the record itself stands"
    )
    for title, table in list_tables():
        for number in sorted(table.wrong(session)):
            yield words.format(list=_(title), number=number)
