"""Takes back an act that wrote facts, while no later act changed the same facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy.orm.attributes import flag_modified

from county_desk.models.base import Kept
from county_desk.models.case import Case
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear
from county_desk.models.measure import AssistanceMeasure, MeasureStage, Need
from county_desk.models.official import Pairing
from county_desk.models.user import Permission
from county_desk.tables.closed_years import closed_trouble
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.workflow.cases.common import place_trouble
from county_desk.workflow.changed_records import ChangedRecords, Entries, changed_records, put_back
from county_desk.workflow.command import Change, Command, Work


@dataclass(frozen=True, kw_only=True)
class TakeBackFacts(Command):
    """Put back the facts that an act wrote; `changed` is what `ChangedRecords.plain` gave of it.

    A record that the act made is withdrawn, since nothing is deleted. `touches` are the classes to refresh
    besides those of the records.
    """

    permission: ClassVar = Permission.FILE
    act: ClassVar = ActWords(
        N_("Take back facts of a year"),
        N_("Took back facts of a year"),
        "member",
        "household",
        "member_year",
        "household_year",
    )
    done: ClassVar[str] = N_("The facts were taken back")
    listed: ClassVar = False
    touches: ClassVar[frozenset[type]] = frozenset({Household, Member, Case, HouseholdYear})

    changed: Mapping[str, Entries]

    @classmethod
    def undoable(cls, work: Work, made: ChangedRecords, summary: str, number: int | None = None) -> Change:
        """The change of an act that wrote these records, with this command as its inverse."""
        work.session.flush()
        undo = cls(changed=made.plain())
        return Change(cls.touches | made.classes, summary, undo=undo, id=number)

    @classmethod
    def undoable_record(cls, work: Work, record: Kept, summary: str) -> Change:
        """The change of an act that adds this one record, with this command as its inverse."""
        made = ChangedRecords()
        work.session.add(record)
        made.add(record)
        work.session.flush()
        return cls.undoable(work, made, summary, record.id)

    def problems(self, work: Work) -> Mapping[str, str]:
        for record, entry in changed_records(work.session, self.changed):
            if record.version != entry["version"]:
                return {"": self._overtaken()}
            day = getattr(record, "happened_on", None)
            year = day.year if day else getattr(record, "year", None)
            if year and (closed := closed_trouble(work.session, year)):
                return {"": closed}
            household = _household_of(record)
            if household and (trouble := place_trouble(work.session, work.actor, household.village_id)):
                return {"": trouble}
        return {}

    def run(self, work: Work) -> Change:
        changed = list(changed_records(work.session, self.changed))
        for record, entry in changed:
            before = {name: getattr(record, name) for name in entry["before"]}
            put_back(record, entry)
            for name, value in before.items():  # the history tells of each, also of one that stays the same
                if getattr(record, name) == value:
                    flag_modified(record, name)
            if entry.get("made"):
                record.withdrawn_on = work.today
        return Change(self.touches | {type(record) for record, _entry in changed}, _(self.done))

    def _overtaken(self) -> str:
        return _("Something was done since to what was recorded; it stays.")


def _household_of(record: object) -> Household | None:
    """The household of a record whose facts were written; None of a case."""
    match record:
        case Household():
            return record
        case Member() | HouseholdYear() | Need() | AssistanceMeasure() | Pairing():
            return record.household
        case MeasureStage():
            return record.measure.household
        case MemberYear():
            return record.member.household
    return None
