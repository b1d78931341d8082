"""New households of a file, inserted in bulk with all that is known of them and the cases they open."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import count
from operator import attrgetter
from typing import Any

from county_desk.facts import HOUSEHOLD, INCOME, LIVING, MEMBER, MEMBER_YEAR
from county_desk.intake.comparing.cases import APPLYING, case_kind, claim_of
from county_desk.intake.comparing.record_facts import ledger_of, persons_of
from county_desk.intake.comparing.snapshot import village_of
from county_desk.intake.delivery import Delivery, HouseholdIn
from county_desk.intake.taking_in.batch_records import BatchRecords
from county_desk.intake.taking_in.opening import ENTRY_DAYS, entry_of
from county_desk.models.base import Kept
from county_desk.models.case import Case, CaseState, CaseStep, StepOutcome
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear
from county_desk.workflow.cases.common import Opening, opening
from county_desk.workflow.cases.filing import free_numbers
from county_desk.workflow.command import Work
from county_desk.workflow.journal import insert_rows, next_number
from county_desk.workflow.policy.texts import keep_text

type Rows = list[tuple[Any, ...]]

_household = attrgetter(*HOUSEHOLD[2:])  # after the head and the count of persons
_member = attrgetter(*MEMBER)
_member_year = attrgetter(*MEMBER_YEAR)
_income = attrgetter(*INCOME)
_living = attrgetter(*LIVING)
_NO_INCOME, _NO_LIVING = (None,) * len(INCOME), (None,) * len(LIVING)
_NO_FACTS = frozenset({None, ""})
_ENTRY = ("standing", *ENTRY_DAYS)


class NewHouseholds:
    """Inserts the households of one file that the register does not have.

    At an `opening` they come in as they stand, and only those that apply open a case.
    """

    def __init__(
        self, work: Work, delivery: Delivery, batch: int, written: BatchRecords, *, opening: bool = False
    ) -> None:
        self._work, self._delivery, self._batch, self._written = work, delivery, batch, written
        self.opening = opening
        self._openings = cache(self._opening)
        self._numbers = cache(lambda village, day: free_numbers(work.session, village, day))
        self._given = {each.number for each in delivery.households}

    def insert(self, households: Sequence[HouseholdIn]) -> dict[str, int]:
        """Insert them; the record number of each by its key."""
        if not households:
            return {}
        first = next_number(self._work.session, Household)
        about = self._of_year()
        names = ("id", "number", "village_id", *_ENTRY, *HOUSEHOLD)
        rows = (
            (
                *(number, self._number(each), village_of(self._delivery, each)),
                *map(self.entry(each).get, _ENTRY),
                *(each.head, persons_of(each), *_household(each)),
            )
            for number, each in enumerate(households, first)
        )
        self._insert_rows(Household, names, rows, {"batch_id": self._batch})
        self._put_people(households, first)
        names = ("id", "household_id", "persons", *INCOME, "ledger", *LIVING)
        self._insert_rows(HouseholdYear, names, self._years(households, first), about)
        self.open_cases(list(enumerate(households, first)))
        return {each.key: number for number, each in enumerate(households, first)}

    def entry(self, household: HouseholdIn) -> dict[str, object]:
        """The columns with which a household enters the register: its standing and the days of it."""
        return entry_of(self._work, household, opening=self.opening)

    def _opening(self, kind: str, day: date) -> Opening:
        begins = opening(self._work, kind, day)
        keep_text(self._work.session, begins.text)
        return begins

    def _of_year(self) -> dict[str, object]:
        return {"year": self._delivery.year}

    def _insert_rows(
        self,
        mapped: type[Kept],
        names: Sequence[str],
        rows: Iterable[tuple[object, ...]],
        same: dict[str, object] | None = None,
    ) -> None:
        numbers = insert_rows(self._work.session, mapped, names, rows, same, self._work.progress)
        if numbers:
            self._written.many(mapped, numbers[0], len(numbers))

    def _number(self, household: HouseholdIn) -> str:
        """The number of the file, or one of our own that the file does not use either."""
        if household.number:
            return household.number
        numbers = self._numbers(village_of(self._delivery, household), self._received(household))
        number = next(number for number in numbers if number not in self._given)
        self._given.add(number)
        return number

    def _received(self, household: HouseholdIn) -> date:
        return household.filed_on or self._work.today

    def _put_people(self, households: Sequence[HouseholdIn], first: int) -> None:
        """The members, with the known facts of the year of each."""
        session = self._work.session
        people = [
            (household, position, member)
            for household, each in enumerate(households, first)
            for position, member in enumerate(each.members, 1)
        ]
        number = next_number(session, Member)
        members = (
            (person, household, position, *_member(member))
            for person, (household, position, member) in enumerate(people, number)
        )
        self._insert_rows(Member, ("id", "household_id", "position", *MEMBER), members)
        years = count(next_number(session, MemberYear))
        known = (
            (next(years), person, *_no_blanks(facts))
            for person, (_household, _position, member) in enumerate(people, number)
            if not _NO_FACTS.issuperset(facts := _member_year(member))
        )
        self._insert_rows(MemberYear, ("id", "member_id", *MEMBER_YEAR), known, self._of_year())

    def _years(self, households: Sequence[HouseholdIn], first: int) -> Iterator[tuple[object, ...]]:
        """The rows of the households' year, for those with known facts."""
        numbers = count(next_number(self._work.session, HouseholdYear))
        for household, each in enumerate(households, first):
            income = _income(each.income) if each.income else _NO_INCOME
            living = _no_blanks(_living(each.guarantees)) if each.guarantees else _NO_LIVING
            ledger = (ledger_of(each.income) or None) if each.income else None
            if ledger or not _NO_FACTS.issuperset(income) or not _NO_FACTS.issuperset(living):
                yield (next(numbers), household, persons_of(each), *income, ledger, *living)

    def open_cases(self, households: Sequence[tuple[int, HouseholdIn]]) -> None:
        """Open a case for each, by its record, with its application passed on the day it was filed."""
        if self.opening:
            households = [each for each in households if claim_of(each[1]) == APPLYING]
        session, work = self._work.session, self._work
        cases: Rows = []
        steps: Rows = []
        numbers, step_numbers = next_number(session, Case), count(next_number(session, CaseStep))
        for case, (household, each) in enumerate(households, numbers):
            kind, day = case_kind(each), self._received(each)
            begins = self._openings(kind, day)
            text = begins.text
            cases.append(
                (
                    *(case, kind, text.name, text.digest, household, village_of(self._delivery, each)),
                    *(each.head, persons_of(each), begins.waits_for, day, begins.year),
                )
            )
            if begins.applied:
                steps.append((next(step_numbers), case, begins.applied, day))
        followed = ("procedure", "procedure_digest")
        names = ("id", "kind", *followed, "household_id", "place_id", "subject", "persons", "step")
        by = {"state": CaseState.OPEN, "entered_by": work.actor.id, "batch_id": self._batch}
        self._insert_rows(Case, (*names, "received_on", "year"), cases, by)
        done = {"outcome": StepOutcome.PASSED, "recorded_at": work.now, "actor_id": work.actor.id}
        self._insert_rows(CaseStep, ("id", "case_id", "step", "done_on"), steps, done)


def _no_blanks(facts: tuple[object, ...]) -> tuple[object, ...]:
    """Facts of a year, in which blank is NULL."""
    return tuple([None if value == "" else value for value in facts]) if "" in facts else facts
