"""A household is released from monitoring in the whole window, from the proposal to the notice."""

from datetime import date

from county_desk.models.case import CaseState
from county_desk.tables.cases.case_list import LISTING as CASES
from county_desk.tables.monitoring.monitored import MONITORED_LISTING, MonitoredState
from county_desk.text import _
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.announcement import Announce
from county_desk.workflow.cases.disclosure import CloseDisclosure, OpenDisclosure
from county_desk.workflow.cases.steps import RecordAssembly, RecordReview, RecordRiskVisit

HEAD = "马立军"
PROPOSED, ENDED, SIGNED = date(2026, 11, 27), date(2026, 12, 2), date(2026, 12, 3)
WELL = {"window_income": 64000, "hard_spending": 0, "months_above": 8, "risks_gone": True, "new_risk": False}
SAFE = {"dropouts": 0, "all_insured": True, "safe_water": True, "housing_grade": "A"}


def test_a_household_is_released(sit):
    clerk = sit("罗建功", PROPOSED).page("monitored").row(HEAD).press(_("Propose the release…"))
    assert HEAD in clerk.panel.objects.text()
    clerk.submit()
    assert clerk.shown.key == "applications"
    assert HEAD in clerk.said()

    assert clerk.blue() == [_(RecordRiskVisit.act.title)]
    clerk.press(clerk.blue()[0])
    assert HEAD in clerk.panel.objects.text()
    clerk.fill(visitors="杜国安、田小妹", **WELL, **SAFE).submit()
    assert clerk.blue() == [_(RecordAssembly.act.title)]
    clerk.press(clerk.blue()[0]).fill(due=36, present=32, in_favour=32).submit()
    assert clerk.blue() == [_(OpenDisclosure.act.title)]
    clerk.press(clerk.blue()[0])
    assert clerk.filled()["contact"] == "冯启山"
    clerk.submit()
    clerk.follow(_("See the notice"))
    assert clerk.shown.key == "notices"
    assert clerk.shown.paper.startswith(b"%PDF")

    sit("罗建功", ENDED).take_step(HEAD, CloseDisclosure)
    sit("严小燕", ENDED).take_step(HEAD, RecordReview, opinion="同意", checked=1)
    reviewer = sit("王芳", SIGNED).sign(HEAD, "风险已稳定消除", checked=1)
    assert CaseState.APPROVED is reviewer.only(CASES, subject=HEAD).state

    clerk = sit("罗建功", SIGNED).take_step(HEAD, Announce)
    clerk.follow(_("See the notice"))
    assert clerk.shown.paper.startswith(b"%PDF")
    clerk.page("monitored").row(HEAD)
    assert _(MonitoredState.RELEASED.label) in clerk.chips()
    record = clerk.only(MONITORED_LISTING, head=HEAD)
    assert (record.state, record.removed) == (MonitoredState.RELEASED, SIGNED.isoformat())
    assert clerk.read(verify).ok


def test_a_list_of_another_township_says_once_why_its_acts_are_grey(sit):
    clerk = sit("罗建功", ENDED).page("disclosures")
    clerk.press(_("List")).row("高坪村")
    (said,) = {each.button.toolTip() for each in clerk.shown.pane.card.rows.values()}
    assert clerk.said().count(said) == 1
