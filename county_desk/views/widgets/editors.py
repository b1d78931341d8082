"""A field for each kind of value: it takes what people type in an office and says what it cannot read."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from county_desk.facts.kinds import SeveralWords, Word
from county_desk.facts.word_lists import same_words
from county_desk.fields import (
    Day,
    Invalid,
    Kind,
    Numbers,
    Text,
    YesNo,
)
from county_desk.several_terms import SeveralTerms
from county_desk.text import _
from county_desk.text_kinds import FilePath
from county_desk.views.widgets.day_editor import DayEditor
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.line_editor import LineEditor
from county_desk.views.widgets.many_editor import ManyEditor, WordsEditor
from county_desk.views.widgets.offers import FoundRecords
from county_desk.views.widgets.painted import ComboBox, FieldMixin, paint_border
from county_desk.views.widgets.path_editor import PathEditor
from county_desk.views.widgets.search_box import composed_text
from county_desk.views.widgets.sound_completer import SoundCompleter, place_meant
from county_desk.views.widgets.style import em
from county_desk.workflow.accounts.passwords import Password
from county_desk.workflow.command import plain

MANY = 15  # choices from which on a field lets its choices be searched
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
STEPS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}

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


class ChoiceEditor(ComboBox):
    """One of some values; the first line stands for none of them. Many can be searched by typing.

    Words that name no choice give way to the last one, or stay and are refused. `same` are other words for
    values. Of `terms` the first that the words find is taken, of records only one that they name.
    `entered()` follows Enter in the choices that dropped down, where no form sees the key.
    """

    left, changed, entered = Signal(), Signal(), Signal()

    def __init__(
        self,
        offers: Sequence[Offer],
        nothing: str = "—",
        parent: QWidget | None = None,
        *,
        refuses: bool = False,
        terms: bool = False,
        same: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._refuses, self._terms, self._same = refuses, terms, same or {}
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._nothing, self._marking, self._restoring = nothing, False, False
        self._records: FoundRecords | None = None
        self._values: list[object] = []
        self._restored: object = None  # the choice of a draft that is not offered yet
        self.offer(offers)
        self.activated.connect(self.changed)
        self.currentIndexChanged.connect(self._show_blank)
        self.view().installEventFilter(self)

    def offer(self, offers: Sequence[Offer]) -> None:
        """Offer other choices; the chosen one stays where it is among them."""
        chosen = self._values[max(0, self.currentIndex())] if self._values else None
        self.blockSignals(True)
        self.clear()
        self._values = [None, *(value for value, _label in offers)]
        self.addItems([self._nothing, *(label for _value, label in offers)])
        self.blockSignals(False)
        if len(offers) > MANY and not self.isEditable():
            self._search()
        self.set_value(self._restored if chosen is None else chosen)

    def offers(self) -> list[Offer]:
        """The choices offered now."""
        return [(value, self.itemText(place)) for place, value in enumerate(self._values) if place]

    def search_in(self, records: FoundRecords) -> None:
        """Let typed words find the records of a list that is longer than the offers."""
        self._records = records
        if not self.isEditable():
            self._search()

    def value(self) -> Any:
        """Return the chosen value. Raises `Invalid` for words that are refused."""
        place = self._place_of_text()
        if place < 0 and self._refuses:
            message = _("“{words}” names none of the choices; choose one from the list")
            raise Invalid(message.format(words=self.currentText().strip()))
        return self._chosen()

    def _chosen(self) -> object:
        """The value that the words stand for, or else the one that was chosen before them."""
        place = self._place_of_text()
        return self._values[max(0, place if place >= 0 else self.currentIndex())]

    def set_value(self, value: object) -> None:
        """Choose a value."""
        if self._records is not None and value not in self._values and (label := self._records.named(value)):
            self._add(value, label)
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)
        self._show_blank()
        if line := self.lineEdit():
            line.home(False)

    def draft(self) -> list[object]:
        """The value, and words that are typed in the search and stand for no value yet."""
        return [plain(self._chosen()), self.currentText() if self._typed else ""]

    def restore(self, draft: list[object]) -> None:
        """Choose the value again, if it is still offered, and put back the words of the search."""
        kept, words = draft
        self._restored = kept
        self.set_value(next((value for value in self._values if plain(value) == kept), kept))
        if isinstance(words, str) and words:
            self._restoring = True
            self.setEditText(words)
            self._restoring = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the person went on."""
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows lead from choice to choice, and after typed words into what these find."""
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if self._typed and event.key() in STEPS and not alt:
            self._offer(self.currentText().strip())
            event.accept()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark the words of a searched field that gets the focus, so that typing replaces them."""
        super().focusInEvent(event)
        self._marking = event.reason() is Qt.FocusReason.MouseFocusReason
        line = self.lineEdit()
        if line and event.reason() is Qt.FocusReason.OtherFocusReason and not self.draft()[1]:
            _mark(line)

    def eventFilter(self, line: QObject, event: QEvent) -> bool:
        """The end of a click in the line, letters in composition, and Enter in the choices."""
        if isinstance(event, QKeyEvent) and event.key() in ENTER and line is not self.lineEdit():
            if event.type() is QEvent.Type.KeyPress:
                QTimer.singleShot(0, self, self.entered.emit)  # once Qt has taken the choice
            return super().eventFilter(line, event)
        if isinstance(event, QInputMethodEvent) and isinstance(line, QLineEdit) and event.preeditString():
            self._offer(composed_text(line, event.preeditString()))
        if event.type() is QEvent.Type.MouseButtonRelease and self._marking:
            self._marking = False
            if isinstance(line, QLineEdit) and not line.hasSelectedText():
                _mark(line)
        return super().eventFilter(line, event)

    def _search(self) -> None:
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setCompleter(completer := SoundCompleter(self.model(), self))
        if popup := completer.popup():
            popup.installEventFilter(self)
        if line := self.lineEdit():
            line.editingFinished.connect(self._settle)
            line.textEdited.connect(self._find)
            line.textEdited.connect(self.changed)
            line.textChanged.connect(lambda _words: self._hear(line))
            line.installEventFilter(self)
            line.setPlaceholderText(self._nothing)

    def _hear(self, line: QLineEdit) -> None:
        """Take words that no key typed, as a screen reader sets them."""
        if self._typed and not line.isModified() and not self._restoring:
            self._find(line.text())
            if self._place_of_text() > 0:
                self._settle()

    @property
    def _typed(self) -> bool:
        """Whether words stand in the search that are not those of the choice."""
        shown = self.itemText(self.currentIndex()) if self.currentIndex() > 0 else self._nothing
        return self.isEditable() and self.currentText().strip() not in ("", shown.strip())

    def _show_blank(self) -> None:
        """Leave the line of a search blank while nothing is chosen: words are typed into it."""
        if self.currentIndex() <= 0 and self.isEditable():
            self.setEditText("")

    def _offer(self, words: str) -> None:
        """Drop down what letters find before they are words."""
        self._find(words)
        if completer := self.completer():
            completer.setCompletionPrefix(words)
            completer.complete()

    def _find(self, words: str) -> None:
        """Add what the words find in a long list; the choices before it keep their places."""
        if self._records is None or not words.strip():
            return
        for value, label in self._records.find(words.strip()):
            if value not in self._values:
                self._add(value, label)

    def _add(self, value: object, label: str) -> None:
        self._values.append(value)
        self.addItem(label)

    def _place_of_text(self) -> int:
        """The place of the choice that the words mean; -1 for none."""
        words, place = self.currentText().strip(), self.currentIndex()
        if not self.isEditable() or words == self.itemText(place):
            return place
        if not words:
            return 0
        if (found := self.findText(words, Qt.MatchFlag.MatchFixedString)) >= 0:
            return found
        if (same := self._same.get(words)) in self._values[1:]:
            return self._values.index(same)
        return place_meant([self.itemText(place) for place in range(self.count())], words, first=self._terms)

    def _settle(self) -> None:
        """Choose what the words name; words that name nothing stay where they are refused."""
        place, before = self._place_of_text(), (self.currentIndex(), self.currentText())
        if place < 0 and self._refuses:
            return
        self.setCurrentIndex(place if place >= 0 else self.currentIndex())
        self.setEditText(self.itemText(self.currentIndex()))
        self._show_blank()
        if before != (self.currentIndex(), self.currentText()):
            self.changed.emit()


