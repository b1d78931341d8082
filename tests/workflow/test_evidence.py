"""What a procedure declares as evidence is demanded: spot checks, papers, and places of posting."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from county_desk.models.audit import Event
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.decision import Decide, Decision
from county_desk.workflow.cases.disclosure import CloseDisclosure
from county_desk.workflow.cases.hanging_lists import RecordPosting
from county_desk.workflow.cases.steps import RecordAssembly
from county_desk.workflow.originals import kept_file
from tests.build import (
    A_SCAN,
    DAY,
    REVIEWER,
    SECOND,
    VILLAGE,
    a_household,
    last_disclosure,
    make_real,
    post,
    refusal,
    states,
    steps_of,
    two_households,
    walk,
)

SHARE = "Flow chart of identification of a province, 2015 to 2016"


def deciding(cases, day, checked=0, decision=Decision.APPROVE):
    return Decide(cases=cases, decided_on=day, decision=decision, opinion="同意", checked=checked)


def test_the_county_visits_its_share_before_it_approves(office):
    case = a_household(office)
    day = walk(office, (case,), to="county_decision")
    told = refusal(office.at(day, REVIEWER), deciding((case,), day))["checked"]
    assert told.startswith("0 of 1 were visited again; at least 1 must be (10%, ")
    assert SHARE in told
    office.at(day, REVIEWER).do(deciding((case,), day, 1))
    assert steps_of(office, case)[-1].facts == {"document": "", "checked": 1, "reviewed": 1}


def test_the_share_counts_over_the_list_and_not_over_each_act(office):
    first, second = two_households(office)
    day = walk(office, (first, second), to="county_decision")
    office.at(day, REVIEWER).do(deciding((first,), day, 1))
    office.at(day, SECOND).do(deciding((second,), day))
    assert states(office, first, second) == [("approved", "announcement")] * 2


def test_more_than_were_decided_cannot_have_been_visited(office):
    case = a_household(office)
    day = walk(office, (case,), to="county_decision")
    assert list(refusal(office.at(day, REVIEWER), deciding((case,), day, 2))) == ["checked"]


def test_a_refusal_needs_no_spot_check(office):
    case = a_household(office)
    day = walk(office, (case,), to="county_decision")
    office.at(day, REVIEWER).do(deciding((case,), day, decision=Decision.REFUSE))
    assert states(office, case)[0][0] == "refused"


@pytest.fixture
def meeting(office):
    """A case before its meeting, and the meeting without its minutes."""
    case = a_household(office)
    day = walk(office, (case,), to="village_review") + DAY
    return case, day, RecordAssembly(cases=(case,), done_on=day, due=36, present=31, in_favour=29)


def test_an_office_keeps_the_paper_of_a_step(office, meeting):
    case, day, met = meeting
    make_real(office)
    assert refusal(office.at(day, VILLAGE), met) == {
        "scan": "“Democratic review by the villagers' representatives” rests on a paper: Minutes of the "
        "meeting and the list of those present. Scan it and choose its file"
    }
    office.at(day, VILLAGE).do(replace(met, scan=A_SCAN))
    digest = steps_of(office, case)[-1].facts["scan"]
    assert office.read(lambda session: kept_file(session, digest)).name == "build.py"
    asked = office.read(
        lambda session: session.scalars(select(Event.request).order_by(Event.id.desc())).first()
    )
    assert A_SCAN not in asked, "the history keeps no path of this computer"
    proof = office.read(verify)
    assert [line for line in (*proof.chain, *proof.replay) if "Purpose" not in line] == []


def test_a_digest_is_no_paper_unless_its_file_is_kept(office, meeting):
    _case, day, met = meeting
    make_real(office)
    made_up = "0" * 64
    assert refusal(office.at(day, VILLAGE), replace(met, scan=made_up)) == {
        "scan": f"There is no file {made_up}."
    }


def test_a_rehearsal_has_no_papers(office, meeting):
    case, day, met = meeting
    office.at(day, VILLAGE).do(met)
    assert "scan" not in steps_of(office, case)[-1].facts


def test_a_list_of_an_office_is_closed_when_a_picture_shows_that_it_hung(office):
    case = a_household(office)
    day = walk(office, (case,), "first_disclosure")
    posted = post(office, (case,), day).id
    ends = last_disclosure(office).last_day + DAY
    make_real(office)
    closing = CloseDisclosure(disclosure=posted, closed_on=ends)
    told = refusal(office.at(ends), closing)[""]
    assert told.startswith("The list must hang at 1 place with its picture kept; 0 is recorded so (Work plan")
    assert "Guo Kai Ban Fa (2014) No. 24" in told
    hangs = RecordPosting(disclosure=posted, hung_at="村务公开栏", posted_on=day, scan=A_SCAN)
    office.at(day, VILLAGE).do(hangs)
    office.at(ends).do(closing)
