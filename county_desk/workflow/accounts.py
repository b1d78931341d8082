"""Accounts: adding people, and passwords that are kept only as a hash."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Choice, Record, Text
from county_desk.models.place import Place
from county_desk.models.register import Register, RegisterKind
from county_desk.models.user import Actor, Permission, Role, User
from county_desk.text import N_, _
from county_desk.workflow.command import Ask, Change, Command, Work

LEAST = 10  # characters of a password


@dataclass(frozen=True, kw_only=True)
class AddUser(Command):
    """Give a person an account; in a register of real people with a first password, to be changed."""

    permission: ClassVar = Permission.ADMINISTER
    title: ClassVar = N_("Add a person")

    name: Annotated[str, Ask(Text(), N_("Name"))]
    role: Annotated[Role, Ask(Choice(terms=Role), N_("Role"))]
    place: Annotated[
        int | None, Ask(Record(), N_("Acts for"), N_("Blank: the whole county"), of="places")
    ] = None
    password: Annotated[
        str, Ask(Text(), N_("First password"), N_("Only a register of real people asks one"))
    ] = ""

    def asked(self) -> dict[str, Any]:
        """The history never holds a password."""
        return {name: value for name, value in super().asked().items() if name != "password"}

    def problems(self, work: Work) -> Mapping[str, str]:
        if not self.name.strip():
            return {"name": _("Write the name")}
        if work.session.scalar(select(User.id).where(User.name == self.name.strip())):
            return {"name": _("{name} already has an account").format(name=self.name)}
        if self.place is not None and work.session.get(Place, self.place) is None:
            return {"place": _("There is no place {number}").format(number=self.place)}
        if self.place is None and self.role in (Role.VILLAGE_CLERK, Role.TOWNSHIP_CLERK):
            return {"place": _("Name the village or township that this person acts for")}
        real = work.session.get_one(Register, 1).kind is RegisterKind.REAL
        return password_trouble(self.password) if real or self.password else {}

    def run(self, work: Work) -> Change:
        user = User(
            name=self.name.strip(),
            role=self.role,
            place_id=self.place,
            password=hashed(self.password) if self.password else None,
            created_at=work.now,
        )
        work.session.add(user)
        work.session.flush()
        summary = _("{name} has an account as {role}").format(name=user.name, role=_(self.role.label))
        return Change(frozenset({User}), summary, undo=CloseAccount(user=user.id), id=user.id)


@dataclass(frozen=True, kw_only=True)
class CloseAccount(Command):
    """Close an account; what the person did stays under the name."""

    permission: ClassVar = Permission.ADMINISTER
    title: ClassVar = N_("Close an account")

    user: Annotated[int, Ask(Record(), N_("Account"), of="users")]

    def problems(self, work: Work) -> Mapping[str, str]:
        user = work.session.get(User, self.user)
        if user is None or user.withdrawn_on is not None:
            return {"user": _("There is no account {number}").format(number=self.user)}
        others = select(User.id).where(
            User.role == Role.ADMINISTRATOR, User.withdrawn_on.is_(None), User.id != user.id
        )
        if user.role is Role.ADMINISTRATOR and work.session.scalar(others) is None:
            return {"": _("The last administrator cannot be removed")}
        return {}

    def run(self, work: Work) -> Change:
        user = work.session.get_one(User, self.user)
        user.withdrawn_on = work.today
        return Change(frozenset({User}), _("Account of {name} closed").format(name=user.name), id=user.id)


@dataclass(frozen=True, kw_only=True)
class SetPassword(Command):
    """Set one's own password."""

    permission: ClassVar = Permission.READ
    title: ClassVar = N_("Set my password")

    password: Annotated[str, Ask(Text(), N_("New password"))]

    def asked(self) -> dict[str, Any]:
        """The history never holds a password."""
        return {}

    def problems(self, work: Work) -> Mapping[str, str]:
        return password_trouble(self.password)

    def run(self, work: Work) -> Change:
        user = work.session.get_one(User, work.actor.id)
        user.password = hashed(self.password)
        return Change(frozenset({User}), _("{name} set a password").format(name=user.name), id=user.id)


def password_trouble(password: str) -> Mapping[str, str]:
    """Why nobody can have that password; nothing when somebody can."""
    if len(password) < LEAST:
        return {"password": _("A password has at least {least} characters").format(least=LEAST)}
    return {}


def hashed(password: str) -> str:
    """The argon2id hash of a password."""
    from argon2 import PasswordHasher

    return PasswordHasher().hash(password)


def actor_of(session: Session, name: str) -> Actor | None:
    """The person of that name who has an account; None when there is none."""
    user = session.scalar(select(User).where(User.name == name, User.withdrawn_on.is_(None)))
    return Actor(user.id, user.name, user.role, user.place_id) if user else None


def actors(session: Session) -> list[Actor]:
    """Everybody who has an account."""
    users = select(User).where(User.withdrawn_on.is_(None)).order_by(User.id)
    return [Actor(user.id, user.name, user.role, user.place_id) for user in session.scalars(users)]


def password_fits(session: Session, actor: Actor, password: str) -> bool:
    """Whether a password is the person's; somebody without one cannot sign in to a real register."""
    from argon2 import PasswordHasher
    from argon2.exceptions import Argon2Error, InvalidHashError

    kept = session.scalar(select(User.password).where(User.id == actor.id))
    if not kept:
        return False
    try:
        return PasswordHasher().verify(kept, password)
    except (Argon2Error, InvalidHashError):
        return False
