"""Reading one delivered file from its bytes to its report. Bad data is reported, never raised."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from county_desk.intake.delivery import Delivery, KnownPlace, Level, Problem, ReadingTerms, SheetIn
from county_desk.intake.reading.checks.check_file import check_file
from county_desk.intake.reading.checks.file_checks import file_problems
from county_desk.intake.reading.checks.totals import cut_short
from county_desk.intake.reading.checks.year_of_file import NamedYears, in_its_year, named_in, year_problems
from county_desk.intake.reading.checks.years import set_aside, titled_otherwise
from county_desk.intake.reading.columns.header import Header
from county_desk.intake.reading.columns.list_kinds import SheetKind
from county_desk.intake.reading.households.families import Family
from county_desk.intake.reading.households.household_maker import household_of
from county_desk.intake.reading.households.income import ledger_of
from county_desk.intake.reading.households.joining import put_together
from county_desk.intake.reading.households.verdicts import asked_of_all, judged
from county_desk.intake.reading.other_lists import (
    OtherLists,
    entries_of,
    monitored_of,
    request_of,
    villages_of,
)
from county_desk.intake.reading.rows.other_papers import as_form, as_ours, form_of
from county_desk.intake.reading.rows.sheet_rows import (
    ReadSheet,
    Steps,
    ask_where_nothing_is_known,
    read_sheet,
)
from county_desk.intake.reading.text_tables import tables_of_acts
from county_desk.intake.reading.villages.binding import bind
from county_desk.intake.reading.villages.binding_sentences import Binding, near_of, surroundings_of
from county_desk.intake.reading.villages.gazetteer import gazetteer, village_called
from county_desk.intake.reading.villages.sections import tell_sections
from county_desk.progress import Progress, silent
from county_desk.sheets.formats.book import Book, Unreadable, letters
from county_desk.sheets.formats.county_additions import sent_before, theirs
from county_desk.sheets.formats.memory_budget import too_much
from county_desk.sheets.formats.opening import open_book
from county_desk.text import _
from county_desk.trouble import why_not_read

LARGEST = 60_000_000  # bytes of a delivered file


@dataclass(frozen=True)
class _Read:
    """All that was read of one file, before it is made into a report."""

    sheets: tuple[ReadSheet, ...]
    families: list[Family]
    binding: Binding
    problems: list[Problem]
    other: OtherLists
    request: int | None
    terms: ReadingTerms
    named: NamedYears
    asked: list[Problem]  # questions about the whole file

    @property
    def place_id(self) -> int | None:
        """The one village of the file; None when it names several."""
        if self.binding.place:
            return self.binding.place.id
        places = {family.place.id if family.place else None for family in self.families}
        places |= {village.village for village in self.other.villages}
        places |= {household.village for household in self.other.monitored}
        return places.pop() if len(places) == 1 else None


def read_delivery(path: Path, terms: ReadingTerms, progress: Progress = silent) -> Delivery:
    """Read one file on the terms of the desk.

    Bad data is reported row by row and never raised; only `Cancelled` comes through. A household
    goes in as a whole or not at all, see `judging.judged`.
    """
    began, year = monotonic(), terms.year
    try:
        if path.stat().st_size > LARGEST:
            message = _("The file is larger than any roster can be.")
            return refused_file(path, digest_of(path), year, "zip_too_big", message)
        raw = path.read_bytes()
    except OSError as error:
        return refused_file(path, "", year, "file_corrupt", why_not_read(error))
    digest = hashlib.sha256(raw).hexdigest()
    try:
        read = _read(path, open_book(path.name, raw), terms, progress)
        return _delivery(path, digest, read, monotonic() - began)
    except Unreadable as error:
        trouble = error
    except MemoryError:  # its cells had room, but not all that there is to say of them
        trouble = too_much()
    return refused_file(path, digest, year, trouble.kind, str(trouble))


def refused_file(path: Path, digest: str, year: int, kind: str, message: str) -> Delivery:
    """The report of a file that was not read at all."""
    problems = [Problem("", "", kind, message, Level.ERROR)]
    if kind == "file_truncated":
        problems.append(Problem("", "", "file_corrupt", _("Nothing was taken from it."), Level.ERROR))
    return Delivery(str(path), digest, "", year, None, problems=tuple(problems), read=False)


def unsafe_file(path: Path, year: int, fault: str = "") -> Delivery:
    """The report of a file at which the reading process died, ran out of time or stumbled."""
    message = _("The file cannot be read safely; open it, save it under a new name and send that.")
    return replace(refused_file(path, digest_of(path), year, "file_corrupt", message), fault=fault)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file; "" when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _read(path: Path, book: Book, terms: ReadingTerms, progress: Progress) -> _Read:
    steps = Steps(progress, sum(len(grid.rows) for grid in book.grids), book.budget)
    grids = [theirs(grid) for grid in book.grids]
    named, given = named_in(str(path), grids, terms.layouts), terms
    terms = in_its_year(given, named)
    sheets = [read_sheet(grid, steps, terms) for grid in grids]
    sheets = [as_ours(sheet) if sheet.grid.added else sheet for sheet in sheets]
    forms = {sheet.grid.name: form for sheet in sheets if (form := form_of(sheet))}
    sheets = [as_form(sheet) if sheet.grid.name in forms else sheet for sheet in sheets]
    sheets = sheets if forms else ask_where_nothing_is_known(sheets)
    known = gazetteer(terms.places)
    told = tell_sections(sheets, known)
    sheets = told.sheets
    villages = {sheet.grid.name: village_called(sheet.grid.name, known) for sheet in sheets}
    problems = [*file_problems(book, sheets, forms, villages), *told.problems, *set_aside(sheets, terms.year)]
    families = put_together(sheets)
    problems += cut_short(sheets, families)
    said = surroundings_of(str(path), sheets, _chosen(terms), told.rows)
    near = near_of(said, families, known)
    binding = bind(said, families, known, near)
    check_file(sheets, families, terms)
    problems += _bound(binding, families)
    of_year = list(year_problems(given, terms, named)) if any(sheet.header for sheet in sheets) else []
    problems += [each for each in of_year if each.level is not Level.ASK]
    if not terms.by_title:
        problems += titled_otherwise(sheets, said.titles, terms.year)
    request = request_of(sheets)
    other = OtherLists(
        tuple(villages_of(sheets, known, binding.place, near)),
        tuple(monitored_of(sheets, known, binding.place, said.chosen, near)),
        tuple(entries_of(sheets, known, request)),
    )
    progress(steps.total, steps.total)
    asked = [each for each in of_year if each.level is Level.ASK]
    return _Read(tuple(sheets), families, binding, problems, other, request, terms, named, asked)


def _chosen(terms: ReadingTerms) -> KnownPlace | None:
    return next((place for place in terms.places if place.id == terms.place_id), None)


def _bound(binding: Binding, families: Sequence[Family]) -> Iterable[Problem]:
    for note in binding.notes:
        yield Problem("", "", note.kind, note.message, Level.WARN)
        if note.level is Level.ASK:
            for family in families:
                for draft in family.drafts():
                    draft.ask("行政村", note.kind, note.message)


def _delivery(path: Path, digest: str, read: _Read, seconds: float) -> Delivery:
    kinds = {sheet.kind for sheet in read.sheets}
    rosters = (SheetKind.HEADS, SheetKind.PERSONS)
    delivery = Delivery(
        str(path),
        digest,
        "+".join(kind.value for kind in rosters if kind in kinds),
        read.terms.year,
        read.place_id,
        tuple(household_of(family, ledger_of(family)) for family in read.families),
        problems=tuple(read.problems),
        seconds=seconds,
        sheets=tuple(_sheet_in(sheet.grid.name, sheet.header) for sheet in read.sheets if sheet.header),
        villages=read.other.villages,
        monitored=read.other.monitored,
        entries=read.other.entries,
        named=read.named.years,
        assumed=read.terms.by_title,
        request=read.request,
        copy_of=next(filter(None, (sent_before(sheet.grid) for sheet in read.sheets)), ()),
        tables=tables_of_acts(read.sheets, path.stem),
    )
    delivery = judged(delivery, [row.line() for sheet in read.sheets for row in sheet.listed_rows])
    return asked_of_all(delivery, read.asked) if read.asked else delivery


def _sheet_in(name: str, header: Header) -> SheetIn:
    return SheetIn(
        name,
        header.kind.value,
        header.first,
        {title: letters(column) for title, column in header.called.items()},
        {letters(column): text for column, text in header.texts.items()},
        {letters(column): seeming for column, seeming in (*header.open.items(), *_twice(header))},
        header.list.key,
        header.list.calls,
        {letters(column): why for column, why in header.why.items()},
        {letters(column): title for column, title in header.unit_of.items()},
        tuple(letters(column) for column in header.open if column in header.awaited),
    )


def _twice(header: Header) -> Iterable[tuple[int, str]]:
    """The columns beside one of the same title that need a person's answer."""
    return () if header.beside else ((column, "") for column, _text in header.twice)
