"""R4: who came into the register, newly identified or back in poverty, as the records give it."""

from datetime import date

import pytest
from sqlalchemy import event

from county_desk.models.case import StepOutcome
from county_desk.models.household import Household, Standing
from county_desk.tables.county import county_of
from county_desk.tables.period import Period
from county_desk.tables.returns.movement import movement_page
from county_desk.tables.returns.newcomers import WayIn, newcomer_page, newcomer_summary_page
from tests.registers import a_household, a_new_household, announced, disclosed, leaves, step, village

YEAR, OCTOBER = Period.read("2016"), Period.read("2016-10")


@pytest.fixture
def session(desk):
    with desk.sessions() as session:
        yield session


def collect(page, session, period=YEAR):
    return page(session, county_of(session, period.last), period)


def back(session, day, **about):
    """A household that left in 2015 and is registered again since a day."""
    household = a_household(session, **about)
    leaves(session, household, date(2015, 12, 1))
    household.standing, household.registered_on, household.exited_on = Standing.REGISTERED, day, None
    announced(session, "household_relapse", day, of=household)
    return household


def test_the_summary_counts_the_new_and_those_back_in_poverty_apart(session):
    a_household(session)
    a_new_household(session, date(2016, 10, 31), persons=3)
    back(session, date(2016, 6, 1))
    a_new_household(session, date(2016, 3, 1), village(session, "柳湾", "青山镇"), persons=2)
    page = collect(newcomer_summary_page, session)
    of = ("new_households", "new_persons", "returned_households", "returned_persons")
    assert [(line.row.township, *(getattr(line.row, key) for key in of)) for line in page.lines] == [
        ("城关镇", 1, 3, 1, 4),
        ("青山镇", 1, 2, 0, 0),
    ]
    assert (page.totals["came_households"], page.totals["came_persons"]) == (3, 9)
    assert len(page.lines[0].records["came_households"]) == 2


def test_the_list_has_each_with_its_way_and_the_days_of_its_case(session):
    household = a_household(session, registered_on=date(2016, 10, 31), head="李春兰", persons=3, cause="因病")
    case = announced(session, "household_registration", date(2016, 10, 31), of=household)
    disclosed(session, case, date(2016, 9, 5), date(2016, 9, 11), objections=2)
    step(session, case, "approval", StepOutcome.APPROVED, date(2016, 10, 20))
    (row,) = [line.row for line in collect(newcomer_page, session, OCTOBER).lines]
    assert (row.head, row.persons, row.way, row.cause) == ("李春兰", 3, WayIn.NEW, "因病")
    assert (row.disclosed_from, row.disclosed_to, row.objections) == (date(2016, 9, 5), date(2016, 9, 11), 2)
    assert (row.decided_on, row.came_on, row.announced_on) == (
        date(2016, 10, 20),
        date(2016, 10, 31),
        date(2016, 10, 31),
    )


def test_a_household_that_fell_back_is_listed_as_back_and_only_in_its_period(session):
    back(session, date(2016, 6, 1), head="陈阿水")
    (row,) = [line.row for line in collect(newcomer_page, session).lines]
    assert (row.head, row.way, row.announced_on) == ("陈阿水", WayIn.RETURNED, date(2016, 6, 1))
    assert collect(newcomer_page, session, OCTOBER).lines == ()


def test_an_act_that_was_withdrawn_lists_nobody(session):
    case = announced(session, "household_registration", date(2016, 10, 31), of=a_household(session))
    case.steps[0].withdrawn_on = date(2016, 11, 1)
    session.flush()
    assert collect(newcomer_page, session).lines == ()


def test_the_list_and_the_summary_are_those_of_the_dynamic_table(session):
    a_new_household(session, date(2016, 10, 31), persons=3)
    back(session, date(2016, 6, 1))
    totals = collect(movement_page, session).totals
    summary, listed = (collect(page, session) for page in (newcomer_summary_page, newcomer_page))
    for of in ("households", "persons"):
        came = totals[f"new_{of}"] + totals[f"returned_{of}"]
        assert summary.totals[f"came_{of}"] == came
    assert len(listed.lines) == summary.totals["came_households"] == 2
    assert listed.totals["persons"] == summary.totals["came_persons"] == 7


def test_the_list_makes_no_record_of_a_household(session):
    a_new_household(session, date(2016, 10, 31))
    session.flush()
    session.expunge_all()
    made = []
    event.listen(session, "loaded_as_persistent", lambda _session, record: made.append(type(record)))
    assert len(collect(newcomer_page, session).lines) == 1
    assert made
    assert Household not in made
