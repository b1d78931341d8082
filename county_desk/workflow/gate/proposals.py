"""Acts of two persons: one proposes, another puts in force or declines."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Annotated, ClassVar

from sqlalchemy.orm import Session

from county_desk.fields import Record
from county_desk.models.proposal import Proposal, ProposalState
from county_desk.models.user import Actor, Permission, User
from county_desk.rules.rehearsed import Rehearsal
from county_desk.tables.history.act_words import ActTitle, ActWords
from county_desk.text import N_, _, in_a_row, in_each_language, said
from county_desk.workflow.audit import head
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.declared import asked
from county_desk.workflow.gate.days import issue_days
from county_desk.workflow.gate.gate import marked_effect, problems_of, second_person
from county_desk.workflow.gate.law import ANY_RECORD, SecondPerson
from county_desk.workflow.gate.moved import moved_words
from county_desk.workflow.gate.persons import is_same_person
from county_desk.workflow.gate.records import act_place, act_subject
from county_desk.workflow.gate.rehearsed import rehearsal_lines, rehearsed
from county_desk.workflow.gate.second_persons import (
    lacking_words,
    own_words,
    posts_with,
    settling_trouble,
)
from county_desk.workflow.gate.stored import restored, stored, with_files_kept
from county_desk.workflow.journal import Changes
from county_desk.workflow.rights import Denial, refusal


class Propose(Command):
    """Propose an act that needs a second person. The desk does this for the person who asks for the act."""

    permission: ClassVar = Permission.READ  # the act asks for its own right
    act: ClassVar = ActWords(N_("Propose an act"), N_("Proposed an act"), "proposal")
    law: ClassVar = ANY_RECORD
    listed: ClassVar = False

    proposed: Command

    def asked(self) -> dict[str, object]:
        return {"act": type(self.proposed).__name__, **self.proposed.asked()}

    def run(self, work: Work) -> Change:
        proposal = proposed(work, self.proposed)
        rehearsal = rehearsed(work, self.proposed)
        proposal.rehearsal = rehearsal.as_plain() if rehearsal else None
        words = _("Number {number}, “{act}”, is proposed and waits for {posts}. Once in force: {summary}")
        act, posts = _title_of(proposal), posts_with(proposal.may)
        summary = words.format(number=proposal.id, act=act, posts=posts, summary=proposal.outcome)
        second = SecondPerson(proposal.may, proposal.reason)
        summary = in_a_row(summary, lacking_words(work, self.proposed, second))
        undo = TakeBackProposal(proposal=proposal.id)
        return Change(summary, undo=undo, id=proposal.id, waits=True)


def proposed(work: Work, command: Command, summary: Callable[[], str] | None = None) -> Proposal:
    """A new proposal of an act, in the name of the person at work; without a `summary` the act is tried."""
    second = second_person(work, command)
    assert second is not None
    kept = with_files_kept(work, command)
    summaries = in_each_language(summary or partial(_summary_of, work, kept))
    last = head(work.session)
    proposal = Proposal(
        act=type(kept).__name__,
        request=stored(kept),
        summary=said(summaries),
        subject=act_subject(work.session, kept),
        summaries=summaries,
        reason=second.reason,
        may=second.may,
        late_reason=kept.late_reason.strip() or None,
        state=ProposalState.WAITING,
        seen=last.id if last else 0,
        proposed_by=work.actor.id,
        proposed_on=work.today,
        place_id=act_place(work.session, kept),
    )
    work.session.add(proposal)
    work.session.flush()
    return proposal


def _summary_of(work: Work, command: Command) -> str:
    """The summary of an act, which is tried for it and rolled back."""
    noted = work.session.info["changes"]
    work.session.info["changes"] = Changes()
    try:
        with work.session.begin_nested() as trial:
            summary = command.run(work).summary
            work.session.flush()
            trial.rollback()
    finally:
        work.session.info["changes"] = noted
    return summary


_SETTLED = {  # the refusal of an act about a proposal that is settled
    ProposalState.IN_FORCE: N_("Proposal {number} was put in force already on {day} by {name}"),
    ProposalState.DECLINED: N_("Proposal {number} was declined already on {day} by {name}"),
    ProposalState.TAKEN_BACK: N_("Proposal {number} was taken back already on {day} by {name}"),
}


class _Settling(Command):
    """An act about a proposal that waits."""

    permission: ClassVar = Permission.READ  # the second person of the act has the right it names
    law: ClassVar = ANY_RECORD

    proposal: Annotated[int, Ask(Record(), N_("Proposal"), of="proposals")]

    def problems(self, work: Work) -> Mapping[str, str]:
        found = work.session.get_one(Proposal, self.proposal)
        if found.state is not ProposalState.WAITING:
            name = work.session.get_one(User, found.settled_by).name
            words = _(_SETTLED[found.state])
            return {"proposal": words.format(number=found.id, name=name, day=found.settled_on)}
        return {}

    def _settle(self, work: Work, state: ProposalState) -> Proposal:
        found = work.session.get_one(Proposal, self.proposal)
        found.state, found.settled_by, found.settled_on = state, work.actor.id, work.today
        return found


class PutInForce(_Settling):
    """Put in force what another person proposed: the act is checked anew, and done as theirs."""

    act: ClassVar = ActWords(N_("Put it in force"), N_("Put in force what another proposed"), "proposal")
    synonyms: ClassVar = N_("second person confirm")

    @classmethod
    def original(
        cls, session: Session, request: Mapping[str, object]
    ) -> tuple[type[Command], Mapping[str, object]]:
        command = restored(session.get_one(Proposal, request["proposal"]).request)
        return type(command), command.asked()

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := super().problems(work):
            return found
        proposal, command = self._proposed(work)
        own = _as_proposed(work, proposal)
        if work.session.get_one(User, own.actor.id).withdrawn_on is not None:
            words = _("The account of {name}, who proposed this, is closed; decline it, and propose it anew")
            return {"": words.format(name=own.actor.name)}
        if trouble := may_settle(work, proposal, command) or refusal(own.actor, command.permission):
            return {"": trouble}
        if not (found := problems_of(own, command)):
            return {}
        words = _("It cannot be put in force: {problems}").format(problems=_("; ").join(found.values()))
        moved = moved_words(work.session, proposal.seen, command)
        return {"": "\n".join(filter(None, (words, moved)))}

    def effect(self, work: Work) -> str:
        """The proposed act with its effect, its rehearsal and reason, and later acts about its records."""
        proposal, command = self._proposed(work)
        name = work.session.get_one(User, proposal.proposed_by).name
        lines = [_("{name} proposed this on {day}.").format(name=name, day=proposal.proposed_on)]
        effect = marked_effect(_as_proposed(work, proposal), command)
        lines += [effect] if proposal.outcome in effect else [proposal.outcome, effect]
        if proposal.late_reason:
            lines.append(_("It is recorded late: {reason}").format(reason=proposal.late_reason))
        kept = proposal.rehearsal
        lines += rehearsal_lines(Rehearsal.from_plain(kept) if kept else None)
        lines.append(moved_words(work.session, proposal.seen, command))
        return "\n".join(filter(None, lines))

    def run(self, work: Work) -> Change:
        proposal, command = self._proposed(work)
        self._settle(work, ProposalState.IN_FORCE)
        change = command.run(_as_proposed(work, proposal))
        name = work.session.get_one(User, proposal.proposed_by).name
        words = _("Put in force as {name} proposed: {summary}")
        summary = words.format(name=name, summary=change.summary)
        own = change.undo if change.undo and work.actor.may(change.undo.permission) else None
        return replace(change, summary=summary, undo=own)

    def _proposed(self, work: Work) -> tuple[Proposal, Command]:
        """The proposal and its act; a paper that it issues bears the day of today."""
        proposal = work.session.get_one(Proposal, self.proposal)
        issued = dict.fromkeys(issue_days(restored(proposal.request)), work.today.isoformat())
        return proposal, restored(proposal.request | issued)


class DeclineProposal(_Settling):
    """Decline what another person proposed, with the reason; nothing of it counts."""

    act: ClassVar = ActWords(N_("Decline a proposal"), N_("Declined a proposal"), "proposal")
    synonyms: ClassVar = N_("refuse second")

    answer: Annotated[str, asked(Proposal.answer)]

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := super().problems(work):
            return found
        proposal = work.session.get_one(Proposal, self.proposal)
        if trouble := may_settle(work, proposal, restored(proposal.request)):
            return {"": trouble}
        return {}

    def run(self, work: Work) -> Change:
        proposal = self._settle(work, ProposalState.DECLINED)
        proposal.answer = self.answer.strip()
        words = _("Declined number {number}, “{act}”: {answer}")
        summary = words.format(number=proposal.id, act=_title_of(proposal), answer=proposal.answer)
        return Change(summary, id=proposal.id)


class TakeBackProposal(_Settling):
    """Take back an own proposal while it waits."""

    act: ClassVar = ActWords(N_("Take back a proposal"), N_("Took back a proposal"), "proposal")

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := super().problems(work):
            return found
        proposal = work.session.get_one(Proposal, self.proposal)
        if not is_same_person(work, work.actor.id, proposal.proposed_by):
            name = work.session.get_one(User, proposal.proposed_by).name
            return {"": Denial(_("{name} proposed this, and takes it back").format(name=name))}
        return {}

    def run(self, work: Work) -> Change:
        proposal = self._settle(work, ProposalState.TAKEN_BACK)
        words = _("Took back number {number}, “{act}”")
        summary = words.format(number=proposal.id, act=_title_of(proposal))
        return Change(summary, id=proposal.id)


def _title_of(proposal: Proposal) -> str:
    return ActTitle().show(proposal.act)


def proposed_act(session: Session, number: int) -> Command:
    """The act of a proposal. Raises `LookupError` for one that this version does not know."""
    return restored(session.get_one(Proposal, number).request)


def may_settle(work: Work, proposal: Proposal, command: Command) -> str:
    """Check that this person is another than the one who proposed, has the right, and may act there."""
    own = _as_proposed(work, proposal)
    second = second_person(own, command) or SecondPerson(proposal.may, proposal.reason)
    if is_same_person(work, work.actor.id, proposal.proposed_by):
        return Denial(own_words(own, command, second))
    if trouble := refusal(work.actor, second.may, deed=N_("put this proposal in force or decline it")):
        return trouble
    return settling_trouble(work, command)


def _as_proposed(work: Work, proposal: Proposal) -> Work:
    """The same work in the name of the person who proposed, as asked for on that day."""
    user = work.session.get_one(User, proposal.proposed_by)
    proposer = Actor(user.id, user.name, user.role, user.place_id)
    return replace(work, actor=proposer, second=work.actor, proposed_on=proposal.proposed_on)
