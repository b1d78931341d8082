"""The papers that go to the door: the known facts stand on them, the rest has room to be written."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from county_desk.models.measure import MeasureClass
from county_desk.reports.monitoring_sheets import authorisation, visit_sheet
from county_desk.tables.household_sheet import HouseholdSheet, SheetMember, sheet_of_clue, sheet_of_monitored
from county_desk.workflow.assistance.measures import RecordMeasure
from tests.build import DAY, an_id_number, case_of
from tests.workflow.watching import FOUND, a_case, a_clue, announced, set_line


def read(document):
    pages = PdfReader(BytesIO(document.as_pdf())).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", "")


def of_monitored(office, day):
    return office.at(day).read(sheet_of_monitored, 1, day)


@pytest.fixture
def sheet(office):
    """The sheet of a household that entered monitoring."""
    set_line(office)
    case = a_case(office)
    day = announced(office, case)
    given = {"kind": MeasureClass.EDUCATION, "content": "助学金", "since": day, "risk": "因学"}
    office.at(day).do(RecordMeasure(household=case_of(office, case).household_id, **given))
    return of_monitored(office, day + DAY)


def test_the_visit_sheet_bears_what_is_known_and_asks_the_rest(sheet):
    words = read(visit_sheet(sheet, "zh"))
    for known in ("周有粮", "因学", "助学金", "大河村", "户主", "防止返贫监测入户走访表"):
        assert known in words
    for asked in ("近十二个月收入及变化", "义务教育", "住房安全", "饮水安全", "新增风险", "走访人："):
        assert asked in words


def test_the_authorisation_says_whom_for_what_and_until_when(sheet):
    words = read(authorisation(sheet, "zh"))
    for said in ("承诺授权书", "城关镇", "自愿授权", "风险消除公告之日止", "户主签字：", "按指印", "周有粮"):
        assert said in words


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("make", [visit_sheet, authorisation])
def test_no_paper_bears_an_identity_number_and_the_same_facts_give_the_same_bytes(sheet, make, language):
    assert an_id_number(1) not in read(make(sheet, language))
    assert make(sheet, language).as_pdf() == make(sheet, language).as_pdf()


def test_a_clue_of_a_household_that_is_not_on_record_has_its_sheet(office):
    clue = a_clue(office, words="房屋漏雨")
    sheet = office.at(FOUND).read(sheet_of_clue, clue, FOUND)
    assert (sheet.head, sheet.members, sheet.village) == ("周有粮", (), "大河村")
    assert "房屋漏雨" in read(visit_sheet(sheet, "zh"))
    assert "__________" in read(authorisation(sheet, "en"))


def test_a_large_household_goes_on_a_second_page():
    members = tuple(SheetMember(f"张{number}", "之子", number) for number in range(30))
    sheet = HouseholdSheet(head="张大有", day=date(2024, 6, 3), members=members)
    assert visit_sheet(sheet, "zh").count > 1
    assert "张29" in read(visit_sheet(sheet, "zh"))
