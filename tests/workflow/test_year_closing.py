"""A closed year can be read and not changed, until it is reopened for a reason."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from county_desk.models.household import Member
from county_desk.tables.closed_years import closed_years
from county_desk.text import CHINESE, language
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.filing import OpenCase
from county_desk.workflow.pasting import PasteRows
from county_desk.workflow.policy.own_figures import SetParameter
from county_desk.workflow.registry import RecordMemberYear, RecordYear
from county_desk.workflow.returns import FreezeReturn
from county_desk.workflow.year_closing import CloseYear, ReopenYear
from tests.build import ADMINISTRATOR, CLERK, a_household, a_registered_household, a_visit, refusal, walk
from tests.second_person import agreed, in_force, settled

BEFORE, TODAY = date(2016, 12, 20), date(2017, 1, 20)
CLOSED = "2016 is closed since 2017-01-20 and only read; it can be reopened under “Returns and lists”."


@pytest.fixture
def household(office):
    """A registered household, in a county that reported its roster of 2016."""
    number = a_registered_household(office)
    office.at(TODAY).do(FreezeReturn(name="R1", period="2016"))
    return number


@pytest.fixture
def closed(office, household):
    """The same, with 2016 closed."""
    in_force(office, CloseYear(year=2016), TODAY, by=CLERK)
    return household


def a_year(household, year=2016):
    """The facts of a household in a year."""
    return RecordYear(household=household, year=year, net_income=Decimal(9000), reason="更正")


def test_a_year_is_closed_once_it_has_ended_and_was_reported(office):
    a_household(office)
    assert "has not ended" in refusal(office.at(BEFORE), CloseYear(year=2016))["year"]
    assert "No return of the whole year 2016" in refusal(office.at(TODAY), CloseYear(year=2016))["year"]
    office.at(TODAY).do(FreezeReturn(name="R1", period="2016"))
    in_force(office, CloseYear(year=2016), TODAY, by=CLERK)
    assert office.read(closed_years) == {2016: TODAY}
    assert refusal(office.at(TODAY), CloseYear(year=2016)) == {"year": CLOSED}


def test_no_fact_of_a_closed_year_changes(office, closed):
    desk = office.at(TODAY)
    member = office.read(lambda session: session.scalar(select(Member.id)))
    assert refusal(desk, a_year(closed)) == {"year": CLOSED}
    assert refusal(desk, RecordMemberYear(member=member, year=2016, education="小学")) == {"year": CLOSED}
    assert refusal(desk, PasteRows(acts=(a_year(closed),))) == {"0 year": CLOSED}
    received = {"received_on": date(2016, 12, 30), "late_reason": "补录"}
    case = OpenCase(household=closed, kind="household_exit", **received)
    assert refusal(desk, case) == {"year": CLOSED}
    desk.do(a_year(closed, 2017))


def test_what_was_recorded_before_the_closing_is_not_taken_back(office, household):
    change = office.at(TODAY).do(RecordYear(household=household, year=2016, safe_water=True))
    in_force(office, CloseYear(year=2016), TODAY, by=CLERK)
    assert refusal(office.at(TODAY), change.undo) == {"": CLOSED}


def test_a_visit_writes_nothing_into_a_closed_year(office, household):
    case = a_household(office, "王秀田", serial=2)
    walk(office, (case,), to="verification")
    in_force(office, CloseYear(year=2016), TODAY, by=CLERK)
    assert refusal(office.at(TODAY), a_visit((case,), TODAY)) == {"": CLOSED}


def test_a_year_is_reopened_for_a_reason_and_closed_again(office, closed):
    desk = office.at(TODAY)
    assert refusal(desk, ReopenYear(year=2016, reason=" ")) == {"reason": "Give the reason"}
    proposed = desk.do(ReopenYear(year=2016, reason="补报漏登收入"))
    words = "2016 is closed since 2017-01-20 and only read. 王芳 proposed on 2017-01-20 to reopen it. Number"
    waiting = {"year": f"{words} {proposed.id} waits for Reviewer."}
    assert refusal(desk, a_year(closed)) == waiting
    with language(CHINESE):
        (words,) = refusal(desk, a_year(closed)).values()
    assert words.endswith(f"提交重新开放。该事项为第 {proposed.id} 号，待审核员确认。")
    assert settled(office, proposed, TODAY).summary.endswith("2016 reopened: 补报漏登收入")
    desk.do(a_year(closed))
    in_force(office, CloseYear(year=2016), TODAY, by=CLERK)
    assert refusal(desk, a_year(closed)) == {"year": CLOSED}
    in_force(office, ReopenYear(year=2016, reason="再补报"), TODAY, by=CLERK)
    assert office.read(closed_years) == {}
    assert refusal(desk, ReopenYear(year=2016, reason="再来")) == {"year": "2016 is not closed"}
    assert office.read(verify).ok


def test_a_fact_on_record_of_a_year_that_is_over_changes_for_a_reason_and_by_two_once_reported(
    office, household
):
    desk = office.at(TODAY)
    agreed(office, a_year(household), TODAY)
    lower = {"household": household, "year": 2016, "net_income": Decimal(8000)}
    assert refusal(desk, RecordYear(**lower)) == {
        "reason": "2016 is over, and “Net income of the household (yuan a year)” is on record as 9,000.00; "
        "give the reason of the correction"
    }
    assert not desk.do(RecordYear(household=household, year=2016, safe_water=True)).waits
    change = desk.do(RecordYear(**lower, reason="漏计种苗成本"))
    assert change.waits
    settled(office, change, TODAY)
    assert office.read(verify).ok


def test_a_rule_that_is_dated_back_into_a_reported_year_names_its_frozen_returns(office, household):
    figure = SetParameter(
        name="income_line_exit",
        since=date(2016, 6, 1),
        value="9000",
        reference="青农〔2017〕1号",
        dated_back="补录",
    )
    (effect,) = office.at(TODAY, ADMINISTRATOR).effects([figure])
    assert "“Exit of the household” changes for 2016. Frozen returns of that year: R1." in effect
    in_force(office, CloseYear(year=2016), TODAY, by=CLERK)
    assert refusal(office.at(TODAY, ADMINISTRATOR), figure) == {"since": CLOSED}
