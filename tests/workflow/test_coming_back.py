"""Households that come back: missed, back in poverty, wrongly left; and announced results examined anew."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from county_desk.models.exit import Exit
from county_desk.models.household import Standing
from county_desk.models.notice import Notice
from county_desk.rules.balance import imbalances
from county_desk.tables.county import county_of
from county_desk.tables.period import Period
from county_desk.tables.presence import presences
from county_desk.tables.returns.movement import movement_page
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.filing import FileHousehold, OpenCase
from county_desk.workflow.cases.papers import Follows, VoidNotice, facts_of
from county_desk.workflow.registry import RecordYear
from tests.build import (
    CLERK,
    DAY,
    a_household,
    a_registered_household,
    an_exit,
    an_id_number,
    case_of,
    household_of,
    refusal,
    states,
    steps_of,
    walk,
)
from tests.second_person import settled

RECEIVED = date(2018, 3, 1)
KEPT = {"household_removal", "household_missed", "household_restoration", "household_reexamination"}


def opening(household, kind, day=RECEIVED, **more):
    """The opening of a case of a kind, with a reason where its procedure keeps one."""
    reason = "核查发现原结果有误" if kind in KEPT else ""
    about = {"kind": kind, "year": day.year, "received_on": day, "reason": reason}
    return OpenCase(household=household, **(about | more))


def through(office, household, kind, day=RECEIVED):
    """Take a poor household through a procedure; returns the case and the day of its announcement."""
    office.at(day).do(RecordYear(household=household, year=day.year, net_income=Decimal(2000)))
    case = office.at(day).do(opening(household, kind, day)).id
    return case, walk(office, (case,))


def movement(office, year=2018):
    period = Period.read(str(year))
    return office.read(lambda s: movement_page(s, county_of(s, period.last), period)).lines[0].row


@pytest.fixture
def registered(office):
    return a_registered_household(office, received_on=date(2016, 11, 1))


@pytest.fixture
def left(office, registered):
    """A household that left in 2017."""
    walk(office, (an_exit(office, registered, received_on=date(2017, 3, 1)),))
    return registered


@pytest.mark.parametrize("kind", ["household_relapse", "household_restoration"])
def test_who_left_comes_back_under_its_number_with_its_exit_on_record(office, left, kind):
    before = household_of(office, left)
    exited_on = before.exited_on
    case, day = through(office, left, kind)

    assert states(office, case) == [("done", "announcement")]
    found = household_of(office, left)
    assert (found.number, found.standing) == (before.number, Standing.REGISTERED)
    assert (found.exited_on, found.grace_until) == (None, None)
    assert found.registered_on == before.registered_on
    exits = office.read(lambda s: s.scalars(select(Exit).where(Exit.withdrawn_on.is_(None))).all())
    assert [one.exited_on for one in exits] == [exited_on]
    (presence,) = office.read(presences)
    stood = [presence.there(one) for one in (exited_on - DAY, exited_on, day - DAY, day)]
    assert stood == [True, False, False, True]
    row = movement(office)
    assert (row.returned_households, row.new_households, row.closing_households) == (1, 0, 1)
    assert imbalances(row) == imbalances(movement(office, 2017)) == ()
    assert office.read(verify).ok


@pytest.mark.parametrize("kind", ["household_relapse", "household_restoration", "household_reexamination"])
def test_a_return_taken_back_leaves_the_household_as_it_was(office, left, kind):
    announced = office.read(lambda s: s.scalars(select(Exit.exited_on)).one())
    before = household_of(office, left)
    case, day = through(office, left, kind, announced + DAY)
    assert household_of(office, left).standing is Standing.REGISTERED
    notice = steps_of(office, case)[-1].notice_id
    void = VoidNotice(notice=notice, reason="名单有误", follows=Follows.BACK)
    settled(office, office.at(day + DAY).do(void), day + DAY)

    found = household_of(office, left)
    assert (found.standing, found.exited_on) == (Standing.EXITED, before.exited_on)
    assert found.grace_until == before.grace_until
    assert imbalances(movement(office, 2017)) == ()
    assert office.read(verify).ok


def test_a_household_that_fell_back_can_leave_again(office, left):
    _case, day = through(office, left, "household_relapse")
    later = date(2019, 3, 1)
    assert day < later
    again = walk(office, (an_exit(office, left, received_on=later),))
    assert household_of(office, left).exited_on == again
    (presence,) = office.read(presences)
    assert [presence.there(one) for one in (day, again - DAY, again)] == [True, True, False]
    assert imbalances(movement(office, 2019)) == ()


def test_a_missed_household_is_added_as_new_and_its_reason_is_never_posted(office):
    reason = "2016年外出务工未申请"
    new = FileHousehold(
        village=office.place("大河村"),
        head="李四",
        id_number=an_id_number(7),
        persons=1,
        year=2018,
        received_on=RECEIVED,
        net_income=Decimal(2000),
        missed=reason,
    )
    case = office.at(RECEIVED).do(new).id
    walk(office, (case,))

    opened = case_of(office, case)
    assert opened.kind == "household_missed"
    assert household_of(office, opened.household_id).standing is Standing.REGISTERED
    assert steps_of(office, case)[0].opinion == reason
    papers = office.read(lambda s: [each.facts for each in s.scalars(select(Notice))])
    assert len(papers) == 3
    assert reason not in str(papers)
    row = movement(office)
    assert (row.new_households, row.new_persons, imbalances(row)) == (1, 1, ())


def test_a_removed_household_that_should_be_in_is_added_and_taken_out_again(office, registered):
    first = household_of(office, registered).registered_on
    through(office, registered, "household_removal", date(2017, 3, 1))
    case, day = through(office, registered, "household_missed")
    found = household_of(office, registered)
    assert (found.standing, found.registered_on) == (Standing.REGISTERED, day)
    (presence,) = office.read(presences)
    assert [presence.there(one) for one in (first, date(2017, 12, 31), day)] == [True, False, True]
    assert movement(office).returned_households == 1
    notice = steps_of(office, case)[-1].notice_id
    void = VoidNotice(notice=notice, reason="名单有误", follows=Follows.BACK)
    settled(office, office.at(day + DAY).do(void), day + DAY)
    found = household_of(office, registered)
    assert (found.standing, found.registered_on) == (Standing.REMOVED, first)


def test_a_re_examination_turns_a_registration_into_a_removal(office, registered):
    announced = household_of(office, registered).registered_on
    case, day = through(office, registered, "household_reexamination", announced + 2 * DAY)
    assert household_of(office, registered).standing is Standing.REMOVED
    row = movement(office, day.year)
    assert (row.wrongly_removed_households, row.returned_households, imbalances(row)) == (1, 0, ())
    notice = steps_of(office, case)[-1].notice_id
    facts = office.read(lambda s: facts_of(s, notice))
    assert [each.standing for each in facts.rows] == ["removed"]
    again = office.at(day + DAY)
    again.do(VoidNotice(notice=notice, reason="印制有误", follows=Follows.AGAIN))
    newest = office.read(lambda s: facts_of(s, s.scalar(select(func.max(Notice.id)))))
    assert [each.standing for each in newest.rows] == ["removed"]


@pytest.mark.parametrize(("after", "refused"), [(7, False), (8, True)])
def test_an_announced_result_is_disputed_within_its_days(office, registered, after, refused):
    day = household_of(office, registered).registered_on + after * DAY
    found = office.at(day).problems(opening(registered, "household_reexamination", day))
    assert bool(found) is refused
    assert "could be disputed for 7 days" in found["kind"] if refused else found == {}


def test_nothing_announced_is_nothing_to_examine_anew(office):
    household = case_of(office, a_household(office)).household_id
    assert refusal(office.at(RECEIVED), opening(household, "household_reexamination"))["kind"] == (
        "No result about the household of 张大有 was announced"
    )


@pytest.mark.parametrize("kind", ["household_relapse", "household_restoration", "household_missed"])
def test_a_registered_household_does_not_come_back(office, registered, kind):
    assert refusal(office.at(RECEIVED), opening(registered, kind)) == {
        "kind": "The household of 张大有 is Registered; it cannot apply for this"
    }


@pytest.mark.parametrize("kind", ["household_relapse", "household_missed"])
def test_after_2020_the_refusal_names_what_is_right_now(office, left, kind):
    day = date(2021, 1, 4)
    found = refusal(office.at(day, CLERK), opening(left, kind, day))["received_on"]
    assert "ended on 2020-12-31" in found
    assert found.endswith("a household at risk is monitored: record a clue")
