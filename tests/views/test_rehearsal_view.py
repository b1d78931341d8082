"""The window of a rehearsal: asked from a figure, a form or a file, with names, counts and papers."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QLabel

from county_desk.progress import Cancelled
from county_desk.reports.lists.form import ListForm
from county_desk.text import CHINESE, ENGLISH, speak
from county_desk.views.administration import policy_files_page as policy_page
from county_desk.views.administration import rehearsal_view
from county_desk.views.administration.figures_page import FiguresPage
from county_desk.views.administration.policy_files_page import PolicyFilesPage
from county_desk.views.administration.rehearsal_view import RehearsalDialog, ask_what_if, show_rehearsal
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.painted import Button
from county_desk.workflow.gate.law import OF_RULES
from county_desk.workflow.policy.own_figures import SetParameter, WithdrawParameter
from county_desk.workflow.registry import RecordYear
from tests.build import ADMINISTRATOR, CLERK, DAY, REVIEWER, a_registered_household
from tests.views.showing import choose, shown
from tests.workflow.policy_files import CRITERIA
from tests.workflow.test_rehearsal import GOOD, LINE, TODAY, a_line, in_force

HOUSEHOLD = "张大有"


@pytest.fixture(autouse=True)
def english_again():
    yield
    speak(ENGLISH)


@pytest.fixture
def household(office):
    """A registered household that could leave in 2017 with 5,000 yuan."""
    number = a_registered_household(office, HOUSEHOLD, persons=1)
    facts = RecordYear(household=number, year=2017, net_income=Decimal(5000), **GOOD)
    office.at(TODAY).do(facts)
    return number


@pytest.fixture
def figures(office, household, jobs, qtbot):
    return lambda who=CLERK, day=TODAY: shown(FiguresPage(office.at(day, who), jobs), qtbot)


def words_of(widget):
    return [label.text() for label in widget.findChildren(QLabel)]


def dialog_of(page):
    (dialog,) = page.findChildren(RehearsalDialog)
    return dialog


def button(widget, words):
    return next(each for each in widget.findChildren(Button) if each.text() == words)


def names(dialog):
    model = dialog.view.names.rows
    return [model.row_at(place).name for place in range(model.rowCount())]


def test_anybody_asks_what_if_about_a_figure(figures):
    page = figures()
    choose(page, lambda row: row.name == LINE["name"])
    button(page.pane, "What if…").click()
    dialog = dialog_of(page)
    assert dialog.view is None
    dialog.value.setText("5500")
    dialog.start_button.click()
    assert names(dialog) == [HOUSEHOLD]
    assert "1 record would turn" in words_of(dialog)
    assert dialog.view.counts.rows.rowCount() == 1
    dialog.value.setText("5000.01")
    dialog.start_button.click()
    assert names(dialog) == [HOUSEHOLD]


def test_a_wrong_value_is_said_beside_the_fields(figures):
    dialog = ask_what_if(figures(), a_line(""))
    dialog.value.setText("viel")
    dialog.start_button.click()
    assert dialog.view is None
    assert any("viel" in banner.words.text() for banner in dialog.findChildren(Banner))
    dialog.since.line.setText("moon")
    dialog.start_button.click()
    assert len(dialog.findChildren(Banner)) >= 1


def test_the_form_of_a_figure_is_tried_as_filled_in(figures):
    page = figures(ADMINISTRATOR)
    choose(page, lambda row: row.name == LINE["name"])
    button(page.pane, "Enter a figure…").click()
    panel = page.pane.panel
    panel.form.editors["value"].set_value("5500")
    panel.form.editors["since"].set_value(date(2018, 1, 1))
    button(panel, "What if…").click()
    dialog = dialog_of(page)
    assert (dialog.value.text(), dialog.since.value()) == ("5500", date(2018, 1, 1))
    assert "2018-01-01" in " ".join(words_of(dialog.view))
    assert names(dialog) == [HOUSEHOLD]


def test_a_withdrawal_is_tried_from_its_form(office, figures):
    in_force(office, a_line())
    page = figures(ADMINISTRATOR, TODAY + DAY)
    choose(page, lambda row: row.name == LINE["name"])
    button(page.pane, "Withdraw…").click()
    button(page.pane.panel, "What if…").click()
    dialog = dialog_of(page)
    assert dialog.value is None
    assert names(dialog) == [HOUSEHOLD]


def test_a_past_day_is_looked_at_in_the_dialog(office, household, figures):
    office.at(TODAY + DAY).do(RecordYear(household=household, year=2017, net_income=Decimal(9000)))
    dialog = ask_what_if(figures(day=TODAY + 3 * DAY), a_line())
    assert names(dialog) == []
    dialog.as_of.set_value(TODAY)
    dialog.start_button.click()
    assert names(dialog) == [HOUSEHOLD]


def test_a_file_is_tried_without_importing_it(office, household, jobs, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "exit.toml"
    path.write_text(CRITERIA, "utf8")
    monkeypatch.setattr(policy_page, "open_file", lambda *_asked: path)
    page = shown(PolicyFilesPage(office.at(TODAY, CLERK), jobs), qtbot)
    page.try_button.click()
    dialog = dialog_of(page)
    assert names(dialog) == [HOUSEHOLD]
    assert office.at(TODAY).policy.entered.files == ()


def test_the_rehearsal_of_a_proposal_is_shown(office, figures, monkeypatch):
    monkeypatch.setattr(SetParameter, "law", OF_RULES)
    number = office.at(TODAY, ADMINISTRATOR).do(a_line()).id
    dialog = show_rehearsal(figures(REVIEWER), number)
    assert names(dialog) == [HOUSEHOLD]
    assert dialog.as_of is None
    none = show_rehearsal(figures(REVIEWER), 99)
    assert "No rehearsal was saved" in " ".join(words_of(none))


def test_a_rehearsal_is_saved_as_paper_and_workbook(figures, tmp_path, monkeypatch):
    dialog = ask_what_if(figures(), a_line())
    for form in (ListForm.PDF, ListForm.XLSX):
        path = tmp_path / f"rehearsal.{form}"
        monkeypatch.setattr(rehearsal_view, "save_file", lambda *_asked, path=path: path)
        dialog.view.save(form)
        assert path.stat().st_size > 1000


def test_a_name_leads_to_its_household(figures, household, qtbot):
    page = figures()
    dialog = ask_what_if(page, a_line())
    with qtbot.waitSignal(page.go) as gone:
        dialog.view.names.opened.emit(dialog.view.found.rows[0])
    assert gone.args == ["household", household]


def test_a_stopped_rehearsal_leaves_the_result_before(figures, monkeypatch):
    dialog = ask_what_if(figures(), a_line())

    def stopped(*_asked):
        raise Cancelled

    monkeypatch.setattr(rehearsal_view, "what_if", stopped)
    dialog.start()
    assert names(dialog) == [HOUSEHOLD]
    assert not dialog.progress.isVisible()


def test_the_window_speaks_chinese(figures):
    speak(CHINESE)
    dialog = ask_what_if(figures(), WithdrawParameter(name=LINE["name"], since=TODAY))
    said = " ".join(words_of(dialog))
    assert "没有影响" in said
    assert dialog.windowTitle() == "结果改变的名单"
