"""The columns of every record as the history leaves them, in little memory: a county has some 500,000."""

import errno
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Self

import orjson

from county_desk.models.json_text import Json, compact

_MADE = "CREATE TABLE kind_{kind} (number INTEGER PRIMARY KEY, names INTEGER, columns TEXT)"
_PUT = "INSERT OR REPLACE INTO kind_{kind} VALUES (?, ?, ?)"
_ONE = "SELECT names, columns FROM kind_{kind} WHERE number = ?"
_EVERY = "SELECT number, names, columns FROM kind_{kind} ORDER BY number"

type Columns = dict[str, Json]
type Names = tuple[str, ...]


class KnownRecord(NamedTuple):
    """A record as the history knows it: the names of its columns, and their values in the same order."""

    number: int
    names: Names
    values: Sequence[Json]


def known_records(records: Mapping[str, Columns]) -> list[KnownRecord]:
    """Some records of one table by their numbers."""
    known = (KnownRecord(int(number), tuple(row), [*row.values()]) for number, row in records.items())
    return sorted(known, key=lambda each: each.number)


class HistoryState:
    """The records that a history made or changed, by table and number.

    SQLite keeps them in memory while they are few. Of many it writes a temporary file that has no name
    and ends with the process. Leaving the context closes it.
    """

    def __init__(self) -> None:
        self._file = sqlite3.connect("", isolation_level=None)
        self._file.execute("PRAGMA journal_mode=OFF")
        self._file.execute("BEGIN")
        self._kinds: dict[str, int] = {}
        self._highest: dict[str, int] = {}
        self._names: dict[Names, int] = {}
        self._spelled: list[Names] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def tables(self) -> Iterable[str]:
        """The tables with records, in the order of the history."""
        return self._kinds.keys()

    def get(self, table: str, number: int) -> Columns:
        """The columns of a record; none for a record that the history does not know."""
        if number > self._highest.get(table, -1):  # as nearly every record when it is made
            return {}
        found = self._file.execute(_ONE.format(kind=self._kinds[table]), (number,)).fetchone()
        if found is None:
            return {}
        names, values = found
        return dict(zip(self._spelled[names], orjson.loads(values), strict=True))

    def put(self, table: str, records: Iterable[tuple[int, Columns]]) -> None:
        """Keep the columns of records of a table in the place of those that they had.

        Raises OverflowError for a number that no register can hold, and OSError when the disk is full.
        """
        if (kind := self._kinds.get(table)) is None:
            kind = self._kinds[table] = len(self._kinds)
            self._file.execute(_MADE.format(kind=kind))
        packed = (self._packed(table, *each) for each in records)
        try:
            self._file.executemany(_PUT.format(kind=kind), packed)
        except sqlite3.OperationalError as error:
            raise OSError(errno.ENOSPC, str(error)) from error

    def _packed(self, table: str, number: int, columns: Columns) -> tuple[int, int, str]:
        self._highest[table] = max(number, self._highest.get(table, number))
        names = tuple(columns)
        if (place := self._names.get(names)) is None:
            place = self._names[names] = len(self._spelled)
            self._spelled.append(names)
        return number, place, compact([*columns.values()])

    def records(self, table: str) -> Iterator[KnownRecord]:
        """The records of a table by their numbers."""
        if table in self._kinds:
            for number, names, values in self._file.execute(_EVERY.format(kind=self._kinds[table])):
                yield KnownRecord(number, self._spelled[names], orjson.loads(values))
