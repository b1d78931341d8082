"""Training that was held, written pledges by level, and the dated tasks of the county's timetable."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from county_desk.fields import Choice, Count, Day, Record, Text, Year
from county_desk.models.place import Place
from county_desk.models.team import Audience, Training, Undertaking, UndertakingKind
from county_desk.models.user import Permission
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.workflow.assistance.officials import TakeBackHelpers
from county_desk.workflow.cases.common import place_trouble
from county_desk.workflow.changed_records import ChangedRecords
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.written import PersonName

PLACE = Ask(Record(), N_("Place"), of="places")


@dataclass(frozen=True, kw_only=True)
class RecordTraining(Command):
    """Record a training of officials, teams or households: day, place, and who took part."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(N_("Record a training"), N_("Recorded a training"), "training")

    place: Annotated[int, PLACE]
    subject: Annotated[str, Ask(Text(width=30), N_("Subject of the training"))]
    audience: Annotated[Audience, Ask(Choice(terms=Audience), N_("Training for"))]
    held_on: Annotated[date, Ask(Day(), N_("Held on"), today=True)]
    persons: Annotated[int, Ask(Count(), N_("Persons trained"))]
    participants: Annotated[str, Ask(Text(lines=3, width=40), N_("Who took part"))] = ""
    venue: Annotated[str, Ask(Text(width=24), N_("Venue"))] = ""
    teachers: Annotated[str, Ask(Text(width=24), N_("Teachers"))] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        if trouble := _place_trouble(work, self.place):
            return trouble
        if not self.subject.strip():
            return {"subject": _("Write what was taught")}
        if self.persons < 1:
            return {"persons": _("At least one person took part")}
        return work.day_ahead("held_on", self.held_on)

    def run(self, work: Work) -> Change:
        training = Training(
            place_id=self.place,
            title=self.subject.strip(),
            audience=self.audience,
            held_on=self.held_on,
            venue=self.venue.strip(),
            teachers=self.teachers.strip(),
            persons=self.persons,
            participants=self.participants.strip(),
            recorded_by=work.actor.id,
        )
        words = _("Training recorded: {title}, {count} persons")
        summary = words.format(title=training.title, count=self.persons)
        return TakeBackHelpers.undoable_record(work, training, summary)


@dataclass(frozen=True, kw_only=True)
class RecordUndertaking(Command):
    """Record a target of a signed pledge, or a task of the timetable, with its day and its person."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(
        N_("Record a pledge or a task"), N_("Recorded a pledge or a task"), "undertaking"
    )

    kind: Annotated[UndertakingKind, Ask(Choice(terms=UndertakingKind), N_("Kind"))]
    place: Annotated[int, PLACE]
    year: Annotated[int, Ask(Year(), N_("Year"))]
    target: Annotated[str, Ask(Text(lines=2, width=40), N_("Target"))]
    responsible: Annotated[str, Ask(PersonName(), N_("Person responsible"))]
    signed_on: Annotated[date, Ask(Day(), N_("Signed or set on"), today=True)]
    due_on: Annotated[date, Ask(Day(), N_("To be done by"))]
    unit: Annotated[str, Ask(Text(width=20), N_("Unit responsible"))] = ""
    given_to: Annotated[str, Ask(Text(width=24), N_("Given to"), N_("The level to which it was signed"))] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        if trouble := _place_trouble(work, self.place):
            return trouble
        if not self.target.strip():
            return {"target": _("Write what is to be reached")}
        if not self.responsible.strip():
            return {"responsible": _("Name who answers for it")}
        if self.due_on < self.signed_on:
            return {"due_on": _("It is due before {day}, when it was signed").format(day=self.signed_on)}
        if self.kind is UndertakingKind.PLEDGE and not self.given_to.strip():
            return {"given_to": _("Write to whom the pledge was given")}
        return work.day_ahead("signed_on", self.signed_on)

    def run(self, work: Work) -> Change:
        record = Undertaking(
            kind=self.kind,
            place_id=self.place,
            year=self.year,
            target=self.target.strip(),
            responsible=self.responsible.strip(),
            unit=self.unit.strip(),
            given_to=self.given_to.strip(),
            signed_on=self.signed_on,
            due_on=self.due_on,
            recorded_by=work.actor.id,
        )
        words = _("{kind} recorded: {target}, by {day}")
        summary = words.format(kind=_(self.kind.label), target=record.target, day=self.due_on)
        return TakeBackHelpers.undoable_record(work, record, summary)


@dataclass(frozen=True, kw_only=True)
class FinishUndertaking(Command):
    """Record that a pledge is kept or a task done, and the result."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(
        N_("Record the result of a pledge or task"),
        N_("Recorded the result of a pledge or task"),
        "undertaking",
    )

    undertaking: Annotated[int, Ask(Record(), N_("Pledge or task"), of="pledges")]
    done_on: Annotated[date, Ask(Day(), N_("Done on"), today=True)]
    result: Annotated[str, Ask(Text(lines=2, width=40), N_("Result"))]

    def problems(self, work: Work) -> Mapping[str, str]:
        record = work.session.get(Undertaking, self.undertaking)
        if record is None or record.withdrawn_on is not None:
            words = _("There is no pledge or task {number}")
            return {"undertaking": words.format(number=self.undertaking)}
        if trouble := place_trouble(work.session, work.actor, record.place_id):
            return {"": trouble}
        if record.done_on is not None:
            return {"undertaking": _("It was done on {day}").format(day=record.done_on)}
        if self.done_on < record.signed_on:
            words = _("It was signed on {day}; it cannot be done before")
            return {"done_on": words.format(day=record.signed_on)}
        if ahead := work.day_ahead("done_on", self.done_on):
            return ahead
        return {} if self.result.strip() else {"result": _("Write the result")}

    def run(self, work: Work) -> Change:
        made = ChangedRecords()
        record = work.session.get_one(Undertaking, self.undertaking)
        made.set(record, "done_on", self.done_on)
        made.set(record, "result", self.result.strip())
        words = _("{target}: done on {day}")
        summary = words.format(target=record.target, day=self.done_on)
        return TakeBackHelpers.undoable(work, made, summary, record.id)


def _place_trouble(work: Work, number: int) -> Mapping[str, str]:
    place = work.session.get(Place, number)
    if place is None or place.withdrawn_on is not None:
        return {"place": _("There is no place {number}").format(number=number)}
    trouble = place_trouble(work.session, work.actor, place.id)
    return {"": trouble} if trouble else {}
