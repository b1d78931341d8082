"""Checks of a whole file or sheet: headers, hidden sheets, sheets alike, missing sheets."""

from collections.abc import Iterator, Mapping, Sequence

from county_desk.intake.delivery import Level, Problem
from county_desk.intake.reading.columns.header import Header
from county_desk.intake.reading.columns.list_kinds import SheetKind
from county_desk.intake.reading.columns.titles import known_title
from county_desk.intake.reading.rows.cell_notes import hidden_titles
from county_desk.intake.reading.rows.other_papers import Form
from county_desk.intake.reading.rows.sheet_rows import ReadSheet
from county_desk.sheets.formats.book import Book, address, letters
from county_desk.text import _

_ROSTERS = frozenset({SheetKind.PERSONS, SheetKind.HEADS})
_OTHERS = frozenset({SheetKind.VILLAGES, SheetKind.MONITORING, SheetKind.DEPARTMENT})
_TOLD_BY = {SheetKind.VILLAGES: "行政村", SheetKind.LEDGER: "户编号", SheetKind.LIVING: "户编号"}
_OF_VILLAGES = frozenset({"persons", "heads"})  # rosters to which a ledger and a sheet on living belong


def file_problems(
    book: Book, sheets: Sequence[ReadSheet], forms: Mapping[str, Form], villages: Mapping[str, str]
) -> Iterator[Problem]:
    """All that the file as a whole gives reason to say. Questions are put to the rows they concern too.

    `forms` are the sheets that are papers of another kind, and `villages` those that their names say, both by
    the name of the sheet.
    """
    for kind, message in book.notes:
        yield Problem("", "", kind, message, Level.WARN)
    filled = any(sheet.data for sheet in sheets)
    for sheet in sheets:
        if sheet.header is None or sheet.kind is SheetKind.OTHER:
            yield from _unread(sheet, forms.get(sheet.grid.name), alone=not _lists(sheets))
        else:
            yield from _header_problems(sheet, sheet.header, filled=filled)
            if sheet.grid.hidden:
                words = _("The sheet {sheet} is hidden; look at it first.").format(sheet=sheet.grid.name)
                yield from _note_sheet(sheet, "hidden_sheet", words)
    yield from _several(sheets, villages)
    yield from _lacking(sheets, forms)


def _lists(sheets: Sequence[ReadSheet]) -> set[SheetKind]:
    return {sheet.kind for sheet in sheets} - {SheetKind.OTHER}


def _unread(sheet: ReadSheet, form: Form | None, *, alone: bool) -> Iterator[Problem]:
    """A sheet that is no list: a form that is known, or one without a header that is known."""
    if sheet.grid.added or not any(cell != "" for row in sheet.grid.rows for cell in row):
        return
    name = sheet.grid.name
    if form is not None:
        message = _("The sheet {sheet} is {form}, which is not a list that can be read. {instead}")
        said = message.format(sheet=name or "CSV", form=form.title, instead=form.instead)
        kind = "file_unsupported" if alone else "several_sheets"
        yield Problem(name, "", kind, said, Level.ERROR if alone else Level.WARN)
        return
    kind = "hidden_sheet" if sheet.grid.hidden else "several_sheets"
    message = _("The sheet {sheet} has no known header and was not read.")
    if sheet.header is not None:
        message = _("The columns of sheet {sheet} are those of no known list, so it was not read.")
    yield Problem(name, "", kind, message.format(sheet=name or "CSV"), Level.WARN)


def _header_problems(sheet: ReadSheet, header: Header, *, filled: bool) -> Iterator[Problem]:
    name = sheet.grid.name
    for column, kind, words, level in (*_unread_columns(header), *_hidden_columns(sheet, header)):
        yield Problem(name, address(header.first, column), kind, words, level)
    yield from _twice(sheet, header)
    for title in header.missing:
        message = _("The column “{title}” is missing.").format(title=header.list.calls.get(title, title))
        yield from _note_sheet(sheet, "header_missing", message, level=Level.ERROR)
    if sheet.others:
        yield _below_another(sheet)
    if not sheet.data:
        message = _("The sheet {sheet} is a list ({list}) without a row.")
        words = message.format(sheet=name or "CSV", list=header.list.title)
        level = Level.WARN if filled else Level.ERROR
        yield Problem(name, address(header.last + 1, 1), "no_rows", words, level)


def _unread_columns(header: Header) -> Iterator[tuple[int, str, str, Level]]:
    """The notes on columns that are not known."""
    for column in header.open:
        yield column, "header_unknown", header.question(column), Level.ASK
    for column in header.passed:
        message = _("The column “{title}” is passed over, as decided; its cells are kept with the rows.")
        yield column, "header_unknown", message.format(title=header.texts.get(column, "")), Level.WARN
    for column in header.empty:
        message = _("The column “{title}” is not a known one; nothing stands in it.")
        yield column, "header_unknown", message.format(title=header.texts[column]), Level.WARN


def _hidden_columns(sheet: ReadSheet, header: Header) -> Iterator[tuple[int, str, str, Level]]:
    """Hidden columns that are filled in; of those that rows need, the rows ask as well."""
    hidden = sheet.grid.marks.hidden_columns
    for needed, level in ((True, Level.WARN), (False, Level.ASK)):
        for title, words in hidden_titles(hidden, header, needed=needed):
            if any(title in draft.values for draft in sheet.data):
                yield header.columns[title], "hidden_column", words, level


