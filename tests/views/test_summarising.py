"""The summary in the place of a list: its boxes, its doors, named views, and the way out."""

import openpyxl
import pytest
from PySide6.QtCore import Qt

from county_desk.fields import Day
from county_desk.reports.lists.form import ListForm
from county_desk.tables.summary import Figure, SummaryQuestion
from county_desk.text import CHINESE, ENGLISH, speak
from county_desk.views.list_memory import ListMemory
from county_desk.views.lists.export_dialog import Extent, ListWish
from tests.views.listed import show

__all__ = ["show"]


def summed(view, down="village", across="standing", figure=Figure.COUNT, of=""):
    """The summary of a list by two columns."""
    view.summarising.show(True)
    view.summarising.view.ask(SummaryQuestion(down, across, figure, of))
    return view.summarising.view


def texts(summary):
    model = summary.table.rows
    every = range(model.columnCount())
    head = [model.headerData(section, Qt.Orientation.Horizontal) for section in every]
    return [
        head,
        *([model.index(row, section).data() for section in every] for row in range(model.rowCount())),
    ]


@pytest.mark.parametrize("spoken", [ENGLISH, CHINESE])
def test_a_summary_stands_in_the_place_of_the_rows_with_totals(show, spoken):
    speak(spoken)
    view = show()
    total = view.model.rowCount()
    lines = texts(summed(view))
    assert view.summarising.view.isVisible()
    assert not view.table.isVisible()
    assert lines[0][-1] == lines[-1][0] == {ENGLISH: "Total", CHINESE: "合计"}[spoken]
    assert lines[-1][-1] == f"{total:,}"
    assert sum(int(line[-1]) for line in lines[1:-1]) == total
    view.summarising.button.click()
    assert view.table.isVisible()


def test_a_figure_opened_narrows_the_list_to_its_rows(show, qtbot):
    view = show()
    summary = summed(view)
    model = summary.table.rows
    section = next(n for n in range(1, model.columnCount() - 1) if model.index(0, n).data() not in ("", "0"))
    summary.table.setCurrentIndex(model.index(0, section))
    figure = int(model.index(0, section).data())
    qtbot.keyClick(summary.table, Qt.Key.Key_Return)
    assert view.table.isVisible()
    assert view.model.rowCount() == figure
    assert {key for key, _words in view.line.parts} == {"village", "standing"}


def test_a_group_without_rows_leads_nowhere(show):
    view = show()
    summary = summed(view)
    model = summary.table.rows
    empty = [
        (row, section)
        for row in range(model.rowCount() - 1)
        for section in range(1, model.columnCount() - 1)
        if model.index(row, section).data() == "0"
    ]
    summary.table.setCurrentIndex(model.index(*empty[0]))
    summary.table.activated.emit(summary.table.currentIndex())
    assert view.summarising.shown


def test_the_years_of_a_day_narrow_to_their_days(show):
    view = show()
    day = next(column for column in view.listing.table.columns if isinstance(column.kind, Day))
    summary = summed(view, down=day.key, across="")
    for line in range(summary.table.rows.rowCount() - 1):
        view.summarising.show(True)
        row = view.summarising.view.table.rows.row_at(line)
        view.summarising.narrow(row.subject, ())
        assert view.model.rowCount() == row.figures[0]
        view.clear_filters()


def test_filters_hold_for_the_summary_and_a_named_view_keeps_it(show):
    memory = ListMemory()
    view = show(memory=memory)
    view.filters.set_values("village", ["大河村"])
    summary = summed(view, across="", figure=Figure.SUM, of="persons")
    expected = sum(row.persons for row in view.model.rows(range(view.model.rowCount())))
    assert [line[-1] for line in texts(summary)[1:]] == [f"{expected:,}"] * 2
    view.views.save("按村")
    view.views.usual()
    assert not view.summarising.shown
    view.views.apply("按村")
    assert view.summarising.shown
    assert view.summarising.question() == SummaryQuestion("village", "", Figure.SUM, "persons")
    assert texts(view.summarising.view)[1][0] == "大河村"


def test_a_column_with_too_many_values_says_so(show, monkeypatch):
    monkeypatch.setattr("county_desk.tables.summary.MOST_ACROSS", 1)
    summary = summed(show())
    assert summary.table is None
    assert summary.note.isVisible()


@pytest.mark.parametrize("form", [ListForm.XLSX, ListForm.PDF])
def test_a_summary_goes_out_together_with_named_views_of_any_list(show, tmp_path, form):
    memory = ListMemory()
    villages = show("villages", memory)
    villages.filters.set_values("township", ["城关镇"])
    villages.views.save("城关")
    view = show(memory=memory)
    summed(view, across="")
    dialog = view.exporting.ask()
    assert list(dialog.views) == [("villages", "城关")]
    dialog.views["villages", "城关"].setChecked(True)
    dialog.form.set_value(ListForm.CSV)
    dialog.form.activated.emit(0)
    assert not dialog.save_button.isEnabled()
    dialog.form.set_value(form)
    dialog.form.activated.emit(0)
    wanted = dialog.wanted()
    assert wanted == ListWish(Extent.SHOWN, form, "", (("villages", "城关"),))
    path = tmp_path / f"out.{form}"
    view.exporting.save_to(path, wanted)
    if form is ListForm.XLSX:
        first, second = openpyxl.load_workbook(path).worksheets
        assert "Total" in [cell.value for cell in first["A"]]
        rows = [[cell.value for cell in row] for row in second.iter_rows(min_row=4)]
        assert rows
        assert all("城关镇" in row for row in rows)
    else:
        assert path.read_bytes().count(b"/Title") >= 2, "a bookmark for each list"
    dialog.reject()
