"""Each state of a case, and each way in which its list or entry falls, before and after: one consequence."""

from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy import select

from county_desk.models.case import Case
from county_desk.models.disclosure import Channel, ObjectionFinding
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.decision import Decide, Decision
from county_desk.workflow.cases.disclosure import CloseDisclosure
from county_desk.workflow.cases.objections import RecordObjection, SettleObjection
from county_desk.workflow.cases.papers import Follows, VoidNotice
from county_desk.workflow.cases.take_back import ReturnCase, WithdrawCase
from tests.build import (
    DAY,
    REVIEWER,
    TOWNSHIP,
    a_household,
    an_exit,
    case_of,
    last_disclosure,
    post,
    states,
    steps_of,
    walk,
)
from tests.second_person import settled

RECEIVED = date(2016, 11, 5)  # results can be re-examined from this month on


# Each state of a case after its first list, by name: it is brought there, and the day is given back.


def hanging(office, case):
    day = walk(office, (case,), to="first_disclosure") + DAY
    post(office, (case,), day)
    return day


def closed(office, case):
    return walk(office, (case,), to="township_review")


def reviewed(office, case):
    return walk(office, (case,), to="second_disclosure")


def hanging_again(office, case):
    day = reviewed(office, case) + DAY
    post(office, (case,), day, TOWNSHIP)
    return day


def before_decision(office, case):
    return walk(office, (case,), to="county_decision")


def sent_back(office, case):
    day = before_decision(office, case) + DAY
    office.at(day, REVIEWER).do(ReturnCase(cases=(case,), returned_on=day, reason="补充材料"))
    return day


def approved(office, case):
    return walk(office, (case,), to="announcement")


def refused(office, case):
    day = before_decision(office, case) + DAY
    refusing = {"decision": Decision.REFUSE, "opinion": "证据不足"}
    office.at(day, REVIEWER).do(Decide(cases=(case,), decided_on=day, **refusing))
    return day


def withdrawn(office, case):
    day = reviewed(office, case) + DAY
    office.at(day).do(WithdrawCase(cases=(case,), reason="本人撤回"))
    return day


def struck(office, case):
    day = closed(office, case) + DAY
    upheld(office, case, day, case, words="家有小汽车")
    return day


def announced(office, case):
    return walk(office, (case,)) + DAY


def taken_back(office, case):
    day = announced(office, case)
    void(office, steps_of(office, case)[-1].notice_id, day, follows=Follows.BACK)
    return day


def leaving(office, case):
    day = announced(office, case)
    an_exit(office, case_of(office, case).household_id, received_on=day)
    return day


# Each way in which the first list, or the entry on it, falls.


def upheld(office, case, day, against=None, finding=ObjectionFinding.UPHELD, words="优亲厚友"):
    about = {"disclosure": 1, "case": against, "channel": Channel.LETTER, "words": words}
    number = office.at(day).do(RecordObjection(received_on=day, **about)).id
    found = {"investigators": "孙一、孙二", "reply": "情况属实", "settled_on": day}
    settling = SettleObjection(objection=number, finding=finding, **found)
    return settled(office, office.at(day).do(settling), day)


def void(office, notice, day, **about):
    return settled(office, office.at(day).do(VoidNotice(notice=notice, reason="人数有误", **about)), day)


@dataclass(frozen=True)
class Fall:
    """A way in which a list or an entry falls."""

    name: str

    def __call__(self, office, case, day):
        if self.name == "void":
            return void(office, 1, day)
        against = case if self.name.startswith("entry") else None
        finding = ObjectionFinding.named(self.name.rpartition(" ")[2])
        return upheld(office, case, day, against, finding)


LIST_FALLS = ("list upheld", "list partly", "void")
STAYS = ("entry partly", "entry rejected", "list rejected")

