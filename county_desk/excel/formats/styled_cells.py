"""Which style each cell of a sheet has, kept as bare numbers: a sheet can say it of millions of cells."""

from array import array
from collections.abc import Iterator, Mapping

from county_desk.excel.formats.room import ROW, Room

_SIZE = 4  # bytes of a number


class StyledCells(Mapping[tuple[int, int], int]):
    """The numbers of styles by row and column from 1. Its room says when there are too many."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._rows: dict[int, array[int]] = {}  # one more than the number of the style; 0 is none

    def put(self, row: int, column: int, style: int) -> None:
        """The style of one cell; raises `Unreadable` when there is no room for it."""
        line = self._rows.get(row)
        if line is None:
            self._room.take(ROW)
            line = self._rows[row] = array("I")
        missing = column - len(line)
        if missing > 0:
            self._room.take(_SIZE * missing)
            line.frombytes(bytes(_SIZE * missing))
        line[column - 1] = style + 1

    def __getitem__(self, place: tuple[int, int]) -> int:
        line = self._rows.get(place[0], ())
        if not 0 < place[1] <= len(line) or not line[place[1] - 1]:
            raise KeyError(place)
        return line[place[1] - 1] - 1

    def __iter__(self) -> Iterator[tuple[int, int]]:
        for row, line in self._rows.items():
            for column, style in enumerate(line, 1):
                if style:
                    yield row, column

    def __len__(self) -> int:
        return sum(1 for _place in self)
