"""Coming in: opening a register and sitting down at its desk, or founding a new one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from county_desk.models.register import Register, RegisterKind
from county_desk.models.user import Actor, Role
from county_desk.register_file import create_private
from county_desk.rules.places import province_of, region_of
from county_desk.rules.policy import Policy
from county_desk.storage.backup import sweep
from county_desk.storage.engine import (
    connect,
    file_of,
    in_words,
    is_writable,
    look,
    sessions_of,
    shown,
    url_of,
)
from county_desk.storage.network_share import refuse_network_share
from county_desk.storage.steps import UpgradeNeeded, is_older, newest, refuse_newer, revision
from county_desk.storage.upgrade import upgrade, upgraded_copy
from county_desk.text import N_, _
from county_desk.workflow.accounts.people import actor_of, actors
from county_desk.workflow.accounts.signing_in import SignIn, check_password, record
from county_desk.workflow.audit import head
from county_desk.workflow.command import Refused
from county_desk.workflow.desk import Desk, office_time
from county_desk.workflow.guarded import prove_guarded

if TYPE_CHECKING:
    from county_desk.workflow.founding import FoundRegister, Person
    from county_desk.workflow.place_list import PlaceLine

_OLDER = N_(
    "An earlier version of County Desk made this register. You can read it; it is upgraded when a person who "
    "may write signs in."
)


@dataclass(frozen=True)
class Opened:
    """An open register, before anybody has signed in.

    `day` is where the clock of a demo county stands: the day of its last act; None for all others.
    `barred` says why the register can only be read; "" when it can be written. `copy` is an upgraded copy
    that is read instead of an older file, until a person who may write signs in. `uid` names the register
    for good, wherever it lies; its copies have the same.
    """

    url: str
    sessions: sessionmaker[Session]
    name: str
    kind: RegisterKind
    province: str
    region: str
    people: tuple[Actor, ...]
    day: date | None = None
    barred: str = ""
    copy: Path | None = None
    uid: str = ""

    @property
    def engine(self) -> Engine:
        """The database that is read: that of the register, or of its upgraded copy."""
        engine: Engine = self.sessions.kw["bind"]
        return engine

    @property
    def on_copy(self) -> bool:
        """Whether an upgraded copy is read instead of the register."""
        return self.copy is not None and self.copy.exists()

    @property
    def place(self) -> str:
        """The register file, or the URL of a server, as `open_register` takes it."""
        path = file_of(self.url)
        return str(path) if path else self.url

    @property
    def real(self) -> bool:
        """Whether this is a register of real people, which has accounts and a true clock."""
        return self.kind is RegisterKind.REAL

    def close(self) -> None:
        """Let the register go."""
        _let_go(self.engine, self.copy)

    def upgrade(self) -> None:
        """Bring an older file up to date, after a backup beside it, and read it instead of the copy."""
        engine = connect(self.url)
        try:
            with in_words():
                upgrade(engine)
        except BaseException:
            engine.dispose()
            raise
        self.close()
        self.sessions.configure(bind=engine)


def open_register(place: str | Path, *, saving: bool = True) -> Opened:
    """Open a register file or URL. Of an older file an upgraded copy is read, and the file stays as it is.

    Without `saving` the file is a copy itself, and is upgraded where it lies. A register that lies where
    nothing can be written is opened for reading. Raises `NotARegister` in words when it is none, and
    `UpgradeNeeded` for an older register of a server; it is then left exactly as it was.
    """
    url = url_of(place)
    path = file_of(url)
    fixed = path is not None and not is_writable(path)
    if path is not None and not fixed:
        refuse_network_share(path)
    copy = _upgraded(path, fixed=fixed, saving=saving) if path is not None else None
    engine = connect(url_of(copy) if copy else url)
    try:
        with in_words():
            opened = _opened(url, engine, copy)
        if opened is None:
            raise Refused({"": _("{place} holds no register").format(place=shown(place))})
    except BaseException:
        _let_go(engine, copy)
        raise
    words = _("This register lies where nothing can be written, so it can only be read here.")
    return replace(opened, barred=opened.barred or words) if fixed else opened


def _let_go(engine: Engine, copy: Path | None) -> None:
    engine.dispose()
    if copy is not None:
        rmtree(copy.parent, ignore_errors=True)


def _upgraded(path: Path, *, fixed: bool, saving: bool) -> Path | None:
    """An upgraded copy to read instead of an older file; None where the file itself is read."""
    have = look(path)
    refuse_newer(have)
    if not fixed:
        sweep(path.parent)
    if have == newest():
        return None
    if saving:
        return upgraded_copy(path)
    engine = connect(url_of(path))
    try:
        with in_words():
            upgrade(engine, saving=False)
    finally:
        engine.dispose()
    return None


def _opened(url: str, engine: Engine, copy: Path | None) -> Opened | None:
    """The register of a database; None for one that holds none, which gets no table of ours either."""
    if revision(engine) is None:
        return None
    if is_older(engine):
        raise UpgradeNeeded(
            _(
                "An earlier version of County Desk made this register. An administrator must upgrade it "
                "first, after a dump of the database (pg_dump): county-desk --as NAME upgrade --dump-made"
            )
        )
    sessions = sessions_of(engine)
    with sessions() as session:
        kept = session.get(Register, 1)
        if kept is None:
            return None
        guard = prove_guarded(session)
        kind = guard.kind or kept.kind  # by the history: what the row says may be forged
        return Opened(
            url,
            sessions,
            kept.name,
            kind,
            kept.province,
            kept.region,
            tuple(actors(session)),
            _last_day(session) if kind is RegisterKind.DEMO else None,
            guard.trouble,
            copy,
            kept.uid,
        )


def sit_down(
    opened: Opened,
    name: str,
    *,
    password: str | None = None,
    today: date | None = None,
    setting_password: bool = False,
) -> Desk:
    """Sign a person in.

    Raises `Refused` for an unknown name, a wrong password, or `today` in a real register. A one-time
    password raises `OwnPasswordNeeded`, unless the person is `setting_password`, which is then all that
    this desk does.
    """
    if today is not None and opened.real:
        raise Refused({"today": _("Only a demo or rehearsal register can be told what day it is")})
    with opened.sessions() as session:
        actor, people = actor_of(session, name), actors(session)
        trouble = opened.barred or prove_guarded(session).trouble  # it may have been open for hours
    if actor is None and not opened.real:
        names = _(", ").join(person.name for person in people)
        raise Refused(
            {"as": _("Nobody here is named {name}; there are: {names}").format(name=name, names=names)}
        )
    if actor is None:
        raise Refused({"as": _("The name or the password is wrong")})
    policy = Policy.load(opened.province, opened.region)
    barred = trouble or (_(_OLDER) if opened.on_copy else "")
    schema = revision(opened.engine) if file_of(opened.url) is None else None
    reader = replace(actor, barred=barred)
    desk = Desk(opened.sessions, reader, policy, clock(today or opened.day), schema or "")
    if opened.real:
        check_password(desk, password or "", setting_password=setting_password)
    if opened.on_copy and actor.may_write and not trouble:
        opened.upgrade()
        desk.actor = replace(actor, barred=trouble)
    if opened.real:
        record(desk, SignIn())
    return desk


def found(
    place: str | Path,
    *,
    name: str,
    code: str,
    places: "Sequence[PlaceLine]",
    people: "Sequence[Person]",
    kind: RegisterKind,
    region: str = "",
    today: date | None = None,
    now: Callable[[], datetime] | None = None,
    uid: str = "",
    recovery: str = "",
) -> Opened:
    """Make a register and open it. Raises `Refused` when something is there or the lists are wrong.

    `recovery` is the digest of the recovery code. `now` and `uid` are given where the same register must come
    out every time, as the demo county's.
    """
    from county_desk.workflow.founding import FoundRegister  # here, so that a register opens without it

    if not places:
        raise Refused({"places": _("The list of places is empty")})
    province = province_of(code)
    command = FoundRegister(
        name=name,
        code=code,
        kind=kind,
        province=province,
        region=region or region_of(province),
        uid=uid or str(uuid4()),
        places=tuple(places),
        people=tuple(people),
        recovery=recovery,
    )
    _make(url_of(place), command, now or clock(today))
    return open_register(place)


def _make(url: str, command: "FoundRegister", now: Callable[[], datetime]) -> None:
    """Make the database and do the first act in it; nothing is left behind when that fails."""
    path = file_of(url)
    if path is not None:
        refuse_network_share(path)
        _claim(path)
    engine = connect(url)
    try:
        with in_words():
            upgrade(engine)
        founder = Actor(0, _founder(command.people), Role.ADMINISTRATOR)
        policy = Policy.load(command.province, command.region)
        Desk(sessions_of(engine), founder, policy, now).do(command)
    except BaseException:
        engine.dispose()
        if path is not None:
            remove_file(path)
        raise
    engine.dispose()


def _claim(path: Path) -> None:
    """Make the file, empty: of two that found there at once only one does. Raises `Refused`, OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        create_private(path).close()
    except FileExistsError:
        raise Refused({"database": _("{path} exists; choose another name").format(path=path)}) from None


def _last_day(session: Session) -> date | None:
    last = head(session)
    return last.at.astimezone(office_time().tzinfo).date() if last else None


def clock(today: date | None) -> Callable[[], datetime]:
    """The true clock, or one that always shows the same day with the true time of day."""
    if today is None:
        return office_time

    def told() -> datetime:
        return datetime.combine(today, office_time().timetz())

    return told


def _founder(people: "Sequence[Person]") -> str:
    administrators = [person.name for person in people if person.role is Role.ADMINISTRATOR]
    if not administrators:
        raise Refused({"administrator": _("A register has an administrator; name one")})
    return administrators[0]


def remove_file(path: Path) -> None:
    """Remove a register file and the files of SQLite next to it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
