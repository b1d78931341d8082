"""Papers that are no lists: what a sheet is when its rows cannot be those of a list that is read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from county_desk.intake.reading.columns.header import Header
from county_desk.intake.reading.columns.titles import known_title
from county_desk.intake.reading.rows.draft import Draft
from county_desk.intake.reading.rows.sheet_rows import ReadSheet
from county_desk.intake.vocabulary import bare, standard_title
from county_desk.paths import toml_resource
from county_desk.text import _, said

_TOP = 8  # rows in which the words stand that tell a form
_NUMBERS = frozenset({"id", "household_number", "phone", "card"})
_AMOUNTS = frozenset({"count", "money", "measure", "percent"})
_DIGITS = 6  # of a number of a person, a household, a telephone or an account, masked or rounded as it may be
_TITLES = 3  # known titles that make a row below the header another header


@dataclass(frozen=True)
class Form:
    """One kind of paper: the words by which it is known, what it is, and what can be done instead."""

    words: tuple[str, ...]
    titles: Mapping[str, str]
    insteads: Mapping[str, str]

    @property
    def title(self) -> str:
        """The name of the form in the language in force."""
        return said(self.titles)

    @property
    def instead(self) -> str:
        """The advice what to send instead, in the language in force."""
        return said(self.insteads)


@cache
def all_forms() -> tuple[Form, ...]:
    """Every paper that is known to be no list."""
    entries = toml_resource("columns", "forms.toml")["form"]
    return tuple(Form(tuple(entry["words"]), entry["title"], entry["instead"]) for entry in entries)


def form_of(sheet: ReadSheet) -> Form | None:
    """The form that a sheet is; None for a list or an unknown sheet."""
    if sheet.header is not None and _is_list(sheet, sheet.header):
        return None
    texts = [bare(sheet.grid.name), *_top(sheet)]
    return next((form for form in all_forms() if any(_holds(text, form.words) for text in texts)), None)


def as_form(sheet: ReadSheet) -> ReadSheet:
    """The sheet of a form without a header: none of its rows is data."""
    return _passed_over(sheet, _("The sheet is a form and no list, so the row was not read."))


def as_ours(sheet: ReadSheet) -> ReadSheet:
    """The sheet that the county added to a workbook it sent back: none of its rows is data."""
    return _passed_over(sheet, _("The county added this sheet; it was not read."))


def _passed_over(sheet: ReadSheet, why: str) -> ReadSheet:
    rows = []
    for old in sheet.rows:
        row = Draft(old.sheet, old.row, old.budget, skip=True)
        row.warn("", "non_data_row", why)
        rows.append(row)
    return replace(sheet, header=None, rows=tuple(rows), totals=())


def _is_list(sheet: ReadSheet, header: Header) -> bool:
    whole = len(list(islice((row for row in sheet.data if _is_whole(row, header)), 2)))  # two are enough
    return whole > 1 or (whole == 1 and not _another_header(sheet, header))


def _is_whole(row: Draft, header: Header) -> bool:
    """Whether a row names what it is about and bears a figure; what may be wrong with it is no matter here.

    Below what looks like a header, a form has other labels, and those hold no figures.
    """
    named = all(
        title in row.values or row.was_noted(title) or title not in header.columns or known.kind in _NUMBERS
        for title in header.list.needs
        if (known := standard_title(title))
    )
    return named and any(_is_figure(row, title, known.kind) for title, known in header.titles.items())


def _is_figure(row: Draft, title: str, kind: str) -> bool:
    if kind in _NUMBERS:
        text = str(row.values.get(title) or row.original.get(title, ""))
        return sum(sign.isdigit() for sign in text) >= _DIGITS
    return kind in _AMOUNTS and title in row.values


def _another_header(sheet: ReadSheet, header: Header) -> bool:
    rows = sheet.grid.rows[header.last :]
    return any(
        sum(1 for cell in row if isinstance(cell, str) and known_title(cell)) >= _TITLES for row in rows
    )


def _top(sheet: ReadSheet) -> Iterator[str]:
    for row in sheet.grid.rows[:_TOP]:
        yield from (bare(cell) for cell in row if isinstance(cell, str) and cell)


def _holds(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)
