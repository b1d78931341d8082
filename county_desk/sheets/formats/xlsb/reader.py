"""Binary workbooks of Excel (.xlsb): the package of an .xlsx file, with records instead of XML in it."""

from collections.abc import Iterator, Mapping

from county_desk.sheets.formats.archive import Archive
from county_desk.sheets.formats.book import Book
from county_desk.sheets.formats.grid_maker import GridMaker
from county_desk.sheets.formats.ole import damaged
from county_desk.sheets.formats.styles import Looks
from county_desk.sheets.formats.xlsb.sheet import read_comments, read_sheet
from county_desk.sheets.formats.xlsb.workbook import XlsbSheetAt, looks_of, sheets_of, texts_of
from county_desk.sheets.formats.xlsx.guests import guests
from county_desk.sheets.formats.xlsx.parts import Relation, macros, relations_of
from county_desk.sheets.formats.xlsx.theme import theme_of

MAIN_PART = "xl/workbook.bin"


def read_xlsb(archive: Archive) -> Book:
    """The sheets of a package with a binary workbook in it; raises `Unreadable` with the reason."""
    related = relations_of(archive, MAIN_PART)
    notes = tuple(guests(archive, may_run=True))
    sheets, from_1904 = sheets_of(archive.blocks(MAIN_PART))
    texts, fonts_in = list[str](), dict[int, frozenset[int]]()
    for part in parts_of(related, "sharedStrings"):
        texts, fonts_in = texts_of(archive.blocks(part), archive.room)
    looks = Looks(from_1904=from_1904)
    for part in parts_of(related, "styles"):
        looks = looks_of(archive.blocks(part), from_1904, theme_of(archive, related))
    odd = looks.odd_texts(fonts_in)
    grids = []
    for sheet, part in worksheets(related, sheets):
        maker = GridMaker(looks, archive.room)
        read_sheet(archive.blocks(part), texts, odd, maker)
        for remark in relations_of(archive, part).values():
            if remark.kind == "comments" and not remark.outside:
                read_comments(archive.blocks(remark.target), maker)
        grids.append(maker.grid(sheet.name, sheet.hidden))
    return Book(tuple(grids), archive.room, notes)


def parts_of(related: Mapping[str, Relation], kind: str) -> list[str]:
    """The one part of a kind that the workbook refers to, if it does."""
    found = [each.target for each in related.values() if each.kind == kind and not each.outside]
    if len(found) > 1:
        raise damaged()
    return found


def worksheets(
    related: Mapping[str, Relation], sheets: list[XlsbSheetAt]
) -> Iterator[tuple[XlsbSheetAt, str]]:
    """The sheets that have cells, each with its part; raises `Unreadable`."""
    names, parts = set[str](), set[str]()
    for sheet in sheets:
        relation = related.get(sheet.relation)
        if relation is None or relation.outside:
            raise damaged()
        if relation.kind.endswith("Macrosheet"):
            raise macros()
        if relation.kind != "worksheet":
            continue
        if relation.target in parts or sheet.name.casefold() in names:
            raise damaged()
        parts.add(relation.target)
        names.add(sheet.name.casefold())
        yield sheet, relation.target
