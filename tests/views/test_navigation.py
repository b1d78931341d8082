"""The navigation declares every page, and the rows of each post on a day."""

from dataclasses import replace
from datetime import date
from importlib import import_module
from pkgutil import walk_packages

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from county_desk import views
from county_desk.demo.campaign.story import CAMPAIGN
from county_desk.demo.present.story import PRESENT
from county_desk.models.user import Permission, Role
from county_desk.text import CHINESE, _, language
from county_desk.views.act_answers import act_answers
from county_desk.views.nav import NavList
from county_desk.views.navigation import ENTRIES, ROWS, navigation_of
from county_desk.views.page import Page
from county_desk.workflow.command import Command
from county_desk.workflow.entry import open_register, sit_down
from tests.build import a_registered_household, an_exit
from tests.views.all_pages import PAGES

LISTED = date(2017, 11, 1)  # a day on which the household has been listed for some months
MOST = 8  # rows that fit a window of 450 pixels
CHAPTERS = {"campaign": CAMPAIGN, "present": PRESENT}
PAST = "Earlier work"


@pytest.fixture(scope="module", params=CHAPTERS)
def county(request, demos, tmp_path_factory):
    """Each demo county; no test here changes it."""
    path = tmp_path_factory.mktemp("demo") / "demo.cdesk"
    opened = open_register(demos.copy(CHAPTERS[request.param], path))
    yield request.param, opened, CHAPTERS[request.param].today
    opened.close()


@pytest.fixture(params=Role, ids=lambda role: role.value)
def post(request, county):
    """The chapter, and a desk of it for each post."""
    chapter, opened, today = county
    desk = sit_down(opened, opened.people[0].name, today=today)
    return chapter, replace(desk, actor=replace(desk.actor, role=request.param))


def parts_of(navigation):
    return {row.title: row.parts for row in navigation.rows}


def test_the_navigation_knows_every_page_by_its_key():
    modules = [import_module(each.name) for each in walk_packages(views.__path__, f"{views.__name__}.")]
    classes = {each for module in modules for each in vars(module).values() if isinstance(each, type)}
    assert {each for each in classes if issubclass(each, Page) and "key" in vars(each)} == set(PAGES)


def test_a_post_has_eight_rows_at_most_with_a_name_and_a_picture_each(post):
    _chapter, desk = post
    rows = navigation_of(desk).rows
    with language(CHINESE):
        assert len(rows) == len({row.icon for row in rows}) == len({_(row.title) for row in rows}) <= MOST


def test_no_page_stands_in_two_rows_of_a_post(post):
    _chapter, desk = post
    parts = [key for row in navigation_of(desk).rows for key in row.parts]
    assert len(parts) == len(set(parts))


def test_every_page_that_a_post_may_have_stands_in_a_row_of_this_post_or_another(post):
    _chapter, desk = post
    navigation = navigation_of(desk)
    assert set(navigation.pages) == {page.key for page in PAGES if desk.actor.role.may(page.needs)}
    for key in navigation.pages:
        assert (ENTRIES[key].of or key) in navigation.row_of(key).parts
        assert set(navigation.row_of(key).parts) <= set(navigation.pages)


def test_every_act_of_a_page_stands_in_a_row_of_each_post_that_may_do_it(post):
    _chapter, desk = post
    shown = {key for row in navigation_of(desk).rows for key in row.parts}
    shown |= {entry.key for entry in ENTRIES.values() if entry.of in shown}
    pages = {}
    for page in PAGES:
        for command in acts_of(page):
            pages.setdefault(command, set()).add(page.key)
    may = [command for command in pages if desk.actor.may(command.permission)]
    assert [command.__name__ for command in may if not pages[command] & shown] == []


def test_every_act_that_the_search_finds_leads_into_a_row_of_a_post_that_may_do_it(post):
    _chapter, desk = post
    shown = {key for row in navigation_of(desk).rows for key in row.parts}
    found = act_answers(desk, [entry.load() for entry in navigation_of(desk).pages.values()])
    may = [each for each in found if not each.reason and each.reach[1].command.permission != Permission.READ]
    assert {each.words for each in may if each.reach[0] not in shown} == set()


def acts_of(page):
    """The commands that the module of a page names."""
    for each in vars(import_module(page.__module__)).values():
        if isinstance(each, type) and issubclass(each, Command) and each is not Command:
            yield each


