"""Conditional formats of an .xlsx sheet that hide cells, show other values or strike text out.

A rule is evaluated only when it compares a value with a constant. Any other rule is assumed to apply, and a
person is consulted.
"""

import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from county_desk.sheets.formats.book import Cell, Row, Unreadable
from county_desk.sheets.formats.grid_marks import Noted
from county_desk.sheets.formats.markup import truth
from county_desk.sheets.formats.number_formats import number_format
from county_desk.sheets.formats.styles import PLAIN, Odd, Style, style_of
from county_desk.sheets.formats.table_limits import COLUMNS, ROWS, Block, column_of
from county_desk.sheets.formats.xlsx.styles import RuleLook, StyleSheet
from county_desk.text import _

_MOST = 40_000  # rules of a sheet, and blocks of cells that they name
_OFTEN = 50  # times that all rules together may go over the whole table
_CELL = r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})?"
_BLOCK = re.compile(rf"{_CELL}(?::{_CELL})?")
_CONSTANT = re.compile(r'\s*(?:(-?\d{1,15}(?:\.\d{1,15})?)|"([^"]*)")\s*')
_COMPARED = re.compile(r"([A-Z]{1,3}[1-9][0-9]{0,6})(<=|>=|<>|=|<|>)(.+)", re.DOTALL)
_OF_ERRORS = re.compile(r"\s*(ISERROR|ISERR|ISNA|ISBLANK)\([^()]*\)\s*", re.IGNORECASE)
_SIGNS = {
    **{"=": "equal", "<>": "notEqual", "<": "lessThan", "<=": "lessThanOrEqual", ">": "greaterThan"},
    ">=": "greaterThanOrEqual",
}
_TESTS: Mapping[str, Callable[[float, float], bool]] = {
    **{"lessThan": operator.lt, "lessThanOrEqual": operator.le, "greaterThan": operator.gt},
    **{"greaterThanOrEqual": operator.ge, "equal": operator.eq, "notEqual": operator.ne},
}
_NOTHING = Style(number_format(";;;"))
_FORMULAS = ("formula", "f")
_NEVER = frozenset({"containsBlanks", "containsErrors"})  # cells that hold something that is no error

type Test = Callable[[Cell], bool]


@dataclass(frozen=True)
class _Rule:
    blocks: Sequence[Block]
    style: Style
    applies: Test
    odd: Odd | None  # what it makes of any value, where that is the same


class Rules:
    """The rules of one sheet, as far as they change how its cells look."""

    def __init__(self) -> None:
        self._rules: list[_Rule] = []
        self._count = 0

    def add(self, blocks: Sequence[Block], style: Style, applies: Test) -> None:
        """A rule that gives a style to those cells of some blocks to which it applies."""
        if style.plain or not blocks:
            return
        same = style.odd("x") if style.format.plain and not style.format.unit else None
        self._rules.append(_Rule(blocks, style, applies, same))
        self._count += 1 + len(blocks)
        if self._count > _MOST:
            raise too_many_rules()

    def note(self, rows: Sequence[Row], noted: Noted) -> None:
        """Note what they do to the cells of a table; raises `Unreadable` when they would never end."""
        for rule, row, column, value in self._cells(rows):
            noted.odd(row - 1, column - 1, rule.odd or replace(rule.style.odd(value), unit=""))

    def _cells(self, rows: Sequence[Row]) -> Iterator[tuple[_Rule, int, int, Cell]]:
        """The cells that hold something to which a rule applies, each with that rule and its place."""
        width = max(map(len, rows), default=0)
        left_over = _OFTEN * len(rows) * width
        for rule in self._rules:
            for top, left, bottom, right in rule.blocks:
                below, beside = min(bottom, len(rows)), min(right, width)
                left_over -= max(below - top + 1, 0) * max(beside - left + 1, 0)
                if left_over < 0:
                    raise too_many_rules()
                for row in range(top, below + 1):
                    for column, value in enumerate(rows[row - 1][left - 1 : beside], left):
                        if value != "" and rule.applies(value):
                            yield rule, row, column, value


def blocks_of(said: str) -> Iterator[Block]:
    """The blocks of cells in a text as `A1:B9 C:C`."""
    for found in map(_BLOCK.fullmatch, said.split()):
        if found is not None:
            left, top, right, bottom = found.groups()
            last = ROWS if not top else int(bottom or top)
            yield int(top or 1), column_of(left), last, min(column_of(right or left), COLUMNS)


