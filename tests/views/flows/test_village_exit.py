"""A village leaves the list of poor villages, in the whole window, from the review to the announcement."""

from datetime import date

import pytest

from county_desk.models.case import CaseState
from county_desk.models.village import VillageStanding
from county_desk.tables.cases.case_list import LISTING as CASES
from county_desk.tables.places import VILLAGES_LISTING
from county_desk.text import _
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.announcement import Announce
from county_desk.workflow.cases.disclosure import CloseDisclosure, OpenDisclosure
from county_desk.workflow.cases.steps import RecordReview

pytestmark = pytest.mark.slow

VILLAGE = "枫树岭村"
POSTED, CLOSED, DECIDED = date(2016, 12, 1), date(2016, 12, 12), date(2016, 12, 13)


@pytest.fixture
def chapter():
    return "campaign"


def test_a_village_leaves_the_list_of_poor_villages(sit):
    clerk = sit("高文博", POSTED).take_step(VILLAGE, RecordReview, opinion="同意", checked=1)
    assert clerk.blue() == [_(OpenDisclosure.act.title)]
    clerk.take_step(VILLAGE, OpenDisclosure).follow(_("See the notice"))
    assert clerk.shown.paper.startswith(b"%PDF")
    sit("高文博", CLOSED).take_step(VILLAGE, CloseDisclosure)
    sit("王芳", DECIDED).sign(VILLAGE, "符合退出标准", checked=1)

    clerk = sit("李敏", DECIDED).take_step(VILLAGE, Announce).follow(_("See the notice"))
    assert clerk.shown.paper.startswith(b"%PDF")
    case = clerk.only(CASES, subject=VILLAGE, kind="village_exit")
    assert case.state is CaseState.DONE
    clerk.page("exits").press(_("Village"))
    assert VILLAGE not in [row.subject for row in clerk.shown.rows]
    assert clerk.only(VILLAGES_LISTING, name=VILLAGE).standing is VillageStanding.EXITED
    assert clerk.read(verify).ok
