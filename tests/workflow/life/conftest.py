"""A registered household of five in 大河村, and ways to ask the register about it."""

from datetime import date

import pytest
from sqlalchemy import select

from county_desk.models.household import Household, Member
from county_desk.tables.county import county_of
from county_desk.tables.period import Period
from county_desk.tables.returns.movement import MOVEMENT, movement_page
from county_desk.workflow.registry import AddMember
from tests.build import a_household, an_id_number, case_of, walk

TODAY = date(2017, 6, 1)
FAMILY = (
    ("王秀田", "配偶", 2, "19680725"),
    ("张小明", "之子", 3, "19900110"),
    ("张小丽", "之女", 4, "19930412"),
    ("张老汉", "之父", 5, "19401201"),
)


@pytest.fixture
def household(office):
    """The household of 张大有 with wife, son, daughter and father, registered in 2016."""
    case = a_household(office)
    number = case_of(office, case).household_id
    for name, relation, serial, born in FAMILY:
        member = AddMember(
            household=number, name=name, relation=relation, id_number=an_id_number(serial, born)
        )
        office.at(date(2016, 10, 8)).do(member)
    walk(office, (case,))
    return number


@pytest.fixture
def desk(office):
    """The village clerk's desk on 1 June 2017."""
    return office.at(TODAY)


@pytest.fixture
def member(office):
    """The number of a member by name."""

    def find(name):
        wanted = select(Member.id).where(Member.name == name, Member.withdrawn_on.is_(None))
        return office.read(lambda session: session.scalars(wanted).one())

    return find


@pytest.fixture
def record(office):
    """A household as it stands."""
    return lambda number: office.read(lambda session: session.get(Household, number))


@pytest.fixture
def relations(office):
    """The living members of a household with their relations."""

    def find(number):
        wanted = select(Member.name, Member.relation).where(
            Member.household_id == number, Member.withdrawn_on.is_(None)
        )
        return office.read(lambda session: dict(session.execute(wanted.order_by(Member.position)).all()))

    return find


@pytest.fixture
def moved(office):
    """The figures of R6 that are not nought, of a village in a period; that of 2017 unless told."""

    def find(period="2017", village="大河村"):
        def read(session):
            found = Period.read(period)
            page = movement_page(session, county_of(session, found.last), found)
            row = next(line.row for line in page.lines if line.row.village == village)
            keys = [column.key for column in MOVEMENT.columns[2:]]
            return {key: getattr(row, key) for key in keys if getattr(row, key)}

        return office.read(read)

    return find
