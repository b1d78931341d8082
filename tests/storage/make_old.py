"""Makes the register that a release leaves behind in `old/`: `python -m tests.storage.make_old 0.1.0`."""

import gzip
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from county_desk.intake.taking_in.take_in import TakeIn
from county_desk.models.place import Place
from county_desk.models.register import RegisterKind
from county_desk.models.user import Actor, Role
from county_desk.rules.policy import Policy
from county_desk.storage.engine import connect, sessions_of
from county_desk.storage.upgrade import upgrade
from county_desk.tables.policy.unconfirmed import unconfirmed
from county_desk.workflow.accounts.passwords import hashed
from county_desk.workflow.accounts.people import SetPassword
from county_desk.workflow.desk import Desk
from county_desk.workflow.policy.confirming import ConfirmFigure
from county_desk.workflow.registry import SetContact
from county_desk.workflow.returns import FreezeReturn
from tests.build import (
    ADMINISTRATOR,
    FOUNDED,
    PEOPLE,
    REVIEWER,
    Office,
    a_household,
    clock,
    founding,
    national,
    walk,
)
from tests.second_person import in_force
from tests.storage.earlier import ENDING, OLD
from tests.workflow.deliveries import a_delivery, a_family, a_person

PASSWORD = "松柏常青-2016-10"
FILED, TAKEN = date(2016, 10, 8), date(2016, 11, 24)


def fill(office: Office, folder: Path) -> None:
    """Do a little of everything: contacts, a password, a whole case, a batch, a return."""
    places = office.read(lambda session: session.scalars(select(Place.id).where(Place.parent_id > 1)).all())
    for place in places:
        office.at(FOUNDED).do(SetContact(place=place, telephone=f"0000-12345{place:02}", contact="李有田"))
    office.at(FOUNDED, REVIEWER).do(SetPassword(present=PASSWORD, password=f"{PASSWORD}-8"))
    case = a_household(office)
    waiting = office.read(lambda session: unconfirmed(session, office.policy, FILED))
    for row in waiting:
        confirmed = ConfirmFigure(what=row.what, since=row.since, reference="青岚扶通〔2016〕3号")
        in_force(office, confirmed, FILED)
    walk(office, (case,))
    family = a_family("9901011000020001", a_person("李有粮", 7), identified="2016")
    delivery = a_delivery(folder, office.place("柳湾村"), family)
    office.at(TAKEN).do(TakeIn(delivery=delivery))
    office.at(TAKEN).do(FreezeReturn(name="R6", period="2016-10"))


def make(version: str) -> Path:
    """Make the register with this version of the program and keep it; returns its file."""
    policy = national(Policy.load("", "central"))
    kept = OLD / f"{version}{ENDING}"
    people = tuple(replace(person, password=hashed(PASSWORD)) for person in PEOPLE)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "青岚县.cdesk"
        engine = connect(f"sqlite:///{path}")
        upgrade(engine)
        sessions = sessions_of(engine)
        founder = Desk(sessions, Actor(0, ADMINISTRATOR, Role.ADMINISTRATOR), policy, clock(FOUNDED))
        founder.do(replace(founding(people=people), kind=RegisterKind.REAL))
        fill(Office(sessions, policy), Path(folder))
        with engine.connect() as line:
            line.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        engine.dispose()
        kept.write_bytes(gzip.compress(path.read_bytes(), mtime=0))
    return kept


if __name__ == "__main__":
    print(make(sys.argv[1]))
