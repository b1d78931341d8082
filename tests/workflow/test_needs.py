"""Causes and needs of households: recorded, answered by measures, ended, and taken back."""

from datetime import date

import pytest

from county_desk.models.household import Household, Standing
from county_desk.models.measure import MeasureClass, NeedEnd
from county_desk.tables.assistance.measures import LISTING as MEASURES
from county_desk.tables.assistance.needs import LISTING, NeedState
from county_desk.tables.listing import Query, page
from county_desk.workflow.assistance.measures import DeliverMeasure, RecordMeasure
from county_desk.workflow.assistance.needs import AnswerNeed, EndNeed, RecordCauses, RecordNeed, WithdrawNeed
from county_desk.workflow.audit import verify
from tests.build import DAY, VILLAGE, a_registered_household, refusal

FOUND = date(2017, 6, 5)


@pytest.fixture
def household(office):
    """A registered household of 大河村."""
    return a_registered_household(office)


def a_need(office, household, **more):
    asked = {"wants": MeasureClass.EDUCATION, "cause": "因学", "found_on": FOUND, "found_by": "郑宝"} | more
    return office.at(FOUND).do(RecordNeed(household=household, **asked)).id


def a_measure(office, household, **more):
    asked = {"kind": MeasureClass.EDUCATION, "content": "雨露计划", "since": FOUND} | more
    return office.at(FOUND).do(RecordMeasure(household=household, **asked)).id


def test_a_removed_household_is_given_nothing(office, household):
    with office.sessions.begin() as session:
        session.get(Household, household).standing = Standing.REMOVED
    asked = {"kind": MeasureClass.EDUCATION, "content": "雨露计划", "since": FOUND}
    found = refusal(office.at(FOUND), RecordMeasure(household=household, **asked))
    assert found == {"household": "The household of 张大有 was removed"}


def needs(office, **where):
    return office.read(lambda session: page(session, LISTING, Query(where=where)))


def test_a_second_need_of_the_same_cause_is_told_before_it_is_recorded(office, household):
    first = a_need(office, household)
    same = {"household": household, "wants": MeasureClass.EDUCATION, "found_on": FOUND, "found_by": "郑宝"}
    (effect,) = office.at(FOUND).effects([RecordNeed(cause="因学", **same)])
    words = "with the same cause or risk; this is one more"
    assert effect == f"Need {first} of 2017-06-05 is open already, {words}"
    assert office.at(FOUND).effects([RecordNeed(cause="因病", **same)]) == []


def causes_of(office, household):
    record = office.read(lambda session: session.get(Household, household))
    return record.cause, record.other_causes, record.causes_found_on, record.causes_found_by


def test_causes_are_recorded_with_day_and_finder_and_taken_back(office, household):
    before = causes_of(office, household)
    given = {"household": household, "found_on": FOUND, "found_by": "郑宝"}
    change = office.at(FOUND).do(RecordCauses(cause="因病", others="因残、缺劳力", **given))
    assert causes_of(office, household) == ("因病", "因残,缺劳力", FOUND, "郑宝")
    office.at(FOUND + DAY).do(RecordCauses(cause="因残", **(given | {"found_on": FOUND + DAY})))
    assert causes_of(office, household) == ("因残", "缺劳力", FOUND + DAY, "郑宝")
    assert list(refusal(office.at(FOUND + DAY), change.undo)) == [""]
    assert before[2:] == (None, None)
    assert office.read(verify).ok


def test_an_undone_cause_is_as_before(office, household):
    before = causes_of(office, household)
    given = {"household": household, "found_on": FOUND, "found_by": "郑宝"}
    office.at(FOUND).do(office.at(FOUND).do(RecordCauses(cause="因病", **given)).undo)
    assert causes_of(office, household) == before


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"cause": ""}, "cause"),
        ({"cause": "懒"}, "cause"),
        ({"others": "因病"}, "others"),
        ({"others": "因残、因学、缺水"}, "others"),
        ({"found_on": FOUND + DAY}, "found_on"),
        ({"found_by": " "}, "found_by"),
        ({"household": 999}, "household"),
    ],
)
def test_bad_causes_are_refused_at_their_field(office, household, bad, field):
    asked = {"household": household, "cause": "因病", "found_on": FOUND, "found_by": "郑宝"} | bad
    assert list(refusal(office.at(FOUND), RecordCauses(**asked))) == [field]


