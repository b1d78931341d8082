"""Registers of earlier programs, as files and brought over to a server.

`old/` has one for each version that was in use, `steps/` one for each step of a schema that filled something
in, with made-up rows in nearly every table.
"""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Boolean, Connection, Engine, MetaData, Table, text

from county_desk.models.append_only import STATEMENTS
from county_desk.storage.baseline import tables_of
from county_desk.storage.engine import connect, url_of
from tests.databases import restart

OLD, STEPS = Path(__file__).with_name("old"), Path(__file__).with_name("steps")
ENDING = ".cdesk.gz"
FIRST = "c055ae85"  # of the first step


def names_in(folder: Path) -> list[str]:
    """The names of the registers in `OLD` or `STEPS`."""
    return sorted(path.name.removesuffix(ENDING) for path in folder.iterdir())


def unpack(folder: Path, name: str, path: Path) -> Path:
    """Put a register of `OLD` or `STEPS` at a path."""
    path.write_bytes(gzip.decompress((folder / f"{name}{ENDING}").read_bytes()))
    return path


def make_tables(file: Path, engine: Engine) -> MetaData:
    """Make the tables of a register file, empty ones, in another database; only its step is kept."""
    opened = connect(url_of(file))
    with opened.connect() as there:
        tables = tables_of(there)
    opened.dispose()
    tables.create_all(engine)
    with closing(sqlite3.connect(file)) as found, engine.begin() as there:
        (step,) = found.execute("SELECT version_num FROM alembic_version").fetchone()
        there.execute(text("INSERT INTO alembic_version VALUES (:step)"), {"step": step})
    return tables


def bring_over(file: Path, engine: Engine) -> None:
    """Make the same register in an empty database of a server."""
    tables = make_tables(file, engine)
    with closing(sqlite3.connect(file)) as found, engine.begin() as there:
        found.row_factory = sqlite3.Row
        there.execute(text("SET LOCAL session_replication_role = replica"))  # in any order of references
        for table in tables.sorted_tables:
            if table.name != "alembic_version":
                for row in found.execute(f'SELECT * FROM "{table.name}"'):
                    _insert_row(there, table, dict(row))
                if "id" in table.c:
                    there.execute(restart(table.name))
        if found.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone()[0]:
            for statement in STATEMENTS["postgresql"]:
                there.exec_driver_sql(statement)


def _insert_row(connection: Connection, table: Table, row: dict[str, object]) -> None:
    """Insert a row as SQLite gives it; a server wants truth values of its own."""
    for name, value in row.items():
        if isinstance(table.c[name].type, Boolean) and value is not None:
            row[name] = bool(value)
    names, values = (", ".join(form.format(name) for name in row) for form in ('"{}"', "%({})s"))
    connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({names}) VALUES ({values})', row)
