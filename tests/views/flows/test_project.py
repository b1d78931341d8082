"""A project in the whole window: proposed, taken into the library, paid for, built and kept."""

from datetime import date

import pytest

from county_desk.models.project import FundLevel, ProjectClass, ProjectStanding
from county_desk.tables.assistance.assets import LISTING as ASSETS
from county_desk.tables.assistance.projects import PROJECTS_LISTING as PROJECTS
from county_desk.text import _
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.announcement import Announce
from county_desk.workflow.cases.disclosure import CloseDisclosure, OpenDisclosure
from county_desk.workflow.cases.steps import RecordAssembly, RecordReview
from county_desk.workflow.projects.asset_acts import RecordAsset
from county_desk.workflow.projects.money import RecordFund, RecordPayment
from county_desk.workflow.projects.project_acts import ProposeProject

pytestmark = pytest.mark.slow

TITLE, CONTRACTOR = "三岔河村冷库", "岚州市宏远建设有限公司"
PROPOSED, CLOSED, FUNDED = date(2026, 11, 27), date(2026, 12, 9), date(2026, 12, 20)
BEGUN, DONE = date(2027, 3, 1), date(2027, 8, 20)
PLAN = {"content": "新建冷库200平方米", "unit": "河口镇人民政府", "budget": 300000}
TERM = {"begins_on": date(2027, 2, 1), "ends_on": date(2027, 8, 30)}


def in_library(sit):
    """Take the proposed project through its case."""
    sit("罗建功", PROPOSED).take_step(TITLE, RecordAssembly, due=36, present=32, in_favour=32)
    sit("严小燕", PROPOSED).take_step(TITLE, RecordReview, opinion="同意")
    sit("李敏", PROPOSED).take_step(TITLE, OpenDisclosure)
    sit("李敏", CLOSED).take_step(TITLE, CloseDisclosure)
    sit("王芳", CLOSED).sign(TITLE, "同意入库")
    clerk = sit("李敏", CLOSED).take_step(TITLE, Announce).follow(_("See the notice"))
    assert clerk.shown.paper.startswith(b"%PDF")


def test_a_project_becomes_an_asset(sit):
    clerk = sit("罗建功", PROPOSED).page("projects").press(ProposeProject)
    clerk.fill(place="三岔河村", project=TITLE, purpose=ProjectClass.INDUSTRY, **PLAN, **TERM).submit()
    clerk.press(_("To its case"))
    assert clerk.shown.key == "case"
    in_library(sit)
    clerk = sit("李敏", FUNDED).page("funds").press(RecordFund)
    clerk.fill(document="青财农〔2026〕88号", name="衔接资金（冷库）", level=FundLevel.COUNTY, amount=300000)
    clerk.submit().page("projects").row(TITLE).press(_("Release money…"))
    clerk.fill(fund="衔接资金（冷库）", amount=300000, document="青财农〔2026〕89号").submit()
    sit("王芳", FUNDED).put_in_force(TITLE)

    for day, standing in ((FUNDED, ProjectStanding.TENDERED), (BEGUN, ProjectStanding.STARTED)):
        clerk = sit("李敏", day).page("projects").row(TITLE)
        assert clerk.blue() == [_("Record progress…")]
        clerk.press(_("Record progress…"))
        assert clerk.filled()["standing"] is standing
        tender = {"tender_document": "青招〔2026〕9号", "contractor": CONTRACTOR}
        clerk.fill(**(tender if standing is ProjectStanding.TENDERED else {})).submit()
    clerk.press(RecordPayment)
    assert clerk.filled()["payee"] == CONTRACTOR
    clerk.fill(amount=280000, voucher="记-66").submit()
    sit("王芳", BEGUN).put_in_force(TITLE)

    clerk = sit("李敏", DONE).page("projects").row(TITLE)
    for standing in (ProjectStanding.FINISHED, ProjectStanding.ACCEPTED):
        clerk.press(_("Record progress…"))
        past = [ProjectStanding.TENDERED, ProjectStanding.STARTED]
        offered = [value for value, _label in clerk.form.editors["standing"].offers()]
        assert not set(past) & set(offered)
        clerk.fill(standing=standing).submit()
    assert clerk.blue() == [_("{act}…").format(act=_(RecordAsset.act.title))]
    clerk.press(RecordAsset)
    assert clerk.filled()["asset"] == TITLE
    clerk.fill(keeper="三岔河村股份经济合作社").submit()

    project = clerk.only(PROJECTS, title=TITLE)
    assert (project.standing, project.paid) == (ProjectStanding.ACCEPTED, 280000)
    asset = clerk.only(ASSETS, project=TITLE)
    assert asset.value == 280000
    assert clerk.read(verify).ok