def test_of(kind: str, operator: str, formulas: Sequence[str], blocks: Sequence[Block]) -> Test:
    """To which values a rule of some blocks applies; to all of them where that is not plain.

    `kind` and `operator` are words of the file, as cellIs and lessThan.
    """
    if kind in _NEVER or (kind == "expression" and formulas and _OF_ERRORS.fullmatch(formulas[0])):
        return _never
    if kind == "expression" and formulas and (found := _COMPARED.fullmatch(formulas[0].strip())):
        # relative to the first cell of the rule: so it is each cell itself that is compared
        itself = next(blocks_of(found[1]), None)
        if itself is not None and itself[:2] == corner(blocks):
            kind, operator, formulas = "cellIs", _SIGNS[found[2]], [found[3]]
    constants = [_CONSTANT.fullmatch(formula) for formula in formulas]
    if kind != "cellIs" or not constants or not all(constants):
        return _perhaps
    texts = [each[1] if each[2] is None else each[2] for each in constants if each]
    return partial(_compared, operator, texts)


def corner(blocks: Sequence[Block]) -> tuple[int, int]:
    """The cell from which the formulas of a rule count."""
    return min((block[0] for block in blocks), default=1), min((block[1] for block in blocks), default=1)


def _never(_value: Cell) -> bool:
    return False


def _perhaps(_value: Cell) -> bool:
    return True


def _compared(test: str, constants: Sequence[str], value: Cell) -> bool:
    """Whether a value passes a test against one constant or two; True where they are of different sorts."""
    if isinstance(value, str):
        if len(constants) > 1:
            return True
        return (value.casefold() == constants[0].casefold()) == (test == "equal")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return True
    try:
        limits = [float(each) for each in constants]
    except ValueError:
        return test != "equal"
    if test in ("between", "notBetween") and len(limits) == 2:
        return (min(limits) <= value <= max(limits)) == (test == "between")
    return _TESTS[test](value, limits[0]) if test in _TESTS else True


def too_many_rules() -> Unreadable:
    """The refusal of a sheet with rules that would never end."""
    return Unreadable("file_corrupt", _("The sheet has more rules for colours than any table needs."))


@dataclass
class _RuleElement:
    given: Mapping[str, str]
    style: Style
    formulas: list[str] = field(default_factory=list)


class XlsxSheetRules:
    """Adds the rules of one sheet to others; `styles` are those of the workbook."""

    def __init__(self, styles: StyleSheet, rules: Rules) -> None:
        self._found = rules
        self._styles, self._theme = styles.rules, styles.theme
        self._within = False
        self._rules: list[_RuleElement] = []
        self._blocks: list[Block] = []
        self._words: list[str] | None = None
        self._look: RuleLook | None = None

    def start(self, name: str, given: Mapping[str, str]) -> None:
        """An element begins that stands outside of the cells."""
        if name == "conditionalFormatting":
            self._within, self._rules = True, []
            self._blocks = list(blocks_of(given.get("sqref", "")))
        elif not self._within:
            return
        elif name == "cfRule":
            number = given.get("dxfId", "")
            known = number.isdecimal() and int(number) < len(self._styles)
            self._rules.append(_RuleElement(given, self._styles[int(number)] if known else PLAIN))
        elif name == "dxf":
            self._look = RuleLook(self._theme)
        elif self._look is not None:
            self._look.take(name, given)
        elif name in ("dataBar", "iconSet") and self._rules and not truth(given.get("showValue", "1")):
            self._rules[-1].style = _NOTHING
        elif name in _FORMULAS or name == "sqref":
            self._words = []

    def words(self, words: str) -> None:
        """Take the text between two elements."""
        if self._words is not None:
            self._words.append(words)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "conditionalFormatting":
            for rule in self._rules:
                test = test_of(
                    rule.given.get("type", ""), rule.given.get("operator", ""), rule.formulas, self._blocks
                )
                self._found.add(self._blocks, rule.style, test)
            self._within = False
        elif name == "dxf" and self._look is not None and self._rules:
            self._rules[-1].style, self._look = style_of(*self._look.described()), None
        elif self._words is not None:
            said, self._words = "".join(self._words), None
            if name == "sqref":
                self._blocks = list(blocks_of(said))
            elif self._rules:
                self._rules[-1].formulas.append(said)
