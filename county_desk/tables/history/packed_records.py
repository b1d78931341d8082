"""The columns of many records in little memory: a county's history leaves some 300,000."""

from collections.abc import Iterator, MutableMapping
from operator import itemgetter

from county_desk.models.json_text import Json
from county_desk.tables.many_rows import SharedWords


class PackedRecords(MutableMapping[str, dict[str, Json]]):
    """Columns by the number of a record; the names of columns and repeated words are kept once."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[tuple[str, ...], tuple[Json, ...]]] = {}
        self._names: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._orders: dict[tuple[tuple[str, ...], tuple[str, ...]], itemgetter[Json]] = {}
        self._words = SharedWords()

    def __getitem__(self, number: str) -> dict[str, Json]:
        names, values = self._kept[number]
        return dict(zip(names, values, strict=True))

    def __setitem__(self, number: str, columns: dict[str, Json]) -> None:
        names = tuple(columns)
        values = tuple(self._words.all(columns.values()))
        self._kept[number] = self._names.setdefault(names, names), values

    def in_order(self, number: str, columns: tuple[str, ...]) -> tuple[Json, ...]:
        """The values of a record in the order of two columns or more; None for one that it lacks.

        A record that is not there has no values.
        """
        if number not in self._kept:
            return ()
        names, values = self._kept[number]
        if (names, columns) not in self._orders:
            places = (names.index(each) if each in names else len(names) for each in columns)
            self._orders[names, columns] = itemgetter(*places)
        found: tuple[Json, ...] = self._orders[names, columns]((*values, None))
        return found

    def __delitem__(self, number: str) -> None:
        del self._kept[number]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)
