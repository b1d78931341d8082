"""The rules of an .xlsx sheet while its XML goes by, those of 2007 and those that came later."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from county_desk.sheets.formats.markup import truth
from county_desk.sheets.formats.number_formats import number_format
from county_desk.sheets.formats.rules import Rules, blocks_of, test_of
from county_desk.sheets.formats.styles import PLAIN, Style, style_of
from county_desk.sheets.formats.table import Block
from county_desk.sheets.formats.xlsx.styles import RuleLook, StyleSheet

_NOTHING = Style(number_format(";;;"))
_FORMULAS = ("formula", "f")


@dataclass
class _Rule:
    given: Mapping[str, str]
    style: Style
    formulas: list[str] = field(default_factory=list)


class XlsxSheetRules:
    """Adds the rules of one sheet to others; `styles` are those of the workbook."""

    def __init__(self, styles: StyleSheet, rules: Rules) -> None:
        self._found = rules
        self._styles, self._theme = styles.rules, styles.theme
        self._within = False
        self._rules: list[_Rule] = []
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
            self._rules.append(_Rule(given, self._styles[int(number)] if known else PLAIN))
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
