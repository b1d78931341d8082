"""Reading a village's application back from the workbook that the program made."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from county_desk.fields import YesNo
from county_desk.intake.delivery import Level, Problem
from county_desk.intake.forms.village_fields import (
    FIELDS,
    FORM,
    INDICATOR,
    VERSION,
    FormField,
    VillageForm,
    indicator,
)
from county_desk.sheets.formats.book import Cell, Grid, Unreadable, address, text_of
from county_desk.sheets.formats.opening import open_book
from county_desk.text import LANGUAGES, _, language
from county_desk.trouble import why_not_read

_MOST = 5_000_000  # bytes of a form that people filled in by hand


@dataclass(frozen=True)
class VillageReading:
    """A filled form (None when the file is no such form) and its problems."""

    form: VillageForm | None
    problems: tuple[Problem, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing stands in the way of filing it."""
        return self.form is not None and all(problem.level is Level.WARN for problem in self.problems)


def read_village_form(path: Path) -> VillageReading:
    """Read a filled form; what is wrong is a problem with its cell, never an exception."""
    try:
        with path.open("rb") as file:
            raw = file.read(_MOST + 1)
        if len(raw) > _MOST:
            raise Unreadable("zip_too_big", _("The file is larger than a filled form can be."))
        book = open_book(path.name, raw)
    except Unreadable as error:
        return VillageReading(None, (_of_file(error.kind, str(error)),))
    except OSError as error:
        return VillageReading(None, (_of_file("file_corrupt", why_not_read(error)),))
    marked = next((found for grid in book.grids if (found := _mark(grid))), None)
    if marked is None:
        words = _("This is not an application form of this program; make a blank one and copy the figures.")
        return VillageReading(None, (_of_file("sheet_missing", words),))
    if marked.get("version") != str(VERSION):
        words = _("The form has version {version}, this program reads version {known}.")
        words = words.format(version=marked.get("version", "?"), known=VERSION)
        return VillageReading(None, (_of_file("file_type", words),))
    notes = tuple(_of_file(kind, words, Level.WARN) for kind, words in book.notes)
    shown = [grid for grid in book.grids if not grid.hidden]
    return _read(shown[0] if shown else Grid("", []), marked, notes)


def unsafe_form() -> VillageReading:
    """The reading of a form at which the reading process died, ran out of time or stumbled."""
    words = _("The file cannot be read safely; open it, save it under a new name and send that.")
    return VillageReading(None, (_of_file("file_corrupt", words),))


def _mark(grid: Grid) -> Mapping[str, str] | None:
    """The keys and values of the hidden sheet that says which form this is; None for any other sheet."""
    pairs = {text_of(row[0]): text_of(row[1]) for row in grid.rows if len(row) > 1}
    whole = (
        pairs.get("form") == FORM and pairs.get("village", "").isdigit() and pairs.get("year", "").isdigit()
    )
    return pairs if whole else None


def _read(grid: Grid, marked: Mapping[str, str], notes: tuple[Problem, ...]) -> VillageReading:
    fields = (*FIELDS, *_indicators(marked))
    places = _places(grid, fields)
    values: dict[str, Any] = {}
    problems: list[Problem] = list(notes)
    for field in fields:
        place = places.get(field.key)
        if place is None:
            words = _("The row “{title}” is missing from the form.").format(title=field.shown)
            problems.append(Problem(grid.name, "A1", "header_missing", words, Level.ERROR))
            continue
        values[field.key], found = _value(grid, field, place)
        problems.extend(found)
    told = [f"{_name(field)}={_said(values.pop(field.key, None))}" for field in fields[len(FIELDS) :]]
    about = int(marked["village"]), marked.get("code", ""), int(marked["year"])
    kind, indicators = marked.get("kind", ""), ",".join(each for each in told if not each.endswith("="))
    form = VillageForm(*about, **values, kind=kind, indicators=indicators)
    problems.extend(_together(grid, form, places))
    return VillageReading(form, tuple(problems))


