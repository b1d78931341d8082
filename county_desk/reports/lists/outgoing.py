"""A list that goes out: its columns in order, its rows, and the words around them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from county_desk.fields import Table
from county_desk.tables.filter_words import filter_words, sort_words
from county_desk.tables.listing import Listing, Query
from county_desk.text import _, _n


@dataclass(frozen=True)
class OutgoingList[R]:
    """Rows of a declared list with the columns that go out, from left to right.

    `named` are the columns by which a person knows a row. `narrowed` is the filter and `arranged` the order
    in words; both are empty without one. `chosen` says that only rows that a person chose go out, and
    `masked` that personal numbers are covered. `head` is the head of the history, for a list that it proves.
    `signing` are the titles of those who sign under the last row.
    """

    table: Table[R]
    rows: Sequence[R]
    county: str
    day: date
    narrowed: str = ""
    arranged: str = ""
    named: tuple[str, ...] = ()
    chosen: bool = False
    masked: bool = True
    head: str = ""
    signing: tuple[str, ...] = ()

    @property
    def personal(self) -> bool:
        """Whether one of the columns holds personal numbers."""
        return any(column.kind.personal for column in self.table.columns)

    @property
    def title(self) -> str:
        """The title of the list in the current language."""
        return _(self.table.title)

    @property
    def facts(self) -> tuple[str, ...]:
        """The lines under the title: county, day, number of rows, filter and order."""
        count = len(self.rows)
        if self.chosen:
            rows = _n("{count} chosen row", "{count} chosen rows", count)
        else:
            rows = _n("{count} row", "{count} rows", count)
        return tuple(
            filter(
                None,
                (
                    self.county,
                    self.day.isoformat(),
                    rows.format(count=f"{count:,}"),
                    self.narrowed and _("Filter: {words}").format(words=self.narrowed),
                    self.arranged and _("Order: {words}").format(words=self.arranged),
                    self._about_numbers(),
                    self.head and _("Head of the history: {head}").format(head=self.head),
                ),
            )
        )

    def _about_numbers(self) -> str:
        if not self.personal:
            return ""
        if self.masked:
            return _("Personal numbers are covered")
        return _("With full personal numbers; keep it safe")


def outgoing[R](
    listing: Listing[R],
    query: Query,
    rows: Sequence[R],
    *,
    county: str,
    day: date,
    chosen: bool = False,
    masked: bool = True,
    head: str = "",
) -> OutgoingList[R]:
    """The rows of a query as they go out, in the language in force."""
    return OutgoingList(
        shown_columns(listing.table, query),
        rows,
        county,
        day,
        filter_words(listing.table, query, masked=masked),
        sort_words(listing.table, query),
        listing.named,
        chosen,
        masked,
        head,
    )


def shown_columns[R](table: Table[R], query: Query) -> Table[R]:
    """The table with the columns of a query in its order, or with those that it shows itself."""
    shown = [column.key for column in table.columns if not column.hidden]
    columns = [replace(table[key], hidden=False) for key in query.columns or shown]
    return replace(table, columns=tuple(columns))
