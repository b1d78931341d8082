"""A register on a PostgreSQL server: its roles and rights, its faults, its dumps."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, text

from county_desk.register_file import create_private
from county_desk.storage.engine import NotARegister, connect, file_of, in_words, line_to, parts_of
from county_desk.storage.roles import HISTORY, grant, role_name
from county_desk.storage.server_url import hosts_of, is_this_computer
from county_desk.storage.steps import newest, revision
from county_desk.text import N_, _

OLDEST = 15  # of PostgreSQL
POSTS: Mapping[str, str] = {  # of database roles, with what each may do
    "owner": N_("makes and upgrades the tables"),
    "desk": N_("reads and writes records, and adds to the history"),
    "reader": N_("only reads"),
}
_GIVEN = {  # words of a URL, and the variables by which a tool of PostgreSQL gets them
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "target_session_attrs": "PGTARGETSESSIONATTRS",
}
_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
_RIGHTS = """
SELECT c.relname, has_table_privilege(c.oid, 'SELECT'), has_table_privilege(c.oid, 'INSERT'),
  has_table_privilege(c.oid, 'UPDATE'), has_table_privilege(c.oid, 'DELETE'),
  pg_has_role(c.relowner, 'USAGE')
FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace ORDER BY 1
"""


@dataclass(frozen=True)
class ServerFinding:
    """One line of a check: whether it is as it should be, and the words."""

    good: bool
    words: str


def url_for(admin: str, database: str, post: str) -> str:
    """The URL by which a role reaches the database on the administrator's server, without a password."""
    there = parts_of(admin)
    made = URL.create(
        "postgresql", role_name(database, post), None, there.host, there.port, database, there.query
    )
    return made.render_as_string()


