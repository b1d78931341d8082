"""Open pairs of records that may be one person, and one pair side by side."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, and_, func, literal, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from county_desk.fields import Choice, Code, Column, IdNumber, Record, Table, Term, Text
from county_desk.models.duplicate import DuplicateRuling
from county_desk.models.household import Household, Member, Standing
from county_desk.models.place import Place
from county_desk.shapes import Shape
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.terms import as_term, pair_number
from county_desk.text import N_


class Likeness(Term):
    """The respect in which two records are alike."""

    NUMBER = "number", N_("The same identity number"), Shape.WATCH
    NAME = "name", N_("The same name and day of birth"), Shape.NONE


@dataclass(frozen=True, slots=True)
class DuplicateRow:
    """One pair of members who may be one person. `one` is the record that was made first."""

    id: int
    likeness: Likeness
    name: str
    other_name: str
    id_number: str
    other_id_number: str
    household: str
    head: str
    village: str
    standing: Standing
    other_household: str
    other_head: str
    other_village: str
    other_standing: Standing
    one_id: int
    other_id: int
    household_id: int
    other_household_id: int
    village_id: int
    other_village_id: int


DUPLICATES = Table(
    key="duplicates",
    title=N_("Possible duplicates"),
    row=DuplicateRow,
    columns=(
        Column("id", N_("Pair"), Record(), hidden=True),
        Column("likeness", N_("Alike in"), Choice(terms=Likeness, width=19)),
        Column("name", N_("Name"), Text(width=10)),
        Column("other_name", N_("Name there"), Text(width=10)),
        Column("id_number", N_("Identity number"), IdNumber()),
        Column("other_id_number", N_("Identity number there"), IdNumber()),
        Column("household", N_("Household number"), Code(width=20)),
        Column("head", N_("Head of household"), Text(width=10)),
        Column("village", N_("Village"), Text(width=12)),
        Column("standing", N_("Standing"), Choice(terms=Standing)),
        Column("other_household", N_("Household number there"), Code(width=20)),
        Column("other_head", N_("Head there"), Text(width=10)),
        Column("other_village", N_("Village there"), Text(width=12)),
        Column("other_standing", N_("Standing there"), Choice(terms=Standing)),
        Column("one_id", N_("Member"), Record(), hidden=True),
        Column("other_id", N_("Member there"), Record(), hidden=True),
        Column("household_id", N_("Household"), Record(), hidden=True),
        Column("other_household_id", N_("Household there"), Record(), hidden=True),
        Column("village_id", N_("Village record"), Record(), hidden=True),
        Column("other_village_id", N_("Village record there"), Record(), hidden=True),
    ),
)


ONCE = "MATERIALIZED"  # otherwise SQLite scans the whole register for each person


def _people(only: Collection[int]) -> CTE:
    """Return all valid members; a disability certificate counts by its leading identity number."""
    people = (
        select(
            Member.id,
            Member.household_id,
            Member.name,
            Member.born_on,
            func.substr(Member.id_number, 1, 18).label("person"),
        )
        .join(Household, Household.id == Member.household_id)
        .where(Member.withdrawn_on.is_(None), Household.withdrawn_on.is_(None))
    )
    if only:
        people = people.where(Member.id.in_(only))
    return people.cte("people").prefix_with(ONCE)


def _numbered(people: CTE) -> CTE:
    """Return the few members whose identity number occurs more than once, so that pairing is fast."""
    twice = select(people.c.person).where(people.c.person != "")
    twice = twice.group_by(people.c.person).having(func.count() > 1)
    return select(people).where(people.c.person.in_(twice)).cte("numbered").prefix_with(ONCE)


def _named(people: CTE) -> CTE:
    """Return the members whose name and day of birth occur together more than once."""
    twice = (
        select(people.c.name, people.c.born_on)
        .where(people.c.born_on.is_not(None))
        .group_by(people.c.name, people.c.born_on)
        .having(func.count() > 1)
        .subquery("name_twice")
    )
    alike = (twice.c.name == people.c.name) & (twice.c.born_on == people.c.born_on)
    return select(people).join(twice, alike).cte("named").prefix_with(ONCE)


def _pairs(only: Collection[int] = ()) -> CTE:
    """The pairs that may be one person: in the whole register, or among some members only."""
    people = _people(only)

    def alike(likeness: Likeness, some: CTE, *names: str) -> Any:
        one, other = some.alias(f"one_{some.name}"), some.alias(f"other_{some.name}")
        same = [one.c[name] == other.c[name] for name in names]
        apart = (one.c.id < other.c.id) & (one.c.household_id != other.c.household_id)
        ruled = select(DuplicateRuling.id).where(
            DuplicateRuling.one_id == one.c.id,
            DuplicateRuling.other_id == other.c.id,
            DuplicateRuling.withdrawn_on.is_(None),
        )
        columns = (one.c.id.label("one_id"), other.c.id.label("other_id"))
        found = select(*columns, literal(likeness.value).label("likeness"))
        found = found.join(other, and_(apart, *same)).where(~ruled.correlate(one, other).exists())
        return found if likeness is Likeness.NUMBER else found.where(one.c.person != other.c.person)

    by_number = alike(Likeness.NUMBER, _numbered(people), "person")
    by_name = alike(Likeness.NAME, _named(people), "name", "born_on")
    return union_all(by_number, by_name).cte("pairs")


def _duplicates() -> Rows:
    pairs, one, other = _pairs(), aliased(Member), aliased(Member)
    here, there = aliased(Household), aliased(Household)
    village, other_village = aliased(Place), aliased(Place)
    return (
        select(
            pair_number(pairs.c.one_id, pairs.c.other_id).label("id"),
            as_term(pairs.c.likeness, Likeness).label("likeness"),
            one.name.label("name"),
            other.name.label("other_name"),
            one.id_number.label("id_number"),
            other.id_number.label("other_id_number"),
            here.number.label("household"),
            here.head.label("head"),
            village.name.label("village"),
            here.standing.label("standing"),
            there.number.label("other_household"),
            there.head.label("other_head"),
            other_village.name.label("other_village"),
            there.standing.label("other_standing"),
            one.id.label("one_id"),
            other.id.label("other_id"),
            here.id.label("household_id"),
            there.id.label("other_household_id"),
            here.village_id.label("village_id"),
            there.village_id.label("other_village_id"),
        )
        .select_from(pairs)
        .join(one, one.id == pairs.c.one_id)
        .join(other, other.id == pairs.c.other_id)
        .join(here, here.id == one.household_id)
        .join(there, there.id == other.household_id)
        .join(village, village.id == here.village_id)
        .join(other_village, other_village.id == there.village_id)
    )


LISTING = Listing(
    DUPLICATES,
    _duplicates,
    search=("name", "other_name", "head", "other_head", "village", "other_village"),
    order=("-likeness", "village_id", "one_id", "other_id"),
)


@dataclass(frozen=True, slots=True)
class OpenDuplicate:
    """A member of a household who is on record elsewhere too, without a ruling yet."""

    member_id: int
    other_id: int
    name: str
    household: str
    head: str
    village: str


def open_duplicates(session: Session, household: int) -> list[OpenDuplicate]:
    """The members of a household whose identity number is on record elsewhere, without a ruling yet."""
    own = select(Member.id, Member.id_number).where(
        Member.household_id == household, Member.withdrawn_on.is_(None), Member.id_number != ""
    )
    found = []
    for member, number in session.execute(own.order_by(Member.position)):
        wanted = (
            select(Member.id, Member.name, Household.number, Household.head, Place.name)
            .join(Household, Household.id == Member.household_id)
            .join(Place, Place.id == Household.village_id)
            .where(
                or_(Member.id_number == number[:18], Member.id_number.startswith(number[:18])),
                Member.household_id != household,
                Member.withdrawn_on.is_(None),
                Household.withdrawn_on.is_(None),
            )
        )
        for other, *about in session.execute(wanted.order_by(Member.id)):
            if ruling_on(session, member, other) is None:
                found.append(OpenDuplicate(member, other, *about))
    return found


def is_pair(session: Session, one: int, other: int) -> bool:
    """Whether two members are an open pair that needs a ruling."""
    return session.scalar(select(func.count()).select_from(_pairs((one, other)))) != 0


def ruling_on(session: Session, one: int, other: int) -> int | None:
    """The number of the ruling on two members that stands; None when there is none."""
    wanted = select(DuplicateRuling.id).where(
        DuplicateRuling.one_id == min(one, other),
        DuplicateRuling.other_id == max(one, other),
        DuplicateRuling.withdrawn_on.is_(None),
    )
    return session.scalar(wanted.limit(1))
