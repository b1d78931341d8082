"""The labels of records that came from files."""

from collections.abc import Mapping

from county_desk.tables.labels.record_labels import INTERNAL, RecordLabels
from county_desk.text import N_

FILES_LABELS: Mapping[str, RecordLabels] = {
    "batch": RecordLabels(
        N_("Batch"),
        {
            "place_id": N_("Place"),
            "year": N_("Year"),
            "file_name": N_("File"),
            "digest": INTERNAL,
            "taken_at": INTERNAL,
            "taken_by": N_("Taken in by"),
            "counts": N_("Rows by result"),
            "report": N_("Report of the file"),
            "undone_on": N_("Undone on"),
            "opening": N_("Opening balance"),
            "confirmed_by": N_("Confirmed by"),
            "confirmed_on": N_("Confirmed on"),
        },
    ),
    "correction": RecordLabels(
        N_("Corrected cell"),
        {
            "batch_id": N_("Batch"),
            "sheet": N_("Sheet"),
            "cell": N_("Cell"),
            "title": N_("Title of the column"),
            "was": N_("As delivered"),
            "text": N_("As corrected"),
            "kind": INTERNAL,
            "record": INTERNAL,
            "field": INTERNAL,
            "value": INTERNAL,
        },
    ),
    "original": RecordLabels(
        N_("Delivered file"),
        {"digest": INTERNAL, "name": N_("File"), "size": INTERNAL, "content": INTERNAL},
    ),
    "layout": RecordLabels(
        N_("Form of a sender"),
        {
            "kind": INTERNAL,
            "place_id": N_("Place"),
            "texts": N_("Titles of the columns"),
            "meanings": N_("Meaning of the titles"),
            "first_used": N_("First used"),
            "last_used": N_("Last used"),
        },
    ),
    "duplicate_ruling": RecordLabels(
        N_("Ruling on a duplicate"),
        {
            "one_id": N_("One person"),
            "other_id": N_("The other person"),
            "same": N_("Same person"),
            "survivor_id": N_("Record that stays"),
            "reason": N_("Reason"),
            "settled_on": N_("Settled on"),
            "settled_by": N_("Settled by"),
            "before": INTERNAL,
        },
    ),
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
