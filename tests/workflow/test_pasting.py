"""Many acts as one: the rows of a pasted block."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from county_desk.models.audit import Event
from county_desk.models.household import HouseholdYear, Member, MemberYear
from county_desk.workflow.audit import verify
from county_desk.workflow.command import Refused
from county_desk.workflow.pasting import WHOLE, PasteRows
from county_desk.workflow.registry import AddMember, RecordMemberYear, RecordYear
from tests.build import INSPECTOR, VILLAGE, case_of, refusal, two_households
from tests.workflow.test_gate import RECORDED, a_meeting

TODAY = date(2016, 10, 8)


@pytest.fixture
def pair(office):
    """Two households of one village."""
    return tuple(case_of(office, case).household_id for case in two_households(office))


def incomes(office, year=2015):
    """The net income of each household in a year that counts."""
    wanted = select(HouseholdYear.household_id, HouseholdYear.net_income)
    counted = wanted.where(HouseholdYear.year == year, HouseholdYear.withdrawn_on.is_(None))
    return {number: income for number, income in office.read(lambda session: session.execute(counted).all())}


def pasted(pair, *amounts, year=2015):
    """The incomes of a year, a household a row."""
    rows = zip(pair, amounts, strict=True)
    return PasteRows(
        acts=tuple(
            RecordYear(household=number, year=year, net_income=Decimal(amount), reason="更正")
            for number, amount in rows
        )
    )


def events(office):
    """How many acts the history has."""
    return office.read(lambda session: session.scalar(select(func.count(Event.id))))


def test_pasted_rows_are_one_act_and_one_undo(office, pair):
    before = events(office)
    change = office.at(TODAY).do(pasted(pair, 9000, 7500))
    assert incomes(office) == {pair[0]: Decimal(9000), pair[1]: Decimal(7500)}
    assert events(office) == before + 1
    assert change.summary == "Record facts of a year: 2 rows"
    back = office.at(TODAY).do(change.undo)
    assert back.summary == "2 rows were taken back"
    assert incomes(office) == {}
    assert office.read(verify).ok


def test_the_undo_puts_back_what_stood_there(office, pair):
    office.at(TODAY).do(pasted(pair, 100, 200))
    change = office.at(TODAY).do(pasted(pair, 9000, 7500))
    office.at(TODAY).do(change.undo)
    assert incomes(office) == {pair[0]: Decimal(100), pair[1]: Decimal(200)}


def test_nothing_is_taken_back_under_what_was_done_since(office, pair):
    change = office.at(TODAY).do(pasted(pair, 100, 200))
    office.at(TODAY).do(RecordYear(household=pair[1], year=2015, net_income=Decimal(300), reason="更正"))
    trouble = refusal(office.at(TODAY), change.undo)
    assert list(trouble) == [""]
    assert trouble[""].startswith(
        "Something was done since to what was recorded; it stays. 王芳 changed this"
    )
    assert incomes(office) == {pair[0]: Decimal(100), pair[1]: Decimal(300)}


def test_a_row_that_does_not_fit_is_named_and_nothing_is_written(office, pair):
    found = refusal(office.at(TODAY), pasted((pair[0], 4711), 100, 200))
    assert found == {"1 household": "There is no household 4711; choose it from the list"}
    assert incomes(office) == {}


def test_a_row_that_an_earlier_one_makes_wrong_is_named(office, pair):
    act = AddMember(household=pair[0], name="王秀梅", relation="配偶", id_number="990101196807250026")
    again = AddMember(household=pair[1], name="王秀梅", relation="配偶", id_number="990101196807250026")
    with pytest.raises(Refused) as refused:
        office.at(TODAY).do(PasteRows(acts=(act, again)))
    assert list(refused.value.problems) == ["1 id_number"]
    names = office.read(lambda session: list(session.scalars(select(Member.name))))
    assert "王秀梅" not in names


def test_who_may_not_do_an_act_may_not_paste_it(office, pair):
    found = refusal(office.at(TODAY, INSPECTOR), pasted(pair, 100, 200))
    assert "file applications" in found[""]


def test_one_recorded_year_is_taken_back_alone(office, pair):
    change = office.at(TODAY).do(RecordYear(household=pair[0], year=2015, net_income=Decimal(100)))
    office.at(TODAY).do(change.undo)
    assert incomes(office) == {}
    again = office.at(TODAY).do(RecordYear(household=pair[0], year=2015, net_income=Decimal(150)))
    assert incomes(office) == {pair[0]: Decimal(150)}
    office.at(TODAY).do(again.undo)
    assert incomes(office) == {}
    assert office.read(verify).ok


def test_facts_of_a_person_are_taken_back(office, pair):
    member = office.read(
        lambda session: session.scalar(select(Member.id).where(Member.household_id == pair[0]))
    )
    change = office.at(TODAY).do(RecordMemberYear(member=member, year=2015, work_months=Decimal(6)))
    office.at(TODAY).do(change.undo)
    standing = select(func.count(MemberYear.id)).where(MemberYear.withdrawn_on.is_(None))
    assert office.read(lambda session: session.scalar(standing)) == 0
    assert office.read(verify).ok


def test_rows_that_wait_for_a_second_person_say_so_before(office):
    first, other = two_households(office)
    rows = PasteRows(acts=(a_meeting(first), replace(a_meeting(other), done_on=RECORDED, late_reason="")))
    problems, found = office.at(RECORDED, VILLAGE).judge_rows(rows)
    assert problems == {}
    assert found.keys() == {WHOLE}
    assert found[WHOLE].endswith(
        "All rows wait until another person puts them in force: Township clerk, Reviewer."
    )
