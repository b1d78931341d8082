"""Writing a delivery to the register: new households in bulk, known ones column by column, other lists.

What was made and what was changed, with the values before, is kept so that the batch can be undone.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from county_desk.excel.delivery import STORED, Delivery, HouseholdIn, MemberIn
from county_desk.models.batch import Batch
from county_desk.models.case import Case, CaseState
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear, Standing
from county_desk.workflow.casework import open_case, open_case_of
from county_desk.workflow.command import Work
from county_desk.workflow.intake_facts import (
    Facts,
    changes,
    household_facts,
    income_facts,
    living_facts,
    member_facts,
    member_year_facts,
)
from county_desk.workflow.intake_fresh import ABOUT_TO_LEAVE, EXIT, Fresh, case_kind, standing_of
from county_desk.workflow.intake_known import left_out, member_of, on_record, village_of
from county_desk.workflow.intake_others import OtherLists
from county_desk.workflow.intake_written import Written

_SOME = 500  # households that are brought up to date at once


class Intake:
    """Writes all of one delivery that can go in; `new` and `updated` count households and other rows.

    `ids` are the records of the households written, by key.
    """

    def __init__(self, work: Work, delivery: Delivery, batch: Batch) -> None:
        self._work, self._delivery, self._batch = work, delivery, batch
        self.written = Written()
        self.ids: dict[str, int] = {}
        self.new = self.updated = 0

    def write(self) -> None:
        """Write all that is new."""
        households = [each for each in self._delivery.households if each.verdict in STORED]
        ids = on_record(self._work.session, self._delivery)
        fresh = [each for each in households if each.key not in ids]
        known = [(ids[each.key], each) for each in households if each.key in ids]
        self.ids = Fresh(self._work, self._delivery, self._batch, self.written).insert(fresh)
        self.new += len(fresh)
        for record, household in self._records(known):
            self.ids[household.key] = record.id
            self._update(record, household)
        others = OtherLists(self._work, self._delivery, self._batch, self.written)
        others.write()
        self.new, self.updated = self.new + others.new, self.updated + others.updated
        self._work.session.flush()

    def _records(self, known: Sequence[tuple[int, HouseholdIn]]) -> Iterator[tuple[Household, HouseholdIn]]:
        """The records of known households with all that belongs to them."""
        whole = (
            selectinload(Household.members).selectinload(Member.years),
            selectinload(Household.years),
        )
        for start in range(0, len(known), _SOME):
            some = dict(known[start : start + _SOME])
            for record in self._work.session.scalars(
                select(Household).where(Household.id.in_(some)).options(*whole).order_by(Household.id)
            ):
                yield record, some[record.id]

    def _open_case(self, record: Household, household: HouseholdIn) -> None:
        case = open_case(
            self._work,
            case_kind(household),
            year=self._delivery.year,
            received_on=household.filed_on or self._work.today,
            household=record,
            batch_id=self._batch.id,
        )
        self.written.made += [case, *case.steps]

    def _update(self, record: Household, household: HouseholdIn) -> None:
        """Bring a known household up to date; one that an undone batch had made comes back."""
        back = record.withdrawn_on is not None
        writes = self.written.count
        if back:
            again = {
                "village_id": village_of(self._delivery, household),
                "standing": standing_of(household),
                "batch_id": self._batch.id,
                "withdrawn_on": None,
            }
            self.written.set(record, {**again, **household_facts(household)})
        else:
            self._set(record, household_facts(household))
            for member in left_out(record.members, household):
                self.written.set(member, {"withdrawn_on": self._work.today})
        for position, person in enumerate(household.members, 1):
            self._update_person(record, person, position)
        self._update_year(record, household)
        if back:
            self._open_case(record, household)
            self.new += 1
        elif self.written.count > writes:
            self._follow(record, household)
            self.updated += 1

    def _update_person(self, record: Household, person: MemberIn, position: int) -> None:
        member = member_of(record.members, person)
        if member is None:
            member = Member(position=position, **member_facts(person))
            record.members.append(member)
            self.written.made.append(member)
        else:
            self.written.set(member, {"withdrawn_on": None})
            self._set(member, member_facts(person))
        if facts := member_year_facts(person):
            year = next((known for known in member.years if known.year == self._delivery.year), None)
            if year is None:
                year = MemberYear(year=self._delivery.year, **facts)
                member.years.append(year)
                self.written.made.append(year)
            else:
                self.written.set(year, {"withdrawn_on": None})
                self._set(year, facts)

    def _update_year(self, record: Household, household: HouseholdIn) -> None:
        facts = {**income_facts(household), **living_facts(household)}
        if not facts:
            return
        if household.persons:
            facts["persons"] = household.persons
        year = next((known for known in record.years if known.year == self._delivery.year), None)
        if year is None:
            year = HouseholdYear(year=self._delivery.year)
            for name, (_now, value) in changes(year, facts).items():
                setattr(year, name, value)
            record.years.append(year)
            self.written.made.append(year)
        else:
            self.written.set(year, {"withdrawn_on": None})
            self._set(year, facts)

    def _follow(self, record: Household, household: HouseholdIn) -> None:
        """Let a case that has not left its first step follow, and open one that the new words call for."""
        wanted = select(Case).where(Case.household_id == record.id, Case.state == CaseState.OPEN)
        for case in self._work.session.scalars(wanted):
            if len(case.steps) <= 1:
                self._set(case, {"subject": record.head, "persons": record.persons})
        leaving = household.claimed == ABOUT_TO_LEAVE and record.standing is Standing.REGISTERED
        if leaving and not open_case_of(self._work.session, EXIT, household=record.id):
            self._open_case(record, household)

    def _set(self, record: Any, facts: Facts) -> None:
        self.written.set(record, {name: value for name, (_now, value) in changes(record, facts).items()})


def stored_villages(delivery: Delivery) -> list[int | None]:
    """The villages of all that can go in; None where one is not known."""
    found = dict.fromkeys(
        village_of(delivery, each) for each in delivery.households if each.verdict in STORED
    )
    stored = {(line.sheet, line.row) for line in delivery.lines if line.verdict in STORED}
    for village in delivery.villages:
        if (village.sheet, village.row) in stored:
            found[village.village] = None
    for watched in delivery.monitored:
        if (watched.sheet, watched.row) in stored:
            found[watched.village if watched.village is not None else delivery.place_id] = None
    return list(found)
