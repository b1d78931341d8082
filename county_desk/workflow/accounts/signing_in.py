"""Signing in to a register of real people: each try is an event, and too many wrong ones lock an account."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk import settings
from county_desk.models.register import Register
from county_desk.models.user import Permission, User
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.workflow.accounts.passwords import fits
from county_desk.workflow.command import Change, Command, NotSaved, Refused, Work
from county_desk.workflow.gate.law import ONE_PERSON

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk

TRIES = 8  # wrong passwords in a row that lock an account
LOCKED_FOR = timedelta(minutes=15)

_U = User.__table__.c


class OwnPasswordNeeded(Refused):
    """The one-time password is right, and the person has to set one before anything else."""


class SignIn(Command):
    """Record that a person signed in, which clears earlier wrong tries."""

    permission: ClassVar = Permission.READ
    act: ClassVar = ActWords(N_("Sign in"), N_("Signed in"))
    law: ClassVar = ONE_PERSON
    listed: ClassVar = False
    with_one_time: ClassVar = True

    def problems(self, work: Work) -> Mapping[str, str]:
        """Looked at in the transaction: of many tries at once none passes the lock."""
        return lock_of(work.session, work.actor.id, work.now)

    def run(self, work: Work) -> Change:
        user = work.session.get_one(User, work.actor.id)
        user.failures = user.locked_until = None
        return Change(_("{name} signed in").format(name=user.name), id=user.id)


class FailSignIn(Command):
    """A wrong password was given for an account; after `TRIES` of them it is locked for a while."""

    permission: ClassVar = Permission.READ
    act: ClassVar = ActWords(N_("Failed sign-in"), N_("Gave a wrong password"))
    law: ClassVar = ONE_PERSON
    listed: ClassVar = False
    with_one_time: ClassVar = True

    def run(self, work: Work) -> Change:
        user = work.session.get_one(User, work.actor.id)
        user.failures = (user.failures or 0) + 1
        summary = _("Wrong password for {name}").format(name=user.name)
        if user.failures >= TRIES:
            user.failures, user.locked_until = None, work.now + LOCKED_FOR
            _note_lock(work.session, user.id)
            summary = _("Wrong password for {name}; the account is locked for {minutes} minutes").format(
                name=user.name, minutes=LOCKED_FOR // timedelta(minutes=1)
            )
        return Change(summary, id=user.id)


def check_password(desk: "Desk", password: str, *, setting_password: bool) -> None:
    """Let through a person of a register of real people, and record a wrong password.

    Raises `OwnPasswordNeeded` for a one-time password unless the person is `setting_password`, and
    `Refused` for a wrong password or a locked account.
    """
    account = desk.read(_account, desk.actor.id)
    if locked := desk.read(lock_of, desk.actor.id, desk.now()):
        raise Refused(locked)
    if not fits(account.password, password):
        record(desk, FailSignIn())
        locked = desk.read(lock_of, desk.actor.id, desk.now())
        raise Refused(locked or {"as": _("The name or the password is wrong")})
    if account.one_time and not setting_password:
        raise OwnPasswordNeeded(
            {"as": _("This password serves once: set one of your own first (SetPassword)")}
        )


def record(desk: "Desk", command: Command) -> None:
    """Do a command that records a try; a register that cannot be written records nothing."""
    if not desk.barred:
        with suppress(NotSaved):
            desk.do(command)


def lock_of(session: Session, number: int, now: datetime) -> dict[str, str]:
    """The message that an account is locked at a moment; empty without a lock.

    A lock that began on this computer also lasts by the time since its start, which no clock changes.
    """
    until = session.scalar(select(_U.locked_until).where(_U.id == number))
    if until is None:
        return {}
    ends = max(until, now + _rest_of_lock(session, number))
    if now >= ends:
        return {}
    words = _("Too many wrong passwords: the account is locked until {time}. An administrator can reset it.")
    return {"as": words.format(time=f"{ends.astimezone(now.tzinfo):%H:%M}")}


def _note_lock(session: Session, number: int) -> None:
    """Note when a lock began, in seconds since this computer started."""
    with suppress(OSError):
        file = _lock_file(session, number)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(str(monotonic()), "ascii")


def _rest_of_lock(session: Session, number: int) -> timedelta:
    """The rest of a lock that began on this computer since it was started; nothing of any other."""
    with suppress(OSError, ValueError):
        since = timedelta(seconds=monotonic() - float(_lock_file(session, number).read_text("ascii")))
        if timedelta() <= since < LOCKED_FOR:
            return LOCKED_FOR - since
    return timedelta()


def _lock_file(session: Session, number: int) -> Path:
    uid = session.scalar(select(Register.uid)) or ""
    return settings.folder() / "locks" / f"{re.sub('[^0-9A-Za-z-]', '_', uid)}-{number}"


def _account(session: Any, number: int) -> Any:
    return session.execute(select(_U.password, _U.one_time).where(_U.id == number)).one()
