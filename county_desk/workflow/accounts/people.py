"""Accounts: adding people, changing posts, passwords, closing an account."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Record
from county_desk.models.place import Place
from county_desk.models.register import Register
from county_desk.models.user import Actor, Permission, Role, User
from county_desk.names import compared
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.workflow.accounts.passwords import (
    Password,
    fits,
    hashed,
    one_time_password,
    password_trouble,
)
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.declared import asked, record_of
from county_desk.workflow.gate.law import OF_ACCOUNTS, ONE_PERSON, Apart
from county_desk.workflow.gate.levels import post_trouble
from county_desk.workflow.gate.records import missing_words
from county_desk.workflow.record_acts import ChangingAct
from county_desk.workflow.rights import is_real

_U = User.__table__.c
_OPEN = select(_U.id, _U.name, _U.role, _U.place_id).where(_U.withdrawn_on.is_(None)).order_by(_U.id)

_PLACE = Ask(
    Record(),
    N_("Acts for"),
    N_("The place of a village or township clerk; blank for others"),
    of="places",
)
_ACCOUNT = Ask(Record(), N_("Account"), of="users")
OWN_ACCOUNT = Apart(
    "own account",
    lambda work, act: work.session.scalars(select(_U.name).where(_U.id == act.user)),
    N_(
        "This is an account of {name}; another person does this. If no other person has the right, an "
        "administrator opens an account for one"
    ),
)
_OWN_PASSWORD = N_("{name}: change your own password with “Set my password”")
_CLOSED = N_("{name} has a closed account, which keeps the name; add what tells the two apart")


class AddUser(Command):
    """Give a person an account; in a register of real people with a one-time password."""

    permission: ClassVar = Permission.ADMINISTER
    act: ClassVar = ActWords(N_("Add a person"), N_("Added a person"), "user")
    synonyms: ClassVar = N_("account user new")
    law: ClassVar = OF_ACCOUNTS

    name: Annotated[str, asked(User.name)]
    role: Annotated[Role, asked(User.role)]
    place: Annotated[int | None, _PLACE] = None

    def problems(self, work: Work) -> Mapping[str, str]:
        wanted, accounts = compared(self.name), work.session.scalars(select(User))
        if taken := next((each for each in accounts if compared(each.name) == wanted), None):
            words = _("{name} already has an account") if taken.withdrawn_on is None else _CLOSED
            return {"name": _(words).format(name=taken.name)}
        return _post_trouble(work.session, self.role, self.place)

    def run(self, work: Work) -> Change:
        user = record_of(work, self, User, place_id=self.place, created_at=work.now)
        secret = give_one_time_password(user) if has_passwords(work.session) else ""
        work.session.add(user)
        work.session.flush()
        words = _("{name} has an account as {post}")
        summary = words.format(name=user.name, post=_post_words(work.session, user))
        undo = CloseAccount(user=user.id)
        return Change(summary, undo, user.id, secret=secret, owner=user.name)


class _OfAccount(Command):
    """An act on an account, which the person of the account neither does nor puts in force."""

    permission: ClassVar = Permission.ADMINISTER
    law: ClassVar = replace(OF_ACCOUNTS, apart=(OWN_ACCOUNT,))

    user: Annotated[int, _ACCOUNT]

    def problems(self, work: Work) -> Mapping[str, str]:
        if work.session.get_one(User, self.user).withdrawn_on is not None:
            return {"user": missing_words(User.__tablename__, self.user)}
        return {}


class ChangePost(_OfAccount):
    """Give a person another post or another place to act for; the person then signs in anew."""

    act: ClassVar = ActWords(N_("Change a post"), N_("Changed a post"), "user")
    synonyms: ClassVar = N_("role transfer")

    role: Annotated[Role, asked(User.role)]
    place: Annotated[int | None, _PLACE] = None

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := super().problems(work):
            return found
        user = work.session.get_one(User, self.user)
        if (user.role, user.place_id) == (self.role, self.place):
            return {"role": _("{name} has this post already").format(name=user.name)}
        if self.role is not Role.ADMINISTRATOR and _last_administrator(work.session, user):
            return {"role": _("The last administrator cannot be removed")}
        return _post_trouble(work.session, self.role, self.place)

    def run(self, work: Work) -> Change:
        user = work.session.get_one(User, self.user)
        undo = ChangePost(user=user.id, role=user.role, place=user.place_id)
        user.role, user.place_id = self.role, self.place
        words = _("{name} is now {post}")
        summary = words.format(name=user.name, post=_post_words(work.session, user))
        return Change(summary, undo, user.id)


class ResetPassword(_OfAccount):
    """Give a person who forgot the password a one-time password; this also ends a lock."""

    act: ClassVar = ActWords(N_("Reset a password"), N_("Reset a password"), "user")
    synonyms: ClassVar = N_("forgot password")
    law: ClassVar = replace(OF_ACCOUNTS, apart=(replace(OWN_ACCOUNT, words=_OWN_PASSWORD),))

    def problems(self, work: Work) -> Mapping[str, str]:
        if not has_passwords(work.session):
            return {"": _("Only a register of real people has passwords")}
        return super().problems(work)

    def run(self, work: Work) -> Change:
        user = work.session.get_one(User, self.user)
        secret = give_one_time_password(user)
        words = _("{name} has a one-time password")
        summary = words.format(name=user.name)
        return Change(summary, id=user.id, secret=secret, owner=user.name)


class CloseAccount(_OfAccount, ChangingAct[User]):
    """Close an account; the acts of the person stay under the name."""

    act: ClassVar = ActWords(N_("Close an account"), N_("Closed an account"), "user")
    synonyms: ClassVar = N_("disable leave")
    summary: ClassVar = N_("Account of {name} closed")

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := super().problems(work):
            return found
        if _last_administrator(work.session, work.session.get_one(User, self.user)):
            return {"": _("The last administrator cannot be removed")}
        return {}

    def own(self, work: Work, record: User) -> Mapping[str, object]:
        return {"withdrawn_on": work.today}


class SetPassword(Command):
    """Set one's own password; a register of real people asks for the present one first."""

    permission: ClassVar = Permission.READ
    act: ClassVar = ActWords(N_("Set my password"), N_("Set a password of their own"), "user")
    law: ClassVar = ONE_PERSON
    with_one_time: ClassVar = True

    present: Annotated[
        str, Ask(Password(), N_("Present password"), N_("Only a register of real people asks for it"))
    ] = ""
    password: Annotated[str, Ask(Password(), N_("New password"))]

    def asked(self) -> dict[str, object]:
        """The history never holds a password."""
        return {}

    def problems(self, work: Work) -> Mapping[str, str]:
        if has_passwords(work.session):
            kept = work.session.scalar(select(User.password).where(User.id == work.actor.id))
            if not fits(kept, self.present):
                return {"present": _("This is not your present password")}
            if self.password == self.present:
                return {"password": _("The new password must differ from the present one")}
        county = work.session.scalar(select(Register.name)) or ""
        return password_trouble(self.password, (work.actor.name, county))

    def run(self, work: Work) -> Change:
        user = work.session.get_one(User, work.actor.id)
        user.password, user.one_time = hashed(self.password), None
        return Change(_("{name} set a password").format(name=user.name), id=user.id)


