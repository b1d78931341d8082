"""A picture of every page of a register, taken without a screen."""

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from county_desk.text import speak
from county_desk.views.entrance.opener import Opener
from county_desk.views.jobs import Jobs
from county_desk.views.main_window import MainWindow
from county_desk.views.pages import PAGES

SIZE = (1366, 768)
PATIENCE = 20.0  # seconds until a page that does not settle is taken as it is


def photograph(register: Path, folder: Path, language: str) -> Sequence[Path]:
    """Open a demo or rehearsal register in a window and keep one PNG a page; returns the files."""
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    speak(language)
    folder.mkdir(parents=True, exist_ok=True)
    window = MainWindow(Jobs(), Opener(remembers=False))
    window.resize(*SIZE)
    window.show()
    taken = [_keep(window.grab, folder / "start.png")]
    window.entrance.open_place(str(register))
    _settle(app, lambda: window.frame is not None)
    for number, kind in enumerate(PAGES, start=1):
        assert window.frame is not None
        window.frame.show_page(kind.key)
        _settle(app, lambda: not window.jobs.busy)
        taken.append(_keep(window.grab, folder / f"{number}-{kind.key}.png"))
    window.close()
    return taken


def _keep(grab: Callable[[], QPixmap], path: Path) -> Path:
    grab().save(str(path))
    return path


def _settle(app: QApplication, settled: Callable[[], bool]) -> None:
    """Let the window work until it has settled for a while, or patience ends."""
    end, still = time.monotonic() + PATIENCE, 0
    while time.monotonic() < end and still < 20:
        app.processEvents()
        time.sleep(0.01)
        still = still + 1 if settled() else 0
