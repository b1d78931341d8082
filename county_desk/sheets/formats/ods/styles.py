"""Translates the styles of an OpenDocument spreadsheet into Excel's number formats."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from county_desk.sheets.formats.markup import SPACE
from county_desk.sheets.formats.number_formats import LONGEST_CODE
from county_desk.sheets.formats.ods.names import FORMATTING, NUMBER, STYLE, TABLE
from county_desk.sheets.formats.ods.number_parts import DigitsPart, clock_part, count, digits_of
from county_desk.sheets.formats.ods.rules import test_of_condition
from county_desk.sheets.formats.ods.units import ink_of, points_of
from county_desk.sheets.formats.room import MARK, Room
from county_desk.sheets.formats.rules import Test, too_many_rules
from county_desk.sheets.formats.sight import WHITE, is_flat, is_narrow, is_tiny
from county_desk.sheets.formats.styles import (
    MOST,
    PLAIN,
    FontLook,
    Looks,
    Style,
    style_of,
    styles_made,
    too_many_styles,
)

_RULES = 100  # of one style
DEEP = 8  # styles that are based on one another
_FORMATS = ("number", "currency", "percentage", "date", "time", "boolean", "text")
_EMBEDDED = "embedded-text"
_WORDS = frozenset({"text", "currency-symbol", _EMBEDDED})
_NIL = re.compile(r"0+(\.0*)?[a-z]*")
POINTS_OF_A_DIGIT = 7 * 0.75  # in the usual face of Excel, whose widths count the margins, too
_INKS = {
    **{"#000000": "[Black]", "#ffffff": "[White]", "#ff0000": "[Red]", "#00ff00": "[Green]"},
    **{"#0000ff": "[Blue]", "#ffff00": "[Yellow]", "#00ffff": "[Cyan]", "#ff00ff": "[Magenta]"},
}
_HIDING = {
    f"{STYLE}table-properties": f"{TABLE}display",
    f"{STYLE}table-row-properties": f"{STYLE}row-height",
    f"{STYLE}table-column-properties": f"{STYLE}column-width",
}


@dataclass
class Format:
    """One number format while it is read: its own section, and those that stand in for some values."""

    section: str = ""
    elapsed: bool = False
    is_percentage: bool = False
    behind: int = 0  # letters of the section behind the whole part of its number
    others: list[tuple[str, str]] = field(default_factory=list)
    of_text: bool = False

    def add(self, digits: DigitsPart) -> None:
        """The digits of a number; a percentage without any form shows at least its units."""
        whole = "0" if self.is_percentage and digits.whole == "General" else digits.whole
        self.section += whole + digits.rest
        self.behind = len(digits.rest)

    def add_words(self, words: str, position: int | None) -> None:
        """Words behind all that came before, or so many digits before the end of a number's whole part."""
        quoted = words if self.is_percentage and words == "%" else f'"{words}"'
        at = len(self.section) - (self.behind if position is not None else 0)
        left = position or 0
        while left and at and self.section[at - 1] in "0#?,":
            at -= 1
            left -= self.section[at] != ","
        self.section = self.section[:at] + quoted + self.section[at:]


@dataclass
class _Cell:
    """One style of cells; "" where it says nothing and its parent counts."""

    parent: str = ""
    format: str = ""
    ink: str = ""
    ground: str = ""
    size: str = ""
    line: str = ""  # through the letters
    rules: list[tuple[Test, str]] = field(default_factory=list)  # with the styles that they give


