"""What was wrong is put right in 2026: registered, exited or monitored by mistake."""

from datetime import date

import pytest
from sqlalchemy import select, update

from county_desk.models.household import Household, Standing
from county_desk.models.monitored import Monitored, RemovalWay
from county_desk.models.notice import Notice
from county_desk.rules.balance import imbalances
from county_desk.rules.monitoring_balance import monitoring_imbalances
from county_desk.rules.procedures import Ended
from county_desk.tables.county import county_of
from county_desk.tables.listing import Query, page
from county_desk.tables.monitoring.monitored import MONITORED_LISTING, MonitoredState
from county_desk.tables.period import Period
from county_desk.tables.returns.monitoring import monitoring_page
from county_desk.tables.returns.movement import movement_page
from county_desk.text import language
from county_desk.workflow.assistance.measures import RecordMeasure
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.filing import OpenCase
from county_desk.workflow.cases.papers import Follows, VoidNotice, facts_of
from tests.build import (
    DAY,
    a_registered_household,
    an_exit,
    case_of,
    household_of,
    refusal,
    states,
    steps_of,
    walk,
)
from tests.second_person import settled
from tests.workflow.watching import a_case, announced, set_line

TODAY = date(2026, 3, 2)
YEAR = Period.read("2026")
REASON = "识别时家中已有商品房"


@pytest.fixture
def left(office):
    """A household that was registered in 2016 and left poverty in 2017."""
    household = a_registered_household(office, received_on=date(2016, 11, 1))
    walk(office, (an_exit(office, household, received_on=date(2017, 3, 1)),))
    return household


@pytest.fixture
def watched(office):
    """A household that is monitored since June 2024."""
    set_line(office)
    case = a_case(office)
    announced(office, case)
    return case_of(office, case).household_id


def corrected(office, household, kind):
    """Walk a correction to its end; returns its case and the day of the announcement."""
    opened = OpenCase(household=household, kind=kind, year=2026, received_on=TODAY, reason=REASON)
    case = office.at(TODAY).do(opened).id
    return case, walk(office, (case,))


def taken_back(office, case, day):
    """Void the announcement of a case, and take back what it did."""
    notice = steps_of(office, case)[-1].notice_id
    void = VoidNotice(notice=notice, reason="名单有误", follows=Follows.BACK)
    settled(office, office.at(day + DAY).do(void), day + DAY)


def r6(office):
    """The movement of the year in the county."""
    return office.read(lambda s: movement_page(s, county_of(s, YEAR.last), YEAR)).lines[0].row


def r8(office):
    """The sums of monitoring in the first township of the year."""
    lines = office.read(lambda s: monitoring_page(s, county_of(s, YEAR.last), YEAR)).lines
    return next(line.row for line in lines if line.row.kind is None and line.row.identified_households)


def record_of(office, household):
    """The record under which a household was monitored last."""
    wanted = select(Monitored).where(Monitored.household_id == household).order_by(Monitored.id.desc())
    return office.read(lambda session: session.scalars(wanted.limit(1)).one())


def test_a_household_that_was_never_poor_is_struck_off_although_it_left_poverty(office, left):
    case, _day = corrected(office, left, "household_removal")
    assert states(office, case) == [("done", "announcement")]
    found = household_of(office, left)
    assert (found.standing, found.exited_on, found.grace_until) == (Standing.REMOVED, None, None)
    row = r6(office)
    assert (row.opening_households, row.wrongly_removed_households, row.closing_households) == (1, 1, 0)
    assert (row.whole_natural_households, imbalances(row)) == (0, ())
    assert office.read(verify).ok


def test_a_removal_of_2026_taken_back_leaves_the_household_out_of_poverty(office, left):
    before = household_of(office, left)
    case, day = corrected(office, left, "household_removal")
    taken_back(office, case, day)
    found = household_of(office, left)
    assert (found.standing, found.exited_on) == (Standing.EXITED, before.exited_on)
    assert (found.grace_until, found.registered_on) == (before.grace_until, before.registered_on)
    row = r6(office)
    assert (row.wrongly_removed_households, row.closing_households, imbalances(row)) == (0, 1, ())


