"""The help that ends when a person dies or leaves, or a whole household does."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.household import Household, Member
from county_desk.models.household_change import ChangeKind
from county_desk.models.measure import AssistanceMeasure, Need
from county_desk.models.official import Pairing
from county_desk.tables.assistance.measure_life import owed, runs
from county_desk.tables.assistance.measure_titles import title_of
from county_desk.text import _
from county_desk.workflow.life.changes import HouseholdLife


class RunningHelp(NamedTuple):
    """The help of persons who go, and of their household if it goes as a whole; loans stay to be repaid."""

    measures: tuple[AssistanceMeasure, ...]
    loans: tuple[AssistanceMeasure, ...] = ()
    pairing: Pairing | None = None

    def words(self) -> str:
        """The help that ends and the loans that stay, a line each; empty without any."""
        ending = [_named(each) for each in self.measures]
        if self.pairing is not None:
            ending.append(_("contact official {name}").format(name=self.pairing.official.name))
        owing = [
            _("{measure}, {owed} yuan").format(measure=_named(each), owed=f"{owed(each):,.2f}")
            for each in self.loans
        ]
        lines = ((_("With it end: {things}"), ending), (_("Still to be repaid and settled: {things}"), owing))
        return "\n".join(words.format(things=_("; ").join(things)) for words, things in lines if things)


def running_help(
    session: Session, household: Household, leaving: Collection[Member], day: date
) -> RunningHelp:
    """Return the help of the leaving members on a day, with that of the household if all leave."""
    whole = all(one in leaving for one in household.members if one.withdrawn_on is None)
    unended = [each for each in _unended(session, household) if runs(each, day)]
    found = [each for each in unended if whole or each.member in leaving]
    return RunningHelp(
        measures=tuple(each for each in found if not owed(each)),
        loans=tuple(each for each in found if owed(each)),
        pairing=_pairing(session, household) if whole else None,
    )


def wind_up(life: HouseholdLife, help_had: RunningHelp, kind: ChangeKind) -> None:
    """End running help on the day of a change, for the kind of change as its reason."""
    for measure in help_had.measures:
        measure.ended_on = max(life.happened_on, measure.since)  # one still planned never begins
        if not measure.result:
            measure.result = _(kind.label)
    if help_had.pairing is not None:
        help_had.pairing.until = life.happened_on
        help_had.pairing.reason = _(kind.label)


def hand_on(life: HouseholdLife, ends: Household, goes_on: Household) -> None:
    """Give the open needs and the measures under way of a household that merges to the other one."""
    session = life.work.session
    needs = select(Need).where(
        Need.household_id == ends.id, Need.ended_on.is_(None), Need.withdrawn_on.is_(None)
    )
    under_way = [each for each in _unended(session, ends) if each.programme or runs(each, life.happened_on)]
    for record in (*under_way, *session.scalars(needs.order_by(Need.id))):
        record.household_id = goes_on.id
    wind_up(life, merging_help(session, ends), ChangeKind.MERGED_AWAY)


def merging_help(session: Session, ends: Household) -> RunningHelp:
    """Return the help that a household loses when it merges into another: its contact official."""
    return RunningHelp((), pairing=_pairing(session, ends))


def _unended(session: Session, household: Household) -> list[AssistanceMeasure]:
    wanted = select(AssistanceMeasure).where(
        AssistanceMeasure.household_id == household.id,
        AssistanceMeasure.ended_on.is_(None),
        AssistanceMeasure.withdrawn_on.is_(None),
    )
    return list(session.scalars(wanted.order_by(AssistanceMeasure.id)))


def _pairing(session: Session, household: Household) -> Pairing | None:
    wanted = select(Pairing).where(
        Pairing.household_id == household.id, Pairing.until.is_(None), Pairing.withdrawn_on.is_(None)
    )
    return session.scalar(wanted)


def _named(measure: AssistanceMeasure) -> str:
    words = _("{title} ({name})")
    member = measure.member
    return words.format(title=title_of(measure), name=member.name) if member else title_of(measure)
