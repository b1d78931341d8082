"""The window while workbooks are read and taken in: its longest stall, in milliseconds of real time."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import monotonic, thread_time
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from county_desk.models.register import RegisterKind
from county_desk.views.entrance.opener import Opener
from county_desk.views.jobs import Jobs
from county_desk.views.main_window import MainWindow
from county_desk.views.widgets import style
from county_desk.workflow.entry import found
from tests.benchmarks.measure import sized
from tests.benchmarks.workbook import write_roster
from tests.build import CLERK, FOUNDED, PEOPLE, lines

BEAT = 5  # ms between two beats of an idle window
MOST = 50.0  # ms that the window may stand still (issue 3, point 10)
TODAY = date(2016, 11, 24)


class Heart(QTimer):
    """Beats in the window's thread.

    `longest` is the longest time between two beats, and `busiest` the most that the window itself worked
    between two, in ms.
    """

    def __init__(self) -> None:
        super().__init__(interval=BEAT)
        self.longest, self._last = 0.0, monotonic()
        self.busiest, self._worked = 0.0, thread_time()
        self.timeout.connect(self._beat)

    def begin(self) -> None:
        """Measure from now on."""
        self.longest, self._last = 0.0, monotonic()
        self.busiest, self._worked = 0.0, thread_time()
        self.start()

    def _beat(self) -> None:
        now = monotonic()
        self.longest = max(self.longest, (now - self._last) * 1000)
        worked = thread_time()
        self.busiest = max(self.busiest, (worked - self._worked) * 1000)
        self._last, self._worked = now, worked


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """The whole window on an empty register, on the page of the import."""
    monkeypatch.setenv("COUNTY_DESK_HOME", str(tmp_path / "home"))
    style.apply(qapp, "light")
    gc.freeze()  # as the program does when it starts
    opened = found(
        tmp_path / "bench.cdesk",
        name="青岚县",
        code="990101",
        places=lines(),
        people=PEOPLE,
        kind=RegisterKind.REHEARSAL,
        today=FOUNDED,
    )
    opener = Opener(TODAY, remembers=False)
    window = MainWindow(Jobs(), opener)
    window.enter(opened, opener.sit_down(opened, CLERK))
    window.resize(1366, 700)
    window.show()
    assert window.frame is not None
    window.frame.show_page("returns")
    yield window
    window.close()


@pytest.mark.timeout(900)
def test_one_large_workbook(window: MainWindow, tmp_path: Path, qtbot: Any) -> None:
    """One workbook of 20,000 households: 60,000 rows of 40 columns."""
    path = tmp_path / "大河村贫困户花名册.xlsx"
    write_roster(path, sized(20_000), wide=True, wrong=sized(500))
    walk(window, [path], qtbot)


@pytest.mark.timeout(900)
def test_many_workbooks(window: MainWindow, tmp_path: Path, qtbot: Any) -> None:
    """240 workbooks of 50 households each."""
    folder = tmp_path / "come in"
    folder.mkdir()
    for number in range(sized(240)):
        write_roster(folder / f"大河村贫困户花名册{number:03}.xlsx", 50, start=50 * number, wrong=25)
    walk(window, [folder], qtbot)


def walk(window: MainWindow, given: list[Path], qtbot: Any) -> None:
    """Read, look and take in, and say how long the window stood still at worst."""
    page: Any = window.frame.page if window.frame else None
    panel = page.imports
    with measured("nothing at all, which is what this machine does by itself"):
        qtbot.wait(3000)
    with measured("reading"):
        page.open_files(given)
        until(qtbot, lambda: not panel.importing.reader.busy and not window.jobs.busy)
    with measured("going from error to error"):
        assert panel.view.sheets.spots
        for _step in range(20):
            panel.view.sheets.step(1)
            qtbot.wait(BEAT * 4)
    with measured("taking in"):
        (panel.bar.all.click if len(panel.files.files.files()) > 1 else panel.bar.take)()
        until(qtbot, lambda: not window.jobs.busy)


@contextmanager
def measured(what: str) -> Iterator[None]:
    """Beat meanwhile, and tell the longest stall."""
    heart, begun = Heart(), monotonic()
    heart.begin()
    yield
    QApplication.processEvents()
    heart.stop()
    kept = "met " if heart.longest <= MOST else "MISSED"
    stall = f"{kept} longest stall {heart.longest:.0f} ms of {MOST:.0f}"
    print(f"\n{what}: {monotonic() - begun:.1f} s, {stall}; of its own work {heart.busiest:.0f} ms at most")


def until(qtbot: Any, done: Callable[[], bool]) -> None:
    """Wait for it."""
    qtbot.wait(200)
    qtbot.waitUntil(done, timeout=600_000)