def _post_trouble(session: Session, role: Role, place: int | None) -> Mapping[str, str]:
    """Check that a post fits a place; return the problem by field."""
    found = session.get(Place, place) if place is not None else None
    if place is not None and found is None:
        return {"place": _("There is no place {number}").format(number=place)}
    trouble = post_trouble(role, found)
    return {"place": trouble} if trouble else {}


def _post_words(session: Session, user: User) -> str:
    """The post of an account, with the place that it acts for."""
    if user.place_id is None:
        return _(user.role.label)
    place = session.get_one(Place, user.place_id)
    return _("{role} of {place}").format(role=_(user.role.label), place=place.name)


def lone_decider(session: Session) -> str:
    """Warn that a case may find no person to decide it, as long as fewer than two may decide; else ""."""
    deciding = [role for role in Role if role.may(Permission.DECIDE)]
    wanted = select(User.name).where(User.role.in_(deciding), User.withdrawn_on.is_(None)).limit(2)
    names = list(session.scalars(wanted))
    if len(names) == 2:
        return ""
    words = _("Nobody can decide cases yet; give a reviewer an account.")
    if names:
        words = _(
            "Only {name} can decide cases. A case that {name} entered, reviewed or refused then finds nobody "
            "to decide it; give a second reviewer an account."
        )
    return words.format(name="".join(names))


def _last_administrator(session: Session, user: User) -> bool:
    """Whether a person is the only administrator."""
    others = select(User.id).where(
        User.role == Role.ADMINISTRATOR, User.withdrawn_on.is_(None), User.id != user.id
    )
    return user.role is Role.ADMINISTRATOR and session.scalar(others) is None


def has_passwords(session: Session) -> bool:
    """Whether people of this register sign in with passwords: those of a rehearsal or demo do not."""
    return is_real(session)


def give_one_time_password(user: User) -> str:
    """Give an account a new one-time password, and unlock it."""
    secret = one_time_password()
    user.password, user.one_time = hashed(secret), True
    user.failures = user.locked_until = None
    return secret


def actor_of(session: Session, name: str) -> Actor | None:
    """The person of that name who has an account; None when there is none."""
    found = session.execute(_OPEN.where(_U.name == name)).one_or_none()
    return Actor(*found) if found else None


def actors(session: Session) -> list[Actor]:
    """All persons with an account."""
    return [Actor(*row) for row in session.execute(_OPEN)]
