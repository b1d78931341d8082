"""Inspection rounds: drawn by a seed, their field sheets entered, and entered again by a second person."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Annotated, ClassVar, NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from county_desk.fields import Numbers, Record
from county_desk.models.case import Case, CaseStep, StepOutcome
from county_desk.models.household import Household, Standing
from county_desk.models.inspection import (
    InspectedHousehold,
    InspectionRound,
    InspectionStratum,
    RoundKind,
    RoundPeople,
)
from county_desk.models.place import Place
from county_desk.models.user import Permission, User
from county_desk.rules.sampling import allocated, drawn, sample_size
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.workflow.cases.persons import outsiders_trouble
from county_desk.workflow.command import ON_RECORD, Ask, Change, Command, Work
from county_desk.workflow.declared import asked, record_of
from county_desk.workflow.gate.law import ONE_PERSON, Apart, Law
from county_desk.workflow.gate.records import lineage
from county_desk.workflow.gate.relations import WHO_ENTERED
from county_desk.workflow.gate.states import Once, Unless
from county_desk.workflow.journal import insert_rows, next_number
from county_desk.workflow.record_acts import ChangingAct, WithdrawingAct

ROUND = Ask(Record(), N_("Round"), of="inspections")
SHEET = Ask(Record(), N_("Field sheet"), of="inspected_households")
_STANDINGS = {
    RoundPeople.REGISTERED: (Standing.REGISTERED,),
    RoundPeople.EXITED: (Standing.EXITED,),
    RoundPeople.BOTH: (Standing.REGISTERED, Standing.EXITED),
    RoundPeople.ALL: tuple(Standing),
}


class Framed(NamedTuple):
    """One household of a frame, as it was on the day of the draw."""

    household: int
    township: int
    standing: Standing
    persons: int


def frame_digest(session: Session, frame: Iterable[Framed]) -> str:
    """SHA-256 over a line for each household: its record, township, standing and persons."""
    names = {number: name for number, name in session.execute(select(Place.id, Place.name))}
    lines = (
        f"{each.household} {names[each.township]} {each.standing.value} {each.persons}\n" for each in frame
    )
    return sha256("".join(lines).encode()).hexdigest()


def persons_by_standing(session: Session) -> Mapping[Standing, int]:
    """The present number of persons in the households of each standing."""
    persons = select(Household.standing, func.sum(Household.persons)).where(Household.withdrawn_on.is_(None))
    return {standing: count for standing, count in session.execute(persons.group_by(Household.standing))}


class DrawRound(Command):
    """Draw the households of a round: a sample by township, by a seed that is printed; a survey takes all.

    The size follows from confidence and margin. Townships in `remote` count `weight` times. The program
    draws the seed, which is sealed with the sample and the digest of the frame before anybody sees them.
    """

    permission: ClassVar = Permission.SUPERVISE
    act: ClassVar = ActWords(N_("Draw a round"), N_("Drew an inspection round"), "inspection_round")
    synonyms: ClassVar = N_("sample random spot")
    law: ClassVar = ONE_PERSON

    kind: Annotated[RoundKind, asked(InspectionRound.kind)]
    name: Annotated[str, asked(InspectionRound.title)]
    people: Annotated[RoundPeople, asked(InspectionRound.people)] = RoundPeople.REGISTERED
    place: Annotated[int | None, asked(InspectionRound.place_id)] = None
    drawn_on: Annotated[date, asked(InspectionRound.drawn_on)]
    due_on: Annotated[date | None, asked(InspectionRound.due_on)] = None
    unit: Annotated[str, asked(InspectionRound.unit)] = ""
    confidence: Annotated[Decimal, asked(InspectionRound.confidence, seldom=True)] = Decimal(95)
    margin: Annotated[Decimal, asked(InspectionRound.margin, seldom=True)] = Decimal(5)
    remote: Annotated[
        tuple[int, ...],
        Ask(Numbers(), N_("Remote townships"), N_("They count more"), of="places", seldom=True),
    ] = ()
    weight: Annotated[Decimal, asked(InspectionRound.weight, seldom=True)] = Decimal(2)

    def problems(self, work: Work) -> Mapping[str, str]:
        if self.drawn_on != work.today:
            words = _("Households are drawn among those of today, {today}; no other day can be given")
            return {"drawn_on": words.format(today=work.today)}
        if found := self._sample_trouble() or self._remote_trouble(work):
            return found
        if not self._population(work):
            return {"people": _("There is no household to draw from; choose others or another place")}
        return {}

    def _sample_trouble(self) -> Mapping[str, str]:
        """Return why no sample can be drawn from these figures; empty for a survey."""
        if self.kind is RoundKind.SURVEY:
            return {}
        if not 50 <= self.confidence < 100:
            return {"confidence": _("A confidence is at least 50 and below 100 per cent")}
        if not 0 < self.margin < 50:
            return {"margin": _("A margin is above 0 and below 50 per cent")}
        if not 1 <= self.weight <= 10:
            return {"weight": _("A weight is at least 1 and at most 10")}
        return {}

    def _remote_trouble(self, work: Work) -> Mapping[str, str]:
        """Check that each remote place is a township with households to draw."""
        there = {each.township for each in self._population(work)}
        for number in self.remote:
            if number not in there:
                words = _("{place} is no township with households of this round")
                return {"remote": words.format(place=work.session.get_one(Place, number).name)}
        return {}

    def run(self, work: Work) -> Change:
        found, sampled = self._population(work), self.kind is not RoundKind.SURVEY
        seed = work.chance() if sampled else ""
        taken = self._taken(found, seed)
        persons = persons_by_standing(work.session)
        made = record_of(
            work,
            self,
            InspectionRound,
            confidence=self.confidence if sampled else None,
            margin=self.margin if sampled else None,
            weight=self.weight if sampled and self.remote else None,
            remote=",".join(map(str, self.remote)),
            seed=seed,
            population=len(found),
            size=len(taken),
            frame=frame_digest(work.session, found),
            registered_persons=persons.get(Standing.REGISTERED, 0),
            exited_persons=persons.get(Standing.EXITED, 0),
        )
        work.session.add(made)
        work.session.flush()
        for place, count in sorted(Counter(each.township for each in found).items()):
            work.session.add(InspectionStratum(round_id=made.id, township_id=place, population=count))
        first = next_number(work.session, InspectedHousehold)
        names = ("id", "row", "household_id", "township_id", "standing", "persons")
        rows = [(first + place, place + 1, *each) for place, each in enumerate(taken)]
        insert_rows(work.session, InspectedHousehold, names, rows, {"round_id": made.id}, work.progress)
        words = _("{title}: {size} of {population} households drawn")
        summary = words.format(title=made.title, size=f"{made.size:,}", population=f"{made.population:,}")
        undo = WithdrawRound(round=made.id, reason=_("Undone"))
        return Change(summary, undo=undo, id=made.id)

    def _population(self, work: Work) -> Sequence[Framed]:
        """The households of the frame, in the order of their numbers."""
        wanted = (
            select(Household.id, Place.parent_id, Place.id, Household.standing, Household.persons)
            .join(Place, Place.id == Household.village_id)
            .where(Household.withdrawn_on.is_(None), Household.standing.in_(_STANDINGS[self.people]))
            .order_by(Household.id)
        )
        rows = work.session.execute(wanted).all()
        if self.place is not None:
            inside = {
                village
                for village in {row[2] for row in rows}
                if self.place in lineage(work.session, village)
            }
            rows = [row for row in rows if row[2] in inside]
        return [
            Framed(household, township or village, standing, persons)
            for household, township, village, standing, persons in rows
        ]

    def _taken(self, found: Sequence[Framed], seed: str) -> list[Framed]:
        """Return the households of the round: all for a survey, otherwise those drawn in each township."""
        if self.kind is RoundKind.SURVEY:
            return list(found)
        framed = {each.household: each for each in found}
        wanted = sample_size(len(found), self.confidence, self.margin)
        weights = dict.fromkeys(self.remote, self.weight)
        parts = allocated(Counter(each.township for each in found), wanted, weights)
        return [
            framed[household]
            for place, count in sorted(parts.items())
            for household in drawn(seed, (each.household for each in found if each.township == place), count)
        ]


class WithdrawRound(WithdrawingAct[InspectionRound]):
    """Withdraw a round while none of its field sheets was entered."""

    permission: ClassVar = Permission.SUPERVISE
    act: ClassVar = ActWords(N_("Withdraw a round"), N_("Withdrew an inspection round"), "inspection_round")
    summary: ClassVar = N_("{title} withdrawn: {reason}")

    round: Annotated[int, ROUND]

    def problems(self, work: Work) -> Mapping[str, str]:
        entered = select(InspectedHousehold.id).where(
            InspectedHousehold.round_id == self.round, InspectedHousehold.entered_by.is_not(None)
        )
        if work.session.scalar(entered.limit(1)) is None:
            return {}
        return {"round": _("Field sheets of this round were entered; it stays")}


class _Sheet(ChangingAct[InspectedHousehold]):
    """The answers of one field sheet; unanswered questions stay blank."""

    permission: ClassVar = Permission.SUPERVISE
    final: ClassVar = ON_RECORD

    sheet: Annotated[int, SHEET]
    visited_on: Annotated[date, asked(InspectedHousehold.visited_on)]
    decided_rightly: Annotated[bool | None, asked(InspectedHousehold.decided_rightly)] = None
    fell_back: Annotated[bool | None, asked(InspectedHousehold.fell_back)] = None
    satisfied: Annotated[bool | None, asked(InspectedHousehold.satisfied)] = None

    def problems(self, work: Work) -> Mapping[str, str]:
        sheet = work.session.get_one(InspectedHousehold, self.sheet)
        if sheet.round.withdrawn_on is not None:
            return {"sheet": _("There is no field sheet {number}").format(number=self.sheet)}
        if self.visited_on < sheet.round.drawn_on:
            return {"visited_on": _("The round was drawn on {day}").format(day=sheet.round.drawn_on)}
        if self.decided_rightly is None and self.fell_back is None and self.satisfied is None:
            return {"decided_rightly": _("Enter at least one answer of the sheet")}
        return {}


def _deciders(work: Work, entering: "EnterSheet") -> Iterable[str]:
    """The persons who decided a case of the household on a sheet."""
    sheet = work.session.get_one(InspectedHousehold, entering.sheet)
    decided = CaseStep.outcome.in_((StepOutcome.APPROVED, StepOutcome.REFUSED))
    by = or_(CaseStep.actor_id == User.id, CaseStep.confirmed_by == User.id)
    steps = select(User.name).join(CaseStep, by).join(Case, Case.id == CaseStep.case_id)
    return work.session.scalars(steps.where(Case.household_id == sheet.household_id, decided))


DECIDED = Apart(
    "decided", _deciders, N_("{name} decided a case of this household; another person enters its sheet")
)


class EnterSheet(_Sheet):
    """Enter the field sheet of a household that was drawn."""

    act: ClassVar = ActWords(N_("Enter a field sheet"), N_("Entered a field sheet"), "inspected_household")
    synonyms: ClassVar = N_("questionnaire")
    law: ClassVar = Law(apart=(DECIDED,))
    summary: ClassVar = N_("{round.title}: field sheet of {household.head} entered")
    kept_if_blank: ClassVar = ("visitors", "note")
    refused: ClassVar = (Unless(InspectedHousehold.checked_by, N_("This sheet was entered twice already")),)

    visitors: Annotated[str, asked(InspectedHousehold.visitors)] = ""
    note: Annotated[str, asked(InspectedHousehold.note, seldom=True)] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := super().problems(work):
            return found
        sheet = work.session.get_one(InspectedHousehold, self.sheet)
        trouble = outsiders_trouble(work, self.visitors, [sheet.household_id])
        return {"visitors": trouble} if trouble else {}

    def own(self, work: Work, record: InspectedHousehold) -> Mapping[str, object]:
        return {"entered_by": work.actor.id}


class CheckSheet(_Sheet):
    """Enter a field sheet a second time; the answers must be those of the first entry."""

    act: ClassVar = ActWords(
        N_("Enter a field sheet again"), N_("Entered a field sheet again"), "inspected_household"
    )
    synonyms: ClassVar = N_("second entry")
    law: ClassVar = Law(apart=(WHO_ENTERED,))
    summary: ClassVar = N_("{round.title}: field sheet of {household.head} entered twice")
    refused: ClassVar = (Once(InspectedHousehold.entered_by, N_("This sheet was not entered yet")),)

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := super().problems(work):
            return found
        sheet = work.session.get_one(InspectedHousehold, self.sheet)
        first = _("The first entry is different; look at the sheet, and enter it anew where that was wrong")
        names = ("visited_on", "decided_rightly", "fell_back", "satisfied")
        return {name: first for name in names if getattr(sheet, name) != getattr(self, name)}

    def own(self, work: Work, record: InspectedHousehold) -> Mapping[str, object]:
        return {"checked_by": work.actor.id}
