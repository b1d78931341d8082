"""Finds where the cells of a marked sheet are after its sender inserted, removed or sorted rows.

Our text beside a row begins with the cell name it had then. So each such row shows where it was, and the
rows between two of them moved as these did.
"""

from bisect import bisect
from collections.abc import Iterator, Mapping

from county_desk.sheets.formats.table_limits import Place, place_of


class MovedCells:
    """The ways of one sheet's cells. `rows` are rows that are known to have stood elsewhere: then, and now.

    `aside` is by how many columns our own column moved.
    """

    def __init__(self, rows: Mapping[int, int], aside: int = 0) -> None:
        self._rows, self._aside = rows, aside
        self._known = sorted(rows)

    def is_known(self, name: str) -> bool:
        """Whether the row of a cell is one that is known."""
        then = place_of(name)
        return then is not None and then[0] in self._rows

    def places(self, name: str) -> Iterator[Place]:
        """The places at which a cell with this former name may be now, the likeliest first."""
        then = place_of(name)
        if then is None:
            return
        for row in self._rows_now(then[0]):
            for column in dict.fromkeys((then[1], then[1] + self._aside)):
                if row > 0 and column > 0:
                    yield row, column

    def _rows_now(self, row: int) -> Iterator[int]:
        at = bisect(self._known, row)
        near = self._known[max(at - 1, 0) : at + 1]
        shifted = (row + self._rows[other] - other for other in near)
        yield from dict.fromkeys((self._rows.get(row, 0), *shifted, row))
