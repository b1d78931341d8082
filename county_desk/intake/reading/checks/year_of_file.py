"""The year of a file's figures where no person chose one: that of its titles, its sheets or its own name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from county_desk.intake.delivery import Layout, Level, Problem, ReadingTerms
from county_desk.intake.reading.checks.years import MISMATCH
from county_desk.intake.reading.columns.headers import rows_above
from county_desk.sheets.formats.book import Grid, text_of
from county_desk.text import _

UNKNOWN = "year_unknown"
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年度?(?!\s*\d{1,2}\s*月)")
_YEAR_OF_NAME = re.compile(r"(?<![\d.])(20\d\d)(?!\d|[.\-/_]\d|\s*年\s*\d)")
_OF_DAY = re.compile(r"(?<!\d)(20\d\d)(?:\s*[年.\-/_]\s*[01]?\d(?!\d)|[01]\d[0-3]\d(?!\d))")


@dataclass(frozen=True)
class NamedYears:
    """The years that a file names, the earliest first. `sure`: as years; otherwise only in days."""

    years: tuple[int, ...] = ()
    sure: bool = False


def named_in(path: str, grids: Sequence[Grid], layouts: Sequence[Layout]) -> NamedYears:
    """The years in the titles over its tables, else in the names of its sheets, else in its own name."""
    name = PurePath(path).stem
    titles = [
        text_of(cell)
        for grid in grids
        for row in rows_above(grid, layouts)
        for cell in row
        if isinstance(cell, str) and cell
    ]
    for texts, pattern in ((titles, _YEAR), ([grid.name for grid in grids], _YEAR), ([name], _YEAR_OF_NAME)):
        if years := _years(texts, pattern):
            return NamedYears(years, sure=True)
    return NamedYears(_years([*titles, name], _OF_DAY))


def year_of(*names: Iterable[str] | str) -> int:
    """The year that the first of these titles or names says, the latest of several; 0 for none."""
    for texts in names:
        said = [texts] if isinstance(texts, str) else list(texts)
        for pattern in (_YEAR, _OF_DAY):
            if years := _years(said, pattern):
                return years[-1]
    return 0


def _years(texts: Iterable[str], pattern: re.Pattern[str]) -> tuple[int, ...]:
    return tuple(sorted({int(year) for text in texts for year in pattern.findall(text)}))


def in_its_year(terms: ReadingTerms, named: NamedYears) -> ReadingTerms:
    """The terms for one file: with the year that it names. `by_title` stays where it names none.

    Of several years the current one counts, else the latest that has begun.
    """
    begun = [year for year in named.years if year <= terms.year]
    if not terms.by_title or not named.sure or not begun:
        return terms
    return replace(terms, year=max(begun), by_title=False)


def year_problems(before: ReadingTerms, terms: ReadingTerms, named: NamedYears) -> Iterator[Problem]:
    """Yield the problems of the year of a file for which no person chose one.

    It is a question if a day that the file names lies in another year.
    """
    if not before.by_title:
        return
    if not terms.by_title:
        if terms.year != before.year:
            message = _("The figures are taken as those of {year}, the year that the file names.")
            yield Problem("", "", MISMATCH, message.format(year=terms.year), Level.NOTE)
    elif named.years and terms.year not in named.years:
        message = _(
            "The file does not say of which year its figures are; a day in it is of {said}. They would be "
            "taken as those of {year}; choose the year."
        )
        words = message.format(said=max(named.years), year=terms.year)
        yield Problem("", "", UNKNOWN, words, Level.ASK)
    else:
        message = _("The file does not say of which year its figures are; they are taken as those of {year}.")
        yield Problem("", "", UNKNOWN, message.format(year=terms.year), Level.WARN)
