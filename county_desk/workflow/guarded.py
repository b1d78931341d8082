"""Proves the protecting parts of a register, its kind, accounts and policy files, whenever it is opened."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.audit import Event
from county_desk.models.base import Base
from county_desk.models.register import RegisterKind
from county_desk.models.user import Permission, User
from county_desk.rules.own_files import digest_of
from county_desk.tables.history.act_words import ActWords
from county_desk.tables.history.event_records import UNREADABLE
from county_desk.tables.history.history_state import known_records
from county_desk.text import N_, _
from county_desk.workflow.audit import events_proven, head
from county_desk.workflow.command import Change, Command, Work
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.journal import COMMITTED, GUARDED, GUARDING, Changes, Row
from county_desk.workflow.policy.texts import own_files
from county_desk.workflow.replay import ADDED, REMOVED, committed, decoding, differing, replayed

TAIL = 100  # events that are proven at each opening; `verify` proves all
_NAMED = {  # the name of a difference, by its table and column
    ("register", "kind"): N_("the kind of the register"),
    ("user", "name"): N_("the name of {name}"),
    ("user", "role"): N_("the role of {name}"),
    ("user", "place_id"): N_("the place that {name} acts for"),
    ("user", "password"): N_("the password of {name}"),
    ("user", "withdrawn_on"): N_("whether the account of {name} is closed"),
    ("user", ADDED): N_("an account was added ({name})"),
    ("user", REMOVED): N_("the account of {name} was removed"),
    ("own_policy_file", "kind"): N_("the kind of the policy file {name}"),
    ("own_policy_file", "name"): N_("the name of the policy file {name}"),
    ("own_policy_file", "digest"): N_("the text of the policy file {name}"),
    ("own_policy_file", "proposed_on"): N_("whether the policy file {name} waits for a second person"),
    ("own_policy_file", "confirmed_on"): N_("whether the policy file {name} is confirmed"),
    ("own_policy_file", "withdrawn_on"): N_("whether the policy file {name} is withdrawn"),
    ("own_policy_file", ADDED): N_("a policy file was added ({name})"),
    ("own_policy_file", REMOVED): N_("the policy file {name} was removed"),
}


class CommitPasswords(Command):
    """Bring the passwords of accounts that are older than commitments under the seal.

    The desk does this itself before the first act after the upgrade, in the name of the person who acts.
    """

    permission: ClassVar = Permission.READ
    act: ClassVar = ActWords(N_("Seal the passwords"), N_("Sealed the passwords"), "user")
    law: ClassVar = ONE_PERSON
    listed: ClassVar = False

    def run(self, work: Work) -> Change:
        """Note every account's commitment; nothing in the register changes."""
        changes: Changes = work.session.info["changes"]
        for number, password in work.session.execute(select(User.id, User.password).order_by(User.id)):
            changes.note("user", number, {"password": password})
        return Change(_("The passwords of all accounts came under the seal"))


def uncommitted(session: Session) -> bool:
    """Whether there are accounts, and a history that was written before commitments."""
    return not committed(session) and session.scalar(select(User.id).limit(1)) is not None


@dataclass(frozen=True)
class Guard:
    """The result of that proof: the kind by the history, and why the register may not be written."""

    kind: RegisterKind | None
    trouble: str


def prove_guarded(session: Session) -> Guard:
    """Compare the kind, accounts and own policy files with their history, and prove the end of its chain.

    Of the history it reads the few events of these, and the last `TAIL`.
    """
    events = select(Event).where(Event.command.in_(GUARDING)).order_by(Event.id)
    try:
        with decoding():
            forged = [event.id for event in session.scalars(events) if not event.genuine()]
        expected = replayed(session, events.with_only_columns(Event.changes))
        value = expected.get("register", {}).get("1", {}).get("kind")
        found = next(_differences(session, expected), "") or _tail_break(session)
    except UNREADABLE:
        return Guard(None, barred_words(_("an event or an account cannot be read")))
    if forged:
        return Guard(None, barred_words(_("event {number} was changed").format(number=forged[0])))
    kind = next((kind for kind in RegisterKind if kind.value == value), None)
    return Guard(kind, barred_words(found) if found else "")


def _tail_break(session: Session) -> str:
    """The first break in the last events of the chain; "" without one."""
    last = head(session)
    found = events_proven(session, max(last.id - TAIL, 0)) if last else ()
    return next((broken for _seal, broken in found if broken), "")


def _differences(session: Session, expected: dict[str, dict[str, Row]]) -> Iterator[str]:
    skipped = set() if committed(session) else COMMITTED
    for name, guarded in GUARDED.items():
        table = Base.metadata.tables[name]
        columns = [table.c[column] for column in sorted(guarded) if (name, column) not in skipped]
        records = expected.get(name, {})
        known = known_records(records)
        names = {number: row.get("name", number) for number, row in records.items()}
        for number, column in differing(session.connection(), [table.c.id, *columns], known, name):
            words = _NAMED.get((name, column), _NAMED["register", "kind"])
            yield _(words).format(name=names.get(number, number))
    for file in own_files(session):
        if digest_of(file.text) != file.digest:
            yield _(_NAMED["own_policy_file", "digest"]).format(name=file.name)


def barred_words(found: str) -> str:
    """The message that a register with a broken history or protection is not written."""
    return _(
        "This register can be read and verified, but not written, because its protection was changed outside "
        "the program: {found}. Verify it, and restore the last good backup."
    ).format(found=found)
