"""Workbooks of Excel 97 to 2003 (.xls): looked at before they are read, and read record by record."""

import re
from collections.abc import Iterator, Mapping, Sequence

from county_desk.sheets.formats import foreign
from county_desk.sheets.formats.book import Book, Grid, Unreadable
from county_desk.sheets.formats.memory_budget import MemoryBudget
from county_desk.sheets.formats.ole import Compound, damaged
from county_desk.sheets.formats.styles import FontLook, Looks
from county_desk.sheets.formats.workbook_notes import Note, has_macros, holds_objects, leads_outside
from county_desk.sheets.formats.xls.grid_maker import GridMaker
from county_desk.sheets.formats.xls.records import CHART, MACROS, WORKSHEET, sort_at
from county_desk.sheets.formats.xls.sheet import read_sheet
from county_desk.sheets.formats.xls.workbook import Globals, XlsSheetAt, globals_of
from county_desk.text import _

_STREAM, _OLD_STREAM = "Workbook", "Book"  # of Excel 97, and of Excel 95; a file may hold both
_SHEETS = 255
_EMBEDDED = re.compile(r"mbd[0-9a-f]+|lnk[0-9a-f]+", re.IGNORECASE)
_MACROS = ("_VBA_PROJECT_CUR", "_VBA_PROJECT")


def read_xls(suffix: str, raw: bytes) -> Book:
    """The sheets of an OLE file; raises `Unreadable` saying what it is when it is no workbook."""
    try:
        file = Compound(raw)
    except Unreadable as trouble:
        raise foreign.broken_ole(suffix, raw) or trouble from None
    if "EncryptedPackage" in file or not (_STREAM in file or _OLD_STREAM in file):
        raise foreign.ole(suffix, file.names())
    if _STREAM not in file:
        raise foreign.of_old_excel(5)
    stream, notes = file.stream(_STREAM), _guests(file)
    budget = MemoryBudget()
    budget.take(len(raw) + len(stream))
    found = globals_of(stream, budget)
    if len(found.sheets) > _SHEETS:
        raise damaged()
    looks = found.looks()
    odd = looks.odd_texts(found.fonts_in)
    grids = tuple(_grids(stream, found, looks, odd, budget))
    if found.linked:
        notes.append(leads_outside())
    return Book(grids, budget, tuple(notes))


def _guests(file: Compound) -> list[Note]:
    notes = []
    if any(name in file for name in _MACROS):
        notes.append(has_macros())
    if any(_EMBEDDED.fullmatch(name) for name in file.names()):
        notes.append(holds_objects())
    return notes


def _worksheets(stream: bytes, found: Globals) -> Iterator[tuple[XlsSheetAt, int]]:
    """The sheets that have cells, each with the place where it ends at last; raises `Unreadable`."""
    names: set[str] = set()
    for sheet in found.sheets:
        sort = sort_at(stream, sheet.at)
        if sort == MACROS or sheet.sort == 1:
            raise Unreadable(
                "has_macros", _("The workbook holds macros of Excel 4; save it as .xlsx without them.")
            )
        if sheet.sort or sort == CHART:
            continue
        if sort != WORKSHEET or sheet.name.casefold() in names:
            raise damaged()
        names.add(sheet.name.casefold())
        last = min((other.at for other in found.sheets if other.at > sheet.at), default=len(stream))
        yield sheet, last


def _grids(
    stream: bytes, found: Globals, looks: Looks, odd: Mapping[int, Sequence[FontLook]], budget: MemoryBudget
) -> Iterator[Grid]:
    for sheet, last in _worksheets(stream, found):
        maker = GridMaker(looks, budget)
        read_sheet(stream, sheet.at, last, found, odd, maker)
        yield maker.grid(sheet.name, sheet.hidden)
