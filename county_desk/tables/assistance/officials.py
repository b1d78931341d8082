"""Contact officials with their households, and the households that should have one."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from county_desk.fields import Choice, Count, Day, Term, Text
from county_desk.models.audit import Event
from county_desk.models.household import Household, Standing
from county_desk.models.monitored import Monitored
from county_desk.models.official import Affiliation, Official, Pairing
from county_desk.models.place import Place
from county_desk.models.user import User
from county_desk.shapes import Shape
from county_desk.tables.area import Area, is_in
from county_desk.tables.chart import Bars, Chart
from county_desk.tables.days import days_between
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.terms import as_term
from county_desk.tables.usual_fields import TOWNSHIP, HeadName, TownshipName, TownshipRecord, VillageRecord
from county_desk.text import N_, _


class OfficialRow(ShownRow):
    """One official; `next_due` is the earliest day by which one of the households is to be visited."""

    id: Annotated[int, Shown(Official.id, N_("Official"))]
    name: Annotated[str, Shown(Official.name, width=10)]
    unit: Annotated[str, Shown(Official.unit, width=18)]
    post: Annotated[str, Shown(Official.post, width=10)]
    affiliation: Annotated[Affiliation | None, Shown(Official.affiliation, width=10)]
    telephone: Annotated[str, Shown(Official.telephone, kind=Text(width=14))]
    households: Annotated[int, Shown(label=N_("Households"), kind=Count())]
    next_due: Annotated[date | None, Shown(label=N_("Next visit until"), kind=Day())]
    visited_on: Annotated[date | None, Shown(label=N_("Last visit"), kind=Day())]


OFFICIALS = table_of("officials", N_("Contact officials"), OfficialRow)


def _officials() -> Rows:
    now = and_(Pairing.official_id == Official.id, _open())
    of_now = select(func.count(Pairing.id)).where(now).correlate(Official)
    return select_of(
        OfficialRow,
        households=of_now.scalar_subquery(),
        next_due=of_now.with_only_columns(func.min(Pairing.visit_due_on)).scalar_subquery(),
        visited_on=of_now.with_only_columns(func.max(Pairing.visited_on)).scalar_subquery(),
    ).where(Official.withdrawn_on.is_(None))


OFFICIALS_LISTING = Listing(
    OFFICIALS, _officials, search=("name",), order=("name", "id"), named=("name", "unit", "id")
)


class PairingState(Term):
    """Whether a household has a contact official."""

    NONE = "none", N_("No contact official"), Shape.WATCH
    UNSURE = "unsure", N_("None; the end of grace is not known"), Shape.UNDERWAY
    PAIRED = "paired", N_("Assigned"), Shape.FINE


class PairingRow(ShownRow):
    """One household that should have a contact official, and who it is; `id` is that of the household."""

    id: Annotated[int, Shown(Household.id, N_("Household"))]
    state: Annotated[PairingState, Shown(label=N_("State"), kind=Choice(terms=PairingState, width=17))]
    head: HeadName
    number: Annotated[str, Shown(Household.number, hidden=True)]
    township: TownshipName
    village: Annotated[str, Shown(Place.name, N_("Village"), width=12, blank=True)]
    standing: Annotated[Standing, Shown(Household.standing, N_("Standing"), width=10)]
    official: Annotated[str, Shown(Official.name, width=10, blank=True)]
    unit: Annotated[str, Shown(Official.unit, width=16, blank=True)]
    since: Annotated[date | None, Shown(Pairing.since)]
    visited_on: Annotated[date | None, Shown(Pairing.visited_on)]
    visit_due_on: Annotated[date | None, Shown(Pairing.visit_due_on)]
    left_open: Annotated[str, Shown(Pairing.left_open, width=24, blank=True)]
    official_id: Annotated[int | None, Shown(Pairing.official_id, N_("Official"))]
    village_id: VillageRecord
    township_id: TownshipRecord


PAIRINGS = table_of("pairings", N_("Households and their contact officials"), PairingRow)


def _open() -> ColumnElement[bool]:
    return and_(Pairing.until.is_(None), Pairing.withdrawn_on.is_(None))


def helped() -> ColumnElement[bool]:
    """Whether a household should have a contact official: it is registered, monitored or in grace now."""
    now = select(Event.at).order_by(Event.id.desc()).limit(1).scalar_subquery()  # the day of the newest act
    in_grace = and_(Household.standing == Standing.EXITED, days_between(Household.grace_until, now) <= 0)
    watched = exists().where(
        Monitored.household_id == Household.id, Monitored.removed == "", Monitored.withdrawn_on.is_(None)
    )
    return and_(
        Household.withdrawn_on.is_(None),
        or_(Household.standing == Standing.REGISTERED, in_grace, watched),
    )


def _unsure() -> ColumnElement[bool]:
    """Whether the end of a household's grace is unknown."""
    unknown = and_(Household.standing == Standing.EXITED, Household.grace_until.is_(None))
    return and_(Household.withdrawn_on.is_(None), unknown)


