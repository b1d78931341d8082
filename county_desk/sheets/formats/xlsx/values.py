"""Turns the type, style and text of an .xlsx cell into its value, or refuses it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from county_desk.sheets.formats.book import Cell, Unreadable
from county_desk.sheets.formats.memory_budget import VALUE, MemoryBudget
from county_desk.sheets.formats.number_formats import FormatKind, day_or_time
from county_desk.sheets.formats.styles import PLAIN, FontLook, Odd, Style
from county_desk.sheets.formats.xlsx.strings import shown
from county_desk.sheets.formats.xlsx.styles import StyleSheet
from county_desk.text import _

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_INDEX = re.compile(r"\d{1,9}", re.ASCII)
_LONGEST = 400  # signs of a number
_YES_NO = {"1": True, "0": False, "true": True, "false": False}


@dataclass(frozen=True)
class Values:
    """Makes values of the cells of one workbook; `pieces` are the odd letters in some of its strings."""

    strings: Sequence[str]
    styles: StyleSheet
    budget: MemoryBudget
    from_1904: bool = False
    pieces: Mapping[int, Sequence[FontLook]] = field(default_factory=dict)

    def read(
        self, style: int, kind: str, text: str | None, formula: bool = False, pieces: Sequence[FontLook] = ()
    ) -> tuple[Cell, Odd]:
        """The value of a cell and its oddities; raises `Unreadable` where readers would disagree.

        `kind` is the type that the file writes ("n" where it writes none), `text` None for no value; `pieces`
        are the odd letters in a text that stands in the cell itself.
        """
        look = self.style(style)
        if text is None:
            return "", Odd(formula)
        if kind == "e":
            return "", Odd(formula, error=text or "#")
        raw = self._raw(kind, text)
        if not isinstance(raw, str):
            self.budget.take(VALUE)
        if kind == "s" and self.pieces:
            pieces = self.pieces.get(int(text), ())
        odd = look.odd(raw, formula, pieces)
        if type(raw) is float and look.format.kind is not FormatKind.NUMBER:
            return day_or_time(raw, look.format.kind, self.from_1904), odd
        return raw, odd

    def style(self, style: int) -> Style:
        """The style of a cell by its number."""
        if self.styles.cells and style >= len(self.styles.cells):
            raise _unclear(_("a cell has a format that the workbook does not describe"))
        return self.styles.cells[style] if self.styles.cells else PLAIN

    def _raw(self, kind: str, text: str) -> Cell:
        if kind == "s":
            return self._string(text)
        if kind in ("str", "inlineStr"):
            return self.budget.text(shown(text))
        if kind == "n":
            return _number(text)
        if kind == "b" and text.strip() in _YES_NO:
            return _YES_NO[text.strip()]
        if kind == "d":
            return _day(text)
        raise _unclear(_("the type of a cell is unknown"))

    def _string(self, text: str) -> str:
        if _INDEX.fullmatch(text) and int(text) < len(self.strings):
            return self.strings[int(text)]
        raise _unclear(_("a cell refers to a text that the workbook does not have"))


def _number(text: str) -> Cell:
    words = text.strip()
    if not words:
        return ""
    if (
        len(words) > _LONGEST
        or not _NUMBER.fullmatch(words)
        or (value := float(words)) in (_INFINITE, -_INFINITE)
    ):
        raise _unclear(_("a cell says that it holds a number and holds none"))
    return value


def _day(text: str) -> date:
    try:
        moment = datetime.fromisoformat(text.strip().removesuffix("Z"))
    except ValueError:
        raise _unclear(_("a cell says that it holds a day and holds none")) from None
    midnight = (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)
    return moment.date() if midnight else moment


def _unclear(what: str) -> Unreadable:
    return Unreadable(
        "file_corrupt",
        _("Programs would read different values from the file: {what}; open it and save it anew.").format(
            what=what
        ),
    )


_INFINITE = float("inf")
