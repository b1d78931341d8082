"""Opening an .xlsx or .xlsm workbook: whether it is sound, its cells, and all that its cells do not show."""

from county_desk.sheets.formats.archive import Archive
from county_desk.sheets.formats.book import Book, Grid, Unreadable
from county_desk.sheets.formats.grid_marks import Noted
from county_desk.sheets.formats.markup import check
from county_desk.sheets.formats.xlsx.comments import read_comments
from county_desk.sheets.formats.xlsx.fonts import theme_of
from county_desk.sheets.formats.xlsx.other_content import guests
from county_desk.sheets.formats.xlsx.parts import SheetPart, Workbook, workbook_of
from county_desk.sheets.formats.xlsx.sheet import read_sheet
from county_desk.sheets.formats.xlsx.strings import shared_strings
from county_desk.sheets.formats.xlsx.styles import StyleSheet, styles_of
from county_desk.sheets.formats.xlsx.table import XlsxTable
from county_desk.sheets.formats.xlsx.values import Values
from county_desk.text import _

MAY_RUN = (".xlsm", ".xltm")  # names of workbooks that may hold macros
_XML = (".xml", ".rels")


def read_xlsx(suffix: str, archive: Archive) -> Book:
    """The sheets of a workbook in its package; `suffix` is how the file is named (".xlsx").

    Raises `Unreadable` with the reason and what the sender can do.
    """
    workbook = workbook_of(archive)
    if workbook is None:
        raise Unreadable(
            "file_type",
            _("This is not a workbook but another kind of document; copy its table into an .xlsx workbook."),
        )
    notes = tuple(guests(archive, may_run=suffix in MAY_RUN))
    values = _values(archive, workbook)
    grids = [_grid(archive, sheet, values) for sheet in workbook.sheets]
    _check_others(archive)
    return Book(tuple(grids), archive.budget, notes)


def _values(archive: Archive, workbook: Workbook) -> Values:
    strings, styles = workbook.part("sharedStrings"), workbook.part("styles")
    theme, budget = theme_of(archive, workbook.related), archive.budget
    texts, pieces = shared_strings(archive.blocks(strings), budget, theme) if strings else ((), {})
    sheet = styles_of(archive.blocks(styles), theme) if styles else StyleSheet()
    return Values(texts, sheet, budget, workbook.from_1904, pieces)


def _check_others(archive: Archive) -> None:
    """Unpack and parse the parts that are not read here, because other programs read them."""
    for name in archive.names():
        if name in archive.read:
            continue
        if name.casefold().endswith(_XML):
            check(archive.blocks(name))
        else:
            for _block in archive.blocks(name):
                pass


def _grid(archive: Archive, sheet: SheetPart, values: Values) -> Grid:
    table = XlsxTable(archive.budget, Noted(archive.budget))
    read_comments(archive, sheet.part, table.noted)
    read_sheet(archive.blocks(sheet.part), values, table)
    rows, marks = table.finished()
    return Grid(sheet.name, rows, sheet.hidden, marks, values.from_1904)
