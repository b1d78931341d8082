"""A chart: its bars lead to what they count, and the table and the paper say the same figures."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt

from county_desk.reports.chart_paper import chart_document
from county_desk.tables.chart import Bars, Chart
from county_desk.views.widgets.chart import ChartView
from county_desk.views.widgets.style import em

TOWNS = (Bars("青山镇", (12, 3), "qing"), Bars("白水镇", (0, 1), "bai"))
CHART = Chart("Households", "Township", ("Households", "Persons"), TOWNS)


@pytest.fixture
def shown(page):
    """A chart on a page, and what was picked from it."""
    picked = []
    view = ChartView(CHART, page, picked.append)
    view.resize(600, 300)
    view.show()
    return view, picked


def test_a_click_on_a_line_leads_to_what_it_counts(shown, qtbot):
    view, picked = shown
    place = QPoint(100, int(em(1.8) + view.canvas._line_high() * 1.5))
    qtbot.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=place)
    assert picked == ["bai"]


def test_the_arrows_choose_a_line_and_enter_picks_it(shown, qtbot):
    view, picked = shown
    assert view.canvas.accessibleDescription() == "青山镇: Households 12, Persons 3"
    qtbot.keyClick(view.canvas, Qt.Key.Key_Down)
    assert view.canvas.accessibleDescription() == "白水镇: Households 0, Persons 1"
    qtbot.keyClick(view.canvas, Qt.Key.Key_Return)
    assert picked == ["bai"]


def test_the_table_shows_the_same_figures(shown):
    view, _picked = shown
    view.turn.click()
    assert view.table.isVisibleTo(view)
    assert not view.canvas.isVisibleTo(view)
    cells = [[view.table.item(row, column).text() for column in range(3)] for row in range(2)]
    assert cells == [["青山镇", "12", "3"], ["白水镇", "0", "1"]]


def test_an_empty_chart_says_so_and_prints_nothing(page):
    view = ChartView(Chart("Households", "Township", ("Households",), ()), page, print)
    assert not view.print_button.isEnabled()
    assert not view.turn.isEnabled()


def test_the_paper_has_every_line_on_as_many_pages_as_it_needs():
    lines = tuple(Bars(f"第{number}村", (number,)) for number in range(1, 61))
    paper = chart_document(
        Chart("Households", "Village", ("Households",), lines), "青川县", date(2026, 11, 28)
    )
    texts = [page.extract_text() for page in PdfReader(BytesIO(paper.as_pdf())).pages]
    assert len(texts) == paper.count == 2
    assert all(f"第{number}村" in "".join(texts) for number in range(1, 61))
    assert "2026-11-28" in texts[1]
