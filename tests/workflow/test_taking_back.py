"""Acts that are taken back from the history: whose area, what was done since, and what rests on them."""

import inspect
from datetime import date

import pytest

from county_desk.commands import KNOWN
from county_desk.models.team import Audience, TeamRole, Training, UndertakingKind
from county_desk.tables.history.act_sentences import act_sentence
from county_desk.tables.history.act_words import BACKS
from county_desk.tables.history.acts import EVENTS_LISTING
from county_desk.tables.listing import page
from county_desk.text import language
from county_desk.workflow.assistance.teams import FormTeam, JoinTeam
from county_desk.workflow.assistance.undertakings import FinishUndertaking, RecordTraining, RecordUndertaking
from county_desk.workflow.audit import verify
from county_desk.workflow.taking_back import TakeBackAct
from tests.build import ELSEWHERE, INSPECTOR, refusal
from tests.refusals import outside

TODAY = date(2018, 6, 6)


def training(office, **more):
    asked = {"place": office.place("柳湾村"), "subject": "核桃栽培", "audience": Audience.HOUSEHOLDS}
    return RecordTraining(**asked, held_on=TODAY, persons=32, **more)


def pledge(office):
    return RecordUndertaking(
        kind=UndertakingKind.PLEDGE,
        place=office.place("柳湾村"),
        year=2018,
        target="二十户脱贫",
        responsible="李有田",
        given_to="城关镇人民政府",
        signed_on=TODAY,
        due_on=TODAY,
    )


def test_an_act_for_another_place_is_not_taken_back(office):
    change = office.at(TODAY).do(training(office))
    assert refusal(office.at(TODAY, ELSEWHERE), training(office)) == {"": outside(place="城关镇柳湾村")}
    assert refusal(office.at(TODAY, ELSEWHERE), change.undo) == {"": outside(place="城关镇柳湾村")}
    office.at(TODAY).do(change.undo)
    assert office.read(lambda session: session.get_one(Training, change.id).withdrawn_on) == TODAY
    assert office.read(verify).ok


def test_an_act_is_taken_back_by_those_who_have_its_right(office):
    change = office.at(TODAY).do(training(office))
    assert "may not" in refusal(office.at(TODAY, INSPECTOR), change.undo)[""]


def test_an_act_is_taken_back_at_any_later_time_while_nothing_rests_on_it(office):
    first = office.at(TODAY).do(training(office))
    office.at(TODAY).do(pledge(office))
    assert first.undo == TakeBackAct(event=first.event)
    office.at(TODAY).do(first.undo)
    assert "it stays. 王芳 changed this at" in refusal(office.at(TODAY), first.undo)[""]


def test_a_later_act_on_the_same_record_is_named_until_it_is_taken_back(office):
    made = office.at(TODAY).do(pledge(office))
    done = office.at(TODAY).do(FinishUndertaking(undertaking=made.id, done_on=TODAY, result="已脱贫"))
    trouble = refusal(office.at(TODAY), made.undo)[""]
    assert trouble.startswith("Something was done since to what was recorded; it stays. 王芳 changed this at")
    assert trouble.endswith(": 二十户脱贫: done on 2018-06-06")
    office.at(TODAY).do(done.undo)
    office.at(TODAY).do(made.undo)
    assert office.read(verify).ok


@pytest.mark.parametrize("number", [1, 9999])
def test_an_act_with_a_way_back_of_its_own_or_none_is_refused(office, number):
    assert refusal(office.at(TODAY), TakeBackAct(event=number)) == {"": "This act cannot be taken back."}


def test_a_long_text_is_put_back_from_the_history(office):
    long = "核桃" * 900
    made = office.at(TODAY).do(pledge(office))
    done = office.at(TODAY).do(FinishUndertaking(undertaking=made.id, done_on=TODAY, result=long))
    office.at(TODAY).do(done.undo)
    assert office.read(verify).ok


def test_what_others_that_stand_point_to_is_not_taken_back(office):
    team = office.at(TODAY).do(
        FormTeam(village=office.place("大河村"), unit="县水利局", since=TODAY, until=date(2020, 6, 5))
    )
    asked = JoinTeam(team=team.id, name="郑宝", role=TeamRole.FIRST_SECRETARY, since=TODAY)
    joined = office.at(TODAY).do(asked)
    assert refusal(office.at(TODAY), team.undo) == {
        "": "Member of the team 郑宝 rests on it; take that back first"
    }
    office.at(TODAY).do(joined.undo)
    office.at(TODAY).do(team.undo)
    assert office.read(verify).ok


def test_the_history_tells_of_taking_back_by_what_was_taken_back(office):
    change = office.at(TODAY).do(training(office))
    office.at(TODAY).do(change.undo)
    (row, *_rest) = office.at(TODAY).read(page, EVENTS_LISTING)
    with language("en"):
        assert act_sentence(row.summary.act).startswith("Took back an entry of those who help")
        assert str(row.summary) == "The entry was taken back"


def test_every_act_that_can_be_taken_back_has_words_for_it():
    assert {name for name, kind in KNOWN.items() if kind.back} == set(BACKS) & set(KNOWN)
    assert all(kind.back.done and kind.permission for kind in KNOWN.values() if kind.back)


def test_no_act_that_a_law_protects_is_taken_back_from_the_history():
    own = {
        "Decide",
        "Announce",
        "OpenDisclosure",
        "CloseDisclosure",
        "VoidNotice",
        "PostHolders",
        "ReceiveReport",
    }
    assert own <= KNOWN.keys()
    assert not own & BACKS.keys()


# every act that could be undone when each had an inverse written by hand
UNDONE = """
AddMember AllocateMoney AnswerNeed AnswerRequest AskDepartments AssignListed AssignOfficial ChangeHead
CloseDisclosure CloseYear ConfirmFigure CorrectHousehold CorrectMember DecideHit
DeliverMeasure DismissClue DismissSignal DrawRound EndHousehold EndNeed EndPairing EndTeam EnterHolidays
FinishUndertaking FormTeam GiveToMany HandOverAll HandOverHousehold ImportPolicyFile JoinMember JoinTeam
LeaveMember LeaveTeam MendFinding MergeHouseholds MoveHousehold NameDepartment NameOffice PasteRows
ReceiveReport RecordAppraisal RecordAsset RecordAssetIncome RecordCauses RecordClue RecordEvaluation
RecordFinding RecordFund RecordHolderObjection RecordMeasure RecordMemberYear RecordNeed RecordObjection
RecordPayment RecordProgress RecordStage RecordTeamWeek RecordTraining RecordUndertaking RecordVisit
RecordYear ReleaseFund ReopenYear SetCheck SetContact SetIntensity SetParameter SetPlan SetRisks
SettleDuplicate SettleLayout SettleReport SplitHousehold StateBenefit TakeIn TakeUpSignal VerifyClue
WithdrawAnswer WithdrawCheck WithdrawNeed WithdrawPolicyFile WithdrawStage
"""


@pytest.mark.parametrize("name", UNDONE.split())
def test_an_act_that_could_be_undone_still_can(name):
    kind = KNOWN[name]
    own = getattr(kind, "undone_by", "") or "undo=" in inspect.getsource(kind)
    assert own or kind.back or kind.law.second, "an act of two persons is taken back while it waits"