def test_a_removal_before_2021_of_who_left_is_no_second_departure(office, left):
    removal = OpenCase(
        household=left, kind="household_removal", year=2018, received_on=date(2018, 3, 1), reason=REASON
    )
    walk(office, (office.at(date(2018, 3, 1)).do(removal).id,))
    for year in ("2017", "2018"):
        period = Period.read(year)
        lines = office.read(lambda s, p=period: movement_page(s, county_of(s, p.last), p)).lines
        assert [imbalances(line.row) for line in lines] == [()] * len(lines)


def test_a_wrong_exit_is_undone_and_r6_says_so_without_a_movement(office, left):
    case, _day = corrected(office, left, "household_restoration")
    assert states(office, case) == [("done", "announcement")]
    assert household_of(office, left).standing is Standing.REGISTERED
    row = r6(office)
    assert (row.restored_households, row.restored_persons) == (1, row.opening_persons)
    assert (row.opening_households, row.returned_households, row.closing_households) == (1, 0, 1)
    assert imbalances(row) == ()
    assert office.read(verify).ok


def test_a_household_monitored_by_mistake_is_taken_off_and_counted_apart(office, watched):
    case, day = corrected(office, watched, "monitoring_removal")
    assert states(office, case) == [("done", "monitoring_removal_announcement")]
    record = record_of(office, watched)
    assert (record.way, record.released_on) == (RemovalWay.MISTAKE, day)
    assert record.facts["风险是否消除"] == "否", "no risk was removed"
    (listed,) = office.at(day).read(page, MONITORED_LISTING, Query())
    assert listed.state is MonitoredState.MISTAKEN
    row = r8(office)
    assert (row.mistaken_households, row.all_mistaken_households, row.closing_households) == (1, 1, 0)
    assert (row.helped_households, row.by_itself_households, row.removed_households) == (0, 0, 0)
    assert monitoring_imbalances(row) == ()
    assert office.read(verify).ok


def test_a_mistake_is_corrected_before_the_months_of_a_release_have_passed(office, watched):
    with office.sessions.begin() as session:
        session.execute(update(Monitored).values(entered_on=TODAY - 30 * DAY))
    case, _day = corrected(office, watched, "monitoring_removal")
    assert states(office, case) == [("done", "monitoring_removal_announcement")]
    assert record_of(office, watched).way is RemovalWay.MISTAKE


def test_a_correction_of_monitoring_taken_back_leaves_the_household_monitored(office, watched):
    before = record_of(office, watched)
    case, day = corrected(office, watched, "monitoring_removal")
    taken_back(office, case, day)
    after = record_of(office, watched)
    kept = ("removed", "released_on", "way", "intensity", "visit_due_on", "facts")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
    assert (r8(office).mistaken_households, r8(office).closing_households) == (0, 1)


def test_the_paper_of_who_was_monitored_by_mistake_gives_the_conditions_and_no_reason(office, watched):
    corrected(office, watched, "monitoring_removal")
    newest = select(Notice).order_by(Notice.id.desc()).limit(1)
    notice = office.read(lambda session: session.scalars(newest).one())
    facts = office.read(lambda session: facts_of(session, notice.id))
    assert facts.kind == "monitoring_removal_announcement"
    assert REASON not in repr(facts)


def test_only_a_monitored_household_was_monitored_by_mistake(office, left):
    opened = {"household": left, "kind": "monitoring_removal", "year": 2026, "received_on": TODAY}
    assert refusal(office.at(TODAY), OpenCase(**opened, reason=REASON)) == {
        "kind": "The household of 张大有 is not monitored"
    }


def test_a_correction_of_monitoring_keeps_its_reason(office, watched):
    opened = {"household": watched, "kind": "monitoring_removal", "year": 2026, "received_on": TODAY}
    assert list(refusal(office.at(TODAY), OpenCase(**opened))) == ["reason"]


def test_a_removed_household_that_is_monitored_is_helped(office, watched):
    with office.sessions.begin() as session:
        session.get_one(Household, watched).standing = Standing.REMOVED
    measure = RecordMeasure(
        household=watched, kind="教育帮扶", content="雨露计划补助", risk="因学", since=TODAY
    )
    assert office.at(TODAY).problems(measure) == {}


def test_every_procedure_that_ended_says_what_to_do_instead(policy):
    lasting = {each.key for each in policy.procedures.versions() if each.until is None}
    ended = [each for each in policy.procedures.versions() if each.until and each.key not in lasting]
    assert len(ended) > 10
    assert [each.version for each in ended if each.afterwards is None] == []
    with language("zh"):
        assert str(Ended(ended[0])).count("。") == 1
