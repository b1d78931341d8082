"""Requests to departments go out as workbooks, come back through the importer, and their hits are decided."""

from datetime import date

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from county_desk.intake.comparing.snapshot import villages
from county_desk.intake.delivery import ReadingTerms, Verdict
from county_desk.intake.reading.report import read_delivery
from county_desk.models.department import (
    AskedPerson,
    Department,
    DepartmentEntry,
    DepartmentList,
    HitOutcome,
    Persons,
)
from county_desk.reports.request_book import RequestSheet, book_name, write_request
from county_desk.tables.departments.department_lists import MATCHES_LISTING, HitState, Match
from county_desk.tables.departments.findings import LISTING as FINDINGS_LISTING
from county_desk.tables.departments.findings import Contradiction
from county_desk.tables.departments.requests import ASKED_LISTING, REQUESTS_LISTING, RequestState
from county_desk.tables.listing import Query, page
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.steps import RecordComparison
from county_desk.workflow.departments import (
    AnswerRequest,
    AskDepartments,
    SeparateAnswer,
    WithdrawRequest,
)
from county_desk.workflow.hit_decisions import DecideHit, ReopenHit
from tests.build import (
    DAY,
    ELSEWHERE,
    TOWNSHIP,
    a_household,
    a_registered_household,
    an_id_number,
    refusal,
    steps_of,
    walk,
)
from tests.intake.register.taking import looked_at, take_in

ASKED = date(2017, 3, 1)


def rows(office, listing):
    """All rows of a list."""
    return office.read(lambda session: page(session, listing))


def ask(office, *departments, day=ASKED, **more):
    """Ask some departments."""
    return office.at(day).do(AskDepartments(departments=departments, asked_on=day, **more))


def workbook(office, folder, request=1):
    """The workbook of a request as it goes out."""
    row = next(each for each in rows(office, REQUESTS_LISTING) if each.id == request)
    persons = office.read(lambda session: page(session, ASKED_LISTING, Query(where={"request_id": request})))
    path = folder / book_name(request, row.department)
    write_request(path, RequestSheet(request, row.department, "青岚县", row.asked_on, row.due_on, persons))
    return path


def answered(path, *answers):
    """The same workbook with the answers of a department: cell and text."""
    book = load_workbook(path)
    for cell, text in answers:
        book.worksheets[0][cell] = text
    book.save(path)
    return path


def read(office, path):
    """Read a workbook as the county's desk would."""
    return read_delivery(path, ReadingTerms(office.read(villages), 2017))


def test_each_department_gets_a_request_of_its_own_about_the_people_chosen(office):
    a_registered_household(office)
    a_household(office, "李四", serial=5)
    change = ask(office, Department.CIVIL_AFFAIRS, Department.BANK, due_on=ASKED + 10 * DAY)
    assert change.summary == ("Departments asked, with the number of persons: Civil affairs (1), Banks (1)")
    second, first = rows(office, REQUESTS_LISTING)
    assert (first.department, first.state, first.persons) == (Department.CIVIL_AFFAIRS, RequestState.OPEN, 1)
    assert (second.department, second.asked_about) == (Department.BANK, Persons.REGISTERED)
    ask(office, Department.TAX, persons=Persons.ALL, place=office.place("大河村"))
    assert rows(office, REQUESTS_LISTING)[0].persons == 2
    assert office.read(verify).ok


def test_a_request_repeated_asks_only_about_persons_who_are_new(office):
    a_registered_household(office)
    ask(office, Department.BANK)
    again = AskDepartments(departments=(Department.BANK,), asked_on=ASKED + DAY, only_new=True)
    assert "persons" in refusal(office.at(ASKED + DAY), again)
    a_registered_household(office, "李四", serial=5)
    office.at(ASKED + DAY).do(again)
    asked = office.read(lambda session: session.scalars(select(AskedPerson.name)).all())
    assert asked == ["张大有", "李四"]


