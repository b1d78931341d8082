"""The recovery code: the way back in for an administrator who forgot the password and is the only one.

The code is random, shown once, and kept sealed on paper. The history holds its SHA-256 alone, from which
125 random bits cannot be guessed. A code serves once; making and using it are acts of the history.
"""

import json
import secrets
from collections.abc import Mapping
from hashlib import sha256
from hmac import compare_digest
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.audit import Event
from county_desk.models.user import Permission, User
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.workflow.accounts.people import give_one_time_password, has_passwords
from county_desk.workflow.command import Change, Command, Work
from county_desk.workflow.founding import FoundRegister
from county_desk.workflow.gate.law import ONE_PERSON

GROUPS, SIGNS = 5, 5
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # 32 signs without 0, 1, I and O: five bits each


def recovery_code() -> str:
    """A new code of five groups of five signs, easy to read from paper: 125 bits."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _n in range(SIGNS)) for _g in range(GROUPS))


def digest_of(code: str) -> str:
    """The digest of a code as the history keeps it; spaces, hyphens and small letters do not matter."""
    signs = "".join(sign for sign in code.upper() if sign.isalnum())
    return sha256(signs.encode()).hexdigest()


class MakeRecoveryCode(Command):
    """Put a new recovery code into force by its digest; the one before becomes void."""

    permission: ClassVar = Permission.ADMINISTER
    act: ClassVar = ActWords(N_("Make a recovery code"), N_("Made a recovery code"), "user")
    law: ClassVar = ONE_PERSON
    final: ClassVar = N_("A code that was made before serves no more.")
    listed: ClassVar = False

    digest: str

    def problems(self, work: Work) -> Mapping[str, str]:
        if not has_passwords(work.session):
            return {"": _("Only a register of real people has passwords")}
        return {}

    def run(self, work: Work) -> Change:
        """Change no record; the request in the event holds the digest."""
        return Change(_("A recovery code was made; it is kept on paper"))


class UseRecoveryCode(Command):
    """Give an administrator a one-time password for the recovery code, which then becomes void."""

    permission: ClassVar = Permission.ADMINISTER
    act: ClassVar = ActWords(N_("Use the recovery code"), N_("Used a recovery code"), "user")
    law: ClassVar = ONE_PERSON
    listed: ClassVar = False
    with_one_time: ClassVar = True

    digest: str

    def problems(self, work: Work) -> Mapping[str, str]:
        """Looked at in the transaction: a code serves once, also for two at the same time."""
        present = code_in_force(work.session)
        if present is None or not compare_digest(present, self.digest):
            return {"": _("This is not the recovery code")}
        return {}

    def run(self, work: Work) -> Change:
        user = work.session.get_one(User, work.actor.id)
        secret = give_one_time_password(user)
        summary = _("{name} came back in with the recovery code, which serves no more").format(name=user.name)
        return Change(summary, id=user.id, secret=secret, owner=user.name)


def code_in_force(session: Session) -> str | None:
    """The digest of the recovery code that serves; None when there is none, or it was used."""
    acts = (FoundRegister.__name__, MakeRecoveryCode.__name__, UseRecoveryCode.__name__)
    wanted = select(Event.command, Event.request).where(Event.command.in_(acts))
    last = session.execute(wanted.order_by(Event.id.desc()).limit(1)).one_or_none()
    if last is None:
        return None
    asked = json.loads(last.request)
    made = {MakeRecoveryCode.__name__: "digest", FoundRegister.__name__: "recovery"}
    digest = asked.get(made.get(last.command, ""))
    return str(digest) if digest else None


def lacks_code(session: Session) -> bool:
    """Whether people sign in with passwords and no recovery code is in force."""
    return has_passwords(session) and code_in_force(session) is None
