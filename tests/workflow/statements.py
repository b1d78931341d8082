"""Write the list of the tests that would send a server nothing new.

    python -m tests.workflow.statements

Each test of acts runs on SQLite, which takes ten minutes; of its statements, a list of values counts as one
value. A few tests that send all statements still run on a server. `sent_again.txt` names the others. A new
test stands on no list, so that it runs on a server.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from tests import reached

FILE = Path(__file__).with_name("sent_again.txt")
FOLDER = Path(__file__).resolve().parent
# each case of these sends statements of its own, or waits for locks
EVERY_CASE = {
    "test_audit.py",
    "test_guarded.py",
    "test_guarded_history.py",
    "test_guarded_papers.py",
    "test_guarded_schema.py",
    "test_returns.py",
    "test_two_desks.py",
}
VALUES = re.compile(r"\(\?(?:, \?)+\)")

type Statements = dict[str, set[str]]  # by test


class Recording:
    """A plugin of pytest that notes the statements of each test."""

    def __init__(self) -> None:
        self.sent: Statements = {}
        self._now: set[str] | None = None
        event.listen(Engine, "before_cursor_execute", self._note)

    def _note(self, _connection: object, _cursor: object, statement: str, *_given: object) -> None:
        if self._now is not None:
            self._now.add(VALUES.sub("(?)", statement))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        reached.MOST = 0  # acts are done, not copied
        self._now = self.sent.setdefault(name_of(item), set())
        answer = yield
        self._now = None
        return answer

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        first = {name_of(item): item for item in reversed(items) if "[sqlite" in item.nodeid}
        items[:] = [item for item in items if first.get(name_of(item)) is item]


def name_of(item: pytest.Item) -> str:
    """The file of a test below this folder, and its name, without its case."""
    return f"{item.path.relative_to(FOLDER).as_posix()}::{item.nodeid.partition('[')[0].rpartition('::')[2]}"


def needed(sent: Statements) -> set[str]:
    """Few tests that together send every statement: the one with the most new ones first."""
    chosen = {test for test in sent if test.partition("::")[0] in EVERY_CASE}
    left = set[str]().union(*sent.values()).difference(*(sent[test] for test in chosen))
    while left:
        best = max(sent, key=lambda test: len(sent[test] & left))
        chosen.add(best)
        left -= sent[best]
    return chosen


def write(sent: Statements) -> None:
    """Write the names of the tests that are not needed."""
    FILE.write_text("".join(f"{test}\n" for test in sorted(sent.keys() - needed(sent))), "utf8")


if __name__ == "__main__":
    recording = Recording()
    status = pytest.main(["-q", "-m", "not slow", "-p", "no:cacheprovider", str(FOLDER)], [recording])
    if status:
        sys.exit(int(status))
    write(recording.sent)
