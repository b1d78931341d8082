"""The acts of a story as rows of TOML, read and checked in their order.

A file holds single acts (`[[act]]`), tables of acts (with `columns` and `rows`) and stories (`[[story]]`,
with `acts`). The head of a file, a table or a story holds values for each of its acts that has such a field.
`[usual.<Act>]` holds values for every such act of the file.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from county_desk.commands import KNOWN
from county_desk.paths import resources
from county_desk.rules.policy_file import PolicyData, WrongFile, read_policy_file, with_nearest
from county_desk.text import _
from county_desk.workflow.command import Command

_OF_A_ROW = ("day", "who", "act", "id")
_OF_A_TABLE = ("columns", "rows", "pasted")


@dataclass(frozen=True)
class Row:
    """One act of a file: its day, its person, the command, and the values of its fields.

    `head` are the values that it shares with others. Later acts of the same `made` call the record that it
    makes `id`. A pasted block has its `cells`, the titles of the columns first.
    """

    file: str
    number: int
    day: date
    who: str
    act: type[Command]
    values: Mapping[str, object]
    head: Mapping[str, object]
    made: dict[str, int]
    id: str = ""
    cells: Sequence[Sequence[object]] = field(default=(), repr=False)

    def wrong(self, reason: str) -> WrongFile:
        """The error of this row."""
        return WrongFile(self.file, _("row {row}: {reason}").format(row=self.number, reason=reason))


def script(chapter: str) -> tuple[Row, ...]:
    """The rows of the files of a chapter, in the order of their names; raises `WrongFile` for a wrong one."""
    folder = resources() / "demo" / chapter
    return tuple(row for path in sorted(folder.glob("*.toml")) for row in read(path))


def read(path: Path) -> Sequence[Row]:
    """The rows of one file."""
    name = f"{path.parent.name}/{path.name}"
    return read_policy_file(path, name, lambda data: tuple(_Reader(name, data).rows()))


class _Reader:
    """Reads the rows of one file and counts them from 1."""

    def __init__(self, name: str, data: PolicyData) -> None:
        self._name, self._number = name, 0
        self._acts, self._stories = data.get("act", ()), data.get("story", ())
        self._usual: PolicyData = data.get("usual", {})
        self._head = {key: value for key, value in data.items() if key not in ("act", "story", "usual")}
        for act, values in self._usual.items():
            self._known(values, self._command(act).asks())

    def rows(self) -> Iterator[Row]:
        """The single acts and tables first, then the stories."""
        made: dict[str, int] = {}
        for entry in self._acts:
            yield from self._table(entry, made) if "rows" in entry else (self._row(entry, {}, made),)
        for story in self._stories:
            head = {key: value for key, value in story.items() if key != "acts"}
            told: dict[str, int] = {}
            rows = [self._row(entry, head, told) for entry in story["acts"]]
            names = (name for row in rows for name in row.act.asks())
            self._known(head, {"household", *_OF_A_ROW, *names})
            yield from rows

    def _table(self, entry: PolicyData, made: dict[str, int]) -> Iterator[Row]:
        """An act for each row of a table; a pasted one is a single act."""
        head = {key: value for key, value in entry.items() if key not in _OF_A_TABLE}
        if entry.get("pasted"):
            yield self._row(head, {}, made, (entry["columns"], *entry["rows"]))
            return
        for cells in entry["rows"]:
            named = zip(entry["columns"], cells, strict=True)
            yield self._row({**head, **{key: cell for key, cell in named if cell != ""}}, {}, made)

    def _row(
        self,
        entry: PolicyData,
        head: PolicyData,
        made: dict[str, int],
        cells: Sequence[Sequence[object]] = (),
    ) -> Row:
        self._number += 1
        given = {**self._head, **head, **entry}
        if missing := [key for key in ("day", "who", "act") if key not in given]:
            raise self._wrong(_("{keys} is missing").format(keys=", ".join(missing)))
        act = self._command(given["act"])
        self._known(entry, {*act.asks(), *_OF_A_ROW})
        shared = {**self._head, **self._usual.get(act.__name__, {}), **head, **entry}
        values = {key: value for key, value in shared.items() if key in act.asks()}
        number, called = self._number, given.get("id", "")
        return Row(self._name, number, given["day"], given["who"], act, values, given, made, called, cells)

    def _command(self, name: str) -> type[Command]:
        if name not in KNOWN:
            reason = _("there is no act “{name}”").format(name=name)
            raise self._wrong(with_nearest(reason, name, KNOWN))
        return KNOWN[name]

    def _known(self, given: PolicyData, names: Iterable[str]) -> None:
        known = set(names)
        for key in given.keys() - known:
            reason = _("the key “{key}” is not known").format(key=key)
            raise self._wrong(with_nearest(reason, key, known))

    def _wrong(self, reason: str) -> WrongFile:
        return WrongFile(self._name, _("row {row}: {reason}").format(row=self._number, reason=reason))
