"""A button with the reason under it when it cannot be pressed now."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.parts import bare
from county_desk.views.widgets.style import tones


class ActionRow(QWidget):
    """One act; `trouble` is the reason against it now, with the day from which it can be done.

    A `brief` one writes the reason into the tip of its button only.
    """

    def __init__(
        self,
        words: str,
        act: Callable[[], object],
        trouble: str = "",
        *,
        strong: bool = False,
        brief: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.button = PrimaryButton(words, self) if strong else Button(words, self)
        self.button.setEnabled(not trouble)
        self.button.setToolTip(trouble)
        self.button.setAccessibleDescription(trouble)
        self.button.clicked.connect(lambda _checked: act())
        box = bare(QVBoxLayout(self), 0.2)
        box.addWidget(self.button)
        if trouble and not brief:
            reason = QLabel(trouble, self, wordWrap=True)
            reason.setTextFormat(Qt.TextFormat.PlainText)
            colours = reason.palette()
            colours.setColor(colours.ColorRole.WindowText, tones(self).muted)
            reason.setPalette(colours)
            box.addWidget(reason)
