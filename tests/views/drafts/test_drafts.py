"""What was typed comes back to its person alone, and goes when it is done."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.form import forms_with_input
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.toast import Toast
from county_desk.views.widgets.village_offers import own_villages
from county_desk.views.widgets.way_card import WayCard
from county_desk.workflow.registry import AddMember
from tests.build import REVIEWER, TOWNSHIP, an_id_number
from tests.views.drafting import NUMBER, form_of, type_number
from tests.views.drafts.helpers import NEW, closes, drafts, file_household, files, rows, said, shelf


def test_closing_asks_nothing_and_the_next_start_says_what_waits(sit, asked):
    window = sit()
    type_number(window)
    assert closes(window)
    assert asked == []
    again = sit()
    assert said(again) == "1 draft waits for you."
    assert again.frame.findChild(Toast).undo.text() == "Show"
    again.frame.findChild(Toast).undo.click()
    assert (again.frame.page.key, again.frame.page.tabs.key) == ("queue", "drafts")


def test_the_queue_lists_a_draft_and_enter_goes_on_with_it(sit):
    window = sit()
    type_number(window)
    closes(window)
    again = sit()
    (row,) = rows(again)
    assert (row.form, row.kept.name) == (NEW, NEW)
    assert again.frame.page.tabs.tabText(4) == "Drafts 1"
    QTest.keyClick(shelf(again).table, Qt.Key.Key_Return)
    assert again.frame.page.key == "applications"
    form = form_of(again.frame.page)
    assert form.draft() == {"id_number": NUMBER}
    words = form.restored.words.text()
    assert words.startswith("Restored: typed on ")


def test_the_pane_beside_the_drafts_shows_the_draft_before_they_are_read_again(sit, monkeypatch):
    window = sit()
    type_number(window)
    closes(window)
    window = sit()
    window.frame.show_page("queue")
    page = window.frame.page
    assert page.pane.findChild(WayCard) is None
    monkeypatch.setattr(page, "look", lambda *_asked: None)  # the readings take their time
    page.tabs.choose("drafts")
    assert page.pane.findChild(WayCard).isVisible()
    page.tabs.choose("own")
    assert page.pane.findChild(WayCard) is None


def test_a_form_that_is_cancelled_beside_the_drafts_gives_its_place_to_them(sit):
    window = sit()
    type_number(window)
    window.frame.show_page("queue")
    page = window.frame.page
    page.tabs.choose("drafts")
    page.take(CommandPanel(page, AddMember))
    page.pane.give_up()
    assert page.pane.findChild(CommandPanel) is None
    assert page.pane.findChild(WayCard).isVisible()


def test_a_draft_that_was_opened_and_left_as_it_is_can_be_opened_at_the_next_start_too(sit):
    window = sit()
    type_number(window)
    closes(window)
    for _start in range(2):
        window = sit()
        shelf(window).open(rows(window)[0])
        assert form_of(window.frame.page).draft() == {"id_number": NUMBER}
        closes(window)


def test_the_form_brings_the_draft_back_however_it_is_opened(sit):
    window = sit()
    type_number(window)
    closes(window)
    again = sit()
    again.frame.show_page("applications")
    again.frame.page.file_household()
    form = form_of(again.frame.page)
    assert form.draft() == {"id_number": NUMBER}
    assert form.restored is not None


def test_a_form_that_was_only_opened_leaves_no_draft(sit):
    window = sit()
    window.frame.show_page("applications")
    window.frame.page.file_household()
    closes(window)
    assert files() == []
    assert said(sit()) == ""


def test_the_restored_text_can_be_thrown_away_and_taken_back(sit):
    window = sit()
    type_number(window)
    closes(window)
    again = sit()
    again.frame.show_page("applications")
    again.frame.page.file_household()
    form = form_of(again.frame.page)
    form.restored.findChild(Button).click()
    assert (form.draft(), drafts(again)) == ({}, [])
    assert said(again) == f"Thrown away: {NEW}."
    again.frame.findChild(Toast).undo.click()
    assert form.draft() == {"id_number": NUMBER}
    form.discarded.emit()
    closes(again)
    assert files() == []


def test_a_draft_is_thrown_away_in_the_queue_and_taken_back(sit):
    window = sit()
    form = type_number(window)
    table = shelf(window).table
    table.setFocus()
    shelf(window).throw_away(rows(window)[0])
    assert (drafts(window), form.draft()) == ([], {})
    assert rows(window) == []
    window.frame.findChild(Toast).undo.click()
    assert [row.form for row in rows(window)] == [NEW]


def test_another_person_sees_nothing_of_it(sit):
    window = sit()
    type_number(window)
    closes(window)
    other = sit(REVIEWER)
    assert (said(other), rows(other)) == ("", [])
    assert [row.form for row in rows(sit())] == [NEW]


def test_the_next_in_the_chair_sees_nothing_of_it_before_or_after_a_restart(sit):
    window = sit()
    type_number(window)
    window._sit_down(TOWNSHIP)
    QApplication.processEvents()
    assert (forms_with_input(window.frame), rows(window)) == ([], [])
    window.frame.show_page("applications")
    window.frame.page.file_household()
    assert form_of(window.frame.page).draft() == {}
    closes(window)
    assert rows(sit(TOWNSHIP)) == []
    assert len(rows(sit())) == 1


def test_a_form_that_was_submitted_leaves_nothing_on_the_disk(sit):
    window = sit()
    form = type_number(window)
    village = own_villages(window.desk)[0][0]
    form.put_in({"village": village, "head": "张大有", "persons": 1, "net_income": 2000})
    form.editors["id_number"].set_value(an_id_number(1))
    form.changed.emit()
    window.keeper.drafts.lost()
    assert len(files()) == 1
    window.frame.page.pane.panel.do_button.click()
    assert drafts(window) == []
    closes(window)
    assert files() == []


def test_a_refused_form_keeps_its_draft(sit):
    window = sit()
    form = type_number(window)
    window.frame.page.pane.panel.do_button.click()
    assert form.summary.isVisibleTo(form)
    assert [draft.fields["id_number"] for draft in drafts(window)] == [NUMBER]


def test_a_cancelled_form_is_a_draft_and_comes_back_by_its_word(sit):
    window = sit()
    type_number(window)
    window.frame.page.pane.panel.cancel_button.click()
    assert [draft.fields["id_number"] for draft in drafts(window)] == [NUMBER]
    window.frame.findChild(Toast).undo.click()
    assert form_of(window.frame.page).draft() == {"id_number": NUMBER}
    closes(window)
    assert len(files()) == 1


def test_two_forms_about_the_same_show_the_same(sit):
    window = sit()
    filed_case = file_household(window.desk)
    window.frame.refresh()
    window.frame.show_page("queue")
    first = window.frame.page
    first.list.choose(filed_case.id)
    first.open_row(first.list.table.current())
    window.frame.show_page("applications")
    second = window.frame.page
    second.list.choose(filed_case.id)
    second.open_row(second.list.table.current())
    one, other = form_of(first), form_of(second)
    assert one.about == other.about
    line = other.editors["due"]
    line.setText("36")
    line.textEdited.emit("36")
    assert one.draft() == other.draft() == {"due": "36"}
    second.pane.give_up()
    assert one.draft() == {"due": "36"}, "what was cancelled is still a draft"


def test_a_form_opened_again_says_that_its_text_is_back(sit):
    window = sit()
    form = type_number(window)
    assert form.restored is None
    window.frame.page.pane.panel.cancel_button.click()
    window.frame.findChild(Toast).undo.click()
    assert form_of(window.frame.page).restored.isVisibleTo(form_of(window.frame.page))
