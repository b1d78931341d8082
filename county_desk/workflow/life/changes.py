"""Shared parts of the changes of a household: who may record one, its day, its record, and taking it back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.household import Household, Member
from county_desk.models.household_change import ChangeKind, HouseholdChange
from county_desk.text import N_, _
from county_desk.workflow.cases.common import open_case_of
from county_desk.workflow.command import Work
from county_desk.workflow.correcting import named_after
from county_desk.workflow.declared import asked

HOUSEHOLD = asked(HouseholdChange.household_id)
MEMBER = asked(HouseholdChange.member_id)
REGISTERED = "household.registered_on"
PERSON = ("member.born_on", f"member.{REGISTERED}")
HOUSEHOLD_THERE = (  # the days on which a household was still there
    REGISTERED,
    "household.watch_visit.visited_on",
    "household.measure.since",
    "household.pairing.since",
    "household.household_change.happened_on",
    "household.case.received_on",
    "household.case.case_step.done_on",
)
HAPPENED_AFTER_ENTRY = asked(HouseholdChange.happened_on, after=(REGISTERED,))
HAPPENED_TO_PERSON = asked(HouseholdChange.happened_on, after=PERSON)
PERSON_LEFT_ON = asked(HouseholdChange.happened_on, after=(*PERSON, "member.measure.since"))
HOUSEHOLD_ENDED_ON = asked(HouseholdChange.happened_on, after=HOUSEHOLD_THERE)
EVIDENCE = asked(HouseholdChange.evidence)
_APPROVAL, _ITS_NUMBER = N_("Approval of the county"), N_("The document and its number")
DOCUMENT = replace(EVIDENCE, title=_APPROVAL, help=_ITS_NUMBER, column=None)


def case_trouble(work: Work, household: int) -> Mapping[str, str]:
    """Check that no case of a household is under way, before it changes as a whole."""
    if case := open_case_of(work.session, household=household):
        message = _("Case {number} of this household is under way; finish or withdraw it first")
        return {"": message.format(number=case.id)}
    return {}


def living(household: Household) -> list[Member]:
    """The members who belong to a household now, in their order."""
    return [member for member in household.members if member.withdrawn_on is None]


class HouseholdLife:
    """Changes one or two households in one act."""

    def __init__(self, work: Work, happened_on: date, evidence: str) -> None:
        self.work, self.happened_on, self.evidence = work, happened_on, evidence.strip()

    def add(self, record: Household | Member) -> None:
        """Add a record and give it its number."""
        self.work.session.add(record)
        self.work.session.flush()

    def name_head(self, household: Household, name: str) -> None:
        """Give the household, and its cases that only came in, the name of its head."""
        for record, column in list(named_after(self.work, household)):
            setattr(record, column, name)

    def count(self, household: Household, by: int) -> None:
        """Change the number of members of a household that goes on."""
        before = household.persons
        household.persons = before + by
        case = open_case_of(self.work.session, household=household.id)
        if case is not None and len(case.steps) <= 1 and case.persons == before:
            case.persons = before + by

    def note(
        self,
        household: Household,
        kind: ChangeKind,
        by: int = 0,
        *,
        persons: int | None = None,
        member: Member | None = None,
        other: Household | None = None,
        village_before: int | None = None,
    ) -> HouseholdChange:
        """Record the change of a household, once its number of members is the new one.

        Changes that happened later and were recorded before count the same persons more or fewer.
        """
        change = HouseholdChange(
            household_id=household.id,
            member_id=member.id if member else None,
            other_id=other.id if other else None,
            village_before=village_before,
            kind=kind,
            happened_on=self.happened_on,
            recorded_on=self.work.today,
            recorded_by=self.work.actor.id,
            persons=household.persons if persons is None else persons,
            by=by,
            evidence=self.evidence,
        )
        later = _later(self.work.session, household.id, self.happened_on)
        if by and later:
            change.persons = later[0].persons - later[0].by + by
            for one in later:
                one.persons += by
        self.work.session.add(change)
        self.work.session.flush()
        return change


def _later(session: Session, household: int, day: date) -> list[HouseholdChange]:
    """The changes of a household that happened after a day, in order."""
    wanted = select(HouseholdChange).where(
        HouseholdChange.household_id == household,
        HouseholdChange.happened_on > day,
        HouseholdChange.withdrawn_on.is_(None),
    )
    return list(session.scalars(wanted.order_by(HouseholdChange.happened_on, HouseholdChange.id)))