def _first_of(header: Header, column: int) -> int:
    """The first column with the title of this one, which bears “#2” behind it."""
    text = header.texts[column].rpartition("#")[0]
    return next((other for other, said in header.texts.items() if said == text), column)


def _twice(sheet: ReadSheet, header: Header) -> Iterator[Problem]:
    """Titles that stand in several columns; where most of them do, these are two tables."""
    if header.beside:
        first, last = (letters(header.twice[place][0]) for place in (0, -1))
        message = _(
            "Two tables stand side by side: the titles of columns {first} to {last} are those on the left "
            "again. Put the rows of the right table below those of the left one, in the same columns."
        )
        words = message.format(first=first, last=last)
        yield from _note_sheet(sheet, "header_duplicate", words, header.twice[0][0])
        return
    for column, text in header.twice:
        known = known_title(text)
        title = known.title if known else text.strip()
        message = _(
            "Columns {one} and {other} are both “{known}”; say what column {other} (“{title}”) means, or "
            "that it may be passed over."
        )
        before = header.columns.get(title) or _first_of(header, column)
        words = message.format(
            one=letters(before), other=letters(column), known=title, title=" ".join(text.split())
        )
        if known is None or header.list.waits_for(known):
            yield from _note_sheet(sheet, "header_duplicate", words, column)
        else:
            yield Problem(
                sheet.grid.name, address(header.first, column), "header_duplicate", words, Level.ASK
            )


def _below_another(sheet: ReadSheet) -> Problem:
    """The problem of rows below a header with other columns; households that go on there wait for them."""
    first = sheet.others[0]
    said = first.problems[0]
    texts = {text for draft in sheet.others for text in draft.original.values()}
    for draft in sheet.data:
        if draft.household and draft.household in texts:
            draft.ask("户编号", said.kind, said.message)
    return Problem(sheet.grid.name, address(first.row, 1), said.kind, said.message, Level.WARN)


def _several(sheets: Sequence[ReadSheet], villages: Mapping[str, str]) -> Iterator[Problem]:
    """Sheets that list the same: at least half of the smaller one stands in the other, too.

    Sheets that are named after different villages do not; a person who stands in both gets a question alone.
    """
    for kind in (SheetKind.PERSONS, SheetKind.HEADS, SheetKind.LEDGER, SheetKind.LIVING, *_OTHERS):
        alike = [sheet for sheet in sheets if sheet.kind is kind and sheet.data]
        keys = {sheet.grid.name: _keys(sheet) for sheet in alike} if len(alike) > 1 else {}
        for sheet in alike:
            mine = keys.get(sheet.grid.name, set())
            others = [
                name
                for name, theirs in keys.items()
                if name != sheet.grid.name and not _apart(name, sheet, villages) and _same_list(mine, theirs)
            ]
            if others:
                message = _("Several sheets list the same thing ({sheets}); say which one counts.")
                names = "、".join(name for name in keys if name in others or name == sheet.grid.name)
                yield from _note_sheet(sheet, "file_ambiguous", message.format(sheets=names))


def _apart(name: str, sheet: ReadSheet, villages: Mapping[str, str]) -> bool:
    """Whether two sheets are named after different villages."""
    return len({villages.get(name, ""), villages.get(sheet.grid.name, ""), ""}) == 3


def _same_list(one: set[str], other: set[str]) -> bool:
    """Whether two sheets list the same, as they may if the rows of one bear no number or name."""
    return len(one & other) * 2 >= min(len(one), len(other))


def _keys(sheet: ReadSheet) -> set[str]:
    """The values that identify the rows of a sheet among others of its kind."""
    title = _TOLD_BY.get(sheet.kind, "身份证号")
    return {key for row in sheet.data if (key := row.text(title) or row.text("户编号"))}


def _lacking(sheets: Sequence[ReadSheet], forms: Mapping[str, Form]) -> Iterator[Problem]:
    kinds = _lists(sheets)
    if not kinds and not forms:
        blank = not any(cell != "" for sheet in sheets for row in sheet.grid.rows for cell in row)
        message = _("The file has no list: no sheet has columns of one.")
        yield Problem("", "", "no_rows" if blank else "header_missing", message, Level.ERROR)
    elif kinds and not kinds & (_ROSTERS | _OTHERS):
        message = _("The file has no roster; its figures go to households that are on record.")
        yield Problem("", "", "sheet_missing", message, Level.WARN)
    elif any(sheet.header and sheet.header.list.key in _OF_VILLAGES for sheet in sheets):
        yield from _lacking_sheets(kinds)


def _lacking_sheets(kinds: set[SheetKind]) -> Iterator[Problem]:
    for kind, message in (
        (SheetKind.PERSONS, _("The file has no list of members; only the heads are known.")),
        (SheetKind.LEDGER, _("The file has no income ledger.")),
        (SheetKind.LIVING, _("The file has no sheet on housing, water, schooling and insurance.")),
    ):
        if kind not in kinds:
            yield Problem("", "", "sheet_missing", message, Level.WARN)


def _note_sheet(
    sheet: ReadSheet, kind: str, words: str, column: int = 1, level: Level = Level.ASK
) -> Iterator[Problem]:
    """Say something of a sheet, and to each of its rows: none of them goes in before it is settled."""
    row = sheet.header.first if sheet.header else 1
    yield Problem(sheet.grid.name, address(row, column), kind, words, Level.WARN)
    for draft in sheet.data:
        draft.note_at(column, kind, words, level)
