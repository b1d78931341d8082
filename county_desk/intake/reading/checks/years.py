"""The year that a file says its figures are of, held against the year for which it is taken in."""

import re
from collections.abc import Iterator, Sequence

from county_desk.intake.delivery import Level, Problem
from county_desk.intake.reading.checks.read_rows import DraftHit, ReadRows
from county_desk.intake.reading.columns.list_kinds import SheetKind
from county_desk.intake.reading.rows.draft import Draft
from county_desk.intake.reading.rows.sheet_rows import ReadSheet
from county_desk.intake.row_hits import RowHit
from county_desk.rules.checks.catalogue import catalogue
from county_desk.rules.checks.hits import Numbers, Of, check
from county_desk.sheets.formats.book import text_of
from county_desk.text import _, _n

MISMATCH = "year_mismatch"
_YEAR, _DAY = "年度", "数据日期"
_OF_A_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年度?")


@check("L10", Of.ROWS)
def another_year(rows: ReadRows, n: Numbers) -> Iterator[DraftHit]:
    """Rows of another year, and those of a ledger with titles that name earlier years alone.

    Figures can be exported, and lists be written, in the year after theirs.
    """
    year = rows.year
    for sheet in rows.sheets:
        if sheet.kind is SheetKind.LEDGER and (said := _earlier(sheet, year)):
            for row in sheet.data:
                yield RowHit(row, "", {"said": said, "year": year}, "title")
        if sheet.header is None or not {_YEAR, _DAY} & sheet.header.columns.keys():
            continue
        for row in sheet.data:
            if title := _title_of_other_year(row, year):
                yield RowHit(row, title, {"said": row.text(title), "year": year}, "row")


def _earlier(sheet: ReadSheet, year: int) -> str:
    """The year that the titles of a sheet name where all of them are before this one; "" where not."""
    above = sheet.grid.rows[: sheet.header.first - 1] if sheet.header else ()
    texts = (sheet.grid.name, *(text_of(cell) for row in above for cell in row if cell != ""))
    named = {found for text in texts for found in _OF_A_YEAR.findall(text)}
    latest = max(named, default="")
    return latest if latest and int(latest) < year else ""


def set_aside(sheets: Sequence[ReadSheet], year: int) -> Iterator[Problem]:
    """Skip rows of other years for everyone who also has a row of this year.

    A list that was kept for years has a row for each of them. Rows of people who have only another year
    raise a question, because the file may be meant for that year; see `another_year`.
    """
    for sheet in sheets:
        if sheet.header is None or not {_YEAR, _DAY} & sheet.header.columns.keys():
            continue
        told = list(_rows_with_year(sheet, year))
        this = {key for _row, key, title in told if not title}
        passed = [(row, title) for row, key, title in told if key and title and key in this]
        for row, title in passed:
            row.skip = True
            row.problems.clear()
            message = _(
                "The row says {said}; that of {year} is taken. For the other, take the file in again."
            )
            row.warn(title, MISMATCH, message.format(said=row.text(title), year=year))
        if passed:
            message = _n(
                "{count} row of another year is passed over: there is one of {year}, too.",
                "{count} rows of other years are passed over: there are some of {year}, too.",
                len(passed),
            )
            words = message.format(count=len(passed), year=year)
            yield Problem(sheet.grid.name, "", MISMATCH, words, Level.WARN)


def _rows_with_year(sheet: ReadSheet, year: int) -> Iterator[tuple[Draft, str, str]]:
    """Each row with its household, and the title of the cell that says another year, "" for none.

    Below the first row of a household, cells that are blank go on from it.
    """
    goes_on = sheet.kind is SheetKind.PERSONS
    number = title = ""
    for row in sheet.data:
        if not goes_on or row.text(_YEAR) or row.text(_DAY):
            title = _title_of_other_year(row, year)
        number = row.text("户编号") or (number if goes_on else "")
        yield row, number or row.text("身份证号") or row.text("行政村"), title


def _title_of_other_year(row: Draft, year: int) -> str:
    """The title of the cell that says another year; "" for none."""
    if said := row.text(_YEAR)[:4]:
        return "" if said == str(year) else _YEAR
    said = row.text(_DAY)[:4]
    return "" if not said or said in (str(year), str(year + 1)) else _DAY


def titled_otherwise(sheets: Sequence[ReadSheet], titles: Sequence[str], year: int) -> Iterator[Problem]:
    """Yield a warning if the titles over the tables name other years and not this one.

    It holds for all titles together, or for those of a sheet of living conditions. A ledger raises a question
    instead (`another_year`). A roster may bear the year in which it was begun.
    """
    named = {found for title in titles for found in _OF_A_YEAR.findall(title)}
    if named and str(year) not in named:
        yield Problem("", "", MISMATCH, _words_of_title(max(named), year), Level.WARN)
        return
    for sheet in sheets:
        if sheet.kind is SheetKind.LIVING and (said := _earlier(sheet, year)):
            message = _("A title of this sheet says {said}; its figures are taken in for {year}.")
            words = message.format(said=said, year=year)
            yield Problem(sheet.grid.name, "", MISMATCH, words, Level.WARN)


def _words_of_title(said: str, year: int) -> str:
    return catalogue()["L10"].sentence("title", {"said": said, "year": year})
