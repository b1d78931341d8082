"""The column of one's own: any list of records with the notes of the person who reads it."""

from dataclasses import dataclass, field, fields
from functools import cache
from typing import Annotated, Any

from sqlalchemy import func, literal, select

from county_desk.fields import Table
from county_desk.models.own_note import OwnNote
from county_desk.tables.declared import Shown, ShownRow, shown_fields
from county_desk.tables.list_tables import ListTable
from county_desk.tables.listing import Listing, Rows

NOTE = "own_note"  # the key of the column
_SHOWN = Shown(OwnNote.words, hidden=True)


@dataclass(frozen=True)
class NotedListing[R](Listing[R]):
    """A list with the notes of one account in its last column.

    Each note is a subquery by the unique index: a count, a search or a sorting that does not look at the
    notes leaves it out. The table of a large list is that of the `plain` list.
    """

    plain: Listing[R] = field(kw_only=True)
    account: int = field(kw_only=True)

    def select(self) -> Rows:
        """The select of the plain list, and the note."""
        return self._noted(self.plain.select())

    def rows_alone(self) -> Rows:
        """The select of rows by number, and the note; columns that it leaves out are empty."""
        rows = self.plain.rows_alone()
        has = rows.selected_columns
        lacking = (each.key for each in self.plain.table.columns if each.key not in has)
        return self._noted(rows.add_columns(*(literal(None).label(each) for each in lacking)))

    def list_table(self) -> ListTable | None:
        """The table of a large list."""
        return self.plain.list_table()

    def _noted(self, rows: Rows) -> Rows:
        own = OwnNote.account_id == self.account, OwnNote.of_list == self.table.key
        standing = OwnNote.record_id == rows.selected_columns["id"], OwnNote.withdrawn_on.is_(None)
        words = select(OwnNote.words).where(*own, *standing).scalar_subquery()
        return rows.add_columns(func.coalesce(words, "").label(NOTE))


def with_notes[R](listing: Listing[R], account: int) -> Listing[R]:
    """The list with the notes of an account, where its rows are records; any other as it is."""
    number = shown_fields(listing.table.row).get("id")
    if number is None or number.mapped is None or not number.mapped.primary_key:
        return listing
    given: dict[str, Any] = {each.name: getattr(listing, each.name) for each in fields(Listing)}
    return NotedListing(**given | {"table": _noted_table(listing.table)}, plain=listing, account=account)


@cache
def _noted_table[R](table: Table[R]) -> Table[R]:
    own = {"__annotations__": {NOTE: Annotated[str, _SHOWN]}, NOTE: ""}
    row: type[R] = type(f"Noted{table.row.__name__}", (table.row,), own)
    if not issubclass(row, ShownRow):  # which becomes a dataclass by itself
        row = dataclass(frozen=True)(row)
    return Table(table.key, table.title, row, (*table.columns, _SHOWN.column(NOTE)), table.beside)
