"""A whole window that many tests look at, opened once for all of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from county_desk.models.register import RegisterKind
from county_desk.text import ENGLISH, speak
from county_desk.views import closing
from county_desk.views.closing import ClosingAnswer
from county_desk.views.entrance.opener import Opener
from county_desk.views.jobs import Jobs
from county_desk.views.main_window import MainWindow
from county_desk.views.page import Page
from county_desk.views.widgets import style
from county_desk.workflow.accounts.people import actors
from county_desk.workflow.desk import Desk
from county_desk.workflow.entry import Opened, sit_down
from tests.build import CLERK


@contextmanager
def open_window(desk: Desk, home: Path, spoken: str) -> Iterator[MainWindow]:
    """The window before the person of a desk, in a language, with the settings of nobody."""
    jobs = Jobs(inline=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COUNTY_DESK_HOME", str(home))
        patch.setattr(closing, "ask", lambda *_given: ClosingAnswer.LOSE)
        speak(spoken)
        style.apply(QApplication.instance(), "light")
        place, people = str(desk.sessions.kw["bind"].url), tuple(desk.read(actors))
        policy, kind = desk.policy, RegisterKind.REHEARSAL
        opened = Opened(place, desk.sessions, "青岚县", kind, policy.province, policy.region, people)
        window = MainWindow(jobs, Opener(today=desk.today, remembers=False))
        window.kept = window.kept.__class__(language=spoken)
        window.enter(opened, desk)
        window.show()
        yield window
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    jobs.close()
    speak(ENGLISH)


def shown_page(window: MainWindow, kind: type[Page]) -> Page:
    """Show a page of the window to the county clerk, or to the first person with the right to it."""
    clerk_first = sorted(window.opened.people, key=lambda each: each.name != CLERK)
    person = next(each.name for each in clerk_first if each.may(kind.needs))
    if window.frame.desk.actor.name != person:
        window.enter(window.opened, sit_down(window.opened, person, today=window.frame.desk.today))
    window.frame.show_page(kind.key)
    QApplication.processEvents()
    page = window.frame.page
    assert (page.key, page.isVisible()) == (kind.key, True)
    return page
