"""What goes out and what came in: returns, lists, and batches that are undone."""

import re

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from sqlalchemy import select

from county_desk.models.household import Household
from county_desk.tables.all_lists import LISTS
from county_desk.tables.history.act_sentences import act_sentence
from county_desk.tables.listing import Query
from county_desk.tables.listing import page as read_page
from county_desk.tables.return_names import ReturnName
from county_desk.views.importing.batches_panel import BatchCard
from county_desk.views.importing.import_files import FileState
from county_desk.views.lists.export_dialog import ExportDialog, Extent
from county_desk.views.returns.returns_page import BATCHES, RETURNS
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.purpose_dialog import PurposeDialog
from county_desk.workflow.registry import AddMember
from tests.build import ADMINISTRATOR, CLERK, TOWNSHIP, VILLAGE, an_id_number
from tests.intake.villages import ROSTER
from tests.registers import a_household
from tests.views.importing import BAD, NAME, TODAY, banners, current, sheet
from tests.views.showing import said


def test_a_return_is_frozen_listed_and_written(page, office, tmp_path):
    with office.sessions.begin() as session:
        a_household(session)
    page.tabs.choose(RETURNS)
    assert "No return was frozen yet" in page.returns.list.empty.words.text()
    page.returns.freeze_button.click()
    panel = page.returns.pane.panel
    panel.look()
    assert len(panel.figures.tables) == 1
    panel.do_button.click()
    assert page.returns.list.model.rowCount() == 1
    card = page.returns.card
    assert "R1" in said(card, QLabel)
    card.save_to(tmp_path / "R1.xlsx")
    assert (tmp_path / "R1.xlsx").stat().st_size > 1000
    assert f"Saved: {tmp_path / 'R1.xlsx'}" in banners(page)


def test_an_edition_says_that_the_register_has_moved_on(page, office):
    page.tabs.choose(RETURNS)
    page.returns.freeze()
    page.returns.pane.panel.do_button.click()
    assert "Stale edition" not in said(page.returns.card, QLabel)
    with office.sessions.begin() as session:
        a_household(session)
    page.returns.list.refresh()
    page.returns._choose(page.returns.list.table.current())
    assert "Stale edition: the register has changed since edition 1" in said(page.returns.card, QLabel)


def test_a_draft_is_written_before_the_period_has_ended(page, tmp_path):
    page.tabs.choose(RETURNS)
    page.returns.freeze()
    panel = page.returns.pane.panel
    panel.form.editors["period"].set_value("2016")
    panel.do_button.click()
    assert "2016 ends on 2016-12-31" in panel.form.summary.words.text()
    panel.draft_to(tmp_path / "draft.xlsx")
    book = openpyxl.load_workbook(tmp_path / "draft.xlsx")
    assert book.active["A1"].value.startswith("(DRAFT) ")
    assert page.returns.list.model.rowCount() == 0


def test_full_numbers_of_a_return_leave_the_window_for_a_recorded_purpose_only(page, office, tmp_path):
    with office.sessions.begin() as session:
        a_household(session)
    page.tabs.choose(RETURNS)
    page.returns.freeze()
    panel = page.returns.pane.panel
    panel.form.editors["name"].set_value(ReturnName.ROSTER)
    panel.form.editors["period"].set_value("2016")
    panel.save_draft()
    dialog = panel.findChild(PurposeDialog)
    assert (dialog.use.isEnabled(), dialog.covered.isEnabled()) == (False, True)
    dialog.reject()
    panel.draft_to(tmp_path / "covered.xlsx")
    panel.draft_to(tmp_path / "full.xlsx", "上报市里")
    covered, full = (texts_of(tmp_path / f"{name}.xlsx") for name in ("covered", "full"))
    assert not any(re.fullmatch("990101[0-9]{11}[0-9X]", text) for text in covered)
    assert any(re.fullmatch("990101[0-9]{11}[0-9X]", text) for text in full)
    event = page.desk.read(read_page, LISTS["history"], Query(), 0, 1)[0]
    assert (event.command, "上报市里" in act_sentence(event.summary.act)) == ("RevealNumbers", True)


@pytest.mark.parametrize("name", [TOWNSHIP, VILLAGE, ADMINISTRATOR])
def test_who_may_not_have_the_numbers_of_the_county_saves_them_covered(open_page, office, tmp_path, name):
    with office.sessions.begin() as session:
        a_household(session)
    theirs = open_page(name)
    theirs.tabs.choose(RETURNS)
    theirs.returns.freeze()
    panel = theirs.returns.pane.panel
    panel.form.editors["period"].set_value("2016")
    panel.save_draft()
    dialog = panel.findChild(PurposeDialog)
    assert (dialog.purpose.isEnabled(), dialog.use.isEnabled()) == (False, False)
    assert name in dialog.note.text()
    dialog.reject()
    panel.draft_to(tmp_path / "full.xlsx", "想看看")
    assert not (tmp_path / "full.xlsx").exists(), "no other door either"
    panel.draft_to(tmp_path / "covered.xlsx")
    assert any(text.startswith("990101*") for text in texts_of(tmp_path / "covered.xlsx"))


def texts_of(path):
    """The cells of a workbook that hold anything, as text."""
    rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    return [str(value) for row in rows for value in row if value]


