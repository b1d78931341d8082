"""The cells of text that a spreadsheet copied to the clipboard."""

import csv
from io import StringIO

MOST = 2000  # rows of a block; a longer list is imported as a workbook

type Cells = list[list[str]]


def cells_of(text: str) -> Cells:
    """The cells of tab-separated text, all rows equally long, without blank rows and columns at the end.

    A cell in quotation marks may hold line breaks, tabs and doubled quotation marks. Where the marks do not
    close, they are signs as any other.
    """
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter="\t", strict=True))
    except csv.Error:
        rows = [line.split("\t") for line in text.splitlines()]
    while rows and not any(map(str.strip, rows[-1])):
        rows.pop()
    width = max((place + 1 for row in rows for place, cell in enumerate(row) if cell.strip()), default=0)
    return [[*row[:width], *[""] * (width - len(row))] for row in rows]
