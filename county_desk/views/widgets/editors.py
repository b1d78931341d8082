"""A field for each kind of value: it takes what people type in an office and says what it cannot read."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Protocol

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
    QWidgetAction,
)

from county_desk.fields import Code, Count, Day, Digits, IdNumber, Kind, Measure, Money, Numbers, Text, YesNo
from county_desk.several import SeveralTerms
from county_desk.sound.sought import finds
from county_desk.text import CHINESE, _, current
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.many_editor import ManyEditor
from county_desk.views.widgets.painted import Button, FieldMixin, LineField, leave_wheel, paint_border
from county_desk.views.widgets.path_editor import PathEditor
from county_desk.views.widgets.search_box import composed
from county_desk.views.widgets.sound_completer import SoundCompleter
from county_desk.views.widgets.style import em
from county_desk.workflow.command import plain
from county_desk.workflow.passwords import Password
from county_desk.written import FilePath

MANY = 15  # choices from which on a field lets its choices be searched

type Offer = tuple[object, str]


class Editor(Protocol):
    """The interface of a field for its form: `left` and `changed` are signals; `value` raises `Invalid`."""

    wrong: bool

    def value(self) -> object:
        """Return the answer; None for a blank field."""
        ...

    def set_value(self, value: object) -> None:
        """Fill in a value, or blank the field with None."""
        ...

    def draft(self) -> object:
        """The unread text or choice of the field, in values that JSON carries."""
        ...

    def restore(self, draft: object) -> None:
        """Make the field stand as its draft has it. Raises TypeError or ValueError for another field's."""
        ...