def _indicators(marked: Mapping[str, str]) -> list[FormField]:
    """The exit indicators that the form asked for."""
    found = []
    for key, said in marked.items():
        shape, _bar, title = said.partition("|")
        if key.startswith(INDICATOR) and title:
            found.append(indicator(key.removeprefix(INDICATOR), title, flag=shape == "yes_no"))
    return found


def _name(field: FormField) -> str:
    """How an application names an indicator: by its title, or by its key where the title has a sign of it."""
    return field.key.removeprefix(INDICATOR) if re.search("[,，=＝]", field.title) else field.title


def _said(value: object) -> str:
    return YesNo().show(value) if isinstance(value, bool) else str(value or "")


def _value(grid: Grid, field: FormField, place: tuple[int, int]) -> tuple[object, list[Problem]]:
    row, column = place
    cells = grid.rows[row - 1]
    cell: Cell = cells[column - 1] if column <= len(cells) else ""
    where = address(row, column)
    if place in grid.marks.formulas:
        words = _("The cell holds a formula; paste its result as a value.")
        return None, [Problem(grid.name, where, "formula_cell", words, Level.ERROR)]
    found = field.read(cell)
    problems = [Problem(grid.name, where, note.kind, note.message, note.level) for note in found.notes]
    if row in grid.marks.hidden_rows:
        words = _("The row is hidden in the form; is its answer meant?")
        problems.append(Problem(grid.name, where, "hidden_row", words, Level.ASK))
    if found.value is None and not found.notes and field.required:
        words = _("“{title}” must be filled in; write 0 when there is none.")
        words = words if field.shape in ("count", "amount") else _("“{title}” must be filled in.")
        words = words.format(title=field.shown)
        problems.append(Problem(grid.name, where, "missing", words, Level.ERROR))
    return found.value, problems


def _places(grid: Grid, fields: Sequence[FormField]) -> dict[str, tuple[int, int]]:
    """Where the answer of each question stands: right of its title, wherever rows were moved to."""
    titles = {_bare(title): field.key for field in fields for title in _titles(field)}
    places: dict[str, tuple[int, int]] = {}
    for row, cells in enumerate(grid.rows, start=1):
        for column, cell in enumerate(cells, start=1):
            key = titles.get(_bare(cell)) if isinstance(cell, str) else None
            if key is not None:
                places.setdefault(key, (row, column + 1))
    return places


def _titles(field: FormField) -> Iterator[str]:
    for code in LANGUAGES:
        with language(code):
            yield field.shown


def _bare(text: str) -> str:
    return re.sub(r"[\s*＊:：]", "", text).casefold()


def _together(grid: Grid, form: VillageForm, places: Mapping[str, tuple[int, int]]) -> Iterator[Problem]:
    """The problems that show only when several answers are compared."""

    def wrong(key: str, kind: str, words: str) -> Problem:
        return Problem(grid.name, address(*places.get(key, (1, 1))), kind, words, Level.ERROR)

    for part, whole, words in (
        ("poor_persons", "persons", _("{part} poor persons cannot live among {whole} persons.")),
        ("poor_households", "households", _("{part} poor households cannot be among {whole} households.")),
        ("households", "persons", _("{part} households need at least as many persons; there are {whole}.")),
        (
            "poor_households",
            "poor_persons",
            _("{part} poor households need as many persons; there are {whole}."),
        ),
    ):
        smaller, larger = getattr(form, part), getattr(form, whole)
        if smaller is not None and larger is not None and smaller > larger:
            yield wrong(part, "total_mismatch", words.format(part=smaller, whole=larger))
    said, amount = form.has_collective_income, form.collective_income
    if said is not None and amount is not None and said != (amount > 0):
        words = _("The village says {answer} to collective income and writes {amount} yuan; which is right?")
        answer = _("Yes") if said else _("No")
        yield wrong("collective_income", "income_sum", words.format(answer=answer, amount=f"{amount:,.2f}"))


def _of_file(kind: str, words: str, level: Level = Level.ERROR) -> Problem:
    return Problem("", "", kind, words, level)
