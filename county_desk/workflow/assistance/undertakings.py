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
from county_desk.workflow.command import Ask, Work
from county_desk.workflow.declared import asked
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.gate.states import Unless
from county_desk.workflow.record_acts import ChangingAct, MakingAct


class RecordTraining(MakingAct[Training]):
    """Record a training of officials, teams or households: day, place, and the participants."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(N_("Record a training"), N_("Recorded a training"), "training")
    synonyms: ClassVar = N_("course class")
    law: ClassVar = ONE_PERSON
    back: ClassVar = OF_HELPERS
    makes: ClassVar = Training
    summary: ClassVar = N_("Training recorded: {title}, {persons} persons")

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


class RecordUndertaking(MakingAct[Undertaking]):
    """Record a target of a signed pledge, or a task of the timetable, with its day and its person."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(
        N_("Record a pledge or a task"), N_("Recorded a pledge or a task"), "undertaking"
    )
    synonyms: ClassVar = N_("pledge timetable")
    law: ClassVar = ONE_PERSON
    back: ClassVar = OF_HELPERS
    known: ClassVar = UNIT_OF_RESPONSIBLE
    makes: ClassVar = Undertaking
    summary: ClassVar = N_("{kind} recorded: {target}, by {due_on}")

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


class FinishUndertaking(ChangingAct[Undertaking]):
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
    refused: ClassVar = (Unless(Undertaking.done_on, N_("It was done on {done_on}")),)
    summary: ClassVar = N_("{target}: done on {done_on}")

    undertaking: Annotated[int, Ask(Record(), N_("Pledge or task"), of="pledges")]
    done_on: Annotated[date, asked(Undertaking.done_on)]
    result: Annotated[str, asked(Undertaking.result)]
