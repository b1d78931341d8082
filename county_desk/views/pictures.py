"""Pictures of the window on a demo or rehearsal register, taken without a screen."""

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from county_desk.text import speak
from county_desk.views.entrance.opener import Opener
from county_desk.views.frame import Frame
from county_desk.views.jobs import Jobs
from county_desk.views.main_window import MainWindow
from county_desk.views.navigation import PAGES
from county_desk.views.page import Page

SIZE = (1366, 768)
PATIENCE = 20.0  # seconds until a page that does not settle is taken as it is


def photograph(register: Path, folder: Path, language: str) -> Sequence[Path]:
    """Open a demo or rehearsal register in a window and keep one PNG a page; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    photographer = Photographer(language)
    taken = [photographer.keep(folder / "start.png")]
    photographer.sit_down(register)
    for number, entry in enumerate(PAGES, start=1):
        photographer.show(entry.key)
        taken.append(photographer.keep(folder / f"{number}-{entry.key}.png"))
    photographer.window.close()
    return taken


class Photographer:
    """Keeps pictures of a window of its own, which leaves no settings and no drafts behind."""

    def __init__(self, language: str, size: tuple[int, int] = SIZE) -> None:
        if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        app = QApplication.instance() or QApplication([])
        assert isinstance(app, QApplication)
        self.app = app
        app.setCursorFlashTime(0)  # a blinking cursor would be in some pictures and not in others
        speak(language)
        self.window = MainWindow(Jobs(), Opener(remembers=False))
        self.window.resize(*size)
        self.window.show()

    @property
    def frame(self) -> Frame:
        """The open register."""
        assert self.window.frame is not None
        return self.window.frame

    def sit_down(self, register: Path, name: str = "") -> None:
        """Open a register at the desk of a person, by default of the first one."""
        self.window.entrance.open_place(str(register), name)
        self.settle(lambda: self.window.frame is not None)

    def show(self, key: str, subject: object = None) -> Page:
        """Show a page, and on it one thing when `subject` is given; returns the page when it has settled."""
        self.frame.show_page(key, subject)
        self.settle()
        assert self.frame.page is not None
        return self.frame.page

    def keep(self, path: Path) -> Path:
        """Write the picture of the window as it is; returns the file."""
        self.window.grab().save(str(path))
        return path

    def settle(self, settled: Callable[[], bool] = lambda: True, patience: float = PATIENCE) -> bool:
        """Let the window work until it has settled for a while, or patience ends; False for its end."""
        end, still = time.monotonic() + patience, 0
        while time.monotonic() < end and still < 20:
            self.app.processEvents()
            time.sleep(0.01)
            still = still + 1 if settled() and not self.window.jobs.busy else 0
        return still >= 20
