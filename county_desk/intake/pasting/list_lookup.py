"""Records of a declared list that rows name: by number, or by columns of the list."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy.orm import Session

from county_desk.fields import Record
from county_desk.intake.pasting.columns import VILLAGE, PasteColumn
from county_desk.intake.pasting.grid import AnyListing, RowRecord
from county_desk.intake.pasting.subjects import VILLAGE_IDS, Keys, Named, Scope, by_query, in_villages
from county_desk.tables.listing import Query, page
from county_desk.text import _

_NUMBER = attrgetter("id")


def listed(
    name: str,
    listing: AnyListing,
    number: str,
    keys: Sequence[str | PasteColumn],
    within: tuple[PasteColumn, ...] = (),
    among: Mapping[str, object] | None = None,
) -> RowRecord:
    """Return the record of a list for the field `name`: by the column titled `number`, else by `keys`.

    A key is a column of the list, or one that other grids have. `within` chooses among records of one name. A
    search by `keys` looks only `among` some rows of the list, as `Query.where` narrows it.
    """
    first = PasteColumn(f"{name}_number", number, Record(), source="id")
    columns = (first, *(_of_list(name, listing, key) if isinstance(key, str) else key for key in keys))
    search = _Search(listing, (*columns, *within), among or {})
    return RowRecord(name, columns, by_query(search.find), within, listing, among or {})


def _of_list(name: str, listing: AnyListing, key: str) -> PasteColumn:
    column = listing.table[key]
    return PasteColumn(f"{name}_{key}", column.title, column.kind, source=key)


class _FilledColumn(NamedTuple):
    """A filled column of a row; the field `source` of the list must hold one of the `texts`."""

    column: PasteColumn
    source: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class _Search:
    """The search for rows of a list by some of its columns, the first one that of the record number."""

    listing: AnyListing
    columns: tuple[PasteColumn, ...]
    among: Mapping[str, object]

    def find(self, session: Session, rows: Sequence[Keys], _scope: Scope) -> list[Named]:
        """The record of each row: by the first column that is filled in; the others must match."""
        asked = [list(self._filled_columns(row)) for row in in_villages(session, rows)]
        wanted: dict[str, set[str]] = defaultdict(set)
        for columns in filter(None, asked):
            wanted[columns[0].source].update(columns[0].texts)
        found = {source: self._by(session, source, texts) for source, texts in wanted.items()}
        return [self._named(columns, found) for columns in asked]

    def _filled_columns(self, row: Keys) -> Iterator[_FilledColumn]:
        """Each column that a row fills in; a village is compared by its number."""
        for column in self.columns:
            if column is VILLAGE and row.get(column.key):
                yield _FilledColumn(column, VILLAGE_IDS, tuple(filter(None, row[VILLAGE_IDS].split(","))))
            elif text := row.get(column.key):
                yield _FilledColumn(column, column.source, (text,))

    def _by(self, session: Session, source: str, texts: Iterable[str]) -> Mapping[str, list[object]]:
        number = source in ("id", VILLAGE_IDS)
        where = {source: tuple(int(text) if number else text for text in texts)}
        query = Query(where if source == "id" else {**self.among, **where})
        rows: dict[str, list[object]] = defaultdict(list)
        for row in page(session, self.listing, query):
            rows[str(getattr(row, source))].append(row)
        return rows

    def _named(
        self, asked: Sequence[_FilledColumn], found: Mapping[str, Mapping[str, list[object]]]
    ) -> Named:
        if not asked:
            ways = _(", ").join(_(column.label) for column in self.columns)
            return Named(trouble=_("Fill in one of: {ways}").format(ways=ways))
        first, *others = asked
        rows = [row for text in first.texts for row in found[first.source].get(text, ())]
        if not rows:
            words = _("Nothing on record here has this: {column}.").format(column=_(first.column.label))
            return Named(trouble=words, column=first.column.key)
        for column, source, texts in others:
            known, rows = rows, [row for row in rows if str(getattr(row, source)) in texts]
            if not rows:
                words = _("On record it is {known}; check which of the two is meant.")
                shown = column.kind.show(getattr(known[0], column.source))
                return Named(trouble=words.format(known=shown), column=column.key)
        if len(rows) > 1:
            words = _("{count} records fit; fill in more of what names one, or its number.")
            return Named(trouble=words.format(count=len(rows)), column=first.column.key)
        return Named(_NUMBER(rows[0]), self.listing.label(rows[0]))
