"""The register's households and persons that match those of a delivery, as plain rows."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, literal_column, select
from sqlalchemy.orm import Session, aliased

from county_desk.intake.delivery import Delivery, HouseholdIn, MemberIn
from county_desk.intake.delivery import KnownPlace as VillagePlace
from county_desk.models.among import among, listed
from county_desk.models.batch import Batch
from county_desk.models.duplicate import DuplicateRuling
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear
from county_desk.models.place import Place, PlaceCode, PlaceLevel
from county_desk.tables.batch_report import rows_by_record
from county_desk.workflow.cases.filing import is_our_number

HEAD = "户主"
_SLIP = 2  # places in which a number and a slip of it differ: a wrong one moves the last

# Asked for every delivered file, so they are made once: making them takes longer than asking.
_H, _M, _P = Household.__table__.c, Member.__table__.c, Place.__table__.c
_BATCHES = (
    select(Batch.id, Batch.taken_at)
    .where(Batch.digest == bindparam("digest"), Batch.year == bindparam("year"), Batch.undone_on.is_(None))
    .order_by(Batch.id.desc())
    .limit(1)
)
_NUMBERED = select(_H.number, _H.id).where(among(_H.number, "numbers"))
_HOUSEHOLDS = select(*_H, _P.name.label("village")).join_from(Household, Place).where(among(_H.id, "records"))
_CERTIFICATES = select(_M.id_number).where(func.length(_M.id_number) > literal_column("18"))
_HEADS = (
    select(_H.id, _H.village_id, _H.head, _H.withdrawn_on, _M.id_number)
    .join_from(Household, Member)
    .where((Member.relation == HEAD) | (Member.position == 1))
    .order_by(_H.withdrawn_on.is_(None), _H.id)  # who stands comes last, and stays
)
_PEOPLE = (
    select(_M.id_number, _M.id, _H.id, _H.number, _H.head, _P.name, _M.name, _M.withdrawn_on, _H.village_id)
    .join_from(Member, Household)
    .join(Place, _P.id == _H.village_id)
    .where(_H.withdrawn_on.is_(None), among(_M.id_number, "numbers"))
)
_MEMBERS = select(*_M).where(among(_M.household_id, "records")).order_by(_M.position, _M.id)
_YEARS = select(*HouseholdYear.__table__.c).where(
    among(HouseholdYear.household_id, "records"), HouseholdYear.year == bindparam("year")
)
_MEMBER_YEARS = select(*MemberYear.__table__.c).where(
    among(MemberYear.member_id, "records"), MemberYear.year == bindparam("year")
)


@dataclass(frozen=True, slots=True)
class OtherRecord:
    """A person who is on record in some household, or was `until` a day, with the numbers of both records."""

    member: int
    household: int
    number: str
    head: str
    village: str
    name: str
    until: date | None = None
    village_id: int | None = None


@dataclass(slots=True)
class KnownHousehold:
    """A household on record: its row and its village, its members, and its facts of the year.

    The rows bear the columns of the mapped classes. A household is `settled` when this very file went in
    before and brought it; only the household itself is then looked up. `leaving` are the members whom the
    file lists no longer. The comparison finds them, and some of them may stay.
    """

    row: Any
    village: str
    members: list[Any] = field(default_factory=list)
    year: object = None
    member_years: dict[int, object] = field(default_factory=dict)
    settled: bool = False
    leaving: list[Any] = field(default_factory=list)

    @property
    def gone(self) -> bool:
        """Whether it does not count any more, as after its batch was undone."""
        return self.row.withdrawn_on is not None


class RegisterSnapshot:
    """The records that a delivery meets: households by the keys of their rows, persons by identity number."""

    def __init__(self, session: Session, delivery: Delivery) -> None:
        self.year = delivery.year
        self.batch = same_file(session, delivery)
        self.households = _households(session, delivery)
        if self.batch is not None:
            self._settle(session, delivery)
        people = (member.id_number for household in delivery.households for member in household.members)
        self.people, self.removed = _people(session, people)
        self._different = _different(session, self.people)
        self._meet_renumbered(session, delivery)
        self._fill(session)

    @property
    def any(self) -> bool:
        """Whether the register has a record of anything in the delivery."""
        return bool(self.households or self.people or self.removed)

    def elsewhere(self, member: MemberIn, key: str) -> OtherRecord | None:
        """Return the record of this person outside the household with this key; None without one.

        If an official ruled that person to be another one than the member on record here, it does not count.
        """
        found = self.people.get(member.id_number[:18])
        if not found:
            return None
        own = self._record(key)
        same = [each.member for each in found if each.household == own and each.name == member.name]
        for other in found:
            ruled = any(_pair(each, other.member) in self._different for each in same)
            if other.household != own and not ruled:
                return other
        return None

    def taken_off(self, member: MemberIn, key: str) -> Sequence[OtherRecord]:
        """The household that took this person off, who is now in no household but this one."""
        number = member.id_number[:18]
        if number not in self.removed or number in self.people:
            return ()
        own = self._record(key)
        here = any(other.household == own for other in self.removed[number])
        return () if here else self.removed[number]

    def _record(self, key: str) -> int | None:
        """The record of the household that bears a key; None for one that is not on record."""
        known = self.households.get(key)
        return known.row.id if known is not None else None

    def _settle(self, session: Session, delivery: Delivery) -> None:
        """Find the households that this same file brought before; they bring nothing new."""
        brought: set[int] = set()
        same = Batch.digest == delivery.digest, Batch.year == delivery.year
        taken = select(Batch.report).where(*same, Batch.undone_on.is_(None))
        for report in session.scalars(taken):
            brought.update(rows_by_record(report, Household.__tablename__))
        for known in self.households.values():
            known.settled = known.row.id in brought and not known.gone

    def _meet_renumbered(self, session: Session, delivery: Delivery) -> None:
        """Match households under a number of our own that come with another, by their head and village."""
        met = {known.row.id for known in self.households.values()}
        wanted: dict[int, HouseholdIn] = {}
        for household in delivery.households if self.people else ():
            head = head_of(household)
            if head and household.number and household.key not in self.households:
                for other in self.people.get(head.id_number[:18], ()):
                    if other.name == other.head and other.household not in met:
                        wanted.setdefault(other.household, household)
        for known in _households_of(session, wanted):
            household, row = wanted[known.row.id], known.row
            same = row.village_id == village_of(delivery, household)
            if same and is_our_number(session, row.number, row.village_id):
                self.households[household.key] = known

    def _fill(self, session: Session) -> None:
        by_id = {known.row.id: known for known in self.households.values() if not known.settled}
        if not by_id:
            return
        owners: dict[int, KnownHousehold] = {}
        asked = {"records": listed(by_id), "year": self.year}
        for row in session.execute(_MEMBERS, asked):
            by_id[row.household_id].members.append(row)
            owners[row.id] = by_id[row.household_id]
        for row in session.execute(_YEARS, asked):
            by_id[row.household_id].year = row
        for row in session.execute(_MEMBER_YEARS, {**asked, "records": listed(owners)}):
            owners[row.member_id].member_years[row.member_id] = row


def _pair(one: int, other: int) -> tuple[int, int]:
    """Two members as a ruling names them."""
    return (one, other) if one < other else (other, one)


def village_of(delivery: Delivery, household: HouseholdIn) -> int | None:
    """The village of a delivered household: its own where its list names one, else that of the file."""
    return household.village if household.village is not None else delivery.place_id


def standing(record: Any) -> Any:
    """A record that counts; None for one that was withdrawn, or for none."""
    return record if record is not None and record.withdrawn_on is None else None


def head_of(household: HouseholdIn) -> MemberIn | None:
    """The head among the members delivered."""
    heads = (member for member in household.members if member.relation == HEAD)
    return next(heads, household.members[0] if household.members else None)


def member_of(members: Iterable[Any], wanted: MemberIn) -> Any:
    """The member on record for a delivered person: by identity number, else by name; None without one.

    Those who stand come before those who were withdrawn.
    """
    found: list[tuple[bool, bool, int, object]] = []
    for member in members:
        by_number = bool(wanted.id_number and member.id_number)
        if by_number and member.id_number[:18] != wanted.id_number[:18]:
            continue
        if by_number or member.name == wanted.name:
            found.append((member.withdrawn_on is not None, not by_number, len(found), member))
    return min(found)[-1] if found else None


def number_of_head(household: HouseholdIn) -> str:
    """The identity number of the head delivered, "" for none."""
    head = head_of(household)
    return head.id_number[:18] if head else ""


def a_slip(one: str, other: str) -> bool:
    """Whether one of two identity numbers can be the other, wrongly written."""
    one, other = one[:18], other[:18]
    if not one or len(one) != len(other):
        return False
    born_alike = one[6:14] == other[6:14]
    return born_alike or sum(mine != theirs for mine, theirs in zip(one, other, strict=True)) <= _SLIP


def person_of(members: Iterable[Any], household: HouseholdIn, wanted: MemberIn) -> Any:
    """Return the member on record that matches a person of a delivered household; see `member_of`.

    If the number differs, a member of the same name matches where the difference can be a slip. In a list
    of heads, the head on record matches, because such a list removes no member.
    """
    members = list(members)
    if (found := member_of(members, wanted)) is not None:
        return found
    heads_alone = not _lists_all(household) and wanted.relation == HEAD
    delivered = {one.id_number[:18] for one in household.members}
    for each in members:
        same = each.withdrawn_on is None and each.name == wanted.name and each.id_number[:18] not in delivered
        if same and (a_slip(each.id_number, wanted.id_number) or (heads_alone and each.relation == HEAD)):
            return each
    return None


def left_out(members: Sequence[Any], delivered: HouseholdIn) -> list[object]:
    """Return the members on record who are missing from the delivery.

    Lists of heads or of figures alone name no members, so the result is empty.
    """
    if not _lists_all(delivered):
        return []
    listed = {id(person_of(members, delivered, member)) for member in delivered.members}
    return [one for one in members if one.withdrawn_on is None and id(one) not in listed]


def _lists_all(household: HouseholdIn) -> bool:
    """Whether all people of a delivered household are listed; a list of heads may not even say how many."""
    return bool(household.members) and household.persons == len(household.members)


def count_follows(known: KnownHousehold, delivered: HouseholdIn) -> bool:
    """Whether the count of persons is that of those listed, here and there, and so no fact of its own."""
    there = sum(member.withdrawn_on is None for member in known.members)
    return (delivered.persons, known.row.persons) == (len(delivered.members), there)


def counted_again(known: KnownHousehold, delivered: HouseholdIn, kept: HouseholdIn) -> int:
    """Return the count of persons to store when some are not taken in (`kept`); 0 if none is given."""
    there = sum(member.withdrawn_on is None for member in known.members)
    fewer = delivered.persons == len(delivered.members) > len(kept.members)
    return len(kept.members) if fewer and known.row.persons == there else kept.persons


def same_file(session: Session, delivery: Delivery) -> Any:
    """The last batch of the same file that was not undone, as its number and when it was taken in."""
    asked = {"digest": delivery.digest, "year": delivery.year}
    return session.execute(_BATCHES, asked).one_or_none()


def is_copy_of_opening(session: Session, delivery: Delivery) -> bool:
    """Whether a file is the marked copy of one that was taken in as an opening balance."""
    sent = Batch.digest.in_(delivery.copy_of) & Batch.opening.is_(True) & Batch.undone_on.is_(None)
    return bool(delivery.copy_of) and session.scalar(select(Batch.id).where(sent).limit(1)) is not None


def villages(session: Session) -> tuple[VillagePlace, ...]:
    """Every village that a file can belong to."""
    above = aliased(Place)
    wanted = (
        select(Place.id, above.name, Place.name, Place.short, Place.office)
        .join(above, above.id == Place.parent_id)
        .where(Place.level == PlaceLevel.VILLAGE, Place.withdrawn_on.is_(None))
        .order_by(Place.id)
    )
    codes: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for number, code in session.execute(select(PlaceCode.place_id, PlaceCode.code).order_by(PlaceCode.id)):
        codes[number] += (code,)
    return tuple(
        VillagePlace(number, township, name, short, (office,) if office else (), codes[number])
        for number, township, name, short, office in session.execute(wanted)
    )


def _households(session: Session, delivery: Delivery) -> dict[str, KnownHousehold]:
    """The households on record by the key of the delivered ones.

    Those without a number of their own are found by their head.
    """
    numbers = listed(household.number for household in delivery.households)
    keys = {record: number for number, record in session.execute(_NUMBERED, {"numbers": numbers})}
    if unnumbered := [household for household in delivery.households if not household.number]:
        keys |= _by_head(session, delivery, unnumbered)
    return {keys[known.row.id]: known for known in _households_of(session, keys)}


def _households_of(session: Session, records: Collection[int]) -> Iterator[KnownHousehold]:
    rows = session.execute(_HOUSEHOLDS, {"records": listed(records)}) if records else ()
    return (KnownHousehold(row, row.village) for row in rows)


def _by_head(session: Session, delivery: Delivery, households: Sequence[HouseholdIn]) -> dict[int, str]:
    """The keys of households by the record with the same head in the same village.

    The identity number identifies a head, or the name if a number is missing or may be a slip.
    """
    wanted: dict[tuple[int | None, str], HouseholdIn] = {}
    for household in households:  # of one row twice, the first
        told = number_of_head(household) or household.head
        wanted.setdefault((village_of(delivery, household), told), household)
    found: dict[str, int] = {}
    numbers = {told for _village, told in wanted if told[:1].isdigit()}
    by_number = _HEADS.where(among(Member.id_number, _numbers_on_record(session, numbers)))
    for row in session.execute(by_number) if numbers else ():
        if meant := wanted.get((row.village_id, row.id_number[:18])):
            found[meant.key] = row.id
    missed = {
        (village, household.head): household
        for (village, _told), household in wanted.items()
        if household.key not in found
    }
    by_name: dict[str, set[int]] = defaultdict(set)
    names = _HEADS.where(among(Household.head, (name for _village, name in missed)))
    for row in session.execute(names) if missed else ():
        missing = missed.get((row.village_id, row.head))
        if missing and row.id not in found.values() and _may_be(missing, row):
            by_name[missing.key].add(row.id)
    found |= {key: records.pop() for key, records in by_name.items() if len(records) == 1}
    return {record: key for key, record in found.items()}


def _may_be(household: HouseholdIn, row: Any) -> bool:
    """Whether a household on record with a head of the same name can be this one."""
    number = number_of_head(household)
    if not number and not row.id_number:
        return True
    lacking = not number or not row.id_number
    return bool(household.members) and row.withdrawn_on is None and (lacking or a_slip(number, row.id_number))


def _people(
    session: Session, numbers: Iterable[str]
) -> tuple[dict[str, list[OtherRecord]], dict[str, list[OtherRecord]]]:
    """The persons with one of these numbers: those on record, and those who were taken off."""
    found: dict[str, list[OtherRecord]] = defaultdict(list)
    removed: dict[str, list[OtherRecord]] = defaultdict(list)
    known = listed(_numbers_on_record(session, {number[:18] for number in numbers}))
    for row in session.execute(_PEOPLE, {"numbers": known}):
        (found if row.withdrawn_on is None else removed)[row[0][:18]].append(OtherRecord(*row[1:]))
    return found, removed


def _different(session: Session, people: Mapping[str, Sequence[OtherRecord]]) -> set[tuple[int, int]]:
    """The pairs of those who bear one number that were ruled to be different persons."""
    alike = [each.member for found in people.values() if len(found) > 1 for each in found]
    if not alike:
        return set()
    ruled = select(DuplicateRuling.one_id, DuplicateRuling.other_id).where(
        among(DuplicateRuling.one_id, alike),
        DuplicateRuling.same.is_(False),
        DuplicateRuling.withdrawn_on.is_(None),
    )
    return {(one, other) for one, other in session.execute(ruled)}


def _numbers_on_record(session: Session, numbers: Collection[str]) -> Iterator[str]:
    """These numbers, and those of certificates on record that hold one of them."""
    yield from numbers
    yield from (number for number in session.scalars(_CERTIFICATES) if number[:18] in numbers)
