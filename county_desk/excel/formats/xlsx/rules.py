"""Rules of an .xlsx sheet that hide what stands in some cells, show it otherwise or strike it out.

Whether a rule applies is only told where that is plain: a value held against a constant. Of all others it is
taken that they do, and a person is asked.
"""

import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from county_desk.excel.formats.book import Cell, Marks, Row, Unreadable
from county_desk.excel.formats.markup import truth
from county_desk.excel.formats.number_formats import Look, number_format
from county_desk.excel.formats.room import MARK, Room
from county_desk.excel.formats.table import COLUMNS, ROWS, Block, check, column_of
from county_desk.excel.formats.xlsx.styles import Style
from county_desk.text import _

_NOTHING = Style(number_format(";;;"))
_MOST = 20_000  # rules of a sheet, and blocks of cells that they name
_OFTEN = 50  # times that all rules together may go over the whole table
_CELL = r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})?"
_BLOCK = re.compile(rf"{_CELL}(?::{_CELL})?")
_CONSTANT = re.compile(r'\s*(?:(-?\d{1,15}(?:\.\d{1,15})?)|"([^"]*)")\s*')
_COMPARED = re.compile(r"([A-Z]{1,3}[1-9][0-9]{0,6})(<=|>=|<>|=|<|>)(.+)")
_OF_ERRORS = re.compile(r"\s*(ISERROR|ISERR|ISNA|ISBLANK)\([^()]*\)\s*", re.IGNORECASE)
_SIGNS = {
    **{"=": "equal", "<>": "notEqual", "<": "lessThan", "<=": "lessThanOrEqual", ">": "greaterThan"},
    ">=": "greaterThanOrEqual",
}
_TESTS: Mapping[str, Callable[[float, float], bool]] = {
    **{"lessThan": operator.lt, "lessThanOrEqual": operator.le, "greaterThan": operator.gt},
    **{"greaterThanOrEqual": operator.ge, "equal": operator.eq, "notEqual": operator.ne},
}
_NEVER = frozenset({"containsBlanks", "containsErrors"})  # cells that hold something that is no error


@dataclass
class _Rule:
    blocks: Sequence[Block]
    given: Mapping[str, str]
    style: Style | None
    formulas: list[str] = field(default_factory=list)


class Rules:
    """Collects the rules of one sheet while it goes by; `styles` are those that rules can give to cells."""

    def __init__(self, styles: Sequence[Style], room: Room) -> None:
        self._styles, self._room = styles, room
        self._rules: list[_Rule] = []
        self._blocks: list[Block] = []
        self._count = 0
        self._words: list[str] | None = None

    def start(self, name: str, given: Mapping[str, str]) -> None:
        """An element begins that stands outside of the cells."""
        if name == "conditionalFormatting":
            self._blocks = list(_blocks(given.get("sqref", "")))
            self._count += len(self._blocks)
        elif name == "cfRule":
            number = given.get("dxfId", "")
            known = number.isdecimal() and int(number) < len(self._styles)
            self._rules.append(_Rule(self._blocks, given, self._styles[int(number)] if known else None))
        elif name in ("dataBar", "iconSet") and self._rules and not truth(given.get("showValue", "1")):
            self._rules[-1].style = _NOTHING
        elif name == "formula" and self._rules:
            self._words = []
        if len(self._rules) > _MOST or self._count > _MOST:
            raise _too_many()

    def words(self, words: str) -> None:
        """What stands between two elements."""
        if self._words is not None:
            self._words.append(words)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "formula" and self._words is not None:
            self._rules[-1].formulas.append("".join(self._words))
            self._words = None

    def applied(self, rows: Sequence[Row], marks: Marks) -> Marks:
        """The marks of a sheet with what its rules do to its cells; raises `Unreadable`."""
        unseen, struck, formats = set(marks.unseen), set(marks.struck), dict(marks.formats)
        rules = [rule for rule in self._rules if rule.style is not None and not rule.style.plain]
        for rule, where, value in self._cells(rules, rows):
            style = rule.style or _NOTHING
            look = style.format.look(value)
            if style.unseen or look is Look.NOTHING:
                unseen.add(where)
            elif look is Look.OTHERWISE:
                formats[where] = style.format.code
            if style.struck:
                struck.add(where)
            self._room.take(MARK)
            check(unseen, "cell_hidden_value")
        return (
            replace(marks, unseen=frozenset(unseen), struck=frozenset(struck), formats=formats)
            if rules
            else marks
        )

    def _cells(
        self, rules: Sequence[_Rule], rows: Sequence[Row]
    ) -> Iterator[tuple[_Rule, tuple[int, int], Cell]]:
        """The cells that hold something to which a rule applies, each with its place."""
        width = max(map(len, rows), default=0)
        left_over = _OFTEN * len(rows) * width
        for rule in rules:
            for top, left, bottom, right in rule.blocks:
                below, beside = min(bottom, len(rows)), min(right, width)
                left_over -= max(below - top + 1, 0) * max(beside - left + 1, 0)
                if left_over < 0:
                    raise _too_many()
                for row in range(top, below + 1):
                    for column, value in enumerate(rows[row - 1][left - 1 : beside], left):
                        if value != "" and _applies(rule, value):
                            yield rule, (row, column), value


def _blocks(said: str) -> Iterator[Block]:
    for found in map(_BLOCK.fullmatch, said.split()):
        if found is not None:
            left, top, right, bottom = found.groups()
            last = ROWS if not top else int(bottom or top)
            yield int(top or 1), column_of(left), last, min(column_of(right or left), COLUMNS)


def _applies(rule: _Rule, value: Cell) -> bool:
    """Whether a rule applies to a value; True where that is not plain."""
    kind, formulas, test = rule.given.get("type", ""), rule.formulas, rule.given.get("operator", "")
    if kind in _NEVER or (kind == "expression" and formulas and _OF_ERRORS.fullmatch(formulas[0])):
        return False
    if kind == "expression" and formulas and (found := _COMPARED.fullmatch(formulas[0].strip())):
        # relative to the first cell of the rule: so it is each cell itself that is compared
        top, left = min(block[0] for block in rule.blocks), min(block[1] for block in rule.blocks)
        itself = next(_blocks(found[1]), None)
        if itself is not None and itself[:2] == (top, left):
            kind, test, formulas = "cellIs", _SIGNS[found[2]], [found[3]]
    constants = [_CONSTANT.fullmatch(formula) for formula in formulas]
    if kind != "cellIs" or not constants or not all(constants):
        return True
    return _compared(test, [each[1] if each[2] is None else each[2] for each in constants if each], value)


def _compared(test: str, constants: Sequence[str], value: Cell) -> bool:
    """Whether a value passes a test against one constant or two; True where they are of different sorts."""
    if isinstance(value, str):
        return (
            (value.casefold() == constants[0].casefold()) == (test == "equal")
            if len(constants) == 1
            else True
        )
    if isinstance(value, bool) or not isinstance(value, int | float):
        return True
    try:
        limits = [float(each) for each in constants]
    except ValueError:
        return test != "equal"
    if test in ("between", "notBetween") and len(limits) == 2:
        return (min(limits) <= value <= max(limits)) == (test == "between")
    return _TESTS[test](value, limits[0]) if test in _TESTS else True


def _too_many() -> Unreadable:
    return Unreadable("file_corrupt", _("The sheet has more rules for colours than any table needs."))
