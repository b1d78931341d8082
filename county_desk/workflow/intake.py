"""Taking in a delivered file as one act, and undoing that act as one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from county_desk.excel.delivery import STORED, Delivery, Verdict
from county_desk.fields import Record, Text
from county_desk.models.batch import Batch
from county_desk.models.case import Case
from county_desk.models.household import Household, HouseholdYear, Member
from county_desk.models.place import Place
from county_desk.models.user import Permission
from county_desk.text import N_, _, _n
from county_desk.workflow.assessing import prospect
from county_desk.workflow.casework import place_trouble
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.filing import received_trouble
from county_desk.workflow.intake_undo import resting, take_back
from county_desk.workflow.intake_write import EXIT, REGISTRATION, Intake

_PROSPECT = "prospect"
TOUCHES = frozenset({Batch, Case, Household, HouseholdYear, Member})


@dataclass(frozen=True, kw_only=True)
class TakeIn(Command):
    """Take in the households of one delivered file that can go in, and open their cases.

    `delivery` is the file as it was read; it is compared with the register again when the command
    runs. `kinds` are the kinds of questions that the person has looked at and agrees to. A file in
    which nothing is new is refused, so the same file twice changes nothing.
    """

    permission: ClassVar = Permission.IMPORT
    title: ClassVar = N_("Take in a file")
    listed: ClassVar = False

    delivery: Delivery
    kinds: tuple[str, ...] = ()
    all_or_none: bool = False

    def asked(self) -> dict[str, Any]:
        """The request for the history: which file, and what was agreed to, without its rows."""
        return {
            "file": _name(self.delivery),
            "digest": self.delivery.digest,
            "year": self.delivery.year,
            "place": self.delivery.place_id,
            "counts": self.delivery.counts,
            "kinds": list(self.kinds),
            "all_or_none": self.all_or_none,
        }

    def problems(self, work: Work) -> Mapping[str, str]:
        delivery = self.delivery
        if not delivery.read:
            return {"": " ".join(problem.message for problem in delivery.problems)}
        if delivery.place_id is None or work.session.get(Place, delivery.place_id) is None:
            return {"": _("The village of this file is not known; choose it first.")}
        if trouble := place_trouble(work.session, work.actor, delivery.place_id):
            return {"": trouble}
        # `run` follows in the same transaction and needs the same comparison
        work.session.info[_PROSPECT] = prospect(work.session, delivery, work.policy, self.kinds)
        counts = work.session.info[_PROSPECT].counts
        held = counts[Verdict.ASK] + counts[Verdict.REJECT]
        if self.all_or_none and held:
            words = _n(
                "{count} row cannot go in, so none did.", "{count} rows cannot go in, so none did.", held
            )
            return {"": words.format(count=held)}
        if not any(counts[verdict] for verdict in STORED):
            return {"": _("Nothing in this file is new.")}
        for kind in (REGISTRATION, EXIT):
            if trouble_by_field := received_trouble(work, kind, work.today):
                return {"": next(iter(trouble_by_field.values()))}
        return {}

    def run(self, work: Work) -> Change:
        delivery: Delivery = work.session.info.pop(_PROSPECT)
        batch = Batch(
            file_name=_name(delivery),
            digest=delivery.digest,
            year=delivery.year,
            place_id=delivery.place_id,
            taken_at=work.now,
            taken_by=work.actor.id,
            counts=delivery.counts,
            report={},
        )
        work.session.add(batch)
        work.session.flush()
        intake = Intake(work, delivery, batch)
        intake.write()
        batch.report = {**delivery.as_plain(), "batch": batch.id, "records": intake.records()}
        work.session.flush()
        place = work.session.get_one(Place, delivery.place_id)
        summary = _("{file} taken in for {place}: {new} households new, {updated} changed").format(
            file=batch.file_name, place=place.name, new=intake.new, updated=intake.updated
        )
        return Change(TOUCHES, summary, undo=UndoBatch(batch=batch.id), id=batch.id)


@dataclass(frozen=True, kw_only=True)
class UndoBatch(Command):
    """Take a file out again: what it made is withdrawn, what it changed is as before."""

    permission: ClassVar = Permission.IMPORT
    title: ClassVar = N_("Undo a batch")

    batch: Annotated[int, Ask(Record(), N_("Batch"), of="batches")]
    reason: Annotated[str, Ask(Text(lines=2, width=40), N_("Reason"))] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        batch = work.session.get(Batch, self.batch)
        if batch is None:
            return {"batch": _("There is no batch {number}").format(number=self.batch)}
        if batch.undone_on is not None:
            return {"batch": _("This batch was undone on {day}").format(day=batch.undone_on)}
        if batch.place_id and (trouble := place_trouble(work.session, work.actor, batch.place_id)):
            return {"": trouble}
        if heads := resting(work.session, batch):
            message = _n(
                "Something was done since to {count} household of this batch: {heads}",
                "Something was done since to {count} households of this batch: {heads}",
                len(heads),
            )
            names = "、".join(heads[:5]) + ("…" if len(heads) > 5 else "")
            return {"": message.format(count=len(heads), heads=names)}
        return {}

    def run(self, work: Work) -> Change:
        batch = work.session.get_one(Batch, self.batch)
        take_back(work, batch, self.reason)
        batch.undone_on = work.today
        summary = _("Batch {number} ({file}) undone").format(number=batch.id, file=batch.file_name)
        return Change(TOUCHES, summary, id=batch.id)


def _name(delivery: Delivery) -> str:
    return delivery.file.replace("\\", "/").rsplit("/", 1)[-1]
