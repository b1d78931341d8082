"""R2, the persons: one line for each member of the households of the roster, at the end of a period."""

import json
from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, NamedTuple

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session, aliased

from county_desk.fields import Code, Count, Sex
from county_desk.models.event_record import EventRecord
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear
from county_desk.models.household_change import COMING, LEAVING, ChangeKind, HouseholdChange
from county_desk.tables.county import County
from county_desk.tables.declared import Shown, ShownRow, columns_of, table_of
from county_desk.tables.figures import FigureLine, ReturnPage
from county_desk.tables.many_rows import SharedWords, rows_of
from county_desk.tables.period import Period
from county_desk.tables.returns.page import PageKind, persons
from county_desk.tables.returns.roster import RosterRow, roster_page
from county_desk.tables.usual_fields import HouseholdNumber, TownshipName, VillageName
from county_desk.tables.years import member_year
from county_desk.text import N_


class PersonRow(ShownRow):
    """One person with the facts of the year and of the household; None means unknown."""

    position: Annotated[int, Shown(label=N_("No."), kind=Count(width=6))]
    township: TownshipName
    village: VillageName
    group_name: Annotated[str | None, Shown(Household.group_name)]
    number: HouseholdNumber
    persons: Annotated[int, Shown(Household.persons, width=6)]
    name: Annotated[str, Shown(Member.name)]
    id_number: Annotated[str | None, Shown(Member.id_number)]
    relation: Annotated[str | None, Shown(Member.relation)]
    sex: Annotated[Sex | None, Shown(Member.sex)]
    ethnicity: Annotated[str | None, Shown(Member.ethnicity)]
    education: Annotated[str | None, Shown(MemberYear.education)]
    schooling: Annotated[str | None, Shown(MemberYear.schooling)]
    health: Annotated[str | None, Shown(MemberYear.health)]
    labour: Annotated[str | None, Shown(MemberYear.labour)]
    work_months: Annotated[Decimal | None, Shown(MemberYear.work_months)]
    insured: Annotated[bool | None, Shown(MemberYear.insured)]
    allowance: Annotated[str | None, Shown(MemberYear.allowance)]
    kind: Annotated[str | None, Shown(Household.kind)]
    cause: Annotated[str | None, Shown(Household.cause)]
    income_per_head: Annotated[Decimal | None, Shown(HouseholdYear.income_per_head)]
    housing_grade: Annotated[str | None, Shown(HouseholdYear.housing_grade)]
    safe_water: Annotated[bool | None, Shown(HouseholdYear.safe_water)]
    telephone: Annotated[str | None, Shown(Household.telephone, N_("Contact telephone"))]
    identified: Annotated[str | None, Shown(Household.identified, N_("First identified"), Code(width=8))]


PERSONS = table_of("persons", N_("Registered poor persons"), PersonRow)
_OF_HOUSEHOLD = (*columns_of(PersonRow, Household), *columns_of(PersonRow, HouseholdYear))
_OF_PERSON = columns_of(PersonRow, Member)
_OF_YEAR = columns_of(PersonRow, MemberYear)


class RosterMember(NamedTuple):
    """One person of a household with the facts of a year. None means unknown."""

    id: int
    household_id: int
    withdrawn_on: date | None
    name: str
    id_number: str
    relation: str
    sex: Sex | None
    ethnicity: str
    education: str | None
    schooling: str | None
    health: str | None
    labour: str | None
    work_months: Decimal | None
    insured: bool | None
    allowance: str | None


_COLUMNS = tuple(getattr(MemberYear if name in _OF_YEAR else Member, name) for name in RosterMember._fields)


def person_page(session: Session, county: County, period: Period) -> ReturnPage[PersonRow]:
    """The members of the households of the roster, in its order and their own."""
    roster = roster_page(session, county, period)
    members = members_on(session, period.last, period.year)
    lines: list[FigureLine[PersonRow]] = []
    for household in roster.lines:
        for member in members.pop(household.records["number"][0], ()):
            row = _row(len(lines) + 1, household.row, member)
            lines.append(FigureLine(row, {"name": (member.id,)}))
    return ReturnPage(PERSONS, "members", tuple(lines), notes=roster.notes)


