"""Short ways to put households and villages through the register: say what matters, leave the rest."""

from datetime import UTC, date, datetime
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.case import Case, CaseState, CaseStep, StepOutcome
from county_desk.models.disclosure import Disclosure, DisclosureOutcome, Entry, Objection
from county_desk.models.exit import Exit
from county_desk.models.household import Household, HouseholdYear, Member, Standing
from county_desk.models.inspection import (
    InspectedHousehold,
    InspectionFinding,
    InspectionRound,
    RoundKind,
    RoundPeople,
    Severity,
)
from county_desk.models.place import Place
from county_desk.models.village import Source, VillageRecord, VillageStanding, VillageYear

_AT = datetime(2016, 11, 1, 9, 0, tzinfo=UTC)
_numbers = count(1)


def village(session: Session, name: str = "大河", township: str = "城关镇") -> Place:
    """A village of the made-up county by name."""
    towns = select(Place.id).where(Place.name == township)
    return session.scalars(select(Place).where(Place.short == name, Place.parent_id.in_(towns))).one()


def a_household(session: Session, where: Place | None = None, **about) -> Household:
    """A household that has stood in the register since 2014, unless told otherwise."""
    years = about.pop("years", {})
    head = about.setdefault("head", "张大有")
    about.setdefault("persons", 4)
    about.setdefault("standing", Standing.REGISTERED)
    about.setdefault(
        "registered_on", date(2014, 10, 31) if about["standing"] is Standing.REGISTERED else None
    )
    number = about.pop("number", f"H{next(_numbers):04}")
    found = Household(number=number, village_id=(where or village(session)).id, **about)
    found.members.append(Member(position=1, name=head, relation="户主", id_number="990101196503120011"))
    found.years.extend(HouseholdYear(year=year, **facts) for year, facts in years.items())
    session.add(found)
    session.flush()
    return found


def announced(session: Session, kind: str, day: date, *, of: Household | Place, persons: int = 0) -> Case:
    """A case of a household or village that was announced on a day."""
    is_household = isinstance(of, Household)
    case = Case(
        kind=kind,
        procedure="test",
        year=day.year,
        household_id=of.id if is_household else None,
        village_id=None if is_household else of.id,
        place_id=of.village_id if is_household else of.id,
        subject=of.head if is_household else of.name,
        persons=persons or (of.persons if is_household else 0),
        step="announcement",
        state=CaseState.DONE,
        received_on=day,
        entered_by=1,
    )
    session.add(case)
    session.flush()
    step(session, case, "announcement", StepOutcome.ANNOUNCED, day)
    return case


def step(session: Session, case: Case, key: str, outcome: StepOutcome, day: date, **about) -> None:
    """A step that a case passed."""
    session.add(
        CaseStep(
            case_id=case.id, step=key, outcome=outcome, done_on=day, recorded_at=_AT, actor_id=1, **about
        )
    )
    session.flush()


def disclosed(session: Session, case: Case, first: date, last: date, objections: int = 0) -> None:
    """The closed disclosure of a case, with objections against it."""
    list_ = Disclosure(
        kind=case.kind,
        procedure="national/household_exit-2016",
        step="disclosure",
        place_id=case.place_id,
        opened_on=first,
        days=(last - first).days + 1,
        counting="inclusive",
        last_day=last,
        reference="test",
        opened_by=1,
        closed_on=date.fromordinal(last.toordinal() + 1),
        outcome=DisclosureOutcome.UNOPPOSED,
    )
    entry = Entry(case_id=case.id, position=1, subject=case.subject, persons=case.persons)
    list_.entries.append(entry)
    session.add(list_)
    session.flush()
    for _number in range(objections):
        session.add(
            Objection(
                disclosure_id=list_.id,
                entry_id=entry.id,
                received_on=first,
                channel="visit",
                words="test",
                recorded_by=1,
            )
        )
    step(session, case, "disclosure", StepOutcome.POSTED, first, disclosure_id=list_.id)


def a_new_household(session: Session, day: date, where: Place | None = None, **about) -> Household:
    """A household whose registration was announced on a day."""
    found = a_household(session, where, registered_on=day, **about)
    announced(session, "household_registration", day, of=found)
    return found


def leaves(session: Session, household: Household, day: date, persons: int = 0) -> Case:
    """The announced exit of a household."""
    case = announced(session, "household_exit", day, of=household, persons=persons)
    household.standing, household.exited_on = Standing.EXITED, day
    session.add(
        Exit(case_id=case.id, household_id=household.id, year=day.year, persons=case.persons, exited_on=day)
    )
    session.flush()
    return case


def figures(session: Session, where: Place, year: int = 2016, source: Source = Source.FORM, **known) -> None:
    """A village's figures of a year."""
    session.add(VillageYear(village_id=where.id, year=year, source=source, **known))
    session.flush()


def poor(session: Session, where: Place, standing: VillageStanding = VillageStanding.POOR) -> None:
    """A village's standing in the register."""
    session.add(VillageRecord(village_id=where.id, standing=standing))
    session.flush()


def inspected(session: Session, household: Household, drawn_on: date, **answers) -> InspectionRound:
    """A round that was drawn on a day for one household, with the answers of its sheet."""
    round_ = InspectionRound(
        kind=RoundKind.SURVEY,
        title="集中排查",
        people=RoundPeople.ALL,
        drawn_on=drawn_on,
        unit="县工作组",
        population=1,
        size=1,
        recorded_by=1,
    )
    session.add(round_)
    session.flush()
    township = session.get_one(Place, household.village_id).parent_id
    about = {"round_id": round_.id, "household_id": household.id, "township_id": township}
    session.add(InspectedHousehold(row=1, **about, **answers))
    session.flush()
    return round_


def a_finding(session: Session, household: Household, found_on: date, **about) -> InspectionFinding:
    """Something wrong with a household, to be mended within a month."""
    about = {"severity": Severity.SERIOUS, "words": "收入未核实", "mender": "罗建功", **about}
    found = InspectionFinding(
        village_id=household.village_id,
        household_id=household.id,
        found_on=found_on,
        due_on=date.fromordinal(found_on.toordinal() + 30),
        recorded_by=1,
        **about,
    )
    session.add(found)
    session.flush()
    return found
