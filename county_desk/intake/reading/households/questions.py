"""The questions of a file: each decision once, with the number of rows that wait for it."""

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, replace

from county_desk.intake.delivery import Delivery, Level, Line, Problem, Verdict
from county_desk.intake.reading.households.verdicts import WAITS

_OPEN = frozenset({Level.ASK, Level.ERROR})
# one cause in many rows: how the cells of a column are formatted or typed, and what the sheet hides
_OF_A_COLUMN = frozenset({"id_numeric_cell", "card_numeric_cell", "formula_cell", "hidden_row"})

type Shared = Set[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to decide or to correct, at its first cell; `rows` wait for it, 0 for none."""

    problem: Problem
    rows: int

    @property
    def is_open(self) -> bool:
        """Whether it is not just a remark."""
        return self.problem.level in _OPEN


def shared_by_rows(delivery: Delivery) -> Shared:
    """Return the problems of the whole file or sheet, by sheet, kind and words; rows only repeat them."""
    return {(each.sheet, each.kind, each.message) for each in delivery.problems}


def is_shared(problem: Problem, shared: Shared) -> bool:
    """Whether a problem of a row is one of the whole file or sheet."""
    about = problem.kind, problem.message
    return (problem.sheet, *about) in shared or ("", *about) in shared


def questions_of(delivery: Delivery) -> tuple[Question, ...]:
    """All that a file asks or remarks, each thing once: first what concerns the file, then its rows.

    Rows that only wait for others of their household ask nothing, and rows that hold no data say nothing.
    """
    shared = shared_by_rows(delivery)
    first: dict[tuple[str, ...], Problem] = {}
    for problem in delivery.problems:
        first.setdefault((problem.sheet, problem.kind, problem.message), problem)
    rows: Counter[tuple[str, ...]] = Counter()
    for line in delivery.lines:
        if line.problems and line.verdict is not Verdict.SKIP:
            keys = {_key(each, shared): each for each in line.problems if each.kind != WAITS}
            rows.update(keys.keys())
            for key, problem in keys.items():
                before = first.setdefault(key, problem)
                if problem.level in _OPEN and before.level not in _OPEN:  # rows wait for it
                    first[key] = replace(before, level=problem.level)
    return tuple(Question(problem, rows[key]) for key, problem in first.items())


def waits_along(line: Line) -> bool:
    """Whether a row has no question of its own and waits for another row of its household."""
    return line.verdict is Verdict.ASK and all(
        each.kind == WAITS for each in line.problems if each.level in _OPEN
    )


def count_waiting(delivery: Delivery) -> int:
    """How many rows wait only for another row of their household."""
    return sum(map(waits_along, delivery.lines))


def _key(problem: Problem, shared: Shared) -> tuple[str, ...]:
    whole = problem.kind, problem.message
    if ("", *whole) in shared:
        return ("", *whole)
    if (problem.sheet, *whole) in shared:
        return (problem.sheet, *whole)
    if problem.kind in _OF_A_COLUMN:
        return problem.sheet, problem.cell.rstrip("0123456789"), problem.kind, ""
    return problem.sheet, problem.cell, *whole
