"""Ties of persons: declared and ended by two, and followed by every act that keeps persons apart."""

from datetime import date, timedelta

import pytest

from county_desk.models.tie import Tie, TieKind
from county_desk.tables.listing import page
from county_desk.tables.ties import LISTING
from county_desk.text import CHINESE, language
from county_desk.workflow.accounts.ties import DeclareTie, EndTie
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.steps import RecordAssembly
from county_desk.workflow.command import Refused
from county_desk.workflow.gate.law import Law
from county_desk.workflow.gate.proposals import PutInForce
from county_desk.workflow.gate.relations import OF_THE_HOUSEHOLD, WHO_ENTERED
from tests.build import (
    ADMINISTRATOR,
    CLERK,
    ELSEWHERE,
    REVIEWER,
    SECOND,
    TOWNSHIP,
    VILLAGE,
    a_household,
    case_of,
    refusal,
)
from tests.second_person import settled
from tests.workflow.test_gate import MET, RECORDED, a_meeting

DAY = date(2016, 10, 20)
SINCE = date(2016, 1, 1)


def number_of(office, name):
    return office.at(DAY, name).actor.id


def declared(office, name, kind, by=REVIEWER, **whom):
    """The number of a tie that is in force."""
    act = DeclareTie(user=number_of(office, name), kind=kind, since=SINCE, **whom)
    return settled(office, office.at(DAY, ADMINISTRATOR).do(act), DAY, by).id


def ended(office, tie, by=REVIEWER):
    return settled(office, office.at(DAY, ADMINISTRATOR).do(EndTie(tie=tie, ended_on=DAY)), DAY, by)


@pytest.fixture
def of_the_household(monkeypatch):
    """Meetings are closed to those of the household."""
    monkeypatch.setattr(RecordAssembly, "law", Law(apart=(OF_THE_HOUSEHOLD,)))


def test_a_tie_counts_once_a_second_person_puts_it_in_force(office):
    act = DeclareTie(
        user=number_of(office, CLERK), kind=TieKind.RELATIVE, person="王大山", relation="兄弟", since=SINCE
    )
    proposed = office.at(DAY, ADMINISTRATOR).do(act)
    assert office.read(lambda session: page(session, LISTING)) == []
    settled(office, proposed, DAY)
    (row,) = office.read(lambda session: page(session, LISTING))
    assert (row.account, row.kind, row.person, row.relation) == (CLERK, TieKind.RELATIVE, "王大山", "兄弟")
    assert office.read(verify).ok


@pytest.mark.parametrize(
    ("kind", "given", "field", "words"),
    [
        (TieKind.SAME_PERSON, {}, "other", "“Other account” is still to be filled in"),
        (TieKind.HOUSEHOLD, {}, "household", "“Household” is still to be filled in"),
        (TieKind.RELATIVE, {"person": "王大山"}, "relation", "“Relation” is still"),
        (
            TieKind.RELATIVE,
            {"person": "王大山", "relation": "无"},
            "relation",
            "“Relation” is still",
        ),
        (TieKind.RELATIVE, {"person": "无", "relation": "兄"}, "person", "is not a name"),
        (
            TieKind.NAMESAKE,
            {"household": 1, "person": "王大山"},
            "person",
            "does not belong to this choice",
        ),
        (TieKind.SAME_PERSON, {"other": 4}, "other", "another account than this one"),
        (TieKind.HOUSEHOLD, {"household": 99}, "household", "no household 99"),
    ],
)
def test_a_tie_names_what_its_kind_needs(office, kind, given, field, words):
    a_household(office)
    given = {"user": number_of(office, CLERK), **given}
    if given.get("other") == 4:
        given["user"] = 4
    found = refusal(office.at(DAY, ADMINISTRATOR), DeclareTie(kind=kind, since=SINCE, **given))
    assert words in found[field]


def test_a_tie_is_declared_once_at_a_time(office):
    whom = {"person": "王大山", "relation": "兄弟"}
    tie = declared(office, CLERK, TieKind.RELATIVE, **whom)
    again = DeclareTie(user=number_of(office, CLERK), kind=TieKind.RELATIVE, since=SINCE, **whom)
    assert "declared already" in refusal(office.at(DAY, ADMINISTRATOR), again)[""]
    ended(office, tie)
    assert "ended on" in refusal(office.at(DAY, ADMINISTRATOR), EndTie(tie=tie, ended_on=DAY))["tie"]
    assert declared(office, CLERK, TieKind.RELATIVE, **whom) != tie


def test_a_tie_does_not_end_before_it_began(office):
    tie = declared(office, CLERK, TieKind.RELATIVE, person="王大山", relation="兄弟")
    early = EndTie(tie=tie, ended_on=SINCE - timedelta(days=1))
    assert "lies before" in refusal(office.at(DAY, ADMINISTRATOR), early)["ended_on"]


