"""Signals of monitoring: looked for over the register, taken up as a clue, or dismissed with a reason."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, ClassVar, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.day_laws import PAST_YEAR
from county_desk.fields import Numbers, Record, Year
from county_desk.models.clue import Clue, ClueSource, ClueUrgency
from county_desk.models.place import Place
from county_desk.models.signal import FoundSignal
from county_desk.models.user import Permission
from county_desk.progress import each
from county_desk.rules.checks.catalogue import key_groups, signals
from county_desk.rules.checks.household_facts import HouseholdFacts
from county_desk.rules.checks.running import Running
from county_desk.tables.checks.checked_facts import household_facts
from county_desk.tables.history.act_words import ActWords
from county_desk.tables.monitoring.signal_words import sentence_of
from county_desk.tables.monitoring.signals import SignalState, state_of
from county_desk.text import N_, _, _n
from county_desk.workflow.command import REASON, Ask, Change, Command, Work, plain
from county_desk.workflow.consistency import STEP, checks_in_force
from county_desk.workflow.declared import asked
from county_desk.workflow.gate.gate import problems_of
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.gate.relations import OF_HELP_BY_OTHERS
from county_desk.workflow.monitoring.clues import RecordClue, WithdrawClue

SIGNAL = Ask(Record(), N_("Signal"), of="signals")
SIGNALS_ASKED = Ask(Numbers(), N_("Signals"), of="signals", needed=N_("Choose at least one signal"))
NAMED = 3  # households that the words about several signals name
FIRST = 2021  # the rules of signals begin in this year

type Key = tuple[str, int, int | None]  # check, household, member


class Sign(NamedTuple):
    """One hit of a signal's check, with the case and the figures of its sentence as JSON."""

    key: Key
    values: str


def signs(running: Running, households: Sequence[HouseholdFacts]) -> Iterator[Sign]:
    """All hits of the checks in force over some households."""
    for facts in households:
        for found in running.household(facts):
            place = found.hit.person
            member = facts.people[place].id if place is not None else None
            values = {name: plain(value) for name, value in found.hit.values.items()}
            key = found.check.number, facts.id or 0, member
            figures = json.dumps([found.hit.case, values], ensure_ascii=False, sort_keys=True)
            yield Sign(key, figures)


class LookForSignals(Command):
    """Look for the signals of a year over the register: new ones are kept, and those that ended are marked.

    A dismissed signal stays dismissed until its figures change.
    """

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(N_("Look for signals"), N_("Looked for signals"), "signal")
    synonyms: ClassVar = N_("warning scan")
    law: ClassVar = ONE_PERSON

    year: Annotated[int, Ask(Year(), N_("Year"), law=PAST_YEAR)]

    def problems(self, work: Work) -> Mapping[str, str]:
        if self.year < FIRST:
            return {"year": _("Signals are looked for from {year}").format(year=FIRST)}
        return {}

    def run(self, work: Work) -> Change:
        session, day = work.session, min(work.today, date(self.year, 12, 31))
        inside = _inside(work)
        running = checks_in_force(session, work.policy, self.year, frozenset(_risks()))
        work.progress(0, 0)
        households = household_facts(session, self.year, day)
        here = [facts for facts in households if inside is None or facts.village in inside]
        found = {sign.key: sign for sign in signs(running, list(each(here, work.progress, every=STEP)))}
        standing = self._standing(session, {facts.id for facts in here})
        gone = 0
        for key, signal in standing.items():
            sign = found.get(key)
            if sign is not None and sign.values == signal.values:
                del found[key]
            else:
                signal.gone_on, gone = work.today, gone + 1
        session.add_all(self._new(sign, work.today) for sign in found.values())
        session.flush()
        words = _("Signals of {year}: {new} new, {gone} no longer so, {stay} stay")
        counts = {"new": len(found), "gone": gone, "stay": len(standing) - gone}
        return Change(words.format(year=self.year, **counts))

    def _standing(self, session: Session, here: set[int | None]) -> dict[Key, FoundSignal]:
        """The signals of the year that were still so when they were looked for last."""
        wanted = select(FoundSignal).where(
            FoundSignal.year == self.year, FoundSignal.gone_on.is_(None), FoundSignal.withdrawn_on.is_(None)
        )
        known = session.scalars(wanted.order_by(FoundSignal.id))
        return {(s.number, s.household_id, s.member_id): s for s in known if s.household_id in here}

    def _new(self, sign: Sign, today: date) -> FoundSignal:
        number, household, member = sign.key
        about = {"number": number, "household_id": household, "member_id": member}
        return FoundSignal(year=self.year, found_on=today, values=sign.values, **about)


