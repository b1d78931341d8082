"""The labels of records of households, people and villages, and of their years."""

from collections.abc import Mapping

from county_desk.facts import facts_of
from county_desk.facts.fact import FactSubject
from county_desk.tables.labels.record_labels import INTERNAL, RecordLabels
from county_desk.text import N_


def _facts(subject: FactSubject) -> dict[str, str]:
    return {fact.key: fact.label for fact in facts_of(subject)}


PEOPLE_LABELS: Mapping[str, RecordLabels] = {
    "household": RecordLabels(
        N_("Household"),
        _facts(FactSubject.HOUSEHOLD)
        | {
            "number": N_("Household number"),
            "village_id": N_("Village"),
            "standing": N_("Standing in the register"),
            "registered_on": N_("Registered on"),
            "exited_on": N_("Exited on"),
            "grace_until": N_("Grace until"),
            "batch_id": N_("Batch"),
            "earlier_number": N_("Earlier number"),
            "stated_entry_on": N_("Registered on by the opening balance"),
            "stated_exit_on": N_("Exited on by the opening balance"),
            "stated_return_on": N_("Fell back on by the opening balance"),
        },
    ),
    "household_year": RecordLabels(
        N_("Facts of a household in a year"),
        _facts(FactSubject.HOUSEHOLD_YEAR)
        | {
            "household_id": N_("Household"),
            "year": N_("Year"),
            "persons": N_("Members"),
            "ledger": N_("Income ledger"),
        },
    ),
    "member": RecordLabels(
        N_("Member"),
        _facts(FactSubject.PERSON) | {"household_id": N_("Household"), "position": INTERNAL},
    ),
    "member_year": RecordLabels(
        N_("Facts of a person in a year"),
        _facts(FactSubject.PERSON_YEAR) | {"member_id": N_("Member"), "year": N_("Year")},
    ),
    "household_change": RecordLabels(
        N_("Change of a household"),
        {
            "household_id": N_("Household"),
            "member_id": N_("Member"),
            "other_id": N_("The other household"),
            "village_before": N_("Village before"),
            "kind": N_("Kind of change"),
            "happened_on": N_("Happened on"),
            "recorded_on": N_("Recorded on"),
            "recorded_by": N_("Recorded by"),
            "persons": N_("Members"),
            "by": N_("More or fewer members"),
            "evidence": N_("Paper that proves it"),
        },
    ),
    "waiting_change": RecordLabels(
        N_("Waiting change"),
        {
            "household_id": N_("Household"),
            "act": N_("What waits"),
            "asked": N_("What was asked"),
            "happened_on": N_("Happened on"),
            "recorded_on": N_("Recorded on"),
            "recorded_by": N_("Recorded by"),
            "opens_on": N_("Window opens on"),
            "entered_on": N_("Entered on"),
            "reason": N_("Reason"),
        },
    ),
    "village_record": RecordLabels(
        N_("Village in the register"),
        {
            "village_id": N_("Village"),
            "standing": N_("Standing in the register"),
            "listed_on": N_("Listed as a poor village on"),
            "exited_on": N_("Exited on"),
            "grace_until": N_("Grace until"),
            "batch_id": N_("Batch"),
        },
    ),
    "village_year": RecordLabels(
        N_("Figures of a village in a year"),
        {
            "village_id": N_("Village"),
            "year": N_("Year"),
            "source": N_("Source"),
            "natural_villages": N_("Natural villages"),
            "households": N_("Households"),
            "persons": N_("Persons"),
            "poor_households": N_("Poor households"),
            "poor_persons": N_("Poor persons"),
            "income_per_head": N_("Net income a head (yuan)"),
            "collective_income": N_("Collective income (yuan)"),
            "indicators": N_("Exit indicators"),
            "remark": N_("Remark"),
            "facts": N_("Columns of the table"),
            "batch_id": N_("Batch"),
            "surveyed_poor": N_("Poor persons surveyed"),
            "surveyed_words": N_("Explanation of the difference"),
        },
    ),
}