def test_a_department_that_has_nobody_to_answer_about_gets_no_request(office):
    a_registered_household(office)
    ask(office, Department.BANK)
    change = ask(office, Department.BANK, Department.TAX, day=ASKED + DAY, only_new=True)
    assert change.summary == "Departments asked, with the number of persons: Tax office (1)"
    assert [row.department for row in rows(office, REQUESTS_LISTING)] == [Department.TAX, Department.BANK]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"departments": ()}, "departments"),
        ({"asked_on": ASKED + DAY}, "asked_on"),
        ({"due_on": ASKED - DAY}, "due_on"),
        ({"case": 99}, "case"),
        ({"persons": Persons.MONITORED}, "persons"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused_at_its_field(office, wrong, field):
    a_registered_household(office)
    given = {"departments": (Department.BANK,), "asked_on": ASKED, **wrong}
    assert list(refusal(office.at(ASKED), AskDepartments(**given))) == [field]


def test_a_township_asks_only_about_its_own_people(office):
    a_registered_household(office)
    asking = AskDepartments(departments=(Department.BANK,), asked_on=ASKED)
    assert list(refusal(office.at(ASKED, TOWNSHIP), asking)) == ["place"]


def test_the_workbook_comes_back_through_the_importer_and_its_hits_are_decided(office, tmp_path):
    a_registered_household(office)
    a_registered_household(office, "李四", serial=5)
    ask(office, Department.VEHICLES)
    path = answered(workbook(office, tmp_path), ("F4", "青A12345"), ("G4", "小型轿车"))
    delivery = read(office, path)
    assert (delivery.request, [each.absent for each in delivery.entries]) == (1, [False, True])
    take_in(office, delivery, day=ASKED + DAY)
    (request,) = rows(office, REQUESTS_LISTING)
    assert (request.state, request.answered_on, request.listed, request.open) == (
        *(RequestState.ANSWERED, ASKED + DAY),
        *(1, 1),
    )
    (hit,) = rows(office, MATCHES_LISTING)
    assert (hit.state, hit.match, hit.kind, hit.request_id) == (
        *(HitState.OPEN, Match.SAME),
        *("小型轿车、青A12345", 1),
    )
    about = {"entry": hit.entry_id, "member": hit.member_id}
    deciding = DecideHit(**about, outcome=HitOutcome.VISIT, explanation=" ")
    assert list(refusal(office.at(ASKED + DAY), deciding)) == ["explanation"]
    change = office.at(ASKED + DAY).do(
        DecideHit(**about, outcome=HitOutcome.NOTHING, explanation="残疾人代步车")
    )
    (hit,) = rows(office, MATCHES_LISTING)
    assert (hit.state, hit.outcome, hit.explanation) == (
        *(HitState.DECIDED, HitOutcome.NOTHING),
        "残疾人代步车",
    )
    office.at(ASKED + DAY).do(change.undo)
    assert rows(office, MATCHES_LISTING)[0].state is HitState.OPEN
    assert list(refusal(office.at(ASKED + DAY), ReopenHit(**about, reason="x"))) == [""]
    assert office.read(verify).ok


def test_persons_who_were_not_asked_about_are_asked_about_and_nothing_is_lost(office, tmp_path):
    a_registered_household(office)
    ask(office, Department.BANK)
    more = (("B5", "外来人"), ("C5", an_id_number(77)), ("F5", "存款"), ("G5", "90000"))
    delivery = read(office, answered(workbook(office, tmp_path), ("F4", "存款"), *more))
    found = looked_at(office, delivery)
    assert [line.verdict for line in found.lines if line.values] == [Verdict.ACCEPT, Verdict.ASK]
    (problem,) = [each for line in found.lines for each in line.problems if each.kind == "not_asked_about"]
    assert problem.message == (
        "Request 1 did not ask about 外来人; does the department tell of this person besides?"
    )
    take_in(office, delivery, kinds=("not_asked_about",), day=ASKED)
    names = office.read(lambda session: session.scalars(select(DepartmentEntry.name)).all())
    assert names == ["张大有", "外来人"]


def a_list(office, *people, department=None, name="名单", year=2017):
    """A list of a department: name, number, kind and village of each person."""
    listed = DepartmentList(name=name, year=year, received_on=ASKED, department=department)
    for row, (who, number, kind, village) in enumerate(people, 2):
        about = {"row": row, "name": who, "id_number": number, "kind": kind}
        listed.entries.append(DepartmentEntry(**about, village_id=office.place(village) if village else None))
    with office.sessions.begin() as session:
        session.add(listed)
        session.flush()
        return listed.id


def test_any_list_can_be_the_answer_and_who_was_not_asked_about_is_told_first(office):
    a_registered_household(office)
    ask(office, Department.TAX)
    listed = a_list(office, ("张大有", an_id_number(1), "个体", ""), ("王五", an_id_number(9), "个体", ""))
    answer = AnswerRequest(request=1, list=listed)
    assert office.at(ASKED).effects([answer]) == [
        "1 person on this list was not asked about and stays on it: 王五. Is it the answer?"
    ]
    office.at(ASKED).do(answer)
    assert "list" in refusal(office.at(ASKED), answer)
    assert "request" in refusal(office.at(ASKED), WithdrawRequest(request=1, reason="重发"))
    apart = SeparateAnswer(list=listed, reason="不是")
    office.at(ASKED).do(apart)
    assert refusal(office.at(ASKED), apart) == {"list": f"List {listed} answers no request"}
    assert refusal(office.at(ASKED), SeparateAnswer(list=99, reason="不是")) == {
        "list": "There is no list of a department 99; choose it from the list"
    }
    office.at(ASKED).do(WithdrawRequest(request=1, reason="重发"))
    assert rows(office, REQUESTS_LISTING) == []


def test_a_line_without_a_number_is_matched_by_name_within_its_village_alone(office):
    a_registered_household(office)
    a_list(
        office, ("张大有", "", "个体", "大河村"), ("张大有", "", "车辆", "上坝村"), ("张大有", "", "无", "")
    )
    (hit,) = rows(office, MATCHES_LISTING)
    assert (hit.match, hit.kind, hit.member) == (Match.BY_NAME, "个体", "张大有")


def test_the_same_on_a_later_list_is_known(office):
    a_registered_household(office)
    about = {"department": Department.TAX}
    a_list(office, ("张大有", an_id_number(1), "个体", ""), **about)
    (hit,) = rows(office, MATCHES_LISTING)
    deciding = {"outcome": HitOutcome.NOTHING, "explanation": "已停业"}
    office.at(ASKED).do(DecideHit(entry=hit.entry_id, member=hit.member_id, **deciding))
    people = (("张大有", an_id_number(1), "个体", ""), ("张大有", an_id_number(1), "公司", ""))
    a_list(office, *people, name="新名单", **about)
    states = [(each.kind, each.state) for each in rows(office, MATCHES_LISTING)]
    assert states == [
        *(("个体", HitState.DECIDED), ("个体", HitState.KNOWN)),
        ("公司", HitState.OPEN),
    ]


def test_civil_affairs_and_the_register_are_held_against_each_other_both_ways(office):
    household = a_registered_household(office)
    a_registered_household(office, "李四", serial=5)
    people = (("李四", an_id_number(5), "低保", ""), ("王五", an_id_number(9), "低保", ""))
    a_list(office, *people, department=Department.CIVIL_AFFAIRS)
    found = [(each.finding, each.name, each.household_id) for each in rows(office, FINDINGS_LISTING)]
    assert found == [
        (Contradiction.ALLOWANCE_WITHOUT, "王五", None),
        (Contradiction.REGISTERED_WITHOUT, "张大有", household),
    ]
    office.at(ASKED).do(
        DecideHit(household=household, outcome=HitOutcome.NOTHING, explanation="收入已超低保线")
    )
    assert rows(office, FINDINGS_LISTING)[1].explanation == "收入已超低保线"


def test_an_answer_about_some_households_says_nothing_of_the_others(office):
    a_registered_household(office)
    a_registered_household(office, "李四", serial=5, village="上坝村")
    ask(office, Department.CIVIL_AFFAIRS, place=office.place("大河村"))
    office.at(ASKED).do(AnswerRequest(request=1, list=a_list(office, ("外人", "", "低保", ""))))
    found = [each.name for each in rows(office, FINDINGS_LISTING)]
    assert found == ["外人", "张大有"]


def test_the_dead_who_are_still_on_the_register_are_listed(office):
    a_registered_household(office)
    a_list(office, ("张大有", an_id_number(1), "死亡 2017-01-05", ""))
    a_list(office, ("王五", "", "死亡", ""), department=Department.CIVIL_AFFAIRS, year=2018)
    row = rows(office, FINDINGS_LISTING)[0]
    assert (row.finding, row.name, row.village) == (Contradiction.DEAD, "张大有", "大河村")


def test_what_was_decided_about_a_hit_explains_it_in_its_case(office):
    case = a_household(office, received_on=ASKED)
    day = walk(office, (case,), to="comparison") + DAY
    asked = ask(office, Department.VEHICLES, case=case, day=day)
    office.at(day).do(
        AnswerRequest(request=asked.id, list=a_list(office, ("张大有", an_id_number(1), "小轿车", "")))
    )
    (hit,) = rows(office, MATCHES_LISTING)
    deciding = {"outcome": HitOutcome.NOTHING, "explanation": "残疾人代步车"}
    office.at(day).do(DecideHit(entry=hit.entry_id, member=hit.member_id, **deciding))
    office.at(day).do(RecordComparison(cases=(case,), done_on=day, departments="车管所", hits=0))
    assert steps_of(office, case)[-1].facts["listed"] == [
        {"entry": hit.entry_id, "hit": "张大有 on “名单 (小轿车)”", "explained": "残疾人代步车"}
    ]


def test_nobody_acts_on_people_of_another_township(office):
    household = a_registered_household(office)
    deciding = DecideHit(household=household, outcome=HitOutcome.NOTHING, explanation="核实")
    assert list(refusal(office.at(ASKED, ELSEWHERE), deciding)) == [""]
