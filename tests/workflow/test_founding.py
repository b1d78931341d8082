"""Founding a register: the first act of its history, from a list of divisions and the office's people."""

import json
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from county_desk.models.audit import Event
from county_desk.models.place import Place, PlaceCode, PlaceLevel
from county_desk.models.register import Register
from county_desk.models.user import Actor, Role, User
from county_desk.storage.engine import connect, sessions_of
from county_desk.storage.upgrade import upgrade
from county_desk.workflow.accounts.passwords import hashed
from county_desk.workflow.desk import Desk
from county_desk.workflow.founding import Person, names_of
from tests.build import ADMINISTRATOR, FOUNDED, clock, founding, lines, refusal


@pytest.fixture
def founder(tmp_path, policy):
    """Whoever founds a register in an empty database."""
    engine = connect(f"sqlite:///{tmp_path}/empty.cdesk")
    upgrade(engine)
    yield Desk(sessions_of(engine), Actor(0, ADMINISTRATOR, Role.ADMINISTRATOR), policy, clock(FOUNDED))
    engine.dispose()


@pytest.mark.parametrize(
    ("level", "official", "names"),
    [
        (PlaceLevel.VILLAGE, "大河村委会", ("大河村", "大河", "大河村村民委员会")),
        (PlaceLevel.VILLAGE, "大河村民委员会", ("大河村", "大河", "大河村村民委员会")),
        (PlaceLevel.VILLAGE, "大河村", ("大河村", "大河", "大河村村民委员会")),
        (PlaceLevel.VILLAGE, "村", ("村", "村", "村村民委员会")),
        (PlaceLevel.VILLAGE, "东门社区居委会", ("东门社区", "东门", "东门社区居民委员会")),
        (PlaceLevel.VILLAGE, "东门居民委员会", ("东门社区", "东门", "东门社区居民委员会")),
        (PlaceLevel.TOWNSHIP, "城关镇", ("城关镇", "城关", "城关镇人民政府")),
        (PlaceLevel.TOWNSHIP, "清溪回族乡", ("清溪回族乡", "清溪回族", "清溪回族乡人民政府")),
        (PlaceLevel.COUNTY, "青岚县", ("青岚县", "青岚", "青岚县扶贫开发办公室")),
        (PlaceLevel.PROVINCE, "青岚省", ("青岚省", "青岚省", "")),
    ],
)
def test_a_place_is_called_shortened_and_signed_for(level, official, names):
    assert names_of(level, official, "", "扶贫开发办公室") == names


@pytest.mark.parametrize(
    ("official", "committee", "names"),
    [
        ("觉哺社区", "", ("觉哺社区", "觉哺", "觉哺社区居民委员会")),
        ("觉哺社区", "类似居民委员会", ("觉哺社区", "觉哺", "觉哺社区居民委员会")),
        ("觉哺社区", "村民委员会", ("觉哺社区", "觉哺", "觉哺社区村民委员会")),
        ("觉哺社区村委会", "", ("觉哺社区", "觉哺", "觉哺社区村民委员会")),
        ("觉哺社区居民委员会", "村民委员会", ("觉哺社区", "觉哺", "觉哺社区居民委员会")),
        ("东门", "居民委员会", ("东门社区", "东门", "东门社区居民委员会")),
        ("东门村", "居民委员会", ("东门村", "东门", "东门村居民委员会")),
        ("东门", "村民委员会", ("东门村", "东门", "东门村村民委员会")),
    ],
)
def test_a_community_keeps_its_name_and_has_a_committee_of_residents(official, committee, names):
    assert names_of(PlaceLevel.VILLAGE, official, committee) == names


def test_the_list_of_divisions_says_which_committee_a_place_has(founder):
    village = replace(lines()[0], committee="村民委员会")
    city = replace(village, village_code="990101100002", village="东门", committee="居民委员会")
    founder.do(replace(founding(people=()), places=(village, city)))
    wanted = select(Place.name, Place.office).where(Place.level == PlaceLevel.VILLAGE).order_by(Place.id)
    assert [tuple(row) for row in founder.read(lambda session: session.execute(wanted).all())] == [
        ("大河村", "大河村村民委员会"),
        ("东门社区", "东门社区居民委员会"),
    ]


def test_every_place_of_the_county_is_made_once_with_its_code(office):
    def made(session):
        wanted = select(Place.level, PlaceCode.code, PlaceCode.since).join(PlaceCode).order_by(PlaceCode.code)
        return [tuple(row) for row in session.execute(wanted)]

    places = office.read(made)
    assert [(level.value, code) for level, code, _since in places] == [
        ("province", "99"),
        ("prefecture", "9901"),
        ("county", "990101"),
        ("township", "990101100000"),
        ("village", "990101100001"),
        ("village", "990101100002"),
        ("village", "990101100003"),
        ("township", "990101101000"),
        ("village", "990101101001"),
        ("village", "990101101002"),
        ("village", "990101101003"),
    ]
    assert {since for _level, _code, since in places} == {date(2016, 1, 1)}


def test_the_first_event_says_who_founded_what_and_no_password(founder):
    people = (Person(ADMINISTRATOR, Role.ADMINISTRATOR, password=hashed("松柏常青-2016-10")),)
    change = founder.do(founding(people=people))
    assert change.summary == "Register of 青岚县 founded with 6 villages"
    first = founder.read(lambda session: session.scalars(select(Event)).one())
    assert "argon2" not in first.request
    assert json.loads(first.request)["people"] == [{"name": ADMINISTRATOR, "role": "administrator"}]
    register = founder.read(lambda session: session.get_one(Register, 1))
    assert (register.name, register.leading_group) == ("青岚县", "青岚县扶贫开发领导小组")


def test_people_get_their_places_by_code(office):
    def places(session):
        wanted = select(User.name, Place.name).outerjoin(Place, Place.id == User.place_id)
        return dict(tuple(row) for row in session.execute(wanted))

    found = office.read(places)
    assert (found["赵敏"], found["郑宝"], found["王芳"]) == ("城关镇", "大河村", None)


@pytest.mark.parametrize(
    ("about", "problems"),
    [
        ({"code": "990102"}, {"code": "The list of places holds no village of the county 990102"}),
        ({"people": (Person(" ", Role.INSPECTOR),)}, {"people": "Give every person a name"}),
        (
            {"people": (Person("王芳", Role.INSPECTOR), Person("王芳 ", Role.REVIEWER))},
            {"people": "Every person has an account of their own; two have the same name"},
        ),
        (
            {"people": (Person("赵敏", Role.TOWNSHIP_CLERK, "990101199"),)},
            {"people": "There is no place with the code 990101199"},
        ),
    ],
)
def test_a_founding_that_cannot_be_is_refused_with_its_reason(founder, about, problems):
    assert refusal(founder, replace(founding(), **about)) == problems


def test_two_villages_of_one_township_can_bear_one_name(founder):
    twins = (*lines(), replace(lines()[0], village_code="990101100009"))
    founder.do(replace(founding(), places=twins))
    names = founder.read(lambda session: set(session.scalars(select(Place.name))))
    assert {"大河村", "大河村（009）"} <= names


def test_villages_of_another_county_stay_out(founder):
    other = replace(lines()[0], county_code="990102", county="白露县", village_code="990102100001")
    founder.do(replace(founding(), places=(*lines(), other)))
    codes = founder.read(lambda session: set(session.scalars(select(PlaceCode.code))))
    assert "990102100001" not in codes
