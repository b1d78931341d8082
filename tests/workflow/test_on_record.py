"""A record that a command names by number is on record and in the area of the person who acts."""

from datetime import date

import pytest

from county_desk.models.team import Team
from county_desk.text import ENGLISH, N_, language
from county_desk.workflow.assistance.teams import FormTeam
from county_desk.workflow.on_record import record_trouble
from tests.build import ELSEWHERE
from tests.refusals import outside

DAY = date(2018, 6, 6)
WORDS = N_("There is no team {number}")


@pytest.fixture
def change(office):
    """The act that formed a team of 大河村."""
    village = office.place("大河村")
    return office.at(DAY).do(FormTeam(village=village, unit="县水利局", since=DAY, until=date(2020, 4, 30)))


def trouble(office, number, person=None, *, place=lambda team: team.village_id):
    with office.sessions() as session, language(ENGLISH):
        desk = office.at(DAY, person) if person else office.at(DAY)
        return record_trouble(desk._work(session), Team, number, "team", WORDS, place)


def test_a_record_that_stands_in_the_area_gives_no_trouble(office, change):
    assert trouble(office, change.id) == {}


def test_an_unknown_number_is_refused_at_its_field(office):
    assert trouble(office, 4711) == {"team": "There is no team 4711"}


def test_a_withdrawn_record_is_refused_like_an_unknown_one(office, change):
    office.at(DAY).do(change.undo)
    assert trouble(office, change.id) == {"team": f"There is no team {change.id}"}


def test_a_record_of_another_area_is_refused_as_a_whole(office, change):
    assert trouble(office, change.id, ELSEWHERE) == {"": outside()}


def test_a_record_without_a_place_is_open_to_every_area(office, change):
    assert trouble(office, change.id, ELSEWHERE, place=None) == {}
