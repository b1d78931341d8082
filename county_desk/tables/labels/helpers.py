"""The labels of records of those who help: contact officials and the households of each."""

from collections.abc import Mapping

from county_desk.models.team import Training, Undertaking
from county_desk.tables.declared import labels_of
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
    "team": RecordLabels(
        N_("Resident team"),
        {
            "village_id": N_("Village"),
            "unit": N_("Sending unit"),
            "since": N_("Term from"),
            "until": N_("Term until"),
            "ended_on": N_("Term ended on"),
            "reason": N_("Reason"),
            "recorded_by": N_("Recorded by"),
        },
    ),
    "team_member": RecordLabels(
        N_("Member of the team"),
        {
            "team_id": N_("Resident team"),
            "name": N_("Name"),
            "role": N_("Duty in the team"),
            "unit": N_("Unit"),
            "post": N_("Post"),
            "telephone": N_("Telephone"),
            "since": N_("In the village since"),
            "until": N_("In the village until"),
        },
    ),
    "team_week": RecordLabels(
        N_("Week of a team member"),
        {
            "member_id": N_("Member of the team"),
            "monday": N_("Week from"),
            "days": N_("Days in the village"),
            "log": N_("Work log"),
            "recorded_by": N_("Recorded by"),
        },
    ),
    "training": labels_of(Training, N_("Training")),
    "undertaking": labels_of(Undertaking, N_("Pledge or task")),
    "village_plan": RecordLabels(
        N_("Plan of a village"),
        {
            "village_id": N_("Village"),
            "year": N_("Year"),
            "kind": N_("Kind of plan"),
            "households": N_("Planned households"),
            "persons": N_("Planned persons"),
            "due_on": N_("To be done by"),
            "responsible": N_("Person responsible"),
            "steps": N_("How it is to be done"),
            "recorded_by": N_("Recorded by"),
        },
    ),
}
