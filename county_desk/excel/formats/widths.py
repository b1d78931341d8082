"""How wide the columns of the binary formats are: they count in the digits of the workbook's own face."""

from collections.abc import Iterator

from county_desk.excel.formats.dress import Style

_NARROW = "calibri"  # its digits take less than half of its height
_USUAL_DIGIT = 7  # pixels of a digit in the face of a workbook that chooses none
_PADDING, _STEP = 5, 8  # pixels that a column has besides, and to which a usual width is rounded up


class Widths:
    """Collects the widths of a sheet's columns, in digits of Calibri 11 as other workbooks have them.

    `usual` is the look of cells that nobody changed: the digits of its face are the unit of the file.
    """

    def __init__(self, usual: Style) -> None:
        pixels = round((usual.points or 11) * 96 / 72)
        self._digit = pixels // 2 if usual.face.casefold() == _NARROW or not usual.face else -(-pixels // 2)
        self._own: dict[int, float] = {}
        self._reach = 0
        self._usual = 0.0

    def put(self, first: int, last: int, width: int) -> None:
        """Columns from 1 and their width in 1/256 of a digit; those that come again are passed over."""
        for column in range(max(first, self._reach + 1), last + 1):
            self._own[column] = self._in_digits(width)
        self._reach = max(self._reach, last)

    def usual(self, width: int) -> None:
        """The width of all other columns, in 1/256 of a digit."""
        self._usual = self._in_digits(width)

    def usual_digits(self, count: int) -> None:
        """The width of all other columns, as so many digits that fit in."""
        self._usual = -(-(count * self._digit + _PADDING) // _STEP) * _STEP / _USUAL_DIGIT

    def _in_digits(self, width: int) -> float:
        return width / 256 * self._digit / _USUAL_DIGIT

    def found(self, last: int) -> dict[int, float]:
        """The width of each column up to the last one, and of those behind it that have their own."""
        return dict(self._all(last))

    def _all(self, last: int) -> Iterator[tuple[int, float]]:
        if self._usual:
            yield from ((column, self._usual) for column in range(1, last + 1))
        yield from ((column, width) for column, width in self._own.items() if width)
