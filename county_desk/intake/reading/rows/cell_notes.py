"""Notes on cells that a sheet hides, computes, merges or shows differently: no eye checked their values."""

import re
from collections.abc import Iterator, Mapping

from county_desk.intake.delivery import Level
from county_desk.intake.reading.columns.header import Header
from county_desk.intake.reading.columns.list_kinds import SheetKind
from county_desk.intake.reading.columns.title_remarks import remarks_on
from county_desk.intake.reading.columns.title_units import is_unit, own_unit, units_of
from county_desk.intake.reading.rows.draft import Draft
from county_desk.intake.vocabulary import Title, Unit
from county_desk.sheets.formats.book import Cell, Grid, letters, text_of
from county_desk.sheets.formats.format_parts import shown_by
from county_desk.text import _

# what one merged cell may not say for several rows
_SINGLE = frozenset({"name", "id", "certificate", "money", "group", "card", "household_number"})
_SHOWN = "number_format_suspect"
_BETWEEN = re.compile(r"[\s\-()（）]")  # the groups of a telephone number


def look_behind(grid: Grid, header: Header, rows: Mapping[int, Draft]) -> None:
    """Note at each row of data what its cells do not show."""
    known = {column: title for title, column in header.columns.items()}
    for number in sorted(grid.marks.hidden_rows & rows.keys()):
        rows[number].ask("", "hidden_row", _("The row is hidden; look at it before it is taken in."))
    for number in sorted(grid.marks.doubts.keys() & rows.keys()):
        rows[number].ask("", *grid.marks.doubts[number])
    for where, kind, message, level in marked_cells(grid):
        row, column = where
        if row in rows and column in known and not _is_harmless(grid, header, where, kind, known[column]):
            rows[row].note(known[column], kind, message, level)
    _in_other_units(grid, header, rows)
    _hidden_columns(grid.marks.hidden_columns, rows, header)
    for draft, title in _spread(grid.marks.merged, header, rows):
        draft.ask(title, "merged_cell", _("The cell is merged with those below; each row needs its own."))
    for draft, title in _over_households(grid.marks.merged, header, rows):
        draft.ask(
            title, "merged_cell", _("The cell is merged with that of another household; each needs its own.")
        )


def marked_cells(grid: Grid) -> Iterator[tuple[tuple[int, int], str, str, Level]]:
    """Every marked cell of the sheet, with its note."""
    marks = grid.marks
    message = _("The cell holds a formula; replace it by its value (paste as values).")
    for where in sorted(marks.formulas - marks.errors.keys()):
        yield where, "formula_cell", message, Level.ERROR
    for where, error in sorted(marks.errors.items()):
        message = _("The cell shows the error {error}; type the value.").format(error=error)
        yield where, "cell_error", message, Level.ERROR
    for where, number_format in sorted(marks.formats.items()):
        yield where, _SHOWN, shown_and_held(number_format, grid.at(*where)), Level.ASK
    for where in sorted(marks.unseen):
        message = _("The cell holds “{held}” but shows nothing; look at it before it is taken in.")
        yield where, "cell_hidden_value", message.format(held=text_of(grid.at(*where))), Level.ASK
    for where in sorted(marks.struck):
        message = _("“{held}” is struck out, all or some of it; say whether it counts.")
        yield where, "cell_struck", message.format(held=text_of(grid.at(*where))), Level.ASK
    for where in sorted(marks.comments):
        yield where, "cell_comment", _("The cell bears a remark, which is not read."), Level.WARN


def _in_other_units(grid: Grid, header: Header, rows: Mapping[int, Draft]) -> None:
    """Ask about numbers that their format shows in another unit than that of their column."""
    of_column = {column: title for title, column in header.columns.items()}
    for (column, unit), shown in grid.marks.units.items():
        title = of_column.get(column)
        if title is None or not _contradicts(unit, header.titles[title], header.units.get(title)):
            continue
        own = header.units[title].name if title in header.units else own_unit(header.titles[title])
        message = _("The cell shows “{shown}”, but its column is in {unit}; say which one is meant.")
        for row in shown:
            if row in rows:
                held = text_of(grid.at(row, column))
                words = message.format(shown=f"{held}{unit}", unit=own)
                rows[row].ask(title, "number_format_suspect", words)


