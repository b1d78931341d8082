"""Inspection rounds, the households drawn for them, and their findings."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from county_desk.fields import Choice, Code, Column, Count, Day, Measure, Record, Table, Term, Text, YesNo
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
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.terms import as_term
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round with the size of its sample, and how many field sheets are entered.

    A withdrawn one stays in the list. `frame` is the digest of the households from which it was drawn.
    """

    id: int
    kind: RoundKind
    title: str
    people: RoundPeople
    place: str
    drawn_on: date
    due_on: date | None
    unit: str
    population: int
    size: int
    entered: int
    checked: int
    findings: int
    confidence: Decimal | None
    margin: Decimal | None
    weight: Decimal | None
    seed: str
    frame: str
    withdrawn_on: date | None
    reason: str


ROUNDS = Table(
    key="inspections",
    title=N_("Inspections"),
    row=RoundRow,
    columns=(
        Column("id", N_("Round"), Record()),
        Column("kind", N_("Kind of round"), Choice(terms=RoundKind, width=16)),
        Column("title", N_("Title of the round"), Text(width=24)),
        Column("people", N_("Drawn from"), Choice(terms=RoundPeople, width=20)),
        Column("place", N_("Place"), Text(width=12)),
        Column("drawn_on", N_("Drawn on"), Day()),
        Column("due_on", N_("To be done by"), Day()),
        Column("unit", N_("Inspectors"), Text(width=14)),
        Column("population", N_("Households in all"), Count()),
        Column("size", N_("Households drawn"), Count()),
        Column("entered", N_("Sheets entered"), Count()),
        Column("checked", N_("Sheets entered twice"), Count()),
        Column("findings", N_("Findings"), Count()),
        Column("confidence", N_("Confidence (per cent)"), Measure()),
        Column("margin", N_("Margin (per cent)"), Measure()),
        Column("weight", N_("Weight of the remote townships"), Measure()),
        Column("seed", N_("Seed"), Text(width=16)),
        Column("frame", N_("Digest of the frame"), Code(width=20)),
        Column("withdrawn_on", N_("Withdrawn on"), Day()),
        Column("reason", N_("Reason"), Text(width=20)),
    ),
)


def _sheets(column: InstrumentedAttribute[int | None]) -> ColumnElement[int]:
    """Return how many households of a round have a value in a column."""
    found = select(func.count(column)).where(InspectedHousehold.round_id == InspectionRound.id)
    return found.correlate(InspectionRound).scalar_subquery()


def _rounds() -> Rows:
    findings = select(func.count(InspectionFinding.id)).where(
        InspectionFinding.round_id == InspectionRound.id, InspectionFinding.withdrawn_on.is_(None)
    )
    return select(
        InspectionRound.id.label("id"),
        InspectionRound.kind.label("kind"),
        InspectionRound.title.label("title"),
        InspectionRound.people.label("people"),
        func.coalesce(Place.name, "").label("place"),
        InspectionRound.drawn_on.label("drawn_on"),
        InspectionRound.due_on.label("due_on"),
        InspectionRound.unit.label("unit"),
        InspectionRound.population.label("population"),
        InspectionRound.size.label("size"),
        _sheets(InspectedHousehold.entered_by).label("entered"),
        _sheets(InspectedHousehold.checked_by).label("checked"),
        findings.correlate(InspectionRound).scalar_subquery().label("findings"),
        InspectionRound.confidence.label("confidence"),
        InspectionRound.margin.label("margin"),
        InspectionRound.weight.label("weight"),
        InspectionRound.seed.label("seed"),
        func.coalesce(InspectionRound.frame, "").label("frame"),
        InspectionRound.withdrawn_on.label("withdrawn_on"),
        InspectionRound.reason.label("reason"),
    ).outerjoin(Place, Place.id == InspectionRound.place_id)


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


@dataclass(frozen=True, slots=True)
class FieldSheetRow:
    """One household of a round, with the answers of its field sheet."""

    id: int
    round_id: int
    title: str
    state: SheetState
    row: int
    township: str
    village: str
    group_name: str
    head: str
    number: str
    standing: Standing
    persons: int
    visited_on: date | None
    visitors: str
    decided_rightly: bool | None
    fell_back: bool | None
    satisfied: bool | None
    note: str
    household_id: int
    village_id: int


SHEETS = Table(
    key="inspected_households",
    title=N_("Households of inspections"),
    row=FieldSheetRow,
    columns=(
        Column("id", N_("Field sheet"), Record()),
        Column("round_id", N_("Round"), Record()),
        Column("title", N_("Title of the round"), Text(width=20), hidden=True),
        Column("state", N_("State"), Choice(terms=SheetState, width=14)),
        Column("row", N_("Row"), Count(width=6)),
        Column("township", N_("Township"), Text(width=10)),
        Column("village", N_("Village"), Text(width=12)),
        Column("group_name", N_("Villager group"), Text(width=8)),
        Column("head", N_("Head of household"), Text(width=10)),
        Column("number", N_("Household number"), Code(width=20)),
        Column("standing", N_("Standing at the draw"), Choice(terms=Standing, width=12)),
        Column("persons", N_("Persons at the draw"), Count()),
        Column("visited_on", N_("Visited on"), Day()),
        Column("visitors", N_("Visitors"), Text(width=14)),
        Column("decided_rightly", N_("Decision is right"), YesNo(width=8)),
        Column("fell_back", N_("Poor again"), YesNo(width=8)),
        Column("satisfied", N_("Content with the help"), YesNo(width=8)),
        Column("note", N_("Note"), Text(width=20)),
        Column("household_id", N_("Record of the household"), Record(), hidden=True),
        Column("village_id", N_("Village record"), Record(), hidden=True),
    ),
)


