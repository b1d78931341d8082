"""What holds for every page that the window has, in both languages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QAbstractScrollArea, QComboBox, QLineEdit, QPushButton, QScrollArea, QWidget

from county_desk.models.register import RegisterKind
from county_desk.text import CHINESE, ENGLISH, speak
from county_desk.views.entrance.opener import Opener
from county_desk.views.main_window import MainWindow
from county_desk.views.pages import PAGES
from county_desk.workflow.accounts import actors
from county_desk.workflow.entry import Opened
from tests.build import two_households

SMALL = (880, 430)


@pytest.fixture(params=[ENGLISH, CHINESE])
def window(request, guizhou, desk, jobs, qtbot):
    two_households(guizhou)
    speak(request.param)
    people = tuple(desk.read(actors))
    engine = desk.sessions.kw["bind"]
    kind = RegisterKind.REHEARSAL
    opened = Opened(str(engine.url), desk.sessions, "青岚县", kind, "guizhou", "west", people)
    window = MainWindow(jobs, Opener(today=desk.today, remembers=False))
    qtbot.addWidget(window)
    window.kept = window.kept.__class__(language=request.param)
    window.enter(opened, desk)
    window.show()
    yield window
    speak(ENGLISH)


@pytest.fixture(params=PAGES, ids=lambda page: page.key)
def page(request, window, qtbot):
    window.frame.show_page(request.param.key)
    qtbot.waitUntil(lambda: window.frame.page is not None and window.frame.page.isVisible())
    return window.frame.page


def inside(widget):
    """Whether a widget is a part that another one brings along."""
    return isinstance(widget.parent(), QComboBox | QAbstractScrollArea | QLineEdit)


def test_it_fits_the_smallest_screen(window, page):
    window.resize(*SMALL)
    hint = window.minimumSizeHint()
    assert (hint.width(), hint.height()) <= SMALL
    assert hint.height() <= SMALL[1]
    assert (window.width(), window.height()) == SMALL


def test_every_widget_that_can_have_the_focus_has_a_name(page):
    unnamed = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisibleTo(page)
        and not isinstance(widget, QScrollArea)
        and not inside(widget)
        and not widget.objectName().startswith("qt_")
        and not (widget.accessibleName() or (hasattr(widget, "text") and widget.text()))
    ]
    assert unnamed == []


def test_nothing_is_missing_at_the_first_look(page):
    from county_desk.views.widgets.banner import Banner

    wrong = [banner.words.text() for banner in page.findChildren(Banner) if banner.tone == "bad"]
    assert [words for words in wrong if words] == []


def test_an_icon_alone_says_what_it_does(page):
    bare = [b for b in page.findChildren(QPushButton) if not b.text() and b.isVisibleTo(page)]
    assert [b for b in bare if not (b.toolTip() and b.accessibleName())] == []


def test_its_keys_do_not_clash_with_each_other(page):
    keys = [
        shortcut.key().toString()
        for shortcut in page.findChildren(QShortcut)
        if shortcut.context() is Qt.ShortcutContext.WindowShortcut
        and shortcut.isEnabled()
        and shortcut.parent().isVisibleTo(page)
    ]
    assert len(keys) == len(set(keys))
    assert [key for key in keys if len(key) == 1] == []


def test_its_title_is_translated(page):
    from county_desk.text import _, current

    if current() == CHINESE:
        assert _(page.title) != page.title
    assert page.heading.text() == _(page.title)


def test_every_page_has_a_key_of_its_own():
    assert len({page.key for page in PAGES}) == len(PAGES)
