"""Open pairs of records that may be one person, and one pair side by side."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated, Any

from sqlalchemy import CTE, and_, func, literal, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from county_desk.fields import Choice, Record, Term
from county_desk.models.duplicate import DuplicateRuling
from county_desk.models.household import Household, Member, Standing
from county_desk.models.place import Place
from county_desk.shapes import Shape
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.terms import as_term, pair_number
from county_desk.text import N_

ONE, OTHER = aliased(Member), aliased(Member)  # the two members of a pair
HERE, THERE = aliased(Household), aliased(Household)
_VILLAGE, _OTHER_VILLAGE = aliased(Place), aliased(Place)


class Likeness(Term):
    """The respect in which two records are alike."""

    NUMBER = "number", N_("The same identity number"), Shape.WATCH
    NAME = "name", N_("The same name and day of birth"), Shape.NONE


class DuplicateRow(ShownRow):
    """One pair of members who may be one person. `one` is the record that was made first."""

    id: Annotated[int, Shown(label=N_("Pair"), kind=Record())]
    likeness: Annotated[Likeness, Shown(label=N_("Alike in"), kind=Choice(terms=Likeness, width=19))]
    name: Annotated[str, Shown(ONE.name)]
    other_name: Annotated[str, Shown(OTHER.name, N_("Name there"))]
    id_number: Annotated[str, Shown(ONE.id_number)]
    other_id_number: Annotated[str, Shown(OTHER.id_number, N_("Identity number there"))]
    household: Annotated[str, Shown(HERE.number)]
    head: Annotated[str, Shown(HERE.head)]
    village: Annotated[str, Shown(_VILLAGE.name, N_("Village"), width=12)]
    standing: Annotated[Standing, Shown(HERE.standing, N_("Standing"))]
    other_household: Annotated[str, Shown(THERE.number, N_("Household number there"))]
    other_head: Annotated[str, Shown(THERE.head, N_("Head there"))]
    other_village: Annotated[str, Shown(_OTHER_VILLAGE.name, N_("Village there"), width=12)]
    other_standing: Annotated[Standing, Shown(THERE.standing, N_("Standing there"))]
    one_id: Annotated[int, Shown(ONE.id, N_("Member"))]
    other_id: Annotated[int, Shown(OTHER.id, N_("Member there"))]
    household_id: Annotated[int, Shown(HERE.id, N_("Household"))]
    other_household_id: Annotated[int, Shown(THERE.id, N_("Household there"))]
    village_id: Annotated[int, Shown(HERE.village_id, N_("Village record"))]
    other_village_id: Annotated[int, Shown(THERE.village_id, N_("Village record there"))]


DUPLICATES = table_of("duplicates", N_("Possible duplicates"), DuplicateRow)


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
    """Return the few members with an identity number that occurs twice, so that pairing is fast."""
    twice = select(people.c.person).where(people.c.person != "")
    twice = twice.group_by(people.c.person).having(func.count() > 1)
    return select(people).where(people.c.person.in_(twice)).cte("numbered").prefix_with(ONCE)


def _named(people: CTE) -> CTE:
    """Return the members that share name and day of birth with another."""
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
    pairs = _pairs()
    number, alike = pair_number(pairs.c.one_id, pairs.c.other_id), as_term(pairs.c.likeness, Likeness)
    return (
        select_of(DuplicateRow, id=number, likeness=alike)
        .select_from(pairs)
        .join(ONE, ONE.id == pairs.c.one_id)
        .join(OTHER, OTHER.id == pairs.c.other_id)
        .join(HERE, HERE.id == ONE.household_id)
        .join(THERE, THERE.id == OTHER.household_id)
        .join(_VILLAGE, _VILLAGE.id == HERE.village_id)
        .join(_OTHER_VILLAGE, _OTHER_VILLAGE.id == THERE.village_id)
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
    """The members of a household with an identity number on record elsewhere, without a ruling yet."""
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
