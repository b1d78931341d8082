"""Supervision in the whole window: a round and the mending of its finding, a complaint, and an appraisal."""

from datetime import date

from county_desk.models.inspection import RoundKind, Severity
from county_desk.models.misconduct import AppraisalGrade, AppraisedKind, ReportChannel, ReportOutcome
from county_desk.tables.supervision.inspections import FINDINGS_LISTING, FindingState
from county_desk.tables.supervision.misconduct import APPRAISALS_LISTING, REPORTS_LISTING, ReportState
from county_desk.text import _
from county_desk.views.widgets.text_format import button_words
from county_desk.workflow.audit import verify
from county_desk.workflow.supervision.appraisals import RecordAppraisal, RecordIncentive
from county_desk.workflow.supervision.concluding import ConcludeEvaluation
from county_desk.workflow.supervision.findings import (
    ConfirmFinding,
    MendFinding,
    RecordFinding,
    ReturnFinding,
)
from county_desk.workflow.supervision.misconduct import AssignReport, ReceiveReport, SettleReport
from county_desk.workflow.supervision.rounds import CheckSheet, DrawRound, EnterSheet

DRAWN, VISITED = date(2026, 11, 27), date(2026, 12, 3)
MENDED, CONFIRMED = date(2026, 12, 10), date(2026, 12, 14)
ROUND = "年终评估"


def test_a_finding_of_a_round_is_mended_and_confirmed(sit):
    reviewer = sit("王芳", DRAWN).page("inspections").press(DrawRound)
    reviewer.fill(kind=RoundKind.EVALUATION, name=ROUND, place="河口镇").submit()
    assert reviewer.shown.current().title == ROUND
    reviewer = sit("王芳", VISITED).page("inspections").row(ROUND).press(_("See its field sheets"))
    assert reviewer.shown.current().title == ROUND
    head = reviewer.shown.current().head
    assert reviewer.blue() == [button_words(EnterSheet)]
    reviewer.press(EnterSheet).fill(visitors="王芳、赵强", decided_rightly=True, satisfied=True).submit()
    second = sit("赵强", VISITED).page("inspections").row(ROUND).press(_("See its field sheets")).row(head)
    second.press(CheckSheet).fill(decided_rightly=True, satisfied=True).submit()
    second.row(head).press(RecordFinding)
    second.fill(severity=Severity.SLIGHT, words="档案缺页", mender="罗建功", due_on=MENDED).submit()

    clerk = sit("李敏", MENDED).page("findings").row(head, "档案缺页")
    assert clerk.blue() == [button_words(MendFinding)]
    clerk.press(MendFinding).fill(proof="已补页并拍照").submit()
    reviewer = sit("王芳", CONFIRMED).page("findings").row(head, "档案缺页")
    reviewer.press(ReturnFinding).fill(reason="照片不清", due_on=CONFIRMED).submit()
    sit("李敏", CONFIRMED).page("findings").row(head).press(MendFinding).fill(proof="重拍").submit()
    reviewer = sit("王芳", CONFIRMED).page("findings").row(head, "档案缺页")
    assert reviewer.blue() == [button_words(ConfirmFinding)]
    reviewer.press(ConfirmFinding).submit()
    assert reviewer.only(FINDINGS_LISTING, words="档案缺页").state is FindingState.CONFIRMED

    reviewer.page("inspections").row(ROUND).press(ConcludeEvaluation).fill(
        document="青评〔2026〕2号"
    ).submit()
    assert reviewer.read(verify).ok


def test_a_complaint_is_answered(sit):
    reviewer = sit("王芳", DRAWN).page("complaints").press(ReceiveReport)
    reviewer.fill(channel=ReportChannel.LETTER, anonymous=False, reporter="罗某", village="三岔河村")
    reviewer.fill(about="村会计", words="优亲厚友").submit()
    assert reviewer.blue() == [button_words(AssignReport)]
    reviewer.press(AssignReport).fill(investigators="孙宁、赵强", due_on=MENDED).submit()
    reviewer = sit("王芳", MENDED).page("complaints").row("村会计")
    assert reviewer.blue() == [button_words(SettleReport)]
    reviewer.press(SettleReport)
    reviewer.fill(outcome=ReportOutcome.UNFOUNDED, found="经查不属实", answered_on=MENDED).submit()
    report = reviewer.only(REPORTS_LISTING, about="村会计")
    assert (report.state, report.answered_on) == (ReportState.SETTLED, MENDED)
    assert reviewer.read(verify).ok


def test_a_village_is_appraised_and_rewarded(sit):
    reviewer = sit("王芳", MENDED).page("appraisals").press(RecordAppraisal)
    reviewer.fill(year=2026, kind=AppraisedKind.VILLAGE, place="三岔河村", grade=AppraisalGrade.GOOD)
    reviewer.fill(basis="巩固成果考核").submit()
    assert reviewer.blue() == [button_words(RecordIncentive)]
    reviewer.press(RecordIncentive).fill(incentive="通报表扬").submit()
    row = reviewer.only(APPRAISALS_LISTING, place="三岔河村", year=2026)
    assert (row.grade, row.incentive) == (AppraisalGrade.GOOD, "通报表扬")
    assert reviewer.read(verify).ok
