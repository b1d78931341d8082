"""The labels of records that came from files."""

from collections.abc import Mapping

from county_desk.models.batch import Batch
from county_desk.models.correction import Correction
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
    "department_list": RecordLabels(
        N_("List of a department"),
        {
            "name": N_("Name of the list"),
            "year": N_("Year"),
            "received_on": N_("Received on"),
            "batch_id": N_("Batch"),
            "department": N_("Department"),
            "request_id": N_("Answers request"),
        },
    ),
    "department_entry": RecordLabels(
        N_("Line of a department’s list"),
        {
            "list_id": N_("List"),
            "row": N_("Row"),
            "name": N_("Name"),
            "id_number": N_("Identity number"),
            "kind": N_("Kind"),
            "amount": N_("Amount (yuan)"),
            "village_id": N_("Village"),
            "absent": N_("The department has nothing"),
        },
    ),
    "department_request": RecordLabels(
        N_("Request to a department"),
        {
            "department": N_("Department"),
            "asked_on": N_("Asked on"),
            "due_on": N_("Answer due by"),
            "asked_about": N_("Asked about"),
            "place_id": N_("Place"),
            "case_id": N_("Case record"),
            "recorded_by": N_("Recorded by"),
            "reason": N_("Reason"),
        },
    ),
    "asked_person": RecordLabels(
        N_("Person asked about"),
        {
            "request_id": N_("Request"),
            "row": N_("Row"),
            "household_id": N_("Household"),
            "member_id": N_("Member"),
            "name": N_("Name"),
            "id_number": N_("Identity number"),
        },
    ),
    "hit_decision": RecordLabels(
        N_("Decision on a hit"),
        {
            "entry_id": N_("Line of the list"),
            "member_id": N_("Member"),
            "household_id": N_("Household"),
            "outcome": N_("Ruling"),
            "explanation": N_("Explanation"),
            "decided_on": N_("Ruled on"),
            "decided_by": N_("Decided by"),
        },
    ),
}
