"""Fields by kind of value."""

import json
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QDate, QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget

from county_desk.facts.kinds import SeveralWords
from county_desk.fields import (
    Choice,
    Code,
    Count,
    Day,
    IdNumber,
    Invalid,
    Measure,
    Money,
    Numbers,
    Rate,
    Record,
    Text,
    Year,
    YesNo,
)
from county_desk.models.user import Role
from county_desk.text import CHINESE, ENGLISH, speak
from county_desk.text_kinds import Digits
from county_desk.views.widgets.day_editor import DayEditor
from county_desk.views.widgets.editors import MANY, ChoiceEditor, editor
from county_desk.workflow.registry import AddMember

TODAY = date(2016, 11, 24)


@pytest.fixture
def in_chinese():
    speak(CHINESE)
    yield
    speak(ENGLISH)


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (Count(), "１２ 人", 12),
        (Money(), "3,200 元", Decimal("3200.00")),
        (Measure(unit="亩"), "2.5", Decimal("2.5")),
        (Rate(), "35.5%", Decimal("0.355")),
        (Year(), "2016", 2016),
        (IdNumber(), "990101 19650312 001 1", "990101196503120011"),
        (Digits(), " 139 0000 0000 ", "13900000000"),
        (Code(), "９９０１", "9901"),
        (Numbers(), "3，4、7", (3, 4, 7)),
        (Text(), "  大河  ", "大河"),
        (Text(), "", None),
    ],
)
def test_a_line_takes_what_is_typed_in_an_office(qtbot, kind, typed, value):
    field = editor(kind, TODAY)
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.value() == value


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Count(), 3),
        (Money(), Decimal("1234.50")),
        (Rate(), Decimal("0.355")),
        (Day(), TODAY),
        (YesNo(), False),
        (Choice(terms=Role), Role.REVIEWER),
        (Text(lines=3), "one\ntwo"),
        (Numbers(), (1, 2)),
    ],
)
def test_what_is_filled_in_comes_back_the_same(qtbot, kind, value):
    field = editor(kind, TODAY)
    qtbot.addWidget(field)
    field.set_value(value)
    assert field.value() == value
    field.set_value(None)
    assert field.value() is None


def test_a_day_that_was_understood_is_written_out_on_leaving(qtbot):
    field = DayEditor(Day(), TODAY)
    qtbot.addWidget(field)
    field.line.setText("+1")
    field.line.left.emit()
    assert field.line.text() == "2016-11-25"


@pytest.mark.parametrize("typed", ["2016-02-30", "20160230", "13.40", "soon"])
def test_a_day_that_is_none_is_refused(qtbot, typed):
    field = DayEditor(Day(), TODAY)
    qtbot.addWidget(field)
    field.line.setText(typed)
    with pytest.raises(Invalid):
        field.value()


def test_a_day_that_is_not_filled_in_looks_empty(qtbot):
    field = editor(Day(), TODAY)
    qtbot.addWidget(field)
    assert (field.line.text(), field.line.placeholderText(), field.value()) == ("", "", None)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_day_can_be_picked_from_the_calendar(qtbot):
    field = DayEditor(Day(), TODAY)
    qtbot.addWidget(field)
    field.show()
    field._open()
    (calendar,) = field.findChildren(QCalendarWidget)
    assert calendar.selectedDate() == QDate(2016, 11, 24)
    calendar.clicked.emit(QDate(2016, 11, 18))
    assert field.value() == date(2016, 11, 18)


def test_many_choices_can_be_searched(qtbot):
    field = ChoiceEditor([(number, f"{name}村") for number, name in enumerate("大河柳湾上坝青石马坪" * 2)])
    qtbot.addWidget(field)
    assert field.isEditable()
    field.setCurrentIndex(3)
    field.setEditText("湾村")
    field.lineEdit().editingFinished.emit()
    assert field.value() == 3
    field.setEditText("nowhere")
    field.lineEdit().editingFinished.emit()
    assert field.value() == 3


