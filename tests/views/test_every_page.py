"""What holds for every page that the window has, in both languages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from county_desk.text import CHINESE, ENGLISH
from county_desk.views.lists.list_view import ListView
from tests.build import two_households
from tests.conftest import TODAY
from tests.views.all_pages import PAGES
from tests.views.windows import open_window, shown_page

SMALL = (880, 430)


@pytest.fixture(scope="module", params=[ENGLISH, CHINESE])
def window(request, policy, files, qapp, tmp_path_factory):
    """The window of a county clerk, opened once for each language."""
    folder = tmp_path_factory.mktemp("window")
    office, engine = files.fresh(policy, folder / "青岚县.cdesk")
    two_households(office)
    with open_window(office.at(TODAY, hour=17), folder, request.param) as window:
        yield window
    engine.dispose()


@pytest.fixture(scope="class", params=PAGES, ids=lambda page: page.key)
def page(request, window):
    """Show each page once to the county clerk, or to the first person with the right to it.

    Under the scope of a module pytest would go from page to page and open the window anew for each language.
    """
    return shown_page(window, request.param)


def inside(widget):
    """Whether a widget is a part that another one brings along."""
    return isinstance(widget.parent(), QComboBox | QAbstractScrollArea | QLineEdit)


def test_it_fits_the_smallest_screen(window, page):
    usual = window.size()
    window.resize(*SMALL)
    QApplication.processEvents()  # margins and tabs of a short window are laid out
    hint, size = window.minimumSizeHint(), window.size()
    window.resize(usual)
    assert (hint.width(), hint.height()) <= SMALL
    assert hint.height() <= SMALL[1]
    assert (size.width(), size.height()) == SMALL


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


def test_a_list_without_a_match_and_one_without_a_row_say_different_things(page, qtbot):
    for view in page.findChildren(ListView):
        if not (view.isVisibleTo(page) and view.search.isVisibleTo(page)):
            continue
        view.search.setText("ƣƣƣ")
        qtbot.keyClick(view.search, Qt.Key.Key_Return)
        unmatched = view.empty.words.text()
        assert (view.model.rowCount(), view.empty.button.isVisibleTo(page)) == (0, True)
        view.empty.button.click()
        assert view.search.text() == ""
        if not view.model.rowCount():
            assert view.empty.words.text() not in ("", unmatched)


def test_every_page_has_a_key_of_its_own():
    assert len({page.key for page in PAGES}) == len(PAGES)
