"""The records that a batch made and changed with their former values, and the report of its file."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from county_desk.intake.delivery import Delivery, Level, Line, Verdict
from county_desk.intake.plain import plain_delivery, plain_line
from county_desk.intake.reading.households.questions import Shared, shared_by_rows
from county_desk.models.base import Kept
from county_desk.tables.batch_report import ranges
from county_desk.workflow.journal import kept


class BatchRecords:
    """Collects the records of a batch, so that it can be undone and blockers be named.

    `made` are single new records. `where` maps records to the rows of the file that they came from.
    """

    def __init__(self) -> None:
        self.made: list[Kept] = []
        self.where: dict[Kept, tuple[str, int]] = {}
        self._many: dict[str, list[list[int]]] = {}
        self._before: dict[Kept, dict[str, object]] = {}
        self._was: dict[Kept, int] = {}
        self._changed: dict[str, dict[str, object]] = {}

    def many(self, mapped: type[Kept], first: int, count: int) -> None:
        """Note new records with numbers that follow each other."""
        if count:
            self._many.setdefault(mapped.__tablename__, []).append([first, first + count - 1])

    def set(self, record: Kept, values: dict[str, object]) -> None:
        """Change some columns of a record, and remember the former values."""
        for name, value in values.items():
            if (now := getattr(record, name)) != value:
                self._was.setdefault(record, record.version)
                self._before.setdefault(record, {}).setdefault(name, now)
                setattr(record, name, value)

    def changed(self, table: str, number: int, was: int, before: dict[str, object]) -> None:
        """Note a record that was changed once, from the version `was`, with the values before."""
        values = {name: kept(value) for name, value in before.items()}
        entry = {"version": was + 1, "was": was, "before": values}
        self._changed.setdefault(table, {})[str(number)] = entry

    def records(self) -> dict[str, object]:
        """Return the records in the form that a batch keeps, after the flush that gave them their versions.

        "many" are ranges of new records (their version is 1), "made" single ones with their version.
        "changed" are older records with their version now and then ("was") and the former values.
        """
        made: dict[str, dict[str, int]] = {}
        for record in self.made:
            made.setdefault(record.__tablename__, {})[str(record.id)] = record.version
        changed = self._changed
        for record, before in self._before.items():
            values = {name: kept(value) for name, value in before.items()}
            entry = {"version": record.version, "was": self._was[record], "before": values}
            changed.setdefault(record.__tablename__, {})[str(record.id)] = entry
        return {"many": self._many, "made": made, "changed": changed}

    def rows(self) -> dict[str, list[list[object]]]:
        """The places of the rows of records in the file, by table: lists of number, sheet and row."""
        found: dict[str, list[list[object]]] = {}
        for record, (sheet, row) in self.where.items():
            found.setdefault(record.__tablename__, []).append([record.id, sheet, str(row)])
        return found


_TOLD = frozenset({Verdict.ASK, Verdict.REJECT})


def report_of(delivery: Delivery) -> dict[str, object]:
    """Return the report of a file as its batch keeps it.

    It equals the output of the command line with three exceptions. Rows without notes stand in "plain" as
    ranges by sheet and verdict, and values are kept only of rows that need attention. The history keeps
    neither the folder of the file, which names its clerk, nor the seconds that reading it took.
    """
    rows, shared = [line for line in delivery.lines if line.problems], shared_by_rows(delivery)
    plain = plain_delivery(delivery)
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
