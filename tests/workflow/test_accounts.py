"""Accounts: one for every person, closed but never deleted, with a password that nobody can read."""

import re
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, update

from county_desk.models.user import Permission, Role, User
from county_desk.text import CHINESE, language
from county_desk.workflow.accounts.passwords import fits, hashed, one_time_password, password_trouble
from county_desk.workflow.accounts.people import (
    AddUser,
    ChangePost,
    CloseAccount,
    ResetPassword,
    SetPassword,
    actor_of,
    actors,
)
from county_desk.workflow.gate.proposals import PutInForce
from county_desk.workflow.registry import SetContact
from tests.build import ADMINISTRATOR, CLERK, INSPECTOR, REVIEWER, SECOND, refusal
from tests.second_person import in_force

TODAY = date(2016, 10, 8)


@pytest.fixture
def administrator(office):
    """The administrator at the desk."""
    return office.at(TODAY, ADMINISTRATOR)


def test_a_person_gets_an_account(office, administrator):
    added = AddUser(name=" 吴桐 ", role=Role.VILLAGE_CLERK, place=office.place("柳湾村"))
    change = in_force(office, added, TODAY)
    actor = office.read(lambda session: actor_of(session, "吴桐"))
    assert (actor.id, actor.role, actor.place_id) == (change.id, Role.VILLAGE_CLERK, office.place("柳湾村"))
    assert change.summary.endswith("吴桐 has an account as Village clerk of 柳湾村")


OTHERS = "If no other person has the right, an administrator opens an account for one"


def close_reviewers(office, keep=""):
    """Close the accounts of the reviewers in the register, but for one."""
    with office.sessions.begin() as session:
        gone = User.role == Role.REVIEWER, User.name != keep
        session.execute(update(User).where(*gone).values(withdrawn_on=TODAY))


def test_the_administrator_adds_accounts_alone_while_nobody_else_could_put_them_in_force(
    office, administrator
):
    close_reviewers(office)
    adding = AddUser(name="吴桐", role=Role.REVIEWER)
    alone = "No other person can put it in force yet, so it counts at once."
    assert administrator.effects([adding]) == [alone]
    assert administrator.do(adding).summary == f"吴桐 has an account as Reviewer. {alone}"
    assert administrator.do(AddUser(name="何山", role=Role.REVIEWER)).waits


def test_the_administrator_closes_the_account_of_the_only_reviewer_alone(office, administrator):
    close_reviewers(office, keep=REVIEWER)
    reviewer = office.at(TODAY, REVIEWER).actor.id
    assert "counts at once" in administrator.do(CloseAccount(user=reviewer)).summary


def test_the_person_of_an_account_does_not_put_in_force_what_is_about_it(office, administrator):
    reviewer = office.at(TODAY, REVIEWER)
    number = administrator.do(CloseAccount(user=reviewer.actor.id)).id
    words = f"This is an account of {REVIEWER}; another person does this. {OTHERS}"
    assert refusal(reviewer, PutInForce(proposal=number)) == {"": words}
    office.at(TODAY, SECOND).do(PutInForce(proposal=number))


def test_two_administrators_do_not_close_each_other(office, administrator):
    other = in_force(office, AddUser(name="吴桐", role=Role.ADMINISTRATOR), TODAY).id
    first = administrator.do(CloseAccount(user=other)).id
    second = office.at(TODAY, "吴桐").do(CloseAccount(user=administrator.actor.id)).id
    settled_by = office.at(TODAY, REVIEWER)
    settled_by.do(PutInForce(proposal=first))
    assert "who proposed this, is closed" in refusal(settled_by, PutInForce(proposal=second))[""]


@pytest.mark.parametrize(
    ("about", "problems"),
    [
        ({"name": " "}, {"name": "Write the name"}),
        ({"name": "王芳"}, {"name": "王芳 already has an account"}),
        ({"name": "王 芳"}, {"name": "王芳 already has an account"}),
        ({"name": "　王芳"}, {"name": "王芳 already has an account"}),
        ({"place": 99}, {"place": "There is no place 99; choose it from the list"}),
        (
            {"role": Role.TOWNSHIP_CLERK},
            {"place": "Name the township that this person acts for"},
        ),
    ],
)
def test_an_account_has_a_name_of_its_own_and_a_place_that_exists(administrator, about, problems):
    assert refusal(administrator, AddUser(**({"name": "吴桐", "role": Role.REVIEWER} | about))) == problems


@pytest.mark.parametrize(
    ("role", "place", "level"),
    [
        (Role.VILLAGE_CLERK, "青岚县", "village"),
        (Role.VILLAGE_CLERK, "城关镇", "village"),
        (Role.TOWNSHIP_CLERK, "青岚县", "township"),
        (Role.TOWNSHIP_CLERK, "大河村", "township"),
    ],
)
def test_a_local_clerk_acts_for_a_place_of_the_level_of_the_post(office, administrator, role, place, level):
    add = AddUser(name="吴桐", role=role, place=office.place(place))
    words = f"{place} is no {level}; name the {level} that this person acts for"
    assert refusal(administrator, add) == {"place": words}
    added = in_force(office, AddUser(name="吴桐", role=Role.REVIEWER), TODAY)
    change = ChangePost(user=added.id, role=role)
    assert set(refusal(administrator, replace(change, place=office.place("青岚省")))) == {"place"}