def _inspected() -> Rows:
    village, township = aliased(Place), aliased(Place)
    state = case(
        (InspectedHousehold.checked_by.is_not(None), SheetState.CHECKED.value),
        (InspectedHousehold.entered_by.is_not(None), SheetState.ENTERED.value),
        else_=SheetState.OUT.value,
    )
    return (
        select(
            InspectedHousehold.id.label("id"),
            InspectedHousehold.round_id.label("round_id"),
            InspectionRound.title.label("title"),
            as_term(state, SheetState).label("state"),
            InspectedHousehold.row.label("row"),
            func.coalesce(township.name, "").label("township"),
            village.name.label("village"),
            Household.group_name.label("group_name"),
            Household.head.label("head"),
            Household.number.label("number"),
            func.coalesce(InspectedHousehold.standing, Household.standing).label("standing"),
            func.coalesce(InspectedHousehold.persons, Household.persons).label("persons"),
            InspectedHousehold.visited_on.label("visited_on"),
            InspectedHousehold.visitors.label("visitors"),
            InspectedHousehold.decided_rightly.label("decided_rightly"),
            InspectedHousehold.fell_back.label("fell_back"),
            InspectedHousehold.satisfied.label("satisfied"),
            InspectedHousehold.note.label("note"),
            Household.id.label("household_id"),
            Household.village_id.label("village_id"),
        )
        .join(InspectionRound, InspectionRound.id == InspectedHousehold.round_id)
        .join(Household, Household.id == InspectedHousehold.household_id)
        .join(village, village.id == Household.village_id)
        .outerjoin(township, township.id == village.parent_id)
        .where(InspectionRound.withdrawn_on.is_(None), InspectedHousehold.withdrawn_on.is_(None))
    )


class FindingState(Term):
    """The state of a finding, named by its next step."""

    OPEN = "open", N_("To be mended"), Shape.WATCH
    MENDED = "mended", N_("Mended, to be confirmed"), Shape.UNDERWAY
    CONFIRMED = "confirmed", N_("Mended and confirmed"), Shape.FINE


@dataclass(frozen=True, slots=True)
class InspectionFindingRow:
    """One finding as listed."""

    id: int
    state: FindingState
    severity: Severity
    words: str
    township: str
    village: str
    head: str
    found_on: date
    mender: str
    due_on: date
    mended_on: date | None
    proof: str
    confirmed_on: date | None
    title: str
    round_id: int | None
    household_id: int | None
    village_id: int


FINDINGS = Table(
    key="findings",
    title=N_("Findings"),
    row=InspectionFindingRow,
    columns=(
        Column("id", N_("Number of the finding"), Record()),
        Column("state", N_("State"), Choice(terms=FindingState, width=14)),
        Column("severity", N_("Severity"), Choice(terms=Severity, width=8)),
        Column("words", N_("What is wrong"), Text(width=28)),
        Column("township", N_("Township"), Text(width=10)),
        Column("village", N_("Village"), Text(width=12)),
        Column("head", N_("Head of household"), Text(width=10)),
        Column("found_on", N_("Found on"), Day()),
        Column("mender", N_("Who mends it"), Text(width=10)),
        Column("due_on", N_("To be mended by"), Day()),
        Column("mended_on", N_("Mended on"), Day()),
        Column("proof", N_("Proof"), Text(width=20)),
        Column("confirmed_on", N_("Confirmed on"), Day()),
        Column("title", N_("Title of the round"), Text(width=20)),
        Column("round_id", N_("Round"), Record(), hidden=True),
        Column("household_id", N_("Household"), Record(), hidden=True),
        Column("village_id", N_("Village record"), Record(), hidden=True),
    ),
)


def _findings() -> Rows:
    village, township = aliased(Place), aliased(Place)
    state = case(
        (InspectionFinding.confirmed_on.is_not(None), FindingState.CONFIRMED.value),
        (InspectionFinding.mended_on.is_not(None), FindingState.MENDED.value),
        else_=FindingState.OPEN.value,
    )
    return (
        select(
            InspectionFinding.id.label("id"),
            as_term(state, FindingState).label("state"),
            InspectionFinding.severity.label("severity"),
            InspectionFinding.words.label("words"),
            func.coalesce(township.name, "").label("township"),
            village.name.label("village"),
            func.coalesce(Household.head, "").label("head"),
            InspectionFinding.found_on.label("found_on"),
            InspectionFinding.mender.label("mender"),
            InspectionFinding.due_on.label("due_on"),
            InspectionFinding.mended_on.label("mended_on"),
            InspectionFinding.proof.label("proof"),
            InspectionFinding.confirmed_on.label("confirmed_on"),
            func.coalesce(InspectionRound.title, "").label("title"),
            InspectionFinding.round_id.label("round_id"),
            InspectionFinding.household_id.label("household_id"),
            InspectionFinding.village_id.label("village_id"),
        )
        .join(village, village.id == InspectionFinding.village_id)
        .outerjoin(township, township.id == village.parent_id)
        .outerjoin(Household, Household.id == InspectionFinding.household_id)
        .outerjoin(InspectionRound, InspectionRound.id == InspectionFinding.round_id)
        .where(InspectionFinding.withdrawn_on.is_(None))
    )


ROUNDS_LISTING = Listing(ROUNDS, _rounds, search=("title",), order=("-id",), named=("title", "id"))
SHEETS_LISTING = Listing(
    SHEETS, _inspected, search=("head", "village"), order=("round_id", "row"), named=("head", "village", "id")
)
FINDINGS_LISTING = Listing(
    FINDINGS, _findings, search=("words", "village", "head"), order=("-id",), named=("village", "words", "id")
)
