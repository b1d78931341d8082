"""R2: the persons of the roster, as they were members at the end of a period."""

from datetime import date

import pytest

from county_desk.models.household import Member, MemberYear, Standing
from county_desk.models.household_change import ChangeKind, HouseholdChange
from county_desk.tables.county import county_of
from county_desk.tables.period import Period
from county_desk.tables.returns.persons import members_on, person_page
from county_desk.tables.returns.roster import roster_page
from tests.registers import a_household, leaves, village

YEAR = Period.read("2016")
LAST, LATER = YEAR.last, date(2017, 3, 1)


@pytest.fixture
def session(desk):
    with desk.sessions() as session:
        yield session


def collect(page, session, period=YEAR):
    return page(session, county_of(session, period.last), period)


def a_member(session, household, name, **about):
    member = Member(
        household_id=household.id, name=name, position=len(household.members) + 1, relation="之子", **about
    )
    household.members.append(member)
    session.flush()
    return member


def changed(session, household, kind, day, by, *, member=None, other=None, before=None):
    session.add(
        HouseholdChange(
            household_id=household.id,
            member_id=member.id if member else None,
            other_id=other.id if other else None,
            village_before=before,
            kind=kind,
            happened_on=day,
            recorded_on=day,
            recorded_by=1,
            persons=household.persons,
            by=by,
            evidence="证明",
        )
    )
    session.flush()


def names(session, day=LAST):
    return [member.name for members in members_on(session, day, day.year).values() for member in members]


def test_each_person_of_a_household_of_the_roster_is_a_row_with_the_facts_of_the_year(session):
    a_household(session, village(session, "柳湾"), head="李春兰", persons=1)
    household = a_household(
        session, head="王秀田", persons=2, cause="因病", years={2016: {"safe_water": True}}
    )
    child = a_member(session, household, "王小田", id_number="990101200605010018", ethnicity="苗族")
    session.add(MemberYear(member_id=child.id, year=2016, health="健康", insured=True))
    session.add(MemberYear(member_id=child.id, year=2015, health="残疾"))
    session.flush()
    rows = [line.row for line in collect(person_page, session).lines]
    assert [(row.position, row.village, row.name) for row in rows] == [
        (1, "大河村", "王秀田"),
        (2, "大河村", "王小田"),
        (3, "柳湾村", "李春兰"),
    ]
    assert (rows[1].health, rows[1].insured, rows[1].ethnicity, rows[1].cause) == (
        "健康",
        True,
        "苗族",
        "因病",
    )
    assert (rows[1].persons, rows[1].safe_water, rows[1].labour) == (2, True, None)
    assert (rows[0].health, rows[0].ethnicity) == (None, None)


def test_whoever_is_not_in_the_roster_is_not_listed(session):
    a_household(session, standing=Standing.APPLICANT)
    leaves(session, a_household(session), date(2016, 11, 20))
    assert collect(person_page, session).lines == ()


def test_a_person_who_came_later_is_not_there_and_one_who_went_later_is(session):
    household = a_household(session)
    born, dead = (
        a_member(session, household, "王新"),
        a_member(session, household, "王老", withdrawn_on=LATER),
    )
    changed(session, household, ChangeKind.BIRTH, LATER, 1, member=born)
    changed(session, household, ChangeKind.DEATH, LATER, -1, member=dead)
    assert names(session) == ["张大有", "王老"]
    assert names(session, LATER) == ["张大有", "王新"]


def test_a_person_withdrawn_as_a_mistake_never_was_there(session):
    a_member(session, a_household(session), "误录", withdrawn_on=LATER)
    assert names(session) == ["张大有"]


def test_whoever_split_off_later_is_with_the_household_of_the_day(session):
    old, new = a_household(session, persons=2), a_household(session, head="王分家", persons=1)
    changed(session, new, ChangeKind.SPLIT_NEW, LATER, 0, other=old)
    assert {home: len(members) for home, members in members_on(session, LAST, LAST.year).items()} == {
        old.id: 2
    }
    assert {home: len(members) for home, members in members_on(session, LATER, LATER.year).items()} == {
        old.id: 1,
        new.id: 1,
    }


def test_a_household_that_moved_away_later_was_there_with_its_people(session):
    household = a_household(session, withdrawn_on=LATER)
    household.members[0].withdrawn_on = LATER
    changed(session, household, ChangeKind.MOVED_AWAY, LATER, -1)
    assert (names(session), names(session, LATER)) == (["张大有"], [])


def test_a_household_stands_in_the_village_where_it_lived_at_the_end_of_the_period(session):
    household = a_household(session, village(session, "柳湾"), persons=1)
    changed(session, household, ChangeKind.MOVED, LATER, 0, before=village(session, "大河").id)
    for page in (roster_page, person_page):
        assert [line.row.village for line in collect(page, session).lines] == ["大河村"]
        assert [line.row.village for line in collect(page, session, Period.read("2017")).lines] == ["柳湾村"]
