"""The one list page: a declared list, and beside it the known facts of the current row."""

import json
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from county_desk.models.user import Permission
from county_desk.tables.area import area_of, within
from county_desk.tables.listing import Listing, Query, count
from county_desk.text import _
from county_desk.views.lists.list_view import ListView
from county_desk.views.lists.place_opening import place_opening
from county_desk.views.page import Page
from county_desk.views.types import Desk
from county_desk.views.widgets.bands import Band, Width
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.pane import Pane
from county_desk.views.widgets.parts import divided
from county_desk.views.widgets.style import em
from county_desk.workflow.command import Command

PANES = {Width.NARROW: 21.5, Width.STANDARD: 24.0, Width.WIDE: 30.0}  # em


class RegisterPage(Page):
    """A page around one `Listing`; subclasses say what stands beside it.

    `show_row` fills the pane for a row, `open_row` answers Enter, `actions_for` adds to the context menu,
    `scope` gives the values that always hold. `waits` holds the rows that wait for each right. Buttons of
    the page go into `header` or `list.tools`.
    """

    listing: Listing[Any]
    filters: ClassVar[tuple[str, ...]] = ()
    empty: ClassVar[str] = ""  # the words of an empty list
    empty_way: ClassVar[tuple[str, str, object] | None] = None  # a link in it as words, page and subject
    waits: ClassVar[Mapping[Permission, Query | Callable[..., int]]] = {}  # rows, or their number on a day

    def _build(self) -> None:
        super()._build()
        self.list = ListView(self, self.listing, filters=self.filters, scope=self.scope)
        if self.empty_way is not None:
            words, page, subject = self.empty_way
            self.list.nothing = (_(self.empty), _(words), lambda: self.go.emit(page, subject))
        elif self.empty:
            self.list.nothing = (_(self.empty), "", None)
        self.pane = Pane(self)
        self.split = divided(self, self.list, self.pane)
        self.body.addWidget(self.split, 1)
        self._panes: dict[Width, float] = {}
        self.split.splitterMoved.connect(self._moved)
        self.list.table.offering.connect(self.actions_for)
        self.list.told.connect(self.tell)
        self.list.table.chosen.connect(self._choose)
        self.list.table.opened.connect(self.open_row)
        self.pane.released.connect(self._released)
        QShortcut(QKeySequence("F8"), self, lambda: self.pane.setVisible(not self.pane.isVisible()))
        QShortcut(QKeySequence("F11"), self, self._cross)

    @classmethod
    def waiting(cls, desk: Desk) -> int | None:
        """The number of rows in the area of the person that wait for one of the rights of the post."""
        if not cls.waits:
            return None
        area, number = desk.read(area_of, desk.actor.place_id), 0
        for waits in (waits for right, waits in cls.waits.items() if desk.actor.role.may(right)):
            if isinstance(waits, Query):
                number += desk.read(count, cls.listing, within(cls.listing, waits, area))
            else:
                number += desk.read(waits, desk.today, area)
        return number

    def scope(self) -> Mapping[str, object]:
        """The values that always hold on this page, such as those of its tab."""
        return {}

    def show_row(self, row: Any) -> QWidget | None:
        """Return the view of a row for the pane; None for nothing."""
        return None

    def open_row(self, row: Any) -> None:
        """Answer Enter or a double click: open the place of work of the row, where it has one."""
        if (found := place_opening(self.list)) is not None:
            self.go.emit(*found)

    def refresh(self) -> None:
        """Look again; the pane follows the current row."""
        self.list.refresh()

    def show_subject(self, subject: Any) -> None:
        """Bring the record with this number into view."""
        self.list.seek(subject)

    def begin(self, command: type[Command], values: Mapping[str, object]) -> None:
        """Open the form of an act in the pane; it asks which record the act is about."""
        panel = CommandPanel(self, command, values={"year": self.year, **values})
        self.take(panel.opened_by("begin_again", command, list(values.items())))

    def search_for(self, words: str) -> None:
        """Drop all filters and show the rows that the words find."""
        self.list.clear_filters()
        self.list.search.setText(words)

    def narrow_to(self, query: Query) -> None:
        """Put the filters of a query in the place of all others."""
        self.list.search.setText(query.text)
        self.list.filters.show(query)

    def current_row(self) -> object | None:
        """The current row of the list."""
        row: object | None = self.current()
        return row

    def chosen_row(self) -> object | None:
        """The current row; none while it is the first, on which a list begins by itself."""
        return self.current() if self.list.table.currentIndex().row() > 0 else None

    def parts(self) -> list[QWidget]:
        """The list and the pane."""
        return [self.list.table, self.pane]

    def home(self) -> QWidget | None:
        """The form that is open, or the list while it has rows."""
        form: QWidget | None = self.pane.panel
        if form is not None:
            return form
        return self.list.table if self.list.table.isVisibleTo(self) else None

    def take(self, panel: QWidget) -> None:
        """Let a form about the current row have the pane until it is done or given up."""
        if isinstance(panel, CommandPanel) and not self.may_begin():
            panel.deleteLater()
            return
        self.pane.take(panel, getattr(self.current(), "id", 0))

    def current(self) -> object:
        """The current row, or None."""
        return self.list.table.current()

    def fit(self, band: Band) -> None:
        """Give the pane the width of the band, or the one that the person gave it there."""
        super().fit(band)
        QTimer.singleShot(0, self, self._split)

    def remembered(self) -> dict[str, str]:
        """The pane's width in em, for the band in force."""
        return {self.band.width.value: json.dumps({"pane": self._panes.get(self.band.width)})}

    def recall(self, kept: Mapping[str, str]) -> None:
        """Look as last time in this band; ignore settings that do not hold together."""
        try:
            band = json.loads(kept.get(self.band.width.value, "{}"))
            if pane := band.get("pane"):
                self._panes[self.band.width] = float(pane)
        except (ValueError, TypeError, AttributeError):
            return

    def _split(self) -> None:
        self.pane.set_width(em(self._panes.get(self.band.width, PANES[self.band.width])))

    def _moved(self) -> None:
        if self.pane.panel is None:
            self._panes[self.band.width] = round(self.pane.width() / em(1), 1)

    def _choose(self, row: object) -> None:
        """Show another row, unless a form stays."""
        if not self.pane.stays(getattr(row, "id", 0)):
            self.pane.show_widget(None if row is None else self.show_row(row))

    def _released(self) -> None:
        """A form is gone: the pane shows the current row again."""
        self._choose(self.current())
        if (home := self.home()) is not None:
            home.setFocus()

    def _cross(self) -> None:
        self.list.table.cross = not self.list.table.cross
        self.list.table.viewport().update()
