"""People who click through the pages of the window and never finish anything."""

import json
import re

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
)
from shiboken6 import isValid

from county_desk.fields import Record, Year
from county_desk.tables.all_lists import LISTS
from county_desk.tables.listing import Query, page
from county_desk.text import _
from county_desk.views.cases.confirm_page import ConfirmPage
from county_desk.views.disclosure.posting_panels import ClosingPanel
from county_desk.views.lists.filter_button import FilterButton
from county_desk.views.lists.table_view import TableView
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.count_tabs import CountTabs
from county_desk.views.widgets.editors import PasswordEditor
from county_desk.views.widgets.focus import within
from county_desk.views.widgets.offers import NAMED
from county_desk.views.widgets.pane import Pane

ROWS = 60  # rows of a list among which unlike ones are sought
SHORT = 12  # rows of a list of which each is looked at
TURNS = 250  # looks for a button that is made once something is read
FEW = 8  # values of a column that sorts rows into kinds


class Visitor:
    """Clicks through one page as a person would who never finishes anything.

    `met` are the forms that were opened, by their titles, and `below` the pixels of each act's form that only
    scrolling shows.
    """

    def __init__(self, window):
        self.window = window
        self.met = set()
        self.below = {}
        self._clicked = set()

    @property
    def page(self):
        return self.window.frame.page

    def visit(self, key):
        """Look at the rows under every tab, and press whatever can be pressed there."""
        self._key = key
        self.window.frame.show_page(key)
        for place in range(max(1, self._tabs())):
            self.window.frame.show_page(key)
            if self._tabs():
                self._tab_bar().setCurrentIndex(place)
            self.press()
            for row in sorted(self._unlike_rows()):
                self.choose(row)
                self.press()
            self.choose_many()
            self.press()

    def press(self, deep=0):
        """Press each button whose words were not met on this page yet, and those that it brings."""
        while button := min(self._buttons(), key=QPushButton.isCheckable, default=None):
            self._clicked.add(self._known_as(button))
            self._press(button, deep)
            if self.page.key != self._key:
                self.window.frame.show_page(self._key)

    def _buttons(self):
        return filter(self._new, self.page.findChildren(QPushButton))

    def _press(self, button, deep):
        before = self.panel()
        if button.menu():
            self._press_menu(self._known_as(button), [action.text() for action in lines_of(button.menu())])
        else:
            button.click()
            if self.panel() is not before:
                self._look_at_form()
        cover = getattr(self.page, "cover", None)
        if cover and deep == 0:
            assert within(cover), f"the focus is in {self.window.focusWidget()}"
            self.press(deep=1)
            for _step in range(2):  # back from the last look, then to the list
                if self.page.cover is None:  # one of its buttons leads back
                    break
                QTest.keyClick(self.page.cover, Qt.Key.Key_Escape)
            assert self.page.cover is None

    def _press_menu(self, known, texts):
        """Choose each act of a menu; the pane with its button may be built anew after each."""
        for text in filter(None, texts):
            action = self._action(known, text)
            if action is not None and action.isEnabled():
                action.trigger()
                self._look_at_form()
            if self.page.key != self._key:  # it led to another page
                self.window.frame.show_page(self._key)

    def _action(self, known, text):
        """The act of a menu once its button is there; None when it stays away."""
        for _turn in range(TURNS):
            buttons = [each for each in self.page.findChildren(QPushButton) if isValid(each) and each.menu()]
            menus = [each.menu() for each in buttons if self._known_as(each) == known]
            found = [action for menu in menus for action in lines_of(menu) if action.text() == text]
            if found:
                return found[0]
            QTest.qWait(20)
        return None

    def _look_at_form(self):
        """Choose another row beside an empty form and a half-filled one; give it up with Esc."""
        panel = self.panel()
        if panel is None:
            return
        title = panel.heading.text()
        self.met.add((self._key, re.sub(r"\d+", "", title)))
        objects = panel.objects.text()
        assert {each for each in fixed_names(panel) if each not in title + objects} == set(), title
        self._in_first_field(panel)
        self._in_view(panel)
        self.type_something(panel)
        at = self.row()
        for row in (at + 1, at, at - 1):
            self.choose(row)
            if self.panel() is None:  # it held nothing, and went
                break
            assert self.panel() is panel
            assert panel.objects.text() == objects
        if self.panel() is not None:
            field = next(iter(panel.form.editors.values()), panel.cancel_button)
            QTest.keyClick(field.focusProxy() or field, Qt.Key.Key_Escape)
        assert self.panel() is not panel
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.choose(at)

    def _in_first_field(self, panel):
        focus = self.window.focusWidget()
        assert focus is panel.focusWidget(), (self._key, panel.heading.text(), focus)

    def _in_view(self, panel):
        QApplication.sendPostedEvents()
        for button in (panel.do_button, panel.cancel_button):
            assert button.visibleRegion().boundingRect() == button.rect(), (
                panel.heading.text(),
                button.text(),
            )
        scrolled = panel.scrolled.verticalScrollBar().maximum()
        self.below[panel.form.act] = max(scrolled, self.below.get(panel.form.act, 0))

    def type_something(self, panel):
        for field in panel.form.findChildren(QPlainTextEdit):
            field.insertPlainText("写到一半")
            return

    def panel(self):
        """The form that is open."""
        shown = [p for p in self.page.findChildren(CommandPanel) if isValid(p) and p.isVisible()]
        return shown[0] if shown else None

    def rows(self):
        table = self.table()
        return table.model().rowCount() if table else 0

    def row(self):
        table = self.table()
        return table.currentIndex().row() if table else 0

    def choose(self, row):
        table = self.table()
        if table and 0 <= row < table.model().rowCount():
            table.setCurrentIndex(table.model().index(row, self._shown_column(table)))

    def choose_many(self):
        """Select what the list shows at first."""
        if isinstance(table := self.table(), TableView):
            table.setCurrentIndex(table.model().index(0, self._shown_column(table)))
            last = table.model().index(min(SHORT, table.model().rowCount()) - 1, self._shown_column(table))
            chosen = QItemSelection(table.currentIndex(), last)
            table.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _shown_column(self, table):
        return next(c for c in range(table.model().columnCount()) if not table.isColumnHidden(c))

    def table(self):
        """The list of the page."""
        shown = [t for t in self.page.findChildren(QTableView) if t.isVisible() and not inside_pane(t)]
        return shown[0] if shown else None

    def _unlike_rows(self):
        """Rows of the list that show all there is in columns of few values, such as a state or a step."""
        table = self.table()
        model = table.model() if table else None
        rows = range(min(ROWS, model.rowCount() if model else 0))
        if len(rows) <= SHORT:
            return set(rows)
        met = {}
        for column in range(model.columnCount() if rows else 0):
            shown = {model.index(row, column).data(): row for row in reversed(rows)}
            if len(shown) <= FEW:
                met.update({(column, words): row for words, row in shown.items()})
        return set(met.values())

    def _tabs(self):
        bar = self._tab_bar()
        return bar.count() if bar else 0

    def _tab_bar(self):
        return next((bar for bar in self.page.findChildren(CountTabs) if bar.isVisible()), None)

    def _new(self, button):
        return (
            button.isVisible()
            and button.isEnabled()
            and not isinstance(button, FilterButton)
            and self._known_as(button) not in self._clicked
            and not inside_form(button)
        )

    def _known_as(self, button):
        words = button.text() or button.accessibleName()
        return self._key, re.sub(r"\d+", "", words)


