"""Every act is found by the words of an office, from any page, and leads to its form."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication

from county_desk.commands import COMMANDS
from county_desk.text import ENGLISH, _
from county_desk.views.act_answers import act_answers
from county_desk.views.finder_answers import ACTS, MENU, ActOpening, find
from county_desk.views.lists.export_dialog import ExportDialog
from county_desk.views.lists.list_view import ListView
from county_desk.views.page_offers import menu_offers
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.workflow.assistance.measures import RecordMeasure
from county_desk.workflow.life.members import JoinMember
from county_desk.workflow.projects.money import RecordPayment
from tests.everyday_words import EVERYDAY
from tests.views.all_pages import PAGES
from tests.views.windows import shown_page

# acts whose form belongs to a row, a tab or a file that is chosen on the page
ON_THEIR_PAGE = {
    *("SetParameter", "WithdrawParameter", "ConfirmFigure", "WithdrawHolidays"),
    *("FreezeReturn", "CloseYear", "ReopenYear", "UndoBatch", "ConfirmOpening", "WithdrawAnswer"),
    *("SetCheck", "WithdrawCheck", "WithdrawOfficeName", "WithdrawPolicyFile"),
}
IN_THE_MENU = {"SetPassword"}


@pytest.fixture
def window(shared_window):
    """A window that these tests leave as it is."""
    return shared_window


def by_command(desk):
    """The first answer of each act, by the name of its command."""
    found = {}
    for answer in act_answers(desk, PAGES):
        found.setdefault(answer.reach[1].command.__name__, answer)
    return found


def test_every_act_has_an_answer(window):
    assert COMMANDS.keys() - by_command(window.frame.desk).keys() == IN_THE_MENU


@pytest.mark.parametrize("shared_window", [ENGLISH], indirect=True)
def test_every_act_leads_to_its_form_on_a_page(window):
    pages = {page.key: page for page in PAGES}
    without = set()
    for name, answer in sorted(by_command(window.frame.desk).items(), key=lambda each: each[1].reach[0]):
        key, opening = answer.reach
        page = shown_page(window, pages[key])
        page.begin(opening.command, opening.values)
        QApplication.processEvents()
        panels = [panel for panel in page.findChildren(CommandPanel) if panel.isVisibleTo(page)]
        if not any(panel.form.act == name for panel in panels) and not opening.command.takes:
            without.add(name)
        for panel in panels:
            panel.closed.emit()
    assert without == ON_THEIR_PAGE


def test_everyday_words_are_found(window):
    assert len(EVERYDAY) >= 200
    desk, lost = window.frame.desk, {}
    offers = {
        **window.frame._elsewhere(),
        ACTS: act_answers(desk, PAGES),
        **_of_the_menu(window),
    }
    for word, title in EVERYDAY.items():
        found = [answer.words for group in find(desk, offers, word, []) for answer in group.answers]
        if not any(_(title) in words for words in found):
            lost[word] = (title, found)
    assert not lost


def _of_the_menu(window):
    """The whole menu, with what only a register of real people has."""
    return {MENU: menu_offers(window.acts, lambda _act: True)}


def test_a_birth_opens_the_form_with_the_birth_chosen(window):
    answer = next(each for each in act_answers(window.frame.desk, PAGES) if _("Birth") in each.names)
    assert answer.words == f"{_(JoinMember.act.title)}{'：' if _('Birth') == '出生' else ': '}{_('Birth')}"
    window.frame.show_page(*answer.reach)
    form = window.frame.page.pane.panel.form
    assert (form.act, form.editors["kind"].value()) == ("JoinMember", "birth")
    window.frame.page.pane.give_up()


def test_an_act_is_about_the_current_row_of_the_page_before(window):
    page = shown_page(window, next(each for each in PAGES if each.key == "registry"))
    window.frame.show_page("registry", ActOpening(JoinMember))
    assert page.pane.panel.form.editors["household"].value() is None  # the list began on its first row
    page.pane.give_up()
    page.list.table.setCurrentIndex(page.list.model.index(1, 0))
    window.frame.show_page("registry", ActOpening(JoinMember))
    assert page.pane.panel.form.editors["household"].value() == page.current_row().id
    page.pane.give_up()


def test_an_act_that_a_person_may_not_do_names_who_may(window):
    shown_page(window, next(each for each in PAGES if each.key == "registry"))
    answer = by_command(window.frame.desk)["AddUser"]
    assert answer.reason


def test_the_file_menu_takes_in_exports_prints_and_backs_up(window):
    page = shown_page(window, next(each for each in PAGES if each.key == "registry"))
    menu = next(action.menu() for action in window.menuBar().actions() if action.text() == _("File"))
    offered = {action.text() for action in menu.actions()}
    assert {_("Take in workbooks"), _("Export or print…"), _("Notices"), _("Backups")} <= offered
    window.frame.nav.setFocus()
    window.acts["frame.export"].trigger()
    (dialog,) = page.findChildren(ExportDialog)
    dialog.reject()
    window.acts["take_in"].trigger()
    assert (window.frame.page.key, window.frame.page.tabs.key) == ("returns", "import")
    window.acts["frame.export"].trigger()  # without a list nothing happens


def test_the_keys_of_a_list_are_heard_from_everywhere_in_the_window(window):
    page = shown_page(window, next(each for each in PAGES if each.key == "registry"))
    keys = {each.key().toString(): each for each in page.list.findChildren(QShortcut)}
    everywhere = {key for key, each in keys.items() if each.context() == Qt.ShortcutContext.WindowShortcut}
    assert {"F12", "Ctrl+P", "Ctrl+F", "Ctrl+Shift+L"} <= everywhere


def test_no_page_has_two_lists_at_once_between_which_a_key_would_waver(window):
    several = set()
    for kind in PAGES:
        page = shown_page(window, kind)
        if len([each for each in page.findChildren(ListView) if each.isVisible()]) > 1:
            several.add(kind.key)
    assert several == set()


def test_an_act_of_an_ended_procedure_says_so_before_its_form_opens(guizhou):
    answers = by_command(guizhou.at(date(2026, 11, 27)))
    assert "2020-12-31" in answers["FileHousehold"].reason
    assert answers["FileVillage"].reason
    assert answers["OpenCase"].reason == ""
    assert by_command(guizhou.at(date(2016, 11, 24)))["FileHousehold"].reason == ""


def test_a_field_that_may_stay_blank_is_not_filled_from_the_current_row(window):
    page = shown_page(window, next(each for each in PAGES if each.key == "needs"))
    page.list.table.setCurrentIndex(page.list.model.index(1, 0))
    assert page.chosen_row().household_id
    window.frame.show_page("payments", ActOpening(RecordPayment))
    form = window.frame.page.pane.panel.form
    assert form.editors["household"].value() is None
    window.frame.page.pane.give_up()
    window.frame.show_page("needs")
    window.frame.show_page("measures", ActOpening(RecordMeasure))
    assert window.frame.page.pane.panel.form.editors["household"].value() == page.current_row().household_id
    window.frame.page.pane.give_up()


def test_a_page_comes_before_an_act_with_a_choice_of_its_name(window):
    groups = find(window.frame.desk, window.frame._elsewhere(), _("Monitored households"), [])
    assert groups[0].answers[0].words == _("Monitored households")
    assert any(_("Ask departments") in answer.words for group in groups for answer in group.answers)


def test_a_step_of_cases_leads_to_the_first_that_waits_for_it_and_leaves_no_filter(window):
    page = shown_page(window, next(each for each in PAGES if each.key == "queue"))
    tasks = {row.task for row in page.list.model.rows(range(page.list.model.rowCount()))}
    for name, answer in by_command(window.frame.desk).items():
        takes = {kind.value for kind in COMMANDS[name].takes}
        window.frame.show_page(*answer.reach) if takes else None
        if takes & tasks:
            assert page.current_row().task in takes
        elif takes:
            assert _("No case waits for this step.") in window.frame.toast.words.text()
    assert not page.list.filters.values
