"""Writing a delivery to the register: new households in bulk, known ones column by column, and their cases.

What was made and what was changed, with the values before, is kept so that the batch can be undone.
"""

from typing import Any

from sqlalchemy import select

from county_desk.excel.delivery import STORED, Delivery, HouseholdIn, MemberIn
from county_desk.models.base import Kept
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
from county_desk.workflow.intake_known import Known, left_out, member_of, year_of_household, year_of_member
from county_desk.workflow.journal import insert_rows, kept, next_number

REGISTRATION, EXIT = "household_registration", "household_exit"
ABOUT_TO_LEAVE = "预脱贫"


class Intake:
    """Writes the households of one delivery that can go in; `new` and `updated` count them."""

    def __init__(self, work: Work, delivery: Delivery, batch: Batch) -> None:
        self._work, self._delivery, self._batch = work, delivery, batch
        self._known = Known(work.session, delivery)
        self.made: list[Kept] = []
        self.inserted: dict[str, list[int]] = {}
        self.before: dict[Kept, Facts] = {}
        self.new = self.updated = 0

    def write(self) -> None:
        """Write all that is new."""
        households = [each for each in self._delivery.households if each.verdict in STORED]
        fresh = [each for each in households if each.number not in self._known.households]
        self._insert(fresh)
        for household in households:
            if (record := self._known.households.get(household.number)) is not None:
                self._update(record, household)
        self._work.session.flush()

    def records(self) -> dict[str, Any]:
        """What was written, for undoing it: record numbers with their versions, and values before."""
        made = {table: {str(number): 1 for number in numbers} for table, numbers in self.inserted.items()}
        for record in self.made:
            made.setdefault(record.__tablename__, {})[str(record.id)] = record.version
        changed: dict[str, dict[str, Any]] = {}
        for record, before in self.before.items():
            values = {name: kept(value) for name, value in before.items()}
            entry = {"version": record.version, "before": values}
            changed.setdefault(record.__tablename__, {})[str(record.id)] = entry
        return {"made": made, "changed": changed}

    def _insert(self, households: list[HouseholdIn]) -> None:
        """Insert new households with all that is known of them, then open their cases."""
        session, numbers = self._work.session, _Numbers(self._work)
        tables: dict[type[Kept], list[Facts]] = {
            mapped: [] for mapped in (Household, Member, HouseholdYear, MemberYear)
        }
        for household in households:
            own = numbers.row(Household, **self._household(household))
            tables[Household].append(own)
            if facts := self._year(household):
                year = {"household_id": own["id"], "year": self._delivery.year, **facts}
                tables[HouseholdYear].append(numbers.row(HouseholdYear, **year))
            for position, member in enumerate(household.members, 1):
                facts = {"household_id": own["id"], "position": position, **member_facts(member)}
                person = numbers.row(Member, **facts)
                tables[Member].append(person)
                if facts := member_year_facts(member):
                    year = {"member_id": person["id"], "year": self._delivery.year, **facts}
                    tables[MemberYear].append(numbers.row(MemberYear, **year))
        for mapped, rows in tables.items():
            insert_rows(session, mapped, rows)
            self.inserted[mapped.__tablename__] = [row["id"] for row in rows]
        fresh = select(Household).where(Household.batch_id == self._batch.id)
        by_number = {record.number: record for record in session.scalars(fresh)}
        for household in households:
            self._open_case(by_number[household.number], household)
        self.new += len(households)

    def _household(self, household: HouseholdIn) -> Facts:
        leaving = household.claimed == ABOUT_TO_LEAVE
        return {
            "number": household.number,
            "village_id": self._delivery.place_id,
            "standing": Standing.REGISTERED if leaving else Standing.APPLICANT,
            "batch_id": self._batch.id,
            **household_facts(household),
        }

    def _year(self, household: HouseholdIn) -> Facts:
        facts = {**income_facts(household), **living_facts(household)}
        return {"persons": household.persons, **facts} if facts else {}

    def _open_case(self, record: Household, household: HouseholdIn) -> None:
        kind = EXIT if household.claimed == ABOUT_TO_LEAVE else REGISTRATION
        case = open_case(
            self._work,
            kind,
            year=self._delivery.year,
            received_on=self._work.today,
            household=record,
            batch_id=self._batch.id,
        )
        self.made += [case, *case.steps]

    def _update(self, record: Household, household: HouseholdIn) -> None:
        """Bring a known household up to date; one that an undone batch had made comes back."""
        back = record.withdrawn_on is not None
        writes = len(self.made) + len(self.before)
        if back:
            again = {**self._household(household), "withdrawn_on": None}
            self._set(record, {name: (getattr(record, name), value) for name, value in again.items()})
        else:
            self._set(record, changes(record, household_facts(household)))
        for member in left_out(record, household) if not back else ():
            self._set(member, {"withdrawn_on": (None, self._work.today)})
        for position, person in enumerate(household.members, 1):
            self._update_person(record, person, position)
        self._update_year(record, household)
        if back:
            self._open_case(record, household)
            self.new += 1
        elif len(self.made) + len(self.before) > writes:
            self._follow(record, household)
            self.updated += 1

    def _update_person(self, record: Household, person: MemberIn, position: int) -> None:
        member = member_of(record, person)
        if member is None:
            member = Member(position=position, **member_facts(person))
            record.members.append(member)
            self.made.append(member)
        else:
            self._revive(member)
            self._set(member, changes(member, member_facts(person)))
        if not (facts := member_year_facts(person)):
            return
        year = year_of_member(member, self._delivery.year)
        if year is None:
            year = MemberYear(year=self._delivery.year, **facts)
            member.years.append(year)
            self.made.append(year)
        else:
            self._revive(year)
            self._set(year, changes(year, facts))

    def _update_year(self, record: Household, household: HouseholdIn) -> None:
        facts = self._year(household)
        year = year_of_household(record, self._delivery.year)
        if not facts:
            return
        if year is None:
            year = HouseholdYear(year=self._delivery.year, **facts)
            record.years.append(year)
            self.made.append(year)
        else:
            self._revive(year)
            self._set(year, changes(year, facts))

    def _follow(self, record: Household, household: HouseholdIn) -> None:
        """Let a case that has not left its first step follow, and open one that the new words call for."""
        wanted = select(Case).where(Case.household_id == record.id, Case.state == CaseState.OPEN)
        for case in self._work.session.scalars(wanted):
            if len(case.steps) <= 1:
                self._set(case, changes(case, {"subject": record.head, "persons": record.persons}))
        leaving = household.claimed == ABOUT_TO_LEAVE and record.standing is Standing.REGISTERED
        if leaving and not open_case_of(self._work.session, EXIT, household=record.id):
            self._open_case(record, household)

    def _revive(self, record: Kept) -> None:
        if record.withdrawn_on is not None:
            self._set(record, {"withdrawn_on": (record.withdrawn_on, None)})

    def _set(self, record: Kept, found: dict[str, tuple[Any, Any]]) -> None:
        for name, (now, value) in found.items():
            if now != value:
                self.before.setdefault(record, {}).setdefault(name, now)
                setattr(record, name, value)


class _Numbers:
    """Hands out the next free record numbers, and whole rows that bear them."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._next: dict[type[Kept], int] = {}

    def row(self, mapped: type[Kept], **facts: Any) -> Facts:
        """A row with every column, as the history wants it."""
        number = self._next.get(mapped) or next_number(self._work.session, mapped)
        self._next[mapped] = number + 1
        blank = {
            column.key: column.default.arg if column.default is not None else None
            for column in mapped.__table__.columns
        }
        return {**blank, **facts, "id": number, "version": 1}
