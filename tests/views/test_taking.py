"""Taking files in while the window lives: how far it is, and a stop that leaves nothing half done."""

import threading

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from county_desk.intake.taking_in import take_in, undo_batch
from county_desk.intake.taking_in.undo_batch import UndoBatch
from county_desk.views.importing import taking_in
from county_desk.views.importing.import_files import FileState
from county_desk.views.jobs import Jobs
from county_desk.views.returns.returns_page import ReturnsPage
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.progress_line import ClickShield
from county_desk.workflow.audit import head_seal, verify
from tests.views.importing import TODAY, banners, batches, current
from tests.views.showing import PATIENCE, shown


class Gate:
    """Holds a worker at a call of a function, the first or a later one, until it is opened."""

    def __init__(self, monkeypatch, module, name, call=1):
        self.reached, self.opened, self._left = threading.Event(), threading.Event(), call
        self._held = getattr(module, name)
        monkeypatch.setattr(module, name, self._hold)

    def close(self):
        """Hold at the next call."""
        self.reached.clear()
        self.opened.clear()
        self._left = 1

    def _hold(self, *given, **named):
        self._left -= 1
        if self._left == 0:
            self.reached.set()
            self.opened.wait(PATIENCE)
        return self._held(*given, **named)


@pytest.fixture
def page(office, qtbot, quick, a_file):
    """The page with work off its thread, and a file on it."""
    jobs = Jobs()
    page = shown(ReturnsPage(office.at(TODAY), jobs), qtbot)
    page.open_files([a_file(name="甲/城关镇柳湾.xlsx")])
    settled(page, qtbot)
    yield page
    jobs.close()


def settled(page, qtbot):
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: not page.jobs.busy)


def told(page):
    """What is told of the files."""
    return page.imports.outcome.banner.words.text()


def test_one_file_is_stopped_while_it_is_stored(office, page, qtbot, monkeypatch):
    gate, seal = Gate(monkeypatch, take_in, "keep_original"), office.read(head_seal)
    line = page.imports.taking_line.line
    page.imports.bar.one.click()
    qtbot.waitUntil(gate.reached.is_set)
    qtbot.waitUntil(line.cancel.isVisible)
    line.cancel.click()
    gate.opened.set()
    settled(page, qtbot)
    assert (batches(office), office.read(head_seal)) == (0, seal)
    assert told(page) == "Stopped; nothing was taken in."
    assert (line.isVisible(), current(page).state) == (False, FileState.READY)
    page.imports.bar.one.click()
    settled(page, qtbot)
    assert batches(office) == 1
    assert office.read(verify).ok


def test_rows_are_counted_while_they_are_stored(page, qtbot, monkeypatch):
    gate = Gate(monkeypatch, take_in, "keep_original")
    heard = []
    page.jobs.moved.connect(lambda _number, done, total: heard.append((done, total)))
    page.imports.bar.one.click()
    qtbot.waitUntil(gate.reached.is_set)
    qtbot.waitUntil(lambda: heard != [])
    words = page.imports.taking_line.line.words.text()
    assert words.startswith("Taking in file 1 of 1: 城关镇柳湾.xlsx · 0 of 12 rows, 0 a second")
    gate.opened.set()
    settled(page, qtbot)
    assert heard[-1] == (12, 12)


def test_of_many_files_those_that_are_in_stay_in(office, page, qtbot, a_file, monkeypatch):
    again = a_file(name="乙/城关镇柳湾.xlsx")
    again.write_bytes(current(page).path.read_bytes())  # else another second makes it another file
    page.open_files([again])
    settled(page, qtbot)
    gate = Gate(monkeypatch, taking_in, "intake_commands", call=2)
    page.imports.bar.all.click()
    qtbot.waitUntil(gate.reached.is_set)
    page.imports.taking_line.line.cancel.click()
    gate.opened.set()
    settled(page, qtbot)
    assert batches(office) == 1
    assert told(page) == "1 file taken in. 12 rows are in. Stopped; 1 was not taken in."


def test_a_stop_before_its_turn_ends_it_too(office, page, qtbot):
    release = threading.Event()
    page.jobs.start(lambda _progress: release.wait(PATIENCE), otherwise=pytest.fail)
    page.imports.bar.one.click()
    page.imports.taking_line.line.cancel.click()
    release.set()
    settled(page, qtbot)
    assert (page.imports.importing.taking.busy, batches(office)) == (False, 0)
    assert told(page) == "Stopped; nothing was taken in."


def test_an_undoing_that_was_stopped_can_be_done_again(office, page, qtbot, monkeypatch):
    page.imports.bar.one.click()
    settled(page, qtbot)
    gate, seal = Gate(monkeypatch, undo_batch, "take_back"), office.read(head_seal)
    panel = CommandPanel(page, UndoBatch, batch=1)
    panel.do()
    qtbot.waitUntil(gate.reached.is_set)
    page.jobs.stop(*page.jobs.running())
    gate.opened.set()
    settled(page, qtbot)
    assert office.read(head_seal) == seal
    assert panel.form.summary.words.text() == "· Stopped; nothing was changed."
    gate.close()
    page.do(UndoBatch(batch=1))
    qtbot.waitUntil(gate.reached.is_set)
    page.jobs.stop(*page.jobs.running())
    gate.opened.set()
    settled(page, qtbot)
    assert (office.read(head_seal), banners(page)[-1]) == (seal, "Stopped; nothing was changed.")
    panel.do()
    settled(page, qtbot)
    assert office.read(head_seal) != seal


@pytest.mark.parametrize("part", ["taking_line", "reading_line"])
def test_a_click_that_was_meant_for_cancel_presses_nothing_else(page, qtbot, part):
    line = getattr(page.imports, part).line
    line.parentWidget().show()
    line.show()
    QApplication.processEvents()
    place = line.cancel.mapTo(page.window(), line.cancel.rect().center())
    line.end()
    line.parentWidget().hide()
    page.imports.importing.tell_stopped("Stopped")
    QApplication.processEvents()
    assert isinstance(page.window().childAt(place), ClickShield)
    qtbot.waitUntil(lambda: not page.window().findChildren(ClickShield))
    assert not isinstance(page.window().childAt(place), QAbstractButton)
