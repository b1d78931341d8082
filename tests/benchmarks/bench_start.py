"""Start-up: the first paint against an empty window, the first usable page against one with SQLAlchemy."""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.benchmarks.bench_memory import fill
from tests.benchmarks.measure import RUNS, goal, sized, tell

pytestmark = pytest.mark.timeout(900)

EMPTY = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([]); window = QMainWindow(); window.resize(1180, 720); window.show(); app.processEvents()
"""
EMPTY_AND_ORM = "import sqlalchemy.orm" + EMPTY
START_PAGE = """
from county_desk.cli import parser, run
from county_desk.text import speak
speak("zh")
parser.build().parse_known_args([])
import gc
gc.disable()
from PySide6.QtWidgets import QApplication
app = QApplication([])
from county_desk.views.jobs import Jobs
from county_desk.views.main_window import MainWindow
from county_desk.views.entrance.opener import Opener
window = MainWindow(Jobs(), Opener()); window.show(); app.processEvents()
"""
# the register of the first argument is opened; a tick of each 5 ms sees the page, and how late the tick is
FIRST_PAGE = (
    START_PAGE
    + """
import sys, time
from PySide6.QtCore import QTimer
last, longest, usable, quiet = time.monotonic(), 0.0, 0.0, 0
def tick():
    global last, longest, usable, quiet
    now = time.monotonic()
    last, longest = now, max(longest, now - last - 0.005)
    if not usable and window.frame is not None and not window.frame.page.reading:
        app.processEvents()
        usable = time.process_time()
    quiet = quiet + 1 if usable and not window.jobs.busy else 0
    if quiet > 60:
        app.quit()
timer = QTimer(interval=5); timer.timeout.connect(tick); timer.start()
window.entrance.open_place(sys.argv[1])
app.exec()
"""
)
TELL = """
import json, os, sys, time
print(json.dumps({
    "cpu": globals().get("usable") or time.process_time(),
    "stall": globals().get("longest", 0.0),
    "modules": len(sys.modules),
    "heavy": [name for name in HEAVY if name in sys.modules],
}), flush=True)
os._exit(0)
"""
HEAVY = ("alembic", "openpyxl", "python_calamine", "reportlab", "sqlalchemy")
SIZES = (120, sized(60_000))


class Started(NamedTuple):
    """The medians of some runs: CPU seconds until the page is there, and the longest stall of the window."""

    cpu: float
    stall: float
    modules: int
    heavy: Sequence[str]


def started(programs: Sequence[str], home: Path, *arguments: str) -> list[Started]:
    """Run some programs until each has painted.

    They take turns: a machine that others use is not as quick at all times. An installed program has its
    bytecode, which the first run of each writes here.
    """
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "COUNTY_DESK_HOME": str(home)}
    environment |= {"PYTHONPYCACHEPREFIX": str(home / "bytecode"), "PYTHONDONTWRITEBYTECODE": ""}
    runs: dict[str, list[Started]] = {program: [] for program in programs}
    for program in [*programs] * (1 + RUNS):
        line = [sys.executable, "-c", f"HEAVY = {HEAVY}\n{program}{TELL}", *arguments]
        done = subprocess.run(line, env=environment, capture_output=True, text=True, check=True)
        runs[program].append(Started(**json.loads(done.stdout.splitlines()[-1])))
    return [_median(each[1:]) for each in runs.values()]


def _median(runs: Sequence[Started]) -> Started:
    cpu, stall = (statistics.median(each[place] for each in runs) for place in (0, 1))
    return runs[-1]._replace(cpu=cpu, stall=stall)


def test_first_paint(tmp_path: Path) -> None:
    """The start page is painted before anything of the database is imported."""
    empty, with_orm, ours = started((EMPTY, EMPTY_AND_ORM, START_PAGE), tmp_path)
    tell("start page painted", ours.cpu, empty_window=empty.cpu, empty_window_and_sqlalchemy=with_orm.cpu)
    goal("start page against an empty window", ours.cpu / empty.cpu, 1.7)
    assert ours.heavy == []


@pytest.mark.parametrize("households", SIZES)
def test_first_usable_page(households: int, tmp_path: Path) -> None:
    """The first page is read and painted; the other pages are imported and counted after it."""
    fill(tmp_path / "county.cdesk", households)
    floor, ours = started((EMPTY_AND_ORM, FIRST_PAGE), tmp_path, str(tmp_path / "county.cdesk"))
    tell(f"first usable page, {households:,} households", ours.cpu, empty_window_and_sqlalchemy=floor.cpu)
    print(f"   {ours.modules} modules once all is counted, {', '.join(ours.heavy)} among them")
    goal("first usable page against window and SQLAlchemy", ours.cpu / floor.cpu, 4.5)
    goal("ms of the longest stall until all is counted", ours.stall * 1000, 50)
