"""The parts of a list that go out: its rows, a named view of it, or its summary; read on any thread."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from county_desk.intake.pasting.grid import AnyListing
from county_desk.progress import Progress
from county_desk.reveal_ways import RevealWay
from county_desk.tables.area import area_of, is_within
from county_desk.tables.county import county_name
from county_desk.tables.history.acts import history_head
from county_desk.tables.listing import Query
from county_desk.tables.picking import picked
from county_desk.tables.saved_query import from_plain
from county_desk.tables.summary import SummaryQuestion, summarise
from county_desk.views.lists.list_look import held
from county_desk.views.types import Desk
from county_desk.workflow.revealing import own_rows, reveal_rows

if TYPE_CHECKING:
    from county_desk.reports.lists.outgoing import OutgoingList


@dataclass(frozen=True)
class GoingList:
    """Rows of a list under a query, those of the own area. `numbers` are places of rows that were chosen.

    `words_of` is the query that the words name. Without a `purpose` personal numbers are covered.
    """

    desk: Desk
    listing: AnyListing
    query: Query
    words_of: Query
    purpose: str = ""
    numbers: Sequence[int] | None = None

    def read(self, progress: Progress) -> "OutgoingList[object]":
        """The rows of the own area, with the words around them."""
        from county_desk.reports.lists.outgoing import outgoing

        desk, listing = self.desk, self.listing
        if self.numbers is None:
            rows = desk.read(picked, listing, own_rows(desk, listing, self.query))
        else:
            area = desk.read(area_of, desk.actor.place_id)
            some = desk.read(picked, listing, self.query, self.numbers, progress)
            rows = [row for row in some if is_within(listing, row, area)]
        return outgoing(
            listing,
            self.words_of,
            rows,
            county=desk.read(county_name),
            day=desk.today,
            chosen=self.numbers is not None,
            masked=not self.purpose,
            head=desk.read(history_head) if listing.sealed else "",
        )

    def record(self, listed: "OutgoingList[object]", way: RevealWay) -> None:
        """Record that full numbers go out; raises `Refused`, and then they do not."""
        if not listed.masked and listed.personal:
            reveal_rows(self.desk, self.listing, self.words_of, way, len(listed.rows), self.purpose)


@dataclass(frozen=True)
class GoingSummary(GoingList):
    """The summary of the rows of a query; it holds no personal number."""

    question: SummaryQuestion = field(kw_only=True)

    def read(self, progress: Progress) -> "OutgoingList[object]":
        """The lines of the summary of the own area."""
        from county_desk.reports.lists.outgoing import OutgoingList
        from county_desk.tables.filter_words import filter_words
        from county_desk.views.lists.summary_rows import summary_rows, summary_table

        desk, listing = self.desk, self.listing
        summary = desk.read(summarise, listing, own_rows(desk, listing, self.query), self.question)
        table = summary_table(listing.table, summary)
        rows = list(summary_rows(listing.table, summary))
        narrowed = filter_words(listing.table, self.words_of)
        return OutgoingList(table, rows, desk.read(county_name), desk.today, narrowed)  # type: ignore[arg-type]


def going_view(desk: Desk, listing: AnyListing, kept: object, purpose: str) -> GoingList:
    """The rows of a named view of a list, with its columns, filters and order."""
    query = from_plain(listing.table, held(kept, "wishes"))
    known = {column.key for column in listing.table.columns}
    columns = held(kept, "layout").get("columns")
    shown = tuple(key for key in columns if key in known) if isinstance(columns, list) else ()
    query = replace(query, columns=shown)
    return GoingList(desk, listing, query, query, purpose)
