"""Proposed holders of posts hang on a numbered list for their days before the county approves them."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from county_desk.models.audit import Event
from county_desk.models.household import Household, Member
from county_desk.models.measure import AssistanceMeasure, MeasureClass
from county_desk.models.notice import Notice
from county_desk.reports.notice import render
from county_desk.workflow.assistance.holders import PostHolders, RecordHolderObjection
from county_desk.workflow.assistance.stages import WithdrawStage
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.papers import VoidNotice, facts_of
from county_desk.workflow.registry import RecordMemberYear
from county_desk.workflow.taking_back import TakeBackAct
from tests.build import CLERK, TOWNSHIP, VILLAGE, a_registered_household, an_id_number, joining, refusal
from tests.reports.papers import flat
from tests.workflow.staging import begun, do, stage
from tests.workflow.test_needs import FOUND

DAY = timedelta(days=1)
LAST = FOUND + 6 * DAY
APPROVAL = {"document": "青林发〔2017〕9号"}


def a_ranger(office, head="张大有", serial=1):
    """The measure of somebody who was reviewed for a ranger's post."""
    household = a_registered_household(office, head, serial=serial)
    member = office.read(lambda session: session.get(Household, household).members[0].id)
    office.at(FOUND).do(RecordMemberYear(member=member, year=2016, labour="普通劳动力"))
    post = begun(office, household, "forest_ranger", MeasureClass.POST)
    do(office, post, "forest_ranger/applied", words="本人申请")
    do(office, post, "forest_ranger/reviewed", document="城关镇〔2017〕5号")
    return post


@pytest.fixture
def post(office):
    return a_ranger(office)


def posting(office, **more):
    asked = {"programme": "forest_ranger", "village": office.place("大河村"), "board": "村务公开栏"}
    return PostHolders(**(asked | more))


def hung(office, name=VILLAGE, **more):
    """The facts of the notice that hangs."""
    number = office.at(FOUND, name).do(posting(office, **more)).id
    return office.read(lambda session: facts_of(session, number))


def approve(office, post, day=LAST + DAY):
    do(office, post, "forest_ranger/approved", day, **APPROVAL)


def test_the_list_hangs_for_its_days_and_the_stage_keeps_them(office, post):
    facts = hung(office)
    (row,) = facts.rows
    assert (row.name, row.head, row.programme) == ("张大有", "张大有", "forest_ranger")
    assert (facts.first_day, facts.last_day, facts.days) == (FOUND, LAST, 7)
    *_before, kept = office.read(lambda session: list(session.get(AssistanceMeasure, post).stages))
    assert (kept.done_on, kept.until, kept.place, kept.document) == (FOUND, LAST, "村务公开栏", facts.number)
    paper = flat(render(facts))
    for words in ("拟聘人选", "张大有（生态护林员）", "12317", "共7日"):
        assert words in paper
    assert "Forestranger" in flat(render(facts, language="en"))
    early = refusal(office.at(LAST), stage(post, "forest_ranger/approved", LAST, **APPROVAL))
    assert early == {"done_on": f"Disclosed in the village runs 7 days, to {LAST + DAY}"}
    approve(office, post)
    contract = {"document": "合同1", "until": date(2018, 6, 11)}
    do(office, post, "forest_ranger/contracted", LAST + DAY, **contract)
    office.at(LAST + DAY).do(WithdrawStage(measure=post, reason="录错"))
    assert office.read(lambda session: session.get(AssistanceMeasure, post).until) is None
    assert office.read(verify).ok


def test_all_who_wait_are_listed_and_namesakes_are_told_apart(office, post):
    other = a_ranger(office, "王秀田", serial=2)
    wife = {"name": "张大有", "relation": "配偶", "id_number": an_id_number(9)}
    household = office.read(lambda session: session.get(AssistanceMeasure, other).household_id)
    office.at(FOUND).do(joining(household, FOUND, **wife))
    facts = hung(office)
    assert [row.name for row in facts.rows] == ["张大有", "王秀田"]
    numbers = office.read(
        lambda session: session.scalars(select(Member.id_number).where(Member.name == "张大有")).all()
    )
    assert facts.rows[0].ending.identity in {number[-2:] for number in numbers}
    assert facts.rows[1].ending is None
    assert refusal(office.at(FOUND), posting(office)) == {
        "measures": "Nobody of this village waits for “Disclosed in the village”"
    }


def test_an_upheld_objection_bars_the_approval(office, post):
    assert list(refusal(office.at(FOUND), RecordHolderObjection(measure=post, words="无", upheld=True))) == [
        "measure"
    ]
    hung(office)
    office.at(FOUND + DAY).do(RecordHolderObjection(measure=post, words="已核实，不成立", upheld=False))
    change = office.at(FOUND + DAY).do(RecordHolderObjection(measure=post, words="非本村人", upheld=True))
    approval = stage(post, "forest_ranger/approved", LAST + DAY, **APPROVAL)
    found = refusal(office.at(LAST + DAY), approval)
    assert found == {"stage": "An objection to this person was upheld: 非本村人"}
    office.at(LAST).do(change.undo)
    approve(office, post)


def test_no_approval_rests_on_a_void_notice(office, post):
    hung(office)
    number = office.read(
        lambda session: session.scalars(select(Notice.id).order_by(Notice.id.desc())).first()
    )
    office.at(FOUND).do(VoidNotice(notice=number, reason="名单有误"))
    approval = stage(post, "forest_ranger/approved", LAST + DAY, **APPROVAL)
    assert "is void since" in refusal(office.at(LAST + DAY), approval)["stage"]
    office.at(FOUND).do(WithdrawStage(measure=post, reason="公示作废"))
    hung(office)
    approve(office, post)


@pytest.mark.parametrize(
    ("wrong", "field", "name"),
    [
        ({"programme": "small_loan"}, "programme", CLERK),
        ({"village": 99}, "village", CLERK),
        ({"board": " "}, "board", CLERK),
        ({"measures": (99,)}, "measures", CLERK),
        ({"programme": "welfare_post"}, "measures", CLERK),
    ],
)
def test_a_list_that_makes_no_sense_is_refused_at_its_field(office, post, wrong, field, name):
    assert list(refusal(office.at(FOUND, name), posting(office, **wrong))) == [field]


def test_the_township_posts_for_its_village_too(office, post):
    assert hung(office, TOWNSHIP).issuer.startswith("大河村")


def test_no_stage_goes_back_while_a_later_one_stands(office, post):
    hung(office)
    events = office.read(lambda session: session.scalars(select(Event).order_by(Event.id.desc())).all())
    reviewed = next(event for event in events if event.command == "RecordStage")
    back = TakeBackAct(event=reviewed.id)
    words = "“Disclosed in the village” was recorded since; withdraw it first"
    assert refusal(office.at(FOUND, TOWNSHIP), back) == {"": words}
    desk = office.at(FOUND, TOWNSHIP)
    desk.do(WithdrawStage(measure=post, reason="名单有误"))
    withdrawn = desk.do(WithdrawStage(measure=post, reason="审核有误"))
    do(office, post, "forest_ranger/reviewed", document="城关镇〔2017〕6号")
    words = "“Reviewed by the township” was recorded since; withdraw it first"
    assert refusal(desk, withdrawn.undo) == {"": words}
