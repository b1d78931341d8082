"""Accounts: one for every person, closed but never deleted, with a password that nobody can read."""

from datetime import date

import pytest
from sqlalchemy import select

from county_desk.models.user import Permission, Role, User
from county_desk.workflow.accounts import (
    AddUser,
    CloseAccount,
    SetPassword,
    actor_of,
    actors,
    hashed,
    password_fits,
)
from county_desk.workflow.registry import SetContact
from tests.build import ADMINISTRATOR, CLERK, INSPECTOR, VILLAGE, refusal

TODAY = date(2016, 10, 8)


@pytest.fixture
def administrator(office):
    """The administrator at the desk."""
    return office.at(TODAY, ADMINISTRATOR)


def test_a_person_gets_an_account(office, administrator):
    change = administrator.do(AddUser(name=" 吴桐 ", role=Role.VILLAGE_CLERK, place=office.place("柳湾村")))
    actor = office.read(lambda session: actor_of(session, "吴桐"))
    assert (actor.id, actor.role, actor.place_id) == (change.id, Role.VILLAGE_CLERK, office.place("柳湾村"))
    assert change.summary == "吴桐 has an account as Village clerk"


@pytest.mark.parametrize(
    ("about", "problems"),
    [
        ({"name": " "}, {"name": "Write the name"}),
        ({"name": "王芳"}, {"name": "王芳 already has an account"}),
        ({"place": 99}, {"place": "There is no place 99"}),
        (
            {"role": Role.TOWNSHIP_CLERK},
            {"place": "Name the village or township that this person acts for"},
        ),
    ],
)
def test_an_account_has_a_name_of_its_own_and_a_place_that_exists(administrator, about, problems):
    assert refusal(administrator, AddUser(**({"name": "吴桐", "role": Role.REVIEWER} | about))) == problems


def test_a_closed_account_acts_no_more_but_stays_on_record(office, administrator):
    clerk = office.at(TODAY, CLERK)
    administrator.do(CloseAccount(user=clerk.actor.id))
    assert office.read(lambda session: actor_of(session, CLERK)) is None
    assert CLERK not in [actor.name for actor in office.read(actors)]
    assert office.read(lambda session: session.get(User, clerk.actor.id)).name == CLERK
    assert refusal(administrator, CloseAccount(user=clerk.actor.id)) == {
        "user": f"There is no account {clerk.actor.id}"
    }


def test_somebody_still_sitting_there_acts_no_more_once_the_account_is_closed(office, administrator):
    clerk = office.at(TODAY, CLERK)
    administrator.do(CloseAccount(user=clerk.actor.id))
    contact = SetContact(place=office.place("大河村"), telephone="0000-1234577")
    assert refusal(clerk, contact) == {"": "The account of 王芳 is closed"}


def test_the_last_administrator_stays(office, administrator):
    assert refusal(administrator, CloseAccount(user=administrator.actor.id)) == {
        "": "The last administrator cannot be removed"
    }
    administrator.do(AddUser(name="吴桐", role=Role.ADMINISTRATOR))
    administrator.do(CloseAccount(user=administrator.actor.id))


def test_adding_a_person_can_be_undone(office, administrator):
    change = administrator.do(AddUser(name="吴桐", role=Role.REVIEWER))
    administrator.do(change.undo)
    assert office.read(lambda session: actor_of(session, "吴桐")) is None


def test_everybody_sets_the_own_password(office):
    inspector = office.at(TODAY, INSPECTOR)
    assert refusal(inspector, SetPassword(password="123456789")) == {
        "password": "A password has at least 10 characters"
    }
    inspector.do(SetPassword(password="松柏常青-2016-10"))
    kept = office.read(lambda session: session.scalar(select(User.password).where(User.name == INSPECTOR)))
    assert kept.startswith("$argon2id$")

    def fits(password, name=INSPECTOR):
        return office.read(lambda session: password_fits(session, actor_of(session, name), password))

    assert fits("松柏常青-2016-10")
    assert not fits("松柏常青-2016-11")
    assert not fits("", name=VILLAGE), "somebody without a password cannot sign in"


def test_the_same_password_never_looks_the_same():
    assert hashed("松柏常青-2016-10") != hashed("松柏常青-2016-10")


def test_nobody_both_decides_and_administers():
    for role in Role:
        assert not (role.may(Permission.DECIDE) and role.may(Permission.ADMINISTER))
        assert not (role.may(Permission.DECIDE) and role.may(Permission.FILE))
