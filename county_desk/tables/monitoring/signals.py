"""Signals that were found, each with who dismissed it and why; and the rules by which they are looked for."""

from datetime import date
from typing import Annotated

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from county_desk.fields import (
    Choice,
    Term,
    YesNo,
)
from county_desk.models.clue import Clue
from county_desk.models.household import Household, Member, Standing
from county_desk.models.monitored import Monitored
from county_desk.models.signal import FoundSignal
from county_desk.models.user import User
from county_desk.shapes import Shape
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.monitoring.signal_words import SignalRule, SignalSentence, sentence_parts
from county_desk.tables.terms import as_term
from county_desk.tables.usual_fields import (
    HeadName,
    TownshipName,
    TownshipRecord,
    VillageName,
    VillageRecord,
    by_village,
)
from county_desk.text import N_


class SignalState(Term):
    """The state of a signal, named by its next step or its end."""

    OPEN = "open", N_("To look into"), Shape.WATCH
    CLUE = "clue", N_("Clue recorded"), Shape.FINE
    DISMISSED = "dismissed", N_("Dismissed"), Shape.NONE
    GONE = "gone", N_("No longer so"), Shape.NONE


# the clue of a signal, as long as it was not withdrawn
_clue_stands = and_(Clue.id == FoundSignal.clue_id, Clue.withdrawn_on.is_(None))
_state = case(
    (Clue.id.is_not(None), SignalState.CLUE.value),
    (FoundSignal.dismissed_on.is_not(None), SignalState.DISMISSED.value),
    (FoundSignal.gone_on.is_not(None), SignalState.GONE.value),
    else_=SignalState.OPEN.value,
)


class SignalRow(ShownRow):
    """One signal; `person` is blank where it is about the household, `words` are for `SignalSentence`."""

    id: Annotated[int, Shown(FoundSignal.id, N_("Signal"))]
    state: Annotated[
        SignalState, Shown(as_term(_state, SignalState), N_("State"), Choice(terms=SignalState, width=14))
    ]
    number: Annotated[str, Shown(FoundSignal.number, N_("Rule"), SignalRule())]
    head: HeadName
    village: VillageName
    person: Annotated[str, Shown(Member.name, N_("Member concerned"), blank=True)]
    words: Annotated[str, Shown(sentence_parts, N_("In words"), SignalSentence())]
    found_on: Annotated[date, Shown(FoundSignal.found_on)]
    year: Annotated[int, Shown(FoundSignal.year)]
    watched: Annotated[bool, Shown(label=N_("Monitored"), kind=YesNo())]
    dismissed_by: Annotated[str, Shown(User.name, N_("Dismissed by"), width=10, blank=True)]
    reason: Annotated[str | None, Shown(FoundSignal.reason, width=20)]
    dismissed_on: Annotated[date | None, Shown(FoundSignal.dismissed_on, hidden=True)]
    gone_on: Annotated[date | None, Shown(FoundSignal.gone_on, hidden=True)]
    clue_id: Annotated[int | None, Shown(Clue.id, N_("Clue"), hidden=False)]
    township: TownshipName
    household: Annotated[str, Shown(Household.number, hidden=True)]
    standing: Annotated[Standing, Shown(Household.standing, N_("Standing"), hidden=True)]
    household_id: Annotated[int, Shown(FoundSignal.household_id)]
    village_id: VillageRecord
    township_id: TownshipRecord


SIGNAL_LIST = table_of("signals", N_("Signals"), SignalRow)


def _signals() -> Rows:
    watched = select(Monitored.id).where(
        Monitored.household_id == FoundSignal.household_id,
        Monitored.removed == "",
        Monitored.withdrawn_on.is_(None),
    )
    rows = select_of(SignalRow, watched=watched.exists())
    found = rows.join(Household, Household.id == FoundSignal.household_id)
    return (
        by_village(found, Household.village_id)
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
