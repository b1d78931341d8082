"""The year that a file says its figures are of, held against the year for which it is taken in."""

import re
from collections.abc import Iterator, Sequence

from county_desk.excel.delivery import Level, Problem
from county_desk.excel.reading.draft import Draft
from county_desk.excel.reading.rows import Sheet
from county_desk.text import _

MISMATCH = "year_mismatch"
_YEAR, _DAY = "年度", "数据日期"
_OF_A_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年度?")


def check_years(sheets: Sequence[Sheet], year: int) -> None:
    """Ask about every row that says another year. Figures can be exported in the year after theirs."""
    for sheet in sheets:
        if sheet.header is None or not {_YEAR, _DAY} & sheet.header.columns.keys():
            continue
        for row in sheet.data:
            if title := _other(row, year):
                message = _(
                    "The row says {said}, but the file is taken in for {year}; choose its year, or send rows "
                    "of different years in different files."
                )
                row.ask(title, MISMATCH, message.format(said=row.text(title), year=year))


def _other(row: Draft, year: int) -> str:
    """The title of the cell that says another year; "" for none."""
    if said := row.text(_YEAR)[:4]:
        return "" if said == str(year) else _YEAR
    said = row.text(_DAY)[:4]
    return "" if not said or said in (str(year), str(year + 1)) else _DAY


def titled_otherwise(titles: Sequence[str], year: int) -> Iterator[Problem]:
    """That the titles over the tables name another year, and none of them this one."""
    named = {found for title in titles for found in _OF_A_YEAR.findall(title)}
    if named and str(year) not in named:
        message = _("A title of the file says {said}; its figures are taken in for {year}.")
        words = message.format(said=max(named), year=year)
        yield Problem("", "", MISMATCH, words, Level.WARN)
