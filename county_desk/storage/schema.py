"""Whether the tables, indexes and triggers of a register are those that this program makes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CheckConstraint, Connection, Table, inspect, text

from county_desk.models.append_only import FUNCTION, POSTGRESQL, SQLITE
from county_desk.models.base import Base
from county_desk.tables.list_tables import PREFIX
from county_desk.text import _

_SQLITE = "SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"
_POSTGRESQL = """
SELECT tgname, CASE WHEN tgenabled = 'O' AND trim(prosrc) = trim(:function)
  THEN pg_get_triggerdef(pg_trigger.oid, true) ELSE 'disabled or changed' END
FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid
WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace
UNION ALL
SELECT viewname, definition FROM pg_views WHERE schemaname = current_schema()
"""


@dataclass(frozen=True)
class Comparison:
    """How the schema differs from the models, in sentences, and the tables that cannot be read for it."""

    breaks: tuple[str, ...]
    unreadable: frozenset[str]


_NO_BREAK = Comparison((), frozenset())
_RIGHT: set[str] = set()  # the statements of schemas without a break


def compare_schema(connection: Connection) -> Comparison:
    """Compare the schema of an open register with the models; one that was found right is known again."""
    statements = _statements(connection)
    if statements and statements in _RIGHT:
        return _NO_BREAK
    found = _compared(connection)
    if statements and found == _NO_BREAK:
        _RIGHT.add(statements)
    return found


def _statements(connection: Connection) -> str:
    """The statements that made the tables of a file; "" for a server, which keeps none."""
    if connection.dialect.name != "sqlite":
        return ""
    return "\n".join(connection.scalars(text("SELECT coalesce(sql, name) FROM sqlite_master ORDER BY name")))


def _compared(connection: Connection) -> Comparison:
    from alembic.autogenerate import compare_metadata  # here, for only a proof needs Alembic
    from alembic.runtime.migration import MigrationContext

    context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": is_compared})
    differences = list(_flat(compare_metadata(context, Base.metadata)))
    lacking = {_table(found) for found in differences if found[0] in ("add_table", "add_column")}
    missing = {_table(found) for found in differences if found[0] == "add_table"}
    telling = [found for found in differences if found[0] == "add_table" or _table(found) not in missing]
    rules = () if missing else _rules(connection)
    return Comparison((*map(_sentence, telling), *rules, *_triggers(connection)), frozenset(lacking))


def is_compared(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a thing of the database is compared; the tables of lists are compared row by row instead."""
    return kind != "table" or not (name or "").startswith(PREFIX)


def _rules(connection: Connection) -> Iterator[str]:
    """Each table's CHECK that is missing, foreign or changed, and each column with a foreign DEFAULT."""
    inspector = inspect(connection)
    for table in Base.metadata.sorted_tables:
        for name in changed_rules(connection, table):
            words = _("schema: rule {name} of table {table} was changed")
            yield words.format(name=name, table=table.name)
        for column in inspector.get_columns(table.name):
            kept = table.c.get(column["name"])
            numbered = kept is not None and kept.primary_key  # by a sequence of the server
            if kept is not None and not numbered and column["default"] and kept.server_default is None:
                words = _("schema: column {column} of table {table} was changed")
                yield words.format(table=table.name, column=column["name"])


def changed_rules(connection: Connection, table: Table) -> list[str]:
    """Return the names of the CHECKs that a table of the register lacks, has besides, or has otherwise."""
    meaning = _bare if connection.dialect.name == "sqlite" else _literals
    expected = {name: meaning(rule) for name, rule in rules_of(table, connection).items()}
    found = inspect(connection).get_check_constraints(table.name)
    there = {str(rule["name"]): meaning(rule["sqltext"]) for rule in found}
    names = sorted(expected.keys() | there.keys())
    return [name for name in names if expected.get(name) != there.get(name)]


def rules_of(table: Table, connection: Connection) -> dict[str, str]:
    """Return the text of each CHECK of a table by its name."""
    checks = (rule for rule in table.constraints if isinstance(rule, CheckConstraint))
    return {str(rule.name): _text_of(rule, connection) for rule in checks}


def _text_of(rule: CheckConstraint, connection: Connection) -> str:
    literal = {"literal_binds": True}
    return str(rule.sqltext.compile(dialect=connection.dialect, compile_kwargs=literal))


def _bare(rule: str) -> str:
    """The text of a rule without brackets, quotes of names, blanks, and the table before a column."""
    return re.sub(r"\b\w+\.|[\s()]", "", rule.replace('"', "")).lower()


def _literals(rule: str) -> list[str]:
    """The words and numbers of a rule, which a server writes in an expression of its own."""
    return sorted(found[0] or found[1] for found in re.findall(r"'((?:[^']|'')*)'|\b(\d+)\b", rule))


def _flat(differences: Iterable[Any]) -> Iterator[tuple[object, ...]]:
    for found in differences:
        yield from found if isinstance(found, list) else (found,)


def _table(found: tuple[Any, ...]) -> str:
    """The table that a difference is in."""
    thing = found[1]
    if hasattr(thing, "table"):
        return str(thing.table.name)
    return str(found[2] if thing is None or isinstance(thing, str) else thing.name)


def _sentence(found: tuple[Any, ...]) -> str:
    kind, thing = found[0], found[-1]
    act, _underline, what = kind.partition("_")
    if act == "modify":
        return _("schema: column {column} of table {table} was changed").format(
            table=found[2], column=found[3]
        )
    words = {
        ("add", "table"): _("schema: table {name} is missing"),
        ("remove", "table"): _("schema: table {name} does not belong here"),
        ("add", "column"): _("schema: column {name} of table {table} is missing"),
        ("remove", "column"): _("schema: column {name} of table {table} does not belong here"),
        ("add", "index"): _("schema: index {name} of table {table} is missing"),
        ("remove", "index"): _("schema: index {name} of table {table} does not belong here"),
        ("add", "rule"): _("schema: rule {name} of table {table} is missing"),
        ("remove", "rule"): _("schema: rule {name} of table {table} does not belong here"),
    }
    what = what if what in ("table", "column", "index") else "rule"
    return words[act, what].format(name=thing.name, table=_table(found))


def _triggers(connection: Connection) -> Iterator[str]:
    """Triggers that are missing, changed, disabled, or none of ours; a view is none of ours either."""
    if connection.dialect.name == "sqlite":
        expected, rows = dict(SQLITE), connection.execute(text(_SQLITE))
    else:
        expected, rows = dict(POSTGRESQL), connection.execute(text(_POSTGRESQL), {"function": FUNCTION})
    for name, made in rows:
        if name not in expected:
            yield _("schema: trigger or view {name} does not belong here").format(name=name)
        elif " ".join(made.split()) != " ".join(expected.pop(name).split()):
            yield _("schema: trigger {name} was changed").format(name=name)
    for name in expected:
        yield _("schema: trigger {name} is missing").format(name=name)
