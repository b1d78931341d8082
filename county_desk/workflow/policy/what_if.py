"""Rehearses an act that changes a rule without proposing it, and reads the rehearsal of a proposal."""

from datetime import date

from sqlalchemy.orm import Session

from county_desk.models.proposal import Proposal
from county_desk.progress import Progress, silent
from county_desk.rules.amounts import written
from county_desk.rules.bilingual import spoken
from county_desk.rules.policy import Policy
from county_desk.rules.rehearsed import Rehearsal
from county_desk.tables.area import area_of
from county_desk.tables.policy.rehearsed_rows import NamedRehearsal, named_rehearsal
from county_desk.tables.policy.rehearsing import rehearse
from county_desk.text import _
from county_desk.workflow.command import Command, Refused
from county_desk.workflow.desk import Desk
from county_desk.workflow.past import PastRegister
from county_desk.workflow.policy.county_files import ImportPolicyFile, WithdrawPolicyFile
from county_desk.workflow.policy.own_figures import SetParameter, WithdrawParameter


def what_if(
    desk: Desk, command: Command, progress: Progress = silent, as_of: date | None = None
) -> NamedRehearsal:
    """The rehearsal of an act that changes a rule, which is not proposed; on the records of a past day.

    Raises `Refused` when the act names no rule or gives what cannot be used, or the day is not past.
    """
    if as_of is None:
        return _rehearsed(desk, command, progress)
    past = PastRegister(desk, as_of)
    try:
        return _rehearsed(past.desk, command, progress)
    finally:
        past.close()


def _rehearsed(desk: Desk, command: Command, progress: Progress) -> NamedRehearsal:
    policy = desk.policy
    after = command.policy_after(policy)
    if after is None:
        raise Refused({"": _("This act changes no rule")})
    found = desk.read(rehearse, policy, after, desk.today, progress)
    return _named(desk, found, _about(policy, command))


def rehearsal_of(desk: Desk, proposal: int) -> NamedRehearsal | None:
    """The rehearsal that was saved with a proposal; None for one that changes no rule."""
    kept = desk.read(_kept, proposal)
    return _named(desk, Rehearsal.from_plain(kept[0]), kept[1]) if kept else None


def _kept(session: Session, number: int) -> tuple[dict[str, object], str] | None:
    found = session.get(Proposal, number)
    return (found.rehearsal, found.outcome) if found and found.rehearsal else None


def _named(desk: Desk, found: Rehearsal, about: str) -> NamedRehearsal:
    area = desk.read(area_of, desk.actor.place_id)
    return desk.read(named_rehearsal, found, about, desk.today, area)


def _about(policy: Policy, command: Command) -> str:
    """The change in words."""
    match command:
        case SetParameter(name=name, value=value, since=since):
            figure = policy.book[name]
            shown = written(figure.parse(value), figure.unit, exact=True)
            words = _("{name} is {value} from {since}")
            return words.format(name=spoken(figure.title), value=shown, since=since)
        case WithdrawParameter(name=name, since=since):
            words = _("{name} from {since} is withdrawn")
            return words.format(name=spoken(policy.book[name].title), since=since)
        case ImportPolicyFile(file_name=file):
            return _("Policy file {file} is imported").format(file=file)
        case WithdrawPolicyFile(file=file):
            return _("Policy file {file} is withdrawn").format(file=file)
    return _(command.act.title)
