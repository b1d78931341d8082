"""The labels of records of those who help: contact officials and the households of each."""

from collections.abc import Mapping

from county_desk.tables.labels.record_labels import RecordLabels
from county_desk.text import N_

HELPERS_LABELS: Mapping[str, RecordLabels] = {
    "official": RecordLabels(
        N_("Contact official"),
        {
            "name": N_("Name"),
            "unit": N_("Unit of the contact official"),
            "post": N_("Post of the contact official"),
            "affiliation": N_("Level of the unit"),
            "telephone": N_("Telephone"),
            "id_number": N_("Identity number"),
        },
    ),
    "pairing": RecordLabels(
        N_("Household of a contact official"),
        {
            "household_id": N_("Household"),
            "official_id": N_("Contact official"),
            "since": N_("Answers for the household since"),
            "until": N_("Answered until"),
            "reason": N_("Reason"),
            "left_open": N_("Open at the hand-over"),
            "visited_on": N_("Last visit"),
            "visit_due_on": N_("Next visit until"),
            "recorded_by": N_("Recorded by"),
        },
    ),
}
