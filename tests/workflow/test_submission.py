"""Two people at one record, and acts whose outcome a cut line hides."""

from datetime import date
from decimal import Decimal

import psycopg
import pytest
from sqlalchemy import func, select

from county_desk.models.audit import Event
from county_desk.models.case import Case
from county_desk.models.household import HouseholdYear
from county_desk.workflow import desk as desk_module
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.steps import RecordAssembly
from county_desk.workflow.command import Refused
from county_desk.workflow.overtaken import Overtaken
from county_desk.workflow.registry import RecordYear, SetContact
from county_desk.workflow.submission import (
    OutcomeUnknown,
    Submission,
    begin_submission,
)
from tests.build import CLERK, TOWNSHIP, a_household, case_of

TODAY = date(2016, 10, 20)


@pytest.fixture
def household(office):
    """The number of a household's record."""
    return case_of(office, a_household(office)).household_id


def year(household, **facts):
    """Facts of one year as a form sends them."""
    return RecordYear(household=household, year=2016, **facts)


def events(office):
    """How many acts the history holds."""
    return office.read(lambda session: session.scalar(select(func.count(Event.id))))


def recorded(office, household):
    """Income and grade as they are recorded."""
    wanted = select(HouseholdYear.net_income, HouseholdYear.housing_grade).where(
        HouseholdYear.household_id == household
    )
    return tuple(office.read(lambda session: session.execute(wanted).one()))


def test_the_second_of_two_people_hears_who_changed_what_and_when(office, household):
    first, second = office.at(TODAY, CLERK), office.at(TODAY, TOWNSHIP)
    form = second.read(begin_submission)
    change = first.do(year(household, net_income=Decimal(3600)))
    with pytest.raises(Overtaken) as raised:
        second.do(year(household, net_income=Decimal(2100)), submission=form)
    words = raised.value.problems[""]
    assert f"{CLERK} changed this at 2016-10-20" in words
    assert change.summary in words
    assert recorded(office, household)[0] == Decimal(3600)


def test_a_step_that_another_person_took_meanwhile_names_that_person(office, household):
    case = office.read(lambda session: session.scalar(select(Case.id).where(Case.household_id == household)))
    step = RecordAssembly(cases=(case,), done_on=TODAY, due=50, present=45, in_favour=40)
    form = office.at(TODAY, TOWNSHIP).read(begin_submission)
    change = office.at(TODAY, CLERK).do(step)
    with pytest.raises(Refused) as raised:
        office.at(TODAY, TOWNSHIP).do(step, submission=form)
    words = "\n".join(raised.value.problems.values())
    assert f"{CLERK} changed this at 2016-10-20" in words
    assert change.summary in words


def test_who_has_seen_the_other_change_may_put_the_own_in_its_place(office, household):
    first, second = office.at(TODAY, CLERK), office.at(TODAY, TOWNSHIP)
    form = second.read(begin_submission)
    first.do(year(household, net_income=Decimal(3600)))
    mine = year(household, net_income=Decimal(2100))
    with pytest.raises(Overtaken) as raised:
        second.do(mine, submission=form)
    second.do(mine, submission=Submission(raised.value.seen, form.operation))
    assert recorded(office, household)[0] == Decimal(2100)


def test_two_people_at_different_records_do_not_meet(office, household):
    first, second = office.at(TODAY, CLERK), office.at(TODAY, TOWNSHIP)
    form = second.read(begin_submission)
    first.do(SetContact(place=5, telephone="0000-7654321"))
    second.do(year(household, net_income=Decimal(2100)), submission=form)
    assert recorded(office, household)[0] == Decimal(2100)


def test_an_own_earlier_change_is_no_surprise(office, household):
    desk = office.at(TODAY, CLERK)
    form = desk.read(begin_submission)
    desk.do(year(household, net_income=Decimal(3600)))
    desk.do(year(household, net_income=Decimal(2100)), submission=form)
    assert recorded(office, household)[0] == Decimal(2100)


def test_an_act_that_is_sent_twice_is_done_once(office, household):
    desk = office.at(TODAY, CLERK)
    form, before = desk.read(begin_submission), events(office)
    once = desk.do(year(household, net_income=Decimal(3600)), submission=form)
    twice = desk.do(year(household, net_income=Decimal(3600)), submission=form)
    assert events(office) == before + 1
    assert (twice.summary, twice.seal) == (once.summary, once.seal)
    assert HouseholdYear in twice.touched
    assert office.read(verify).ok


@pytest.fixture
def cut(office, monkeypatch):
    """Cut the line to the server at the next commit, before or after it."""
    engine = office.sessions.kw["bind"]
    if engine.dialect.name != "postgresql":
        pytest.skip("a file has no line that can be cut")
    real = engine.dialect.do_commit

    def at(moment):
        def commit(connection):
            monkeypatch.setattr(engine.dialect, "do_commit", real)
            if moment == "after":
                real(connection)
            connection.dbapi_connection.close()
            raise psycopg.OperationalError("the connection is closed")

        monkeypatch.setattr(engine.dialect, "do_commit", commit)

    return at


def test_an_act_whose_answer_was_lost_is_found_to_be_saved(office, household, cut):
    desk, before = office.at(TODAY, CLERK), events(office)
    cut("after")
    change = desk.do(year(household, net_income=Decimal(3600)))
    assert "2016" in change.summary
    assert events(office) == before + 1


def test_an_act_that_was_cut_off_before_the_commit_is_said_to_be_not_saved(office, household, cut):
    desk, before = office.at(TODAY, CLERK), events(office)
    form = desk.read(begin_submission)
    cut("before")
    with pytest.raises(Refused, match="Not saved"):
        desk.do(year(household, net_income=Decimal(3600)), submission=form)
    assert events(office) == before
    desk.do(year(household, net_income=Decimal(3600)), submission=form)
    assert events(office) == before + 1


def test_while_the_server_does_not_answer_the_outcome_is_unknown_and_found_out_later(
    office, household, cut, monkeypatch
):
    desk = office.at(TODAY, CLERK)
    form = desk.read(begin_submission)

    def silent_server(_session):
        raise psycopg.OperationalError("no answer")

    cut("after")
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(desk_module, "lock", lock_once(desk_module.lock, silent_server))
        with pytest.raises(OutcomeUnknown) as raised:
            desk.do(year(household, net_income=Decimal(3600)), submission=form)
    assert "not known yet" in raised.value.problems[""]
    found = desk.outcome(raised.value.operation)
    assert found is not None
    assert "2016" in found.summary
    assert desk.outcome("another") is None


def lock_once(real, silent):
    """Lock the chain the first time; afterwards the server does not answer."""
    from sqlalchemy.exc import OperationalError

    calls = []

    def lock(session):
        calls.append(session)
        if len(calls) == 1:
            return real(session)
        try:
            return silent(session)
        except psycopg.OperationalError as error:
            raise OperationalError("SELECT", {}, error) from error

    return lock
