"""Takes an act back from the history, while no later act and no other record needs its records."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from sqlalchemy.orm import Session

from county_desk.day_laws import DayLaw
from county_desk.models.audit import Event
from county_desk.models.declared import WORDS
from county_desk.models.own_note import OwnNote
from county_desk.models.user import Permission
from county_desk.tables.closed_years import is_reported
from county_desk.tables.history.act_words import CONFIDENTIAL, SILENT, ActWords
from county_desk.text import N_, _
from county_desk.workflow.command import KINDS, Change, Command, Work
from county_desk.workflow.gate.law import OF_RETURNS, Law, SecondPerson
from county_desk.workflow.gate.place import place_of
from county_desk.workflow.gate.relations import OF_THE_HOUSEHOLD, people_of_households
from county_desk.workflow.left_records import LeftRecord, later_act, left_records, put_back, resting
from county_desk.workflow.rights import refusal


def _left(work: Work, command: "TakeBackAct") -> Sequence[LeftRecord]:
    """The records that the act left; none of an act that cannot be taken back."""
    if command.kind(work) is None:
        return ()
    return left_records(work.session, work.session.get_one(Event, command.event))


def _places_left(work: Work, command: "TakeBackAct") -> Iterator[int]:
    """The place of every record that the act left."""
    for each in _left(work, command):
        if (place := place_of(work.session, each.record)) is not None:
            yield place


def _people_left(work: Work, command: "TakeBackAct") -> Iterable[str]:
    """The people of the households of the records that the act left."""
    return people_of_households(work, [each.record for each in _left(work, command)])


def _years_left(work: Work, command: "TakeBackAct") -> Iterator[int]:
    """The years in which the records count that the act left."""
    for each in _left(work, command):
        yield from _years_of(each)


class TakeBackAct(Command):
    """Give the records of an act their former values, and withdraw those that it made.

    Only an act that declares `back` is taken back. The person needs its right, for the place of every record.
    It stays when a later act changed one of the records, or when another record points to a new one.
    """

    permission: ClassVar = Permission.READ  # and the right of the act that is taken back
    act: ClassVar = ActWords(N_("Take back an act"), N_("Took back an act"))
    law: ClassVar = Law(
        apart=(replace(OF_THE_HOUSEHOLD, people=_people_left),),
        places=_places_left,
        years=_years_left,
        takes_back=lambda _work, act: [act.event],
        any_record=True,
    )
    listed: ClassVar = False

    event: int

    def problems(self, work: Work) -> Mapping[str, str]:
        kind = self.kind(work)
        if kind is None:
            return {"": _("This act cannot be taken back.")}
        if trouble := refusal(work.actor, kind.permission):
            return {"": trouble}
        left = left_records(work.session, work.session.get_one(Event, self.event))
        notes = [each.record.account_id for each in left if isinstance(each.record, OwnNote)]
        if {*notes} - {work.actor.id}:
            return {"": _("Only the person who wrote these notes takes them back.")}
        trouble = next(self._troubles(work, kind, left), "")
        return {"": trouble} if trouble else {}

    def kind(self, work: Work) -> type[Command] | None:
        """The kind of act that is taken back; None for one that cannot be."""
        event = work.session.get(Event, self.event)
        if event is None or event.command not in KINDS:
            return None
        original, request = _original_of(work.session, event)
        kind = original.performed(request)
        return kind if kind is not None and kind.back else None

    def second_person(self, work: Work) -> SecondPerson | None:
        kind = self.kind(work)
        if kind is None or kind.law.second:
            return kind.law.second if kind else None
        stated = {year for each in _left(work, self) for year in _years_stated(each)}
        return OF_RETURNS.second if any(is_reported(work.session, year) for year in stated) else None

    def _troubles(self, work: Work, kind: type[Command], left: Sequence[LeftRecord]) -> Iterator[str]:
        """Each reason against it that is not empty, the nearest first."""
        session = work.session
        if (later := later_act(session, self.event, left)) is not None:
            yield _overtaken(later)
        gone = [each.record for each in left if each.goes]
        turned = [each.record for each in left if each.goes or each.record.withdrawn_on]
        yield from filter(None, (kind.back_trouble(work, turned), resting(session, gone, left)))

    def run(self, work: Work) -> Change:
        event = work.session.get_one(Event, self.event)
        left = left_records(work.session, event)
        put_back(left, work.today)
        original, request = _original_of(work.session, event)
        summary = original.words_of_taking_back(request)
        return Change(summary)


def _original_of(session: Session, event: Event) -> tuple[type[Command], Mapping[str, object]]:
    """The kind and the request of the act of an event, which another person may have put in force."""
    return KINDS[event.command].original(session, json.loads(event.request))


def _years_of(left: LeftRecord) -> Iterator[int]:
    """The years in which counts what an act wrote of a record, where a closed year keeps it."""
    if year := getattr(left.record, "year", None):
        yield year
    for column in left.record.__table__.c:
        law = column.info[WORDS].law if WORDS in column.info else None
        written = left.made or column.key in left.before
        if isinstance(law, DayLaw) and law.counted and written and (day := getattr(left.record, column.key)):
            yield day.year


def _years_stated(left: LeftRecord) -> Iterator[int]:
    """The years of the facts that an act changed and that a report may hold, before and after it."""
    for column in left.record.__table__.c:
        law = column.info[WORDS].law if WORDS in column.info else None
        if law is not None and law.reported and column.key in left.before:
            years = (str(each)[:4] for each in (left.before[column.key], getattr(left.record, column.key)))
            yield from (int(year) for year in years if year.isdigit())


def _overtaken(later: Event) -> str:
    words = _(
        "Something was done since to what was recorded; it stays. {name} changed this at {moment}: {summary}"
    )
    summary = _(CONFIDENTIAL) if later.command in SILENT else later.summary
    moment = later.at.astimezone().strftime("%Y-%m-%d %H:%M")
    return words.format(name=later.actor, moment=moment, summary=summary)
