"""The gate that every act passes: its days, its records, and the second person."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select, update

from county_desk.models.department import DepartmentRequest
from county_desk.models.project import FundLevel
from county_desk.models.proposal import Proposal, ProposalState
from county_desk.models.user import User
from county_desk.tables.history.act_words import SILENT
from county_desk.tables.history.acts import EVENTS_LISTING
from county_desk.tables.listing import Query, one, page
from county_desk.tables.proposals import LISTING
from county_desk.text import CHINESE, language
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.steps import RecordAssembly
from county_desk.workflow.cases.take_back import ReturnCase
from county_desk.workflow.gate.place import place_of
from county_desk.workflow.gate.proposals import DeclineProposal, PutInForce, TakeBackProposal
from county_desk.workflow.gate.stored import restored, stored
from county_desk.workflow.pasting import PasteRows
from county_desk.workflow.policy.own_figures import SetParameter
from county_desk.workflow.projects.money import RecordFund
from tests.build import (
    ADMINISTRATOR,
    INSPECTOR,
    REVIEWER,
    TOWNSHIP,
    VILLAGE,
    a_household,
    a_visit,
    refusal,
    states,
    steps_of,
)

MET = date(2016, 10, 10)
RECORDED = MET + timedelta(days=11)
REASON = "会议记录遗失，补录"


def a_meeting(*cases, reason=REASON):
    return RecordAssembly(cases=cases, done_on=MET, due=36, present=31, in_favour=29, late_reason=reason)


@pytest.fixture
def late(office):
    """A case whose meeting the village recorded eleven days later, and the number of its proposal."""
    case = a_household(office)
    return case, office.at(RECORDED, VILLAGE).do(a_meeting(case)).id


def proposal(office, number):
    return office.read(lambda session: session.get_one(Proposal, number))


def test_a_late_entry_waits_for_a_second_person(office, late):
    case, number = late
    assert states(office, case) == [("open", "village_review")]
    shown = office.at(RECORDED).read(one, LISTING, number)
    assert (shown.act, shown.state, shown.proposer) == ("RecordAssembly", ProposalState.WAITING, VILLAGE)
    assert shown.late_reason == REASON
    office.at(RECORDED, TOWNSHIP).do(PutInForce(proposal=number))
    step = steps_of(office, case)[-1]
    assert (step.late_days, step.late_reason, step.confirmed_on) == (11, REASON, RECORDED)
    assert proposal(office, number).state is ProposalState.IN_FORCE
    assert office.read(verify).ok


def test_who_proposed_does_not_put_in_force(office, late):
    _case, number = late
    for act in (PutInForce(proposal=number), DeclineProposal(proposal=number, answer="误录")):
        words = refusal(office.at(RECORDED, VILLAGE), act)[""]
        assert words.startswith(f"{VILLAGE} proposed this: another person decides on it")
        assert words.endswith("can take it back instead")
    words = refusal(office.at(RECORDED, INSPECTOR), PutInForce(proposal=number))[""]
    assert "may not put this proposal in force or decline it" in words


def test_a_declined_proposal_leaves_nothing(office, late):
    case, number = late
    decline = DeclineProposal(proposal=number, answer="")
    assert set(refusal(office.at(RECORDED, TOWNSHIP), decline)) == {"answer"}
    change = office.at(RECORDED, TOWNSHIP).do(DeclineProposal(proposal=number, answer="无原始记录"))
    assert change.summary == f"Declined number {number}, “{RecordAssembly.act.title}”: 无原始记录"
    assert states(office, case) == [("open", "village_review")]
    again = refusal(office.at(RECORDED, TOWNSHIP), PutInForce(proposal=number))
    assert again == {"proposal": f"Proposal {number} was declined already on {RECORDED} by {TOWNSHIP}"}
    with language(CHINESE):
        again = refusal(office.at(RECORDED, TOWNSHIP), PutInForce(proposal=number))
    assert again == {"proposal": f"第 {number} 号待生效事项已由{TOWNSHIP}于{RECORDED}退回"}


def test_the_history_names_the_act_that_was_declined_or_taken_back(office, late):
    _case, number = late
    office.at(RECORDED, TOWNSHIP).do(DeclineProposal(proposal=number, answer="无原始记录"))
    summary = one_summary(office)
    words = f"Declined a proposal: number {number}, {RecordAssembly.act.title}: “"
    assert summary.startswith(words)
    assert "张大有" in summary
    assert f"”, proposed by {VILLAGE} on {RECORDED}" in summary
    assert summary.endswith("Why it was declined: “无原始记录”")
    with language(CHINESE):
        summary = one_summary(office)
    assert summary.startswith(f"退回待生效事项：第 {number} 号")
    assert f"{VILLAGE}于{RECORDED}提交" in summary
    again = office.at(RECORDED, VILLAGE).do(a_meeting(_case)).id
    office.at(RECORDED, VILLAGE).do(TakeBackProposal(proposal=again))
    assert one_summary(office).startswith(f"Took back a proposal: number {again}, ")


def test_the_history_hides_a_confidential_proposal(office, late):
    _case, number = late
    office.at(RECORDED, TOWNSHIP).do(DeclineProposal(proposal=number, answer="无原始记录"))
    with office.sessions() as session:
        session.execute(update(Proposal).values(act=SILENT[-1]))
        rows = page(session, EVENTS_LISTING, Query())[:2]
    shown = [EVENTS_LISTING.table["summary"].shown(row) for row in rows]
    assert shown == ["Dealt with a confidential matter"] * 2


def test_a_proposal_is_read_in_the_language_of_the_reader(office):
    line = {"name": "grace_years", "value": "4", "reference": "青政发〔2017〕9号", "since": RECORDED}
    with language(CHINESE):
        number = office.at(RECORDED, ADMINISTRATOR).do(SetParameter(**line)).id
        chinese = office.at(RECORDED).read(one, LISTING, number).summary
    shown = office.at(RECORDED).read(one, LISTING, number).summary
    assert shown != chinese
    assert shown.endswith(f"is 4 years from {RECORDED}")
    assert chinese.endswith("4 年")
    (effect,) = office.at(RECORDED, REVIEWER).effects([PutInForce(proposal=number)])
    assert shown in effect
    assert chinese not in effect
    with office.sessions() as session:  # as an earlier version proposed it
        session.execute(update(Proposal).values(summaries=None))
        assert session.get_one(Proposal, number).outcome == chinese
        assert one(session, LISTING, number).summary == chinese


def one_summary(office):
    """The sentence of the last act."""
    (row, *_others) = office.read(lambda session: page(session, EVENTS_LISTING, Query()))
    return EVENTS_LISTING.table["summary"].shown(row)


def test_only_the_proposer_takes_a_proposal_back(office, late):
    _case, number = late
    assert refusal(office.at(RECORDED, TOWNSHIP), TakeBackProposal(proposal=number))
    change = office.at(RECORDED, VILLAGE).do(TakeBackProposal(proposal=number))
    assert change.summary == f"Took back number {number}, “{RecordAssembly.act.title}”"
    assert proposal(office, number).state is ProposalState.TAKEN_BACK


def test_a_proposal_says_what_moved_since(office, late):
    case, number = late
    office.at(RECORDED, TOWNSHIP).do(ReturnCase(cases=(case,), returned_on=RECORDED, reason="材料不全"))
    found = refusal(office.at(RECORDED, TOWNSHIP), PutInForce(proposal=number))
    assert "cannot be put in force" in found[""]
    assert TOWNSHIP in found[""]


def test_an_act_is_the_same_after_it_was_stored():
    act = a_visit((3, 4), MET, late_reason=REASON)
    assert restored(stored(act)) == act


def test_the_history_says_the_act_that_was_put_in_force_and_both_persons(office, late):
    _case, number = late
    office.at(RECORDED, TOWNSHIP).do(PutInForce(proposal=number))
    rows = office.read(lambda session: page(session, EVENTS_LISTING, Query(text=VILLAGE)))
    forced, proposed = (EVENTS_LISTING.table["summary"].shown(row) for row in rows[:2])
    assert rows[0].actor == TOWNSHIP
    assert forced.startswith(f"{RecordAssembly.act.done}, as {VILLAGE} proposed: 张大有")
    assert proposed.startswith(f"Proposed an act: number {number}, {RecordAssembly.act.title}: “")
    assert "张大有" in proposed
    assert "Once in force" not in proposed


def test_nobody_puts_a_pasted_block_about_another_place_in_force(office):
    day = RECORDED
    first, other = (
        a_household(office),
        a_household(office, "王秀田", serial=2, village="柳湾村", township="青山镇"),
    )
    rows = PasteRows(acts=(a_meeting(first), a_meeting(other)))
    number = office.at(day).do(rows).id
    assert proposal(office, number).place_id is not None
    found = refusal(office.at(day, TOWNSHIP), PutInForce(proposal=number))
    assert "acts only for" in found[""]
    office.at(day, REVIEWER).do(PutInForce(proposal=number))
    assert states(office, first, other) == [("open", "verification")] * 2


def test_a_figure_of_today_is_not_dated_back_when_it_is_put_in_force_later(office):
    line = {"name": "exit_housing_area", "value": "30", "reference": "青政发〔2017〕9号"}
    later = RECORDED + timedelta(days=30)
    asked = SetParameter(**line, since=RECORDED)
    number = office.at(RECORDED, ADMINISTRATOR).do(asked).id
    office.at(later, REVIEWER).do(PutInForce(proposal=number))
    assert office.at(later).policy.terms(RECORDED)["exit_housing_area"].number == 30
    back = SetParameter(**line | {"name": "grace_years", "value": "4"}, since=RECORDED - timedelta(days=1))
    assert set(refusal(office.at(RECORDED, ADMINISTRATOR), back)) == {"dated_back"}


def test_a_township_puts_no_matter_of_the_county_in_force(office):
    came = {"document": "青财农〔2016〕9号", "name": "县级扶贫资金", "level": FundLevel.COUNTY, "year": 2016}
    fund = RecordFund(**came, received_on=MET, amount=Decimal(50000), late_reason="文件晚到")
    number = office.at(RECORDED).do(fund).id
    assert refusal(office.at(RECORDED, TOWNSHIP), PutInForce(proposal=number)) == {
        "": "赵敏 acts only for 城关镇; this is a matter of the county"
    }
    office.at(RECORDED, REVIEWER).do(PutInForce(proposal=number))
    assert proposal(office, number).state is ProposalState.IN_FORCE


def test_a_record_without_a_place_is_one_of_the_county_whoever_recorded_it(office):
    with office.sessions() as session:
        township = session.scalars(select(User).where(User.name == TOWNSHIP)).one()
        assert township.place_id is not None
        assert place_of(session, DepartmentRequest(recorded_by=township.id)) is None
        assert place_of(session, DepartmentRequest(place_id=township.place_id)) == township.place_id
