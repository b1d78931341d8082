"""A register on the disk with windows whose drafts outlive them; run as a program, one to be killed."""

import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from county_desk.models.register import RegisterKind
from county_desk.text import ENGLISH, speak
from county_desk.views.entrance.opener import Opener
from county_desk.views.jobs import Jobs
from county_desk.views.main_window import MainWindow
from county_desk.views.widgets.form import CommandForm
from county_desk.workflow.entry import found, open_register, sit_down
from tests.build import CLERK, PEOPLE, lines

TODAY = date(2016, 10, 24)
NUMBER = "990101196503120011"


def a_register(path):
    """A rehearsal register on the disk."""
    found(
        path,
        name="青岚县",
        code="990101",
        places=lines(),
        people=PEOPLE,
        kind=RegisterKind.REHEARSAL,
        region="central",
        today=TODAY,
    ).close()


def a_window(path, jobs, name=CLERK):
    """The window of a person at that register."""
    speak(ENGLISH)
    opened = open_register(path)
    window = MainWindow(jobs, Opener(TODAY))
    window.kept = window.kept.__class__(language=ENGLISH)
    window.enter(opened, sit_down(opened, name, today=TODAY))
    window.resize(1100, 700)
    window.show()
    return window


def form_of(page):
    """The form that is open on a page."""
    return next(form for form in page.findChildren(CommandForm) if form.isVisibleTo(page))


def type_number(window):
    """Begin a household application and type an ID number into it, as the keyboard does."""
    window.frame.show_page("applications")
    window.frame.page.file_household()
    form = form_of(window.frame.page)
    line = form.editors["id_number"]
    line.setText(NUMBER)
    line.textEdited.emit(NUMBER)
    return form


if __name__ == "__main__":
    app = QApplication([])
    shown = a_window(Path(sys.argv[1]), Jobs())
    QTimer.singleShot(0, shown, lambda: type_number(shown))
    QTimer.singleShot(0, shown, lambda: print("typed", flush=True))
    app.exec()
