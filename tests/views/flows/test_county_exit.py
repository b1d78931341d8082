"""A county leaves the list of poor counties, in the whole window, and enters its years of grace."""

from datetime import date

import pytest

from county_desk.models.county_exit import EvaluationParameter
from county_desk.tables.grace import LISTING as GRACE
from county_desk.tables.grace import GraceSubject
from county_desk.tables.procedure_words import ProcedureName
from county_desk.text import _
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.announcement import Announce
from county_desk.workflow.cases.disclosure import CloseDisclosure, OpenDisclosure
from county_desk.workflow.cases.steps import RecordReview
from county_desk.workflow.county_exit import COUNTY_EXIT

pytestmark = pytest.mark.slow

COUNTY, APPLIED, POSTED, DECIDED = "青岚县", date(2016, 12, 1), date(2016, 12, 2), date(2016, 12, 14)
RATES = {  # the register holds 462 poor persons that day
    EvaluationParameter.WRONG_EXIT: (3, 1000),
    EvaluationParameter.MISSED: (4, 1000),
    EvaluationParameter.INCIDENCE: (462, 24000),
    EvaluationParameter.APPROVAL: (950, 1000),
}


@pytest.fixture
def chapter():
    return "campaign"


def step(person, words, **given):
    return person.take_step(COUNTY, words, of=ProcedureName().show(COUNTY_EXIT), **given)


def test_a_county_leaves_and_enters_its_grace(sit):
    clerk = sit("李敏", APPLIED).page("county_exit").press(_("Apply for the exit…"))
    clerk.fill(document="青政呈〔2016〕60号").submit()
    assert clerk.shown.key == "applications"  # the case, with its missing figures and what comes next
    assert COUNTY in clerk.said()
    clerk.page("county_exit")
    for parameter, (numerator, denominator) in RATES.items():
        clerk.press(_("Record a result…")).fill(round=1, parameter=parameter, found_on=APPLIED)
        clerk.fill(numerator=numerator, denominator=denominator, document="评估〔2016〕1号").submit()

    city = step(sit("王芳", POSTED), RecordReview, opinion="同意", document="岚扶〔2016〕9号")
    step(city, RecordReview, opinion="同意", document="云扶〔2016〕41号")
    step(sit("李敏", POSTED), OpenDisclosure)
    step(sit("李敏", DECIDED), CloseDisclosure)
    step(sit("王芳", DECIDED), RecordReview, opinion="评估合格", document="国评〔2016〕2号")
    sit("赵强", DECIDED).sign(COUNTY, "批准退出", document="云政〔2016〕30号")
    clerk = step(sit("李敏", DECIDED), Announce).follow(_("See the notice"))
    assert clerk.shown.paper.startswith(b"%PDF")

    row = clerk.page("grace").only(GRACE, who=GraceSubject.COUNTY)
    assert (row.exited_on, row.grace_until) == (DECIDED, date(2021, 12, 14))
    assert clerk.read(verify).ok
