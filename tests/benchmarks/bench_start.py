"""Start-up: our first paint against an empty window, and the first page against window and SQLAlchemy."""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.measure import RUNS, goal, tell

EMPTY = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([]); window = QMainWindow(); window.resize(1180, 720); window.show(); app.processEvents()
"""
EMPTY_AND_ORM = "import sqlalchemy.orm" + EMPTY
START_PAGE = """
from county_desk.text import speak
speak("zh")
from PySide6.QtWidgets import QApplication
app = QApplication([])
from county_desk.views.jobs import Jobs
from county_desk.views.main_window import MainWindow
from county_desk.views.entrance.opener import Opener
window = MainWindow(Jobs(), Opener()); window.show(); app.processEvents()
"""
TELL = """
import json, sys, time
print(json.dumps({"cpu": time.process_time(), "heavy": sorted(
    name for name in ("sqlalchemy", "openpyxl", "reportlab", "python_calamine") if name in sys.modules)}))
import os
os._exit(0)
"""


def cpu_of(program: str, home: Path) -> tuple[float, list[str]]:
    """The median CPU seconds of a program until it has painted, and the heavy modules that it brought in."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "COUNTY_DESK_HOME": str(home)}
    said = []
    for _run in range(RUNS):
        done = subprocess.run(
            [sys.executable, "-c", program + TELL],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        said.append(json.loads(done.stdout.splitlines()[-1]))
    return statistics.median(each["cpu"] for each in said), said[-1]["heavy"]


def test_first_paint(tmp_path: Path) -> None:
    """The start page is painted before anything of the database is imported."""
    empty, _none = cpu_of(EMPTY, tmp_path)
    with_orm, _some = cpu_of(EMPTY_AND_ORM, tmp_path)
    ours, heavy = cpu_of(START_PAGE, tmp_path)
    tell("start page painted", ours, empty_window=empty, empty_window_and_sqlalchemy=with_orm)
    goal("start page against an empty window", ours / empty, 1.5)
    assert heavy == []
