"""A batch comes out again as one, unless something rests on it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from county_desk.intake.taking_in.undo_batch import UndoBatch
from county_desk.models.case import CaseState
from county_desk.models.household import Household, HouseholdYear, Member
from county_desk.workflow.audit import verify
from county_desk.workflow.command import Refused
from county_desk.workflow.registry import AddMember, RecordYear
from tests.build import an_id_number
from tests.intake.register.taking import DAY, take_in
from tests.intake.register.workbooks import cases, households, reader
from tests.intake.villages import LEDGER, LIVING, ROSTER, a_workbook, an_id, spoil


@pytest.fixture
def deliver(office, tmp_path):
    return reader(office, tmp_path)


def test_a_batch_is_undone_as_one_and_can_come_back(office, deliver):
    delivery = deliver()
    change = take_in(office, delivery)
    assert change.undo == UndoBatch(batch=change.id)
    office.at(DAY).do(change.undo)
    assert households(office) == {}
    assert cases(office) == []
    assert len(cases(office, CaseState.WITHDRAWN)) == 3
    assert office.read(verify).ok
    with pytest.raises(Refused):
        office.at(DAY).do(change.undo)
    again = take_in(office, delivery)
    assert [one.batch_id for one in households(office).values()] == [again.id] * 3
    assert len(cases(office)) == 3
    assert office.read(verify).ok
    office.at(DAY).do(again.undo)
    assert households(office) == {}
    assert office.read(verify).ok


def test_undoing_a_change_restores_what_was_there(office, deliver):
    take_in(office, deliver())
    book = spoil(a_workbook(), ROSTER, {"T3": "13900000077", "P6": 2, "S6": "预脱贫"})
    book[ROSTER].insert_rows(7)
    for column, value in {
        "D": "王小",
        "E": "之子",
        "F": "男",
        "G": an_id(9, "19800101"),
        "H": date(1980, 1, 1),
    }.items():
        book[ROSTER][f"{column}7"] = value
    spoil(book, LEDGER, {"D5": 2, "N5": 1250})
    spoil(book, LIVING, {"D4": 2, "E4": "B"})
    change = take_in(office, deliver(book))
    assert (households(office)["1"].telephone, households(office)["2"].persons) == ("13900000077", 2)
    office.at(DAY).do(change.undo)
    found = households(office)
    assert (found["1"].telephone, found["2"].persons, found["2"].claimed) == ("13900000001", 1, "申请")
    with office.sessions() as session:
        year = session.scalars(
            select(HouseholdYear).join(Household).where(Household.number.like("%0002"))
        ).one()
        assert (year.housing_grade, year.income_per_head, year.persons) == ("C", 2500, 1)
        gone = session.scalars(select(Member).where(Member.name == "王小")).one()
        assert gone.withdrawn_on == DAY
    assert office.read(verify).ok


def test_an_undo_is_refused_when_something_rests_on_the_batch(office, deliver):
    change = take_in(office, deliver())
    first = households(office)["1"]
    undo = change.undo
    later = take_in(office, deliver(spoil(a_workbook(), ROSTER, {"T6": "13900000078"})))
    with pytest.raises(Refused, match="王秀田"):
        office.at(DAY).do(undo)
    office.at(DAY).do(later.undo)
    office.at(DAY).do(
        AddMember(household=first.id, name="张小英", relation="之女", id_number=an_id_number(8, "20100505"))
    )
    with pytest.raises(Refused, match="张大有"):
        office.at(DAY).do(undo)


def test_a_batch_can_be_undone_once_the_later_ones_are(office, deliver):
    first = take_in(office, deliver())
    book = spoil(a_workbook(), ROSTER, {"T6": "13900000078", "T3": "13900000079"})
    second = take_in(office, deliver(book))
    third = take_in(office, deliver(spoil(book, ROSTER, {"T6": "13900000080"})))
    for batch in (third, second):
        with pytest.raises(Refused, match="王秀田"):
            office.at(DAY).do(first.undo)
        office.at(DAY).do(batch.undo)
    office.at(DAY).do(first.undo)
    assert households(office) == {}
    assert office.read(verify).ok


def test_an_undo_is_refused_once_a_figure_was_recorded(office, deliver):
    change = take_in(office, deliver())
    household = households(office)["3"].id
    office.at(DAY + timedelta(days=1)).do(RecordYear(household=household, year=2016, safe_water=False))
    with pytest.raises(Refused, match="陈阿水"):
        office.at(DAY + timedelta(days=1)).do(change.undo)
