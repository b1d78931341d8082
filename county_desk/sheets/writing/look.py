"""The look of the office's own workbooks: fonts, borders, fills, texts and pages, alike on every sheet."""

import unicodedata
from collections.abc import Sequence
from typing import Any, Literal

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

SONG, HEI = "宋体", "黑体"

TITLE = Font(name=HEI, size=16)
PLAIN = Font(name=SONG, size=10)
STRONG = Font(name=SONG, size=10, bold=True)
HINT = Font(name=SONG, size=10, color="FF5F6B76")
LINK = Font(name=SONG, size=10, color="FF1F5FA8", underline="single")

_LINE = Side(style="thin", color="FF8A949E")
BOXED = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)

HEAD_FILL = PatternFill("solid", fgColor="FFE4EAF0")
SUM_FILL = PatternFill("solid", fgColor="FFF3F5F7")
ERROR_FILL = PatternFill("solid", fgColor="FFF8CFCB")
WARN_FILL = PatternFill("solid", fgColor="FFFBE5B6")
FIXED_FILL = PatternFill("solid", fgColor="FFD5E6F5")

CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)

_POINTS_A_LINE = 14.5


def breadth(text: str) -> int:
    """The width of a text in half-width characters."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def height_of(texts: Sequence[tuple[str, float]], least: float = 20) -> float:
    """The height in points of a row with texts that wrap in the given column widths."""
    lines = max((-(-breadth(text) // max(1, int(width))) for text, width in texts), default=1)
    return max(least, lines * _POINTS_A_LINE + 6)


def put_text(cell: Any, words: str) -> None:
    """Write words into a cell; a name that begins with "=" is still a name."""
    cell.value = words or None
    if words:
        cell.data_type = "s"


def fit_on_pages(part: Worksheet, orientation: Literal["portrait", "landscape"], *, high: int = 0) -> None:
    """Print all columns on one page, on as many pages as it takes, or on so many."""
    part.page_setup.orientation = orientation
    part.page_setup.fitToWidth, part.page_setup.fitToHeight = 1, high
    part.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
