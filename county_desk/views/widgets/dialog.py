"""A dialog over the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from county_desk.views.widgets.style import em


class Dialog(QDialog):
    """Has a title, perhaps a size in em, and is deleted when it is closed."""

    def __init__(self, title: str, parent: QWidget | None, size: tuple[float, float] | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        if size is not None:
            self.resize(em(size[0]), em(size[1]))
