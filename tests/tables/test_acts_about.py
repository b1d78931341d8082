"""The acts about a household, a case or a person, and two states of a record side by side."""

from decimal import Decimal
from functools import partial

import pytest

from county_desk.models.base import Base
from county_desk.models.inspection import RoundKind, RoundPeople, Severity
from county_desk.tables.filter_words import filter_words
from county_desk.tables.history import acts_about
from county_desk.tables.history.acts import EVENTS, EVENTS_LISTING, history_head
from county_desk.tables.history.acts_about import NamedNumber, belonging, named_number
from county_desk.tables.history.record_states import record_states
from county_desk.tables.listing import Query, count, page
from county_desk.tables.supervision.inspections import SHEETS_LISTING
from county_desk.text import CHINESE, ENGLISH, language
from county_desk.workflow.correcting import CorrectHousehold, CorrectMember
from county_desk.workflow.registry import RecordYear
from county_desk.workflow.supervision.findings import RecordFinding
from county_desk.workflow.supervision.rounds import DrawRound, EnterSheet
from tests.build import REVIEWER, SECOND, a_household, a_registered_household, case_of, walk
from tests.busy import OPENED
from tests.tables.test_act_sentences import inside

REASON = {"reason": "核对", "evidence": "户口簿"}


def acts(office, **where):
    """The acts of the history under these values, oldest first."""
    rows = office.at(OPENED).read(page, EVENTS_LISTING, Query(where=where))
    return [row.command for row in reversed(rows)]


@pytest.fixture
def household(office):
    """A registered household that was corrected twice and got the facts of a year, beside another one."""
    a_registered_household(office, "李四", serial=8)
    number = a_registered_household(office, "张大有", serial=9)
    desk = office.at(OPENED)
    desk.do(CorrectHousehold(household=number, telephone="14400001111", **REASON))
    desk.do(RecordYear(household=number, year=2017, net_income=Decimal(5000)))
    desk.do(CorrectHousehold(household=number, telephone="14400002222", **REASON))
    return number


def test_the_acts_about_a_household_are_those_on_it_and_on_what_belongs_to_it(office, household):
    own = acts(office, household=household)
    assert own[-3:] == ["CorrectHousehold", "RecordYear", "CorrectHousehold"]
    assert {"FileHousehold", "RecordAssembly", "Decide", "Announce"} <= set(own)
    assert "FoundRegister" not in own
    both = acts(office)
    assert both.count("FileHousehold") == 2
    assert own.count("FileHousehold") == 1
    narrowed = Query(where={"household": household})
    assert office.at(OPENED).read(count, EVENTS_LISTING, narrowed) == len(own)


def test_the_acts_about_a_person_and_about_a_case_are_found(office, household):
    desk = office.at(OPENED)
    (member,) = (key[1] for key in desk.read(belonging, "household", household) if key[0] == "member")
    desk.do(CorrectMember(member=member, ethnicity="彝族", **REASON))
    assert acts(office, member=member)[-1] == "CorrectMember"
    assert "RecordYear" not in acts(office, member=member)
    case = a_household(office, "王五", serial=12)
    walk(office, (case,), to="first_disclosure")
    assert acts(office, case=case)[:2] == ["FileHousehold", "RecordAssembly"]
    assert acts(office, household=case_of(office, case).household_id) == acts(office, case=case)


# records that name a place and are told of a household, a round, a file or the county instead
APART = {"batch", "clue", "county_record", "department_entry", "department_request"}
APART |= {"evaluation_result", "household", "household_change", "inspected_household", "inspection_round"}
APART |= {"inspection_stratum", "layout", "misconduct_report", "monitored", "register", "user"}


@pytest.mark.parametrize(("record", "apart"), [("household", set()), ("member", set()), ("place", APART)])
def test_every_record_that_names_another_is_in_its_history(record, apart):
    naming = {
        table.name
        for table in Base.metadata.sorted_tables
        for column in table.c
        for key in column.foreign_keys
        if key.column.table.name == record
    }
    told = {wanted.get_final_froms()[0].name for wanted in acts_about._belonging(record, [1])}
    assert sorted(naming - told - apart) == []


def test_a_field_sheet_and_a_finding_are_acts_about_their_household(office, household):
    desk = office.at(OPENED, REVIEWER)
    desk.do(DrawRound(kind=RoundKind.SURVEY, name="普查", people=RoundPeople.ALL, drawn_on=OPENED))
    sheet = next(row.id for row in desk.read(page, SHEETS_LISTING, Query(where={"household_id": household})))
    office.at(OPENED, SECOND).do(EnterSheet(sheet=sheet, visited_on=OPENED, satisfied=True))
    village = office.place("大河村")
    found = {
        "village": village,
        "household": household,
        "severity": Severity.SERIOUS,
        "words": "明白卡未更新",
    }
    desk.do(RecordFinding(**found, found_on=OPENED, mender="郑宝", due_on=OPENED))
    assert acts(office, household=household)[-3:] == ["DrawRound", "EnterSheet", "RecordFinding"]
    assert acts(office, place=village)[-1] == "RecordFinding"


def test_an_act_on_a_run_of_records_is_found_in_its_midst(office):
    cases = tuple(a_household(office, head, serial=n) for n, head in enumerate(("张一", "张二", "张三"), 1))
    walk(office, cases, to="first_disclosure")
    assert (
        acts(office, case=cases[0])[1:] == acts(office, case=cases[1])[1:] == acts(office, case=cases[2])[1:]
    )


def test_the_filter_names_the_record(office, household):
    desk = office.at(OPENED)
    named = desk.read(named_number, "household", household)
    assert named == household
    assert isinstance(named, NamedNumber)
    with language(ENGLISH):
        assert filter_words(EVENTS, Query(where={"household": named})).startswith("Household: 张大有 ")
    assert str(desk.read(named_number, "household", 9999)) == "9999"


def test_two_states_of_a_household_stand_side_by_side(office, household):
    desk = office.at(OPENED)
    rows = desk.read(page, EVENTS_LISTING, Query(where={"household": household}))
    first = next(row.id for row in reversed(rows) if row.command == "CorrectHousehold")
    last = rows[0].id
    with language(ENGLISH):
        lines = desk.read(record_states, "household", household, (last, first))
    differing = {line.label: (line.earlier, line.later) for line in lines if line.differs}
    assert differing["Telephone"] == ("144****1111", "144****2222")
    assert differing["Net income of the household (yuan a year)"][1] == "5,000.00"
    alike = {line.label: line.earlier for line in lines if not line.differs}
    assert alike["Standing in the register"] == "Registered"
    assert alike["Name"] == "张大有"
    with language(CHINESE):
        same = desk.read(record_states, "household", household, (last, last))
    assert same
    assert [line for line in same if line.differs] == []
    texts = [" ".join((line.record, line.label, line.earlier, line.later)) for line in [*lines, *same]]
    assert [text for text in texts if inside(text)] == []


def test_the_state_before_a_record_was_made_is_blank(office, household):
    desk = office.at(OPENED)
    newest = desk.read(page, EVENTS_LISTING)[0].id
    lines = desk.read(record_states, "household", household, (1, newest))
    assert lines
    assert {line.earlier for line in lines} == {""}


def test_the_head_of_the_history_is_the_last_act_and_its_code(office):
    head = office.at(OPENED).read(history_head)
    newest = office.at(OPENED).read(partial(page, listing=EVENTS_LISTING))[0]
    number, code = head.split(" · ")
    assert int(number) == newest.id
    assert [len(part) for part in code.split("-")] == [4, 4, 4, 4, 4, 4, 2]