def test_a_need_goes_from_without_a_measure_to_ended(office, household):
    need = a_need(office, household)
    assert [row.state for row in needs(office)] == [NeedState.OPEN]
    measure = a_measure(office, household, need=need)
    assert [(row.state, row.measures) for row in needs(office)] == [(NeedState.ANSWERED, 1)]
    office.at(FOUND + DAY).do(DeliverMeasure(measure=measure, delivered_on=FOUND + DAY))
    assert [row.state for row in needs(office)] == [NeedState.GIVEN]
    end = EndNeed(need=need, ended_as=NeedEnd.MET, ended_on=FOUND + DAY, outcome="子女已入学")
    change = office.at(FOUND + DAY).do(end)
    assert [row.state for row in needs(office)] == [NeedState.ENDED]
    assert refusal(office.at(FOUND + DAY), end) == {"need": f"This need ended on {FOUND + DAY}"}
    office.at(FOUND + DAY).do(change.undo)
    assert [row.state for row in needs(office)] == [NeedState.GIVEN]
    assert office.read(verify).ok


def test_needs_without_a_measure_and_measures_without_a_need_are_found(office, household):
    answered = a_need(office, household)
    open_need = a_need(office, household, wants=MeasureClass.HEALTH, cause="", risk="因病")
    a_measure(office, household, need=answered)
    lone = a_measure(office, household, content="合作医疗补贴", kind=MeasureClass.HEALTH)
    assert [row.id for row in needs(office, state=NeedState.OPEN)] == [open_need]
    without = Query(where={"answers": False})
    assert [row.id for row in office.read(lambda session: page(session, MEASURES, without))] == [lone]
    office.at(FOUND).do(AnswerNeed(measure=lone, need=open_need))
    (row,) = office.read(lambda session: page(session, MEASURES, Query(where={"id": lone})))
    assert (row.answers, row.need_id, row.risk) == (True, open_need, "因病")
    assert needs(office, state=NeedState.OPEN) == []


def test_a_measure_answers_a_need_of_its_own_household_only(office, household):
    other = a_registered_household(office, "李四", serial=2)
    need = a_need(office, other)
    asked = {"kind": MeasureClass.EDUCATION, "content": "雨露计划", "since": FOUND}
    found = refusal(office.at(FOUND), RecordMeasure(household=household, need=need, **asked))
    assert found == {"need": f"Need {need} is one of 李四; choose a need of the same household"}
    measure = a_measure(office, household)
    assert list(refusal(office.at(FOUND), AnswerNeed(measure=measure, need=need))) == ["need"]


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"cause": ""}, "cause"),
        ({"risk": "因病"}, "cause"),
        ({"found_on": FOUND + DAY}, "found_on"),
        ({"found_by": ""}, "found_by"),
        ({"household": 999}, "household"),
    ],
)
def test_a_bad_need_is_refused_at_its_field(office, household, bad, field):
    asked = {"wants": MeasureClass.EDUCATION, "cause": "因学", "found_on": FOUND, "found_by": "郑宝"}
    asked |= {"household": household} | bad
    assert list(refusal(office.at(FOUND), RecordNeed(**asked))) == [field]


def test_a_need_that_a_measure_answers_is_not_withdrawn(office, household):
    need = a_need(office, household)
    a_measure(office, household, need=need)
    assert list(refusal(office.at(FOUND), WithdrawNeed(need=need, reason="重复"))) == ["need"]
    second = a_need(office, household)
    change = office.at(FOUND).do(WithdrawNeed(need=second, reason="重复"))
    assert [row.id for row in needs(office)] == [need]
    office.at(FOUND).do(change.undo)
    assert [row.id for row in needs(office)] == [second, need]


def test_a_clerk_of_another_village_cannot_record_a_need(office):
    far = a_registered_household(office, "孙有", serial=3, village="上坝村")
    asked = {"wants": MeasureClass.EDUCATION, "cause": "因学", "found_on": FOUND, "found_by": "郑宝"}
    assert list(refusal(office.at(FOUND, VILLAGE), RecordNeed(household=far, **asked))) == [""]
