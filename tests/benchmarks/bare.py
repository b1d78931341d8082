"""The rows of our register put into another by nothing but the driver: what storing takes at least."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from county_desk.storage.engine import _PRAGMAS

TABLES = (  # those that taking in a roster fills, owners first
    *("original", "batch", "layout", "household", "member", "household_year", "member_year"),
    *("case", "case_step", "event"),
)


def bare_inserts(ours: Path, bare: Path, acts: int = 1) -> float:
    """The CPU seconds of inserting all that our register has and a newly founded one has not.

    The rows go in so many transactions of equal share, each safe on the disk before the next.
    """
    with closing(_opened(ours)) as full, closing(_opened(bare)) as empty:
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
