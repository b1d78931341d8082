"""What became of the rows of a file that was taken in, as its batch keeps it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from county_desk.fields import Column, Table, Text
from county_desk.models.batch import Batch
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One thing that was said of a row, at a cell; both are empty for what concerns the whole file."""

    sheet: str
    cell: str
    message: str


REPORT = Table(
    key="batch_report",
    title=N_("Report of the batch"),
    row=ReportLine,
    columns=(
        Column("sheet", N_("Sheet"), Text(width=12)),
        Column("cell", N_("Cell"), Text(width=7)),
        Column("message", N_("What was said"), Text(width=60)),
    ),
)


@dataclass(frozen=True)
class BatchReport:
    """The rows of a batch by what became of them, the households and cases it made, and all that was said."""

    counts: dict[str, int]
    digest: str
    households: int
    cases: int
    lines: tuple[ReportLine, ...]


def batch_report(session: Session, number: int) -> BatchReport | None:
    """The report of one batch; None when there is none."""
    batch = session.get(Batch, number)
    if batch is None:
        return None
    report: dict[str, Any] = batch.report
    made = report.get("records", {}).get("made", {})
    whole = [ReportLine("", "", said["message"]) for said in report.get("problems", ())]
    rows = [
        ReportLine(row["sheet"], said["cell"], said["message"])
        for row in report.get("rows", ())
        if row["verdict"] != "skip"
        for said in row["problems"]
    ]
    return BatchReport(
        dict(batch.counts),
        batch.digest,
        len(made.get("household", {})),
        len(made.get("case", {})),
        (*whole, *rows),
    )
