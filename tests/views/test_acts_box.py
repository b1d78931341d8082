"""The acts beside a list: as many buttons as two lines hold, the others in the menu “More”."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from county_desk.views.widgets.acts_box import LINES, ActsBox
from county_desk.views.widgets.painted import Button, LineField
from county_desk.views.widgets.pane import Pane
from county_desk.views.widgets.style import em

WORDS = ("Record a visit…", "Record a need…", "Correct…", "Add a member", "Paste…", "Record facts of a year")


@pytest.fixture
def page(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(em(90), em(20))
    page.show()
    return page


@pytest.fixture
def pressed():
    return []


@pytest.fixture
def box(page, pressed):
    buttons = [Button(words, page) for words in WORDS]
    for button in buttons:
        button.clicked.connect(lambda _checked, words=button.text(): pressed.append(words))
    box = ActsBox(buttons, page)
    box.resize(em(22), em(10))
    box.show()
    QApplication.processEvents()
    return box


def shown(box):
    return [button.text() for button in box.buttons if button.isVisible()]


def dropped(box):
    box.more.menu().aboutToShow.emit()
    return [action.text() for action in box.more.menu().actions()]


def test_the_first_buttons_stand_in_two_lines_and_the_others_in_the_menu(box):
    assert box.more.isVisible()
    assert shown(box)
    assert [*shown(box), *dropped(box)] == list(WORDS)
    assert len({button.y() for button in (*box.buttons, box.more) if button.isVisible()}) == LINES


def test_a_wide_pane_shows_every_button_and_no_menu(box):
    box.resize(em(90), em(10))
    assert shown(box) == list(WORDS)
    assert not box.more.isVisible()


def test_an_act_of_the_menu_does_what_its_button_does(box, pressed):
    dropped(box)
    box.more.menu().actions()[-1].trigger()
    assert pressed == [WORDS[-1]]


def test_the_menu_says_why_an_act_is_refused(box):
    box.buttons[-1].setEnabled(False)
    box.buttons[-1].setToolTip("Only a reviewer may")
    dropped(box)
    action = box.more.menu().actions()[-1]
    assert (action.isEnabled(), action.toolTip()) == (False, "Only a reviewer may")


def test_a_button_with_a_menu_of_its_own_stays_a_menu(box):
    under = QMenu(box)
    under.addAction("A person joins…")
    box.buttons[-1].setMenu(under)
    assert dropped(box)[-1] == WORDS[-1]
    assert box.more.menu().actions()[-1].menu() is under


def test_tab_walks_in_the_order_in_which_the_buttons_stand(box, page):
    LineField(page).show()  # made later, and walked to later
    late = Button("Record the contract…", page)
    box.add(late, first=True)
    QApplication.processEvents()
    assert shown(box)[0] == "Record the contract…"
    late.setFocus()
    for words in [*shown(box)[1:], "More"]:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget().text() == words


def test_a_pane_in_which_fewer_acts_are_lower_settles(qtbot):
    """A scroll bar takes an act and a line away; without the bar both come back, and the bar with them."""
    pane = Pane()
    qtbot.addWidget(pane)
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.addWidget(ActsBox([Button(words, holder) for words in WORDS], holder))
    layout.addSpacing(em(30))
    pane.show_widget(holder)
    pane.show()
    for width in range(em(20), em(34)):
        for height in range(em(30), em(38), 5):
            pane.resize(width, height)
            QApplication.processEvents()
            assert pane.widget().width() <= pane.width()


def test_an_act_wider_than_the_pane_is_cut_with_an_ellipsis(page):
    box = ActsBox([Button("Hand all households of an official over to another one…", page)], page)
    box.resize(em(12), em(10))
    box.show()
    QApplication.processEvents()
    assert box.buttons[0].width() == em(12)
