"""The columns of many records in little memory: a county's history leaves some 300,000."""

from collections.abc import Iterator, MutableMapping

from county_desk.models.json_text import Json

SHARED = 10_000  # words that are kept once, such as the kinds and causes of households
SHORT = 12  # characters of a word that may be kept once


class PackedRecords(MutableMapping[str, dict[str, Json]]):
    """Columns by the number of a record; the names of columns and repeated words are kept once."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[tuple[str, ...], tuple[Json, ...]]] = {}
        self._names: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._words: dict[str, str] = {}

    def __getitem__(self, number: str) -> dict[str, Json]:
        names, values = self._kept[number]
        return dict(zip(names, values, strict=True))

    def __setitem__(self, number: str, columns: dict[str, Json]) -> None:
        names = tuple(columns)
        values = tuple(map(self._once, columns.values()))
        self._kept[number] = self._names.setdefault(names, names), values

    def __delitem__(self, number: str) -> None:
        del self._kept[number]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def _once(self, value: Json) -> Json:
        if type(value) is not str or len(value) > SHORT:
            return value
        if len(self._words) < SHARED:
            return self._words.setdefault(value, value)
        return self._words.get(value, value)
