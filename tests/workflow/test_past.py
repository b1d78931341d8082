"""The register as it stood on a past day: every list and figure reads it, and nothing can be changed."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import event, func, select

from county_desk.models.household import Household, Standing
from county_desk.models.household_change import ChangeKind
from county_desk.models.place import Place
from county_desk.tables.county import county_of
from county_desk.tables.history.acts import EVENTS_LISTING as HISTORY
from county_desk.tables.household_detail import household_detail
from county_desk.tables.households import LISTING, MEMBERS_LISTING
from county_desk.tables.listing import Query, count, page
from county_desk.tables.period import Period
from county_desk.tables.returns.movement import movement_page
from county_desk.workflow.audit import verify
from county_desk.workflow.correcting import CorrectHousehold
from county_desk.workflow.life.members import LeaveMember
from county_desk.workflow.life.moving import EndHousehold
from county_desk.workflow.past import PastRegister
from county_desk.workflow.registry import RecordYear, SetContact
from tests.build import DAY, FOUNDED, a_household, a_registered_household, an_id_number, joining, refusal
from tests.second_person import enter

ADDED, LEFT, GONE, NOW = date(2017, 2, 1), date(2018, 3, 1), date(2019, 4, 1), date(2019, 6, 1)


@pytest.fixture
def household(office):
    """A household that grew in 2017, lost its head in 2018, and ended in 2019."""
    number = a_registered_household(office)
    wife = {"name": "王秀田", "relation": "配偶", "id_number": an_id_number(2, "19680725")}
    member = office.at(ADDED).do(joining(number, ADDED, **wife)).id
    proof = {"reason": "入户核实", "evidence": "户口簿"}
    office.at(ADDED).do(CorrectHousehold(household=number, address="柳湾村12号", **proof))
    income = {"year": 2016, "net_income": Decimal(2100), "reason": "入户核实"}
    office.at(ADDED).do(RecordYear(household=number, **income))
    gone = {"kind": ChangeKind.DEATH, "evidence": "死亡证明"}
    first = office.read(lambda s: household_detail(s, number)).members[0].id
    office.at(LEFT).do(LeaveMember(member=first, new_head=member, happened_on=LEFT, **gone))
    office.at(GONE).do(EndHousehold(household=number, happened_on=GONE, **gone))
    return number


@pytest.fixture
def on(office, household):
    """The desk of a past day."""
    opened = []

    def made(day):
        opened.append(PastRegister(office.at(NOW), day))
        return opened[-1].desk

    yield made
    for each in opened:
        each.close()


def listed(desk):
    return [(row.head, row.persons, row.address) for row in desk.read(page, LISTING)]


@pytest.mark.parametrize(
    ("day", "rows"),
    [
        (ADDED - DAY, [("张大有", 1, None)]),
        (ADDED, [("张大有", 2, "柳湾村12号")]),
        (LEFT - DAY, [("张大有", 2, "柳湾村12号")]),
        (LEFT, [("王秀田", 1, "柳湾村12号")]),
        (GONE - DAY, [("王秀田", 1, "柳湾村12号")]),
        (GONE, []),
    ],
)
def test_the_list_of_a_day_is_what_was_on_record_at_its_end(on, day, rows):
    assert listed(on(day)) == rows


def test_what_changed_twice_is_on_a_day_between_as_the_first_act_left_it(office, household, on):
    place = office.place("上坝村", "青山镇")
    for day, telephone in ((GONE + DAY, "0999-1111111"), (GONE + 3 * DAY, "0999-2222222")):
        office.at(day).do(SetContact(place=place, telephone=telephone))
    between = on(GONE + 2 * DAY)
    assert between.read(lambda session: session.get(Place, place).telephone) == "0999-1111111"


def test_each_day_of_the_history_verifies_as_the_register_did_then(office, on):
    for day in (ADDED - DAY, ADDED, LEFT, GONE):
        desk = on(day)
        assert desk.read(verify).ok
        assert desk.read(count, HISTORY) <= office.read(lambda s: count(s, HISTORY))


def test_the_people_the_search_and_the_figures_are_those_of_the_day(on, household):
    desk = on(LEFT - DAY)
    assert [row.name for row in desk.read(page, MEMBERS_LISTING)] == ["张大有", "王秀田"]
    assert desk.read(count, LISTING, Query(text="张大有")) == 1
    assert on(LEFT).read(count, LISTING, Query(text="wxt")) == 1
    period = Period.read("2018")
    line = desk.read(lambda s: movement_page(s, county_of(s, period.last), period)).lines[0].row
    assert (line.closing_households, line.natural_decrease_persons) == (1, 0)
    detail = desk.read(household_detail, household)
    assert [year.facts["net_income"] for year in detail.years if year.year == 2016] == [Decimal(2100)]


def test_a_household_that_applied_later_is_not_there(office):
    a_household(office, received_on=ADDED)
    a_household(office, "李四", serial=9, received_on=LEFT)
    past = PastRegister(office.at(NOW), LEFT - DAY)
    assert [head for head, *_rest in listed(past.desk)] == ["张大有"]
    past.close()


def test_the_standing_and_the_rules_are_those_of_the_day(office, on, household):
    figure = {"name": "late_entry_days", "value": "33", "reference": "县文件"}
    enter(office, GONE + DAY, since=date(2017, 1, 1), **figure)
    lines = [on(day).policy.terms(LEFT)["late_entry_days"].whole for day in (GONE, GONE + DAY)]
    assert lines == [10, 33]
    assert on(LEFT - DAY).today == LEFT - DAY
    first = office.read(lambda s: s.get_one(Household, household)).registered_on
    assert first > FOUNDED
    standing = select(Household.standing).where(Household.id == household)
    early = on(first - DAY)
    assert early.read(lambda s: s.scalar(standing)) is Standing.APPLICANT


def test_nothing_can_be_changed_on_a_past_day(on, household):
    desk = on(ADDED)
    before = desk.read(lambda s: s.scalar(select(func.count()).select_from(Household)))
    found = refusal(desk, RecordYear(household=household, year=2016, net_income=Decimal(1)))
    assert found[""].startswith("This is the register as it stood at the end of 2017-02-01, under the rules")
    assert desk.read(lambda s: s.scalar(select(func.count()).select_from(Household))) == before


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (NOW, "2019-06-01 is not past; today is 2019-06-01"),
        (FOUNDED - DAY, f"The register began on {FOUNDED}; nothing was on record on {FOUNDED - DAY}"),
    ],
)
def test_a_day_that_is_not_past_or_lies_before_the_register_is_refused(office, household, day, words):
    with pytest.raises(Exception, match=words):
        PastRegister(office.at(NOW), day)


def test_a_day_is_whole_though_another_desk_acts_while_the_register_is_copied(office, household):
    engine = office.sessions.kw["bind"]
    if engine.dialect.name != "postgresql":
        pytest.skip("a file is copied at one stroke")
    acts = []

    def act(_connection, _cursor, statement, *_given):
        if statement.endswith("FROM place") and not acts:
            acts.append(office.at(NOW).do(SetContact(place=5, telephone="0000-7654321")))

    event.listen(engine, "before_cursor_execute", act)
    past = PastRegister(office.at(NOW), GONE)
    event.remove(engine, "before_cursor_execute", act)
    assert acts
    assert past.desk.read(verify).ok
    past.close()


def test_the_register_itself_stays_as_it_is(office, on):
    on(ADDED)
    assert office.read(verify).ok
    assert office.read(lambda s: s.scalar(select(Household.withdrawn_on))) == GONE
