"""Accounts of a register of real people, as tests of signing in need them."""

from collections.abc import Sequence
from pathlib import Path

from county_desk.models.register import RegisterKind
from county_desk.models.user import Role
from county_desk.workflow.accounts.people import SetPassword
from county_desk.workflow.command import Change
from county_desk.workflow.desk import Desk
from county_desk.workflow.entry import Opened, found, sit_down
from county_desk.workflow.founding import Person, with_one_time_passwords
from county_desk.workflow.gate.proposals import PutInForce
from tests.build import lines

CLERK, REVIEWER, ADMINISTRATOR, INSPECTOR = "王芳", "李强", "周平", "孙宁"
OWN = "松柏常青-2016-10"
PEOPLE = (
    Person(CLERK, Role.COUNTY_CLERK),
    Person(REVIEWER, Role.REVIEWER),
    Person(ADMINISTRATOR, Role.ADMINISTRATOR),
    Person(INSPECTOR, Role.INSPECTOR),
)


def a_real_register(place: str | Path, people: Sequence[Person] = PEOPLE) -> tuple[Opened, dict[str, str]]:
    """A new register of real people, and the one-time password of each by name."""
    people, passwords = with_one_time_passwords(people)
    kind = RegisterKind.REAL
    opened = found(place, name="青岚县", code="990101", places=lines(), people=people, kind=kind)
    return opened, passwords


def put_in_force(opened: Opened, proposed: Change, second: str = REVIEWER) -> Change:
    """The change of a proposal that another person puts in force, with the own password."""
    assert proposed.id is not None
    return sit_down(opened, second, password=OWN).do(PutInForce(proposal=proposed.id))


def set_own_password(opened: Opened, name: str, one_time: str, own: str = OWN) -> Desk:
    """The desk of a person who has just replaced the one-time password."""
    desk = sit_down(opened, name, password=one_time, setting_password=True)
    desk.do(SetPassword(present=one_time, password=own))
    return desk