def make_database(admin: str, database: str, passwords: Mapping[str, str]) -> None:
    """Make a database with its three roles, as an administrator of the server.

    `passwords` are by post. Raises `NotARegister` for an unfit or taken name, or when the server refuses.
    """
    if not _NAME.fullmatch(database):
        raise NotARegister(_("A database is named in small Latin letters and digits, as qinglan."))
    engine = connect(admin).execution_options(isolation_level="AUTOCOMMIT")
    try:
        with in_words(), engine.connect() as connection:
            if connection.scalar(text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": database}):
                raise NotARegister(_("The server has a database {name} already.").format(name=database))
            for post in POSTS:
                _make_role(connection, role_name(database, post), passwords[post])
            owner = role_name(database, "owner")
            connection.execute(text(f'GRANT "{owner}" TO CURRENT_USER'))
            connection.execute(
                text(f'CREATE DATABASE "{database}" OWNER "{owner}" ENCODING \'UTF8\' TEMPLATE template0')
            )
            connection.execute(text(f'REVOKE ALL ON DATABASE "{database}" FROM PUBLIC'))
            for post in ("desk", "reader"):
                connection.execute(
                    text(f'GRANT CONNECT ON DATABASE "{database}" TO "{role_name(database, post)}"')
                )
    finally:
        engine.dispose()


def _make_role(connection: Connection, name: str, password: str) -> None:
    there = connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": name})
    act = "ALTER" if there else "CREATE"
    quoted = connection.dialect.identifier_preparer.quote(name)
    literal = "'" + password.replace("'", "''") + "'"
    connection.exec_driver_sql(
        f"{act} ROLE {quoted} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD {literal}"
    )


def check_server(url: str) -> list[ServerFinding]:
    """The findings about a server and its register, seen by the role of this URL.

    Raises `NotARegister` when the server cannot be reached or the URL names a file.
    """
    engine = connect(server_url(url))
    try:
        return check_engine(engine)
    finally:
        engine.dispose()


def check_engine(engine: Engine) -> list[ServerFinding]:
    """The same over an open engine."""
    with in_words(), engine.connect() as connection:
        return list(_findings(engine, connection))


def _findings(engine: Engine, connection: Connection) -> Iterator[ServerFinding]:
    number = _major(connection)
    words = _("PostgreSQL {version}; {oldest} or newer is needed").format(version=number, oldest=OLDEST)
    yield ServerFinding(number >= OLDEST, words)
    sealed = bool(connection.scalar(text("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")))
    local = is_this_computer(engine.url)
    unencrypted = _("The line stays on this computer") if local else _("The line is not encrypted (TLS)")
    yield ServerFinding(sealed or local, _("The line is encrypted (TLS)") if sealed else unencrypted)
    encoding = str(connection.scalar(text("SHOW server_encoding")))
    yield ServerFinding(encoding == "UTF8", _("Characters are kept as {encoding}").format(encoding=encoding))
    have = revision(engine)
    if have is None:
        yield ServerFinding(False, _("The database holds no register yet"))
        return
    current = (
        _("The tables are those of this version")
        if have == newest()
        else _("The tables are of another version")
    )
    yield ServerFinding(have == newest(), current)
    rights = connection.execute(text(_RIGHTS)).all()
    yield from _findings_of_rights([tuple(row) for row in rights])


def _findings_of_rights(rights: list[tuple[str, bool, bool, bool, bool, bool]]) -> Iterator[ServerFinding]:
    owner = any(row[5] for row in rights)
    unread = [row[0] for row in rights if not row[1]]
    rewritten = [row[0] for row in rights if row[0] in HISTORY and (row[3] or row[4])]
    if unread:
        yield ServerFinding(False, _("This role cannot read {tables}").format(tables=", ".join(unread)))
    if owner:
        words = _("This role owns the tables and could rewrite the history; desks use the role of a desk")
        yield ServerFinding(False, words)
    elif rewritten:
        yield ServerFinding(
            False, _("This role could rewrite the history: {tables}").format(tables=", ".join(rewritten))
        )
    else:
        yield ServerFinding(True, _("This role cannot change or delete the history"))


def _major(connection: Connection) -> int:
    """The major version of the server, such as 17."""
    return int(str(connection.scalar(text("SHOW server_version_num")))) // 10000


def server_url(url: str) -> str:
    """The URL itself. Raises `NotARegister` when it names a file."""
    if "://" not in url or file_of(url) is not None:
        raise NotARegister(_("This is a file; a server has a URL like postgresql://role@host/name."))
    return url


def dump(url: str, out: Path) -> Path:
    """Dump a server's database into a new file that its owner alone can read, with pg_dump.

    Raises `NotARegister` when it fails or pg_dump is not there; nothing is then left behind.
    """
    create_private(out).close()
    try:
        kept = ("--format=custom", "--no-owner", "--no-privileges", "--no-blobs")
        _run("pg_dump", url, *kept, f"--file={out}")
    except BaseException:
        out.unlink(missing_ok=True)
        raise
    return out


def restore(url: str, file: Path) -> None:
    """Bring a dump back into an empty database, as its owner, and give the roles their rights.

    Raises `NotARegister` when the database is not empty, or pg_restore fails; it is then as it was.
    """
    engine = connect(server_url(url))
    try:
        with in_words():
            if revision(engine) is not None:
                raise NotARegister(_("The database holds a register already; restore into an empty one."))
        _run(
            "pg_restore",
            url,
            "--single-transaction",
            "--no-owner",
            "--no-privileges",
            "--exit-on-error",
            str(file),
        )
        grant(engine)
    finally:
        engine.dispose()


def _run(tool: str, url: str, *words: str) -> None:
    """Run a tool of PostgreSQL on a database; `ps` does not show the password."""
    parsed, options = line_to(parts_of(server_url(url)))
    given = {"PGPASSWORD": str(parsed.password)} if parsed.password else {}
    for word, name in _GIVEN.items():
        if value := parsed.query.get(word) or options.get(word):
            given[name] = str(value)
    hosts, ports = zip(*hosts_of(parsed), strict=True)
    target = [f"--host={','.join(hosts)}", f"--port={','.join(map(str, ports))}"]
    target += [f"--username={parsed.username}"] if parsed.username else []
    line = [_tool(tool, _version(url)), "--no-password", *target, f"--dbname={parsed.database}", *words]
    done = subprocess.run(line, capture_output=True, text=True, env={**os.environ, **given})
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [str(done.returncode)])[0]
        raise NotARegister(_("{tool} failed: {words}").format(tool=tool, words=last))


def _version(url: str) -> int:
    engine = connect(server_url(url))
    try:
        with in_words(), engine.connect() as connection:
            return _major(connection)
    finally:
        engine.dispose()


def _tool(name: str, version: int = 0) -> str:
    """Return a tool of PostgreSQL: that of the server's version, of the PATH, or of the newest version.

    Debian keeps several versions and calls the newest one. A newer pg_restore sets parameters that an older
    server refuses.
    """
    matching = Path(f"/usr/lib/postgresql/{version}/bin/{name}")
    if found := str(matching) if matching.exists() else shutil.which(name):
        return found
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    if not versions:
        raise NotARegister(
            _("{tool} is not on this computer; install the client of PostgreSQL.").format(tool=name)
        )
    return str(versions[-1])
