"""The report of an imported file, as its batch keeps it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from county_desk.fields import Text
from county_desk.models.batch import Batch
from county_desk.models.case import Case
from county_desk.models.household import Household
from county_desk.models.original import Original
from county_desk.tables.declared import Shown, ShownRow, table_of
from county_desk.text import N_


class ReportLine(ShownRow):
    """One message about a row at a cell; sheet and cell are "" for a message about the whole file."""

    sheet: Annotated[str, Shown(label=N_("Sheet"), kind=Text(width=12))]
    cell: Annotated[str, Shown(label=N_("Cell"), kind=Text(width=7))]
    message: Annotated[str, Shown(label=N_("What was said"), kind=Text(width=60))]


REPORT = table_of("batch_report", N_("Report of the batch"), ReportLine)


@dataclass(frozen=True, slots=True)
class FixLine:
    """One cell that the county corrected: what the sender had, and what the county put there."""

    sheet: str
    cell: str
    title: str
    was: str
    text: str


@dataclass(frozen=True)
class BatchReport:
    """The rows of a batch by verdict, the records it made, and all messages.

    `plain` are the rows without a message, as ranges by sheet and verdict. `others` counts the records made
    that are neither households nor cases. `kept` is whether the file itself is stored.
    """

    counts: dict[str, int]
    digest: str
    households: int
    cases: int
    lines: tuple[ReportLine, ...]
    plain: Mapping[str, Mapping[str, str]]
    fixes: tuple[FixLine, ...]
    others: int
    kept: bool


_OTHERS = ("village_year", "monitored", "department_entry")


def batch_report(session: Session, number: int) -> BatchReport | None:
    """The report of one batch; None when there is none."""
    batch = session.get(Batch, number)
    if batch is None:
        return None
    report: dict[str, Any] = batch.report
    whole = [ReportLine("", "", problem["message"]) for problem in report.get("problems", ())]
    rows = [
        ReportLine(row["sheet"], problem["cell"], problem["message"])
        for row in report.get("rows", ())
        if row["verdict"] != "skip"
        for problem in row["problems"]
    ]
    return BatchReport(
        dict(batch.counts),
        batch.digest,
        made(report, Household.__tablename__),
        made(report, Case.__tablename__),
        (*whole, *rows),
        report.get("plain", {}),
        tuple(FixLine(**fix) for fix in report.get("fixes", ())),
        sum(made(report, table) for table in _OTHERS),
        bool(session.scalar(select(exists().where(Original.digest == batch.digest)))),
    )


def made(report: Mapping[str, Any], table: str) -> int:
    """Return how many records of a table a batch created."""
    records: dict[str, Any] = report.get("records", {})
    many: list[list[int]] = records.get("many", {}).get(table, [])
    return len(records.get("made", {}).get(table, ())) + sum(last - first + 1 for first, last in many)


def rows_by_record(report: Mapping[str, Any], table: str) -> dict[int, list[tuple[str, str]]]:
    """Return the sheet and row ranges in the file of a batch, by record of a table."""
    found: dict[int, list[tuple[str, str]]] = {}
    for record, sheet, rows in report.get("where", {}).get(table, ()):
        found.setdefault(record, []).append((sheet, rows))
    return found


def ranges(numbers: Iterable[int]) -> str:
    """Row numbers as a batch keeps them: 3-8,10."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in found)


def rows_in(text: str) -> tuple[int, ...]:
    """Return the row numbers of a text that `ranges` wrote."""
    found: list[int] = []
    for part in text.split(","):
        first, _dash, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return tuple(found)
