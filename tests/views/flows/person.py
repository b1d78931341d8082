"""Somebody of the office at the whole window: goes to a page, chooses a row, presses, fills in a form."""

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Any, Self

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget
from shiboken6 import isValid

from county_desk.tables.listing import Listing, Query, page
from county_desk.text import _
from county_desk.views.main_window import MainWindow
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.chips import Chip
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.editors import ChoiceEditor
from county_desk.views.widgets.form import CommandForm
from county_desk.views.widgets.many_editor import ManyEditor, WordsEditor
from county_desk.views.widgets.painted import PrimaryButton
from county_desk.views.widgets.text_format import button_words
from county_desk.workflow.cases.disclosure import CloseDisclosure
from county_desk.workflow.command import Command
from county_desk.workflow.entry import sit_down
from county_desk.workflow.gate.proposals import PutInForce
from tests.views.visitors import lines_of

type Words = str | type[Command]


class Person:
    """Takes the chair on a day. Every act is one that the screen offers: nothing hidden or grey is pressed.

    Buttons are named by their words, or by the command whose words they bear. Values of fields are those of
    the command; a record is named by words of its line in the box. `acts` counts clicks and chords since the
    person sat down; words that are typed into a box or a search do not count.
    """

    def __init__(self, window: MainWindow, name: str, day: date) -> None:
        self.window, self.acts = window, 0
        desk = window.frame.desk
        if (desk.actor.name, desk.today) != (name, day):
            window.enter(window.opened, sit_down(window.opened, name, today=day))
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # as an event loop does

    @property
    def shown(self) -> Any:
        """The page that is shown."""
        return self.window.frame.page

    def page(self, key: str) -> Self:
        """Go to a page that stands in the navigation of this person."""
        rows = self.window.frame.navigation.rows
        holding = [row for row in rows if key in row.parts]
        assert holding, f"{key} is in no row"
        self.acts += 1 if holding[0].parts[0] == key else 2  # the row, then the part
        self.window.frame.show_page(key)
        QApplication.processEvents()
        return self

    def find(self, words: str) -> Self:
        """Go by Ctrl+K to the first answer to some words."""
        finder = self.window.frame.top.finder
        self.window.search()
        finder.setText(words)
        finder.wanted.emit(words)  # as the pause after the typing does
        QTest.keyClick(finder, Qt.Key.Key_Return)
        QApplication.processEvents()
        self.acts += 2
        return self

    def row(self, *words: str) -> Self:
        """Search for the first words, and choose the first row whose cells show all of them."""
        view = self.shown.list
        view.clear_filters()
        view.search.setText(words[0])
        QTest.keyClick(view.search, Qt.Key.Key_Return)
        QApplication.processEvents()
        model = view.model
        told = [_cells(view, place) for place in range(model.rowCount())]
        fits = [place for place, cells in enumerate(told) if all(each in cells for each in words)]
        assert fits, (words, told[:5])
        column = next(c for c in range(model.columnCount()) if not view.table.isColumnHidden(c))
        view.table.setCurrentIndex(model.index(fits[0], column))
        QApplication.processEvents()
        self.acts += 1
        return self

    def press(self, words: Words) -> Self:
        """Press the button with these words, or choose the line of a menu."""
        wanted = _words(words)
        met = {}
        for button in self._buttons():
            if button.text() in wanted:
                met[button] = button.isEnabled()
                if button.isEnabled():
                    self.acts += 1
                    button.click()
                    QApplication.processEvents()
                    return self
        lines = self.lines(wanted[0])
        for line in lines:
            if line.text() in wanted and line.isEnabled():
                self.acts += 2  # the menu, then its line
                line.trigger()
                QApplication.processEvents()
                return self
        why = [each.toolTip() for each in (*met, *lines)]
        raise AssertionError(f"{wanted} cannot be pressed on {self.shown.key}: {why or self.buttons()}")

    def lines(self, words: str) -> list[QAction]:
        """The lines of all menus of the page that begin with these words."""
        menus = [button.menu() for button in self._buttons()]
        found = [line for menu in menus if isinstance(menu, QMenu) for line in lines_of(menu)]
        return [line for line in found if line.text().startswith(words)]

    def fill(self, **given: object) -> Self:
        """Fill in fields of the open form; those behind its button “More” too."""
        form = self.form
        assert given.keys() <= form.editors.keys(), (set(given) - set(form.editors), list(form.editors))
        for name, value in given.items():
            editor = form.editors[name]
            if not editor.isVisible() and form.fields.more.isVisible():
                self.acts += 1
                form.fields.more.click()
                QApplication.processEvents()
            assert (editor.isVisible(), editor.isEnabled()) == (True, True), name
            _enter(editor, value)
            QApplication.processEvents()
        return self

    def take_step(self, head: str, words: Words, *, of: str = "", **given: object) -> Self:
        """Do the next step of a case from the queue, where it is the blue button; `of` is a kind of case."""
        self.page("queue").row(head, of)
        if words in (_("Go to the disclosure"), CloseDisclosure):
            return self.press(_("Go to the disclosure")).press(CloseDisclosure).fill(**given).submit()
        assert set(self.blue()) <= {*_words(words)}
        return self.press(words).fill(**given).submit()

    def sign(self, head: str, opinion: str, **given: object) -> Self:
        """Approve a case as its reviewer: from the queue over the review to the signature."""
        self.page("queue").row(head).press(_("Open and review"))
        self.fill(opinion=opinion, **given).press(_("A&gree and sign…"))
        assert head in self.said(self.shown)
        return self.press(_("&Sign the approval (Alt+S)"))

    def put_in_force(self, *words: str) -> Self:
        """Confirm the newest act of another person that waits, and whose row shows these words."""
        self.page("proposals").row(*words).press(PutInForce)
        return self.submit()

    def submit(self) -> Self:
        """Do what the open form is for, and confirm its effect; the form closes."""
        troubles = self.refusals()
        assert not troubles, troubles
        return self

    def refusals(self) -> list[str]:
        """Try what the open form is for; return why it is refused, nothing where it is done."""
        panel = self.panel
        assert panel.do_button.isEnabled(), panel.do_button.toolTip()
        self.acts += 1
        panel.do_button.click()
        QApplication.processEvents()
        if isValid(panel) and panel.step is not None:
            self.acts += 1
            panel.step.confirm_button.click()
            QApplication.processEvents()
        if not isValid(panel) or not panel.isVisible():
            return []
        return [each.words.text() for each in panel.findChildren(Banner) if each.isVisible()]

    def follow(self, words: str) -> Self:
        """Press the way on in the message about the last act."""
        lead = self.window.frame.toast.lead
        assert (lead.isVisible(), lead.text()) == (True, words)
        self.acts += 1
        lead.click()
        QApplication.processEvents()
        return self

    @property
    def form(self) -> CommandForm[Any]:
        """The fields that are shown."""
        shown = [each for each in self.shown.findChildren(CommandForm) if each.isVisible()]
        assert shown, f"no form is open on {self.shown.key}, but {self.said()}"
        return shown[0]

    @property
    def panel(self) -> CommandPanel[Any]:
        """The open form with its buttons."""
        shown = [each for each in self.shown.findChildren(CommandPanel) if each.isVisible()]
        assert shown, f"no form is open on {self.shown.key}, but {self.said()}"
        return shown[0]

    def filled(self) -> dict[str, object]:
        """The values that stand in the open form."""
        found = {name: editor.value() for name, editor in self.form.editors.items()}
        return {name: value for name, value in found.items() if value not in (None, "", ())}

    def buttons(self) -> list[str]:
        """The words of all buttons that can be pressed, in their order."""
        return [each.text() for each in self._buttons() if each.isEnabled() and each.text()]

    def buttons_grey(self) -> list[QPushButton]:
        """The buttons that are shown and cannot be pressed; the tip of each has the reason."""
        return [each for each in self._buttons() if not each.isEnabled()]

    def blue(self) -> list[str]:
        """The words of the blue buttons beside the list: what comes next."""
        pane = getattr(self.shown, "pane", self.shown)
        blue = [each for each in pane.findChildren(PrimaryButton) if each.isVisible() and each.isEnabled()]
        return [each.text() for each in blue]

    def said(self, part: QWidget | None = None) -> str:
        """All words beside the list, or in a part of the window."""
        part = part or getattr(self.shown, "pane", self.shown)
        return "\n".join(each.text() for each in part.findChildren(QLabel) if each.isVisible())

    def chips(self) -> list[str]:
        """The states that stand beside the list."""
        return [each.text for each in self.shown.pane.findChildren(Chip) if each.isVisible()]

    def read[A](self, query: Callable[..., A], *given: object) -> A:
        """What the register holds."""
        return self.window.frame.desk.read(query, *given)

    def only(self, listing: Listing[Any], **where: object) -> Any:
        """The one row of a list with these values."""
        (row,) = self.read(page, listing, Query(where=where))
        return row

    def toast(self) -> str:
        """What the window says of the last act."""
        return self.said(self.window.frame.toast)

    def look(self, name: str) -> None:
        """Keep a picture of the window."""
        QApplication.processEvents()
        self.window.grab().save(name)

    def _buttons(self) -> list[QPushButton]:
        return [each for each in self.shown.findChildren(QPushButton) if each.isVisible()]


