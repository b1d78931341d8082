"""The labels of records of cases, disclosures and papers."""

from collections.abc import Mapping

from county_desk.models.case import Case, CaseStep
from county_desk.models.disclosure import Disclosure, Entry, Objection, PostingPlace
from county_desk.models.exit import Exit
from county_desk.models.notice import Notice
from county_desk.tables.declared import labels_of
from county_desk.tables.labels.record_labels import RecordLabels
from county_desk.text import N_

CASES_LABELS: Mapping[str, RecordLabels] = {
    "case": labels_of(Case, N_("Case record")),
    "case_step": labels_of(CaseStep, N_("Step of a case")),
    "disclosure": labels_of(Disclosure, N_("Disclosure")),
    "entry": labels_of(Entry, N_("Line of a posted list")),
    "objection": labels_of(Objection, N_("Objection")),
    "posting_place": labels_of(PostingPlace, N_("Place of a posting")),
    "notice": labels_of(Notice, N_("Notice")),
    "exit": labels_of(Exit, N_("Exit")),
}
