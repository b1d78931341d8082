"""A form for any command."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QScrollArea

from county_desk.fields import Choice, Count, Day, IdNumber, Money, Rate, Term, Text, YesNo
from county_desk.models.user import Permission
from county_desk.tables.history.act_words import ActWords
from county_desk.views.widgets.form import CommandForm
from county_desk.workflow.cases.steps import RecordAssembly
from county_desk.workflow.command import Ask, Command, Refused
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.monitoring.clues import DispatchClue, VerifyClue
from tests.build import VILLAGE, a_household
from tests.workflow.test_gate import RECORDED


class Grade(Term):
    """A made-up grade."""

    A = "a", "Grade A"
    B = "b", "Grade B"


class Note(Command):
    """A made-up command that asks for one of everything."""

    permission: ClassVar = Permission.RECORD
    law: ClassVar = ONE_PERSON
    act: ClassVar = ActWords("Note", "Noted")

    case: int
    held_on: Annotated[date, Ask(Day(), "Held on")]
    votes: Annotated[int, Ask(Count(), "Votes", "Those who were there")]
    grade: Annotated[Grade, Ask(Choice(terms=Grade), "Grade")]
    water: Annotated[bool | None, Ask(YesNo(), "Water")]
    income: Annotated[Decimal | None, Ask(Money(), "Income")] = None
    rate: Annotated[Decimal | None, Ask(Rate(), "Rate")] = None
    number: Annotated[str, Ask(IdNumber(), "Identity number")] = ""
    remarks: Annotated[str, Ask(Text(lines=3), "Remarks")] = ""


@pytest.fixture
def form(desk, qtbot):
    form = CommandForm(Note, desk, case=7)
    qtbot.addWidget(form)
    form.show()
    return form


def fill(form):
    form.editors["held_on"].line.setText("20161118")
    form.editors["votes"].setText("３１")
    form.editors["grade"].set_value(Grade.B)


def test_a_day_of_today_begins_with_it_and_counts_as_untyped(desk, qtbot):
    form = CommandForm(VerifyClue, desk, clue=1)
    qtbot.addWidget(form)
    assert form.editors["verified_on"].value() == desk.today
    assert not form.typed
    later = CommandForm(DispatchClue, desk, clue=1)
    qtbot.addWidget(later)
    assert later.editors["due_on"].value() is None


def test_the_form_makes_the_command_that_a_call_makes(form):
    fill(form)
    form.editors["income"].setText("2,400.5元")
    form.editors["rate"].setText("35.5%")
    form.editors["number"].setText("990101 19680725 002 6")
    form.editors["remarks"].setPlainText("All agreed.")
    assert form.command() == Note(
        case=7,
        held_on=date(2016, 11, 18),
        votes=31,
        grade=Grade.B,
        water=None,
        income=Decimal("2400.50"),
        rate=Decimal("0.355"),
        number="990101196807250026",
        remarks="All agreed.",
    )


def test_what_may_stay_blank_takes_the_commands_own_default(form):
    fill(form)
    expected = Note(case=7, held_on=date(2016, 11, 18), votes=31, grade=Grade.B, water=None)
    assert form.command() == expected


@pytest.mark.parametrize(("chosen", "value"), [(0, None), (1, True), (2, False)])
def test_yes_no_has_a_third_answer(form, chosen, value):
    fill(form)
    form.editors["water"].setCurrentIndex(chosen)
    assert form.command().water is value


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("20161124", date(2016, 11, 24)),
        ("2016-11-04", date(2016, 11, 4)),
        ("2016年11月4日", date(2016, 11, 4)),
        ("11.24", date(2016, 11, 24)),
        ("today", date(2016, 11, 24)),
        ("今天", date(2016, 11, 24)),
        ("+5", date(2016, 11, 29)),
        ("－１", date(2016, 11, 23)),
    ],
)
def test_a_day_is_taken_in_any_of_the_usual_ways(form, typed, day):
    form.editors["held_on"].line.setText(typed)
    assert form.editors["held_on"].value() == day


def test_missing_and_unreadable_fields_are_refused_by_name(form):
    form.editors["votes"].setText("many")
    with pytest.raises(Refused) as refusal:
        form.command()
    assert refusal.value.problems == {
        "held_on": "“Held on” is still to be filled in",
        "votes": "“many” is not a whole number",
        "grade": "“Grade” is still to be filled in",
    }


def test_a_refusal_shows_beside_its_field_and_on_top(form, qtbot):
    form.show_problems({"votes": "More votes than people", "": "Not open"})
    assert form.notes["votes"].text() == "■ More votes than people"
    assert form.notes["votes"].isVisible()
    assert form.notes["grade"].text() == ""
    assert form.editors["votes"].wrong
    assert form.editors["votes"].accessibleDescription() == "More votes than people"
    assert "2 things to put right" in form.summary.words.text()
    assert "Not open" in form.summary.words.text()


def test_what_is_being_put_right_is_named_on_top_no_longer(form):
    form.show_problems({"votes": "More votes than people", "grade": "Choose a grade"})
    form.editors["votes"].changed.emit()
    assert "1 thing to put right" in form.summary.words.text()
    assert "votes" not in form.summary.words.text()
    form.editors["grade"].changed.emit()
    assert form.summary.words.text() == "All of this is put right."
    assert form.summary.tone == "ok"
    form.show_problems({})
    assert not form.summary.isVisible()


def test_a_link_in_the_summary_leads_to_the_field(form, qtbot):
    with qtbot.waitActive(form):
        form.activateWindow()
    form.show_problems({"votes": "More votes than people"})
    form.summary.chosen.emit("votes")
    assert form.editors["votes"].hasFocus()


def test_a_form_in_a_low_pane_scrolls_to_its_summary_and_from_there_to_the_field(form, qtbot):
    pane = QScrollArea(widgetResizable=True)
    qtbot.addWidget(pane)
    pane.setWidget(form)
    pane.resize(400, 200)
    pane.show()
    bar = pane.verticalScrollBar()
    bar.setValue(bar.maximum())
    form.show_problems({"remarks": "Too long"})
    qtbot.waitUntil(lambda: in_view(pane, form.summary.words))
    form.summary.chosen.emit("remarks")
    qtbot.waitUntil(lambda: in_view(pane, form.editors["remarks"]))
    pane.takeWidget()


def in_view(pane, part):
    top = part.mapTo(pane.viewport(), QPoint(0, 0)).y()
    return top >= 0 and top + part.height() <= pane.viewport().height()


def test_no_problems_clear_the_form(form):
    form.show_problems({"votes": "More votes than people"})
    form.show_problems({})
    assert not form.summary.isVisible()
    assert not form.editors["votes"].wrong


def test_a_field_is_not_red_while_it_is_put_right(form, qtbot):
    form.show_problems({"votes": "More votes than people"})
    qtbot.keyClicks(form.editors["votes"], "3")
    assert not form.editors["votes"].wrong


def test_a_field_is_checked_when_it_is_left(form, qtbot):
    form.editors["number"].setFocus()
    qtbot.keyClicks(form.editors["number"], "990101196503120012")
    assert not form.editors["number"].wrong
    form.editors["remarks"].setFocus()
    assert form.notes["number"].text() == "■ Place 18 of the identity number should be 1; it is 2"


def test_enter_goes_to_the_next_field_and_shift_enter_back(form, qtbot):
    form.editors["income"].setFocus()
    qtbot.keyClick(form.editors["income"], Qt.Key.Key_Return)
    assert form.editors["rate"].hasFocus()
    qtbot.keyClick(form.editors["rate"], Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert form.editors["income"].hasFocus()


@pytest.mark.parametrize("name", ["number", "remarks"])
def test_enter_presses_no_button_while_letters_are_in_composition(form, qtbot, type_text, name):
    pressed = []
    form.submitted.connect(lambda: pressed.append("submitted"))
    for button in form.findChildren(QAbstractButton):
        button.clicked.connect(lambda: pressed.append("clicked"))
    form.editors[name].setFocus()
    type_text(form.editors[name], composing="l'x'y")
    qtbot.keyClick(form.editors[name], Qt.Key.Key_Return)
    assert pressed == []


@pytest.mark.parametrize("name", ["votes", "remarks"])
def test_ctrl_enter_submits_from_any_field(form, qtbot, name):
    with qtbot.waitActive(form):
        form.activateWindow()
    form.editors[name].setFocus()
    with qtbot.waitSignal(form.submitted):
        qtbot.keyClick(form.editors[name], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_every_field_says_its_name(form):
    for name, ask in form.asks.items():
        target = form.editors[name].focusProxy() or form.editors[name]
        assert target.accessibleName() == ask.title
    assert form.editors["votes"].accessibleDescription() == "Those who were there"


def test_a_wrong_field_looks_wrong(form):
    before = form.editors["votes"].grab().toImage()
    form.show_problems({"votes": "More votes than people"})
    assert form.editors["votes"].grab().toImage() != before


def test_enter_on_a_day_passes_over_its_calendar(form, qtbot):
    qtbot.keyClick(form.editors["held_on"].line, Qt.Key.Key_Return)
    assert form.focusWidget() is form.editors["votes"]
    qtbot.keyClick(form.editors["votes"], Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert form.focusWidget() is form.editors["held_on"].line


def test_a_question_that_must_be_answered_does_not_open_as_not_known(desk, form, qtbot):
    asked = CommandForm(VerifyClue, desk, clue=1)
    qtbot.addWidget(asked)
    assert asked.editors["authorised"].currentText() == "—"
    assert form.editors["water"].currentText() == "Not known"


def test_the_reason_of_a_late_entry_is_asked_for_once_a_day_is_late(office, qtbot):
    case = a_household(office)
    form = CommandForm(RecordAssembly, office.at(RECORDED, VILLAGE), cases=(case,))
    qtbot.addWidget(form)
    form.show()
    field = form.editors["late_reason"]
    assert not field.isVisible()
    late = {"late_reason": "was 11 days ago; past 10 days write the reason"}
    form.show_problems({"present": "more than were due"})
    assert not field.isVisible()
    form.show_problems(late)
    assert field.isVisible()
    assert form.notes["late_reason"].text().endswith("write the reason")
    field.set_value("会议记录遗失")
    form.show_problems({})
    assert field.isVisible(), "typed text never hides"


def test_a_typed_reason_of_a_late_entry_is_shown_again_from_a_draft(office, qtbot):
    case = a_household(office)
    form = CommandForm(RecordAssembly, office.at(RECORDED, VILLAGE), cases=(case,))
    qtbot.addWidget(form)
    form.show()
    form.restore({"late_reason": "会议记录遗失"})
    assert form.editors["late_reason"].isVisible()
