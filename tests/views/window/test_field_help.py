"""F1 in a field of a form: the help of that field as it is declared, and the guides elsewhere."""

import pytest

from county_desk.text import CHINESE, current
from county_desk.views.field_help import FieldHelp
from county_desk.views.guides import GuidesWindow
from county_desk.views.widgets.form import CommandForm
from county_desk.workflow.assistance.undertakings import RecordTraining


@pytest.fixture
def form(window, desk):
    form = CommandForm(RecordTraining, desk, window.frame.page)
    form.resize(400, 400)
    form.show()
    return form


def focus(form, name):
    editor = form.editors[name]
    (getattr(editor, "line", None) or editor).setFocus()


def test_f1_in_a_day_says_its_form_its_limits_and_their_source(window, form):
    assert window.acts["show_help"].shortcut().toString() == "F1"
    focus(form, "held_on")
    window.acts["show_help"].trigger()
    card = window.findChild(FieldHelp)
    assert card.isVisible()
    words = "\n".join(card.words)
    late, today = ("补录", "不晚于今天") if current() == CHINESE else ("late entry", "Not after today")
    assert late in words
    assert today in words
    assert "2013-01-01" in words
    assert "2016-11-30" in words
    assert window.rect().contains(card.geometry())


def test_the_card_goes_with_the_focus_and_a_second_f1_opens_the_guides(window, form, qtbot):
    focus(form, "held_on")
    window.show_help()
    other = next(name for name in form.editors if name != "held_on")
    focus(form, other)
    with qtbot.waitActive(window):
        window.activateWindow()
    focus(form, "held_on")
    qtbot.waitUntil(lambda: not any(each.isVisible() for each in window.findChildren(FieldHelp)))
    window.show_help()
    card = next(each for each in window.findChildren(FieldHelp) if each.isVisible())
    window.show_help()
    guides = window.findChild(GuidesWindow)
    assert guides.isVisible()
    guides.close()
    card.close()


def test_f1_outside_a_form_opens_the_guide_of_the_post(window):
    window.frame.nav.setFocus()
    window.show_help()
    assert window.findChild(FieldHelp) is None
    guides = window.findChild(GuidesWindow)
    assert guides.shown == "clerk"
    guides.close()
