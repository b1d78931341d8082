"""Undoes a batch as one act; a batch of acts takes these back."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Annotated, ClassVar

from sqlalchemy.orm import Session

from county_desk.fields import Record
from county_desk.intake.taking_in.blockers import Blocker, blockers
from county_desk.intake.taking_in.undo import take_back, words_of_twice
from county_desk.models.batch import Batch
from county_desk.models.user import Permission
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _, _n, in_a_row
from county_desk.text_kinds import Reason
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.gate.gate import problems_of, second_person
from county_desk.workflow.gate.law import Law, SecondPerson
from county_desk.workflow.gate.stored import restored
from county_desk.workflow.gate.taken_back import writing
from county_desk.workflow.left_records import event_that_made
from county_desk.workflow.openings import withdraw_confirmation
from county_desk.workflow.taking_back import TakeBackAct

UNDO = "undo"  # the act of a report that takes back its rows, where these have no common one


def taking_back(work: Work, batch: Batch) -> Command | None:
    """The act that takes back the rows of a batch of acts; None for any other batch."""
    if not batch.report.get("acts"):
        return None
    if (inverse := batch.report.get(UNDO)) is not None:
        return restored(inverse)
    return TakeBackAct(event=event_that_made(work.session, batch).id)


def _villages_of(work: Work, act: "UndoBatch") -> Iterable[int]:
    """The villages that a batch brought households of, or its own."""
    batch = work.session.get_one(Batch, act.batch)
    return filter(None, batch.report.get("villages") or [batch.place_id])


class UndoBatch(Command):
    """Take a file out again: what it made is withdrawn, what it changed is as before."""

    permission: ClassVar = Permission.IMPORT
    act: ClassVar = ActWords(N_("Undo a batch"), N_("Undid a batch"), "batch")
    synonyms: ClassVar = N_("import withdraw")
    law: ClassVar = Law(places=_villages_of, takes_back=writing("batch"))

    batch: Annotated[int, Ask(Record(), N_("Batch"), of="batches")]
    reason: Annotated[str, Ask(Reason(lines=2), N_("Reason"))] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        batch = work.session.get_one(Batch, self.batch)
        if batch.undone_on is not None:
            return {"batch": _("This batch was undone on {day}").format(day=batch.undone_on)}
        if back := taking_back(work, batch):
            return problems_of(work, back)
        if found := blockers(work.session, batch):
            message = _n(
                "Something was done since to {count} household of this batch: {subjects}",
                "Something was done since to {count} households of this batch: {subjects}",
                len(found),
            )
            told = _("; ").join(each.sentence() for each in found[:5]) + ("…" if len(found) > 5 else "")
            return {"": message.format(count=len(found), subjects=told)}
        return {}

    def second_person(self, work: Work) -> SecondPerson | None:
        back = taking_back(work, work.session.get_one(Batch, self.batch))
        return second_person(work, back) if back else None

    def run(self, work: Work) -> Change:
        batch = work.session.get_one(Batch, self.batch)
        if back := taking_back(work, batch):
            change = back.run(work)
            batch.withdraw(work.today)
            return replace(change, id=batch.id, undo=None)
        take_back(work, batch, self.reason)
        batch.undone_on = work.today
        withdraw_confirmation(work, batch.id)
        work.session.flush()
        summary = _("Batch {number} ({file}) undone").format(number=batch.id, file=batch.file_name)
        return Change(in_a_row(summary, words_of_twice(work.session, batch)), id=batch.id)


def batch_blockers(session: Session, number: int) -> list[Blocker]:
    """Return the reasons against undoing a batch: every household with its rows and the later acts."""
    batch = session.get(Batch, number)
    return blockers(session, batch) if batch is not None and batch.undone_on is None else []
