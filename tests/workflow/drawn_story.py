"""What an office has done before acts are drawn: households with their people and facts, and figures."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select

from county_desk.models.household import Member
from county_desk.models.register import Register
from county_desk.workflow.registry import RecordMemberYear, RecordYear, SetContact
from tests.build import Office, a_registered_household, an_id_number, joining
from tests.second_person import enter

BEGINS = date(2018, 3, 5)
STUDENT, CHILD = ("张小雨", "20020901"), ("张小山", "20080901")  # with the day of birth


def at_work(office: Office) -> None:
    """Three registered households, one with a student and a child who left school."""
    heads = ("张大有", "王秀田", "刘小河")
    numbers = [a_registered_household(office, head, serial=serial) for serial, head in enumerate(heads, 1)]
    desk = office.at(BEGINS)
    for serial, (name, born) in enumerate((STUDENT, CHILD), 21):
        who = {"name": name, "relation": "之子", "id_number": an_id_number(serial, born)}
        desk.do(joining(numbers[0], BEGINS, **who))
    for number in numbers:
        facts = {"housing_grade": "D", "net_income": Decimal(2000)}
        desk.do(RecordYear(household=number, year=2017, **facts))
    schooling = {STUDENT[0]: "中职一年级", CHILD[0]: "非在校生"}
    for member in office.read(lambda session: session.scalars(select(Member)).all()):
        facts = {"labour": "普通劳动力", "schooling": schooling.get(member.name)}
        desk.do(RecordMemberYear(member=member.id, year=2017, allowance="农村低保", **facts))
    county = office.read(lambda session: session.get_one(Register, 1).county_id)
    desk.do(SetContact(place=county, contact="周平", telephone="0999-1234567", address="县政府院内"))
    for name, value in (("provincial_incidence", "9%"), ("provincial_rural_income", "6625")):
        figure = {"name": name, "since": date(2014, 1, 1), "value": value, "reference": "统计公报"}
        enter(office, BEGINS, **figure)
