"""Signals that were found, each with who dismissed it and why; and the rules by which they are looked for."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session, aliased

from county_desk.fields import (
    Choice,
    Code,
    Column,
    Day,
    Record,
    Table,
    Term,
    Text,
    Year,
    YesNo,
)
from county_desk.models.clue import Clue
from county_desk.models.household import Household, Member, Standing
from county_desk.models.monitored import Monitored
from county_desk.models.place import Place
from county_desk.models.signal import FoundSignal
from county_desk.models.user import User
from county_desk.shapes import Shape
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.monitoring.signal_words import SignalRule, SignalSentence, sentence_parts
from county_desk.tables.terms import as_term
from county_desk.text import N_


class SignalState(Term):
    """The state of a signal, named by its next step or its end."""

    OPEN = "open", N_("To look into"), Shape.WATCH
    CLUE = "clue", N_("Clue recorded"), Shape.FINE
    DISMISSED = "dismissed", N_("Dismissed"), Shape.NONE
    GONE = "gone", N_("No longer so"), Shape.NONE


@dataclass(frozen=True, slots=True)
class SignalRow:
    """One signal; `person` is blank where it is about the household, `words` are for `SignalSentence`."""

    id: int
    state: SignalState
    number: str
    head: str
    village: str
    person: str
    words: str
    found_on: date
    year: int
    watched: bool
    dismissed_by: str
    reason: str | None
    dismissed_on: date | None
    gone_on: date | None
    clue_id: int | None
    township: str
    household: str
    standing: Standing
    household_id: int
    village_id: int
    township_id: int | None


SIGNAL_LIST = Table(
    key="signals",
    title=N_("Signals"),
    row=SignalRow,
    columns=(
        Column("id", N_("Signal"), Record(), hidden=True),
        Column("state", N_("State"), Choice(terms=SignalState, width=14)),
        Column("number", N_("Rule"), SignalRule()),
        Column("head", N_("Head of household"), Text(width=10)),
        Column("village", N_("Village"), Text(width=12)),
        Column("person", N_("Member concerned"), Text(width=10)),
        Column("words", N_("In words"), SignalSentence()),
        Column("found_on", N_("Found on"), Day()),
        Column("year", N_("Year"), Year()),
        Column("watched", N_("Monitored"), YesNo()),
        Column("dismissed_by", N_("Dismissed by"), Text(width=10)),
        Column("reason", N_("Reason"), Text(width=20)),
        Column("dismissed_on", N_("Dismissed on"), Day(), hidden=True),
        Column("gone_on", N_("No longer so since"), Day(), hidden=True),
        Column("clue_id", N_("Clue"), Record()),
        Column("township", N_("Township"), Text(width=10)),
        Column("household", N_("Household number"), Code(width=20), hidden=True),
        Column("standing", N_("Standing"), Choice(terms=Standing), hidden=True),
        Column("household_id", N_("Household"), Record(), hidden=True),
        Column("village_id", N_("Village record"), Record(), hidden=True),
        Column("township_id", N_("Township number"), Record(), hidden=True),
    ),
)


# the clue of a signal, as long as it was not withdrawn
_clue_stands = and_(Clue.id == FoundSignal.clue_id, Clue.withdrawn_on.is_(None))
_state = case(
    (Clue.id.is_not(None), SignalState.CLUE.value),
    (FoundSignal.dismissed_on.is_not(None), SignalState.DISMISSED.value),
    (FoundSignal.gone_on.is_not(None), SignalState.GONE.value),
    else_=SignalState.OPEN.value,
)


def _signals() -> Rows:
    village, township = aliased(Place), aliased(Place)
    watched = select(Monitored.id).where(
        Monitored.household_id == FoundSignal.household_id,
        Monitored.removed == "",
        Monitored.withdrawn_on.is_(None),
    )
    return (
        select(
            FoundSignal.id.label("id"),
            as_term(_state, SignalState).label("state"),
            FoundSignal.number.label("number"),
            Household.head.label("head"),
            village.name.label("village"),
            func.coalesce(Member.name, "").label("person"),
            sentence_parts().label("words"),
            FoundSignal.found_on.label("found_on"),
            FoundSignal.year.label("year"),
            watched.exists().label("watched"),
            func.coalesce(User.name, "").label("dismissed_by"),
            FoundSignal.reason.label("reason"),
            FoundSignal.dismissed_on.label("dismissed_on"),
            FoundSignal.gone_on.label("gone_on"),
            Clue.id.label("clue_id"),
            func.coalesce(township.name, "").label("township"),
            Household.number.label("household"),
            Household.standing.label("standing"),
            FoundSignal.household_id.label("household_id"),
            Household.village_id.label("village_id"),
            township.id.label("township_id"),
        )
        .join(Household, Household.id == FoundSignal.household_id)
        .join(village, village.id == Household.village_id)
        .outerjoin(township, township.id == village.parent_id)
        .outerjoin(Member, Member.id == FoundSignal.member_id)
        .outerjoin(Clue, _clue_stands)
        .outerjoin(User, User.id == FoundSignal.dismissed_by)
        .where(FoundSignal.withdrawn_on.is_(None))
    )


LISTING = Listing(
    SIGNAL_LIST, _signals, search=("head", "village", "words"), order=("-found_on", "number", "id")
)


def state_of(session: Session, signal: int) -> SignalState:
    """Return the state of a signal. Raises NoResultFound for an unknown one."""
    wanted = select(_state).outerjoin(Clue, _clue_stands).select_from(FoundSignal)
    return SignalState.named(session.scalars(wanted.where(FoundSignal.id == signal)).one())


def signal_counts(session: Session, year: int) -> dict[tuple[str, SignalState], int]:
    """Return how many signals of a year there are of each rule and state."""
    wanted = (
        select(FoundSignal.number, _state, func.count())
        .outerjoin(Clue, _clue_stands)
        .where(FoundSignal.year == year, FoundSignal.withdrawn_on.is_(None))
        .group_by(FoundSignal.number, _state)
    )
    return {(number, SignalState.named(state)): count for number, state, count in session.execute(wanted)}
