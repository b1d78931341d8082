"""The account card and the confirmation say who has what, and no identity number."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from pypdf import PdfReader

from county_desk.models.measure import MeasureClass
from county_desk.reports.help_papers import account_card, confirmation
from county_desk.reports.returns import write_return
from county_desk.tables.assistance.household_account import household_account, measure_paper
from county_desk.tables.period import Period
from county_desk.tables.return_names import ReturnName
from county_desk.tables.returns import collected
from county_desk.workflow.assistance.measures import DeliverMeasure
from tests.build import DAY, a_registered_household, an_id_number
from tests.second_person import agreed
from tests.workflow.projects.test_projects import fund, paying, project, release, today
from tests.workflow.test_needs import FOUND, a_measure, a_need

__all__ = ["fund", "project", "release", "today"]
LATER = date(2018, 6, 1)


def read(document):
    pages = PdfReader(BytesIO(document.as_pdf())).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", "")


@pytest.fixture
def helped(office, project, release, today):
    """A household with a need, a measure that was delivered, and money from a project."""
    household = a_registered_household(office, "周有粮")
    need = a_need(office, household, words="学费")
    about = {"need": need, "amount": Decimal(3000), "unit": "县教育局"}
    measure = a_measure(office, household, kind=MeasureClass.EDUCATION, **about)
    office.at(FOUND + DAY).do(DeliverMeasure(measure=measure, delivered_on=FOUND + DAY))
    agreed(office, release(1000), today)
    agreed(office, paying(project, 250, today, household=household), today)
    return household, measure


def test_the_card_shows_needs_measures_and_money(office, helped):
    account = office.at(LATER).read(household_account, helped[0], LATER)
    words = read(account_card(account, "zh"))
    for known in ("帮扶明白卡", "周有粮", "大河村", "学费", "措施已落实", "雨露计划", "3,000.00"):
        assert known in words
    for known in ("县教育局", "产业路硬化", "250.00", "户主签字："):
        assert known in words


def test_the_confirmation_shows_one_measure_and_room_for_signatures(office, helped):
    facts = office.at(LATER).read(measure_paper, helped[1], LATER)
    words = read(confirmation(*facts, "zh"))
    for known in ("帮扶措施落实确认单", "周有粮", "雨露计划", "2017-06-06", "村民委员会："):
        assert known in words
    assert "产业路硬化" not in words


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_paper_bears_an_identity_number_and_the_same_facts_give_the_same_bytes(office, helped, language):
    account, measure = office.at(LATER).read(measure_paper, helped[1], LATER)
    for made in (lambda: account_card(account, language), lambda: confirmation(account, measure, language)):
        assert an_id_number(1) not in read(made())
        assert made().as_pdf() == made().as_pdf()


def test_the_ledger_of_measures_holds_those_of_its_period(office, helped):
    def lines(period):
        figures = office.read(lambda s: collected(s, ReturnName.MEASURES, Period.read(period), LATER))
        return [line.row for line in figures.page("measure_ledger").lines]

    (row,) = lines("2017-06")
    assert (row.head, row.title, row.delivered_on) == ("周有粮", "雨露计划", FOUND + DAY)
    assert (row.amount, row.unit) == (3000, "县教育局")
    assert lines("2017-05") == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_ledger_is_a_workbook(office, helped, tmp_path, language):
    figures = office.read(lambda s: collected(s, ReturnName.MEASURES, Period.read("2017-06"), LATER))
    write_return(figures, tmp_path / "R9A.xlsx", language)
    sheet = openpyxl.load_workbook(tmp_path / "R9A.xlsx").active
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any("周有粮" in cell for cell in cells)
    assert any(({"zh": "帮扶措施落实台账", "en": "Ledger of measures"}[language]) in cell for cell in cells)
