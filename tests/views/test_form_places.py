"""What a form says of its record at once, and of its fields before they are confirmed."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from county_desk.views.administration.people_pages import PeoplePage
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.form import CommandForm
from county_desk.views.widgets.pane import Pane
from county_desk.workflow.cases.steps import RecordAssembly
from county_desk.workflow.registry import AddMember
from tests.build import CLERK, ELSEWHERE, VILLAGE, a_household, a_registered_household
from tests.refusals import outside
from tests.workflow.test_gate import REASON, RECORDED, a_meeting

TODAY = date(2016, 11, 30)


@pytest.fixture
def household(office):
    return a_registered_household(office)


def test_a_chosen_record_of_another_place_is_marked_at_its_field(office, household, qtbot):
    form = CommandForm(AddMember, office.at(TODAY, ELSEWHERE))
    qtbot.addWidget(form)
    form.put_in({"household": household})
    note = form.notes["household"]
    assert note.text() == f"■ {outside()}"
    form.put_in({"household": None})
    assert note.text() == ""


def test_a_form_about_a_record_of_another_place_says_so_at_once(office, household, jobs, qtbot):
    for name, may in ((ELSEWHERE, False), (CLERK, True)):
        page = PeoplePage(office.at(TODAY, name), jobs)
        panel = CommandPanel(page, AddMember, household=household)
        qtbot.addWidget(page)
        qtbot.addWidget(panel)
        assert panel.do_button.isEnabled() is may
        assert panel.do_button.toolTip() == ("" if may else outside())
        above = [panel.box.itemAt(place).widget() for place in range(panel.box.indexOf(panel.form))]
        said = [part.words.text() for part in above if isinstance(part, Banner)]
        assert said == ([] if may else [outside()])


def test_the_fields_of_an_act_stand_beside_its_effect(office, jobs, qtbot):
    case = a_household(office)
    page = PeoplePage(office.at(RECORDED, VILLAGE), jobs)
    panel = CommandPanel(page, RecordAssembly, cases=(case,))
    qtbot.addWidget(page)
    qtbot.addWidget(panel)
    asked = a_meeting(case)
    panel.form.put_in({name: getattr(asked, name) for name in panel.form.asks})
    panel.do()
    texts = [label.text() for label in panel.step.findChildren(QLabel)]
    assert any(REASON in text for text in texts), "the reason of a late entry"
    assert any("36" in text for text in texts), "the persons due"
    assert any("It counts once another person puts it in force" in text for text in texts)


def a_pane(qtbot, height):
    """A narrow pane."""
    pane = Pane()
    qtbot.addWidget(pane)
    pane.resize(300, height)
    pane.show()
    return pane


def meeting_in(pane, case, page):
    """The form of a meeting in a pane, which keeps its page."""
    page.setParent(pane)
    page.hide()
    panel = CommandPanel(page, RecordAssembly, cases=(case,))
    pane.take(panel)
    return panel


def test_the_buttons_of_a_form_stay_in_view_while_its_fields_are_scrolled(office, jobs, qtbot):
    case, pane = a_household(office), a_pane(qtbot, 260)
    panel = meeting_in(pane, case, PeoplePage(office.at(RECORDED, VILLAGE), jobs))
    qtbot.waitUntil(lambda: panel.scrolled.verticalScrollBar().maximum() > 0)
    assert pane.verticalScrollBar().maximum() == 0
    shown = pane.viewport().rect()
    for button in (panel.do_button, panel.cancel_button):
        assert shown.contains(button.rect().translated(button.mapTo(pane.viewport(), QPoint(0, 0))))
    asked = a_meeting(case)
    panel.form.put_in({name: getattr(asked, name) for name in panel.form.asks})
    panel.do()
    confirm = panel.step.confirm_button
    qtbot.waitUntil(confirm.isVisible)
    qtbot.waitUntil(
        lambda: shown.contains(confirm.rect().translated(confirm.mapTo(pane.viewport(), QPoint(0, 0))))
    )
    assert not panel.do_button.isVisible()
    qtbot.keyClick(confirm, Qt.Key.Key_Escape)
    assert panel.do_button.isVisible()
    assert pane.panel is panel, "Esc gives up the effect, not the form"


def test_a_form_with_room_is_as_high_as_its_fields(office, jobs, qtbot):
    page = PeoplePage(office.at(RECORDED, VILLAGE), jobs)
    panel = meeting_in(a_pane(qtbot, 2000), a_household(office), page)
    qtbot.waitUntil(lambda: panel.height() < 2000)
    assert panel.scrolled.verticalScrollBar().maximum() == 0
    assert panel.do_button.y() - panel.scrolled.geometry().bottom() < 30