def _mark(line: QLineEdit) -> None:
    """Mark the words of a line; their beginning stays in view."""
    line.end(False)
    line.home(True)


def editor(kind: Kind, today: date, offers: Sequence[Offer] | None = None) -> Any:
    """The field for a kind of value; `offers` are the records that a number may name, with their labels."""
    if offers is None:
        return _of_kind(kind, today)
    return ManyEditor(offers) if isinstance(kind, Numbers) else ChoiceEditor(offers, refuses=True)


def _of_kind(kind: Kind, today: date) -> QWidget:
    """The field for a kind of value that names no record."""
    match kind:
        case Day():
            return DayEditor(kind, today)
        case YesNo():
            return ChoiceEditor([(True, _("Yes")), (False, _("No"))], _("Not known"))
        case Password() | FilePath():
            return PasswordEditor(kind) if isinstance(kind, Password) else PathEditor(kind)
        case SeveralTerms() | SeveralWords():
            return WordsEditor(kind) if isinstance(kind, SeveralWords) else ManyEditor(kind.options())
        case _ if options := kind.options():
            same = same_words(kind.title) if isinstance(kind, Word) else None
            return ChoiceEditor(options, refuses=True, terms=True, same=same)
        case Text() if kind.lines > 1:
            return TextEditor(kind)
    return LineEditor(kind)
