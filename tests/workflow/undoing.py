"""All rows of a register that count, and what an act and its way back did to them."""

import json
import sqlite3
from typing import Any, NamedTuple

from county_desk.workflow.command import Command
from county_desk.workflow.submission import Submission

type Rows = dict[tuple[str, int], dict[str, Any]]
_HISTORY = ("event", "event_record", "policy_text", "alembic_version")
# reckoned anew from the visits that stand, whoever recorded them
_RECKONED = {"visited_on", "visit_due_on"}


class Done(NamedTuple):
    """An act that can be undone: its way back, by whom, what they had seen, and the rows before and after."""

    undo: Command
    by: str
    seen: Submission
    before: Rows
    after: Rows


def rows_of(register: sqlite3.Connection) -> Rows:
    """The rows of a register but its history; one that was withdrawn does not count."""
    register.row_factory = sqlite3.Row
    names = register.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    found: Rows = {}
    for (name,) in names:
        if name in _HISTORY or name.startswith("sqlite_"):
            continue
        for row in register.execute(f'SELECT rowid AS "rowid_", * FROM "{name}"'):
            facts = dict(row)
            facts.pop("version", None)
            if facts.pop("withdrawn_on", None) is None:
                found[name, facts["rowid_"]] = facts
    return found


def differing(before: Rows, after: Rows) -> list[str]:
    """Each row that is another now; JSON with its keys in another order is the same."""
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    keys = [key for key in keys if _as_values(before.get(key)) != _as_values(after.get(key))]
    return [f"{key} was {before.get(key)}, is {after.get(key)}" for key in keys]


def _as_values(row: dict[str, Any] | None) -> dict[str, Any]:
    """The values of a row, its JSON as what it says."""
    return {
        name: json.loads(value) if isinstance(value, str) and value.startswith("{") else value
        for name, value in (row or {}).items()
    }


def lost(mine: Rows, now: Rows, undone: Rows) -> list[str]:
    """Each value that others wrote, and that the way back from an act changed.

    `mine` are the rows after the last act of the person who undoes.
    """
    found = []
    for key, row in now.items():
        was, is_ = mine.get(key), undone.get(key)
        if is_ is None and was is None:
            found.append(f"{key} {row} is gone")
        for name, value in row.items() if is_ is not None else ():
            since = was is None or was[name] != value
            if since and is_[name] != value and name not in _RECKONED:
                found.append(f"{key} {name}: {value} was written since, now {is_[name]}")
    return found
