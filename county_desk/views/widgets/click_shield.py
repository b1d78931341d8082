"""A shield over the place of a button that has just gone, so that no click meets what lies below."""

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

MOMENT = 1_000  # ms in which a click may still have been meant for what was there


class ClickShield(QWidget):
    """Lies unseen over the window in the place of the button, and swallows the clicks meant for it."""

    def __init__(self, button: QWidget) -> None:
        window = button.window()
        super().__init__(window)
        self.setGeometry(button.rect().translated(button.mapTo(window, QPoint(0, 0))))
        self.show()
        self.raise_()
        QTimer.singleShot(MOMENT, self, self.deleteLater)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Swallow the click."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Swallow the second of two clicks, too."""
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Swallow the click of the other button, too."""
        event.accept()
