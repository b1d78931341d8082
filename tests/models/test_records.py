"""What the database itself refuses, and what a value is after it was kept."""

import hashlib
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from county_desk.models.audit import ALGORITHMS, Event, seal
from county_desk.models.base import Base, Kept
from county_desk.models.case import Case
from county_desk.models.disclosure import Channel, Disclosure, Objection
from county_desk.models.exit import Exit
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear, Standing
from county_desk.models.notice import Notice
from county_desk.models.place import Place, PlaceCode, PlaceLevel
from county_desk.models.register import Register, RegisterKind
from county_desk.models.user import Role, User
from county_desk.models.village import Source, VillageYear

DAY = date(2016, 10, 8)
AT = datetime(2016, 10, 8, 9, tzinfo=UTC)


@pytest.fixture
def session(office):
    """A session that is rolled back."""
    with office.sessions() as session:
        yield session
        session.rollback()


def a_household(session, **about):
    """A household of the first village."""
    made = {"number": "1", "village_id": 5, "head": "张大有", "persons": 3, **about}
    household = Household(**made)
    session.add(household)
    session.flush()
    return household


def a_case(**about):
    """A case of the first village."""
    made = {
        "kind": "village_registration",
        "procedure": "national/village_registration-2014",
        "year": 2016,
        "village_id": 5,
        "place_id": 5,
        "subject": "大河村",
        "persons": 3,
        "step": "application",
        "received_on": DAY,
        "entered_by": 1,
    }
    return Case(**(made | about))


def a_disclosure(**about):
    """A list that hangs for a week."""
    made = {
        "kind": "household_registration",
        "procedure": "national/household_registration-2014",
        "step": "first_disclosure",
        "place_id": 5,
        "opened_on": DAY,
        "days": 7,
        "counting": "inclusive",
        "last_day": DAY + timedelta(days=6),
        "reference": "",
        "opened_by": 1,
    }
    return Disclosure(**(made | about))


def an_objection(**about):
    """An objection to a list."""
    made = {"received_on": DAY, "channel": Channel.LETTER, "words": "家有小汽车", "recorded_by": 1}
    return Objection(**(made | about))


REFUSED = {
    "a household without people": lambda s: a_household(s, persons=0),
    "two households of one number": lambda s: [a_household(s), a_household(s)],
    "a household nowhere": lambda s: a_household(s, village_id=999),
    "two records of one year": lambda s: [
        HouseholdYear(household_id=a_household(s).id, year=2016),
        HouseholdYear(household_id=1, year=2016),
    ],
    "a year without people": lambda s: HouseholdYear(household_id=a_household(s).id, year=2016, persons=0),
    "thirteen months of work": lambda s: MemberYear(
        member=Member(household=a_household(s), position=1, name="张大有", relation="户主"),
        year=2016,
        work_months=Decimal(13),
    ),
    "a case of nobody": lambda s: a_case(village_id=None),
    "a case of two subjects": lambda s: a_case(household_id=a_household(s).id),
    "a disclosure that ends before it begins": lambda s: a_disclosure(last_day=DAY - timedelta(days=1)),
    "a disclosure closed on its last day": lambda s: a_disclosure(
        closed_on=DAY + timedelta(days=6), outcome="unopposed"
    ),
    "a disclosure closed without an outcome": lambda s: a_disclosure(closed_on=DAY + timedelta(days=7)),
    "an objection settled without a finding": lambda s: an_objection(disclosure_id=1, settled_on=DAY),
    "an exit of nobody": lambda s: Exit(case_id=1, year=2016, persons=1, exited_on=DAY),
    "a second register": lambda s: Register(
        id=2,
        uid="x",
        name="白露县",
        kind=RegisterKind.REAL,
        county_id=3,
        province="",
        region="",
        leading_group="",
        created_at=AT,
    ),
    "two people of one name": lambda s: User(name="王芳", role=Role.INSPECTOR, created_at=AT),
    "two places of one name in one place": lambda s: Place(
        level=PlaceLevel.VILLAGE, parent_id=4, name="大河村", short="大河"
    ),
    "a code that ends before it begins": lambda s: PlaceCode(place_id=5, code="1", since=DAY, until=DAY),
    "a code given twice from one day": lambda s: PlaceCode(
        place_id=5, code="990101100002", since=date(2016, 1, 1)
    ),
    "more poor people than people": lambda s: VillageYear(
        village_id=5, year=2016, source=Source.FORM, persons=10, poor_persons=11
    ),
    "more poor households than households": lambda s: VillageYear(
        village_id=5, year=2016, source=Source.FORM, households=10, poor_households=11
    ),
    "a number used twice": lambda s: [a_notice(serial=1), a_notice(serial=2)],
    "a serial used twice": lambda s: [a_notice(number="一"), a_notice(number="二")],
}
WHY = {
    "a household without people": "ck_household_persons_positive",
    "two households of one number": "household.number",
    "a household nowhere": "(?i)foreign key",
    "two records of one year": "household_year.household_id",
    "a year without people": "ck_household_year_persons_positive",
    "thirteen months of work": "ck_member_year_months_in_a_year",
    "a case of nobody": "ck_case_one_subject",
    "a case of two subjects": "ck_case_one_subject",
    "a disclosure that ends before it begins": "ck_disclosure_runs_forward",
    "a disclosure closed on its last day": "ck_disclosure_closed_after_last_day",
    "a disclosure closed without an outcome": "ck_disclosure_outcome_when_closed",
    "an objection settled without a finding": "ck_objection_finding_when_settled",
    "an exit of nobody": "ck_exit_one_subject",
    "a second register": "ck_register_only_one",
    "two people of one name": "user.name",
    "two places of one name in one place": "place.parent_id",
    "a code that ends before it begins": "ck_place_code_runs_forward",
    "a code given twice from one day": "place_code.code",
    "more poor people than people": "ck_village_year_poor_within",
    "more poor households than households": "ck_village_year_poor_households_within",
    "a number used twice": "notice.number",
    "a serial used twice": "notice.place_id",
}