def fixed_names(panel):
    """The years and the heads or names of the records that the fixed fields of a form are about."""
    asks, desk = panel.form._command.asks(), panel.page.desk
    for name, value in panel.form._fixed.items():
        if not value or name not in asks:
            continue
        ask, numbers = asks[name], value if isinstance(value, tuple) else (value,)
        if isinstance(ask.kind, Year):
            yield str(value)
        elif ask.of:
            rows = desk.read(page, LISTS[ask.of], Query({"id": numbers[:NAMED]}))
            assert rows, (name, value)
            yield from (each for row in rows if (each := getattr(row, "head", None)))
            yield LISTS[ask.of].label(rows[0])
        elif isinstance(ask.kind, Record):
            assert panel.objects.text() or panel.heading.text() != _(panel.form._command.act.title), name


def inside(widget, kinds):
    """Whether one of the kinds stands around a widget."""
    while widget is not None and not isinstance(widget, kinds):
        widget = widget.parentWidget()
    return widget is not None


def inside_pane(widget):
    return inside(widget, Pane)


def inside_form(widget):
    return inside(widget, CommandPanel | ConfirmPage | ClosingPanel)


class Typist(Visitor):
    """Types into the first field of each form that takes text, and has the window built anew around it."""

    def _press(self, button, deep):
        """Actions of a menu go with the window: each is looked for anew."""
        known = self._known_as(button)
        for place in range(len(button.menu().actions()) if button.menu() else 0):
            shown = (each for each in self.page.findChildren(QPushButton) if each.isVisible())
            action = next(each for each in shown if self._known_as(each) == known).menu().actions()[place]
            if action.isEnabled() and not action.isSeparator():
                action.trigger()
                self._look_at_form()
            if self.page.key != self._key:  # it led to another page
                self.window.frame.show_page(self._key)
                self.window.frame.show_page(self._key)
        if isValid(button) and not button.menu():
            super()._press(button, deep)

    def _look_at_form(self):
        """The text and the cursor stay, and closing asks; then the form is given up."""
        panel = self.panel()
        if panel is None:
            return
        title, tab, row = panel.heading.text(), self._tab_bar(), self.row()
        place = tab.currentIndex() if tab else 0
        name = self._type_into(panel)
        if name is not None and (self._key, title) not in self.met:
            self.met.add((self._key, title))
            about, typed = panel.form.about, panel.form.draft()
            kept = next(each for each in self.window.keeper.drafts.all() if each.key == about)
            assert json.loads(json.dumps([kept.way, kept.fields])) == [kept.way, kept.fields], title
            self._build_anew()
            again = self.panel()
            assert again is not None, title
            assert (again.form.about, again.form.draft()) == (about, typed)
            assert again.form.focused() == name
            self._refuses_to_close(again.name)
        about = self.panel().form.about
        self.panel().closed.emit()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.window.keeper.drafts.throw_away(about)  # what was cancelled is a draft
        if self._tab_bar():
            self._tab_bar().setCurrentIndex(place)
        self.choose(row)

    def _type_into(self, panel):
        for name, field in panel.form.editors.items():
            line = field.focusProxy() or field
            if not line.isVisibleTo(panel):  # the choices so far do not need it
                continue
            if isinstance(line, QPlainTextEdit):
                line.setFocus()
                line.insertPlainText("写到一半")
                return name
            if isinstance(line, QLineEdit) and not isinstance(field, PasswordEditor):
                line.setFocus()
                QTest.keyClicks(line, "7")
                return name
        return None

    def _build_anew(self):
        """With another theme, or twice with the other language."""
        ways = [self.window.next_theme] if len(self.met) % 2 else [self.window.switch_language] * 2
        for way in ways:
            before = self.window.frame
            way()
            QApplication.processEvents()
            assert self.window.frame is not before
            QApplication.processEvents()

    def _refuses_to_close(self, name):
        event = QCloseEvent()
        self.window.closeEvent(event)
        assert not event.isAccepted()
        assert any(name in words for words in self.asked)


def lines_of(menu):
    """The lines of a menu as it would open now, those of the menus in it too."""
    menu.aboutToShow.emit()
    for action in menu.actions():
        yield from [action] if action.menu() is None else lines_of(action.menu())