SUSPENDED, STRUCK, REEXAMINED = "suspended", "struck", "reexamined"
# the consequence when the whole list falls, and when the entry alone does; another word is a reason to stand
TABLE = {
    hanging: (SUSPENDED, STRUCK),
    closed: (SUSPENDED, STRUCK),
    reviewed: (SUSPENDED, STRUCK),
    hanging_again: (SUSPENDED, STRUCK),
    before_decision: (SUSPENDED, STRUCK),
    sent_back: ("it was sent back from this list before", STRUCK),
    approved: (SUSPENDED, STRUCK),
    refused: ("Refused", "Refused"),
    withdrawn: ("Withdrawn", "Withdrawn"),
    struck: ("", "Struck after objection"),
    announced: (REEXAMINED, REEXAMINED),
    taken_back: (SUSPENDED, STRUCK),
    leaving: ("is under way", "is under way"),
}
FALLS = [(fall, 0) for fall in LIST_FALLS] + [("entry upheld", 1)]


@pytest.mark.parametrize(("fall", "which"), FALLS)
@pytest.mark.parametrize("state", TABLE, ids=lambda state: state.__name__)
def test_each_state_of_a_case_has_its_consequence(office, state, fall, which):
    case = a_household(office, received_on=RECEIVED)
    day = state(office, case)
    before = states(office, case)
    summary = Fall(fall)(office, case, day).summary
    check(office, case, TABLE[state][which], before, summary)
    assert office.read(verify).ok


def check(office, case, expected, before, summary):
    """Check that a case is where its consequence puts it, and that the answer says so."""
    newest = office.read(lambda session: session.scalars(select(Case).order_by(Case.id.desc())).first())
    match expected:
        case "suspended":
            assert states(office, case) == [("open", "first_disclosure")]
            assert "waiting to be posted again, with a new number and a new period: 张大有" in summary
            hangs = steps_of(office, case)[-1]
            assert hangs.outcome.value == "suspended"
        case "struck":
            assert states(office, case) == [("struck", before[0][1])]
            assert "struck, and the case ends: 张大有" in summary
        case "reexamined":
            assert states(office, case) == before
            assert (newest.kind, newest.subject) == ("household_reexamination", "张大有")
            assert "announced already and re-examined: 张大有" in summary
        case reason:
            assert states(office, case) == before
            assert newest.kind != "household_reexamination"
            assert reason in summary


@pytest.mark.parametrize("fall", STAYS)
@pytest.mark.parametrize("state", [hanging, reviewed, approved, announced], ids=lambda state: state.__name__)
def test_what_is_not_upheld_changes_nothing(office, state, fall):
    case = a_household(office, received_on=RECEIVED)
    day = state(office, case)
    before, list_before = states(office, case), last_disclosure(office).outcome
    Fall(fall)(office, case, day)
    assert states(office, case) == before
    assert last_disclosure(office).outcome is list_before


def test_an_objection_to_an_entry_of_a_fallen_list_is_still_heard(office):
    """A suspended case is struck by what was objected to its first posting; a late one is heard too."""
    case = a_household(office, received_on=RECEIVED)
    day = reviewed(office, case)
    void(office, 1, day)
    upheld(office, case, day, case)
    assert states(office, case) == [("struck", "first_disclosure")]


def test_a_case_that_left_a_later_list_is_struck_by_an_objection_to_that_entry(office):
    cases = [
        a_household(office, name, serial=each, received_on=RECEIVED)
        for each, name in enumerate(("张大有", "王秀田"), 1)
    ]
    walk(office, (cases[0],), to="second_disclosure")
    day = walk(office, (cases[1],), to="second_disclosure") + DAY
    post(office, tuple(cases), day, TOWNSHIP)
    second = last_disclosure(office).id
    about = {"disclosure": second, "case": cases[0], "channel": Channel.LETTER, "words": "家有小汽车"}
    number = office.at(day, TOWNSHIP).do(RecordObjection(received_on=day, **about)).id
    void(office, 1, day)  # the first list of the one falls, and takes it off the second
    assert states(office, cases[0]) == [("open", "first_disclosure")]
    found = {"investigators": "孙一、孙二", "reply": "属实", "settled_on": day}
    settling = SettleObjection(objection=number, finding=ObjectionFinding.UPHELD, **found)
    office.at(day, TOWNSHIP).do(settling)
    assert states(office, cases[0]) == [("struck", "first_disclosure")]
    ends = last_disclosure(office).last_day + DAY
    office.at(ends, TOWNSHIP).do(CloseDisclosure(disclosure=second, closed_on=ends))
    assert states(office, cases[1]) == [("open", "county_decision")]
