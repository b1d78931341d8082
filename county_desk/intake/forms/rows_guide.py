"""The second sheet of a blank workbook for rows: what each column takes, and the words to choose from."""

from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from county_desk.fields import Count, Day, IdNumber, Kind, Measure, Money, YesNo
from county_desk.intake.pasting.columns import PasteColumn
from county_desk.intake.pasting.grid import PasteGrid
from county_desk.sheets.writing import look
from county_desk.sheets.writing.look import fit_on_pages, put_text
from county_desk.text import N_, _

WORDS = "words"  # the hidden sheet that holds each list of words in a column
_WIDTHS = (26, 12, 46, 60)
_ENTRIES: Sequence[tuple[type[Kind], str]] = (
    (Day, N_("A day, year first, as 2016-11-30")),
    (Money, N_("An amount in yuan")),
    (Count, N_("A whole number")),
    (Measure, N_("A number")),
    (IdNumber, N_("As text, so that no digit is lost")),
)


def entry_words(kind: Kind) -> str:
    """The form of a value of a kind, in words; empty for a kind that takes any words."""
    return next((_(words) for each, words in _ENTRIES if isinstance(kind, each)), "")


def words_of(kind: Kind) -> list[str]:
    """The words from which a cell of a kind is chosen; none where it takes anything else."""
    if isinstance(kind, YesNo):
        return [kind.show(True), kind.show(False)]
    return list(dict.fromkeys(str(word) for _value, word in kind.options()))


def put_words(book: Workbook, columns: Sequence[PasteColumn]) -> dict[str, str]:
    """Write the lists of words on a hidden sheet; the range of cells of each, by the key of its column."""
    sheet: Worksheet = book.create_sheet(WORDS)
    sheet.sheet_state = "hidden"
    ranges: dict[str, str] = {}
    for column in columns:
        if words := words_of(column.kind):
            letter = get_column_letter(len(ranges) + 1)
            for row, word in enumerate(words, start=1):
                put_text(sheet[f"{letter}{row}"], word)
            ranges[column.key] = f"{WORDS}!${letter}$1:${letter}${len(words)}"
    return ranges


def put_guide(book: Workbook, grid: PasteGrid, columns: Sequence[PasteColumn]) -> None:
    """Write the sheet that explains the columns, in the language in force."""
    sheet: Worksheet = book.create_sheet(_("How to fill it in"))
    for place, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    titles = (_("Column"), _("Must be filled in"), _("What it takes"), _("Words to choose from"))
    rows = [titles, *(_line(grid, column) for column in columns)]
    for row, texts in enumerate(rows, start=1):
        for place, text in enumerate(texts, start=1):
            cell = sheet.cell(row, place)
            put_text(cell, text)
            cell.font, cell.border, cell.alignment = look.PLAIN, look.BOXED, look.LEFT
            if row == 1:
                cell.font, cell.fill, cell.alignment = look.STRONG, look.HEAD_FILL, look.CENTRED
        sheet.row_dimensions[row].height = look.height_of(list(zip(texts, _WIDTHS, strict=True)))
    for place, text in enumerate(_notes(grid), start=len(rows) + 2):
        cell = sheet.cell(place, 1)
        put_text(cell, text)
        cell.font = look.HINT
    sheet.freeze_panes = "A2"
    fit_on_pages(sheet, "landscape")


def _line(grid: PasteGrid, column: PasteColumn) -> tuple[str, str, str, str]:
    alone = any(record.columns == (column,) and not grid.may_lack(record) for record in grid.records)
    needed = _("Yes") if alone or column.key in grid.needed else ""
    taken = [*_naming(grid, column), entry_words(column.kind), _(column.help) if column.help else ""]
    return _(column.label), needed, _("; ").join(filter(None, taken)), _(", ").join(words_of(column.kind))


def _naming(grid: PasteGrid, column: PasteColumn) -> Iterable[str]:
    """How a column names a record, if it does."""
    for record in grid.records:
        if column in record.columns:
            ways = _(", ").join(_(each.label) for each in record.columns)
            if len(record.columns) > 1:
                yield _("One of these: {ways}").format(ways=ways)
            if grid.may_lack(record):
                yield _("May stay blank")
            return
    if column in grid.named:
        yield _("Only where several have the same name")


def _notes(grid: PasteGrid) -> Iterable[str]:
    yield _("A blank cell changes nothing. A row in which nothing is filled in is left out.")
    yield _("Columns can be moved or left away, but keep their titles.")
    if grid.shared:
        asks = grid.act.asks()
        names = _(", ").join(_(asks[name].title) for name in grid.shared)
        yield _("Chosen once for all rows, when the workbook is taken in: {names}").format(names=names)
