"""The page of figures: two years side by side, and the county’s own entered and withdrawn."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from county_desk.tables.policy.figures import FigureState, Sureness, amount_words
from county_desk.text import CHINESE, ENGLISH, speak
from county_desk.views.administration.figures_page import FiguresPage
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.painted import Button
from county_desk.workflow.entry import sit_down
from county_desk.workflow.gate.proposals import PutInForce
from county_desk.workflow.policy.own_figures import SetParameter
from tests.accounts import ADMINISTRATOR as PROPOSER
from tests.accounts import OWN, a_real_register, set_own_password
from tests.accounts import REVIEWER as SECOND
from tests.build import ADMINISTRATOR, CLERK
from tests.second_person import settled
from tests.views.showing import choose, said, shown

TODAY = date(2019, 11, 24)
LINE = "income_line_exit"


@pytest.fixture(autouse=True)
def english_again():
    yield
    speak(ENGLISH)


@pytest.fixture
def open_page(guizhou, jobs, qtbot):
    return lambda who=ADMINISTRATOR, day=TODAY: shown(FiguresPage(guizhou.at(day, who), jobs), qtbot)


def line(page, name=LINE):
    return choose(page, lambda row: row.name == name)


def button(page, words):
    return next(each for each in page.pane.findChildren(Button) if each.text() == words)


def test_a_figure_shows_two_years_its_source_and_that_it_ends_soon(open_page):
    row = line(open_page())
    assert (row.value, row.compared) == ("3,747 yuan", "3,535 yuan")
    assert (row.place, row.until, row.state) == ("Guizhou", date(2019, 12, 31), FigureState.ENDING)
    assert row.sure is Sureness.RECALLED


def test_other_years_can_be_laid_side_by_side(open_page):
    page = open_page()
    page.boxes[0].set_value(2018)
    page.boxes[1].set_value(2017)
    page.boxes[1].activated.emit(0)
    row = line(page)
    assert (row.value, row.compared, row.state) == ("3,535 yuan", "3,335 yuan", FigureState.ENDING)


def test_what_has_ended_stands_first_and_asks_for_the_document_of_this_year(open_page):
    page = open_page(day=date(2026, 11, 27))
    first = page.list.model.row_at(0)
    assert first.state is FigureState.ENDED
    choose(page, lambda row: row.id == first.id)
    (banner,) = page.pane.findChildren(Banner)
    assert "enter the figure of this year’s document" in banner.words.text()


def test_the_county_enters_a_figure_and_withdraws_it_again(open_page, guizhou):
    page = open_page(day=date(2026, 11, 27))
    line(page)
    button(page, "Enter a figure…").click()
    form = page.pane.panel.form
    assert "name" not in form.editors
    assert form.editors["since"].value() == date(2026, 1, 1)
    form.editors["value"].set_value("8000")
    form.editors["reference"].set_value("黔府发〔2026〕3号")
    form.editors["dated_back"].set_value("文件11月才收到")
    changes = []
    page.done.connect(changes.append)
    confirmed(page)
    settled(guizhou, changes.pop(), page.desk.today)
    page.renew()
    assert (line(page).value, line(page).place) == ("8,000 yuan", "this county")
    button(page, "Withdraw…").click()
    confirmed(page)
    assert line(page).state is FigureState.PROPOSED
    settled(guizhou, changes.pop(), page.desk.today)
    page.renew()
    assert line(page).state is FigureState.ENDED


def confirmed(page):
    """Do the act of the open form, and confirm its effect."""
    panel = page.pane.panel
    panel.do_button.click()
    if panel.step is not None:
        panel.step.confirm_button.click()


def test_the_list_is_filtered_and_searched_by_the_database_like_any_other(open_page):
    page = open_page()
    page.list.filters.set_values("state", (FigureState.ENDING,))
    rows = [page.list.model.row_at(place) for place in range(page.list.model.rowCount())]
    assert {row.state for row in rows} == {FigureState.ENDING}
    page.list.clear_filters()
    page.search_for("exit")
    page.refresh()
    assert page.list.model.rowCount() < 33


def test_without_the_right_figures_can_only_be_read(open_page):
    page = open_page(CLERK)
    line(page)
    assert "3,747 yuan · 2019-01-01 to 2019-12-31" in said(page.pane, QLabel)
    assert not button(page, "Enter a figure…").isEnabled()


def test_a_way_of_counting_is_named_in_the_language_in_force(open_page):
    speak(CHINESE)
    assert line(open_page(), "counting_mode").value == "自然日，当天计入"


def test_every_choice_of_a_figure_is_named_in_words(guizhou):
    speak(CHINESE)
    book = guizhou.at(TODAY, ADMINISTRATOR).policy.book
    choices = {word: amount_words(word, "") for name in book.names() for word in book[name].choices}
    assert choices["none"] == "随时录入"
    assert not [word for word, shown in choices.items() if shown == word or shown.isascii()]


def test_a_choice_is_named_in_the_list_and_in_its_series(open_page):
    page = open_page(day=date(2026, 11, 27))
    assert line(page, "adjustment_waits").value == "At any time"
    assert "At any time · From 2014-01-01" in said(page.pane, QLabel)


def test_a_proposed_figure_stands_first_until_a_second_person_puts_it_in_force(tmp_path, jobs, qtbot):
    opened, passwords = a_real_register(tmp_path / "青岚县.cdesk")
    for name in (PROPOSER, SECOND):
        set_own_password(opened, name, passwords[name])
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4")
    day = date.today()
    sit_down(opened, PROPOSER, password=OWN).do(
        SetParameter(name=LINE, since=day, value="8000", reference="青政发〔2026〕3号", scan=str(scan))
    )
    second = sit_down(opened, SECOND, password=OWN)
    page = shown(FiguresPage(second, jobs), qtbot)
    first = page.list.model.row_at(0)
    assert (first.name, first.state) == (LINE, FigureState.PROPOSED)
    page.renew()
    qtbot.waitUntil(lambda: page._waiting_note is not None)
    ways = []
    page.go.connect(lambda *way: ways.append(way))
    page._waiting_note.findChild(Button).click()
    ((key, number),) = ways
    assert key == "proposals"
    second.do(PutInForce(proposal=number))
    page.renew()
    assert line(page).value == "8,000 yuan"
    opened.close()
