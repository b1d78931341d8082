"""A list as a text table (CSV) that a worksheet opens without losing a digit or running a formula."""

import csv
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from io import TextIOWrapper
from typing import BinaryIO

from county_desk.fields import Column, Table
from county_desk.progress import Progress, each, silent
from county_desk.sheets.writing.cells import is_number, values_of
from county_desk.text import _

FORMULA = frozenset("=+-@＝＋－＠\t\r\n")  # signs with which a worksheet takes a text for a formula
AS_TEXT, LONG_NUMBER = "'", "\t"  # the marks of such a text, and of a number that would be rounded
ROUNDED = 12  # digits from which a worksheet rounds a number or shows it as a power
EVERY = 500  # rows between two words of how far it is

type Cell = Callable[[object], str]


def write_csv[R](
    file: BinaryIO, table: Table[R], rows: Sequence[R], *, masked: bool, progress: Progress = silent
) -> None:
    """Write the titles and the rows in UTF-8 with a byte order mark, days as ISO, numbers without separators.

    `sheets/formats/csv_text.py` reads it back as it was.
    """
    text = TextIOWrapper(file, "utf-8-sig", newline="", write_through=False)
    writer = csv.writer(text)
    writer.writerow([_inert(_(column.title)) for column in table.columns])
    values = values_of(table.columns)
    cells = [_cell(column, masked=masked) for column in table.columns]
    for row in each(rows, progress, every=EVERY):
        writer.writerow([cell(value) for cell, value in zip(cells, values(row), strict=True)])
    text.detach()


def _cell[R](column: Column[R], *, masked: bool) -> Cell:
    kind = column.kind
    show = kind.mask if masked and kind.personal else kind.show

    def cell(value: object) -> str:
        if value is None or value == "":
            return ""
        if is_number(column, value) and not isinstance(value, datetime):
            return f"{value:f}" if isinstance(value, Decimal) else str(value)
        return _inert(show(value))

    return cell


def _inert(text: str) -> str:
    """A text as it is, marked where a worksheet would make something else of it."""
    if text[:1] in FORMULA:
        return AS_TEXT + text
    return LONG_NUMBER + text if len(text) >= ROUNDED and text.isdecimal() else text
