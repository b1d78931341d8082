"""A field for several records or words: each with a box to tick."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from county_desk.facts.kinds import SeveralWords
from county_desk.views.widgets.painted import FieldMixin, paint_border
from county_desk.views.widgets.style import em

_KEY = Qt.ItemDataRole.UserRole
_SHOWN = 8  # lines before the list scrolls


class ManyEditor(FieldMixin, QListWidget):
    """Some of several records; Space ticks the current one."""

    left, changed = Signal(), Signal()

    def __init__(self, offers: Sequence[tuple[object, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabKeyNavigation(False)
        self.offer(offers)
        self.itemChanged.connect(lambda _item: self.changed.emit())

    def offer(self, offers: Sequence[tuple[object, str]]) -> None:
        """Offer other records; those among them keep their ticks."""
        ticked = self.ticked()
        self.blockSignals(True)
        self.clear()
        for value, label in offers:
            item = QListWidgetItem(label, self)
            item.setData(_KEY, value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if value in ticked else Qt.CheckState.Unchecked)
        self.setFixedHeight(em(1.8) * max(2, min(len(offers), _SHOWN)) + em(0.6))
        if self.count():
            self.setCurrentRow(0)
        self.blockSignals(False)

    def value(self) -> object:
        """The ticked records, in the order of the list."""
        return self.ticked()

    def set_value(self, value: object) -> None:
        """Tick these records and no others."""
        self.tick(value if isinstance(value, Sequence) else ())

    def draft(self) -> object:
        """The ticked records."""
        return list(self.ticked())

    def restore(self, draft: object) -> None:
        """Tick the records again."""
        self.set_value(draft)

    def ticked(self) -> tuple[object, ...]:
        """The values with a tick."""
        return tuple(item.data(_KEY) for item in self._items() if item.checkState() is Qt.CheckState.Checked)

    def tick(self, values: Sequence[object]) -> None:
        """Tick these values and no others."""
        for item in self._items():
            ticked = item.data(_KEY) in values
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def event(self, event: QEvent) -> bool:
        """Paint the border on the frame, outside the viewport."""
        answer = QListWidget.event(self, event)
        if event.type() is QEvent.Type.Paint:
            paint_border(self, self.wrong)
        return answer

    def paintEvent(self, event: QPaintEvent) -> None:
        """The lines; the border belongs to the frame."""
        QListWidget.paintEvent(self, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the person went on."""
        super().focusOutEvent(event)
        self.left.emit()

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]


class WordsEditor(ManyEditor):
    """Some words of a fixed list, as one text."""

    def __init__(self, kind: SeveralWords, parent: QWidget | None = None) -> None:
        super().__init__(kind.words(), parent)
        self.kind = kind

    def value(self) -> object:
        """The ticked words as the register keeps them; None for none."""
        return self.kind.read("、".join(map(str, self.ticked())))

    def set_value(self, value: object) -> None:
        """Tick the words of a text."""
        self.tick(str(value or "").split("、"))

    def draft(self) -> object:
        """The ticked words."""
        return self.value() or ""
