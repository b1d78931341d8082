"""The eye over a list: full personal numbers are shown for a purpose, and each set of rows is recorded."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from county_desk.reveal_ways import RevealWay
from county_desk.tables.area import Area, area_of, is_within
from county_desk.tables.listing import Query, count
from county_desk.text import _
from county_desk.views.widgets.purpose_dialog import PurposeDialog
from county_desk.workflow.revealing import own_rows, reveal_rows

if TYPE_CHECKING:
    from county_desk.views.lists.list_view import ListView

type _Rows = tuple[object, ...]  # what decides which rows of a list are shown


class Uncovering(QObject):
    """Uncovers a list for a purpose. Another filter is another look, and recorded for the same purpose.

    Only rows of the person's own area are uncovered. A copy of them is recorded before it is made.
    """

    def __init__(self, view: "ListView") -> None:
        super().__init__(view)
        self.view, self.purpose = view, ""
        self._seen: _Rows = ()
        tip = view.unmask.toolTip()
        if view.owner.permit(view.unmask, view.listing.reveals):
            view.unmask.setToolTip(tip)
        view.unmask.clicked.connect(self._clicked)
        view.table.recorder = self._record_copy

    def follow(self, query: Query) -> None:
        """Record the look again when the list shows other rows; they are covered until then."""
        if self.purpose and _rows_of(query) != self._seen:
            self.view.model.show_masked(True)
            self.view.unmask.setChecked(False)
            self._begin()

    def _clicked(self, on: bool) -> None:
        self.view.unmask.setChecked(False)  # until the look is recorded
        if not on:
            self.purpose = ""
            self.view.model.show_masked(True)
            return
        title = _("Show full numbers: {list}").format(list=_(self.view.listing.table.title))
        dialog = PurposeDialog(title, self.view)
        dialog.given.connect(self._take)
        dialog.open()

    def _take(self, purpose: str) -> None:
        self.purpose = purpose
        self._begin()

    def _begin(self) -> None:
        """Record the look at the rows of the own area, then show their numbers."""
        query, desk, listing = self.view.query(), self.view.owner.desk, self.view.listing
        said, purpose = self.view.own_query(), self.purpose

        def work() -> Area | None:
            rows = desk.read(count, listing, own_rows(desk, listing, query))
            reveal_rows(desk, listing, said, RevealWay.SCREEN, rows, purpose)
            return desk.read(area_of, desk.actor.place_id)

        def shown(area: Area | None) -> None:
            if self.purpose == purpose:
                self._seen = _rows_of(query)
                self.view.unmask.setChecked(True)
                self.view.model.show_masked(False, lambda row: is_within(listing, row, area))

        self.view.owner.look(work, shown, "reveal", self.view)

    def _record_copy(self, rows: int, copy: Callable[[], None]) -> None:
        desk, listing, purpose = self.view.owner.desk, self.view.listing, self.purpose
        said = self.view.own_query()

        def work() -> object:
            return reveal_rows(desk, listing, said, RevealWay.CLIPBOARD, rows, purpose)

        self.view.owner.look(work, lambda _change: copy(), "reveal copy")


def _rows_of(query: Query) -> _Rows:
    return (dict(query.where), query.text, query.conditions)
