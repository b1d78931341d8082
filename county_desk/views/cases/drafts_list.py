"""The drafts of the person at the desk: the form, its record, the time of typing; Enter continues one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget

from county_desk.text import _
from county_desk.views.lists.table_model import TableModel
from county_desk.views.lists.table_view import TableView
from county_desk.views.page import DraftOpening, Page
from county_desk.views.widgets.banner import EmptyState
from county_desk.views.widgets.draft_rows import DRAFTS, DraftRow
from county_desk.views.widgets.drafts import thrown_words
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.text_format import titled
from county_desk.views.widgets.way_card import WayCard


class DraftsList(QStackedWidget):
    """The list, or words where there is none. `chosen(row)` follows the current draft."""

    chosen = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page = page
        self.model: TableModel[DraftRow] = TableModel(DRAFTS, self)
        self.table = TableView(self.model, parent=self)
        self.empty = EmptyState(self)
        self.empty.say(
            Icon.DONE,
            _("You have no drafts. What you type into a form and do not submit is kept here by itself."),
        )
        self.addWidget(self.table)
        self.addWidget(self.empty)
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(self.open)
        self.table.offering.connect(self._offer)
        key = QKeySequence("Ctrl+Del")
        QShortcut(key, self.table, self._throw_current_away, context=Qt.ShortcutContext.WidgetShortcut)

    def show_rows(self, rows: Sequence[DraftRow]) -> None:
        """Show these drafts, with the same one current where it is still there."""
        current = self.table.current()
        self.model.show_rows(rows)
        self.setCurrentWidget(self.table if rows else self.empty)
        keys = [row.kept.key for row in self.model.rows(range(len(rows)))]
        at = keys.index(current.kept.key) if current and current.kept.key in keys else 0
        self.table.setCurrentIndex(self.model.index(at, 1) if rows else self.model.index(-1, -1))
        if not rows:
            self.chosen.emit(None)

    def open(self, row: DraftRow) -> None:
        """Go on with a draft, on the page of its form."""
        self.page.go.emit(row.kept.page, DraftOpening(row.kept.key))

    def card(self, row: DraftRow) -> WayCard:
        """One draft for the pane, with its two acts."""
        typed = titled(_(DRAFTS["typed_at"].title), DRAFTS["typed_at"].shown(row))
        words = _("Only you see your drafts. They lie on this computer, and never in the history.")
        ways = (
            (_("Go on with it"), lambda: self.open(row)),
            (_("Throw it away"), lambda: self.throw_away(row)),
        )
        return WayCard(self, row.form, filter(None, (row.about, typed, words)), ways)

    def throw_away(self, row: DraftRow) -> None:
        """Throw a draft away, with a way back."""
        drafts = self.page.drafts
        if (kept := drafts.throw_away(row.kept.key)) is not None:
            self.page.undoable.emit(thrown_words(kept), lambda: drafts.put_back(kept))

    def _throw_current_away(self) -> None:
        if (row := self.table.current()) is not None:
            self.throw_away(row)

    def _offer(self, menu: QMenu, row: DraftRow) -> None:
        menu.addAction(_("Go on with it"), lambda: self.open(row))
        away = menu.addAction(_("Throw it away"), lambda: self.throw_away(row))
        away.setShortcut(QKeySequence("Ctrl+Del"))
