"""Puts texts and page set-up into openpyxl sheets: texts stay texts, and pages fit the paper."""

from typing import Any, Literal

from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet


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