def test_a_return_that_cannot_be_frozen_says_why(page):
    page.tabs.choose(RETURNS)
    page.returns.freeze()
    form = page.returns.pane.panel.form
    form.editors["period"].set_value("2017")
    page.returns.pane.panel.do_button.click()
    assert "2017 has not begun" in form.summary.words.text()
    form.editors["period"].set_value("sometime")
    page.returns.pane.panel.look()
    assert "is not a period" in form.summary.words.text()


def test_any_list_is_chosen_and_taken_out(page, office, tmp_path):
    with office.sessions.begin() as session:
        a_household(session, head="张大有")
        a_household(session, head="王秀田")
    page.tabs.choose(RETURNS)
    page.returns.export_button.click()
    export = page.returns.export
    export.choose("members")
    export.list.search.setText("王秀田")
    export.list.refresh()
    export.ask()
    dialog = export.list.findChild(ExportDialog)
    assert dialog.extents[Extent.SHOWN].text() == "The row that is shown"
    assert dialog.extents[Extent.ALL].text() == "All 2 rows of the list"
    export.list.exporting.save_to(tmp_path / "members.xlsx", dialog.wanted())
    dialog.reject()
    cells = openpyxl.load_workbook(tmp_path / "members.xlsx").active.iter_rows(values_only=True)
    texts = [str(value) for row in cells for value in row if value]
    assert "王秀田" in texts
    assert "张大有" not in texts
    assert any(text.startswith("990101*") for text in texts)


def _show_batches(page):
    offers = page.imports.outcome.findChildren(Button)
    next(offer for offer in offers if offer.text() == "Show the batches").click()


def test_a_batch_shows_its_report_and_is_undone_unless_somebody_went_on(page, office, a_file):
    page.open_files([a_file(BAD)])
    page.imports.bar.one.click()
    _show_batches(page)
    assert page.tabs.key == BATCHES
    card = page.batches.card
    assert "7 went in, 1 with errors, 4 to check" in said(card, QLabel)
    assert any("Place 18" in line.message for line in rows_of(card.table))
    assert card.undo.button.isEnabled()
    card.undo.button.click()
    assert "Batch 1" in said(page.batches.pane, QLabel)
    page.batches.pane.panel.do_button.click()
    assert "Undone on" in said(page.batches.card, QLabel)
    assert not page.batches.card.undo.button.isEnabled()


def test_a_batch_is_headed_with_the_name_of_its_file_as_it_is(page, a_file):
    page.open_files([a_file({}, name="<b>城关镇柳湾&a.xlsx")])
    page.imports.bar.one.click()
    page.tabs.choose("batches")
    page.batches.list.table.setCurrentIndex(page.batches.list.model.index(0, 0))
    (label,) = (each for each in page.batches.findChildren(QLabel) if each.text().endswith("&a.xlsx"))
    assert label.text() == "<b>城关镇柳湾&a.xlsx"
    assert label.textFormat() is Qt.TextFormat.PlainText


def rows_of(table):
    return [table.rows.row_at(place) for place in range(table.rows.rowCount())]


def test_a_batch_that_others_rest_on_says_who_before(page, office, a_file):
    page.open_files([a_file()])
    page.imports.bar.one.click()
    number = office.read(
        lambda session: session.scalar(select(Household.id).where(Household.head == "张大有"))
    )
    desk = office.at(TODAY)
    desk.do(AddMember(household=number, name="张小红", relation="之女", id_number=an_id_number(78)))
    page.tabs.choose(BATCHES)
    card = page.batches.card
    assert isinstance(card, BatchCard)
    assert not card.undo.button.isEnabled()
    assert "1 household rests on it:" in said(card.undo, QLabel)
    named = [card.blockers.item(0, column).text() for column in range(card.blockers.columnCount())]
    assert named[0].startswith("张大有")
    assert ROSTER in named[1]
    assert "张小红" in named[2]
    assert named[3:] == [CLERK, TODAY.isoformat()]


def test_keys_alone_walk_over_the_errors_and_take_the_file_in(page, qtbot, a_file):
    page.open_files([a_file(BAD)])
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.imports.files.setFocus()
    qtbot.keyClick(page.imports.files, Qt.Key.Key_F8)
    table = sheet(page).table
    assert table.hasFocus()
    assert table.rows.column(table.currentIndex().column()).key == "身份证号"
    qtbot.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert current(page).state is FileState.TAKEN
    assert sheet(page).table.hasFocus()


def test_a_batch_gives_its_file_back_as_it_was_delivered(page, a_file, tmp_path):
    path = a_file(BAD)
    page.open_files([path])
    page.imports.bar.one.click()
    page.tabs.choose(BATCHES)
    card = page.batches.card
    assert card.original.button.isEnabled()
    card.save_to(tmp_path / "原件.xlsx", "核对")
    assert (tmp_path / "原件.xlsx").read_bytes() == path.read_bytes()
    assert f"Saved: {tmp_path / '原件.xlsx'}" in banners(page)
    card.save_to(tmp_path / "nowhere" / "原件.xlsx", "核对")
    assert any(words.startswith("Not saved:") for words in banners(page))


def test_a_file_given_back_that_cannot_be_written_is_told_in_our_words(page, a_file, tmp_path):
    path = a_file()
    page.open_files([path])
    page.imports.bar.one.click()
    _show_batches(page)
    page.batches.card.save_to(tmp_path / "nowhere" / NAME, "核对")
    assert f"Not saved: there is no folder {tmp_path / 'nowhere'}." in banners(page)
    page.batches.card.save_to(tmp_path / "back.xlsx", "核对")
    assert (tmp_path / "back.xlsx").read_bytes() == path.read_bytes()
