"""The dialog that asks for a condition on one column."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QWidget

from county_desk.tables.conditions import BARE, OFFERED, RANKED, Condition, Operator
from county_desk.tables.households import HOUSEHOLDS
from county_desk.tables.scales import scale_of
from county_desk.views.lists.condition_dialog import ConditionDialog

TYPED = {"head": "张", "persons": "3", "income_per_head": "3,000", "registered_on": "2016-11-30"}


@pytest.fixture
def ask(qtbot):
    """Opens the dialog for a column and a comparison."""
    holder = QWidget()
    qtbot.addWidget(holder)
    return lambda key, operator, before=None: ConditionDialog(HOUSEHOLDS[key], operator, before, holder)


@pytest.mark.parametrize("key", TYPED)
def test_each_comparison_takes_what_it_needs(ask, key):
    for operator in OFFERED[scale_of(HOUSEHOLDS[key].kind)]:
        if operator in BARE:
            continue
        dialog = ask(key, operator)
        assert dialog.other.isVisibleTo(dialog) is (operator is Operator.BETWEEN)
        assert dialog.rows.isVisibleTo(dialog) is (operator in RANKED)
        dialog.value.setText("5" if operator in RANKED else TYPED[key])
        dialog.other.setText(TYPED[key])
        dialog.use.click()
        assert dialog.result() == ConditionDialog.DialogCode.Accepted
        assert (dialog.condition.key, dialog.condition.operator) == (key, operator)
        assert dialog.condition.value is not None
        assert (dialog.condition.other is not None) is (operator is Operator.BETWEEN)


def test_two_ends_are_put_in_order(ask):
    dialog = ask("income_per_head", Operator.BETWEEN)
    dialog.value.setText("3500")
    dialog.other.setText("2000")
    dialog.use.click()
    assert dialog.condition == Condition(
        "income_per_head", Operator.BETWEEN, Decimal("2000.00"), Decimal("3500.00")
    )


@pytest.mark.parametrize(
    ("key", "operator", "value", "other", "words"),
    [
        ("income_per_head", Operator.BETWEEN, "2000", "", "Type a value to compare with"),
        ("income_per_head", Operator.AT_LEAST, "", "", "Type a value to compare with"),
        ("income_per_head", Operator.AT_LEAST, "much", "", "“much” is not an amount"),
        ("registered_on", Operator.AT_MOST, "2016-13-01", "", "is not a date"),
        ("persons", Operator.TOP, "0", "", "Type a number from 1 to 1,000"),
    ],
)
def test_what_cannot_be_compared_is_said_at_its_field(ask, key, operator, value, other, words):
    dialog = ask(key, operator)
    dialog.value.setText(value)
    dialog.other.setText(other)
    dialog.use.click()
    assert words in dialog.note.text()
    assert dialog.result() != ConditionDialog.DialogCode.Accepted
    assert dialog.condition is None
    assert dialog.value.wrong is not dialog.other.wrong


def test_a_condition_that_is_on_can_be_changed(ask):
    before = Condition("registered_on", Operator.AT_LEAST, date(2016, 11, 1))
    dialog = ask("registered_on", Operator.AT_LEAST, before)
    assert dialog.value.text() == "2016-11-01"
    dialog.how.set_value(Operator.AT_MOST)
    dialog.how.activated.emit(0)
    dialog.use.click()
    assert dialog.condition == Condition("registered_on", Operator.AT_MOST, date(2016, 11, 1))
