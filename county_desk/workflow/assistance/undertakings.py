"""Training that was held, written pledges by level, and the dated tasks of the county's timetable."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from county_desk.fields import Record
from county_desk.models.team import Audience, Training, Undertaking, UndertakingKind
from county_desk.models.user import Permission
from county_desk.tables.history.act_words import OF_HELPERS, ActWords
from county_desk.text import N_, _
from county_desk.workflow.assistance.officials import UNIT_OF_RESPONSIBLE
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.declared import added, asked, record_of
from county_desk.workflow.gate.law import ONE_PERSON


class RecordTraining(Command):
    """Record a training of officials, teams or households: day, place, and the participants."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(N_("Record a training"), N_("Recorded a training"), "training")
    synonyms: ClassVar = N_("course class")
    law: ClassVar = ONE_PERSON
    back: ClassVar = OF_HELPERS

    place: Annotated[int, asked(Training.place_id)]
    subject: Annotated[str, asked(Training.title)]
    audience: Annotated[Audience, asked(Training.audience)]
    held_on: Annotated[date, asked(Training.held_on)]
    persons: Annotated[int, asked(Training.persons)]
    participants: Annotated[str, asked(Training.participants)] = ""
    venue: Annotated[str, asked(Training.venue)] = ""
    teachers: Annotated[str, asked(Training.teachers)] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        if self.persons < 1:
            return {"persons": _("At least one person took part")}
        return {}

    def run(self, work: Work) -> Change:
        training = record_of(work, self, Training)
        words = _("Training recorded: {title}, {count} persons")
        summary = words.format(title=training.title, count=self.persons)
        return added(work, training, summary)


class RecordUndertaking(Command):
    """Record a target of a signed pledge, or a task of the timetable, with its day and its person."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(
        N_("Record a pledge or a task"), N_("Recorded a pledge or a task"), "undertaking"
    )
    synonyms: ClassVar = N_("pledge timetable")
    law: ClassVar = ONE_PERSON
    back: ClassVar = OF_HELPERS
    known: ClassVar = UNIT_OF_RESPONSIBLE

    kind: Annotated[UndertakingKind, asked(Undertaking.kind)]
    place: Annotated[int, asked(Undertaking.place_id)]
    year: Annotated[int, asked(Undertaking.year)]
    target: Annotated[str, asked(Undertaking.target)]
    responsible: Annotated[str, asked(Undertaking.responsible)]
    signed_on: Annotated[date, asked(Undertaking.signed_on)]
    due_on: Annotated[date, asked(Undertaking.due_on)]
    unit: Annotated[str, asked(Undertaking.unit)] = ""
    given_to: Annotated[str, asked(Undertaking.given_to)] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        if self.kind is UndertakingKind.PLEDGE and not self.given_to.strip():
            return {"given_to": _("Write to whom the pledge was given")}
        return {}

    def run(self, work: Work) -> Change:
        record = record_of(work, self, Undertaking)
        words = _("{kind} recorded: {target}, by {day}")
        summary = words.format(kind=_(self.kind.label), target=record.target, day=self.due_on)
        return added(work, record, summary)


class FinishUndertaking(Command):
    """Record that a pledge is kept or a task done, and the result."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(
        N_("Record the result of a pledge or task"),
        N_("Recorded the result of a pledge or task"),
        "undertaking",
    )
    synonyms: ClassVar = N_("result pledge")
    law: ClassVar = ONE_PERSON
    back: ClassVar = OF_HELPERS

    undertaking: Annotated[int, Ask(Record(), N_("Pledge or task"), of="pledges")]
    done_on: Annotated[date, asked(Undertaking.done_on)]
    result: Annotated[str, asked(Undertaking.result)]

    def problems(self, work: Work) -> Mapping[str, str]:
        record = work.session.get_one(Undertaking, self.undertaking)
        if record.done_on is not None:
            return {"undertaking": _("It was done on {day}").format(day=record.done_on)}
        return {}

    def run(self, work: Work) -> Change:
        record = work.session.get_one(Undertaking, self.undertaking)
        record.done_on, record.result = self.done_on, self.result.strip()
        words = _("{target}: done on {day}")
        summary = words.format(target=record.target, day=self.done_on)
        return Change(summary, id=record.id)
