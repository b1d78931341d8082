"""A new county in the whole window: from the start page over the list of villages to the first page."""

from datetime import date

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from county_desk.models.user import Role
from county_desk.tables.listing import page
from county_desk.tables.places import VILLAGES_LISTING
from county_desk.text import ENGLISH, _, speak
from county_desk.views.entrance import founding_steps
from county_desk.views.entrance.opener import Opener
from county_desk.views.main_window import MainWindow
from county_desk.workflow.audit import verify

pytestmark = pytest.mark.slow

VILLAGES = (("城关镇", "610924100201", "大河村委会"), ("汉王镇", "610924101202", "石桥村民委员会"))
NAMES = ("王芳", "赵敏", "李强", "", "周平", "孙宁")  # in the order of the first posts
SECRET = "correct horse battery"


@pytest.fixture
def window(jobs, qtbot, spoken):
    """A window in a language, on the first day of the office."""
    speak(spoken)
    window = MainWindow(jobs, Opener(today=date(2026, 12, 1), remembers=False))
    window.kept = window.kept.__class__(language=spoken)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    yield window
    speak(ENGLISH)


def press(window, words):
    """Press the button with these words on the page of the entrance."""
    page = window.entrance.currentWidget()
    shown = [each for each in page.findChildren(QPushButton) if each.isVisible() and each.isEnabled()]
    (button,) = [each for each in shown if each.text() == words]
    button.click()
    QApplication.processEvents()


def fill_workbook(path):
    """Fill in the blank list as an office does, and keep it under its name."""
    book = load_workbook(path)
    for row in VILLAGES:
        sheet = book.worksheets[0]
        place = next(n for n in range(2, 99) if sheet.cell(n, 1).value is None)
        for column, value in enumerate(row, start=1):
            sheet.cell(place, column, value)
    book.save(path)


def test_a_county_is_founded_from_a_workbook_of_its_villages(window, tmp_path, monkeypatch):
    workbook, register = tmp_path / "villages.xlsx", tmp_path / "county.cdesk"
    monkeypatch.setattr(founding_steps, "open_file", lambda *_asked: workbook)
    monkeypatch.setattr(
        founding_steps, "save_file", lambda *asked: workbook if asked[3].endswith(".xlsx") else register
    )
    press(window, _("Begin"))
    form = window.entrance.new_county
    form.county.search.setEditText("ziyangxian")
    form.county.search.lineEdit().textEdited.emit("ziyangxian")
    form.county.search._settle()
    press(window, _("Next"))
    press(window, _("Save a blank list…"))
    fill_workbook(workbook)
    press(window, _("Choose…"))
    said = [each.text() for each in form.villages.findChildren(QLabel)]
    assert any("2" in each and "·" in each for each in said), said
    press(window, _("Next"))
    for row, name in zip(form.people.rows, NAMES, strict=True):
        row.name.setText(name)
    form.people.rows[1].place.set_value("610924100")
    press(window, _("Next"))
    press(window, _("Choose…"))
    press(window, _("Found the register"))

    table = window.entrance.slips.table
    slips = {table.item(row, 0).text(): table.item(row, 2).text() for row in range(table.rowCount())}
    press(window, _("Handed out; go on"))
    sign_in = window.entrance.sign_in
    sign_in.name.set_value("王芳")
    sign_in.password.setText(slips["王芳"])
    sign_in.button.click()
    sign_in.own.password.setText(SECRET)
    sign_in.own.again.setText(SECRET)
    sign_in.button.click()
    QApplication.processEvents()

    desk = window.frame.desk
    assert (desk.actor.name, desk.actor.role) == ("王芳", Role.COUNTY_CLERK)
    assert window.frame.page.key == "home"
    assert {row.name for row in desk.read(page, VILLAGES_LISTING)} == {"大河村", "石桥村"}
    assert desk.read(verify).ok
