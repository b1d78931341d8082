"""Opening a register, whichever database holds it, with settings that lose nothing on a power cut."""

import os
import sqlite3
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

from county_desk.models.json_text import compact
from county_desk.register_file import APPLICATION_ID
from county_desk.server_passwords import kept_password
from county_desk.storage.server_url import hosts_of, is_this_computer, url_in_parts
from county_desk.storage.tables_read import note_statement
from county_desk.text import _
from county_desk.trouble import Cause, cause_of, database_words

# WAL with FULL is the one fast setting that kept every acknowledged act through simulated power cuts.
# WAL is written into the file, so a register is turned to it when it is first written, not when it is read.
_PRAGMAS = (
    "synchronous=FULL",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "secure_delete=ON",
)


# a dead line is noticed within half a minute
_LINE: dict[str, object] = {
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
_HELD = 50  # records that a session holds
_HOLDS = "held"  # in its info: these records
# how a server plans the statements of a desk
_PLANS = (
    "-c jit=off",  # compiling the statement of a list takes seconds, running it a fraction of one
    "-c max_parallel_workers_per_gather=0",  # starting other processes takes as long as reading a page
    "-c random_page_cost=1.1",  # a register lies in memory, so that a row is found by its number at once
    "-c work_mem=32MB",  # sorting and grouping all rows of a list stays in memory
)


# PostgreSQL reads one state of the data only when asked; SQLite always does
_ONE_STATE: dict[str, dict[str, str]] = {"postgresql": {"isolation_level": "REPEATABLE READ"}}


class NotARegister(ValueError):
    """A file cannot be opened as a register; the message says why and what to do."""


def url_of(place: str | Path) -> str:
    """The database URL of a register file, or the URL itself."""
    return str(place) if "://" in str(place) else f"sqlite:///{Path(place).resolve()}"


def file_of(url: str) -> Path | None:
    """The file of a SQLite register; None for a server."""
    parsed = parts_of(url)
    return Path(parsed.database) if parsed.drivername.startswith("sqlite") and parsed.database else None


def shown(place: str | Path) -> str:
    """A register's file, or its URL without the password, for people to read."""
    return parts_of(str(place)).render_as_string() if "://" in str(place) else str(place)


def parts_of(url: str) -> URL:
    """A URL in parts. Raises `NotARegister` when it is none, or of a database that we do not know."""
    try:
        parsed = url_in_parts(url)
    except (ArgumentError, ValueError):
        parsed = None
    if parsed is None or not parsed.drivername.startswith(("sqlite", "postgresql")):
        raise NotARegister(_("A register is a file, or has a URL like postgresql+psycopg://host/name."))
    return parsed


def connect(url: str) -> Engine:
    """An engine for a register; writers on SQLite begin IMMEDIATE, so none overwrites another."""
    if not url.startswith("sqlite"):
        server, line = line_to(parts_of(url))
        return create_engine(
            server,
            hide_parameters=True,
            isolation_level="READ COMMITTED",
            json_serializer=compact,
            connect_args=line,
        )
    options: dict[str, object] = {"timeout": 30, "isolation_level": None, "check_same_thread": False}
    path = file_of(url)
    if path is None or is_writable(path):
        engine = create_engine(url, hide_parameters=True, connect_args=options, json_serializer=compact)
    else:
        opening = partial(sqlite3.connect, untouched(path), uri=True, **options)
        engine = create_engine(url, hide_parameters=True, creator=opening, json_serializer=compact)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def line_to(url: URL) -> tuple[URL, dict[str, object]]:
    """The URL of a server with its password, and how the line to it is held.

    The password is the one of the URL, or the one that the keyring keeps for it. A line to another computer
    is encrypted unless `sslmode` says otherwise. With `sslrootcert` it also proves the server. Of several
    computers the one that accepts acts is taken, unless `target_session_attrs` says otherwise.
    """
    options = dict(_LINE)
    options["options"] = " ".join((*_PLANS, *url.normalized_query.get("options", ())))
    proves = "sslrootcert" in url.query
    if (proves or not is_this_computer(url)) and "sslmode" not in url.query and "PGSSLMODE" not in os.environ:
        options["sslmode"] = "verify-full" if proves else "require"
    if len(hosts_of(url)) > 1 and "target_session_attrs" not in url.query:
        options["target_session_attrs"] = "read-write"
    url = url.set(drivername="postgresql+psycopg")
    if url.password is None and url.username and (kept := kept_password(keyring_name(url))):
        url = url.set(password=kept)
    return url, options


def lacks_password(place: str) -> bool:
    """Whether a server refuses its URL only because nothing gives the password; False for a file."""
    if "://" not in place or file_of(place):
        return False
    engine = connect(place)
    try:
        engine.connect().close()
    except DatabaseError as error:
        return cause_of(error.orig) is Cause.NO_PASSWORD
    finally:
        engine.dispose()
    return False


def with_password(url: str, password: str) -> str:
    """A server's URL with a password in it, however the password is spelled."""
    return parts_of(url).set(password=password).render_as_string(hide_password=False)


def keyring_name(url: URL | str) -> str:
    """The name under which the keyring keeps the password of a role: its URL, however it was written."""
    parsed = parts_of(url) if isinstance(url, str) else url
    hosts = ",".join(f"{host}:{port}" for host, port in hosts_of(parsed))
    return f"postgresql://{parsed.username or ''}@{hosts}/{parsed.database or ''}"


@contextmanager
def in_words() -> Iterator[None]:
    """Say it in words when a database is damaged or out of reach; mistakes of our own pass as they are."""
    try:
        yield
    except DatabaseError as error:
        named = cause_of(error.orig) in (Cause.NO_TABLE, Cause.NO_RIGHT)
        known = named or type(error) in (DatabaseError, OperationalError)
        if not known:
            raise
        raise NotARegister(database_trouble(error)) from error


def database_trouble(error: DatabaseError) -> str:
    """The user's words for an error of the database."""
    words = database_words(error.orig)
    if cause_of(error.orig) in (Cause.DAMAGED, Cause.NO_TABLE):
        return _("The register is damaged: {words}.").format(words=words)
    return _("The register cannot be reached: {words}.").format(words=words)


def sessions_of(engine: Engine) -> sessionmaker[Session]:
    """The way to start a session on a register. A session holds the last records that it read.

    `noting_tables` sees the statements of all these sessions.
    """
    sessions = sessionmaker(engine, expire_on_commit=False)
    event.listen(sessions, "loaded_as_persistent", _hold)
    event.listen(engine, "before_cursor_execute", note_statement)
    return sessions


def _hold(session: Session, record: object) -> None:
    """Hold a record, which the session would forget and read again."""
    session.info.setdefault(_HOLDS, deque(maxlen=_HELD)).append(record)


def let_go(session: Session) -> None:
    """Have a session hold none of its records any more; a reader of many large ones needs each only once."""
    session.info.pop(_HOLDS, None)


def writing(session: Session) -> None:
    """Say that this session is going to write, before it reads anything."""
    session.connection(execution_options={"writes": True})


def reading(session: Session) -> None:
    """Have a session read one state of the register, also while other desks write."""
    session.connection(execution_options=_ONE_STATE.get(session.get_bind().dialect.name, {}))


def read_once(engine: Engine) -> Connection:
    """Return a connection that reads one state of the register, as `reading` has a session do."""
    return engine.connect().execution_options(**_ONE_STATE.get(engine.dialect.name, {}))


def look(path: Path) -> str:
    """The schema of a register file, read without touching it.

    Raises `NotARegister` in words when the file is no register.
    """
    if not path.is_file():
        raise NotARegister(_("There is no file {path}.").format(path=path))
    if path.stat().st_size == 0:
        raise NotARegister(_("{path} is empty; it holds no register.").format(path=path))
    with path.open("rb") as file:
        head = file.read(16)
    if head != b"SQLite format 3\x00":
        raise NotARegister(_("{path} is not a register of County Desk.").format(path=path))
    try:
        with closing(sqlite3.connect(untouched(path), uri=True)) as connection:
            (found,) = connection.execute("PRAGMA application_id").fetchone()
            if found != APPLICATION_ID:
                raise NotARegister(_("{path} belongs to another program.").format(path=path))
            schema = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            if schema is None:
                raise NotARegister(_("{path} is damaged: it names no schema.").format(path=path))
            return str(schema[0])
    except sqlite3.DatabaseError as error:
        raise NotARegister(_not_opened(path, error)) from error


def _not_opened(path: Path, error: sqlite3.DatabaseError) -> str:
    words = _("{path} cannot be opened: {error}.")
    if cause_of(error) in (Cause.DAMAGED, Cause.NO_TABLE):
        words = _("{path} is damaged: {error}.")
    return words.format(path=path, error=database_words(error))


def is_writable(path: Path) -> bool:
    """Whether a file can be written where it lies; a file that is yet to be made counts by its folder."""
    return os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def untouched(path: Path) -> str:
    """A URI under which SQLite reads a file and leaves neither a changed byte nor a file beside it.

    While another program has the register open its log is read too; that needs the locks.
    """
    log = path.with_name(f"{path.name}-wal")
    in_use = log.exists() and (is_writable(path) or log.stat().st_size > 0)
    return f"{path.resolve().as_uri()}?mode=ro{'' if in_use else '&immutable=1'}"


def _prepare(connection: Any, record: object) -> None:
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    if writes:
        connection.exec_driver_sql("PRAGMA journal_mode=WAL")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
