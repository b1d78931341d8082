"""The page of consistency checks: its catalogue, a run, the hits of a check, and how the county takes it."""

from datetime import date

import openpyxl
import pytest
from PySide6.QtWidgets import QLabel

from county_desk.models.household import Member
from county_desk.rules.checks.catalogue import catalogue
from county_desk.rules.checks.check_level import CheckLevel
from county_desk.views.jobs import Jobs
from county_desk.views.register.checks_page import ChecksPage
from county_desk.views.widgets.bands import Band
from county_desk.views.widgets.banner import Banner
from county_desk.workflow.consistency_settings import SetCheck
from tests.build import ADMINISTRATOR, CLERK, an_id_number, case_of
from tests.build import a_household as a_case
from tests.registers import a_household, village
from tests.second_person import in_force, settled
from tests.views.showing import said, shown, turn
from tests.wrong_procedures import spoil

TODAY = date(2016, 11, 24)


@pytest.fixture
def made(guizhou):
    """Two households in two villages share a person, and one has two heads."""
    with guizhou.sessions.begin() as session:
        numbers = {}
        for number, where in (("A1", "大河"), ("B2", "柳湾")):
            household = a_household(session, village(session, where), number=number, persons=1)
            household.members[0].id_number, household.members[0].ethnicity = an_id_number(11), "汉族"
            numbers[number] = household.id
        household.persons = 2
        household.members.append(
            Member(position=2, name="李秀英", relation="户主", id_number=an_id_number(12), ethnicity="汉族")
        )
    return numbers


@pytest.fixture
def page(guizhou, made, jobs, qtbot):
    """The page of a county clerk."""
    return shown(ChecksPage(guizhou.at(TODAY, CLERK), jobs), qtbot)


def numbers(page):
    return [row.number for row in page.model.rows(range(page.model.rowCount()))]


def choose(page, number):
    page.table.setCurrentIndex(page.model.index(numbers(page).index(number), 1))


def hits(page):
    return [(row.household, row.person) for row in page.hits.model.rows(range(page.hits.model.rowCount()))]


def test_before_a_run_the_whole_catalogue_stands_there_and_offers_one(page):
    assert numbers(page) == list(catalogue().checks)
    assert "not been run" in page.hits.empty.words.text()
    assert page.status[0] == f"{len(numbers(page))} rows · The checks have not been run yet."
    assert not page.save_button.isEnabled()
    page.hits.empty.button.click()
    assert page.report is not None


def test_a_run_shows_the_checks_with_hits_and_what_they_found(page):
    page.run_button.click()
    assert page.tabs.key == "hits"
    assert numbers(page) == ["D04", "D11"]
    choose(page, "D04")
    assert hits(page) == [("A1", "张大有"), ("B2", "张大有")]
    assert page.status[0] == "2 households, 3 persons · 3 errors, 0 warnings"


def test_the_hits_of_one_village_can_be_looked_at_alone(page):
    page.run()
    page.place_box.set_value("城关镇/大河村")
    page.place_box.activated.emit(page.place_box.currentIndex())
    assert numbers(page) == ["D04"]
    assert hits(page) == [("A1", "张大有")]
    assert page.status[0] == "2 households, 3 persons · 1 errors, 0 warnings"


def test_the_way_to_the_household(page, made, qtbot):
    page.run()
    choose(page, "D11")
    with qtbot.waitSignal(page.go) as asked:
        page.hits.go_button.click()
    assert asked.args == ["household", made["B2"]]


def test_a_check_that_only_looks_at_lists_says_so(page):
    page.run()
    page.tabs.choose("all")
    choose(page, "D46")
    assert page.hits.empty.words.text() == "This check looks only at lists that are read."
    assert "does not keep posts" in page.hits.about.text()
    choose(page, "D21")
    assert page.hits.empty.words.text() == "This check is off for this year."
    choose(page, "D07")
    assert page.hits.empty.words.text() == "Nothing is wrong here."
    assert page.hits.go_button.isHidden()


def test_a_rule_that_always_holds_offers_no_setting(guizhou, made, jobs, qtbot):
    page = shown(ChecksPage(guizhou.at(TODAY, ADMINISTRATOR), jobs), qtbot)
    choose(page, "R27")
    assert page.hits.set_button.isEnabled()
    choose(page, "R01")
    assert not page.hits.set_button.isEnabled()
    assert "always holds" in page.hits.about.text().lower()


def test_who_may_not_set_a_check_is_told_who_may(page):
    assert not page.hits.set_button.isEnabled()
    assert "Administrator" in page.hits.set_button.toolTip()


def test_the_administrator_sets_a_check_and_takes_it_back(guizhou, made, jobs, qtbot):
    page = shown(ChecksPage(guizhou.at(TODAY, ADMINISTRATOR), jobs), qtbot)
    choose(page, "D11")
    page.hits.set_button.click()
    assert page.drawer.isVisible()
    in_force(guizhou, SetCheck(check="D11", year=2016, level=CheckLevel.OFF, reason="分户中"), TODAY)
    page.refresh()
    choose(page, "D11")
    assert page.table.current().level is CheckLevel.OFF
    assert "分户中" in page.hits.about.text()
    page.hits.set_button.click()
    back = next(b for b in page.drawer.findChildren(type(page.save_button)) if b.text().startswith("As the"))
    changes = []
    page.done.connect(changes.append)
    back.click()
    settled(guizhou, changes[0], TODAY)
    page.refresh()
    assert page.table.current().level is CheckLevel.ERROR
    assert not page.drawer.isVisible()


def test_another_year_begins_anew(page):
    page.run()
    turn(page, 2015)
    assert page.report is None
    assert page.tabs.key == "all"


def test_the_hits_go_out_as_a_workbook(page, tmp_path):
    page.run()
    page.save_to(tmp_path / "整改台账.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "整改台账.xlsx").active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert [row[3] for row in rows] == ["A1", "B2", "B2"]
    assert "Saved" in said(page, type(page.hits.about))


def test_a_failing_register_is_said_and_the_page_lives_on(page, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError("no such table")

    monkeypatch.setattr("county_desk.views.register.checks_page.check_register", broken)
    page.run()
    assert [banner.tone for banner in page.findChildren(Banner) if banner.isVisible()] == ["bad"]
    assert page.run_button.isEnabled()


def test_cases_that_could_not_be_checked_are_said_above_the_hits(guizhou, made, jobs, qtbot):
    version = case_of(guizhou, a_case(guizhou)).procedure
    spoil(guizhou, version)
    page = shown(ChecksPage(guizhou.at(TODAY, CLERK), jobs), qtbot)
    page.run()
    (banner,) = [each for each in page.findChildren(Banner) if each.isVisible()]
    assert banner.tone == "warn"
    assert f"1 case was not checked: procedures/{version}.toml, line 36" in said(banner, QLabel)
    assert page.report.hits


def test_a_run_can_be_stopped(guizhou, made, qtbot):
    jobs = Jobs()
    page = shown(ChecksPage(guizhou.at(TODAY, CLERK), jobs), qtbot)
    page.run()
    page._stop()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert page.report is None
    assert page.run_button.isEnabled()
    jobs.close()


def test_a_low_window_keeps_both_tables(page):
    page.resize(911, 512)
    page.fit(Band.of(911, 512))
    assert not page.heading.isVisible()
    assert page.table.height() > 60
    assert page.hits.height() > 60
