"""The page of examples: the made-up cases of one rule, each with its facts and the answer of the program."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from county_desk.rules.example_subjects import SUBJECTS
from county_desk.rules.examples import examples_of
from county_desk.text import CHINESE, language
from county_desk.views.administration.examples_page import ExamplesPage
from county_desk.views.administration.figures_page import FiguresPage
from county_desk.views.administration.procedures_page import ProceduresPage
from county_desk.views.administration.working_days_page import WorkingDaysPage
from county_desk.views.widgets.painted import Button
from tests.build import ADMINISTRATOR, CLERK
from tests.views.showing import choose, said, shown

TODAY = date(2018, 6, 1)


def buttons(widget):
    """The buttons of a widget that lead to examples."""
    return [each for each in widget.findChildren(Button) if each.text() == "Examples…"]


@pytest.fixture
def page(office, jobs, qtbot):
    return shown(ExamplesPage(office.at(TODAY, CLERK), jobs), qtbot)


def test_the_examples_of_a_rule_are_listed_with_their_answers(page):
    page.show_subject("household_exit")
    assert page.list.model.rowCount() == len(examples_of("household_exit"))
    choose(page, lambda row: row.title == "An income equal to the line is not above it")
    words = said(page.pane, QLabel)
    assert "Exit of the household: not met" in words
    assert "Net income a head: standard above 3,146 yuan, actual 3,146 yuan: not met" in words
    assert "Safe drinking water" in words
    assert "Document: 省2016年第1号通知" in words


def test_the_box_leads_from_rule_to_rule(page):
    assert page.box.count() == len(SUBJECTS)
    page.box.set_value("grace")
    page.box.activated.emit(page.box.currentIndex())
    assert page.list.model.rowCount() == len(examples_of("grace"))
    choose(page, lambda row: row.id == 1)
    assert "The period of grace ends on 2023-12-31" in said(page.pane, QLabel)


def test_an_official_reads_the_examples_in_chinese(office, jobs, qtbot):
    with language(CHINESE):
        page = shown(ExamplesPage(office.at(TODAY, CLERK), jobs), qtbot)
        page.show_subject("monitoring_kind")
        choose(page, lambda row: row.title == "脱贫户，收入低于监测线")
        words = said(page.pane, QLabel)
    assert "监测对象类别：脱贫不稳定户" in words
    assert "监测期人均纯收入" in words


@pytest.mark.parametrize(
    ("kind", "subject"), [(FiguresPage, "figures"), (ProceduresPage, "procedures"), (WorkingDaysPage, "days")]
)
def test_a_page_of_the_policy_leads_to_its_examples(office, jobs, qtbot, kind, subject):
    page = shown(kind(office.at(TODAY, ADMINISTRATOR), jobs), qtbot)
    button = next(each for each in buttons(page) if not page.pane.isAncestorOf(each))
    with qtbot.waitSignal(page.go) as asked:
        button.click()
    assert asked.args == ["examples", subject]


def test_a_procedure_leads_to_the_examples_of_its_rule(office, jobs, qtbot):
    page = shown(ProceduresPage(office.at(TODAY, CLERK), jobs), qtbot)
    choose(page, lambda row: row.version == "national/household_exit-2016")
    button = buttons(page.pane)[0]
    with qtbot.waitSignal(page.go) as asked:
        button.click()
    assert asked.args == ["examples", "household_exit"]
