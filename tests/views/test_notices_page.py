"""The notices: their papers on the screen, copies in number, and declaring one void."""

from dataclasses import replace
from hashlib import sha256

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QEvent, QItemSelectionModel, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel

from county_desk.progress import Cancelled
from county_desk.tables.all_lists import LISTS
from county_desk.tables.listing import Query
from county_desk.tables.listing import page as list_page
from county_desk.views import printing
from county_desk.views.jobs import Jobs
from county_desk.views.notices.notice_pane import NoticePane
from county_desk.views.notices.notices_page import NoticesPage
from county_desk.views.notices.paper_view import STEP
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.workflow.cases.papers import Follows
from county_desk.workflow.gate.proposals import PutInForce
from tests.build import CLERK, REVIEWER, TOWNSHIP, VILLAGE, a_household, states, steps_of, walk
from tests.views.showing import choose, said, shown


@pytest.fixture
def announced(office):
    """A household whose registration was announced, and the day of it."""
    case = a_household(office)
    return case, walk(office, (case,))


@pytest.fixture
def open_page(office, jobs, qtbot):
    """The notices before a person on a day."""
    return lambda day, name=CLERK: shown(NoticesPage(office.at(day, name), jobs), qtbot)


def voiding(page, number):
    """The form that declares a notice void."""
    choose(page, lambda row: row.id == number)
    page.void_button.click()
    return page.pane.findChild(CommandPanel)


def test_voiding_an_announcement_asks_in_the_form_what_follows(office, open_page, announced):
    case, day = announced
    panel = voiding(open_page(day), steps_of(office, case)[-1].notice_id)
    panel.form.fill({"reason": "人数有误", "follows": Follows.BACK})
    panel.do_button.click()
    assert "They wait to be announced again" in panel.step.effect.words.text()
    assert states(office, case) == [("done", "announcement")]
    panel.step.confirm_button.click()
    assert states(office, case) == [("done", "announcement")], "it waits for a second person"
    office.at(day, REVIEWER).do(PutInForce(proposal=1))
    assert states(office, case) == [("approved", "announcement")]


def test_a_notice_on_which_a_result_rests_says_what_becomes_of_it(open_page, announced):
    _case, day = announced
    panel = voiding(open_page(day), 1)
    panel.form.fill({"reason": "人数有误"})
    panel.do_button.click()
    assert "unchanged: 张大有" in panel.step.effect.words.text()


def test_voiding_the_notice_of_a_list_asks_only_for_the_reason(office, open_page):
    case = a_household(office)
    day = walk(office, (case,), to="township_review")
    panel = voiding(open_page(day, VILLAGE), 1)
    assert list(panel.form.editors) == ["reason"]
    panel.form.fill({"reason": "人数有误"})
    panel.do_button.click()
    panel.step.confirm_button.click()
    assert states(office, case) == [("open", "first_disclosure")]


def test_a_township_clerk_sees_that_a_notice_of_the_county_is_not_theirs(office, open_page, announced):
    case, day = announced
    page = open_page(day, TOWNSHIP)
    choose(page, lambda row: row.id == steps_of(office, case)[-1].notice_id)
    assert page.void_button.toolTip() == "赵敏 acts only for 城关镇; this is a matter of the county"


def selected(page, count):
    """Choose the first so many notices."""
    table, model = page.list.table, page.list.model
    for place in range(count):
        table.selectionModel().select(model.index(place, 1), QItemSelectionModel.SelectionFlag.Select)
    return [model.row_at(place) for place in range(count)]


def rows_of(office, day):
    return {row.id: row for row in office.at(day).read(list_page, LISTS["notices"], Query())}


def test_rows_are_selected_after_the_notice_beside_them_has_gone(open_page, announced):
    page = open_page(announced[1])
    choose(page, lambda row: row.id == 1)
    page.pane.show_widget(None)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    page.list.table.selectAll()
    assert page.pane.findChildren(NoticePane) == []


def test_the_chosen_notices_are_saved_as_one_file_and_counted(office, open_page, announced, tmp_path):
    _case, day = announced
    page = open_page(day)
    chosen = selected(page, 2)
    assert page.print_button.text() == "Print 2…"
    assert page.save_button.text() == "Save 2…"
    page.copies().save_to(tmp_path / "two.pdf")
    reader = PdfReader(tmp_path / "two.pdf")
    assert [mark.title.split()[0] for mark in reader.outline[1:]] == [row.number for row in chosen]
    assert [rows_of(office, day)[row.id].copies for row in chosen] == [1, 1]
    assert page.list.model.row_at(0).copies == 1, "the list shows it at once"


