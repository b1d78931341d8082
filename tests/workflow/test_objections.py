"""Objections: received while a list hangs, investigated by two, settled with an answer."""

from datetime import date

import pytest

from county_desk.models.disclosure import Channel, DisclosureOutcome, ObjectionFinding
from county_desk.workflow.disclosure import CloseDisclosure
from county_desk.workflow.objections import RecordObjection, SettleObjection, WithdrawObjection
from county_desk.workflow.steps import RecordReview
from tests.build import (
    CLERK,
    DAY,
    ELSEWHERE,
    TOWNSHIP,
    VILLAGE,
    last_disclosure,
    post,
    refusal,
    states,
    two_households,
    walk,
)

POSTED, ENDS = date(2016, 10, 12), date(2016, 10, 18)
HEARD = date(2016, 10, 14)


@pytest.fixture
def cases(office):
    """Two households whose list hangs."""
    cases = two_households(office)
    walk(office, cases, to="first_disclosure")
    post(office, cases, POSTED)
    return cases


def an_objection(on=HEARD, **about):
    """An objection by letter to the first list."""
    words = {"disclosure": 1, "channel": Channel.LETTER, "words": "家有小汽车"}
    return RecordObjection(received_on=on, **(words | about))


def settling(objection, finding=ObjectionFinding.UPHELD, on=HEARD, **about):
    """Two people looked into it."""
    words = {"investigators": "郑宝，赵敏", "reply": "经查，情况属实"}
    return SettleObjection(objection=objection, finding=finding, settled_on=on, **(words | about))


def close(office, on=ENDS + DAY):
    """Close the list."""
    return office.at(on).do(CloseDisclosure(disclosure=1, closed_on=on))


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


@pytest.mark.parametrize("day", [POSTED - DAY, ENDS + DAY])
def test_objections_are_received_while_the_list_hangs(office, cases, day):
    assert refusal(office.at(ENDS + DAY), an_objection(day)) == {
        "received_on": "Objections are received from 2016-10-12 to 2016-10-18, and not after today"
    }


def test_an_objection_of_the_last_day_can_be_written_down_the_day_after(office, cases):
    office.at(ENDS + DAY).do(an_objection(ENDS))
    assert refusal(office.at(HEARD), an_objection(HEARD + DAY)) == {
        "received_on": "Objections are received from 2016-10-12 to 2016-10-18, and not after today"
    }


def test_an_objection_says_what_is_objected_against_an_entry_of_the_list(office, cases):
    assert refusal(office.at(HEARD), an_objection(words=" ")) == {"words": "Write what is objected"}
    assert refusal(office.at(HEARD), an_objection(case=77)) == {"case": "Case 77 is not on this list"}
    assert refusal(office.at(HEARD), an_objection(disclosure=9)) == {"disclosure": "There is no disclosure 9"}
    assert refusal(office.at(HEARD, ELSEWHERE), an_objection()) == {"": "钱江 acts only for 青山镇"}


def test_an_objection_can_be_against_the_whole_list(office, cases):
    change = office.at(HEARD).do(an_objection())
    assert change.summary == "Objection in 大河村 about the whole list recorded"
    assert office.at(HEARD).do(settling(change.id)).summary == "Objection about the whole list: Upheld"
    assert states(office, *cases) == [("open", "first_disclosure")] * 2


def test_a_closed_list_takes_no_more_objections(office, cases):
    close(office)
    assert refusal(office.at(ENDS + DAY), an_objection(ENDS)) == {
        "": "This disclosure was closed on 2016-10-19"
    }


def test_two_investigate_and_answer(office, cases):
    objection = office.at(HEARD).do(an_objection(case=cases[1])).id
    desk = office.at(HEARD)
    assert refusal(desk, settling(objection, investigators="郑宝、")) == {
        "investigators": "Two people or more investigate; name them, separated by commas"
    }
    assert refusal(desk, settling(objection, reply="")) == {"reply": "Write the answer and its reason"}
    for day in (HEARD - DAY, HEARD + DAY):
        assert refusal(desk, settling(objection, on=day)) == {
            "settled_on": "It was received on 2016-10-14, and today is 2016-10-14"
        }
    assert refusal(office.at(HEARD, ELSEWHERE), settling(objection)) == {"": "钱江 acts only for 青山镇"}


def test_an_objection_is_settled_once(office, cases):
    objection = office.at(HEARD).do(an_objection(case=cases[1])).id
    office.at(HEARD).do(settling(objection))
    assert refusal(office.at(HEARD), settling(objection)) == {"": "This objection was settled on 2016-10-14"}
    assert refusal(office.at(HEARD), settling(88)) == {"objection": "There is no objection 88"}


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
        "objection": f"There is no objection {change.id}"
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
