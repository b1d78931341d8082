"""Known households of a file brought up to date, column by column: new records are inserted in bulk."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from county_desk.facts import INCOME, LIVING, MEMBER, MEMBER_YEAR
from county_desk.intake.comparing.cases import CaseOf, cases_of, opens_exit
from county_desk.intake.comparing.record_facts import (
    Facts,
    blank,
    changes,
    household_facts,
    income_facts,
    living_facts,
    member_facts,
    member_year_facts,
    persons_of,
)
from county_desk.intake.comparing.snapshot import KnownHousehold, person_of, standing, village_of
from county_desk.intake.delivery import Delivery, HouseholdIn, MemberIn
from county_desk.intake.taking_in.batch_records import BatchRecords
from county_desk.intake.taking_in.new_households import NewHouseholds
from county_desk.models.base import Kept
from county_desk.models.case import Case, CaseState
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear, Standing
from county_desk.progress import SOME, each
from county_desk.workflow.command import Work
from county_desk.workflow.journal import insert_rows, next_number, update_rows

_YEAR = (*INCOME, "ledger", *LIVING)
_COLUMNS: dict[type[Kept], tuple[str, ...]] = {
    Member: ("id", "household_id", "position", *MEMBER),
    MemberYear: ("id", "member_id", "year", *MEMBER_YEAR),
    HouseholdYear: ("id", "household_id", "year", "persons", *_YEAR),
}


class HouseholdUpdates:
    """Brings the households of one file up to date that the register has; `new` are those that came back."""

    def __init__(self, work: Work, delivery: Delivery, batch: int, written: BatchRecords) -> None:
        self._work, self._delivery, self._batch, self._written = work, delivery, batch, written
        self._changed: dict[type[Kept], dict[int, tuple[Any, Facts]]] = defaultdict(dict)
        self._begun: set[int] = set()  # members of whom the year is begun
        self._rows: dict[type[Kept], list[tuple[Any, ...]]] = {mapped: [] for mapped in _COLUMNS}
        self._next = {mapped: count(next_number(work.session, mapped)) for mapped in _COLUMNS}
        self._filing: list[tuple[int, HouseholdIn]] = []
        self._writes = self.new = self.updated = 0

    def update(self, known: Sequence[tuple[KnownHousehold, HouseholdIn]], entering: NewHouseholds) -> None:
        """Work out what differs, and write it."""
        session, progress = self._work.session, self._work.progress
        cases = cases_of(session, [found.row.id for found, _household in known])
        for found, household in each(known, progress, every=SOME):
            self._update(found, household, cases.get(found.row.id, []), entering)
        for mapped, rows in self._rows.items():
            insert_rows(session, mapped, _COLUMNS[mapped], rows, progress=progress)
            if rows:
                self._written.many(mapped, rows[0][0], len(rows))
        for mapped, changed in self._changed.items():
            for record, new in changed.values():
                before = {name: getattr(record, name) for name in new}
                self._written.changed(mapped.__tablename__, record.id, record.version, before)
            rows_of = [(number, record.version, new) for number, (record, new) in changed.items()]
            update_rows(session, mapped, rows_of, progress)
        if self._filing:
            entering.open_cases(self._filing)

    def _update(
        self,
        known: KnownHousehold,
        household: HouseholdIn,
        cases: Sequence[CaseOf],
        entering: NewHouseholds,
    ) -> None:
        before, row = self._writes, known.row
        facts = household_facts(household)
        if household.number not in ("", row.number):
            facts |= {"number": household.number, "earlier_number": row.number}
        if known.gone:
            back = {"village_id": village_of(self._delivery, household), **entering.entry(household)}
            back |= {"persons": persons_of(household), "batch_id": self._batch, "withdrawn_on": None}
            self._set(Household, row, {**facts, **back})
        else:
            if entering.opening and row.standing is Standing.ORDINARY:  # a monitoring ledger brought it first
                facts |= entering.entry(household)
            self._set(Household, row, facts)
            for member in known.leaving:
                self._set(Member, member, {"withdrawn_on": self._work.today})
        for position, person in enumerate(household.members, 1):
            self._person(known, household, person, position)
        self._year(known, household)
        if known.gone:
            self._filing.append((row.id, household))
            self.new += 1
        elif self._writes > before:
            self._follow(known, household, facts, cases)
            self.updated += 1

    def _person(self, known: KnownHousehold, household: HouseholdIn, person: MemberIn, position: int) -> None:
        member, facts = person_of(known.members, household, person), member_facts(person)
        if member is None:
            number = self._insert(Member, {"household_id": known.row.id, "position": position, **facts})
            year = None
        else:
            if member.withdrawn_on is not None:
                facts = {"id_number": "", **facts, "position": position, "withdrawn_on": None}
            self._set(Member, member, facts)
            number, year = member.id, known.member_years.get(member.id)
        if not (of_year := member_year_facts(person)):
            return
        if year is None and number not in self._begun:
            self._begun.add(number)
            self._insert(MemberYear, {"member_id": number, "year": self._delivery.year, **of_year})
        elif year is not None:
            self._set(MemberYear, year, {**of_year, "withdrawn_on": None})

    def _year(self, known: KnownHousehold, household: HouseholdIn) -> None:
        facts = {**income_facts(household), **living_facts(household)}
        if not facts:
            return
        if household.persons or known.gone:
            facts["persons"] = persons_of(household)
        if standing(known.year) is None:
            facts = {"persons": known.row.persons, **facts}
        if known.year is not None:
            self._set(HouseholdYear, known.year, {**facts, "withdrawn_on": None})
            return
        ledger = {title: fen for title, fen in facts.pop("ledger", {}).items() if fen is not None}
        about = {"household_id": known.row.id, "year": self._delivery.year, "ledger": ledger or None}
        self._insert(HouseholdYear, {**facts, **about})

    def _follow(
        self, known: KnownHousehold, household: HouseholdIn, facts: Facts, cases: Sequence[CaseOf]
    ) -> None:
        """Let a case that has not left its first step follow, and open one that the new words call for."""
        row = known.row
        told = {"subject": facts.get("head", row.head), "persons": facts.get("persons", row.persons)}
        for case in cases:
            if case.state is CaseState.OPEN and not case.begun:
                self._set(Case, case, told)
        if opens_exit(known, household, cases):
            self._filing.append((row.id, replace(household, head=told["subject"], persons=told["persons"])))

    def _insert(self, mapped: type[Kept], facts: Facts) -> int:
        """A new record; its number."""
        number = next(self._next[mapped])
        told = {**(blank(MEMBER) if mapped is Member else {}), **facts, "id": number}
        self._rows[mapped].append(tuple(told.get(name) for name in _COLUMNS[mapped]))
        self._writes += 1
        return number

    def _set(self, mapped: type[Kept], record: Any, facts: Facts) -> None:
        """Change the columns that differ, and remember the former values."""
        found = changes(record, facts)
        if found:
            new = {name: value for name, (_old, value) in found.items()}
            # a file can name one person twice; the record is changed once, and what comes last stands
            self._changed[mapped].setdefault(record.id, (record, {}))[1].update(new)
            self._writes += 1
