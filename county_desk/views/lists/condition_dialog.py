"""A condition on one column, to filter rows or to colour them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QWidget

from county_desk.fields import Column, Invalid
from county_desk.shapes import Shape
from county_desk.tables.conditions import (
    BARE,
    MOST_FIRST,
    OFFERED,
    RANKED,
    Condition,
    Operator,
    limit_kind,
)
from county_desk.tables.filter_words import operator_label
from county_desk.tables.scales import scale_of
from county_desk.text import _
from county_desk.views.lists.row_colours import WORDS, ColourRule
from county_desk.views.widgets.choices_box import ChoicesBox
from county_desk.views.widgets.painted import Button, LineField, PrimaryButton
from county_desk.views.widgets.parts import colour, heading, in_column, in_row
from county_desk.views.widgets.style import em, tones


class ConditionDialog(QDialog):
    """Asks for one condition; `condition` is it once the dialog was accepted."""

    def __init__[R](
        self,
        column: Column[R],
        operator: Operator,
        condition: Condition | None,
        parent: QWidget,
        offered: Sequence[Operator] = (),
    ) -> None:
        super().__init__(parent)
        self.column, self.condition = column, condition
        self.setWindowTitle(_("Filter by {title}").format(title=_(column.title)))
        offered = offered or [op for op in OFFERED[scale_of(column.kind)] if op not in BARE]
        labels = [(op, operator_label(op, column.kind)) for op in offered]
        self.how = ChoicesBox(_("How to compare"), labels, self)
        self.value, self.other = LineField(self), LineField(self)
        self.joint = QLabel(_("and"), self)
        self.rows = QLabel(_("rows"), self)
        self.note = QLabel(self, wordWrap=True)
        self.use = PrimaryButton(_("Filter"), self, self._take)
        self.cancel = Button(_("Cancel"), self, self.reject)
        self.value.setAccessibleName(_("Value"))
        self.other.setAccessibleName(_("Upper value"))
        self._lay_out()
        self.how.set_value(operator)
        self.how.activated.connect(lambda _place: self._settle())
        for field in (self.value, self.other):
            field.returnPressed.connect(self._take)
        if condition is not None and condition.operator is operator:
            kind = limit_kind(column.kind, operator)
            self.value.setText(kind.show(condition.value))
            self.other.setText(kind.show(condition.other))
        self._settle()
        self.value.setFocus()

    @property
    def operator(self) -> Operator:
        """The chosen comparison, which Qt gives back as its value."""
        return Operator.named(self.how.value())

    def _settle(self) -> None:
        """Offer the fields that the comparison needs."""
        operator = self.operator
        self.value.setVisible(operator not in BARE)
        for widget in (self.joint, self.other):
            widget.setVisible(operator is Operator.BETWEEN)
        self.rows.setVisible(operator in RANKED)
        day = scale_of(limit_kind(self.column.kind, operator)) == "day"
        for field in (self.value, self.other):
            field.setPlaceholderText("2016-11-30" if day else "")
        if operator in RANKED and not self.value.text():
            self.value.setText("10")

    def _take(self) -> None:
        operator = self.operator
        kind = limit_kind(self.column.kind, operator)
        fields = [self.value, self.other] if operator is Operator.BETWEEN else [self.value]
        fields = [] if operator in BARE else fields
        try:
            values = [_read(field, kind) for field in fields]
            if operator in RANKED and not 1 <= values[0] <= MOST_FIRST:
                self.value.wrong = True
                raise Invalid(_("Type a number from 1 to {most}").format(most=f"{MOST_FIRST:,}"))
        except Invalid as error:
            self.note.setText(str(error))
            self.note.show()
            return
        self.condition = Condition(self.column.key, operator, *_in_order(values))
        self.accept()

    def _lay_out(self) -> None:
        title = heading(_(self.column.title), self)
        colour(self.note, tones(self).bad)
        self.note.hide()
        self.line = line = QHBoxLayout()
        for widget in (self.how, self.value, self.joint, self.other, self.rows):
            line.addWidget(widget)
        in_column(title, line, self.note, in_row(1, self.cancel, self.use), on=self, gap=0.6)
        self.setMinimumWidth(em(28))


def _read(field: LineField, kind: Any) -> Any:
    """The value of a field; raises `Invalid`, also for a blank one."""
    field.wrong = True
    value = kind.read(field.text())
    if value is None:
        field.setFocus()
        raise Invalid(_("Type a value to compare with"))
    field.wrong = False
    return value


def _in_order(values: Sequence[object]) -> Sequence[Any]:
    return values if len(values) < 2 else sorted(values)


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
