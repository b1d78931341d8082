"""The upgrade of a server's register, which its administrator asks for once a dump was made."""

from sqlalchemy import Engine, select

from county_desk.models.register import Register, RegisterKind
from county_desk.models.user import Actor, Permission, User
from county_desk.storage.engine import connect, file_of, in_words, sessions_of, url_of
from county_desk.storage.roles import owner_needed
from county_desk.storage.server_line import NO_UPGRADE, UPGRADE
from county_desk.storage.steps import is_older
from county_desk.storage.upgrade import upgrade
from county_desk.text import _
from county_desk.workflow.accounts.passwords import fits
from county_desk.workflow.audit import call
from county_desk.workflow.command import Refused
from county_desk.workflow.rights import refusal

_U, _R = User.__table__.c, Register.__table__.c


def upgrade_server(place: str, name: str, password: str, *, dump_made: bool) -> bool:
    """Bring a server's register up to date; False when it was so already.

    Raises `Refused` unless an administrator asks for it, as the owner of the tables, and a dump was made.
    It calls the other desks before it begins, and again when it failed.
    """
    url = url_of(place)
    if file_of(url) is not None:
        raise Refused({"database": _("A file is upgraded when a person who may write signs in")})
    engine = connect(url)
    try:
        with in_words():
            if not is_older(engine):
                return False
            _check(engine, name, password)
            if owner := owner_needed(engine):
                words = _("The tables belong to the role {owner}; open the register as that role first")
                raise Refused({"database": words.format(owner=owner)})
            if not dump_made:
                words = _("Make a dump of the server's database first (pg_dump), then say so: --dump-made")
                raise Refused({"dump_made": words})
            _announce(engine, UPGRADE)
            try:
                upgrade(engine)
            except BaseException:
                _announce(engine, NO_UPGRADE)
                raise
        return True
    finally:
        engine.dispose()


def _announce(engine: Engine, word: str) -> None:
    with sessions_of(engine).begin() as session:
        call(session, word)


def _check(engine: Engine, name: str, password: str) -> None:
    """Raise `Refused` unless the name and the password are an administrator's.

    Reads only columns that every version has had.
    """
    wanted = select(_U.id, _U.role, _U.password).where(_U.name == name, _U.withdrawn_on.is_(None))
    with engine.connect() as connection:
        found = connection.execute(wanted).one_or_none()
        real = connection.scalar(select(_R.kind)) is RegisterKind.REAL
    if found is None or (real and not fits(found.password, password)):
        raise Refused({"as": _("The name or the password is wrong")})
    if words := refusal(Actor(found.id, name, found.role), Permission.ADMINISTER):
        raise Refused({"as": words})
