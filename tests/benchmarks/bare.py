"""The rows of our register put into another by nothing but the driver: what storing takes at least."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from county_desk.models.base import Base
from county_desk.storage.engine import _PRAGMAS

TABLES = [table.name for table in Base.metadata.sorted_tables]  # owners first


def copied(ours: Path, bare: Path) -> None:
    """Copy our register before it is filled, so that the next event of one follows in the other, too."""
    with closing(sqlite3.connect(ours)) as full, closing(sqlite3.connect(bare)) as empty:
        full.backup(empty)


def bare_inserts(ours: Path, bare: Path, acts: int = 1) -> float:
    """The CPU seconds of inserting all that our register has and its earlier copy has not.

    The rows go in so many transactions of equal share, each safe on the disk before the next. A share can
    come before its owners, so keys are not compared.
    """
    with closing(_opened(ours)) as full, closing(_opened(bare)) as empty:
        empty.execute("PRAGMA foreign_keys = OFF")
        rows = {table: _missing(full, empty, table) for table in TABLES}
        begun = time.process_time()
        for act in range(acts):
            empty.execute("BEGIN IMMEDIATE")
            for table, new in rows.items():
                some = new[len(new) * act // acts : len(new) * (act + 1) // acts]
                if some:
                    marks = ",".join("?" * len(some[0]))
                    empty.executemany(f'INSERT INTO "{table}" VALUES ({marks})', some)
            empty.execute("COMMIT")
        return time.process_time() - begun


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _missing(full: sqlite3.Connection, empty: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    (last,) = empty.execute(f'SELECT coalesce(max(id), 0) FROM "{table}"').fetchone()
    return full.execute(f'SELECT * FROM "{table}" WHERE id > ? ORDER BY id', (last,)).fetchall()