class LineEditor(LineField):
    """One line, read by its kind."""

    left, changed = Signal(), Signal()

    def __init__(self, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.setInputMethodHints(_hints(kind))
        self.textEdited.connect(self.changed)

    def value(self) -> object:
        """Return the typed value; full-width digits and a unit are understood."""
        return self.kind.read(plainly(self.kind, self.text()))

    def set_value(self, value: Any) -> None:
        """Show a value as the kind writes it, without the separators of a list."""
        self.setText(
            self.kind.show(value).replace(",", "") if isinstance(self.kind, Money) else self.kind.show(value)
        )

    def draft(self) -> str:
        """The line as typed."""
        return self.text()

    def restore(self, draft: str) -> None:
        """Put the line back."""
        self.setText(draft)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the person went on."""
        super().focusOutEvent(event)
        self.left.emit()


class PasswordEditor(LineEditor):
    """A password, taken exactly as typed; shown as dots until its eye is clicked, and never kept."""

    def __init__(self, kind: Password, parent: QWidget | None = None) -> None:
        super().__init__(kind, parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        eye = self.addAction(icon(Icon.SHOW), QLineEdit.ActionPosition.TrailingPosition)
        eye.setCheckable(True)
        eye.setToolTip(_("Show what is typed"))
        eye.toggled.connect(self._reveal)

    def value(self) -> object:
        """The password."""
        return self.kind.read(self.text())

    def draft(self) -> str:
        """Nothing: a password that was not sent is typed again."""
        return ""

    def _reveal(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


class TextEditor(FieldMixin, QPlainTextEdit):
    """Several lines; Tab goes on to the next field."""

    left, changed = Signal(), Signal()

    def __init__(self, kind: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * max(kind.lines, 2) + em(1.2))
        self.textChanged.connect(self.changed)

    def value(self) -> object:
        """Return the typed text."""
        return self.kind.read(self.toPlainText())

    def set_value(self, value: object) -> None:
        """Show a value."""
        self.setPlainText(self.kind.show(value))

    def draft(self) -> str:
        """The text as typed."""
        return self.toPlainText()

    def restore(self, draft: str) -> None:
        """Put the text back, with the cursor behind it."""
        self.setPlainText(draft)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def event(self, event: QEvent) -> bool:
        """Paint the border on the frame, outside the viewport."""
        answer = QPlainTextEdit.event(self, event)
        if event.type() is QEvent.Type.Paint:
            paint_border(self, self.wrong)
        return answer

    def paintEvent(self, event: Any) -> None:
        """The text; the border belongs to the frame."""
        QPlainTextEdit.paintEvent(self, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the person went on."""
        super().focusOutEvent(event)
        self.left.emit()


class ChoiceEditor(FieldMixin, QComboBox):
    """One of some values; the first line stands for none of them. Many can be searched by typing."""

    left, changed = Signal(), Signal()

    def __init__(self, offers: Sequence[Offer], nothing: str = "—", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        leave_wheel(self)
        self.setMinimumHeight(em(2.3))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._values: list[object] = [None, *(value for value, _label in offers)]
        self.addItems([nothing, *(label for _value, label in offers)])
        self._marking = False
        if len(offers) > MANY:
            self._search()
        self.activated.connect(self.changed)

    def value(self) -> Any:
        """Return the chosen value."""
        return self._values[max(0, self.currentIndex())]

    def set_value(self, value: object) -> None:
        """Choose a value."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def draft(self) -> list[object]:
        """The value, and words that are typed in the search and stand for no value yet."""
        words = self.currentText()
        return [plain(self.value()), "" if words == self.itemText(self.currentIndex()) else words]

    def restore(self, draft: list[object]) -> None:
        """Choose the value again, if it is still offered, and put back the words of the search."""
        kept, words = draft
        self.set_value(next((value for value in self._values if plain(value) == kept), None))
        if isinstance(words, str) and words:
            self.setEditText(words)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the person went on."""
        super().focusOutEvent(event)
        self.left.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark the words of a searched field that gets the focus, so that typing replaces them."""
        super().focusInEvent(event)
        self._marking = event.reason() is Qt.FocusReason.MouseFocusReason
        line = self.lineEdit()
        if line and event.reason() is Qt.FocusReason.OtherFocusReason and not self.draft()[1]:
            line.selectAll()

    def eventFilter(self, line: QObject, event: QEvent) -> bool:
        """The end of a click in the line, which until then sets the cursor; letters in composition."""
        if isinstance(event, QInputMethodEvent) and isinstance(line, QLineEdit) and event.preeditString():
            self._offer(composed(line, event.preeditString()))
        if event.type() is QEvent.Type.MouseButtonRelease and self._marking:
            self._marking = False
            if isinstance(line, QLineEdit) and not line.hasSelectedText():
                line.selectAll()
        return super().eventFilter(line, event)

    def _search(self) -> None:
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setCompleter(SoundCompleter(self.model(), self))
        if line := self.lineEdit():
            line.editingFinished.connect(self._settle)
            line.textEdited.connect(self.changed)
            line.installEventFilter(self)

    def _offer(self, words: str) -> None:
        """Drop down what letters find before they are words."""
        if completer := self.completer():
            completer.setCompletionPrefix(words)
            completer.complete()

    def _settle(self) -> None:
        """A part of one choice alone stands for it; other words that name no choice leave it as it was."""
        words = self.currentText().strip()
        found = self.findText(words, Qt.MatchFlag.MatchFixedString)
        if found < 0 and words:
            within = [place for place in range(self.count()) if finds(self.itemText(place), words)]
            found = within[0] if len(within) == 1 else -1
        self.setCurrentIndex(found if found >= 0 else self.currentIndex())
        self.setEditText(self.itemText(self.currentIndex()))
        self.changed.emit()


class CalendarButton(Button):
    """Opens the calendar of a day."""


class DayEditor(QWidget):
    """A day: typed in any of the usual ways (20161124, 11.24, today, +5) or picked from a calendar."""

    left, changed = Signal(), Signal()

    def __init__(self, kind: Day, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind, self.today = kind, today
        self.line = LineEditor(kind, self)
        self.line.setPlaceholderText(kind.show(today))
        self.setFocusProxy(self.line)
        button = CalendarButton(parent=self)
        button.setIcon(icon(Icon.CALENDAR))
        button.setAccessibleName(_("Open the calendar"))
        button.setToolTip(_("Open the calendar"))
        button.setFixedSize(em(2.4), em(2.3))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(em(0.3))
        box.addWidget(self.line, 1)
        box.addWidget(button)
        self.line.left.connect(self._tidy)
        self.line.changed.connect(self.changed)
        button.clicked.connect(self._open)

    @property
    def wrong(self) -> bool:
        """Whether the day cannot stand as it is."""
        return self.line.wrong

    @wrong.setter
    def wrong(self, wrong: bool) -> None:
        self.line.wrong = wrong

    def value(self) -> date | None:
        """The day that was meant."""
        text = unicodedata.normalize("NFKC", self.line.text()).strip()
        day = spoken_day(text, self.today)
        return day if day else self.kind.read(text)

    def set_value(self, value: date | None) -> None:
        """Show a day."""
        self.line.set_value(value)

    def draft(self) -> str:
        """The day as typed."""
        return self.line.draft()

    def restore(self, draft: str) -> None:
        """Put the line back."""
        self.line.restore(draft)

    def _tidy(self) -> None:
        """Write a day that was understood the way it is kept."""
        if day := spoken_day(self.line.text(), self.today):
            self.set_value(day)
        self.left.emit()

    def _open(self) -> None:
        calendar = QCalendarWidget()
        calendar.setLocale(QLocale("zh_CN" if current() == CHINESE else "en_GB"))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        day = spoken_day(self.line.text(), self.today) or self.today
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        menu = QMenu(self)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        calendar.activated.connect(self._picked)
        calendar.clicked.connect(self._picked)
        calendar.clicked.connect(menu.close)
        calendar.activated.connect(menu.close)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        calendar.setFocus()

    def _picked(self, day: QDate) -> None:
        self.set_value(date(day.year(), day.month(), day.day()))
        self.line.setFocus()
        self.changed.emit()


def editor(kind: Kind, today: date, offers: Sequence[Offer] | None = None) -> Any:
    """The field for a kind of value; `offers` are the records that a number may name, with their labels."""
    if offers is not None:
        return ManyEditor(offers) if isinstance(kind, Numbers) else ChoiceEditor(offers)
    match kind:
        case Day():
            return DayEditor(kind, today)
        case YesNo():
            return ChoiceEditor([(True, _("Yes")), (False, _("No"))], _("Not known"))
        case Password() | FilePath():
            return PasswordEditor(kind) if isinstance(kind, Password) else PathEditor(kind)
        case SeveralTerms():
            return ManyEditor(kind.options())
        case _ if options := kind.options():
            return ChoiceEditor(options)
        case Text() if kind.lines > 1:
            return TextEditor(kind)
    return LineEditor(kind)


def spoken_day(text: str, today: date) -> date | None:
    """A day given by today, by days from today, or by month and day; None for anything else."""
    words = unicodedata.normalize("NFKC", text).strip().lower()
    if words in ("today", "今天", _("today")):
        return today
    if found := re.fullmatch(r"([+-])(\d{1,3})", words):
        return today + timedelta(days=int(found[1] + found[2]))
    if found := re.fullmatch(r"(\d{1,2})[-/.月](\d{1,2})日?", words):
        try:
            return date(today.year, int(found[1]), int(found[2]))
        except ValueError:
            return None
    if re.fullmatch(r"\d{8}", words):
        try:
            return date(int(words[:4]), int(words[4:6]), int(words[6:]))
        except ValueError:
            return None
    return None


def plainly(kind: Kind, text: str) -> str:
    """Return the typed text without habits that carry no meaning: full-width digits, spaces, the unit."""
    match kind:
        case IdNumber() | Digits() | Code():
            return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
        case Count() | Measure() | Money():
            return re.sub(r"[\s元人户]+$", "", unicodedata.normalize("NFKC", text).strip())
    return text.strip()


def _hints(kind: Kind) -> Qt.InputMethodHint:
    """Ask the input method to stand aside where only digits are written."""
    hint = Qt.InputMethodHint
    match kind:
        case IdNumber() | Digits() | Code() | Count() | Measure() | Money() | Day():
            return hint.ImhPreferNumbers | hint.ImhPreferLatin | hint.ImhNoPredictiveText
    return hint.ImhNone
