"""Objections: received while a list hangs, investigated by two, settled with an answer."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from county_desk.models.disclosure import Channel, Disclosure, DisclosureOutcome, Objection, ObjectionFinding
from county_desk.models.notice import Notice
from county_desk.tables.cases.disclosures import OBJECTIONS, OBJECTIONS_LISTING
from county_desk.tables.listing import Query, page
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.decision import Decide, Decision
from county_desk.workflow.cases.disclosure import CloseDisclosure, OpenDisclosure
from county_desk.workflow.cases.objections import WithdrawObjection
from county_desk.workflow.cases.steps import RecordReview
from tests.build import (
    CLERK,
    DAY,
    ELSEWHERE,
    REVIEWER,
    TOWNSHIP,
    VILLAGE,
    a_household,
    last_disclosure,
    post,
    refusal,
    states,
    steps_of,
    walk,
)
from tests.day_words import too_early
from tests.refusals import outside
from tests.second_person import settled
from tests.workflow.objecting import ENDS, HEARD, POSTED, an_objection, cases, close, settling

__all__ = ["cases"]


def test_an_open_objection_holds_the_whole_list(office, cases):
    objection = office.at(HEARD).do(an_objection(case=cases[1])).id
    closing = CloseDisclosure(disclosure=1, closed_on=ENDS + DAY)
    assert refusal(office.at(ENDS + DAY), closing) == {"": "1 objection is open; settle it first"}
    office.at(ENDS).do(an_objection(ENDS))
    assert refusal(office.at(ENDS + DAY), closing) == {"": "2 objections are open; settle them first"}
    office.at(ENDS).do(settling(objection, on=ENDS))
    office.at(ENDS).do(settling(objection + 1, ObjectionFinding.REJECTED, on=ENDS))
    close(office)


def test_an_upheld_objection_strikes_its_entry_and_lets_the_rest_advance(office, cases):
    objection = office.at(HEARD).do(an_objection(case=cases[1])).id
    office.at(HEARD).do(settling(objection))
    assert states(office, *cases) == [("open", "first_disclosure"), ("struck", "first_disclosure")]
    change = close(office)
    assert states(office, *cases) == [("open", "township_review"), ("struck", "first_disclosure")]
    assert last_disclosure(office).outcome is DisclosureOutcome.ADJUSTED
    assert change.summary.endswith("Objections upheld, list adjusted; 1 of 2 go on")
    day = ENDS + DAY
    office.at(day, TOWNSHIP).do(RecordReview(cases=cases[:1], done_on=day, opinion="同意", checked=1))


def test_a_struck_entry_does_not_come_back_with_a_reopened_list(office, cases):
    objection = office.at(HEARD).do(an_objection(case=cases[1])).id
    office.at(HEARD).do(settling(objection))
    office.at(ENDS + DAY).do(close(office).undo)
    assert states(office, *cases) == [("open", "first_disclosure"), ("struck", "first_disclosure")]


@pytest.mark.parametrize(
    ("finding", "outcome"),
    [
        (ObjectionFinding.REJECTED, DisclosureOutcome.REJECTED),
        (ObjectionFinding.PARTLY, DisclosureOutcome.SETTLED),
    ],
)
def test_an_objection_that_is_not_upheld_strikes_nothing(office, cases, finding, outcome):
    objection = office.at(HEARD).do(an_objection(case=cases[1])).id
    office.at(HEARD).do(settling(objection, finding))
    close(office)
    assert states(office, *cases) == [("open", "township_review")] * 2
    assert last_disclosure(office).outcome is outcome


def test_objections_are_received_from_the_first_day_on(office, cases):
    assert refusal(office.at(ENDS + DAY), an_objection(POSTED - DAY)) == {
        "received_on": too_early(
            "Received on", POSTED - DAY, "Posted on", POSTED, "disclosure 大河村 2016-10-12"
        )
    }


def test_a_late_objection_is_recorded_and_shown_as_late(office, cases):
    late = office.at(ENDS + DAY).do(an_objection(ENDS + DAY))
    assert late.summary == "Late objection in 大河村 about the whole list recorded"
    rows = office.read(lambda session: page(session, OBJECTIONS_LISTING, Query()))
    assert [row.late for row in rows] == [True]


def test_an_objection_of_the_last_day_can_be_written_down_the_day_after(office, cases):
    office.at(ENDS + DAY).do(an_objection(ENDS))
    assert refusal(office.at(HEARD), an_objection(HEARD + DAY)) == {
        "received_on": "“Received on” 2016-10-15 has not come yet; today is 2016-10-14"
    }


def test_an_objection_says_what_is_objected_against_an_entry_of_the_list(office, cases):
    assert refusal(office.at(HEARD), an_objection(words=" ")) == {"words": "Describe the objection"}
    other = a_household(office, "李四", serial=9)
    assert refusal(office.at(HEARD), an_objection(case=other)) == {
        "case": f"Case {other} is not on this list"
    }
    assert refusal(office.at(HEARD), an_objection(case=77)) == {
        "case": "There is no case record 77; choose it from the list"
    }
    assert refusal(office.at(HEARD), an_objection(disclosure=9)) == {
        "disclosure": "There is no disclosure 9; choose it from the list"
    }
    assert refusal(office.at(HEARD, ELSEWHERE), an_objection()) == {"": outside()}


def test_an_objection_can_be_against_the_whole_list(office, cases):
    change = office.at(HEARD).do(an_objection())
    assert change.summary == "Objection in 大河村 about the whole list recorded"
    assert office.at(HEARD).do(settling(change.id)).summary == (
        "Objection about the whole list: Upheld; notice void; waiting to be posted again, with a new number "
        "and a new period: 张大有 and others, 2 in all"
    )
    assert states(office, *cases) == [("open", "first_disclosure")] * 2


def test_a_complaint_after_the_closing_holds_the_case_until_it_is_settled(office, cases):
    close(office)
    day = walk(office, cases, "county_decision") + DAY
    lists = select(Disclosure.id).order_by(Disclosure.id)
    first = office.read(lambda session: session.scalars(lists).first())
    complaint = an_objection(day, disclosure=first, case=cases[1], channel=Channel.HOTLINE)
    objection = office.at(day).do(complaint).id
    approval = Decide(cases=cases, decided_on=day, decision=Decision.APPROVE, checked=1, opinion="同意")
    assert refusal(office.at(day, REVIEWER), approval) == {
        "decision": f"An objection to case {cases[1]} (王秀田) or its list is open; settle it first"
    }
    office.at(day).do(settling(objection, on=day))
    assert states(office, cases[1]) == [("struck", "county_decision")]


def test_a_complaint_about_the_whole_list_holds_each_of_its_cases_until_it_is_taken_back(office, cases):
    close(office)
    day = walk(office, cases, "county_decision") + DAY
    lists = select(Disclosure.id).order_by(Disclosure.id)
    first = office.read(lambda session: session.scalars(lists).first())
    objection = office.at(day).do(an_objection(day, disclosure=first)).id
    approval = Decide(cases=cases, decided_on=day, decision=Decision.APPROVE, checked=1, opinion="同意")
    for case, head in zip(cases, ("张大有", "王秀田"), strict=True):
        assert refusal(office.at(day, REVIEWER), replace(approval, cases=(case,))) == {
            "decision": f"An objection to case {case} ({head}) or its list is open; settle it first"
        }
    office.at(day).do(WithdrawObjection(objection=objection, reason="登错名单"))
    office.at(day, REVIEWER).do(approval)


def test_a_suspended_list_is_posted_again_when_no_complaint_about_it_is_open(office, cases):
    objections = [office.at(HEARD).do(an_objection(words=words)).id for words in ("优亲厚友", "名单不实")]
    office.at(HEARD).do(settling(objections[0]))
    posting = OpenDisclosure(cases=cases, opened_on=HEARD)
    assert refusal(office.at(HEARD), posting) == {
        "": "1 objection to the suspended list is open; settle it before the list is posted again"
    }
    office.at(HEARD).do(WithdrawObjection(objection=objections[1], reason="登错名单"))
    office.at(HEARD).do(posting)


def test_the_public_wording_stands_beside_the_secret_words(office, cases):
    office.at(HEARD).do(an_objection(words="张三说他家有车", public_words="该户有车辆"))
    (row,) = office.read(lambda session: page(session, OBJECTIONS_LISTING, Query()))
    assert row.public_words == "该户有车辆"
    assert OBJECTIONS["words"].shown(row, masked=True) == "***"


def test_two_investigate_and_answer(office, cases):
    objection = office.at(HEARD).do(an_objection(case=cases[1])).id
    desk = office.at(HEARD)
    assert refusal(desk, settling(objection, investigators="郑宝、")) == {
        "investigators": "Two people or more investigate; name them, separated by commas"
    }
    assert refusal(desk, settling(objection, reply="")) == {"reply": "Write the answer and its reason"}
    assert refusal(desk, settling(objection, on=HEARD - DAY)) == {
        "settled_on": too_early(
            "Settled on", HEARD - DAY, "Received on", HEARD, "objection 王秀田 2016-10-14"
        )
    }
    assert refusal(desk, settling(objection, on=HEARD + DAY)) == {
        "settled_on": "“Settled on” 2016-10-15 has not come yet; today is 2016-10-14"
    }
    assert refusal(office.at(HEARD, ELSEWHERE), settling(objection)) == {"": outside()}


def test_the_same_objection_is_recorded_once(office, cases):
    first = office.at(HEARD).do(an_objection(case=cases[1])).id
    same = {"words": f"It is recorded already, as objection {first}"}
    assert refusal(office.at(HEARD), an_objection(case=cases[1], words="家 有小汽车")) == same
    office.at(HEARD).do(an_objection())
    office.at(HEARD).do(an_objection(case=cases[0]))
    office.at(HEARD).do(an_objection(case=cases[1], objector="陈阿水"))
    office.at(HEARD).do(an_objection(case=cases[1], channel=Channel.VISIT))
    office.at(HEARD + DAY).do(an_objection(HEARD + DAY, case=cases[1]))
    office.at(HEARD).do(WithdrawObjection(objection=first, reason="登错名单"))
    office.at(HEARD).do(an_objection(case=cases[1]))


def test_an_objection_settled_long_ago_needs_a_reason_and_a_second_person(office, cases):
    objection = office.at(HEARD).do(an_objection(case=cases[1])).id
    late = HEARD + 60 * DAY
    assert "60 days ago" in refusal(office.at(late), settling(objection))["late_reason"]
    proposed = office.at(late).do(settling(objection, late_reason="登记本遗失"))
    closing = CloseDisclosure(disclosure=1, closed_on=late)
    assert refusal(office.at(late), closing) == {"": "1 objection is open; settle it first"}
    settled(office, proposed, late)
    assert states(office, cases[1]) == [("struck", "first_disclosure")]
    struck = steps_of(office, cases[1])[-1]
    assert (struck.done_on, struck.late_days, struck.late_reason) == (HEARD, 60, "登记本遗失")
    assert office.read(verify).ok


def test_an_objection_is_settled_once(office, cases):
    objection = office.at(HEARD).do(an_objection(case=cases[1])).id
    office.at(HEARD).do(settling(objection))
    assert refusal(office.at(HEARD), settling(objection)) == {"": "This objection was settled on 2016-10-14"}
    assert refusal(office.at(HEARD), settling(88)) == {
        "objection": "There is no objection 88; choose it from the list"
    }


def test_a_second_upheld_objection_strikes_the_same_entry_once(office, cases):
    first = office.at(HEARD).do(an_objection(case=cases[1])).id
    second = office.at(HEARD).do(an_objection(case=cases[1], words="有商品房")).id
    for objection in (first, second):
        office.at(HEARD).do(settling(objection))
    close(office)
    assert states(office, *cases) == [("open", "township_review"), ("struck", "first_disclosure")]


def test_an_objection_recorded_by_mistake_is_taken_back_by_who_recorded_it(office, cases):
    change = office.at(HEARD, VILLAGE).do(an_objection())
    withdrawal = WithdrawObjection(objection=change.id, reason="登错名单")
    assert refusal(office.at(HEARD, CLERK), withdrawal) == {
        "": "Only who recorded an objection can take it back; it can be settled instead"
    }
    assert refusal(office.at(HEARD, VILLAGE), WithdrawObjection(objection=change.id, reason="")) == {
        "reason": "Give the reason"
    }
    office.at(HEARD, VILLAGE).do(withdrawal)
    assert refusal(office.at(HEARD, VILLAGE), withdrawal) == {
        "objection": f"objection 大河村 {HEARD} counts no longer since {HEARD}; choose another from the list"
    }
    close(office)
    assert last_disclosure(office).outcome is DisclosureOutcome.UNOPPOSED


def test_a_settled_objection_is_not_taken_back(office, cases):
    change = office.at(HEARD).do(an_objection())
    office.at(HEARD).do(settling(change.id))
    assert refusal(office.at(HEARD), change.undo) == {"": "This objection was settled on 2016-10-14"}


def test_a_list_is_not_closed_on_a_day_before_an_objection_was_settled(office, cases):
    objection = office.at(HEARD).do(an_objection()).id
    late = ENDS + 5 * DAY
    office.at(late).do(settling(objection, ObjectionFinding.REJECTED, on=late))
    closing = CloseDisclosure(disclosure=1, closed_on=late - DAY)
    assert refusal(office.at(late), closing) == {
        "closed_on": f"An objection was settled on {late}; the disclosure ended then or later"
    }
    close(office, late)


def test_an_upheld_objection_to_the_whole_list_holds_it(office, cases):
    objection = office.at(HEARD).do(an_objection(words="名单全是村干部亲戚")).id
    for finding in (ObjectionFinding.UPHELD, ObjectionFinding.PARTLY):
        office.at(HEARD).do(settling(objection, finding))
        assert last_disclosure(office).outcome is DisclosureOutcome.SUSPENDED
        assert states(office, *cases) == [("open", "first_disclosure")] * 2
        posted = office.at(HEARD).do(OpenDisclosure(cases=cases, opened_on=HEARD)).id
        objection = office.at(HEARD).do(an_objection(disclosure=posted)).id
    voided = office.read(lambda session: [notice.void_reason for notice in session.scalars(select(Notice))])
    assert voided == ["An objection to the whole list was upheld"] * 2 + [""]


def test_an_objection_that_an_older_program_upheld_holds_the_list(office, cases):
    objection = office.at(HEARD).do(an_objection()).id
    office.at(HEARD).do(settling(objection, ObjectionFinding.REJECTED))
    with office.sessions.begin() as session:
        session.get_one(Objection, objection).finding = ObjectionFinding.UPHELD
    closing = CloseDisclosure(disclosure=1, closed_on=ENDS + DAY)
    held = refusal(office.at(ENDS + DAY), closing)[""]
    assert held.startswith("An objection to the whole list was upheld; declare notice")


def test_objections_and_closing_belong_to_the_level_that_posted(office):
    case = a_household(office)
    day = walk(office, (case,), to="second_disclosure")
    posted = post(office, (case,), day).id
    objection = office.at(day).do(an_objection(day, disclosure=posted)).id
    for finding in ObjectionFinding:
        refused = refusal(office.at(day, VILLAGE), settling(objection, finding, on=day))
        assert "is for the Township" in refused[""]
    office.at(day, TOWNSHIP).do(settling(objection, ObjectionFinding.REJECTED, on=day))
    ends = last_disclosure(office).last_day + DAY
    closing = CloseDisclosure(disclosure=posted, closed_on=ends)
    assert "is for the Township" in refusal(office.at(ends, VILLAGE), closing)[""]
    office.at(ends, TOWNSHIP).do(closing)


def test_an_official_complained_of_neither_investigates_nor_settles(office, cases):
    complaint = an_objection(words="村干部收了烟酒", complained_of="赵敏，郑宝")
    number = office.at(HEARD).do(complaint).id
    assert refusal(office.at(HEARD, TOWNSHIP), settling(number)) == {
        "": "赵敏 is complained of in this objection; another person settles it"
    }
    assert refusal(office.at(HEARD), settling(number)) == {
        "investigators": "郑宝 is complained of in this objection and does not investigate it"
    }
    assert refusal(office.at(HEARD), settling(number, investigators="赵敏、李强")) == {
        "investigators": "赵敏 is complained of in this objection and does not investigate it"
    }
    others = settling(number, ObjectionFinding.REJECTED, investigators="王芳、李强")
    office.at(HEARD).do(others)
    (row,) = office.read(lambda session: page(session, OBJECTIONS_LISTING))
    assert row.complained_of == "赵敏, 郑宝"
    assert OBJECTIONS["complained_of"].shown(row, masked=True) == "***"


def test_who_is_named_in_the_words_neither_investigates_nor_settles(office, cases):
    number = office.at(HEARD).do(an_objection(words="村里的王 芳收了烟酒，李会计也有份")).id
    assert refusal(office.at(HEARD), settling(number)) == {
        "": "王芳 is complained of in this objection; another person settles it"
    }
    assert refusal(office.at(HEARD, TOWNSHIP), settling(number, investigators="王芳、郑宝")) == {
        "investigators": "王芳 is complained of in this objection and does not investigate it"
    }
    office.at(HEARD, TOWNSHIP).do(settling(number))


def test_who_raised_an_objection_neither_investigates_nor_settles_it(office, cases):
    number = office.at(HEARD).do(an_objection(objector="王芳")).id
    assert refusal(office.at(HEARD), settling(number)) == {
        "": "王芳 raised this objection; another person settles it"
    }
    assert refusal(office.at(HEARD, TOWNSHIP), settling(number, investigators="王 芳、郑宝")) == {
        "investigators": "王 芳 raised this objection and does not investigate it"
    }
    office.at(HEARD, TOWNSHIP).do(settling(number))


def test_a_member_of_the_household_does_not_settle_an_objection_to_it(office):
    case = a_household(office, "赵敏")
    walk(office, (case,), to="first_disclosure")
    post(office, (case,), POSTED)
    number = office.at(HEARD).do(an_objection(case=case)).id
    rejected = settling(number, ObjectionFinding.REJECTED, investigators="孙一、孙二")
    refused = refusal(office.at(HEARD, TOWNSHIP), rejected)
    assert "赵敏 belongs to this household, or has the name of a member" in refused[""]
    office.at(HEARD).do(rejected)


def test_an_official_complained_of_takes_no_objection_back(office, cases):
    change = office.at(HEARD).do(an_objection(words="王芳收了烟酒"))
    assert refusal(office.at(HEARD), change.undo) == {
        "": "王芳 is complained of in this objection; another person settles it"
    }


def test_who_is_on_the_list_settles_no_objection_to_the_whole_of_it(office):
    cases = (a_household(office, TOWNSHIP), a_household(office, "王秀田", serial=2))
    walk(office, cases, to="first_disclosure")
    post(office, cases, POSTED)
    objection = office.at(HEARD).do(an_objection()).id
    own = refusal(office.at(HEARD, TOWNSHIP), settling(objection, investigators="郑宝、王芳"))
    assert f"{TOWNSHIP} belongs to this household" in own[""]
