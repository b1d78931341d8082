"""Asks by which condition on a column rows are coloured, and in which colour."""

from PySide6.QtWidgets import QWidget

from county_desk.fields import Column
from county_desk.shapes import Shape
from county_desk.tables.conditions import OFFERED, RANKED, Operator
from county_desk.tables.scales import scale_of
from county_desk.text import _
from county_desk.views.lists.condition_dialog import ConditionDialog
from county_desk.views.lists.row_colours import WORDS, ColourRule
from county_desk.views.widgets.choices_box import ChoicesBox


class ColourDialog(ConditionDialog):
    """A condition with a colour; `rule` is it once the dialog was accepted."""

    def __init__[R](self, column: Column[R], before: ColourRule | None, parent: QWidget) -> None:
        offered = colouring(column)
        operator = before.condition.operator if before is not None else offered[0]
        super().__init__(column, operator, before.condition if before else None, parent, offered)
        self.setWindowTitle(_("Colour rows by {title}").format(title=_(column.title)))
        self.use.setText(_("Colour"))
        self.colour = ChoicesBox(
            _("Colour of the row"), [(each.value, _(WORDS[each])) for each in WORDS], self
        )
        self.line.addWidget(self.colour)
        if before is not None:
            self.colour.set_value(before.shape.value)

    @property
    def rule(self) -> ColourRule:
        """The condition with its colour."""
        assert self.condition is not None
        return ColourRule(Shape(self.colour.value()), self.condition)


def colouring[R](column: Column[R]) -> list[Operator]:
    """The comparisons that a single row can meet; words of a fixed list are equal or not."""
    scale = scale_of(column.kind)
    fixed = [Operator.IS, Operator.IS_NOT] if scale == "words" else []
    return [*fixed, *(each for each in OFFERED[scale] if each not in RANKED)]
