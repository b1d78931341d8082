"""Inspection rounds, the households drawn for them, and their findings."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, NamedTuple

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from county_desk.fields import Choice, Count, Day, Term
from county_desk.models.household import Household, Standing
from county_desk.models.inspection import (
    InspectedHousehold,
    InspectionFinding,
    InspectionRound,
    InspectionStratum,
    RoundKind,
    RoundPeople,
    Severity,
)
from county_desk.models.place import Place
from county_desk.shapes import Shape
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.terms import as_term
from county_desk.tables.usual_fields import (
    HeadName,
    HouseholdNumber,
    TownshipName,
    VillageName,
    VillageRecord,
    by_village,
)
from county_desk.text import N_


def _sheets(column: InstrumentedAttribute[int | None]) -> ColumnElement[int]:
    """Return how many households of a round have a value in a column."""
    found = select(func.count(column)).where(InspectedHousehold.round_id == InspectionRound.id)
    return found.correlate(InspectionRound).scalar_subquery()


class RoundRow(ShownRow):
    """One round with the size of its sample, and how many field sheets are entered.

    A withdrawn one stays in the list. `frame` is the digest of the households from which it was drawn.
    """

    id: Annotated[int, Shown(InspectionRound.id, N_("Round"), hidden=False)]
    kind: Annotated[RoundKind, Shown(InspectionRound.kind, width=16)]
    title: Annotated[str, Shown(InspectionRound.title, width=24)]
    people: Annotated[RoundPeople, Shown(InspectionRound.people, width=20)]
    place: Annotated[str, Shown(Place.name, N_("Place"), width=12, blank=True)]
    drawn_on: Annotated[date, Shown(InspectionRound.drawn_on)]
    due_on: Annotated[date | None, Shown(InspectionRound.due_on)]
    unit: Annotated[str, Shown(InspectionRound.unit, width=14)]
    population: Annotated[int, Shown(InspectionRound.population)]
    size: Annotated[int, Shown(InspectionRound.size)]
    entered: Annotated[int, Shown(_sheets(InspectedHousehold.entered_by), N_("Sheets entered"), Count())]
    checked: Annotated[
        int, Shown(_sheets(InspectedHousehold.checked_by), N_("Sheets entered twice"), Count())
    ]
    findings: Annotated[int, Shown(label=N_("Findings"), kind=Count())]
    confidence: Annotated[Decimal | None, Shown(InspectionRound.confidence)]
    margin: Annotated[Decimal | None, Shown(InspectionRound.margin)]
    weight: Annotated[Decimal | None, Shown(InspectionRound.weight)]
    seed: Annotated[str, Shown(InspectionRound.seed)]
    frame: Annotated[str, Shown(InspectionRound.frame, blank=True)]
    withdrawn_on: Annotated[date | None, Shown(InspectionRound.withdrawn_on, N_("Withdrawn on"), Day())]
    reason: Annotated[str, Shown(InspectionRound.reason, width=20)]


ROUNDS = table_of("inspections", N_("Inspections"), RoundRow)


def _rounds() -> Rows:
    findings = select(func.count(InspectionFinding.id)).where(
        InspectionFinding.round_id == InspectionRound.id, InspectionFinding.withdrawn_on.is_(None)
    )
    found = select_of(RoundRow, findings=findings.correlate(InspectionRound).scalar_subquery())
    return found.outerjoin(Place, Place.id == InspectionRound.place_id)


class WithdrawnDraw(NamedTuple):
    """A draw that was withdrawn, with the seed that drew it."""

    title: str
    drawn_on: date
    seed: str
    size: int
    withdrawn_on: date
    reason: str


def withdrawn_draws(session: Session, year: int) -> list[WithdrawnDraw]:
    """The draws of a year that were withdrawn, in their order."""
    names = ("title", "drawn_on", "seed", "size", "withdrawn_on", "reason")
    first, last = date(year, 1, 1), date(year, 12, 31)
    wanted = select(*(getattr(InspectionRound, name) for name in names)).where(
        InspectionRound.withdrawn_on.is_not(None), InspectionRound.drawn_on.between(first, last)
    )
    return [WithdrawnDraw(*row) for row in session.execute(wanted.order_by(InspectionRound.id))]


@dataclass(frozen=True, slots=True)
class RoundTownship:
    """One township of a round: its households at the draw, and those drawn. `remote` weighs more."""

    name: str
    population: int
    drawn: int
    remote: bool


def round_townships(session: Session, number: int) -> list[RoundTownship]:
    """The townships among which a round was drawn; empty where their sizes were not kept."""
    remote = session.scalar(select(InspectionRound.remote).where(InspectionRound.id == number)) or ""
    sheets = (
        select(InspectedHousehold.township_id, func.count().label("drawn"))
        .where(InspectedHousehold.round_id == number)
        .group_by(InspectedHousehold.township_id)
        .subquery()
    )
    wanted = (
        select(Place.id, Place.name, InspectionStratum.population, func.coalesce(sheets.c.drawn, 0))
        .join(InspectionStratum, InspectionStratum.township_id == Place.id)
        .outerjoin(sheets, sheets.c.township_id == Place.id)
        .where(InspectionStratum.round_id == number)
        .order_by(Place.id)
    )
    rows = session.execute(wanted).all()
    return [
        RoundTownship(name, size, drawn, str(key) in remote.split(",")) for key, name, size, drawn in rows
    ]


class SheetState(Term):
    """Whether a field sheet was entered."""

    OUT = "out", N_("Not entered yet"), Shape.UNDERWAY
    ENTERED = "entered", N_("Entered once"), Shape.WATCH
    CHECKED = "checked", N_("Entered twice"), Shape.FINE


# rounds that were drawn before both were kept show those of now
_STANDING = func.coalesce(InspectedHousehold.standing, Household.standing)
_PERSONS = func.coalesce(InspectedHousehold.persons, Household.persons)


class FieldSheetRow(ShownRow):
    """One household of a round, with the answers of its field sheet."""

    id: Annotated[int, Shown(InspectedHousehold.id, N_("Field sheet"), hidden=False)]
    round_id: Annotated[int, Shown(InspectedHousehold.round_id, hidden=False)]
    title: Annotated[str, Shown(InspectionRound.title, width=20, hidden=True)]
    state: Annotated[SheetState, Shown(label=N_("State"), kind=Choice(terms=SheetState, width=14))]
    row: Annotated[int, Shown(InspectedHousehold.row)]
    township: TownshipName
    village: VillageName
    group_name: Annotated[str, Shown(Household.group_name)]
    head: HeadName
    number: HouseholdNumber
    standing: Annotated[
        Standing, Shown(_STANDING, N_("Standing at the draw"), Choice(terms=Standing, width=12))
    ]
    persons: Annotated[int, Shown(_PERSONS, N_("Persons at the draw"), Count())]
    visited_on: Annotated[date | None, Shown(InspectedHousehold.visited_on)]
    visitors: Annotated[str, Shown(InspectedHousehold.visitors, width=14)]
    decided_rightly: Annotated[bool | None, Shown(InspectedHousehold.decided_rightly, width=8)]
    fell_back: Annotated[bool | None, Shown(InspectedHousehold.fell_back, width=8)]
    satisfied: Annotated[bool | None, Shown(InspectedHousehold.satisfied, width=8)]
    note: Annotated[str, Shown(InspectedHousehold.note, width=20)]
    household_id: Annotated[int, Shown(Household.id, N_("Record of the household"))]
    village_id: VillageRecord


SHEETS = table_of("inspected_households", N_("Households of inspections"), FieldSheetRow)


def _inspected() -> Rows:
    state = case(
        (InspectedHousehold.checked_by.is_not(None), SheetState.CHECKED.value),
        (InspectedHousehold.entered_by.is_not(None), SheetState.ENTERED.value),
        else_=SheetState.OUT.value,
    )
    rows = select_of(FieldSheetRow, state=as_term(state, SheetState))
    of_round = rows.join(InspectionRound, InspectionRound.id == InspectedHousehold.round_id)
    found = of_round.join(Household, Household.id == InspectedHousehold.household_id)
    stands = InspectionRound.withdrawn_on.is_(None), InspectedHousehold.withdrawn_on.is_(None)
    return by_village(found, Household.village_id).where(*stands)


class FindingState(Term):
    """The state of a finding, named by its next step."""

    OPEN = "open", N_("To be mended"), Shape.WATCH
    MENDED = "mended", N_("Mended, to be confirmed"), Shape.UNDERWAY
    CONFIRMED = "confirmed", N_("Mended and confirmed"), Shape.FINE


class InspectionFindingRow(ShownRow):
    """One finding as listed."""

    id: Annotated[int, Shown(InspectionFinding.id, N_("Number of the finding"), hidden=False)]
    state: Annotated[FindingState, Shown(label=N_("State"), kind=Choice(terms=FindingState, width=14))]
    severity: Annotated[Severity, Shown(InspectionFinding.severity, width=8)]
    words: Annotated[str, Shown(InspectionFinding.words, width=28)]
    township: TownshipName
    village: VillageName
    head: Annotated[str, Shown(Household.head, blank=True)]
    found_on: Annotated[date, Shown(InspectionFinding.found_on)]
    mender: Annotated[str, Shown(InspectionFinding.mender, width=10)]
    due_on: Annotated[date, Shown(InspectionFinding.due_on)]
    mended_on: Annotated[date | None, Shown(InspectionFinding.mended_on)]
    proof: Annotated[str, Shown(InspectionFinding.proof, width=20)]
    confirmed_on: Annotated[date | None, Shown(InspectionFinding.confirmed_on)]
    title: Annotated[str, Shown(InspectionRound.title, width=20, blank=True)]
    round_id: Annotated[int | None, Shown(InspectionFinding.round_id)]
    household_id: Annotated[int | None, Shown(InspectionFinding.household_id)]
    village_id: Annotated[int, Shown(InspectionFinding.village_id, N_("Village record"))]


FINDINGS = table_of("findings", N_("Findings"), InspectionFindingRow)


def _findings() -> Rows:
    state = case(
        (InspectionFinding.confirmed_on.is_not(None), FindingState.CONFIRMED.value),
        (InspectionFinding.mended_on.is_not(None), FindingState.MENDED.value),
        else_=FindingState.OPEN.value,
    )
    found = select_of(InspectionFindingRow, state=as_term(state, FindingState))
    return (
        by_village(found, InspectionFinding.village_id)
        .outerjoin(Household, Household.id == InspectionFinding.household_id)
        .outerjoin(InspectionRound, InspectionRound.id == InspectionFinding.round_id)
        .where(InspectionFinding.withdrawn_on.is_(None))
    )


ROUNDS_LISTING = Listing(ROUNDS, _rounds, search=("title",), order=("-id",), named=("title", "id"))
SHEETS_LISTING = Listing(
    SHEETS, _inspected, search=("head", "village"), order=("round_id", "row"), named=("head", "village", "id")
)
FINDINGS_LISTING = Listing(
    FINDINGS,
    _findings,
    search=("words", "village", "head"),
    order=("-id",),
    named=("head", "village", "words", "id"),
)
