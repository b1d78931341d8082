"""The ways to a place of work: from a row of any list to its household, person, village or case."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# the pages of places of work by the list whose rows they show in full
OF_LIST = {"households": "household", "members": "person", "villages": "village", "cases": "case"}
# the columns that name such a record in other lists, that of the nearest record first
_COLUMNS = (("household_id", "household"), ("case_id", "case"), ("village_id", "village"))


@dataclass(frozen=True)
class PlaceSubject:
    """For `go`: a record on its place of work, with a tab in front, and the records before and after it."""

    number: int
    tab: str = ""
    among: tuple[int, ...] = ()


def place_of(listed: str, row: object) -> tuple[str, int] | None:
    """The place of work of a row of the list with this key, as page and number; None where it has none."""
    if listed in OF_LIST:
        number = getattr(row, "id", None)
        return (OF_LIST[listed], number) if number else None
    found = ((page, getattr(row, column, None)) for column, page in _COLUMNS)
    return next(((page, number) for page, number in found if number), None)


def places_among(page: str, listed: str, rows: Iterable[object]) -> tuple[int, ...]:
    """The numbers of the records that rows of a list lead to on one place of work, each once."""
    return tuple(dict.fromkeys(_on(page, listed, rows)))


def _on(page: str, listed: str, rows: Iterable[object]) -> Iterator[int]:
    for row in rows:
        if (found := place_of(listed, row)) is not None and found[0] == page:
            yield found[1]
