"""A list goes out from where one looks: the rows, columns and order on the screen, in every declared list."""

import openpyxl
import pytest
from pypdf import PdfReader
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QGuiApplication, QShortcut
from PySide6.QtPrintSupport import QPrinter

from county_desk.reports.lists.form import ListForm
from county_desk.sheets.formats.csv_text import read_csv
from county_desk.tables.all_lists import LISTS
from county_desk.tables.history.act_sentences import act_sentence
from county_desk.tables.listing import Query, page
from county_desk.text import CHINESE, ENGLISH, _, speak
from county_desk.views import printing
from county_desk.views.lists.export_dialog import ExportDialog, Extent, ListWish, RowCounts
from county_desk.views.widgets.purpose_dialog import PurposeDialog
from tests.build import ADMINISTRATOR, CLERK, VILLAGE, a_household, an_id_number, reader_of
from tests.busy import OPENED
from tests.views.made_up import ListPage

EVERY = pytest.mark.parametrize("key", LISTS)
SELECT = QItemSelectionModel.SelectionFlag.Select
PURPOSE = "核对低保"


@pytest.fixture
def opened(jobs, qtbot):
    """A page around one list, before a person."""

    def make(office, key="households", name=CLERK):
        page = ListPage(office.at(OPENED, reader_of(LISTS[key], name)), jobs, LISTS[key])
        qtbot.addWidget(page)
        page.resize(1100, 600)
        page.show()
        page.refresh()
        return page

    return make


@pytest.fixture
def people(office):
    """Three households in two villages."""
    a_household(office, "张一", serial=1)
    a_household(office, "李四", serial=2, village="柳湾村")
    a_household(office, "王五", serial=3)
    return office


def cells(path):
    """The written rows, titles first."""
    if path.suffix == ".csv":
        return read_csv(path.read_bytes()).grids[0].rows
    rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=3, values_only=True)
    return [["" if value is None else value for value in row] for row in rows]


def newest(office):
    return office.at(OPENED).read(page, LISTS["history"], Query(), 0, 1)[0]


def wanted(extent=Extent.SHOWN, form=ListForm.CSV, purpose=""):
    return ListWish(extent, form, purpose)


@EVERY
@pytest.mark.parametrize("form", ListForm)
@pytest.mark.parametrize("spoken", [CHINESE, ENGLISH])
def test_every_list_goes_out_as_it_stands_on_the_screen(busy, opened, key, form, spoken, tmp_path):
    speak(spoken)
    page = opened(busy, key)
    table = page.list.table
    keys = [column.key for column in LISTS[key].table.columns][::-1][:4]
    table.show_columns(keys)
    page.list.exporting.save_to(tmp_path / f"out.{form}", wanted(form=form))
    assert (tmp_path / f"out.{form}").exists(), key
    if form is not ListForm.PDF:
        titles, *rows = cells(tmp_path / f"out.{form}")
        assert titles == [_(LISTS[key].table[each].title) for each in keys]
        assert len(rows) == page.list.model.rowCount()
    speak(ENGLISH)


def test_the_dialog_says_how_many_rows_each_choice_has(people, opened, qtbot):
    page = opened(people)
    page.list.search.setText("张一")
    page.list.refresh()
    dialog = page.list.exporting.ask()
    qtbot.addWidget(dialog)
    texts = [dialog.extents[extent].text() for extent in Extent]
    assert texts == ["The chosen row", "The row that is shown", "All 3 rows of the list"]
    assert dialog.wanted().extent is Extent.SHOWN
    assert dialog.area.text() == ""


def test_the_dialog_proposes_the_chosen_rows_where_there_are_several(qtbot):
    dialog = ExportDialog("Household roster", trouble=None, area="", parent=None)
    qtbot.addWidget(dialog)
    dialog.show_counts(RowCounts(12, 611, 2400))
    assert dialog.extents[Extent.CHOSEN].isChecked()
    assert dialog.extents[Extent.CHOSEN].text() == "The chosen 12 rows"
    assert dialog.extents[Extent.ALL].text() == "All 2,400 rows of the list"
    dialog.show_counts(RowCounts(0, 0, 0))
    assert not dialog.save_button.isEnabled(), "nothing goes out of an empty list"


