"""The labels of records that came from files."""

from collections.abc import Mapping

from county_desk.models.batch import Batch
from county_desk.models.correction import Correction
from county_desk.models.department import (
    AskedPerson,
    DepartmentEntry,
    DepartmentList,
    DepartmentRequest,
    HitDecision,
)
from county_desk.models.duplicate import DuplicateRuling
from county_desk.models.layout import FormLayout
from county_desk.models.original import Original
from county_desk.tables.declared import labels_of
from county_desk.tables.labels.record_labels import RecordLabels
from county_desk.text import N_

FILES_LABELS: Mapping[str, RecordLabels] = {
    "batch": labels_of(Batch, N_("Batch")),
    "correction": labels_of(Correction, N_("Corrected cell")),
    "original": labels_of(Original, N_("Delivered file")),
    "layout": labels_of(FormLayout, N_("Form of a sender")),
    "duplicate_ruling": labels_of(DuplicateRuling, N_("Ruling on a duplicate")),
    "department_list": labels_of(DepartmentList, N_("List of a department")),
    "department_entry": labels_of(DepartmentEntry, N_("Line of a department’s list")),
    "department_request": labels_of(DepartmentRequest, N_("Request to a department")),
    "asked_person": labels_of(AskedPerson, N_("Person asked about")),
    "hit_decision": labels_of(HitDecision, N_("Decision on a hit")),
}
