"""A line under the sheet that says what was just corrected, and offers the same for all cells alike."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from county_desk.text import _, _n
from county_desk.views.widgets.banner import Banner

SHOWN = 40  # characters of a cell


class FixStrip(Banner):
    """The last correction.

    `more()` is emitted to correct all equal cells alike (F4), `back()` to take the correction back.
    `turned()` is emitted when the strip is shown or hidden.
    """

    more = Signal()
    turned = Signal()
    back = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("info", "", parent)
        self.same = self.offer("", self.more.emit)
        self.undo = self.offer(_("Take it back (Ctrl+Z)"), self.back.emit)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # as high as its words
        self._told = ""
        self.hide()
        QShortcut(QKeySequence("F4"), parent, self._repeat)

    def setVisible(self, visible: bool) -> None:
        """Show or hide the strip, and emit `turned` because the room under the table changes."""
        super().setVisible(visible)
        self.turned.emit()

    def say(self, cell: str, sent: str, put: str, others: int) -> None:
        """Say what was put where, and how many others are alike."""
        text = _("{cell}: “{sent}” becomes “{put}”.").format(cell=cell, sent=_short(sent), put=_short(put))
        self._tell(text)
        words = _n("The same for {count} other (F4)", "The same for all {count} others (F4)", others)
        self.same.setText(words.format(count=f"{others:,}"))
        self.same.setVisible(bool(others))
        self.undo.show()
        self.show()

    def say_many(self, count: int) -> None:
        """Say that many cells were corrected at once."""
        words = _n("{count} cell corrected alike.", "{count} cells corrected alike.", count)
        self._tell(words.format(count=f"{count:,}"))
        self.same.hide()
        self.undo.show()
        self.show()

    def say_still(self, wrong: str, tone: str) -> None:
        """Show the problem that the corrected cell still has after another reading; empty for none."""
        if not self._told:
            return
        words = _("{told} Not right yet: {wrong}").format(told=self._told, wrong=wrong)
        self._write(words if wrong else self._told, tone)

    def say_why_not(self, words: str) -> None:
        """Say why a cell stays as it is."""
        self._tell(words)
        self._told = ""
        self.same.hide()
        self.undo.hide()
        self.show()

    def _tell(self, words: str) -> None:
        self._told = words
        self._write(words, "info")

    def _write(self, words: str, tone: str) -> None:
        self.tone = tone
        self.words.setText(words)
        self.words.setAccessibleName(words)
        self.update()

    def _repeat(self) -> None:
        if self.isVisible() and not self.same.isHidden():
            self.more.emit()


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