def _row(position: int, household: RosterRow, member: RosterMember) -> PersonRow:
    known: dict[str, Any] = {name: getattr(household, name) for name in _OF_HOUSEHOLD}
    known |= {name: getattr(member, name) or None for name in _OF_PERSON}
    known |= {name: getattr(member, name) for name in _OF_YEAR}
    return PersonRow(position=position, township=household.township, village=household.village, **known)


def members_on(session: Session, day: date, year: int) -> dict[int, list[RosterMember]]:
    """The members of each household at the end of a day with their facts of a year, by their positions.

    Persons who split off later, or came by a later merger, are with the household of that day. A member
    withdrawn as a mistake is not there.
    """
    turns, words = _Turns(session, day), SharedWords()
    found: dict[int, list[RosterMember]] = defaultdict(list)
    wanted = (
        select(*_COLUMNS)
        .outerjoin(MemberYear, member_year(year))
        .order_by(Member.household_id, Member.position, Member.id)
    )
    for row in rows_of(session, wanted):
        member = RosterMember(*map(words, row))
        if turns.there(member):
            found[turns.home(member)].append(member)
    return found


class _Turns:
    """The recorded changes after a day: who came, who went, and who was with another household before."""

    def __init__(self, session: Session, day: date) -> None:
        after = and_(HouseholdChange.happened_on > day, HouseholdChange.withdrawn_on.is_(None))
        self.came: set[int] = set()
        self.went: set[int] = set()
        self.split_from: dict[int, int] = {}
        self.moved_away: dict[int, date] = {}
        for change in session.scalars(select(HouseholdChange).where(after)):
            if change.member_id and change.kind in COMING:
                self.came.add(change.member_id)
            elif change.member_id and change.kind in LEAVING:
                self.went.add(change.member_id)
            elif change.kind is ChangeKind.SPLIT_NEW and change.other_id:
                self.split_from[change.household_id] = change.other_id
            elif change.kind is ChangeKind.MOVED_AWAY:
                self.moved_away[change.household_id] = change.happened_on
        self.before = _households_before(session, after)

    def there(self, member: RosterMember) -> bool:
        """Whether a person was a member on the day."""
        if member.id in self.came:
            return False
        gone = member.withdrawn_on
        return gone is None or member.id in self.went or gone == self.moved_away.get(member.household_id)

    def home(self, member: RosterMember) -> int:
        """The household of the day in which a person lived."""
        household = self.before.get(member.id, member.household_id)
        while member.id not in self.before and household in self.split_from:
            household = self.split_from[household]
        return household


def _households_before(session: Session, after: ColumnElement[bool]) -> dict[int, int]:
    """The household of each person before the first of some splits and mergers, as the history has it."""
    regrouping = HouseholdChange.kind.in_((ChangeKind.SPLIT_NEW, ChangeKind.MERGED_AWAY))
    made, people = aliased(EventRecord), aliased(EventRecord)
    is_made = (made.record == HouseholdChange.__tablename__, made.made)
    wanted = (
        select(people.low, people.high, people.before)
        .select_from(HouseholdChange)
        .join(made, and_(*is_made, made.low <= HouseholdChange.id, made.high >= HouseholdChange.id))
        .join(people, and_(people.event_id == made.event_id, people.record == Member.__tablename__))
        .where(after, regrouping, people.before.is_not(None))
        .order_by(HouseholdChange.happened_on.desc(), HouseholdChange.id.desc())
    )
    found: dict[int, int] = {}
    for low, high, before in session.execute(wanted):
        household = json.loads(before or "{}").get("household_id")
        if household is not None:
            found.update(dict.fromkeys(range(low, high + 1), household))
    return found


PERSONS_PAGE = PageKind(
    table=PERSONS,
    collect=person_page,
    title=N_("Detail of registered poor persons of {county}, {period}"),
    units=N_("persons, months, yuan"),
    counts=("name", persons),
)