class TakeUpSignal(Command):
    """Record a clue from a signal; it takes all open signals of the household along."""

    permission: ClassVar = Permission.FILE
    act: ClassVar = ActWords(N_("Record a clue from a signal"), N_("Recorded a clue from a signal"), "clue")
    synonyms: ClassVar = N_("warning clue")
    law: ClassVar = ONE_PERSON
    leads_to: ClassVar = "clues"

    signal: Annotated[int, SIGNAL]
    urgency: Annotated[ClueUrgency, asked(Clue.urgency)] = ClueUrgency.MIDDLE

    def problems(self, work: Work) -> Mapping[str, str]:
        if trouble := _state_trouble(work, self.signal, SignalState.OPEN):
            return {"signal": trouble}
        return problems_of(work, self._clue(work, self._of_household(work)))

    def run(self, work: Work) -> Change:
        together = self._of_household(work)
        change = self._clue(work, together).run(work)
        for signal in together:
            signal.clue_id = change.id
        words = _n("{clue}, from {count} signal", "{clue}, from {count} signals", len(together))
        summary = words.format(clue=change.summary, count=len(together))
        assert change.id is not None
        undo = WithdrawClue(clue=change.id, reason=_("Undone"))
        return Change(summary, undo=undo, id=change.id)

    def _of_household(self, work: Work) -> list[FoundSignal]:
        """The signal and the other open ones of its household."""
        one = work.session.get_one(FoundSignal, self.signal)
        others = select(FoundSignal).where(
            FoundSignal.household_id == one.household_id,
            FoundSignal.id != one.id,
            FoundSignal.withdrawn_on.is_(None),
            FoundSignal.gone_on.is_(None),
        )
        more = work.session.scalars(others.order_by(FoundSignal.id))
        return [one, *(each for each in more if state_of(work.session, each.id) is SignalState.OPEN)]

    def _clue(self, work: Work, together: Sequence[FoundSignal]) -> RecordClue:
        risks = dict.fromkeys(_risks()[signal.number] for signal in together)
        known = [risk for risk in risks if risk != "其他"] or list(risks)
        return RecordClue(
            household=together[0].household_id,
            source=ClueSource.SIGNAL,
            risks="、".join(known),
            found_on=work.today,
            urgency=self.urgency,
            words="\n".join(sentence_of(signal) for signal in together),
        )


class DismissSignal(Command):
    """Dismiss signals with one reason; each comes back when its figures change."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(N_("Dismiss a signal"), N_("Dismissed a signal"), "signal")
    synonyms: ClassVar = N_("warning false")
    law: ClassVar = OF_HELP_BY_OTHERS

    signals: Annotated[tuple[int, ...], SIGNALS_ASKED]
    reason: Annotated[str, asked(FoundSignal.reason)]

    def problems(self, work: Work) -> Mapping[str, str]:
        return _troubles(work, self.signals, SignalState.OPEN)

    def run(self, work: Work) -> Change:
        reason = self.reason.strip()
        for signal in _signals_of(work, self.signals):
            signal.dismissed_on, signal.dismissed_by = work.today, work.actor.id
            signal.reason = reason
        words = _n(
            "Signal about {heads} dismissed: {reason}",
            "{count} signals ({heads}) dismissed: {reason}",
            len(self.signals),
        )
        undo = ReopenSignal(signals=self.signals, reason=_("Undone"))
        return Change(_with_heads(work, self.signals, words, reason), undo=undo, id=self.signals[0])


class ReopenSignal(Command):
    """Take up dismissed signals again."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(N_("Take up a dismissed signal"), N_("Took up a dismissed signal"), "signal")
    law: ClassVar = ONE_PERSON

    signals: Annotated[tuple[int, ...], SIGNALS_ASKED]
    reason: Annotated[str, REASON]

    def problems(self, work: Work) -> Mapping[str, str]:
        return _troubles(work, self.signals, SignalState.DISMISSED)

    def run(self, work: Work) -> Change:
        for signal in _signals_of(work, self.signals):
            signal.dismissed_on = signal.dismissed_by = signal.reason = None
        words = _n(
            "Signal about {heads} taken up again: {reason}",
            "{count} signals ({heads}) taken up again: {reason}",
            len(self.signals),
        )
        summary = _with_heads(work, self.signals, words, self.reason.strip())
        return Change(summary, id=self.signals[0])


def _signals_of(work: Work, numbers: Sequence[int]) -> list[FoundSignal]:
    return [work.session.get_one(FoundSignal, number) for number in numbers]


def _with_heads(work: Work, numbers: Sequence[int], words: str, reason: str) -> str:
    """The words with the households of some signals, each once."""
    heads = list(dict.fromkeys(signal.household.head for signal in _signals_of(work, numbers)))
    named = _(", ").join(heads[:NAMED]) + ("…" if len(heads) > NAMED else "")
    return words.format(heads=named, count=len(numbers), reason=reason)


def _troubles(work: Work, numbers: Sequence[int], state: SignalState) -> Mapping[str, str]:
    """Check that each signal is in this state."""
    trouble = next(filter(None, (_state_trouble(work, number, state) for number in numbers)), "")
    return {"signals": trouble} if trouble else {}


def _state_trouble(work: Work, number: int, state: SignalState) -> str:
    """Check that a signal is in this state; return the problem."""
    if (now := state_of(work.session, number)) is state:
        return ""
    words = _("Signal about {head}: {state}; this cannot be done with it now")
    head = work.session.get_one(FoundSignal, number).household.head
    return words.format(head=head, state=_(now.label))


def _inside(work: Work) -> frozenset[int] | None:
    """The villages of the person's place; None for the whole county."""
    place = work.actor.place_id
    if place is None:
        return None
    wanted = select(Place.id).where((Place.id == place) | (Place.parent_id == place))
    return frozenset(work.session.scalars(wanted))


def _risks() -> Mapping[str, str]:
    """The checks that are looked for, each with the risk that it points to."""
    return {**signals(), **key_groups()}
