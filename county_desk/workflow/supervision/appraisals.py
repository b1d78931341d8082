"""Appraisals of the results of villages and officials, and the incentives that follow."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import select

from county_desk.fields import Record
from county_desk.models.misconduct import Appraisal, AppraisalGrade, AppraisedKind
from county_desk.models.place import Place, PlaceLevel
from county_desk.models.user import Permission
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.workflow.command import Ask, Work
from county_desk.workflow.declared import asked
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.record_acts import ChangingAct, MakingAct, WithdrawingAct

APPRAISAL = Ask(Record(), N_("Appraisal"), of="appraisals")
_LEVELS = {AppraisedKind.VILLAGE: PlaceLevel.VILLAGE, AppraisedKind.TOWNSHIP: PlaceLevel.TOWNSHIP}
_PERSONS = (AppraisedKind.OFFICIAL, AppraisedKind.SECRETARY)


class RecordAppraisal(MakingAct[Appraisal]):
    """Record the grade of a year's results, with its ground; there is no ranking."""

    permission: ClassVar = Permission.SUPERVISE
    act: ClassVar = ActWords(N_("Record an appraisal"), N_("Recorded an appraisal"), "appraisal")
    synonyms: ClassVar = N_("assess grade")
    law: ClassVar = ONE_PERSON
    makes: ClassVar = Appraisal
    undone_by: ClassVar = "WithdrawAppraisal"

    year: Annotated[int, asked(Appraisal.year)]
    kind: Annotated[AppraisedKind, asked(Appraisal.kind)]
    place: Annotated[int, asked(Appraisal.place_id)]
    name: Annotated[str, asked(Appraisal.name)] = ""
    grade: Annotated[AppraisalGrade, asked(Appraisal.grade)]
    basis: Annotated[str, asked(Appraisal.basis)]
    appraised_on: Annotated[date, asked(Appraisal.appraised_on)]

    def problems(self, work: Work) -> Mapping[str, str]:
        place = work.session.get_one(Place, self.place)
        if (level := _LEVELS.get(self.kind)) is not None and place.level is not level:
            words = _("{place} is no {kind}")
            return {"place": words.format(place=place.name, kind=_(self.kind.label))}
        if self.kind in _PERSONS and not self.name.strip():
            return {"name": _("Name the official whose results these are")}
        if self.appraised_on.year < self.year:
            return {"appraised_on": _("The year {year} had not begun").format(year=self.year)}
        return self._repeat_trouble(work)

    def _repeat_trouble(self, work: Work) -> Mapping[str, str]:
        """Return the message that the same results have a grade already."""
        same = select(Appraisal).where(
            Appraisal.year == self.year,
            Appraisal.kind == self.kind,
            Appraisal.place_id == self.place,
            Appraisal.name == self.name.strip(),
            Appraisal.withdrawn_on.is_(None),
        )
        if (before := work.session.scalar(same.limit(1))) is None:
            return {}
        words = _("They were appraised on {day}; withdraw that appraisal first")
        return {"": words.format(day=before.appraised_on)}

    def told(self, work: Work, record: Appraisal) -> str:
        place = work.session.get_one(Place, self.place).name
        name = " ".join(filter(None, (place, record.name)))
        return _("Results of {name} in {year} appraised").format(name=name, year=record.year)


class RecordIncentive(ChangingAct[Appraisal]):
    """Record the incentive that followed an appraisal."""

    permission: ClassVar = Permission.SUPERVISE
    act: ClassVar = ActWords(N_("Record an incentive"), N_("Recorded an incentive"), "appraisal")
    synonyms: ClassVar = N_("reward talk")
    law: ClassVar = ONE_PERSON
    summary: ClassVar = N_("Incentive recorded: {incentive}")

    appraisal: Annotated[int, APPRAISAL]
    incentive: Annotated[str, asked(Appraisal.incentive)]
    incentive_on: Annotated[date, asked(Appraisal.incentive_on)]


class WithdrawAppraisal(WithdrawingAct[Appraisal]):
    """Withdraw an appraisal that was recorded by mistake."""

    permission: ClassVar = Permission.SUPERVISE
    act: ClassVar = ActWords(N_("Withdraw an appraisal"), N_("Withdrew an appraisal"), "appraisal")
    summary: ClassVar = N_("Appraisal {id} withdrawn: {reason}")

    appraisal: Annotated[int, APPRAISAL]