@dataclass
class Styles:
    """Collects styles from both parts that hold them while these go by."""

    room: Room
    cells: dict[str, _Cell] = field(default_factory=dict)
    spans: dict[str, _Cell] = field(default_factory=dict)
    hidden: set[tuple[str, str]] = field(default_factory=set)  # families and names of styles that hide
    sizes: dict[tuple[str, str], float] = field(default_factory=dict)  # points, of columns and rows
    _by_display: dict[str, str] = field(default_factory=dict)  # styles of cells by the names that people see
    _formats: dict[str, Format] = field(default_factory=dict)
    _format: Format | None = None
    _cell: _Cell | None = None
    _of: tuple[str, str] = ("", "")
    _words: list[str] | None = None
    _position: int = 0  # digits of a number that stand behind words among them

    def start(self, name: str, given: Mapping[str, str]) -> None:
        """An element begins."""
        self.room.texts(given.values())
        if name.startswith(NUMBER):
            self._start_format(name[len(NUMBER) :], given)
        elif name == f"{STYLE}style":
            self._start_style(given.get(f"{STYLE}family", ""), given.get(f"{STYLE}name", ""), given)
        elif name == f"{STYLE}default-style":
            self._start_style(given.get(f"{STYLE}family", ""), "", given)
        elif self._format is not None:
            self._start_in_format(self._format, name, given)
        elif self._cell is not None:
            self._start_in_cell(self._cell, name, given)
        elif name in _HIDING:
            self._start_size(_HIDING[name], given)

    def _start_size(self, name: str, given: Mapping[str, str]) -> None:
        """The width of columns, the height of rows, or whether a table is displayed."""
        said = given.get(name, "")
        if _hides(name.rpartition(SPACE)[2], said):
            self.hidden.add(self._of)
        elif (points := points_of(said)) and given.get(f"{STYLE}use-optimal-row-height") != "true":
            self.room.take(MARK)
            self.sizes[self._of] = points

    def _start_in_cell(self, cell: _Cell, name: str, given: Mapping[str, str]) -> None:
        if name == f"{STYLE}text-properties":
            self._start_letters(cell, given)
        elif name == f"{STYLE}table-cell-properties":
            cell.ground = given.get(f"{FORMATTING}background-color", cell.ground)
        elif name == f"{STYLE}map":
            said, base = (given.get(f"{STYLE}{each}", "") for each in ("condition", "base-cell-address"))
            self.room.take(MARK)
            cell.rules.append((test_of_condition(said, base), given.get(f"{STYLE}apply-style-name", "")))
            if len(cell.rules) > _RULES:
                raise too_many_rules()

    def _start_letters(self, cell: _Cell, given: Mapping[str, str]) -> None:
        cell.ink = given.get(f"{FORMATTING}color", cell.ink)
        if given.get(f"{STYLE}use-window-font-color") == "true":
            cell.ink = "window"
        cell.size = given.get(f"{FORMATTING}font-size", cell.size)
        for how in ("style", "type"):
            cell.line = given.get(f"{STYLE}text-line-through-{how}", cell.line)

    def _start_in_format(self, found: Format, name: str, given: Mapping[str, str]) -> None:
        if name == f"{STYLE}map":
            test = given.get(f"{STYLE}condition", "")
            found.others.append((test, given.get(f"{STYLE}apply-style-name", "")))
        elif name == f"{STYLE}text-properties":
            found.section = _INKS.get(given.get(f"{FORMATTING}color", ""), "") + found.section

    def _start_style(self, family: str, name: str, given: Mapping[str, str]) -> None:
        self._cell, self._format, self._of = None, None, (family, name)
        if family == "table-cell" and name:
            self._cell = self.cells[name] = _Cell(
                given.get(f"{STYLE}parent-style-name", ""),
                given.get(f"{STYLE}data-style-name", ""),
            )
            self._by_display[given.get(f"{STYLE}display-name", name)] = name
        elif family == "text" and name:
            self._cell = self.spans[name] = _Cell()
        if max(len(self.cells), len(self.spans)) > MOST:
            raise too_many_styles()

    def _start_format(self, tag: str, given: Mapping[str, str]) -> None:
        kind = tag.removesuffix("-style")
        if kind in _FORMATS and kind != tag:
            self._format = self._formats[given.get(f"{STYLE}name", "")] = Format(
                elapsed=given.get(f"{NUMBER}truncate-on-overflow") == "false",
                is_percentage=kind == "percentage",
                of_text=kind == "text",
            )
            self._cell = None
            if len(self._formats) > MOST:
                raise too_many_styles()
        elif self._format is None:
            return
        elif tag in _WORDS:
            self._words, self._position = [], count(given, "position")
        elif (digits := digits_of(tag, given)) is not None:
            self._format.add(digits)
        else:
            self._format.section += clock_part(tag, given, self._format.elapsed)

    def words(self, words: str) -> None:
        """Characters between two elements."""
        if self._words is not None:
            self.room.texts((words,))
            self._words.append(words)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._words is not None and name.startswith(NUMBER):
            said = "".join(self._words).replace('"', "")
            if self._format is not None and said:
                self._format.add_words(said, self._position if name == f"{NUMBER}{_EMBEDDED}" else None)
            self._words = None

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each style of cells; 0 is that of a cell without one."""
        return {name: number for number, name in enumerate(self.cells, 1)}

    @cached_property
    def rules(self) -> Mapping[int, Sequence[tuple[Test, Style]]]:
        """The rules of styles of cells, by the number of the style, that change what is seen."""
        found = {}
        for number, cell in enumerate(self.cells.values(), 1):
            given = [(test, self.shown_as(name)) for test, name in cell.rules]
            if odd := [(test, style) for test, style in given if not style.plain]:
                found[number] = odd
        return found

    def shown_as(self, name: str) -> Style:
        """The style of cells that bears a name, in the file or for people."""
        cell = self.cells.get(name) or self.cells.get(self._by_display.get(name, ""))
        return style_of(*self._described(cell)) if cell else PLAIN

    def looks(self, from_1904: bool) -> Looks:
        """How each style shows cells, by style number."""
        return Looks([PLAIN, *styles_made(map(self._described, self.cells.values()))], from_1904)

    @cached_property
    def odd_spans(self) -> Mapping[str, tuple[FontLook]]:
        """The styles of letters within a text that can lose them, or strike them out."""
        found = {name: self._letters(span) for name, span in self.spans.items()}
        return {name: (letters,) for name, letters in found.items() if not letters.usual}

    def _described(self, cell: _Cell) -> tuple[str, FontLook, str]:
        found = self._formats.get(self._said(cell, "format"))
        paper = ink_of(self._said(cell, "ground")) or WHITE
        return (self._code(found) if found else "General")[:LONGEST_CODE], self._letters(cell), paper

    def _letters(self, cell: _Cell) -> FontLook:
        size = points_of(self._said(cell, "size"))
        struck = self._said(cell, "line") not in ("", "none")
        return FontLook(ink_of(self._said(cell, "ink")), size > 0 and is_tiny(size), struck)

    def _said(self, cell: _Cell | None, what: str) -> str:
        for _step in range(DEEP):
            if cell is None:
                break
            if said := getattr(cell, what):
                return str(said)
            cell = self.cells.get(cell.parent) if cell.parent else None
        return ""

    def _code(self, found: Format) -> str:
        """The format with those for positive, negative and zero values in their places."""
        if not found.others:
            return found.section or '""'
        positive = negative = zero = found.section
        for condition, name in found.others:
            section = self._formats.get(name, Format()).section
            match condition.replace(" ", ""):
                case "value()>=0":
                    positive = zero = section
                case "value()>0":
                    positive = section
                case "value()<0":
                    negative = section
                case "value()=0" | "value()<=0":
                    zero = section
                case other:
                    positive = f"[{other.removeprefix('value()')}]{section}"
        text = f";{found.section}" if found.of_text else ""
        return f"{positive};{negative};{zero}{text}"


def _hides(what: str, said: str) -> bool:
    """Whether a style takes what has it out of sight: it is not displayed, or as good as without a size."""
    if not said or said in ("true", "false"):
        return said == "false"
    points = points_of(said)
    return (is_narrow(points / POINTS_OF_A_DIGIT) if what == "column-width" else is_flat(points)) and bool(
        points or _NIL.fullmatch(said)
    )
