"""Opening balances: who takes one in proposes its confirmation, and another person confirms it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Numbers
from county_desk.models.batch import Batch
from county_desk.models.proposal import Proposal, ProposalState
from county_desk.models.user import Permission
from county_desk.tables.batch_report import ranges
from county_desk.tables.history.act_words import ActWords
from county_desk.tables.opening_counts import OpeningStanding, opening_counts
from county_desk.text import N_, _, _n, in_each_language
from county_desk.workflow.command import ON_RECORD, Ask, Change, Command, Work
from county_desk.workflow.gate.law import Law, SecondPerson
from county_desk.workflow.gate.proposals import proposed
from county_desk.workflow.gate.records import act_subject
from county_desk.workflow.gate.stored import restored, stored


class ConfirmOpening(Command):
    """Confirm opening balances, which came in as they stand; until then no return can be frozen."""

    permission: ClassVar = Permission.IMPORT
    act: ClassVar = ActWords(N_("Confirm an opening balance"), N_("Confirmed an opening balance"), "batch")
    synonyms: ClassVar = N_("initial stock")
    law: ClassVar = Law(SecondPerson(Permission.DECIDE, N_("It takes over a register as it stands")))
    final: ClassVar = ON_RECORD

    batches: Annotated[tuple[int, ...], Ask(Numbers(), N_("Batches"), of="batches")]

    def problems(self, work: Work) -> Mapping[str, str]:
        if not self.batches:
            return {"batches": _("Choose the batches of the opening balance")}
        found = (_trouble(work, work.session.get_one(Batch, number)) for number in self.batches)
        trouble = next(filter(None, found), "")
        return {"batches": trouble} if trouble else {}

    def effect(self, work: Work) -> str:
        """The households, villages and persons by township and standing."""
        counted: Counter[tuple[str, OpeningStanding]] = Counter()
        persons: Counter[tuple[str, OpeningStanding]] = Counter()
        for number in self.batches:
            for each in opening_counts(work.session, number):
                counted[each.township, each.standing] += each.count
                persons[each.township, each.standing] += each.persons or 0
        words = _("{township}, {standing}: {count} (persons: {persons})")
        return "\n".join(
            words.format(
                township=township,
                standing=_(standing.label),
                count=f"{count:,}",
                persons=f"{persons[township, standing]:,}",
            )
            for (township, standing), count in counted.items()
        )

    def summary(self) -> str:
        """The act in words."""
        words = _n(
            "{count} opening balance confirmed (number of the batch: {batches})",
            "{count} opening balances confirmed (numbers of the batches: {batches})",
            len(set(self.batches)),
        )
        return words.format(count=len(set(self.batches)), batches=ranges(sorted(set(self.batches))))

    def run(self, work: Work) -> Change:
        for number in self.batches:
            batch = work.session.get_one(Batch, number)
            batch.confirmed_by = work.second.id if work.second else None
            batch.confirmed_on = work.today
        return Change(self.summary(), id=self.batches[0])


def _trouble(work: Work, batch: Batch) -> str:
    """The reason why one batch is not confirmed; "" without one."""
    if batch.undone_on is not None:
        return _("This batch was undone on {day}").format(day=batch.undone_on)
    if not batch.opening:
        return _("This batch is no opening balance and needs no confirmation")
    if batch.confirmed_on is not None:
        return _("This opening balance was confirmed on {day}").format(day=batch.confirmed_on)
    if work.second is None and (waiting := waiting_confirmation(work.session, batch.id)):
        words = _("Its confirmation is proposed as number {number}, and waits for another person")
        return words.format(number=waiting)
    return ""


def waiting_confirmation(session: Session, batch: int) -> int | None:
    """The number of the proposal that waits to confirm a batch; None without one."""
    found = (proposal.id for proposal, command in _waiting(session) if batch in command.batches)
    return next(found, None)


def propose_confirmation(work: Work, batch: int) -> None:
    """Propose to confirm an opening balance, together with those that this person proposed and that wait."""
    for proposal, command in _waiting(work.session):
        if proposal.proposed_by == work.actor.id:
            _rewrite(work, proposal, ConfirmOpening(batches=(*command.batches, batch)))
            return
    command = ConfirmOpening(batches=(batch,))
    proposed(work, command, command.summary)


def withdraw_confirmation(work: Work, batch: int) -> None:
    """Take a batch that is undone out of the proposal that waits to confirm it."""
    for proposal, command in _waiting(work.session):
        if left := tuple(number for number in command.batches if number != batch):
            _rewrite(work, proposal, ConfirmOpening(batches=left))
        else:
            proposal.state, proposal.settled_by = ProposalState.TAKEN_BACK, work.actor.id
            proposal.settled_on = work.today


def _rewrite(work: Work, proposal: Proposal, command: ConfirmOpening) -> None:
    """Let a proposal confirm other batches; it is one of the whole county."""
    if proposal.request != (request := stored(command)):
        proposal.request, proposal.summary, proposal.place_id = request, command.summary(), None
        proposal.summaries = in_each_language(command.summary)
        proposal.subject = act_subject(work.session, command)


def _waiting(session: Session) -> Iterator[tuple[Proposal, ConfirmOpening]]:
    """The proposals that wait to confirm opening balances."""
    same = Proposal.act == ConfirmOpening.__name__, Proposal.state == ProposalState.WAITING
    for proposal in session.scalars(select(Proposal).where(*same).order_by(Proposal.id)).all():
        command = restored(proposal.request)
        assert isinstance(command, ConfirmOpening)
        yield proposal, command