def test_two_accounts_of_one_person_do_not_make_two_persons(office):
    tie = declared(office, TOWNSHIP, TieKind.SAME_PERSON, other=number_of(office, VILLAGE))
    case = a_household(office)
    proposal = office.at(RECORDED, VILLAGE).do(a_meeting(case)).id
    own = refusal(office.at(RECORDED, TOWNSHIP), PutInForce(proposal=proposal))
    assert "another person decides on it" in own[""]
    ended(office, tie)
    office.at(RECORDED, TOWNSHIP).do(PutInForce(proposal=proposal))


def test_same_person_leads_from_tie_to_tie(office):
    declared(office, TOWNSHIP, TieKind.SAME_PERSON, other=number_of(office, CLERK))
    declared(office, VILLAGE, TieKind.SAME_PERSON, other=number_of(office, CLERK))
    case = a_household(office)
    proposal = office.at(RECORDED, VILLAGE).do(a_meeting(case)).id
    assert refusal(office.at(RECORDED, TOWNSHIP), PutInForce(proposal=proposal))


def test_who_is_freed_by_a_tie_does_not_put_it_in_force(office):
    tie = declared(office, REVIEWER, TieKind.RELATIVE, SECOND, person="王大山", relation="兄弟")
    proposed = office.at(DAY, ADMINISTRATOR).do(EndTie(tie=tie, ended_on=DAY)).id
    own = refusal(office.at(DAY, REVIEWER), PutInForce(proposal=proposed))
    assert "lifts a restriction" in own[""]
    office.at(DAY, SECOND).do(PutInForce(proposal=proposed))
    household = case_of(office, a_household(office)).household_id
    namesake = DeclareTie(
        user=number_of(office, REVIEWER), kind=TieKind.NAMESAKE, household=household, since=SINCE
    )
    proposed = office.at(DAY, ADMINISTRATOR).do(namesake).id
    assert "lifts a restriction" in refusal(office.at(DAY, REVIEWER), PutInForce(proposal=proposed))[""]


def test_a_member_by_name_is_kept_apart_unless_only_the_name_is_shared(office, of_the_household):
    case = a_household(office, f"{CLERK[0]} {CLERK[1]}", by=VILLAGE)
    meeting = a_meeting(case)
    assert f"{CLERK} belongs to this household" in refusal(office.at(DAY), meeting)[""]
    declared(office, CLERK, TieKind.NAMESAKE, household=case_of(office, case).household_id)
    office.at(MET).do(meeting)


def test_a_declared_member_is_kept_apart(office, of_the_household):
    case = a_household(office)
    tie = declared(office, CLERK, TieKind.HOUSEHOLD, household=case_of(office, case).household_id)
    meeting = a_meeting(case)
    assert "belongs to this household" in refusal(office.at(DAY), meeting)[""]
    ended(office, tie)
    office.at(MET).do(meeting)


def test_a_relative_and_a_second_account_are_named_by_the_refusal(office, of_the_household):
    case = a_household(office, "张大有")
    declared(office, CLERK, TieKind.RELATIVE, person="张大有", relation="岳父")
    meeting = a_meeting(case)
    assert refusal(office.at(DAY), meeting)[""].endswith("Declared tie: 张大有 is a relative of 王芳 (岳父)")
    declared(office, VILLAGE, TieKind.SAME_PERSON, other=number_of(office, CLERK))
    words = refusal(office.at(DAY, VILLAGE), meeting)[""]
    assert words.startswith("张大有 belongs to this household")
    assert words.endswith("Declared tie: 张大有 is a relative of 郑宝 (岳父)")
    with language(CHINESE):
        words = refusal(office.at(DAY, VILLAGE), meeting)[""]
    assert words.endswith("已登记的关联关系：张大有是郑宝的亲属（岳父）")


def test_who_entered_a_record_is_kept_apart(office, monkeypatch):
    monkeypatch.setattr(RecordAssembly, "law", Law(apart=(WHO_ENTERED,)))
    case = a_household(office)
    meeting = a_meeting(case)
    assert f"{CLERK} entered this record" in refusal(office.at(DAY, CLERK), meeting)[""]
    office.at(MET, VILLAGE).do(meeting)


def test_only_an_administrator_declares(office):
    act = DeclareTie(user=1, kind=TieKind.RELATIVE, person="王大山", relation="兄弟", since=SINCE)
    assert "This is for: Administrator" in refusal(office.at(DAY, ELSEWHERE), act)[""]
    assert office.read(lambda session: session.query(Tie).count()) == 0


def test_nobody_enters_the_application_of_their_own_household_or_of_a_relative(office):
    declared(office, CLERK, TieKind.RELATIVE, person="王大山", relation="兄弟")
    for head in (f"{CLERK[0]} {CLERK[1]}", "王大山"):
        with pytest.raises(Refused, match="another person enters this"):
            a_household(office, head)
    a_household(office, "王大山", by=VILLAGE)