def _words(words: Words) -> tuple[str, ...]:
    """The words of a button; an act opens its form by its title, in lists with three dots."""
    return (words,) if isinstance(words, str) else (_(words.act.title), button_words(words))


def _cells(view: Any, place: int) -> str:
    model, table = view.model, view.table
    shown = [c for c in range(model.columnCount()) if not table.isColumnHidden(c)]
    return " | ".join(str(model.index(place, column).data()) for column in shown)


def _enter(editor: Any, value: object) -> None:
    if isinstance(editor, ChoiceEditor) and isinstance(value, str) and not isinstance(value, Enum):
        value = _named(editor, value)
    if isinstance(editor, ManyEditor) and not isinstance(editor, WordsEditor):
        value = value if isinstance(value, tuple) else (value,)
    if isinstance(editor, ChoiceEditor) and value is not None:
        assert value in [offered for offered, _label in editor.offers()], editor.offers()[:20]
    editor.set_value(value)
    editor.changed.emit()
    editor.left.emit()


def _named(editor: ChoiceEditor, words: str) -> object:
    """The value of the first line with these words, as typing finds it."""
    if editor.isEditable():
        editor._find(words)
    fits = [value for value, label in editor.offers() if value == words or words in label]
    assert fits, (words, editor.offers()[:20])
    return fits[0]
