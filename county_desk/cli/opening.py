"""The register that a command line names, and the person who acts in it."""

import getpass
import os
import sys
from argparse import Namespace
from functools import cache

from county_desk import settings
from county_desk.models.user import Actor, Permission
from county_desk.storage.engine import lacks_password, shown, with_password
from county_desk.text import _
from county_desk.workflow.command import Refused
from county_desk.workflow.desk import Desk
from county_desk.workflow.entry import Opened, open_register, sit_down
from county_desk.workflow.past import PastRegister


def opened(given: Namespace) -> Opened:
    """The register that was named, or the one last opened; closed when the verb has ended."""
    register = open_register(named(given))
    given.closing.callback(register.close)
    return register


def named(given: Namespace) -> str:
    """The file or URL of the register that was named, or of the one last opened."""
    place: str = given.database or settings.load().last
    if not place:
        raise Refused({"database": _("Say which register: --database FILE")})
    return with_typed_password(place)


@cache
def with_typed_password(place: str) -> str:
    """A file or URL; with the password typed on the terminal, once, where a server wants one."""
    if not sys.stdin.isatty() or not lacks_password(place):
        return place
    return with_password(place, getpass.getpass(_("Password of {name}: ").format(name=shown(place))))


def desk(given: Namespace, *, needs: Permission = Permission.READ, setting_password: bool = False) -> Desk:
    """The desk of the acting person. Without --as and passwords, the first permitted person acts.

    The password that was given or typed is kept in `given.password`.
    """
    return seat(given, opened(given), needs=needs, setting_password=setting_password)


def seat(
    given: Namespace,
    register: Opened,
    *,
    needs: Permission = Permission.READ,
    setting_password: bool = False,
) -> Desk:
    """The same in a register that is open already."""
    name = given.name or _first_able(register, needs)
    given.password = _password(register, name)
    at = sit_down(
        register, name, password=given.password, today=given.today, setting_password=setting_password
    )
    for error in at.policy.broken:
        words = _("A policy file cannot be used; only what needs it is stopped: {error}")
        print(words.format(error=error), file=sys.stderr)
    return _on_day(given, at) if given.as_of else at


def _on_day(given: Namespace, at: Desk) -> Desk:
    """The desk at the register of a past day, until the verb has ended; a note names the day."""
    past = PastRegister(at, given.as_of)
    given.closing.callback(past.close)
    print(past.desk.barred, file=sys.stderr)
    return past.desk


def given_password(name: str) -> str | None:
    """A person's password, from the environment or typed on a terminal; None where there is neither."""
    if (given := os.environ.get("COUNTY_DESK_PASSWORD")) is not None:
        return given
    return getpass.getpass(_("Password of {name}: ").format(name=name)) if sys.stdin.isatty() else None


def ask_new_password() -> str | None:
    """A new password typed twice on a terminal; None where there is no terminal."""
    if not sys.stdin.isatty():
        return None
    first = getpass.getpass(_("New password: "))
    if getpass.getpass(_("New password again: ")) != first:
        raise Refused({"password": _("The two passwords are not the same")})
    return first


def _first_able(register: Opened, needs: Permission) -> str:
    able = [person for person in register.people if person.may(needs)]
    if not register.real and needs is Permission.READ and able:
        return _reader(able).name
    names = _(", ").join(person.name for person in able)
    raise Refused({"as": _("Say who acts: --as NAME. This is for: {names}").format(names=names)})


def _reader(able: list[Actor]) -> Actor:
    """The safest actor to read as: the one with the fewest rights."""
    return min(able, key=lambda person: sum(person.may(permission) for permission in Permission))


def _password(register: Opened, name: str) -> str | None:
    if not register.real:
        return None
    if (given := given_password(name)) is not None:
        return given
    raise Refused({"as": _("The password of {name} is needed: COUNTY_DESK_PASSWORD").format(name=name)})