def test_words_that_a_screen_reader_sets_choose_a_value(qtbot):
    field = ChoiceEditor([(number, f"{name}村") for number, name in enumerate("大河柳湾上坝青石马坪" * 2)])
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.changed):
        field.lineEdit().setText("湾村")
    assert (field.value(), field.currentIndex()) == (3, 4)
    field.restore([3, "不完"])
    assert field.currentText() == "不完", "the words of a draft stay"


VILLAGES = [(number, f"{name}村") for number, name in enumerate("大河柳湾上坝青石马坪" * 2)]


def test_words_that_name_no_choice_of_a_form_stay_and_are_refused(qtbot):
    field = editor(Record(), TODAY, VILLAGES)
    qtbot.addWidget(field)
    field.setCurrentIndex(3)
    field.setEditText("赵不在")
    field.lineEdit().editingFinished.emit()
    assert field.currentText() == "赵不在", "what was typed is not lost"
    with pytest.raises(Invalid, match="赵不在"):
        field.value()
    field.setEditText("")
    field.lineEdit().editingFinished.emit()
    assert field.value() is None, "a field that was emptied names nothing"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("孙子", "之孙子"),
        ("外孙", "之外孙子"),
        ("儿子", "之子"),
        ("妻子", "配偶"),
        ("之侄", "之侄儿"),
        ("zf", "之父"),
    ],
)
def test_other_words_for_a_term_and_a_part_of_it_are_taken_for_it(qtbot, in_chinese, typed, meant):
    field = editor(AddMember.asks()["relation"].kind, TODAY)
    qtbot.addWidget(field)
    field.setEditText(typed)
    field.lineEdit().editingFinished.emit()
    assert field.value() == meant


def test_the_beginning_of_a_filled_choice_stays_in_view(qtbot):
    field = editor(Record(), TODAY, VILLAGES)
    qtbot.addWidget(field)
    field.show()
    field.set_value(VILLAGES[-1][0])
    assert field.lineEdit().cursorPosition() == 0
    field.focusInEvent(QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.OtherFocusReason))
    assert field.lineEdit().selectedText() == VILLAGES[-1][1]
    assert field.lineEdit().cursorPosition() == 0


def test_english_words_are_no_part_of_a_longer_term(qtbot):
    field = editor(AddMember.asks()["relation"].kind, TODAY)
    qtbot.addWidget(field)
    field.setEditText("grandson")
    with pytest.raises(Invalid, match="grandson"):
        field.value()
    field.setEditText("great-grandson")
    assert field.value() == "之曾孙子"


def test_of_records_only_the_one_that_is_named_is_taken(qtbot):
    people = [(1, "张伟明 · 柳湾村"), (2, "张伟 · 上坝村"), (3, "张伟东 · 上坝村")]
    field = editor(Record(), TODAY, [*people, *((number, f"某{number}") for number in range(4, 30))])
    qtbot.addWidget(field)
    field.setEditText("张伟")
    assert field.value() == 2
    field.setEditText("上坝村")
    with pytest.raises(Invalid):
        field.value()


def test_a_box_that_is_left_unchanged_says_nothing_of_a_change(qtbot):
    field = editor(Record(), TODAY, VILLAGES)
    qtbot.addWidget(field)
    field.set_value(3)
    with qtbot.assertNotEmitted(field.changed):
        field.lineEdit().editingFinished.emit()


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown])
def test_an_arrow_after_a_number_that_finds_nothing_chooses_no_other_record(qtbot, key):
    field = editor(
        Record(), TODAY, [(number, f"某{number} · 99010110020100{number:02}") for number in range(40)]
    )
    qtbot.addWidget(field)
    field.set_value(20)
    field.setEditText("9901011002019999")
    qtbot.keyClick(field, key)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.currentText() == "9901011002019999"
    with pytest.raises(Invalid):
        field.value()


def test_words_just_typed_count_before_the_field_is_left(qtbot):
    field = editor(Record(), TODAY, [(number, f"{number:02}号户") for number in range(1, 30)])
    qtbot.addWidget(field)
    field.setEditText("17号户")
    assert field.value() == 17