def test_a_closed_account_acts_no_more_but_stays_on_record(office, administrator):
    clerk = office.at(TODAY, CLERK)
    in_force(office, CloseAccount(user=clerk.actor.id), TODAY)
    assert office.read(lambda session: actor_of(session, CLERK)) is None
    assert CLERK not in [actor.name for actor in office.read(actors)]
    assert office.read(lambda session: session.get(User, clerk.actor.id)).name == CLERK
    assert refusal(administrator, CloseAccount(user=clerk.actor.id)) == {
        "user": f"There is no account {clerk.actor.id}; choose it from the list"
    }


def test_the_name_of_a_closed_account_is_refused_with_the_reason(office, administrator):
    in_force(office, CloseAccount(user=office.at(TODAY, CLERK).actor.id), TODAY)
    assert refusal(administrator, AddUser(name=CLERK, role=Role.REVIEWER)) == {
        "name": f"{CLERK} has a closed account, which keeps the name; add what tells the two apart"
    }


def test_somebody_still_sitting_there_acts_no_more_once_the_account_is_closed(office, administrator):
    clerk = office.at(TODAY, CLERK)
    in_force(office, CloseAccount(user=clerk.actor.id), TODAY)
    contact = SetContact(place=office.place("大河村"), telephone="0000-1234577")
    assert refusal(clerk, contact) == {"": "The account of 王芳 is closed"}


def test_the_last_administrator_stays(office, administrator):
    assert refusal(administrator, CloseAccount(user=administrator.actor.id)) == {
        "": f"This is an account of {ADMINISTRATOR}; another person does this. {OTHERS}"
    }
    in_force(office, AddUser(name="吴桐", role=Role.ADMINISTRATOR), TODAY)
    in_force(office, CloseAccount(user=administrator.actor.id), TODAY, by="吴桐")


def test_adding_a_person_can_be_undone(office, administrator):
    close_reviewers(office)
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

    assert fits(kept, "松柏常青-2016-10")
    assert not fits(kept, "松柏常青-2016-11")
    assert not fits(None, ""), "a person without a password cannot sign in"


def test_the_same_password_never_looks_the_same():
    assert hashed("松柏常青-2016-10") != hashed("松柏常青-2016-10")


def test_one_time_passwords_differ_and_have_no_signs_that_look_alike():
    passwords = {one_time_password() for _time in range(200)}
    assert len(passwords) == 200
    assert not set("01ilo") & set("".join(passwords))
    assert {len(password) for password in passwords} == {14}


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("1234567890", "This is a top-100 common password."),
        ("password123", "This is a very common password."),
        ("aaaaaaaaaaaa", 'Repeats like "aaa" are easy to guess.'),
        ("19880808abc", "Dates are often easy to guess."),
        ("初始密码-012345", 'Sequences like "abc" or "6543" are easy to guess.'),
        ("松柏王芳常青2016年", "The password contains “王芳”; choose another"),
        ("QINGLAN 2016 松柏", "The password contains “Qinglan”; choose another"),
        ("松柏常青", "A password has at least 10 characters"),
        ("20161101201611", "This password is easy to guess."),
        ("woaizhongguo1", "This password is easy to guess."),
        ("Zhongguo2026", "This password is easy to guess."),
        ("5201314520131", "This password is easy to guess."),
        ("Admin@123456", "Short keyboard patterns are easy to guess."),
        ("fupinban@2026", "This password is easy to guess."),
        ("zhangwei@1990", "This password is easy to guess."),
        ("qazwsxedcrfv", "This is a very common password."),
        ("青岚扶贫办公室2026", "The password contains “青岚”; choose another"),
        ("my wangfang 4711 kq", "The password contains “wangfang”; choose another"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(password, reason):
    words = password_trouble(password, ("王芳", "Qinglan", "青岚县"))["password"]
    assert words.startswith(reason)


def test_reasons_of_weak_passwords_are_given_in_chinese():
    with language(CHINESE):
        for password in ("1234567890", "password123", "19880808abc", "aaaaaaaaaaaa"):
            assert not re.search("[a-z]{4}", password_trouble(password)["password"])


@pytest.mark.parametrize(
    "password",
    ["松柏常青-2016-10", "correct horse battery", "songbaichangqing-kq", "x" + "松柏常青" * 30 + "kq7"],
)
def test_a_good_password_is_taken(password):
    assert password_trouble(password, ("王芳", "青岚县")) == {}


def test_a_rehearsal_has_no_passwords_to_reset(office, administrator):
    clerk = office.at(TODAY, CLERK).actor.id
    assert refusal(administrator, ResetPassword(user=clerk)) == {
        "": "Only a register of real people has passwords"
    }
    assert in_force(office, AddUser(name="吴桐", role=Role.REVIEWER), TODAY).secret == ""


def test_nobody_both_decides_and_administers():
    for role in Role:
        assert not (role.may(Permission.DECIDE) and role.may(Permission.ADMINISTER))
        assert not (role.may(Permission.DECIDE) and role.may(Permission.FILE))
