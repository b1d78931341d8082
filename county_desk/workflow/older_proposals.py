"""Makes proposals of the entries that wait for a second person in a register of an earlier version."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import ClassVar

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from county_desk.models.batch import Batch
from county_desk.models.case import UNCONFIRMED, CaseStep
from county_desk.models.policy_text import OwnPolicyFile
from county_desk.models.proposal import Proposal
from county_desk.models.register import OwnParameter
from county_desk.models.user import Actor, Permission, User
from county_desk.tables.history.act_words import ActWords
from county_desk.tables.policy.waiting_entries import waits
from county_desk.text import N_, _, _n
from county_desk.workflow.cases.common import subjects
from county_desk.workflow.cases.confirm_late import ConfirmLate
from county_desk.workflow.command import Change, Command, Work
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.gate.proposals import proposed
from county_desk.workflow.openings import ConfirmOpening
from county_desk.workflow.policy.county_files import import_of
from county_desk.workflow.policy.own_figures import SetParameter


@dataclass(frozen=True)
class _Older:
    """An act that waits: the number of the account that proposed it, the day, and what makes its summary."""

    command: Command
    by: int
    on: date
    summary: Callable[[], str]


def _figures(work: Work) -> Iterator[_Older]:
    for row in work.session.scalars(select(OwnParameter).where(waits(OwnParameter))):
        row.withdrawn_on = work.today
        command = SetParameter(
            name=row.name,
            since=row.since,
            value=row.value,
            reference=row.reference,
            scan=row.scan or "",
            dated_back=row.dated_back or "",
        )
        summary = partial(_figure_words, row)
        yield _Older(command, row.entered_by, row.proposed_on or work.today, summary)


def _figure_words(row: OwnParameter) -> str:
    return _("{name} is {value} from {since}").format(name=row.name, value=row.value, since=row.since)


def _files(work: Work) -> Iterator[_Older]:
    for row in work.session.scalars(select(OwnPolicyFile).where(waits(OwnPolicyFile))):
        row.withdrawn_on = work.today
        summary = partial(_file_words, row)
        command = import_of(work.session, row)
        yield _Older(command, row.entered_by, row.proposed_on or work.today, summary)


def _file_words(row: OwnPolicyFile) -> str:
    words = _("Policy file {file} imported (SHA-256 {digest})")
    return words.format(file=f"{row.kind}/{row.name}", digest=row.digest[:16])


def _openings(work: Work) -> Iterator[_Older]:
    """The confirmation of the opening balances of each person who took some in."""
    taken: dict[int, list[Batch]] = defaultdict(list)
    for batch in work.session.scalars(select(Batch).where(*_OPENINGS).order_by(Batch.id)):
        taken[batch.taken_by].append(batch)
    for who, batches in taken.items():
        command = ConfirmOpening(batches=tuple(batch.id for batch in batches))
        yield _Older(command, who, batches[0].taken_at.astimezone().date(), command.summary)


def _late_steps(work: Work) -> Iterator[_Older]:
    """The confirmation of late steps, one for each case and recorder."""
    wanted = select(CaseStep).where(*_LATE).order_by(CaseStep.id)
    waiting = {(step.case_id, step.actor_id): step for step in work.session.scalars(wanted)}
    for step in waiting.values():
        summary = partial(_late_words, step)
        command = ConfirmLate(cases=(step.case_id,), late_reason=step.late_reason or "")
        yield _Older(command, step.actor_id, work.today, summary)


def _late_words(step: CaseStep) -> str:
    return _("Late entry confirmed: {whose}").format(whose=subjects([step.case]))


_KINDS: tuple[Callable[[Work], Iterator[_Older]], ...] = (_figures, _files, _openings, _late_steps)
_LATE = (UNCONFIRMED, ~exists().where(Proposal.act == ConfirmLate.__name__))
_OPENINGS = (  # a later version proposes the confirmation with the batch
    Batch.opening.is_(True),
    Batch.confirmed_on.is_(None),
    Batch.undone_on.is_(None),
    ~exists().where(Proposal.act == ConfirmOpening.__name__),
)
_WAITING = select(  # made once, and one query: it is asked before every act
    or_(
        exists().where(waits(OwnParameter)),
        exists().where(waits(OwnPolicyFile)),
        exists().where(*_OPENINGS),
        exists().where(*_LATE),
    )
)


def has_older_proposals(session: Session) -> bool:
    """Whether something waits as an earlier version kept it."""
    return bool(session.scalar(_WAITING))


class ProposeOlder(Command):
    """Make proposals of the entries that wait in a register of an earlier version.

    The desk does this itself before the first act after the upgrade. Each proposal keeps its person and day.
    """

    permission: ClassVar = Permission.READ
    act: ClassVar = ActWords(
        N_("Make proposals of what waits"), N_("Made proposals of what waited"), "proposal"
    )
    law: ClassVar = ONE_PERSON
    listed: ClassVar = False

    def run(self, work: Work) -> Change:
        older = [each for kind in _KINDS for each in kind(work)]
        for each in older:
            user = work.session.get_one(User, each.by)
            actor = Actor(user.id, user.name, user.role, user.place_id)
            made = proposed(replace(work, actor=actor), each.command, each.summary)
            made.proposed_on = each.on
            if isinstance(each.command, ConfirmOpening) and len(each.command.batches) > 1:
                made.place_id = None  # files of several places
        words = _n(
            "{count} entry that waited for a second person became a proposal",
            "{count} entries that waited for a second person became proposals",
            len(older),
        )
        return Change(words.format(count=len(older)))
