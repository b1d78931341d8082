"""The navigation at the left: pages in groups, each with the number of waiting tasks."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from county_desk.text import _
from county_desk.views.navigation import PageEntry
from county_desk.views.widgets.icons import icon
from county_desk.views.widgets.style import em

KEY = Qt.ItemDataRole.UserRole


class NavList(QListWidget):
    """One row for a page, or for several pages that share it. `picked(key)` names the chosen page.

    A shared row leads to the page of it that was shown last. `fold` leaves only the icons.
    """

    picked = Signal(str)

    def __init__(self, pages: Sequence[PageEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = {page.key: page.row for page in pages}
        self._last: dict[str, str] = {}  # the page that a row leads to
        self._waiting: dict[str, int] = {}
        self._folded = False
        self.setAccessibleName(_("Pages"))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setViewportMargins(em(0.3), em(0.3), 0, 0)
        self.setIconSize(QSize(em(1.4), em(1.4)))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        group = ""
        for page in pages:
            row = page.row
            if row.group != group:
                group = row.group
                self._add_group(_(group))
            if row.key not in self._last:
                self._last[row.key] = page.key
                QListWidgetItem(icon(row.icon), "", self).setData(KEY, row.key)
        self.fold(False)
        self.currentItemChanged.connect(self._pick)

    def select(self, key: str) -> None:
        """Mark a page as the one that is shown."""
        wanted = self._rows[key].key
        self._last[wanted] = key
        for row in range(self.count()):
            if self.item(row).data(KEY) == wanted:
                self.setCurrentRow(row)

    def show_waiting(self, key: str, count: int | None) -> None:
        """Show the number of tasks on a page that wait for the person at the desk."""
        before, self._waiting[key] = self._waiting.get(key, 0), count or 0
        if self._waiting[key] != before:
            self._label()

    def fold(self, folded: bool) -> None:
        """Leave the icons alone, with the words as tooltips, or show both."""
        self._folded = folded
        self.setFixedWidth(em(3.7) if folded else self._width())
        self._label()

    def _width(self) -> int:
        bold = QFont(self.font())
        bold.setBold(True)
        words = max(
            (self.fontMetrics().horizontalAdvance(_(row.title)) for row in self._rows.values()), default=0
        )
        return max(em(10.5), words + em(6))

    def _label(self) -> None:
        height = em(2.3 if self._folded else 2.4)
        for row in range(self.count()):
            item, key = self.item(row), self.item(row).data(KEY)
            if key is None:
                item.setSizeHint(QSize(em(2), em(0.3) if self._folded else em(1.9)))
                item.setText("" if self._folded else item.data(Qt.ItemDataRole.AccessibleTextRole))
                continue
            pages = [page for page, shared in self._rows.items() if shared.key == key]
            title, count = _(self._rows[pages[0]].title), sum(self._waiting.get(page, 0) for page in pages)
            said = _("{title}, {count} waiting").format(title=title, count=f"{count:,}") if count else title
            item.setText("" if self._folded else f"{title}  {count:,}" if count else title)
            item.setToolTip(said)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            item.setSizeHint(QSize(em(2), height))

    def _add_group(self, title: str) -> None:
        item = QListWidgetItem(self)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, title)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.9)
        item.setFont(font)

    def _pick(self, item: QListWidgetItem | None) -> None:
        if item is not None and (key := item.data(KEY)):
            self.picked.emit(self._last[key])
