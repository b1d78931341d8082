"""The papers of a home: its cards on one page, and the tasks of a week by day and village."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from county_desk.reports.home_papers import HomePaper, home_document, week_document
from county_desk.tables.home.content import Cell, HomeContent
from county_desk.tables.home.plan import week_tasks
from county_desk.workflow.cases.next_steps import plan
from tests.build import FOUNDED, VILLAGE, a_household
from tests.second_person import enter

DAY = date(2016, 10, 24)
LANGUAGES = ("en", "zh")


def read(document):
    pages = PdfReader(BytesIO(document.as_pdf())).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", "")


def a_card(rows, headings=()):
    return HomeContent([(Cell(f"石桥镇{place}"), Cell("7")) for place in range(rows)], headings)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_home_stands_on_one_page_even_where_its_cards_are_long(language):
    cards = [("逾期", a_card(20)), ("到期", a_card(25, ("", "逾期"))), ("空", HomeContent())]
    document = home_document(HomePaper("一览", "李敏", DAY, cards), language)
    assert document.count == 1
    words = read(document)
    assert "石桥镇24" in words
    assert "2016-10-24" in words
    assert "空" not in words


def test_a_home_that_no_size_brings_onto_one_page_goes_on_over_the_next():
    document = home_document(HomePaper("一览", "李敏", DAY, [("逾期", a_card(150))]), "zh")
    assert document.count > 1
    assert "石桥镇149" in read(document)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_of_the_week_has_each_task_with_its_day_and_village(guizhou, language):
    enter(guizhou, FOUNDED, name="step_days", since=FOUNDED, value="5", reference="县文件")
    a_household(guizhou, "张大有", received_on=date(2016, 10, 12))
    a_household(guizhou, "王秀田", serial=2, received_on=date(2016, 10, 20))
    desk = guizhou.at(DAY, VILLAGE)
    rows = desk.read(week_tasks, plan(desk))
    assert [(row.subject, row.due_in) for row in rows] == [("张大有", -7), ("王秀田", 1)]
    words = read(week_document(rows, VILLAGE, DAY, language))
    for known in ("张大有", "王秀田", "2016-10-17", "2016-10-25", "大河村"):
        assert known in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_week_without_tasks_says_so(language):
    words = read(week_document([], VILLAGE, DAY, language))
    assert ("没有逾期事项" if language == "zh" else "Nothingisoverdue") in words
