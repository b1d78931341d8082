"""The first week of a register: each step is read from the register, and the card goes when all are done."""

from datetime import date

import pytest
from sqlalchemy import update

from county_desk.models.place import Place
from county_desk.tables.home import first_week
from county_desk.text import CHINESE, ENGLISH, language
from county_desk.views.home import homes
from county_desk.views.home.home_page import HomePage
from county_desk.views.navigation import ENTRIES
from tests.build import ADMINISTRATOR, CLERK, a_household, make_real
from tests.views.showing import shown

TODAY = date(2016, 11, 24)
TITLE = "First week of the register"


@pytest.fixture
def open_home(office, jobs, qtbot):
    """The home of a person; reading the medium looks at no disk."""
    return lambda name=CLERK: shown(HomePage(office.at(TODAY, name), jobs), qtbot)


@pytest.fixture
def real(office):
    """The office with a register of real people."""
    make_real(office)
    return office


def card(page):
    return page.boxes[0]


def state(page):
    """The words of each step."""
    return {row[0].words: row[1].words for row in card(page).content.rows}


@pytest.mark.parametrize("who", [CLERK, ADMINISTRATOR])
def test_a_new_register_names_the_steps_that_are_left_and_leads_to_each(real, open_home, who):
    page = open_home(who)
    assert card(page).title.text() == TITLE
    assert card(page).isVisibleTo(page)
    found = state(page)
    assert found["Opening balance"] == "No household yet"
    assert found["Telephone of each office, for its notices"].endswith(" blank")
    assert found["A second reviewer"] == "Done"
    doors = [row[0].door.page for row in card(page).content.rows]
    assert doors[:2] == ["returns", "offices"]
    assert set(doors) <= ENTRIES.keys()


def test_a_step_is_done_by_doing_it(real, open_home):
    a_household(real, "赵桂兰", serial=3)
    with real.sessions.begin() as session:
        session.execute(update(Place).values(telephone="0000-1234567", address="城关镇人民路1号"))
    found = state(open_home())
    assert found["Opening balance"] == "Done"
    assert found["Address of each office, for its notices"] == "Done"


def test_the_card_goes_once_every_step_is_done(real, open_home, monkeypatch):
    a_household(real, "赵桂兰", serial=3)
    monkeypatch.setattr(homes, "lone_decider", lambda _session: "")
    monkeypatch.setattr(homes, "file_of", lambda _place: None)
    monkeypatch.setattr(first_week, "unconfirmed", lambda *_given: [])
    with real.sessions.begin() as session:
        session.execute(update(Place).values(telephone="0000-1234567", address="城关镇人民路1号"))
    page = open_home()
    assert card(page).content.rows == ()
    assert not card(page).isVisibleTo(page)


def test_a_rehearsal_has_no_first_week(open_home):
    page = open_home()
    assert not card(page).isVisibleTo(page)


def test_the_steps_speak_both_languages(real):
    desk = real.at(TODAY, CLERK)
    said = {}
    for spoken in (ENGLISH, CHINESE):
        with language(spoken):
            content = desk.read(first_week.first_week, desk.policy, TODAY, "", None)
            said[spoken] = [row[0].words for row in content.rows]
    assert "期初数据" in said[CHINESE]
    assert not set(said[ENGLISH]) & set(said[CHINESE])
