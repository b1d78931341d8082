"""The labels of records of households, people and villages, and of their years."""

from collections.abc import Mapping

from county_desk.models.household import Household, HouseholdYear, Member, MemberYear
from county_desk.models.household_change import HouseholdChange
from county_desk.models.village import VillageRecord, VillageYear
from county_desk.models.waiting_change import WaitingChange
from county_desk.tables.declared import labels_of
from county_desk.tables.labels.record_labels import RecordLabels
from county_desk.text import N_

PEOPLE_LABELS: Mapping[str, RecordLabels] = {
    "household": labels_of(Household, N_("Household")),
    "household_year": labels_of(HouseholdYear, N_("Facts of a household in a year")),
    "member": labels_of(Member, N_("Member")),
    "member_year": labels_of(MemberYear, N_("Facts of a person in a year")),
    "household_change": labels_of(HouseholdChange, N_("Change of a household")),
    "waiting_change": labels_of(WaitingChange, N_("Waiting change")),
    "village_record": labels_of(VillageRecord, N_("Village in the register")),
    "village_year": labels_of(VillageYear, N_("Figures of a village in a year")),
}
