"""The labels of records of those who help: contact officials and the households of each."""

from collections.abc import Mapping

from county_desk.models.official import Official, Pairing
from county_desk.models.plan import VillagePlan
from county_desk.models.team import Team, TeamMember, TeamWeek, Training, Undertaking
from county_desk.tables.declared import labels_of
from county_desk.tables.labels.record_labels import RecordLabels
from county_desk.text import N_

HELPERS_LABELS: Mapping[str, RecordLabels] = {
    "official": labels_of(Official, N_("Contact official"), name=N_("Name")),
    "pairing": labels_of(Pairing, N_("Household of a contact official")),
    "team": labels_of(Team, N_("Resident team")),
    "team_member": labels_of(TeamMember, N_("Member of the team")),
    "team_week": labels_of(TeamWeek, N_("Week of a team member")),
    "training": labels_of(Training, N_("Training")),
    "undertaking": labels_of(Undertaking, N_("Pledge or task")),
    "village_plan": labels_of(VillagePlan, N_("Plan of a village")),
}
