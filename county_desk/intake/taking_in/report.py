"""The report that a batch keeps of its file: rows with problems in full, the others by number."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from county_desk.intake.delivery import Delivery, Level, Line, Verdict
from county_desk.intake.plain import plain_delivery, plain_line
from county_desk.intake.reading.households.questions import Shared, shared_by_rows
from county_desk.tables.batch_report import ranges

_TOLD = frozenset({Verdict.ASK, Verdict.REJECT})


def report_of(delivery: Delivery) -> dict[str, object]:
    """Return the report of a file as its batch keeps it.

    It equals the output of the command line with three exceptions. Rows without notes stand in "plain" as
    ranges by sheet and verdict, and values are kept only of rows that need attention. The history keeps
    neither the folder of the file, which names its clerk, nor the seconds that reading it took.
    """
    rows, shared = [line for line in delivery.lines if line.problems], shared_by_rows(delivery)
    plain = plain_delivery(delivery, with_rows=False)
    return {
        **{key: value for key, value in plain.items() if key not in ("file", "seconds")},
        "sheets": [{"name": sheet.name, "list": sheet.list or sheet.kind} for sheet in delivery.sheets],
        "plain": _plain(line for line in delivery.lines if not line.problems),
        "rows": [_row(line, shared) for line in rows],
    }


def rows_of_households(delivery: Delivery, ids: Mapping[str, int]) -> list[list[object]]:
    """The places of the rows of households in the file: lists of record number, sheet and rows."""
    rows: dict[tuple[int, str], list[int]] = {}
    for line in delivery.lines:
        if (record := ids.get(line.household)) is not None:
            rows.setdefault((record, line.sheet), []).append(line.row)
    return [[record, sheet, ranges(numbers)] for (record, sheet), numbers in rows.items()]


def _plain(lines: Iterable[Line]) -> dict[str, dict[str, str]]:
    rows: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        rows[line.sheet][line.verdict.value].append(line.row)
    return {
        sheet: {verdict: ranges(numbers) for verdict, numbers in verdicts.items()}
        for sheet, verdicts in rows.items()
    }


def _row(line: Line, shared: Shared) -> dict[str, object]:
    plain = plain_line(line, shared)
    if line.verdict not in _TOLD and all(problem.level is Level.NOTE for problem in line.problems):
        del plain["values"], plain["original"]
    return plain