def _pairings() -> Rows:
    state = case(
        (Pairing.id.is_not(None), PairingState.PAIRED.value),
        (helped(), PairingState.NONE.value),
        else_=PairingState.UNSURE.value,
    )
    return (
        select_of(PairingRow, state=as_term(state, PairingState))
        .outerjoin(Place, Place.id == Household.village_id)
        .outerjoin(TOWNSHIP, TOWNSHIP.id == Place.parent_id)
        .outerjoin(Pairing, and_(Pairing.household_id == Household.id, _open()))
        .outerjoin(Official, Official.id == Pairing.official_id)
        .where(or_(helped(), _unsure(), Pairing.id.is_not(None)))
    )


PAIRINGS_LISTING = Listing(
    PAIRINGS,
    _pairings,
    search=("head", "village", "official"),
    order=("state", "visit_due_on", "id"),
    named=("head", "village", "official"),
)


def overdue_of_officials(session: Session, today: date, area: Area | None = None) -> int:
    """Return how many households of an area their contact officials should have visited before today."""
    late = select(func.count(Pairing.id)).where(_open(), Pairing.visit_due_on < today)
    if area is not None:
        late = late.join(Household, Household.id == Pairing.household_id)
    return session.scalar(late.where(is_in(Household.village_id, area))) or 0


def overdue_chart(session: Session, today: date) -> Chart:
    """The chart of overdue visits and of households without a contact official, by township.

    A line leads to its township by record number, with whether visits are overdue. One without figures
    leads nowhere.
    """
    township = aliased(Place)
    late = func.count().filter(Pairing.visit_due_on < today)
    without = func.count().filter(and_(Pairing.id.is_(None), helped()))
    wanted = (
        select(township.id, township.name, late, without)
        .select_from(Household)
        .join(Place, Place.id == Household.village_id)
        .join(township, township.id == Place.parent_id)
        .outerjoin(Pairing, and_(Pairing.household_id == Household.id, _open()))
        .where(or_(helped(), Pairing.id.is_not(None)))
        .group_by(township.id, township.name)
        .order_by(late.desc(), township.id)
    )

    found = session.execute(wanted)
    lines = tuple(
        Bars(name, (overdue, none), (number, overdue > 0) if overdue or none else None)
        for number, name, overdue, none in found
    )
    return Chart(
        N_("In which township are visits of contact officials overdue?"),
        N_("Township"),
        (N_("Visit overdue"), N_("No contact official")),
        lines,
    )


@dataclass(frozen=True, slots=True)
class PairingTerm:
    """One official of a household, from day to day; `until` is None for the one who answers now."""

    official: str
    unit: str
    telephone: str
    since: date
    until: date | None
    visited_on: date | None
    visit_due_on: date | None
    left_open: str

    def words(self, today: date) -> str:
        """The official, the term and the visits in one line."""
        who = _("{official} ({unit})").format(official=self.official, unit=self.unit)
        if self.until is not None:
            return _("{who}, {since} to {until}").format(who=who, since=self.since, until=self.until)
        parts = [_("{who}, since {since}").format(who=who, since=self.since), self.telephone]
        if self.visited_on is not None:
            parts.append(_("last visit {day}").format(day=self.visited_on))
        if self.visit_due_on is not None:
            late = self.visit_due_on < today
            words = _("visit overdue since {day}") if late else _("next visit until {day}")
            parts.append(words.format(day=self.visit_due_on))
        return " · ".join(filter(None, parts))


def staff_names(session: Session) -> list[str]:
    """The names of the officials on the roster and of the accounts in use, each once."""
    officials = select(Official.name).where(Official.withdrawn_on.is_(None))
    return sorted(session.scalars(officials.union(select(User.name).where(User.withdrawn_on.is_(None)))))


def terms_of(session: Session, household: int) -> list[PairingTerm]:
    """The officials of a household, the newest first."""
    wanted = (
        select(Official, Pairing)
        .join(Pairing, Pairing.official_id == Official.id)
        .where(Pairing.household_id == household, Pairing.withdrawn_on.is_(None))
        .order_by(Pairing.since.desc(), Pairing.id.desc())
    )
    return [
        PairingTerm(
            official=official.name,
            unit=official.unit,
            telephone=official.telephone,
            since=pairing.since,
            until=pairing.until,
            visited_on=pairing.visited_on,
            visit_due_on=pairing.visit_due_on,
            left_open=pairing.left_open or "",
        )
        for official, pairing in session.execute(wanted)
    ]
