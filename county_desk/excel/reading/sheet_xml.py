"""Walking the XML of a workbook once: what is hidden, computed or merged, and whether it can be trusted."""

import posixpath
import re
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from county_desk.excel.reading.archive import Archive
from county_desk.excel.reading.book import Marks, Unreadable
from county_desk.text import _

DEPTH = 64
REACH = 6_000_000  # cells of the smallest table around all cells; a reader makes them all
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_SPACE = "\x1f"


@dataclass(frozen=True)
class SheetPart:
    """One sheet as the workbook lists it."""

    name: str
    part: str
    hidden: bool


def sheets_of(archive: Archive) -> list[SheetPart]:
    """The worksheets of a workbook in order; raises `Unreadable`."""
    targets: dict[str, tuple[str, str]] = {}
    found: list[SheetPart] = []

    def relation(tag: str, given: dict[str, str]) -> None:
        if tag == "Relationship":
            kind = given.get("Type", "").rsplit("/", 1)[-1]
            target = posixpath.normpath(posixpath.join("/xl", given.get("Target", ""))).lstrip("/")
            targets[given.get("Id", "")] = (kind, target)

    def sheet(tag: str, given: dict[str, str]) -> None:
        if tag != "sheet":
            return
        kind, target = targets.get(given.get(f"{_RELATIONS}{_SPACE}id", ""), ("", ""))
        if kind == "worksheet":
            found.append(SheetPart(given.get("name", ""), target, given.get("state", "visible") != "visible"))

    walk(archive.part("xl/_rels/workbook.xml.rels"), relation)
    walk(archive.part("xl/workbook.xml"), sheet)
    return found


def marks_of(content: bytes) -> Marks:
    """What a sheet's XML says besides its values; raises `Unreadable` when readers would disagree on it."""
    walker = _Walker()
    walk(content, walker.start)
    if walker.last_row * walker.last_column > REACH:
        raise Unreadable(
            "file_corrupt",
            _("A cell stands far outside of the table (row {row}); delete it and save again.").format(
                row=walker.last_row
            ),
        )
    return walker.marks()


class _Walker:
    """Collects the marks of one sheet while its XML goes by."""

    def __init__(self) -> None:
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.formulas: set[tuple[int, int]] = set()
        self.merged: list[tuple[int, int, int, int]] = []
        self.row = self.column = self.last_row = self.last_column = 0
        self._row_name = "0"
        self._known: dict[str, int] = {}

    def start(self, tag: str, given: dict[str, str]) -> None:
        """One element begins."""
        if tag == "c":
            self._cell(given.get("r"))
        elif tag == "row":
            self._row(given)
        elif tag == "f":
            self.formulas.add((self.row, self.column))
        elif tag == "col" and given.get("hidden") in ("1", "true"):
            first, last = int(given.get("min", 1)), int(given.get("max", 1))
            self.hidden_columns.update(range(first, min(last, 16_384) + 1))
        elif tag == "mergeCell":
            self._merge(given.get("ref", ""))

    def _row(self, given: dict[str, str]) -> None:
        number = int(given.get("r", self.row + 1))
        if number <= self.row:
            raise Unreadable("file_corrupt", _("Row {row} stands in the file twice.").format(row=number))
        self.row, self.column, self.last_row, self._row_name = number, 0, number, str(number)
        if given.get("hidden") in ("1", "true"):
            self.hidden_rows.add(number)

    def _cell(self, name: str | None) -> None:
        row, column = self._place(name) if name else (self.row, self.column + 1)
        if row != self.row or column <= self.column:
            raise Unreadable(
                "file_corrupt", _("Cell {cell} stands in the file twice.").format(cell=name or column)
            )
        self.column = column
        self.last_column = max(self.last_column, column)

    def _place(self, name: str) -> tuple[int, int]:
        # most cells stand in their own row under a column that was seen before
        if name.endswith(self._row_name) and (column := self._known.get(name[: -len(self._row_name)])):
            return self.row, column
        row, column = place(name)
        self._known[name.rstrip("0123456789")] = column
        return row, column

    def _merge(self, reference: str) -> None:
        first, _colon, last = reference.partition(":")
        top, left = place(first)
        bottom, right = place(last or first)
        if (bottom - top + 1) * (right - left + 1) <= REACH:
            self.merged.append((top, left, bottom, right))

    def marks(self) -> Marks:
        """All that was collected."""
        return Marks(
            frozenset(row for row in self.hidden_rows if row <= self.last_row),
            frozenset(column for column in self.hidden_columns if column <= self.last_column),
            frozenset(self.formulas),
            tuple(self.merged),
        )


def place(name: str) -> tuple[int, int]:
    """Row and column, from 1, of a cell's name; raises `Unreadable` when it is none."""
    found = _CELL.fullmatch(name.replace("$", ""))
    if found is None:
        raise Unreadable("file_corrupt", _("“{name}” is not the name of a cell.").format(name=name))
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def walk(content: bytes, start: Any = None) -> None:
    """Parse a part, calling `start(tag, attributes)`; refuses DTDs, comments in cells, depth, bad XML."""
    depth = 0

    def opened(name: str, given: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEPTH:
            raise Unreadable("xml_depth", _("The file is nested deeper than any workbook."))
        if start is not None:
            start(name.rpartition(_SPACE)[2], given)

    def closed(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate(namespace_separator=_SPACE)
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.CommentHandler = lambda _words: _no_comment(depth)
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError):
        raise Unreadable("file_corrupt", _("A part of the workbook is not well-formed.")) from None


def _no_doctype(*_given: Any) -> None:
    raise Unreadable("xml_dtd", _("The file defines entities of its own, which no workbook needs."))


def _no_comment(depth: int) -> None:
    # readers take different values of <v>28<!-- -->50</v>
    if depth > 2:
        raise Unreadable("file_corrupt", _("The file hides comments inside of its cells."))
