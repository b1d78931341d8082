"""A drop-down with a border that can be seen."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from county_desk.views.widgets.painted import ComboBox


class ChoicesBox(ComboBox):
    """One of some values, each with its words; there is always one."""

    def __init__(self, name: str, choices: Iterable[tuple[object, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.offer(choices)

    def offer(self, choices: Iterable[tuple[object, str]]) -> None:
        """Offer these values in place of those before."""
        self.clear()
        for value, words in choices:
            self.addItem(words, value)

    def value(self) -> Any:
        """Return the chosen value."""
        return self.currentData()

    def set_value(self, value: object) -> None:
        """Choose a value."""
        self.setCurrentIndex(max(0, self.findData(value)))
