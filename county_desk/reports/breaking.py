"""The breaks of running text into lines, and how a line fills its measure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from county_desk.reports.faces import Run, width

_CLOSING = (
    "，。、；：？！）〕》〉」』】”’"  # the right half is empty, so it may stand out at the end of a line
)
_NO_START = frozenset(_CLOSING + "…·—％%,.;:!?)]}")
_NO_END = frozenset("（〔《〈「『【“‘([{")
_PIECES = re.compile("(?P<blank>[ \u3000]+)|(?P<word>[!-~\u00c0-\u024f–]+)|(?P<letter>.)", re.DOTALL)
_SQUEEZE = 0.02  # a letter may be set this much closer (in its own size) to take one more in
_STRETCH = 0.3  # lines that would need more between their letters stay short


@dataclass(slots=True)
class _Unit:
    """Letters that no line parts, and the blank that follows them inside a line."""

    runs: list[Run]
    wide: float
    letters: int
    blank: list[Run] = field(default_factory=list)
    blank_wide: float = 0

    @property
    def last(self) -> str:
        return self.runs[-1][1][-1]


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line: its runs, where it begins, how wide it is, and the space after each letter, in points."""

    runs: tuple[Run, ...]
    indent: float
    wide: float
    space: float


@dataclass(frozen=True, slots=True)
class TextMeasure:
    """How wide lines are and how letters stand in them; `fill` lines end at the edge, others do not.

    `numbers` keeps the number of a document, as 〔2014〕24号, on one line.
    """

    wide: float
    size: float
    space: float = 0
    indent: float = 0
    fill: bool = False
    numbers: bool = True


def lines(runs: Iterable[Run], measure: TextMeasure) -> Iterator[TextLine]:
    """Break running text by the rules of Chinese and Latin punctuation; the first line is indented."""
    row: list[_Unit] = []
    indent, taken, letters = measure.indent, 0.0, 0
    for unit in _units(runs, measure):
        if row and _overflows(taken + unit.wide, letters + unit.letters, unit, measure, indent):
            yield _line(row, measure, indent, closed=False)
            row, taken, letters, indent = [], 0.0, 0, 0
        row.append(unit)
        taken += unit.wide + unit.blank_wide
        letters += unit.letters + sum(len(text) for _face, text in unit.blank)
    if row:
        yield _line(row, measure, indent, closed=True)


def _overflows(taken: float, letters: int, unit: _Unit, measure: TextMeasure, indent: float) -> bool:
    squeeze = _SQUEEZE * measure.size * letters if measure.fill else 0
    return taken - _overhang(unit, measure) - squeeze > measure.wide - indent + 0.01


def _overhang(unit: _Unit, measure: TextMeasure) -> float:
    return measure.size / 2 if measure.fill and unit.last in _CLOSING else 0


def _line(row: list[_Unit], measure: TextMeasure, indent: float, *, closed: bool) -> TextLine:
    runs: list[Run] = []
    for unit in row:
        _join(runs, unit.runs)
        if unit is not row[-1]:
            _join(runs, unit.blank)
    taken = sum(unit.wide + unit.blank_wide for unit in row) - row[-1].blank_wide
    gaps = sum(len(text) for _face, text in runs) - 1
    extra = 0.0
    if measure.fill and gaps > 0:
        slack = measure.wide - indent - taken + _overhang(row[-1], measure)
        if slack < 0 or not closed:
            extra = slack / gaps if slack / gaps <= _STRETCH * measure.size else 0.0
    return TextLine(tuple(runs), indent, taken + extra * gaps, measure.space + extra)


def _join(runs: list[Run], more: Iterable[Run]) -> None:
    for name, text in more:
        if runs and runs[-1][0] == name:
            runs[-1] = (name, runs[-1][1] + text)
        else:
            runs.append((name, text))


def _units(runs: Iterable[Run], measure: TextMeasure) -> Iterator[_Unit]:
    """Cut text where a line may end."""
    held: _Unit | None = None
    for name, text in runs:
        for found in _PIECES.finditer(text):
            run = (name, found[0])
            wide = width(run, measure.size, measure.space)
            if found.lastgroup == "blank":
                if held:
                    held.blank.append(run)
                    held.blank_wide += wide
                continue
            if held and not held.blank and _no_break(held.last, found[0][0], measure):
                _join(held.runs, [run])
                held.wide += wide
                held.letters += len(found[0])
                continue
            if held:
                yield from _cut(held, measure)
            held = _Unit([run], wide, len(found[0]))
    if held:
        yield from _cut(held, measure)


def _no_break(before: str, after: str, measure: TextMeasure) -> bool:
    """Whether no line may end between two letters.

    A figure stays with the word that counts by it, and with the year of a document before it. A number or
    address stays with the colon before it.
    """
    if after in _NO_START or before in _NO_END:
        return True
    if before == "〕" and measure.numbers:
        return after.isdigit()
    if before.isdigit() and before.isascii():
        return "\u4e00" <= after <= "\u9fff"
    return before == "：" and after.isascii()


def _cut(unit: _Unit, measure: TextMeasure) -> Iterator[_Unit]:
    """A unit that is wider than a line (an endless address) is cut anywhere."""
    if unit.wide <= measure.wide - measure.indent:
        yield unit
        return
    letters = [(name, letter) for name, text in unit.runs for letter in text]
    for run in letters:
        yield _Unit([run], width(run, measure.size, measure.space), 1)