def test_the_work_of_the_day_stands_first_and_ended_work_under_its_own_row(post):
    chapter, desk = post
    parts = parts_of(navigation_of(desk))
    present = {key for title, keys in parts.items() if title != PAST for key in keys}
    cases = desk.actor.role is not Role.ADMINISTRATOR
    if chapter == "present":
        assert parts.get(PAST, ()) == (("exits", "county_exit", "grace") if cases else ())
        assert ("clues" in present) == cases
    else:
        assert PAST not in parts
        assert ({"exits", "county_exit"} <= present) == cases


@pytest.mark.parametrize("county", ["campaign"], indirect=True)
def test_pages_of_work_to_come_stand_behind_the_others_of_their_row(county):
    _chapter, opened, today = county
    clerk = next(each.name for each in opened.people if each.role is Role.COUNTY_CLERK)
    parts = navigation_of(sit_down(opened, clerk, today=today)).row_of("clues").parts
    assert parts == ("visits", "needs", "measures", "clues", "signals", "monitored", "signal_rules")


def test_a_page_of_ended_work_stays_at_work_while_a_case_is_open(office):
    household = a_registered_household(office)
    desk = office.at(LISTED)
    assert "exits" in navigation_of(desk).row_of("applications").parts
    later = office.at(date(2026, 3, 2))
    assert "exits" in parts_of(navigation_of(later))[PAST]
    an_exit(office, household, received_on=LISTED)
    assert "exits" in navigation_of(later).row_of("applications").parts


def test_no_number_stands_before_a_post_that_can_do_nothing(post):
    _chapter, desk = post
    if desk.actor.role is Role.INSPECTOR:
        assert {page.key: page.waiting(desk) for page in PAGES if page.waiting(desk)} == {}


@pytest.mark.parametrize("county", ["present"], indirect=True)
def test_a_number_counts_the_work_of_the_own_area_alone(county):
    _chapter, opened, today = county
    clerks = {each.role: sit_down(opened, each.name, today=today) for each in opened.people}
    whole = {page.key: page.waiting(clerks[Role.COUNTY_CLERK]) or 0 for page in PAGES}
    village = {page.key: page.waiting(clerks[Role.VILLAGE_CLERK]) or 0 for page in PAGES}
    for key in ("signals", "monitored", "measures", "pairings", "plans", "needs", "findings"):
        assert village[key] <= whole[key]
    assert sum(village.values()) < sum(whole.values())


def test_the_first_row_of_a_post_is_its_work():
    first = {role: rows[0].parts[0] for role, rows in ROWS.items()}
    assert first == {
        Role.VILLAGE_CLERK: "home",
        Role.TOWNSHIP_CLERK: "home",
        Role.COUNTY_CLERK: "home",
        Role.REVIEWER: "queue",
        Role.ADMINISTRATOR: "home",
        Role.INSPECTOR: "overview",
    }


def test_a_page_has_the_title_of_its_entry():
    assert [page.title for page in PAGES] == [entry.title for entry in ENTRIES.values()]


def test_a_row_that_a_screen_reader_selects_opens_its_page(qtbot):
    rows = ROWS[Role.COUNTY_CLERK]
    nav = NavList(rows)
    qtbot.addWidget(nav)
    picked = []
    nav.picked.connect(picked.append)
    nav.clearSelection()
    nav.selectionModel().select(nav.model().index(1, 0), QItemSelectionModel.SelectionFlag.Select)
    assert picked == [rows[1].parts[0]]


def test_a_click_or_enter_on_a_row_leads_to_its_first_page_whatever_was_shown_last(qtbot):
    rows = ROWS[Role.COUNTY_CLERK]
    nav = NavList(rows)
    qtbot.addWidget(nav)
    nav.resize(200, 400)
    nav.show()
    picked = []
    nav.picked.connect(picked.append)

    def click(place):
        picked.clear()
        middle = nav.visualItemRect(nav.item(place)).center()
        qtbot.mouseClick(nav.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        return set(picked)

    nav.select(rows[0].parts[2])
    assert click(0) == {rows[0].parts[0]}
    nav.select(rows[0].parts[2])
    assert click(1) == {rows[1].parts[0]}
    assert click(0) == {rows[0].parts[0]}
    picked.clear()
    nav.select(rows[0].parts[2])
    qtbot.keyClick(nav, Qt.Key.Key_Return)
    assert set(picked) == {rows[0].parts[0]}
