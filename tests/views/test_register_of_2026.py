"""A register of Guizhou dated 27 November 2026: no page, list or form speaks of the campaign as in force."""

import re
from datetime import date

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QWidget

from county_desk.models.register import Register, RegisterKind
from county_desk.models.user import Actor, Role
from county_desk.rules.registry import HELP_RULES, RULES
from county_desk.storage.engine import connect, sessions_of
from county_desk.storage.upgrade import upgrade
from county_desk.tables.all_lists import LISTS
from county_desk.tables.listing import page
from county_desk.tables.policy.office_names import names_on
from county_desk.text import CHINESE, ENGLISH, _, language, speak
from county_desk.views.entrance.opener import Opener
from county_desk.views.main_window import MainWindow
from county_desk.views.widgets.banner import Banner
from county_desk.workflow.accounts.people import actors
from county_desk.workflow.desk import Desk
from county_desk.workflow.entry import Opened
from tests.build import ADMINISTRATOR, CLERK, PEOPLE, Office, clock, founding, reader_of
from tests.views.all_pages import PAGES

TODAY = date(2026, 11, 27)
CAMPAIGN = ("扶贫", "脱贫攻坚", "拟新识别", "纳入建档立卡", "拟退出")
CAMPAIGN += ("贫困户识别", "贫困户退出", "贫困村识别", "贫困村退出")
THROUGH_TIME = {"procedures", "figures", "examples"}  # all policy stands here, each with its days
NAMES = re.compile("《[^》]*》|（[^（）]*〔[^（）]*号）|全国扶贫开发信息系统")  # of documents and of a system


@pytest.fixture(scope="module")
def county(policy, tmp_path_factory):
    """The office of a county that began its register today."""
    engine = connect(f"sqlite:///{tmp_path_factory.mktemp('2026') / '青岚县.cdesk'}")
    upgrade(engine)
    founder = Actor(0, ADMINISTRATOR, Role.ADMINISTRATOR)
    Desk(sessions_of(engine), founder, policy, clock(TODAY)).do(founding("guizhou", "west"))
    yield Office(sessions_of(engine), policy)
    engine.dispose()


@pytest.fixture
def window(request, county, jobs, qtbot):
    speak(CHINESE)
    desk = county.at(TODAY, request.param)
    people = tuple(desk.read(actors))
    engine = desk.sessions.kw["bind"]
    kind = RegisterKind.REHEARSAL
    opened = Opened(str(engine.url), desk.sessions, "青岚县", kind, "guizhou", "west", people)
    window = MainWindow(jobs, Opener(today=TODAY, remembers=False))
    qtbot.addWidget(window)
    window.kept = window.kept.__class__(language=CHINESE)
    window.enter(opened, desk)
    window.show()
    yield window
    speak(ENGLISH)


def words_of(widget):
    """All words that a window shows or offers."""
    for each in widget.findChildren(QWidget):
        if isinstance(each, QLabel | QAbstractButton):
            yield each.text()
        if isinstance(each, QComboBox):
            yield from (each.itemText(place) for place in range(each.count()))
        yield each.toolTip()
    yield from (action.text() for action in widget.findChildren(QAction) if action.isEnabled())


def of_the_campaign(words):
    """The words that speak of the campaign; those that say that it has ended may."""
    found = {each for each in words if any(term in NAMES.sub("", each) for term in CAMPAIGN)}
    return {each for each in found if "止于" not in each}


@pytest.mark.parametrize("window", [person.name for person in PEOPLE[:5]], indirect=True)
def test_no_page_speaks_of_the_campaign(window, qtbot):
    said = {}
    for each in PAGES:
        window.frame.show_page(each.key)
        qtbot.waitUntil(lambda: window.frame.page is not None and window.frame.page.isVisible())
        if found := of_the_campaign(words_of(window.frame.page)):
            said[each.key] = found
    assert set(said) <= THROUGH_TIME, said
    window.frame.show_page("queue")
    assert of_the_campaign(words_of(window.frame.page)) == set()


@pytest.mark.parametrize("window", [CLERK], indirect=True)
def test_the_exit_checks_say_that_they_ended_and_open_nothing(window, qtbot):
    window.frame.show_page("exits")
    qtbot.waitUntil(lambda: window.frame.page is not None and window.frame.page.isVisible())
    exits = window.frame.page
    qtbot.waitUntil(lambda: exits.rows is not None)
    assert not exits.open_button.isEnabled()
    assert "止于2020-12-31" in exits.open_button.toolTip()
    assert any("止于2020-12-31" in banner.words.text() for banner in exits.findChildren(Banner))


def test_nothing_of_the_campaign_can_begin(county):
    policy = county.policy
    keys = policy.procedures.keys()
    ended = [key for key in keys if "2020-12-31" in policy.why_not_begun(key, TODAY)]
    assert set(ended) >= {
        "household_registration",
        "household_exit",
        "household_relapse",
        "village_registration",
        "village_exit",
    }
    begun = (*policy.begin("household", TODAY), *policy.begin("village", TODAY))
    assert not set(begun) & set(ended)
    # programmes of help go on across regimes; registration, exit and monitoring do not
    judged = RULES.keys() - set(HELP_RULES)
    criteria = [each for rule in judged for each in policy.terms(TODAY).criteria(rule)]
    assert [each.key for each in criteria if each.span.since.year <= 2020] == []


def test_papers_would_bear_the_names_of_the_day(county):
    number = county.read(lambda session: session.get_one(Register, 1).county_id)
    names = county.read(lambda session: names_on(session, number, TODAY))
    assert (names.office, names.leading_group) == ("青岚县农业农村局", "青岚县委农村工作领导小组")


def test_no_list_holds_a_word_of_the_campaign(county):
    with language(CHINESE):
        for listing in LISTS.values():
            rows = county.at(TODAY, reader_of(listing, ADMINISTRATOR)).read(page, listing)
            words = [column.shown(row) for row in rows for column in listing.table.columns]
            titles = [_(column.title) for column in listing.table.columns]
            assert of_the_campaign([*words, *titles, _(listing.table.title)]) == set(), listing.table.key
