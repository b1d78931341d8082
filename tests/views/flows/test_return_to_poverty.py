"""Into the register in 2017, in the whole window: a household that fell back, and one that was missed."""

from datetime import date

import pytest

from county_desk.models.case import CaseState
from county_desk.models.household import Standing
from county_desk.tables.cases.case_list import LISTING as CASES
from county_desk.tables.households import LISTING as HOUSEHOLDS
from county_desk.tables.procedure_words import ProcedureName
from county_desk.text import _
from county_desk.views.widgets.text_format import button_words
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.announcement import Announce
from county_desk.workflow.cases.disclosure import CloseDisclosure, OpenDisclosure
from county_desk.workflow.cases.filing import MISSED_HOUSEHOLD, RELAPSE, OpenCase
from county_desk.workflow.cases.steps import RecordAssembly, RecordComparison, RecordReview, RecordVisit
from county_desk.workflow.registry import RecordYear
from tests.build import an_id_number

pytestmark = pytest.mark.slow

BEFORE, FILED, COMPARED = date(2016, 11, 24), date(2017, 2, 1), date(2017, 2, 2)
POSTED, POSTED_AGAIN, DECIDED = date(2017, 2, 3), date(2017, 2, 14), date(2017, 2, 26)
POOR = {"visitors": "郑宝、王芳", "disqualified": False, "income_stable": False, "dropouts": 0}
POOR |= {"enough_food": True, "enough_clothing": True, "all_insured": True, "safe_water": True}
VOTE = {"due": 36, "present": 32, "in_favour": 32}
CLERK, SECOND = "罗建功", "严小燕"


@pytest.fixture
def chapter():
    return "campaign"


def take_in(sit, head):
    """Take the case of a household from the visit to the notice of the county."""
    sit(CLERK, FILED).take_step(head, RecordVisit, **POOR).take_step(head, RecordAssembly, **VOTE)
    sit("李敏", COMPARED).take_step(head, RecordComparison, departments="民政、住建", hits=0)
    clerk = sit(CLERK, POSTED).take_step(head, RecordAssembly, **VOTE).take_step(head, OpenDisclosure)
    clerk.follow(_("See the notice"))
    assert clerk.shown.paper.startswith(b"%PDF")
    sit(CLERK, POSTED_AGAIN).take_step(head, CloseDisclosure)
    second = sit(SECOND, POSTED_AGAIN).take_step(head, RecordReview, opinion="同意", checked=1)
    second.take_step(head, OpenDisclosure)
    sit(SECOND, DECIDED).take_step(head, CloseDisclosure)
    sit("王芳", DECIDED).sign(head, "符合标准", checked=1)
    return sit("李敏", DECIDED).take_step(head, Announce)


def test_a_household_falls_back_and_keeps_its_number(sit):
    head, of_2016 = "谢来福", sit(CLERK, BEFORE).page("registry").row("谢来福").press(button_words(OpenCase))
    before = of_2016.only(HOUSEHOLDS, head=head, standing=Standing.EXITED)
    assert "2017-01-01" in of_2016.said()  # the form says from when on a return is taken

    clerk = sit(CLERK, FILED).page("registry").row(head).press(button_words(RecordYear))
    clerk.fill(year=FILED.year, net_income=5000).submit().press(button_words(OpenCase))
    assert clerk.filled()["kind"] == RELAPSE
    clerk.submit()
    assert clerk.shown.key == "applications"
    assert clerk.blue() == [_(RecordVisit.act.title)]

    clerk = take_in(sit, head)
    household = clerk.only(HOUSEHOLDS, id=before.id)
    assert (household.standing, household.number) == (Standing.REGISTERED, before.number)
    assert clerk.only(CASES, subject=head, kind=RELAPSE).state is CaseState.DONE
    assert clerk.read(verify).ok


def test_a_missed_household_is_taken_in(sit):
    head = "周满仓"
    clerk = sit(CLERK, BEFORE).page("applications")
    (line,) = clerk.lines(ProcedureName().show(MISSED_HOUSEHOLD))
    assert not line.isEnabled()
    assert "2017-01-01" in line.toolTip()

    clerk = sit(CLERK, FILED).page("applications").press(ProcedureName().show(MISSED_HOUSEHOLD))
    clerk.fill(village="沙坝村", head=head, id_number=an_id_number(9), persons=1, net_income=2000)
    (refusal,) = clerk.refusals()
    assert "missed" in refusal
    clerk.fill(missed="2016年外出务工未申请").submit()
    assert clerk.blue() == [_(RecordVisit.act.title)]

    clerk = take_in(sit, head)
    assert clerk.only(HOUSEHOLDS, head=head).standing is Standing.REGISTERED
    assert clerk.only(CASES, subject=head).kind == MISSED_HOUSEHOLD
    assert clerk.read(verify).ok
