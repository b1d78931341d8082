"""The comments of the sender in an .xls workbook: their words and their author.

The words stand among the drawings, under the number of a box.
"""

import struct
from collections.abc import Iterator, Mapping

from county_desk.sheets.formats.cell_comment import CellComment, CellComments
from county_desk.sheets.formats.memory_budget import MemoryBudget
from county_desk.sheets.formats.table_limits import Place
from county_desk.sheets.formats.xls.reader import stream_of, worksheets
from county_desk.sheets.formats.xls.records import continued, records
from county_desk.sheets.formats.xls.workbook import globals_of

_BOX, _WORDS, _NOTE = 0x5D, 0x1B6, 0x1C


def comments_of_xls(raw: bytes) -> Mapping[str, CellComments]:
    """The comments by sheet and place, of a workbook that was read before.

    Raises `Unreadable`, struct.error or IndexError where they are damaged.
    """
    stream = stream_of(raw)
    found = globals_of(stream, MemoryBudget())
    return {sheet.name: dict(_remarks(stream, sheet.at, last)) for sheet, last in worksheets(stream, found)}


def _remarks(stream: bytes, first: int, last: int | None) -> Iterator[tuple[Place, CellComment]]:
    box, said = 0, dict[int, str]()
    for kind, at, end in records(stream, first, last):
        if kind == _BOX:
            box = struct.unpack_from("<H", stream, at + 6)[0]
        elif kind == _WORDS:
            said[box] = _text(stream, at, end)
        elif kind == _NOTE:
            row, column, _look, number, signs, is_wide = struct.unpack_from("<5HB", stream, at)
            if text := said.get(number):
                yield (row + 1, column + 1), CellComment(text, _signs(stream[at + 11 : end], signs, is_wide))


def _text(stream: bytes, at: int, end: int) -> str:
    """The words of a box: each record that goes on with them says anew how wide their signs are."""
    left, text = struct.unpack_from("<H", stream, at + 10)[0], ""
    for piece in [*continued(stream, at, end)][1:]:
        text += _signs(piece[1:], left - len(text), piece[0]) if len(text) < left else ""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _signs(raw: bytes, count: int, is_wide: int) -> str:
    if is_wide & 1:
        return raw[: 2 * count].decode("utf-16-le", "replace")
    return raw[:count].decode("latin-1")
