"""A card with its buttons under its content, which is scrolled in a low place."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from county_desk.views.widgets.flow import FlowLayout
from county_desk.views.widgets.painted import Card
from county_desk.views.widgets.parts import bare
from county_desk.views.widgets.style import em

LOWEST = 3  # em of the scrolled part


class ScrolledBody(QScrollArea):
    """As high as its content, or scrolled where there is less room; the content is laid out in `box`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, widgetResizable=True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.body = QWidget(self)
        self.box = bare(QVBoxLayout(self.body), 0.6)
        self.box.setContentsMargins(0, 0, em(0.4), 0)  # from the scroll bar
        self.setWidget(self.body)
        for part in (self.viewport(), self.body):
            part.setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        """The size of the content."""
        return QSize(self.box.totalSizeHint().width(), self._content_height())

    def minimumSizeHint(self) -> QSize:
        """Some lines of the content, or all when there are fewer."""
        return QSize(self.box.totalMinimumSize().width(), min(em(LOWEST), self._content_height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for another height when the content wants one."""
        if watched is self.body and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may take another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _content_height(self) -> int:
        width = max(self.width(), self.box.totalMinimumSize().width())
        return (
            self.box.totalHeightForWidth(width)
            if self.box.hasHeightForWidth()
            else self.box.totalSizeHint().height()
        )


class FootedCard(Card):
    """A card with its content in `box` and its buttons in `foot`, which is never scrolled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scrolled = ScrolledBody(self)
        self.box = self.scrolled.box
        self.foot = FlowLayout()
        self._frame = QVBoxLayout(self)
        self._frame.setContentsMargins(em(0.9), em(0.7), em(0.5), em(0.7))
        self._frame.setSpacing(em(0.6))
        self._frame.addWidget(self.scrolled)
        self._frame.addLayout(self.foot)

    def hasHeightForWidth(self) -> bool:
        """Return False: a layout never makes a part lower than its height for a width."""
        return False

    def sizeHint(self) -> QSize:
        """The size of the content with the buttons."""
        hint = self._frame.totalSizeHint()
        return QSize(hint.width(), self._frame.totalHeightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """The size of the buttons, with some lines above them."""
        return QSize(
            self._frame.totalMinimumSize().width(), self._frame.totalMinimumHeightForWidth(self.width())
        )
