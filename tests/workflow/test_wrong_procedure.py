"""A case whose procedure file is wrong stays in the queue and stops nothing else."""

from datetime import date

import pytest

from county_desk.tables.cases.queue_row import QUEUE
from county_desk.tables.cases.queue_words import QueueTask, Urgency
from county_desk.tables.listing import page
from county_desk.text import language
from county_desk.workflow.cases.common import procedure_trouble
from county_desk.workflow.cases.groups import groups
from county_desk.workflow.cases.next_steps import plan
from county_desk.workflow.consistency import check_register
from tests.build import (
    CLERK,
    ELSEWHERE,
    INSPECTOR,
    REVIEWER,
    VILLAGE,
    Office,
    a_household,
    a_registered_household,
    an_exit,
    case_of,
    walk,
)
from tests.plans import MINE
from tests.wrong_procedures import spoil, wrong_file

TODAY = date(2016, 12, 20)
WRONG = "national/household_exit-2016"
ERROR = wrong_file(WRONG)


@pytest.fixture
def office(guizhou: Office) -> Office:
    """An office with a registration under way; the file of its exit procedure goes wrong later."""
    return guizhou


@pytest.fixture
def exit_case(office: Office) -> int:
    """An exit under way."""
    return an_exit(office, a_registered_household(office), received_on=date(2016, 11, 30))


def waiting(office, name):
    desk = office.at(TODAY, name)
    return desk.read(page, plan(desk), MINE)


def test_the_case_stays_in_the_queue_as_blocked(office, exit_case):
    other = a_household(office, "王秀田", serial=2, received_on=date(2016, 12, 1))
    assert case_of(office, exit_case).procedure == WRONG
    spoil(office, WRONG)
    for name in (CLERK, VILLAGE, REVIEWER):
        rows = {row.record: row for row in waiting(office, name)}
        row = rows[exit_case]
        assert (row.task, row.urgency, row.is_case) == (QueueTask.MEND, Urgency.BLOCKED, True)
    assert [row.record for row in waiting(office, CLERK)] == [other, exit_case], (
        "what can be done comes first"
    )
    assert QUEUE["task"].shown(row) == "Procedure file is wrong"
    with language("zh"):
        assert QUEUE["task"].shown(row) == "办理程序文件有误"


def test_a_case_on_disclosure_is_blocked_too(office, exit_case):
    walk(office, (exit_case,), to="county_decision")
    spoil(office, WRONG)
    assert [row.task for row in waiting(office, CLERK) if row.record == exit_case] == [QueueTask.MEND]


def test_people_who_take_no_step_or_act_elsewhere_do_not_see_it(office, exit_case):
    spoil(office, WRONG)
    assert waiting(office, INSPECTOR) == []
    assert waiting(office, ELSEWHERE) == []


def test_the_reason_names_file_and_line(office, exit_case):
    assert procedure_trouble(office.policy, WRONG, None) == ""
    spoil(office, WRONG)
    assert procedure_trouble(office.policy, WRONG, None) == str(ERROR)
    assert procedure_trouble(office.policy, "guizhou/unknown-2020", None).endswith("guizhou/unknown-2020")


def test_it_cannot_be_taken_on_with_others(office, exit_case):
    other = a_household(office, "王秀田", serial=2, received_on=date(2016, 12, 1))
    spoil(office, WRONG)
    found = groups(office.at(TODAY), [exit_case, other])
    assert [row.id for group in found for row in group.ready] == [other]


def test_the_checks_go_on_with_the_rest(office, exit_case):
    a_household(office, "王秀田", serial=2, received_on=date(2016, 12, 1))
    read = office.at(TODAY).read(check_register, office.policy, 2016, TODAY)
    assert read.gaps() == []
    spoil(office, WRONG)
    report = office.at(TODAY).read(check_register, office.policy, 2016, TODAY)
    assert report.households == read.households
    assert report.gaps() == [f"1 case was not checked: {ERROR}"]
    left = {hit.case_id for hit in read.hits if hit.case_id} - {exit_case}
    assert {hit.case_id for hit in report.hits if hit.case_id} == left
