"""A button with the reason under it when it cannot be pressed now."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.parts import bare, line


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
        self.button = (PrimaryButton if strong else Button)(words, self, act)
        self.button.stop(trouble)
        box = bare(QVBoxLayout(self), 0.2)
        box.addWidget(self.button)
        if trouble and not brief:
            box.addWidget(line(trouble, self, muted=True))