def test_several_words_of_a_fixed_list_are_ticked(qtbot):
    field = editor(SeveralWords(title="致贫返贫风险1"), TODAY)
    qtbot.addWidget(field)
    assert field.value() is None
    field.set_value("因病、因学")
    assert field.value() == "因病、因学"
    kept = json.loads(json.dumps(field.draft()))
    field.set_value(None)
    field.restore(kept)
    assert field.value() == "因病、因学"


def test_enter_in_composition_reads_nothing(qtbot, type_text):
    field = editor(Text(), TODAY)
    qtbot.addWidget(field)
    type_text(field, composing="da'he")
    assert field.value() is None
    type_text(field, committed="大河")
    assert field.value() == "大河"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.value() == "大河"


def test_a_field_for_several_records_paints_its_border_on_the_frame(qtbot):
    field = editor(Numbers(), TODAY, [(1, "张大有"), (2, "李秀英")])
    qtbot.addWidget(field)
    field.show()
    qtbot.waitExposed(field)
    field.grab()  # Qt warns of a border that is painted on the lines, and warnings fail a test


def test_a_choice_and_ticks_come_back_from_a_file(qtbot):
    role = editor(Choice(terms=Role), TODAY)
    people = editor(Numbers(), TODAY, [(1, "张大有"), (2, "李秀英")])
    role.set_value(Role.REVIEWER)
    people.set_value((2,))
    for field, value in ((role, Role.REVIEWER), (people, (2,))):
        qtbot.addWidget(field)
        kept = json.loads(json.dumps(field.draft()))
        field.set_value(None)
        field.restore(kept)
        assert field.value() == value


def test_a_searched_field_that_gets_the_focus_lets_typing_replace_its_choice(qtbot):
    field = ChoiceEditor([(number, f"{name}村") for number, name in enumerate("大河柳湾上坝青石马坪" * 2)])
    qtbot.addWidget(field)
    arrival = QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.OtherFocusReason)
    QApplication.sendEvent(field, arrival)
    assert (field.lineEdit().text(), field.lineEdit().placeholderText()) == ("", "—")
    field.set_value(3)
    QApplication.sendEvent(field, arrival)
    assert field.lineEdit().selectedText() == "湾村"
    field.setEditText("柳")
    field.lineEdit().deselect()
    QApplication.sendEvent(field, arrival)
    assert field.lineEdit().selectedText() == "", "words that are still being sought stay"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_blank_choice_that_is_clicked_again_takes_only_the_typed_words(qtbot):
    field = ChoiceEditor([(number, f"{number:02}号户主") for number in range(1, 30)], refuses=True)
    qtbot.addWidget(field)
    for clear in (lambda: None, lambda: field.set_value(None), lambda: field.restore([None, ""])):
        clear()
        line = field.lineEdit()
        QTest.mouseClick(line, Qt.MouseButton.LeftButton)
        QTest.keyClicks(line, "17")
        assert field.currentText() == "17"
        assert field.value() == 17
        line.clear()
        assert field.value() is None


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("many", [3, 30])
def test_enter_in_the_choices_that_drop_down_goes_to_the_next_field(qtbot, many):
    field = ChoiceEditor([(number, f"{number:02}号户") for number in range(1, many + 1)])
    qtbot.addWidget(field)
    field.show()
    (field.lineEdit() or field).setFocus()
    qtbot.waitUntil(field.hasFocus)
    if many > MANY:
        QTest.keyClicks(field.lineEdit(), "3")
        popup = field.completer().popup()
    else:
        field.showPopup()
        popup = field.view()
    qtbot.waitUntil(popup.isVisible)
    with qtbot.waitSignal(field.entered):
        QTest.keyClick(popup, Qt.Key.Key_Down)
        QTest.keyClick(popup, Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert field.value() == (3 if many > MANY else 1)


def test_words_that_name_nothing_yet_are_a_draft(qtbot):
    field = ChoiceEditor([(number, f"{name}村") for number, name in enumerate("大河柳湾上坝青石马坪" * 2)])
    qtbot.addWidget(field)
    field.set_value(3)
    field.lineEdit().selectAll()
    QTest.keyClicks(field.lineEdit(), "zz")
    assert field.draft() == [3, "zz"]