def a_notice(**about):
    """A notice of the first village."""
    made = {"kind": "household_first_disclosure", "place_id": 5, "year": 2016, "serial": 1, "number": "1号"}
    issued = {"issued_on": DAY, "issued_at": AT, "issued_by": 1, "facts": {}, "digest": "", "anchor": ""}
    return Notice(**(made | issued | about))


@pytest.mark.parametrize("what", REFUSED)
def test_the_database_refuses(session, what):
    with pytest.raises(IntegrityError, match=WHY[what]):
        store(session, REFUSED[what])


def store(session, make):
    """Write what is made."""
    made = make(session)
    session.add_all(made if isinstance(made, list) else [made])
    session.flush()


def test_a_standing_that_there_is_not_is_refused(session):
    a_household(session)
    with pytest.raises(IntegrityError):
        session.execute(text("UPDATE household SET standing = 'rich'"))


def test_what_is_right_is_kept(session):
    household = a_household(session)
    session.add_all(
        [
            HouseholdYear(household_id=household.id, year=2016),
            HouseholdYear(household_id=household.id, year=2017, persons=4),
            a_case(),
            a_disclosure(closed_on=DAY + timedelta(days=7), outcome="unopposed"),
            VillageYear(village_id=5, year=2016, source=Source.FORM, persons=10, poor_persons=10),
            VillageYear(village_id=5, year=2016, source=Source.WORKBOOK),
        ]
    )
    session.flush()
    assert household.standing is Standing.APPLICANT


def test_sums_of_money_do_not_drift(session):
    household = a_household(session)
    for year, income in ((2014, "0.10"), (2015, "0.20"), (2016, "123456789.01")):
        session.add(HouseholdYear(household_id=household.id, year=year, net_income=Decimal(income)))
    session.flush()
    summed = session.scalar(
        select(func.sum(HouseholdYear.net_income)).where(HouseholdYear.year.in_((2014, 2015)))
    )
    assert Decimal(summed) == Decimal("0.30")
    session.expire_all()
    largest = session.scalars(select(HouseholdYear).where(HouseholdYear.year == 2016)).one()
    assert largest.net_income == Decimal("123456789.01")


def test_an_instant_comes_back_as_the_same_instant(session):
    shanghai = timezone(timedelta(hours=8))
    user = User(name="吴桐", role=Role.INSPECTOR, created_at=datetime(2016, 10, 8, 9, tzinfo=shanghai))
    session.add(user)
    session.flush()
    session.refresh(user)
    assert user.created_at == datetime(2016, 10, 8, 1, tzinfo=UTC)


def test_nothing_kept_is_nothing_and_not_a_null_of_json(session):
    session.add(VillageYear(village_id=5, year=2016, source=Source.FORM, indicators=None))
    session.flush()
    assert session.scalar(text("SELECT count(*) FROM village_year WHERE indicators IS NULL")) == 1


def test_a_record_changed_twice_from_one_reading_is_stale(session):
    household = a_household(session)
    assert household.version == 1
    session.execute(text("UPDATE household SET version = 2"))
    household.head = "张小有"
    with pytest.raises(StaleDataError):
        session.flush()


def test_every_record_that_commands_change_has_a_version():
    unversioned = {
        mapper.class_.__name__ for mapper in Base.registry.mappers if not issubclass(mapper.class_, Kept)
    }
    assert unversioned == {"Event", "EventRecord", "Original", "PlaceCode", "PolicyText", "Register"}
    kept = [mapper for mapper in Base.registry.mappers if issubclass(mapper.class_, Kept)]
    assert all(mapper.version_id_col is not None for mapper in kept)


def test_a_seal_tells_fields_apart_that_read_the_same_when_joined():
    domain = ALGORITHMS["sha256-2"]
    assert seal(("ab", "c"), domain) != seal(("a", "bc"), domain)
    assert seal((), domain) != seal(("",), domain)


def test_a_seal_covers_every_field_of_an_event():
    about = {
        "id": 2,
        "at": AT,
        "actor": "王芳",
        "role": "county_clerk",
        "command": "SetContact",
        "request": "{}",
        "summary": "",
        "changes": "{}",
        "algorithm": "sha256-2",
        "previous": "",
    }
    whole = Event(**about).sealed()
    others = {
        "id": 3,
        "at": AT + timedelta(microseconds=1),
        "actor": "赵敏",
        "role": "reviewer",
        "command": "AddUser",
        "request": "[]",
        "summary": "x",
        "changes": "[]",
        "algorithm": "sha256",
        "previous": "x",
    }
    assert set(others) == set(about)
    for name, other in others.items():
        assert Event(**(about | {name: other})).sealed() != whole, name


def test_a_seal_can_be_recomputed_by_an_outsider():
    digest = hashlib.sha256(b"CDk2-event\x00")
    for part in ("王芳", ""):
        raw = part.encode()
        digest.update(len(raw).to_bytes(8, "big") + raw)
    assert seal(("王芳", ""), ALGORITHMS["sha256-2"]) == digest.hexdigest()
