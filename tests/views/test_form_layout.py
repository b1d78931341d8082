"""A form sets its fields in columns, covers seldom ones, and drops a problem once it is corrected."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

import pytest
from PySide6.QtCore import QPoint, Qt

from county_desk.fields import Count, Day, Money, Rate, Text
from county_desk.models.user import Permission
from county_desk.tables.history.act_words import ActWords
from county_desk.text_kinds import Reason
from county_desk.views.widgets.field_grid import TWO
from county_desk.views.widgets.form import CommandForm
from county_desk.views.widgets.style import em
from county_desk.workflow.command import Ask, Command
from county_desk.workflow.gate.law import ONE_PERSON

ONE_OF = "give the income or the rate"
LONG = "these are many more votes than there are people in the whole village, which cannot be right"


class Memo(Command):
    """A made-up command with fields that few acts fill in."""

    permission: ClassVar = Permission.RECORD
    law: ClassVar = ONE_PERSON
    act: ClassVar = ActWords("Memo", "Made a memo")

    departure: Annotated[str, Ask(Reason(), "Departs because")] = ""
    held_on: Annotated[date, Ask(Day(), "Held on")]
    votes: Annotated[int, Ask(Count(), "Votes")]
    income: Annotated[Decimal | None, Ask(Money(), "Income")] = None
    rate: Annotated[Decimal | None, Ask(Rate(), "Rate")] = None
    remarks: Annotated[str, Ask(Text(lines=3), "Remarks")] = ""
    document: Annotated[str, Ask(Text(), "Document", seldom=True)] = ""

    def problems(self, work):
        return {} if self.income or self.rate else {"income": ONE_OF}


@pytest.fixture
def form(desk, qtbot):
    form = CommandForm(Memo, desk)
    qtbot.addWidget(form)
    form.resize(em(TWO) + 40, 500)
    with qtbot.waitExposed(form):
        form.show()
    form.editors["held_on"].line.setText("20161118")
    form.editors["votes"].setText("31")
    return form


def place(form, name):
    return form.editors[name].mapTo(form, QPoint(0, 0))


def test_short_fields_stand_side_by_side_and_long_ones_alone(form, qtbot):
    qtbot.waitUntil(lambda: place(form, "held_on").y() == place(form, "votes").y())
    assert place(form, "income").y() == place(form, "rate").y() > place(form, "votes").y()
    assert place(form, "remarks").x() == place(form, "held_on").x() < place(form, "votes").x()
    assert form.editors["remarks"].width() > 2 * form.editors["votes"].width()
    form.resize(em(TWO) - 40, 700)
    qtbot.waitUntil(lambda: place(form, "votes").y() > place(form, "held_on").y())
    assert place(form, "votes").x() == place(form, "held_on").x()


def test_tab_walks_from_left_to_right_and_past_the_button_to_the_others(form, qtbot):
    form.activateWindow()
    form.focus_on("income")
    for name in ("rate", "remarks"):
        form.focusNextPrevChild(True)
        assert form.focusWidget() is form.editors[name]
    form.focusNextPrevChild(True)
    assert form.focusWidget() is form.fields.more
    qtbot.keyClick(form.fields.more, Qt.Key.Key_Return)
    assert form.focusWidget() is form.editors["departure"]


def test_fields_that_are_seldom_filled_in_are_covered_until_they_matter(desk, form, qtbot):
    covered = [name for name in form.asks if not form.editors[name].isVisible()]
    assert covered == ["departure", "document"]
    assert form.fields.more.text() == "More (2)"
    assert form.fields.more.toolTip() == "Departs because\nDocument"
    form.fields.more.click()
    assert all(field.isVisible() for field in form.editors.values())
    assert not form.fields.more.isVisible()


@pytest.mark.parametrize(
    "way",
    [
        lambda form: form.show_problems({"document": "name it"}),
        lambda form: form.fill({"document": "青岚发〔2016〕3号"}),
        lambda form: form.put_in({"document": "青岚发〔2016〕3号"}),
        lambda form: form.restore({"document": "青岚发〔2016〕3号"}),
        lambda form: form.focus_on("document"),
    ],
)
def test_a_covered_field_is_shown_for_a_problem_a_value_and_a_draft(form, way):
    form.fill({"document": "", "votes": 3})
    assert not form.editors["document"].isVisible()
    way(form)
    assert form.editors["document"].isVisible()


def test_nothing_moves_while_a_problem_is_put_right(form, qtbot):
    names = ("rate", "remarks")
    before = [place(form, name) for name in names]
    form.editors["votes"].setText("many")
    form.editors["votes"].left.emit()
    qtbot.wait(20)
    assert form.notes["votes"].text().startswith("■ “many”")
    assert [place(form, name) for name in names] == before, "the line was there before the problem"
    form.show_problems({"votes": LONG, "income": ONE_OF})
    qtbot.waitUntil(lambda: place(form, "remarks").y() > before[1].y())
    qtbot.wait(20)
    before = [place(form, name) for name in names]
    form.put_in({"votes": 3, "income": Decimal(3)})
    qtbot.wait(20)
    assert form.notes["votes"].text() == ""
    assert form.summary.words.text() == "All of this is put right."
    assert [place(form, name) for name in names] == before
    form.show_problems({})
    qtbot.waitUntil(lambda: place(form, "remarks").y() < before[1].y())


def test_a_problem_that_another_field_puts_right_is_named_no_longer(form):
    form.show_problems({"income": ONE_OF, "": "changed meanwhile"})
    form.editors["rate"].setText("35%")
    form.editors["rate"].changed.emit()
    form.editors["rate"].left.emit()
    assert "income" not in form.summary.words.text()
    assert form.notes["income"].text() == ""
    assert not form.editors["income"].wrong
    assert "changed meanwhile" in form.summary.words.text()


def test_enter_on_the_summary_leads_to_the_field_that_it_names(form, qtbot):
    form.activateWindow()
    form.show_problems({"rate": "too high"})
    assert form.focusWidget() is form.summary.words
    qtbot.keyClick(form.summary.words, Qt.Key.Key_Return)
    assert form.focusWidget() is form.editors["rate"]


def test_every_problem_is_marked_at_its_field_wherever_the_cursor_was(form, qtbot):
    form.activateWindow()
    form.focus_on("votes")
    form.show_problems({"held_on": "too late", "votes": "too many"})
    assert [name for name in form.asks if form.notes[name].text()] == ["held_on", "votes"]
