"""The list of those in the period of grace: households, villages and the county, with its last day."""

from datetime import date
from typing import Annotated

from sqlalchemy import Integer, case, cast, literal, null, select
from sqlalchemy.orm import InstrumentedAttribute

from county_desk.fields import Choice, Day, Record, Term, Text
from county_desk.models.county_exit import CountyRecord, CountyStanding
from county_desk.models.exit import Exit
from county_desk.models.household import Household, Standing
from county_desk.models.place import Place
from county_desk.models.village import VillageRecord
from county_desk.rules.grace import continues
from county_desk.tables.by_sound import united
from county_desk.tables.declared import Shown, ShownRow, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.terms import as_term
from county_desk.text import N_

_KINDS = 4  # kinds of records; each has numbers of its own


class GraceSubject(Term):
    """The kind of subject that left."""

    HOUSEHOLD = "household", N_("Household")
    VILLAGE = "village", N_("Village")
    COUNTY = "county", N_("County")


class GraceUnknown(Term):
    """The reason why the end of grace is not known."""

    NO_DAY = "no_day", N_("Cannot be told: the day of exit is missing")
    NO_FIGURE = "no_figure", N_("Cannot be told: no years of grace are set for that day")


class GraceRow(ShownRow):
    """One exit; `grace_until` is None where it is not known, for the reason `unknown`."""

    id: Annotated[int, Shown(label=N_("Record"), kind=Record())]
    who: Annotated[GraceSubject, Shown(label=N_("Who left"), kind=Choice(terms=GraceSubject, width=8))]
    subject: Annotated[str, Shown(label=N_("Subject"), kind=Text(width=12))]
    place: Annotated[str, Shown(label=N_("Place"), kind=Text(width=12))]
    exited_on: Annotated[date | None, Shown(label=N_("Exited on"), kind=Day())]
    grace_until: Annotated[date | None, Shown(label=N_("Grace until"), kind=Day())]
    unknown: Annotated[
        GraceUnknown | None,
        Shown(label=N_("End of grace not known"), kind=Choice(terms=GraceUnknown, width=24)),
    ]
    goes_on: Annotated[str, Shown(label=N_("Continues until then"), kind=Text(width=34))]
    household_id: Annotated[int | None, Shown(label=N_("Household"), kind=Record())]
    place_id: Annotated[int, Shown(label=N_("Place record"), kind=Record())]


GRACE = table_of("grace", N_("Period of grace"), GraceRow)


def _grace() -> Rows:
    parts = (_households(), _villages(), _stated(), _counties())
    rows = united(*parts).subquery()
    unknown = case(
        (rows.c.exited_on.is_(None), GraceUnknown.NO_DAY.value),
        (rows.c.grace_until.is_(None), GraceUnknown.NO_FIGURE.value),
    )
    goes_on = case(*((rows.c.who == each.value, continues(each.value)) for each in GraceSubject), else_="")
    return select(
        rows.c.id,
        as_term(rows.c.who, GraceSubject).label("who"),
        *(rows.c[key] for key in ("subject", "place", "exited_on", "grace_until")),
        as_term(unknown, GraceUnknown).label("unknown"),
        goes_on.label("goes_on"),
        rows.c.household_id,
        rows.c.place_id,
    )


def _households() -> Rows:
    return (
        select(
            (Household.id * _KINDS).label("id"),
            literal(GraceSubject.HOUSEHOLD.value).label("who"),
            Household.head.label("subject"),
            Place.name.label("place"),
            Household.exited_on.label("exited_on"),
            Household.grace_until.label("grace_until"),
            Household.id.label("household_id"),
            Place.id.label("place_id"),
        )
        .join(Place, Place.id == Household.village_id)
        .where(Household.standing == Standing.EXITED, Household.withdrawn_on.is_(None))
    )


def _villages() -> Rows:
    exited = _of_place(1, Exit.id, GraceSubject.VILLAGE, Exit.exited_on, Exit.grace_until)
    return exited.join(Place, Place.id == Exit.village_id).where(Exit.withdrawn_on.is_(None))


def _stated() -> Rows:
    """The villages that an opening balance states."""
    record = VillageRecord
    stated = _of_place(2, record.id, GraceSubject.VILLAGE, record.exited_on, record.grace_until)
    return stated.join(Place, Place.id == record.village_id).where(record.exited_on.is_not(None))


def _counties() -> Rows:
    record = CountyRecord
    left = _of_place(3, record.id, GraceSubject.COUNTY, record.exited_on, record.grace_until)
    return left.join(Place, Place.id == record.county_id).where(record.standing == CountyStanding.EXITED)


def _of_place(
    kind: int,
    number: InstrumentedAttribute[int],
    who: GraceSubject,
    exited_on: InstrumentedAttribute[date] | InstrumentedAttribute[date | None],
    until: InstrumentedAttribute[date | None],
) -> Rows:
    """The columns of an exit of a place; it is joined afterwards."""
    return select(
        (number * _KINDS + kind).label("id"),
        literal(who.value).label("who"),
        Place.name.label("subject"),
        Place.name.label("place"),
        exited_on.label("exited_on"),
        until.label("grace_until"),
        cast(null(), Integer).label("household_id"),
        Place.id.label("place_id"),
    )


LISTING = Listing(
    GRACE, _grace, search=("subject", "place"), order=("-grace_until", "id"), named=("subject", "place", "id")
)
