"""A batch is undone until something rests on it: a step of a case, a ruling on a person, a return."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from county_desk.intake.delivery import VillageIn
from county_desk.intake.taking_in.undo_batch import batch_blockers
from county_desk.models.case import Case, CaseState, CaseStep
from county_desk.models.household import Household, HouseholdYear, Member, Sex
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.steps import RecordAssembly, RecordReview
from county_desk.workflow.cases.take_back import TakeBackStep, WithdrawCase
from county_desk.workflow.cases.village_filing import FileVillage
from county_desk.workflow.duplicates import ReopenDuplicate, SettleDuplicate
from county_desk.workflow.registry import RecordYear
from county_desk.workflow.returns import FreezeReturn
from tests.build import CLERK, TOWNSHIP, VILLAGE, a_registered_household, a_visit, refusal, walk
from tests.intake.register import taking
from tests.workflow.deliveries import SHEET, a_family, a_list, a_person

DAY, NUMBER, OTHER = date(2016, 10, 10), "9901010001", "9901010002"
WIFE = a_person("李秀英", 2, "配偶", "19680725", sex=Sex.FEMALE)


@pytest.fixture
def take_in(office, deliver):
    """Take in a file of households."""

    def taken(*families, day=DAY, place="大河村", kinds=(), **about):
        return taking.take_in(office, deliver(*families, place=place, **about), kinds=kinds, day=day)

    return taken


@pytest.fixture
def two_batches(take_in):
    """A household that one file brought, and its telephone and income, which another changed."""
    first = take_in(a_family(NUMBER, a_person(), WIFE))
    second = take_in(a_family(NUMBER, a_person(), WIFE, telephone="13900000001", income="2500"))
    return first, second


def blocked(office, change):
    """What forbids the undoing of a batch."""
    return office.read(lambda session: batch_blockers(session, change.id))


def one(office, wanted):
    """The one record that is meant."""
    return office.read(lambda session: session.scalars(wanted).one())


def met(office, *cases, by=VILLAGE):
    """A meeting on some cases."""
    meeting = RecordAssembly(cases=cases, done_on=DAY, due=36, present=31, in_favour=29)
    return office.at(DAY, by).do(meeting)


def test_a_step_of_a_case_that_the_batch_did_not_make_rests_on_what_it_changed(office, two_batches):
    case = one(office, select(Case.id))
    met(office, case)
    for change in two_batches:
        (blocker,) = blocked(office, change)
        assert (blocker.subject, blocker.number, blocker.rows) == ("张大有", NUMBER, f"{SHEET}!3-4")
        assert (blocker.by, blocker.on) == (VILLAGE, DAY)
        assert "张大有" in refusal(office.at(DAY), change.undo)[""]
    assert office.read(verify).ok


def test_a_step_that_was_before_the_batch_does_not_rest_on_it(office, take_in):
    take_in(a_family(NUMBER))
    met(office, one(office, select(Case.id)))
    second = take_in(a_family(NUMBER, telephone="13900000001"))
    assert blocked(office, second) == []
    office.at(DAY).do(second.undo)
    assert office.read(verify).ok


def test_a_step_that_was_taken_back_rests_on_nothing(office, two_batches):
    case = one(office, select(Case.id))
    first, second = two_batches
    office.at(DAY, VILLAGE).do(met(office, case).undo)
    office.at(DAY).do(second.undo)
    office.at(DAY).do(first.undo)
    assert one(office, select(Household)).withdrawn_on == DAY
    assert office.read(verify).ok


def test_a_visit_that_was_taken_back_leaves_the_figures_of_the_file(office, two_batches):
    case = one(office, select(Case.id))
    met(office, case)
    office.at(DAY, VILLAGE).do(a_visit((case,), DAY))
    assert len(blocked(office, two_batches[1])) == 1
    for _step in range(2):
        office.at(DAY, VILLAGE).do(TakeBackStep(cases=(case,), reason="记错"))
    assert blocked(office, two_batches[1]) == []
    office.at(DAY).do(two_batches[1].undo)
    assert one(office, select(HouseholdYear)).income_per_head is None
    assert office.read(verify).ok


def test_a_case_that_was_withdrawn_blocks_nothing(office, two_batches):
    case = one(office, select(Case.id))
    met(office, case)
    office.at(DAY).do(WithdrawCase(cases=(case,), reason="本人放弃"))
    for change in reversed(two_batches):
        office.at(DAY).do(change.undo)
    assert one(office, select(Case.state)) is CaseState.WITHDRAWN
    assert len(office.read(lambda session: session.scalars(select(CaseStep)).all())) == 3
    assert office.read(verify).ok


@pytest.mark.parametrize("step", ["first_disclosure", "township_review", "county_decision", ""])
def test_lists_reviews_decisions_and_announcements_rest_on_the_batch(office, take_in, step):
    take_in(a_family(NUMBER, income="2500"))
    case = one(office, select(Case.id))
    walk(office, (case,), to="first_disclosure")
    last = one(office, select(CaseStep).order_by(CaseStep.id.desc()).limit(1)).done_on
    change = take_in(a_family(NUMBER, income="2000"), day=last)
    assert blocked(office, change) == []
    day = walk(office, (case,), to=step)
    assert bool(blocked(office, change)) is (step != "first_disclosure")
    if step != "first_disclosure":
        assert "" in refusal(office.at(day), change.undo)


@pytest.fixture
def twice(office, take_in):
    """One person in two files of two villages: the batches, and the records of him."""
    first = take_in(a_family(NUMBER, a_person("王秀田", 3), a_person()))
    there = a_family(OTHER, a_person("陈阿水", 4), a_person(relation="之子"))
    second = take_in(there, place="柳湾村", kinds=("duplicate_person",))
    wanted = select(Member.id).where(Member.name == "张大有").order_by(Member.id)
    return first, second, *office.read(lambda session: session.scalars(wanted).all())


@pytest.fixture
def ruled(office, twice):
    """He is ruled to be one who goes on where the second has him."""
    first, second, one, other = twice
    ruling = office.at(DAY).do(
        SettleDuplicate(one=one, other=other, same=True, survives=other, reason="同一人")
    )
    return first, second, ruling


def test_a_ruling_rests_on_the_batch_of_either_record(office, ruled):
    first, second, ruling = ruled
    for change, number, head in ((first, NUMBER, "王秀田"), (second, OTHER, "陈阿水")):
        (blocker,) = blocked(office, change)
        assert (blocker.subject, blocker.number, blocker.rows) == (head, number, f"{SHEET}!3-4")
        assert (blocker.act, blocker.by, blocker.on) == (ruling.summary, CLERK, DAY)
        assert "同一人" in refusal(office.at(DAY), change.undo)[""]


def test_that_they_are_different_persons_rests_on_nothing(office, twice):
    first, second, one, other = twice
    office.at(DAY).do(SettleDuplicate(one=one, other=other, same=False, reason="同名"))
    assert blocked(office, first) == blocked(office, second) == []


def test_a_ruling_that_was_taken_back_rests_on_nothing(office, ruled):
    first, second, ruling = ruled
    office.at(DAY).do(ReopenDuplicate(ruling=ruling.id, reason="弄错"))
    office.at(DAY).do(first.undo)
    office.at(DAY).do(second.undo)
    standing = select(Member).where(Member.withdrawn_on.is_(None))
    assert office.read(lambda session: session.scalars(standing).all()) == []
    assert office.read(verify).ok


def test_a_return_rests_on_the_households_that_it_counted(office, take_in):
    a_registered_household(office)
    number, since = office.read(
        lambda session: session.execute(select(Household.number, Household.registered_on)).one()
    )
    day = date(since.year + 1, 1, 5)
    office.at(day).do(FreezeReturn(name="R1", period=str(since.year)))
    leaving = a_family(number, telephone="13900000001")
    change = take_in(leaving, a_family("", a_person("王秀田", 4)), day=day)
    assert blocked(office, change) == []
    before = since.replace(day=1) - timedelta(days=1)
    office.at(day).do(FreezeReturn(name="R6", period=f"{before:%Y-%m}"))
    office.at(day).do(FreezeReturn(name="R3", period=str(since.year)))
    assert blocked(office, change) == []
    frozen = office.at(day).do(FreezeReturn(name="R6", period=f"{since:%Y-%m}"))
    (blocker,) = blocked(office, change)
    assert (blocker.subject, blocker.act, blocker.on) == ("张大有", frozen.summary, day)
    assert "R6" in refusal(office.at(day), change.undo)[""]


def test_returns_and_cases_of_villages_rest_on_their_figures(office, tmp_path):
    here, there = office.place("大河村"), office.place("柳湾村")
    filed = {"kind": "village_registration", "year": 2016, "received_on": DAY}
    case = office.at(DAY).do(FileVillage(village=here, **filed, persons=900, poor_persons=90)).id
    rows = [VillageIn("", 0, village, {"persons": 900}) for village in (here, there)]
    change = taking.take_in(office, a_list(tmp_path, *rows, kind="villages"), day=DAY)
    office.at(DAY).do(FreezeReturn(name="R3", period="2015"))
    assert blocked(office, change) == []
    reviewed = RecordReview(cases=(case,), done_on=DAY, opinion="同意", checked=1)
    office.at(DAY, TOWNSHIP).do(reviewed)
    assert [each.subject for each in blocked(office, change)] == ["大河村"]
    frozen = office.at(date(2017, 1, 5)).do(FreezeReturn(name="R3", period="2016"))
    found = {each.subject: each.act for each in blocked(office, change)}
    assert found == {"大河村": frozen.summary, "柳湾村": frozen.summary}


def test_what_the_county_records_of_a_household_that_came_back_rests_on_the_batch(office, take_in):
    office.at(DAY).do(take_in(a_family(NUMBER)).undo)
    change = take_in(a_family(NUMBER, telephone="13900000001"))
    record = one(office, select(Household.id))
    known = office.at(DAY).do(RecordYear(household=record, year=2015, safe_water=True))
    (blocker,) = blocked(office, change)
    assert (blocker.subject, blocker.act, blocker.by) == ("张大有", known.summary, CLERK)
    refusal(office.at(DAY), change.undo)
    assert one(office, select(HouseholdYear)).safe_water is True


def test_figures_that_came_after_somebody_was_back_rest_on_the_batch_and_those_before_do_not(office, take_in):
    take_in(a_family(NUMBER, a_person(), replace(WIFE, health="健康")), year=2015)
    take_in(a_family(NUMBER, a_person()), kinds=("member_left",))
    change = take_in(a_family(NUMBER, a_person(), WIFE))
    assert blocked(office, change) == []
    later = take_in(a_family(NUMBER, a_person(), replace(WIFE, health="残疾")))
    (blocker,) = blocked(office, change)
    assert (blocker.act, blocker.by, blocker.on) == (later.summary, CLERK, DAY)
    office.at(DAY).do(later.undo)
    office.at(DAY).do(change.undo)
    assert office.read(verify).ok


def test_a_file_that_only_brought_figures_is_named_as_what_rests_on_a_batch(office, take_in):
    first = take_in(a_family(NUMBER))
    later = take_in(a_family(NUMBER, income="2500"))
    (blocker,) = blocked(office, first)
    assert (blocker.act, blocker.by, blocker.on) == (later.summary, CLERK, DAY)
