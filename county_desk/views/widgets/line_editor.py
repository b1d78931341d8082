"""A field of one line, read by the kind of its value."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from county_desk.fields import Code, Count, Day, IdNumber, Kind, Measure, Money
from county_desk.text_kinds import Digits
from county_desk.views.widgets.painted import LineField
from county_desk.views.widgets.sound_completer import NameCompleter


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
        return self.kind.read(normalized(self.kind, self.text()))

    def set_value(self, value: Any) -> None:
        """Show a value as the kind writes it, without the separators of a list."""
        self.setText(
            self.kind.show(value).replace(",", "") if isinstance(self.kind, Money) else self.kind.show(value)
        )

    def complete(self, names: Sequence[str]) -> None:
        """Drop down the names that the typed text finds; any other text can stay."""
        completer = NameCompleter(QStringListModel(list(names), self), self)
        self.setCompleter(completer)
        completer.activated.connect(lambda _name: self.changed.emit())

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


def normalized(kind: Kind, text: str) -> str:
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
