"""Colours of rows by rule: one condition on a column each, kept with the look of the list."""

from collections.abc import Mapping
from dataclasses import dataclass

from county_desk.fields import Column, Table
from county_desk.shapes import Shape
from county_desk.tables.conditions import Condition, meets
from county_desk.tables.filter_words import condition_words
from county_desk.tables.listing import Query
from county_desk.tables.saved_query import as_plain, from_plain
from county_desk.text import N_, _
from county_desk.views.widgets.style import Tones
from county_desk.views.widgets.text_format import titled

WORDS = {
    Shape.MUST: N_("Red"),
    Shape.WATCH: N_("Yellow"),
    Shape.UNDERWAY: N_("Blue"),
    Shape.FINE: N_("Green"),
}


@dataclass(frozen=True)
class ColourRule:
    """Rows that meet a condition have the colour and the mark of a shape."""

    shape: Shape
    condition: Condition


class RowColours:
    """The rules of one list, one for each column; of several that a row meets the first one holds."""

    def __init__(self) -> None:
        self.rules: dict[str, ColourRule] = {}

    def __bool__(self) -> bool:
        return bool(self.rules)

    def rule_of[R](self, table: Table[R], row: R) -> ColourRule | None:
        """The rule that holds for a row; None for a row without a colour."""
        for key, rule in self.rules.items():
            column = table[key]
            if meets(column.kind, rule.condition, column.value(row)):
                return rule
        return None

    def words_of[R](self, table: Table[R], row: R) -> str:
        """The colour of a row with its reason, for a screen reader; empty without one."""
        rule = self.rule_of(table, row)
        if rule is None:
            return ""
        return titled(_(WORDS[rule.shape]), condition_words(table[rule.condition.key], rule.condition))

    def plain[R](self, table: Table[R]) -> dict[str, object]:
        """The rules as JSON carries them: the conditions of each colour."""
        return {
            shape.value: as_plain(table, Query(conditions=tuple(self._conditions(shape))))["conditions"]
            for shape in WORDS
        }

    def take[R](self, table: Table[R], plain: Mapping[str, object]) -> None:
        """Have the rules that `plain` gave, without those that are inconsistent."""
        self.rules = {
            condition.key: ColourRule(shape, condition)
            for shape in WORDS
            for condition in from_plain(table, {"conditions": plain.get(shape.value)}).conditions
        }

    def _conditions(self, shape: Shape) -> list[Condition]:
        return [rule.condition for rule in self.rules.values() if rule.shape is shape]


def colour_of(shape: Shape, theme: Tones) -> str:
    """The colour of a rule in a theme."""
    return {
        Shape.MUST: theme.bad,
        Shape.WATCH: theme.warn,
        Shape.UNDERWAY: theme.info,
    }.get(shape, theme.ok)


def can_colour[R](column: Column[R]) -> bool:
    """Whether a rule can look at a column: one of personal numbers is covered."""
    return not column.kind.personal
