"""What a batch keeps of its file: the rows with problems whole, the others by their numbers."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from county_desk.excel.delivery import Delivery, Level, Line, Verdict

_TOLD = frozenset({Verdict.ASK, Verdict.REJECT})


def report_of(delivery: Delivery) -> dict[str, Any]:
    """The report of a file as its batch keeps it.

    It is what the command line prints, save that rows of which nothing is said stand in "plain" as ranges
    by sheet and verdict, and that values are kept only of rows with something to see to.
    """
    rows = [line for line in delivery.lines if line.problems]
    return {
        **delivery.as_plain(with_rows=False),
        "sheets": [{"name": sheet.name, "list": sheet.list or sheet.kind} for sheet in delivery.sheets],
        "plain": _plain(line for line in delivery.lines if not line.problems),
        "rows": [_row(line) for line in rows],
    }


def rows_of_households(delivery: Delivery, ids: dict[str, int]) -> dict[str, str]:
    """Where the rows of households stand in the file, by record number, as "Sheet!6-9 Other!4"."""
    rows: dict[int, dict[str, list[int]]] = {}
    for line in delivery.lines:
        if (record := ids.get(line.household)) is not None:
            rows.setdefault(record, {}).setdefault(line.sheet, []).append(line.row)
    return {str(record): where(sheets) for record, sheets in rows.items()}


def where(sheets: dict[str, list[int]]) -> str:
    """Rows by sheet as one text."""
    return " ".join(f"{sheet}!{ranges(numbers)}" for sheet, numbers in sheets.items())


def ranges(numbers: Iterable[int]) -> str:
    """Row numbers as ranges: 3-8,10."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in found)


def _plain(lines: Iterable[Line]) -> dict[str, dict[str, str]]:
    rows: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        rows[line.sheet][line.verdict.value].append(line.row)
    return {
        sheet: {verdict: ranges(numbers) for verdict, numbers in verdicts.items()}
        for sheet, verdicts in rows.items()
    }


def _row(line: Line) -> dict[str, Any]:
    plain = line.as_plain()
    if line.verdict not in _TOLD and all(problem.level is Level.NOTE for problem in line.problems):
        del plain["values"], plain["original"]
    return plain