def _contradicts(shown: str, title: Title, unit: Unit | None) -> bool:
    known = units_of(title)
    if not known:
        return False
    if shown in known:
        return known[shown].factor != (unit.factor if unit else 1)
    return is_unit(shown) and remarks_on((f"{title.title}({shown})",), title).doubt is not None


def _is_harmless(grid: Grid, header: Header, where: tuple[int, int], kind: str, title: str) -> bool:
    """Whether a mark says nothing.

    That holds for a formula that counts the row number while no household depends on it. It also holds for a
    format that only groups the digits of a telephone number, as 000-0000-0000 does.
    """
    sort = header.titles[title].kind
    if kind == "formula_cell" and sort == "serial":
        return header.kind is not SheetKind.PERSONS or "户编号" in header.columns
    if kind != _SHOWN or sort != "phone":
        return False
    cell = grid.at(*where)
    return _BETWEEN.sub("", shown_by(grid.marks.formats[where], cell)) == text_of(cell)


def hidden_titles(hidden: frozenset[int], header: Header, *, needed: bool) -> Iterator[tuple[str, str]]:
    """The titles of hidden columns that rows need, or of the others, each with its question."""
    for title, column in header.columns.items():
        if column in hidden and header.is_weighty(title) is needed:
            message = _("Column {column} is hidden; look at it. Its rows go in meanwhile.")
            if needed:
                message = _("Column {column} is hidden; look at it before it is taken in.")
            yield title, message.format(column=letters(column))


def _hidden_columns(hidden: frozenset[int], rows: Mapping[int, Draft], header: Header) -> None:
    for title, words in hidden_titles(hidden, header, needed=True):
        for draft in rows.values():
            if title in draft.values:
                draft.ask(title, "hidden_column", words)


def _spread(
    merged: tuple[tuple[int, int, int, int], ...], header: Header, rows: Mapping[int, Draft]
) -> Iterator[tuple[Draft, str]]:
    """The cells of merged blocks over several rows that must not be shared."""
    last = max(rows, default=0)
    own = header.kind is SheetKind.PERSONS  # there a household's cells stand once for all its members
    for title, column in header.columns.items():
        known = header.titles[title]
        if known.kind not in _SINGLE or (own and known.of != "person"):
            continue
        for top, left, bottom, right in merged:
            if bottom > top and left <= column <= right:
                yield from ((rows[row], title) for row in range(top, min(bottom, last) + 1) if row in rows)


def _over_households(
    merged: tuple[tuple[int, int, int, int], ...], header: Header, rows: Mapping[int, Draft]
) -> Iterator[tuple[Draft, str]]:
    """The heads among members with a cell of their household that is merged with the one above."""
    if header.kind is not SheetKind.PERSONS:
        return
    own = {
        column: title
        for title, column in header.columns.items()
        if header.titles[title].of == "household" and not header.titles[title].spreads
    }
    last = max(rows, default=0)
    heads: dict[tuple[int, int], list[Draft]] = {}  # many cells of a household are merged over the same rows
    for top, left, bottom, _right in merged:
        if bottom <= top or left not in own:
            continue
        if (block := (top, bottom)) not in heads:
            inside = [rows[row] for row in range(top + 1, min(bottom, last) + 1) if row in rows]
            heads[block] = [draft for draft in inside if draft.text("与户主关系") == "户主"]
        yield from ((draft, own[left]) for draft in heads[block])


def shown_and_held(number_format: str, cell: Cell) -> str:
    """Return the number as its format shows it, as far as that is known, and the content of the cell."""
    shown = shown_by(number_format, cell)
    if shown:
        message = _("The cell shows “{shown}” but holds {held}; say which one is meant.")
        return message.format(shown=shown, held=text_of(cell))
    message = _("The cell holds {held}, but its format “{format}” shows something else; say what is meant.")
    return message.format(held=text_of(cell), format=number_format)