def test_the_chosen_notices_are_saved_as_a_file_each(office, open_page, announced, tmp_path):
    _case, day = announced
    page = open_page(day)
    chosen = selected(page, 2)
    page.copies().save_into(tmp_path)
    names = sorted(path.name for path in tmp_path.glob("*.pdf"))
    assert names == sorted(f"{row.number}.pdf" for row in chosen)
    assert {rows_of(office, day)[row.id].copies for row in chosen} == {1}


def test_what_is_stopped_midway_leaves_whole_files_and_counts_them(office, announced, tmp_path, qtbot):
    _case, day = announced

    class Stopping(Jobs):
        """Stops a job at its second report."""

        def start(self, work, **given):
            def stopped(progress):
                seen = []

                def told(done, total):
                    seen.append(done)
                    if done == 1:
                        raise Cancelled
                    progress(done, total)

                return work(told)

            return super().start(stopped if given.get("writes") else work, **given)

    page = shown(NoticesPage(office.at(day), Stopping(inline=True)), qtbot)
    chosen = selected(page, 2)
    page.copies().save_into(tmp_path)
    assert len(list(tmp_path.glob("*.p*"))) == 1, "neither a half file nor a part is left"
    assert sorted(rows_of(office, day)[row.id].copies or 0 for row in chosen) == [0, 1]
    assert "no file was left half written" in said(page, QLabel)


def test_notices_are_printed_at_their_true_size_in_one_run(open_page, announced, tmp_path, monkeypatch):
    _case, day = announced
    out = tmp_path / "printed.pdf"

    def chosen(_page, document):
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out))
        printing.set_paper(printer, document)
        return printer

    monkeypatch.setattr(printing, "choose_printer", chosen)
    page = open_page(day)
    rows = selected(page, 2)
    page.print_papers()
    reader = PdfReader(out)
    sizes = {
        (round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height))) for sheet in reader.pages
    }
    assert sizes == {(595, 842)}
    assert sum(len(sheet.images) for sheet in reader.pages) == 0
    texts = ["".join(sheet.extract_text().split()) for sheet in reader.pages]
    assert len(texts) == 4
    assert [f"〔2016〕{row.number[-2]}号" in "".join(texts) for row in rows] == [True, True]


def test_nothing_is_counted_where_nothing_can_be_written(office, open_page, announced, tmp_path):
    _case, day = announced
    page = open_page(day)
    page.desk.actor = replace(page.desk.actor, barred="This register can only be read.")
    selected(page, 1)
    page.copies().save_to(tmp_path / "one.pdf")
    assert (tmp_path / "one.pdf").exists()
    assert rows_of(office, day)[1].copies is None


def test_the_paper_that_is_shown_is_saved_byte_by_byte(open_page, announced, tmp_path):
    _case, day = announced
    page = open_page(day)
    choose(page, lambda row: row.id == 1)
    page.copies().save_to(tmp_path / "one.pdf")
    each = tmp_path / "each"
    each.mkdir()
    page.copies().save_into(each)
    (alone,) = each.glob("*.pdf")
    papers = (page.paper, (tmp_path / "one.pdf").read_bytes(), alone.read_bytes())
    assert page.paper.startswith(b"%PDF")
    assert len({sha256(paper).digest() for paper in papers}) == 1


def test_the_preview_zooms_turns_pages_and_gives_its_text(open_page, announced, qtbot):
    _case, day = announced
    page = open_page(day)
    pane = page.pane.findChild(NoticePane)
    view = pane.view
    qtbot.waitUntil(lambda: page.document.pageCount() == 2)
    fitted = view.zoom()
    pane.larger.click()
    assert view.zoom() == pytest.approx(fitted * STEP)
    pane.fit_button.click()
    assert view.zoom() == pytest.approx(fitted)
    pane.page_box.setValue(2)
    assert view.verticalScrollBar().value() > 0
    pane.page_box.setValue(1)
    view.select_page()
    assert "大河村" in view.selection
    view.copy()
    assert QGuiApplication.clipboard().text() == view.selection


def test_text_of_the_preview_is_selected_with_the_mouse(open_page, announced, qtbot):
    _case, day = announced
    page = open_page(day)
    view = page.pane.findChild(NoticePane).view
    qtbot.waitUntil(lambda: page.document.pageCount() == 2)
    (_number, frame), *_others = view._frames()
    start = frame.topLeft() + QPointF(180, 150) * view.scale()
    end = frame.topLeft() + QPointF(420, 260) * view.scale()
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start.toPoint())
    qtbot.mouseMove(view.viewport(), end.toPoint())
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        end,
        view.viewport().mapToGlobal(end),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    view.mouseMoveEvent(move)
    assert view.selection.strip()
    assert view.grab().toImage().size() == view.size()
