"""Selects the problems of a delivery that the sender sees, and counts those to correct."""

from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from dataclasses import replace

from county_desk.intake.delivery import Delivery, Level, Line, Problem, Verdict
from county_desk.intake.reading.households.verdicts import WAITS
from county_desk.text import N_, _, _n

_NOT_MARKED = frozenset({"cell_comment"})  # the sender's own remarks
_OF_THE_SHEET = frozenset(
    {
        *("file_ambiguous", "several_sheets", "hidden_sheet", "hidden_column"),
        *("header_missing", "header_unknown", "header_duplicate"),
    }
)  # every row asks, but there is one thing to do

_TWICE = frozenset({"household_duplicate", "duplicate_row", "duplicate_person", "duplicate_id_other_name"})
_COPIED = "file_ambiguous"

# what only a look at the workbook answers: how the sender lets the county see that it is meant
_TO_DO = {
    "hidden_row": N_("Unhide the row; delete it if it does not belong to the list."),
    "hidden_column": N_("Unhide the column; delete it if it does not belong to the list."),
    "hidden_sheet": N_("Unhide the sheet; delete it if it does not belong to the list."),
    "csv_structure": N_("Put each value under its title; type a space into a cell that is rightly blank."),
}


def is_wrong(problem: Problem) -> bool:
    """Whether the sender has to do something: the row was not taken because of it."""
    return problem.level in (Level.ERROR, Level.ASK) and problem.kind != WAITS


def problems_of(delivery: Delivery) -> list[Problem]:
    """Return the problems to mark: those of the file first, then those of its rows.

    Rows without data, changes, and the sender's own remarks are left out. A row that is already on record
    keeps its oddities. A problem of a whole file, sheet or column stands once, at the header, however many
    rows wait for it. Rows that stand on two sheets give one problem of these sheets. None names people of
    another village.
    """
    lines = [line for line in delivery.lines if line.verdict is not Verdict.SKIP]
    copied = _copied(lines)
    rows = [
        problem
        for line in lines
        for problem in line.problems
        if problem.kind not in _TWICE or (line.sheet, line.row) not in copied
    ]
    of_all = {(each.kind, each.message) for each in delivery.problems if not each.cell}
    wide = [each.kind in _OF_THE_SHEET or (each.kind, each.message) in of_all for each in rows]
    heavy = {_identity(each): each for each, is_wide in zip(rows, wide, strict=True) if is_wide}
    said_there = heavy.keys() | {("", kind, message) for _sheet, kind, message in heavy}
    said = [_for_the_county(each) for each in delivery.problems if _identity(each) not in said_there]
    heads = {sheet.name: sheet.header_row for sheet in delivery.sheets}
    waiting = Counter(_identity(each) for each, is_wide in zip(rows, wide, strict=True) if is_wide)
    once = [_at_header(each, heads, waiting[what]) for what, each in heavy.items()]
    every = (*said, *once, *(each for each, is_wide in zip(rows, wide, strict=True) if not is_wide))
    marked = (each for each in every if each.level is not Level.NOTE and each.kind not in _NOT_MARKED)
    own = (replace(each, message=each.sent) if each.sent else each for each in marked)
    return [_with_what_to_do(each) if each.kind in _TO_DO else each for each in own]


def _copied(lines: Sequence[Line]) -> Set[tuple[str, int]]:
    """The rows of sheets that list the same, if each stands only once on its own sheet."""
    rows: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        if any(each.kind == _COPIED and each.level is Level.ASK for each in line.problems):
            rows[str(line.values.get("身份证号") or line.household)][line.sheet].append(line.row)
    return {
        (sheet, numbers[0])
        for sheets in rows.values()
        for sheet, numbers in sheets.items()
        if len(sheets) > 1 and len(numbers) == 1
    }


def _for_the_county(problem: Problem) -> Problem:
    """A question about a file for which no row waits: the sender only sees it."""
    return replace(problem, level=Level.WARN) if problem.level is Level.ASK else problem


def _with_what_to_do(problem: Problem) -> Problem:
    return replace(problem, message=f"{problem.message} {_(_TO_DO[problem.kind])}")


def _identity(problem: Problem) -> tuple[str, str, str]:
    return problem.sheet, problem.kind, problem.message


def _at_header(problem: Problem, heads: dict[str, int], rows: int) -> Problem:
    column = problem.cell.rstrip("0123456789")
    words = _n("{words} ({count} row)", "{words} ({count} rows)", rows)
    message = words.format(words=problem.message, count=f"{rows:,}")
    return replace(problem, cell=f"{column}{heads.get(problem.sheet, 1)}", message=message)


def count_wrong(delivery: Delivery) -> int:
    """How many places the sender has to correct."""
    return len({(problem.sheet, problem.cell) for problem in problems_of(delivery) if is_wrong(problem)})
