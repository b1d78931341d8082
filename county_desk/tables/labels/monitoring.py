"""The labels of records of monitoring and help: clues, monitored households and measures."""

from collections.abc import Mapping

from county_desk.tables.labels.record_labels import RecordLabels
from county_desk.text import N_

MONITORING_LABELS: Mapping[str, RecordLabels] = {
    "clue": RecordLabels(
        N_("Clue"),
        {
            "village_id": N_("Village"),
            "household_id": N_("Household"),
            "head": N_("Head of household"),
            "group_name": N_("Villager group"),
            "source": N_("Source"),
            "risks": N_("Risks"),
            "found_on": N_("Found on"),
            "urgency": N_("Urgency"),
            "words": N_("What was noticed"),
            "state": N_("State"),
            "recorded_by": N_("Recorded by"),
            "earlier_id": N_("Brings back clue"),
            "assigned_to": N_("Dispatched to"),
            "due_on": N_("To be verified by"),
            "verified_on": N_("Visited on"),
            "visitors": N_("Visitors"),
            "authorised": N_("Authorisation signed"),
            "finding": N_("What was found"),
            "ended_on": N_("Ended on"),
            "reason": N_("Reason"),
            "case_id": N_("Case record"),
        },
    ),
    "monitored": RecordLabels(
        N_("Monitored household"),
        {
            "household_id": N_("Household"),
            "village_id": N_("Village"),
            "number": N_("Household number"),
            "head": N_("Head of household"),
            "id_number": N_("Identity number"),
            "kind": N_("Kind of monitoring"),
            "risks": N_("Risks"),
            "identified": N_("Identified"),
            "removed": N_("Risk removed"),
            "facts": N_("Columns of the ledger"),
            "batch_id": N_("Batch"),
            "entered_on": N_("Announced on"),
            "entry_case_id": N_("Case of the entry"),
            "released_on": N_("Released on"),
            "release_case_id": N_("Case of the release"),
            "way": N_("How the risk went"),
            "intensity": N_("Closeness of the watch"),
            "visited_on": N_("Visited on"),
            "visit_due_on": N_("Next visit until"),
        },
    ),
    "watch_visit": RecordLabels(
        N_("Visit to a household"),
        {
            "household_id": N_("Household"),
            "purpose": N_("Purpose of the visit"),
            "monitored_id": N_("Monitored household"),
            "visited_on": N_("Visited on"),
            "visitors": N_("Visitors"),
            "found": N_("What was found"),
            "new_risk": N_("A new risk was seen"),
            "recorded_by": N_("Recorded by"),
        },
    ),
    "measure": RecordLabels(
        N_("Measure"),
        {
            "household_id": N_("Household"),
            "risk": N_("Risk that it answers"),
            "kind": N_("Class of measure"),
            "title": N_("Measure"),
            "since": N_("From"),
            "until": N_("Until"),
            "delivered_on": N_("Delivered on"),
            "responsible": N_("Official responsible"),
            "unit": N_("Unit responsible"),
            "amount": N_("Amount (yuan)"),
            "result": N_("Result"),
            "recorded_by": N_("Recorded by"),
        },
    ),
}
