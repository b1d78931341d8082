"""The file of a case on paper: its facts, its claims beside the evidence, and its steps."""

from collections.abc import Sequence
from datetime import date

from county_desk.fields import Text
from county_desk.reports.document import Document
from county_desk.reports.hand_sheets import named_rows, sheet_document, sheet_rows, sheet_setter, sheet_table
from county_desk.reports.help_papers import FACTS
from county_desk.rules.findings import Finding
from county_desk.rules.procedures import Procedure
from county_desk.tables.cases.case_detail import CaseDetail
from county_desk.tables.cases.case_list import CASES
from county_desk.tables.cases.evidence_lines import EVIDENCE, EvidenceLine
from county_desk.text import N_, _

STEPS = sheet_table(
    N_("Steps"),
    (N_("Day"), Text(width=10)),
    (N_("Step"), Text(width=16)),
    (N_("Outcome"), Text(width=10)),
    (N_("Name"), Text(width=8)),
    (N_("Opinion"), Text(width=24)),
)
_SHOWN = ("kind", "id", "township", "village", "persons", "year", "received_on", "state", "step", "due_on")


def case_file(
    detail: CaseDetail,
    procedure: Procedure,
    evidence: Sequence[EvidenceLine],
    finding: Finding | None,
    office: tuple[str, date],
    language: str,
) -> Document:
    """The file of a case, in the language in force; `office` is the county and the day."""
    row, (county, day) = detail.row, office
    setter = sheet_setter(language, [row.subject])
    facts = [(_(CASES[key].title), CASES[key].shown(row)) for key in _SHOWN]
    claims = [[column.shown(line) for column in EVIDENCE.columns] for line in evidence]
    steps = [
        (
            done.done_on.isoformat(),
            procedure.step(done.step).title,
            _(done.outcome.label),
            done.actor,
            done.opinion,
        )
        for done in detail.steps
    ]
    items = [
        *setter.title([_("{name} · case {number}").format(name=row.subject, number=row.id)]),
        setter.blank(0.3),
        *sheet_rows(setter, FACTS, [pair for pair in facts if pair[1]]),
        *named_rows(setter, EVIDENCE, claims),
        *(setter.paragraph(finding.sentence()) if finding else ()),
        *named_rows(setter, STEPS, steps),
    ]
    words = _("{head}, made on {day}").format(head=row.subject, day=day.isoformat())
    return sheet_document(row.subject, county, str(row.id), words, language, items)