@pytest.mark.parametrize(
    ("language", "form", "said"),
    [(ENGLISH, "xlsx", True), (ENGLISH, "csv", True), (ENGLISH, "pdf", False), (CHINESE, "xlsx", False)],
)
def test_an_english_table_says_that_it_is_not_taken_in_again(qtbot, language, form, said):
    speak(language)
    try:
        dialog = ExportDialog("Household roster", trouble=None, area="", parent=None)
        qtbot.addWidget(dialog)
        dialog.form.set_value(form)
        dialog.form.activated.emit(dialog.form.currentIndex())
        assert dialog.reading.isVisibleTo(dialog) is said
    finally:
        speak(ENGLISH)


def test_the_chosen_rows_go_out_alone_in_their_order(people, opened, tmp_path):
    page = opened(people)
    table, model = page.list.table, page.list.model
    heads = [row.head for row in model.rows(range(3))]
    for place in (0, 2):
        table.selectionModel().select(model.index(place, 1), SELECT)
    page.list.exporting.save_to(tmp_path / "out.csv", wanted(Extent.CHOSEN))
    place = [column.key for column in LISTS["households"].table.columns if not column.hidden].index("head")
    assert [row[place] for row in cells(tmp_path / "out.csv")[1:]] == [heads[0], heads[2]]


def test_all_rows_go_out_whatever_is_filtered(people, opened, tmp_path):
    page = opened(people)
    page.list.search.setText("张一")
    page.list.refresh()
    page.list.exporting.save_to(tmp_path / "out.csv", wanted(Extent.ALL))
    assert len(cells(tmp_path / "out.csv")) == 4
    page.list.exporting.save_to(tmp_path / "out.csv", wanted(Extent.SHOWN))
    assert len(cells(tmp_path / "out.csv")) == 2


def test_numbers_are_covered_and_nothing_is_recorded_without_a_purpose(people, opened, tmp_path):
    before = newest(people)
    opened(people).list.exporting.save_to(tmp_path / "out.csv", wanted())
    assert an_id_number(1) not in (tmp_path / "out.csv").read_text("utf-8-sig")
    assert newest(people) == before


def test_full_numbers_go_out_for_a_purpose_and_that_is_recorded(people, opened, tmp_path):
    opened(people).list.exporting.save_to(tmp_path / "out.csv", wanted(purpose=PURPOSE))
    assert an_id_number(1) in (tmp_path / "out.csv").read_text("utf-8-sig")
    assert act_sentence(newest(people).summary.act) == (
        f"Showed full numbers: List: Household roster; Rows: 3; Way: as a CSV file; Purpose: “{PURPOSE}”"
    )


def test_full_numbers_without_the_right_leave_no_file(people, opened, tmp_path):
    page = opened(people, name=ADMINISTRATOR)
    page.list.exporting.save_to(tmp_path / "out.csv", wanted(purpose=PURPOSE))
    assert list(tmp_path.glob("*out*")) == []
    assert newest(people).command == "DenyAct"
    dialog = page.list.exporting.ask()
    assert not dialog.full.isEnabled()
    assert "may not see full personal numbers" in dialog.full.toolTip()
    dialog.reject()


def test_the_purpose_is_asked_for_before_full_numbers_go_out(people, opened):
    dialog = opened(people).list.exporting.ask()
    dialog.full.click()
    assert not dialog.save_button.isEnabled()
    dialog.purpose.setText(PURPOSE)
    assert dialog.save_button.isEnabled()
    assert dialog.wanted() == ListWish(Extent.SHOWN, ListForm.XLSX, PURPOSE)
    dialog.full.click()
    assert dialog.wanted().purpose == "", "a purpose that was typed before does not uncover"
    dialog.reject()


def test_only_rows_of_the_own_area_go_out_and_the_dialog_says_so(people, opened, tmp_path):
    page = opened(people, name=VILLAGE)
    dialog = page.list.exporting.ask()
    assert dialog.area.text() == "Only rows of 大河村 go out: your account acts for it."
    assert dialog.extents[Extent.SHOWN].text() == "All 2 rows that are shown"
    dialog.reject()
    page.list.exporting.save_to(tmp_path / "out.csv", wanted(Extent.ALL))
    text = (tmp_path / "out.csv").read_text("utf-8-sig")
    assert "张一" in text
    assert "李四" not in text


