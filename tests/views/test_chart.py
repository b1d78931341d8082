"""A chart: its bars lead to what they count, and the table and the paper say the same figures."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from county_desk.fields import Money
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
    place = QPoint(100, int(view.canvas.tops[1] + em(1)))
    qtbot.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=place)
    assert picked == ["bai"]


def test_a_long_label_folds_and_no_figure_is_cut(page):
    long = Bars("高坪村茶叶加工厂房及配套道路硬化工程（二期）", (Decimal(860000), Decimal(430000)))
    view = ChartView(Chart("Money", "Project", ("Released", "Paid"), (long,), Money()), page, print)
    view.resize(260, 300)
    view.show()
    canvas = view.canvas
    said = canvas.fontMetrics().horizontalAdvance("860,000.00")
    assert canvas._left + canvas._longest + em(0.4) + said <= canvas.width()
    assert canvas._left <= canvas.width() / 2
    assert canvas.tops[1] - canvas.tops[0] > em(0.5) + 2 * em(1.1)


def test_the_key_of_the_series_folds_where_the_chart_is_narrow(page):
    series = ("A series with a long title", "Another series with a long title")
    view = ChartView(Chart("Households", "Township", series, (Bars("青山镇", (1, 2)),)), page, print)
    view.resize(260, 300)
    view.show()
    first, second = view.canvas._key
    assert (second.x(), second.y()) == (0, first.y() + em(1.35))


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


def test_every_column_of_the_table_is_seen_in_a_narrow_pane(page):
    long = Bars("高坪村茶叶加工厂房及配套道路硬化工程（二期）", (Decimal(860000), Decimal(430000)))
    chart = Chart("Money", "Project", ("Released (yuan)", "Paid (yuan)"), (long,) * 3, Money())
    view = ChartView(chart, page, print)
    view.resize(280, 400)
    view.show()
    view.turn.click()
    QApplication.processEvents()
    table = view.table
    assert sum(table.columnWidth(column) for column in range(3)) <= table.viewport().width()
    assert table.rowHeight(0) > 2 * table.fontMetrics().height()
    assert table.verticalScrollBar().maximum() == 0


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


def test_a_long_label_folds_on_paper_and_leaves_its_bars_alone():
    label = "高坪村茶叶加工厂房及配套道路硬化工程二期建设项目"
    chart = Chart("Money", "Project", ("Released", "Paid"), (Bars(label, (2, 1)), Bars("柳湾村", (1, 1))))
    text = PdfReader(BytesIO(chart_document(chart, "青川县", date(2026, 11, 28)).as_pdf())).pages[0]
    said = text.extract_text()
    assert label not in said
    assert label in said.replace("\n", "")
