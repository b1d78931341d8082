"""The rows of a declared table on the command line: as JSON, and as lines with a tab between the texts."""

from collections.abc import Iterable, Iterator

from county_desk.fields import Column, Table
from county_desk.text import _


def shown_columns[R](table: Table[R]) -> tuple[Column[R], ...]:
    """The columns that are not hidden."""
    return tuple(column for column in table.columns if not column.hidden)


def plain_rows[R](
    columns: Iterable[Column[R]], rows: Iterable[R], *, masked: bool = False
) -> list[dict[str, object]]:
    """The values of some columns as JSON, by key."""

    def plain(column: Column[R], row: R) -> object:
        value = column.value(row)
        return column.kind.mask(value) if masked and column.kind.personal else column.kind.plain(value)

    return [{column.key: plain(column, row) for column in columns} for row in rows]


def printed_rows[R](
    columns: Iterable[Column[R]], rows: Iterable[R], *, masked: bool = False
) -> Iterator[str]:
    """The titles of some columns as a line, then a line for each row."""
    yield "\t".join(_(column.title) for column in columns)
    for row in rows:
        yield "\t".join(column.shown(row, masked=masked) for column in columns)
