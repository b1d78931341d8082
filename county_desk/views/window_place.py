"""Size, place and state of the window: kept from one start to the next, and in view on any screen."""

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QStyle, QWidget

USUAL = QSize(1180, 720)


def kept_place(window: QWidget) -> str:
    """The place of a window, for the settings."""
    return bytes(window.saveGeometry().toBase64().data()).decode()


def put_in_place(window: QWidget, kept: str) -> None:
    """Put a window where it was; where Qt refuses that, as on a much smaller screen, it fits that screen."""
    window.resize(USUAL)
    if not kept or window.restoreGeometry(QByteArray.fromBase64(kept.encode())):
        return
    room = window.screen().availableGeometry()
    title = window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
    window.resize(USUAL.boundedTo(room.size() - QSize(0, title)))
    window.move(room.topLeft())
