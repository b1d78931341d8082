"""Measures of programmes whose stages a test records."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from county_desk.models.household import Household
from county_desk.models.measure import AssistanceMeasure, MeasureClass
from county_desk.rules.programmes import StageLevel, programmes
from county_desk.tables.assistance.measures import measure_detail, overdue_measures
from county_desk.tables.assistance.programme_words import stage_of
from county_desk.workflow.assistance.holders import PostHolders
from county_desk.workflow.assistance.measures import RecordMeasure
from county_desk.workflow.assistance.stages import RecordStage
from county_desk.workflow.registry import RecordMemberYear
from tests.build import CLERK, TOWNSHIP, VILLAGE, a_registered_household
from tests.workflow.test_needs import FOUND

DAY = timedelta(days=1)

DAY = timedelta(days=1)
LONG_AFTER = date(2021, 1, 4)


@pytest.fixture
def household(office):
    """A registered household of 大河村 whose head can work."""
    number = a_registered_household(office)
    head = office.read(lambda session: session.get(Household, number).members[0].id)
    office.at(FOUND).do(RecordMemberYear(member=head, year=2016, labour="普通劳动力"))
    return number


def begun(office, household, programme, kind, **more):
    head = office.read(lambda session: session.get(Household, household).members[0].id)
    asked = {"member": head} if "member" in programmes()[programme].needs else {}
    about = {"kind": kind, "programme": programme, "since": FOUND}
    return office.at(FOUND).do(RecordMeasure(household=household, **about, **asked, **more)).id


def a_loan(office, household):
    return begun(office, household, "small_loan", MeasureClass.FINANCE, amount=Decimal(50000), months=24)


def stage(measure, key, day, **given):
    return RecordStage(measure=measure, stage=key, done_on=day, **given)


RECORDED_BY = {
    StageLevel.HOUSEHOLD: VILLAGE,
    StageLevel.VILLAGE: VILLAGE,
    StageLevel.SCHOOL: VILLAGE,
    StageLevel.TOWNSHIP: TOWNSHIP,
    StageLevel.BANK: TOWNSHIP,
    StageLevel.DEPARTMENT: TOWNSHIP,
    StageLevel.COUNTY: CLERK,
}


def do(office, measure, key, day=FOUND, **given):
    """Record a stage, as a person of its level does."""
    name = RECORDED_BY[stage_of(key).level]
    return office.at(day, name).do(stage(measure, key, day, **given))


def hung(office, measure):
    """Post the person proposed for a post of forest rangers."""
    about = {"programme": "forest_ranger", "village": office.place("大河村"), "board": "村务公开栏"}
    return office.at(FOUND, VILLAGE).do(PostHolders(**about, measures=(measure,)))


def record_of(office, measure):
    return office.read(lambda session: session.get(AssistanceMeasure, measure))


def overdue(office, day):
    return office.read(lambda session: overdue_measures(session, day))


def nexts(office, measure):
    return [title for _key, title in office.read(lambda s: measure_detail(s, measure)).nexts]


def paid_out(office, household, amount=Decimal(50000)):
    loan = a_loan(office, household)
    do(office, loan, "small_loan/applied", words="养牛")
    do(office, loan, "small_loan/use_checked", agreed=True)
    do(office, loan, "small_loan/approved", document="农信〔2017〕8号", amount=amount)
    do(office, loan, "small_loan/paid_out", amount=amount)
    return loan


def a_post(office, household, until=date(2018, 6, 11)):
    """A forest ranger with a contract from 12 June 2017."""
    post = begun(office, household, "forest_ranger", MeasureClass.POST)
    do(office, post, "forest_ranger/applied", words="本人申请")
    do(office, post, "forest_ranger/reviewed", document="城关镇〔2017〕5号")
    hung(office, post)
    do(office, post, "forest_ranger/approved", BEGUN, document="青林发〔2017〕9号")
    do(office, post, "forest_ranger/contracted", BEGUN, document="合同1", until=until)
    return post


BEGUN = FOUND + 7 * DAY
