"""The program with a window, which is painted before heavy modules are read."""

import gc
import os
import sys
from collections.abc import Callable, MutableMapping
from datetime import date
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QTimer
from PySide6.QtWidgets import QApplication

from county_desk import settings
from county_desk.text import speak
from county_desk.views.entrance.opener import Opener
from county_desk.views.jobs import Jobs
from county_desk.views.main_window import MainWindow


def run(database: str | None, name: str | None, today: date | None, language: str | None) -> int:
    """Open the window on a register, the one opened last, or the start page; returns the exit status."""
    hear_ibus(os.environ, Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)))
    kept = settings.load()
    speak(language or kept.language)
    app = QApplication(["county-desk"])  # the name by which a desktop finds the entry of a window
    app.setApplicationName("County Desk")
    app.setDesktopFileName("county-desk")
    gc.freeze()  # what is there from the beginning stays: no search for garbage needs to go through it
    window = MainWindow(Jobs(), Opener(today))
    sys.excepthook = _reporting(window)
    window.show()
    QTimer.singleShot(0, window, window.greet_upgrade)
    place = database or kept.last
    if place and (database or "://" in place or Path(place).exists()):
        QTimer.singleShot(0, window, lambda: window.entrance.open_place(place, name or ""))
    return app.exec()


def hear_ibus(environment: MutableMapping[str, str], plugins: Path) -> None:
    """Speak ibus to the input method fcitx, for which the wheel has no plugin of its own."""
    wanted = environment.get("QT_IM_MODULE", "")
    there = plugins / "platforminputcontexts" / f"lib{wanted}platforminputcontextplugin.so"
    if wanted in ("fcitx", "fcitx5") and not there.exists():
        environment["QT_IM_MODULE"] = "ibus"


def _reporting(
    window: MainWindow,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, Exception):
            window.surprised(error)
        else:
            sys.__excepthook__(kind, error, trace)

    return report
