"""Open the window on a register before a person: python -m tests.views.reader.office FILE PERSON LANGUAGE."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from county_desk.text import speak
from county_desk.views.entrance.opener import Opener
from county_desk.views.jobs import Jobs
from county_desk.views.main_window import MainWindow
from county_desk.workflow.entry import open_register, sit_down


def main(file: str, person: str, language: str) -> int:
    """Show the window until it is closed; nothing is remembered of it."""
    app = QApplication([])
    speak(language)
    opened = open_register(Path(file))
    window = MainWindow(Jobs(), Opener(today=opened.day, remembers=False))
    window.kept = window.kept.__class__(language=language)
    window.resize(1366, 768)
    window.enter(opened, sit_down(opened, person, today=opened.day))
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