def test_a_trouble_of_the_disk_is_told_and_the_old_file_stays(people, opened, tmp_path):
    page = opened(people)
    folder = tmp_path / "no folder"
    page.list.exporting.save_to(folder / "out.csv", wanted())
    (banner,) = [page._notes.itemAt(place).widget() for place in range(page._notes.count())]
    assert "no folder" in banner.words.text()


def test_one_key_each_exports_and_prints(people, opened, monkeypatch):
    page = opened(people)
    asked = []
    monkeypatch.setattr(page.list.exporting, "ask", lambda: asked.append(True))
    keys = {each.key().toString() for each in page.list.findChildren(QShortcut)}
    assert {"F12", "Ctrl+P"} <= keys


def test_a_list_is_printed_as_letters_and_not_as_a_picture(people, opened, tmp_path, monkeypatch):
    out = tmp_path / "printed.pdf"

    def chosen(_page, document):
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out))
        printing.set_paper(printer, document)
        return printer

    monkeypatch.setattr(printing, "choose_printer", chosen)
    opened(people).list.exporting.print(wanted(purpose=PURPOSE))
    (sheet,) = PdfReader(out).pages
    assert len(sheet.images) == 0
    assert "Householdroster" in "".join(sheet.extract_text().split())
    wide, high = float(sheet.mediabox.width), float(sheet.mediabox.height)
    assert (round(wide), round(high)) in ((842, 595), (595, 842))
    assert "to a printer" in act_sentence(newest(people).summary.act)


def test_without_a_printer_the_person_is_told(people, opened):
    page = opened(people)
    page.list.exporting.print(wanted())
    banner = page._notes.itemAt(0).widget()
    assert "No printer is set up" in banner.words.text()


def eye(page, purpose=PURPOSE):
    """Ask for full numbers on the screen, for a purpose."""
    page.list.unmask.click()
    dialog = page.list.findChild(PurposeDialog)
    assert not page.list.unmask.isChecked(), "nothing is shown before the purpose is written"
    dialog.purpose.setText(purpose)
    dialog.use.click()


def shown_numbers(page):
    column = [each.key for each in LISTS["households"].table.columns].index("id_number")
    model = page.list.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_a_look_at_full_numbers_asks_for_a_purpose_and_is_recorded(people, opened):
    page = opened(people)
    eye(page)
    assert page.list.unmask.isChecked()
    assert sorted(shown_numbers(page)) == sorted(an_id_number(serial) for serial in (1, 2, 3))
    assert act_sentence(newest(people).summary.act) == (
        f"Showed full numbers: List: Household roster; Rows: 3; Way: on the screen; Purpose: “{PURPOSE}”"
    )
    page.list.unmask.click()
    assert all("*" in number for number in shown_numbers(page))


def test_another_filter_is_another_look(people, opened):
    page = opened(people)
    eye(page)
    first = newest(people)
    page.list.refresh()
    assert newest(people) == first, "the same rows are one look"
    page.list.search.setText("张一")
    page.list.refresh()
    assert newest(people).id == first.id + 1
    assert "Rows: 1; Way: on the screen; Filter: “Search: 张一”" in act_sentence(newest(people).summary.act)
    assert shown_numbers(page) == [an_id_number(1)]


def test_rows_of_other_places_stay_covered(people, opened):
    page = opened(people, name=VILLAGE)
    eye(page)
    covered = [number for number in shown_numbers(page) if "*" in number]
    assert len(covered) == 1
    assert "Rows: 2" in act_sentence(newest(people).summary.act)


def test_who_may_not_see_full_numbers_cannot_ask(people, opened):
    page = opened(people, name=ADMINISTRATOR)
    assert not page.list.unmask.isEnabled()
    assert "may not see full personal numbers" in page.list.unmask.toolTip()


def test_a_copy_of_full_numbers_is_recorded_before_it_is_made(people, opened):
    page = opened(people)
    table, model = page.list.table, page.list.model
    table.selectRow(0)
    table.copy()
    covered = newest(people).command
    assert covered != "RevealNumbers"
    eye(page)
    table.selectRow(0)
    table.copy()
    assert act_sentence(newest(people).summary.act).startswith(
        "Showed full numbers: List: Household roster; Rows: 1; Way: to the clipboard"
    )
    assert model.row_at(0).id_number in QGuiApplication.clipboard().text()
