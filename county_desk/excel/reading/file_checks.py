"""What concerns a whole file or a whole sheet: headers, hidden sheets, several rosters, missing sheets."""

from collections.abc import Iterator, Sequence

from county_desk.excel.delivery import Level, Problem
from county_desk.excel.reading.book import Book, address
from county_desk.excel.reading.headers import Header, said_of_open
from county_desk.excel.reading.lists import SheetKind
from county_desk.excel.reading.rows import Sheet
from county_desk.excel.reading.vocabulary import is_our_sheet
from county_desk.text import _


def file_problems(book: Book, sheets: Sequence[Sheet]) -> Iterator[Problem]:
    """All that the file as a whole gives reason to say. Questions are put to the rows they concern too."""
    for kind, message in book.notes:
        yield Problem("", "", kind, message, Level.WARN)
    for sheet in sheets:
        if sheet.header is None or sheet.kind is SheetKind.OTHER:
            yield from _unread(sheet)
        else:
            yield from _header_problems(sheet, sheet.header)
            if sheet.grid.hidden:
                yield from _put(sheet, "hidden_sheet", _("The sheet {sheet} is hidden; look at it first."))
    yield from _several(sheets)
    yield from _lacking(sheets)


def _unread(sheet: Sheet) -> Iterator[Problem]:
    if is_our_sheet(sheet.grid.name) or not any(cell != "" for row in sheet.grid.rows for cell in row):
        return
    kind = "hidden_sheet" if sheet.grid.hidden else "several_sheets"
    message = _("The sheet {sheet} has no known header and was not read.")
    yield Problem(sheet.grid.name, "", kind, message.format(sheet=sheet.grid.name), Level.WARN)


def _header_problems(sheet: Sheet, header: Header) -> Iterator[Problem]:
    name = sheet.grid.name
    for column, seeming in header.open.items():
        message = said_of_open(header.texts[column], seeming)
        yield Problem(name, address(header.first, column), "header_unknown", message, Level.ASK)
    for column in header.passed:
        message = _("The column “{title}” is passed over, as decided; its cells are kept with the rows.")
        where = address(header.first, column)
        yield Problem(
            name, where, "header_unknown", message.format(title=header.texts.get(column, "")), Level.WARN
        )
    for column, text in header.twice:
        message = _("The column “{title}” stands twice; say which one counts.").format(title=text.strip())
        yield from _put(sheet, "header_duplicate", message, column)
    for title in header.missing:
        message = _("The column “{title}” is missing.").format(title=title)
        yield from _put(sheet, "header_missing", message, level=Level.ERROR)


def _several(sheets: Sequence[Sheet]) -> Iterator[Problem]:
    for kind in (SheetKind.PERSONS, SheetKind.HEADS, SheetKind.LEDGER, SheetKind.LIVING):
        alike = [sheet for sheet in sheets if sheet.kind is kind]
        if len(alike) > 1:
            names = "、".join(sheet.grid.name for sheet in alike)
            message = _("Several sheets list the same thing ({sheets}); say which one counts.")
            for sheet in alike:
                yield from _put(sheet, "file_ambiguous", message.format(sheets=names))


def _lacking(sheets: Sequence[Sheet]) -> Iterator[Problem]:
    kinds = {sheet.kind for sheet in sheets}
    if not kinds & {SheetKind.PERSONS, SheetKind.HEADS}:
        message = _("The file has no roster: no sheet with the columns of a list of households.")
        yield Problem(
            "", "", "header_missing" if kinds != {SheetKind.OTHER} else "no_rows", message, Level.ERROR
        )
        return
    for kind, message in (
        (SheetKind.PERSONS, _("The file has no list of members; only the heads are known.")),
        (SheetKind.LEDGER, _("The file has no income ledger.")),
        (SheetKind.LIVING, _("The file has no sheet on housing, water, schooling and insurance.")),
    ):
        if kind not in kinds:
            yield Problem("", "", "sheet_missing", message, Level.WARN)


def _put(
    sheet: Sheet, kind: str, message: str, column: int = 1, level: Level = Level.ASK
) -> Iterator[Problem]:
    """Say something of a sheet, and to each of its rows: none of them goes in before it is settled."""
    said = message.format(sheet=sheet.grid.name)
    row = sheet.header.first if sheet.header else 1
    yield Problem(sheet.grid.name, address(row, column), kind, said, Level.WARN)
    for draft in sheet.data:
        draft.say("", kind, said, level)
