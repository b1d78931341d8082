"""The order of a long list, read once off the window's thread, so that each page is then found by number."""

from array import array
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from county_desk.tables.listing import Listing, Query, by_number, is_record, numbers, page
from county_desk.views.lists.table_model import PAGE
from county_desk.views.page import Page

QUIET = 200  # ms after the first page, in which what stands beside the list is read first


class RowOrder(QObject):
    """Fetches pages of one list for its model.

    Without the order, the database sorts the whole list for each page, which takes 20 to 100 ms of the
    window's time; with it, a page takes 5. A list that an index has in the order asked for needs none.
    """

    def __init__(self, owner: Page, listing: Listing[object], parent: QObject) -> None:
        super().__init__(parent)
        self._owner, self._listing = owner, listing
        self._query, self._job = Query(), 0
        self._known: list[array[int]] = []  # the order of the list that is shown, once it was read
        self._quiet = QTimer(self, singleShot=True, interval=QUIET)
        self._quiet.timeout.connect(self._read)

    def fetcher(self, query: Query, total: int) -> Callable[[int, int], Sequence[object]]:
        """Return a function that fetches rows from an offset up to a limit, on any thread.

        It belongs to a list that was just read.
        """
        self._owner.jobs.forget(self._job)
        self._query, self._known = query, []
        desk, listing, known = self._owner.desk, self._listing, self._known

        def fetch(offset: int, limit: int) -> Sequence[object]:
            if known:
                return desk.read(by_number, listing, known[0][offset : offset + limit])
            return desk.read(page, listing, query, offset, limit)

        if total > PAGE and is_record(listing) and not _is_in_order(listing, query):
            self._quiet.start()
        else:
            self._quiet.stop()
        return fetch

    def _read(self) -> None:
        desk, listing, query, known = self._owner.desk, self._listing, self._query, self._known

        def keep(order: array[int]) -> None:
            known.append(order)

        self._job = self._owner.jobs.start(
            lambda _progress: array("q", desk.read(numbers, listing, query)),
            then=keep,
            otherwise=self._owner.failed.emit,
            lane="look",
            owner=self,
        )


def _is_in_order(listing: Listing[object], query: Query) -> bool:
    """Whether an index has all rows in the order asked for, so that any page of them is found at once."""
    own = listing.list_table()
    every = not (query.where or query.text or query.conditions) and len(query.sort) <= 1
    return own is not None and every and own.has({level.key for level in query.sort})
