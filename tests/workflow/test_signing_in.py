"""Signing in to a register of real people: one-time passwords, locks, and the events that record it."""

import os
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from county_desk.models.audit import Event
from county_desk.models.user import Role, User
from county_desk.tables.listing import page
from county_desk.workflow.accounts import signing_in
from county_desk.workflow.accounts.people import AddUser, CloseAccount, ResetPassword, SetPassword
from county_desk.workflow.accounts.signing_in import (
    LOCKED_FOR,
    TRIES,
    OwnPasswordNeeded,
    SignIn,
    check_password,
    record,
)
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.next_steps import done_today
from county_desk.workflow.clock import jump_at_sign_in
from county_desk.workflow.command import Refused
from county_desk.workflow.desk import Desk
from county_desk.workflow.entry import open_register, sit_down
from county_desk.workflow.registry import SetContact
from tests.accounts import (
    ADMINISTRATOR,
    CLERK,
    INSPECTOR,
    OWN,
    REVIEWER,
    a_real_register,
    put_in_force,
    set_own_password,
)
from tests.build import refusal
from tests.databases import DATABASES, drop_schema, new_schema, schema_url
from tests.second_person import in_force

DAY = date(2016, 10, 8)
WRONG = {"as": "The name or the password is wrong"}


@pytest.fixture(params=DATABASES)
def register(request, tmp_path, monkeypatch):
    """A register of real people as it is founded, with the one-time passwords."""
    monkeypatch.setenv("COUNTY_DESK_HOME", str(tmp_path / "home"))
    schema = f"signing_in_{os.getpid()}"
    if request.param == "sqlite":
        place = tmp_path / "青岚县.cdesk"
    else:
        new_schema(schema)
        place = schema_url(schema)
    opened, passwords = a_real_register(place)
    yield opened, passwords
    opened.close()
    if request.param != "sqlite":
        drop_schema(schema)


def events(opened):
    """The last acts: who, and which command."""
    with opened.sessions() as session:
        return [tuple(row) for row in session.execute(select(Event.actor, Event.command).order_by(Event.id))]


def refused(call, *given, **more):
    with pytest.raises(Refused) as refusal:
        call(*given, **more)
    return refusal.value.problems


def user(opened, name):
    with opened.sessions() as session:
        return session.scalars(select(User).where(User.name == name)).one()


def test_everybody_gets_a_different_one_time_password(register):
    opened, passwords = register
    assert len(set(passwords.values())) == len(passwords) == 4
    with opened.sessions() as session:
        hashes = session.scalars(select(User.password)).all()
        history = session.scalars(select(Event.request + Event.changes + Event.summary)).all()
    assert len(set(hashes)) == 4
    assert not any(password in line for password in passwords.values() for line in history)


def test_with_a_one_time_password_nothing_can_be_done_but_set_ones_own(register):
    opened, passwords = register
    with pytest.raises(OwnPasswordNeeded, match="set one of your own first"):
        sit_down(opened, CLERK, password=passwords[CLERK])
    desk = sit_down(opened, CLERK, password=passwords[CLERK], setting_password=True)
    contact = SetContact(place=5, telephone="0000-1234577")
    assert refusal(desk, contact) == {"": "王芳: set a password of your own first"}
    desk.do(SetPassword(present=passwords[CLERK], password=OWN))
    desk.do(contact)
    assert refused(sit_down, opened, CLERK, password=passwords[CLERK]) == WRONG
    assert sit_down(opened, CLERK, password=OWN).actor.name == CLERK


def test_a_new_password_needs_the_present_one_and_differs_from_it(register):
    opened, passwords = register
    desk = set_own_password(opened, CLERK, passwords[CLERK])
    assert refusal(desk, SetPassword(present="guessed", password="竹影清风-2016-11")) == {
        "present": "This is not your present password"
    }
    assert refusal(desk, SetPassword(present=OWN, password=OWN)) == {
        "password": "The new password must differ from the present one"
    }
    assert "青岚县" in refusal(desk, SetPassword(present=OWN, password="竹影清风青岚县2016"))["password"]


def test_a_forgotten_password_is_reset_by_the_administrator(register):
    opened, passwords = register
    clerk = set_own_password(opened, CLERK, passwords[CLERK])
    administrator = set_own_password(opened, ADMINISTRATOR, passwords[ADMINISTRATOR], "竹影清风-2016-11")
    set_own_password(opened, REVIEWER, passwords[REVIEWER])
    change = put_in_force(opened, administrator.do(ResetPassword(user=clerk.actor.id)))
    assert change.summary.endswith("王芳 has a one-time password")
    assert change.secret not in repr(change)
    assert refused(sit_down, opened, CLERK, password=OWN) == WRONG
    contact = SetContact(place=5, telephone="0000-1234577")
    assert refusal(clerk, contact) == {"": "王芳: set a password of your own first"}
    set_own_password(opened, CLERK, change.secret, "梅兰竹菊-2016-12").do(contact)
    with opened.sessions() as session:
        history = session.scalars(select(Event.request + Event.changes + Event.summary)).all()
        assert verify(session).ok
    assert not any(change.secret in line for line in history)


def test_the_administrator_resets_neither_the_own_password_nor_a_closed_account(register):
    opened, passwords = register
    administrator = set_own_password(opened, ADMINISTRATOR, passwords[ADMINISTRATOR])
    own = refusal(administrator, ResetPassword(user=administrator.actor.id))
    assert own == {"": f"{ADMINISTRATOR}: change your own password with “Set my password”"}
    clerk = user(opened, CLERK).id
    set_own_password(opened, REVIEWER, passwords[REVIEWER])
    put_in_force(opened, administrator.do(CloseAccount(user=clerk)))
    assert refusal(administrator, ResetPassword(user=clerk)) == {
        "user": f"There is no account {clerk}; choose it from the list"
    }
    assert refused(sit_down, opened, CLERK, password=passwords[CLERK]) == WRONG


def test_signing_in_and_failing_are_events(register):
    opened, passwords = register
    set_own_password(opened, CLERK, passwords[CLERK])
    refused(sit_down, opened, CLERK, password="guessed")
    refused(sit_down, opened, "无此人", password="guessed")
    sit_down(opened, CLERK, password=OWN)
    assert events(opened)[1:] == [
        (CLERK, "SignIn"),
        (CLERK, "SetPassword"),
        (CLERK, "FailSignIn"),
        (CLERK, "SignIn"),
    ]
    with opened.sessions() as session:
        assert verify(session).ok


def test_eight_wrong_passwords_lock_an_account_for_a_quarter_of_an_hour(register, monkeypatch):
    opened, passwords = register
    desk = set_own_password(opened, CLERK, passwords[CLERK])
    for _time in range(TRIES - 1):
        assert refused(sit_down, opened, CLERK, password="guessed") == WRONG
    locked = refused(sit_down, opened, CLERK, password="guessed")["as"]
    until = user(opened, CLERK).locked_until
    assert locked == (
        f"Too many wrong passwords: the account is locked until {until.astimezone():%H:%M}. "
        "An administrator can reset it."
    )
    assert refused(sit_down, opened, CLERK, password=OWN) == {"as": locked}, "the right one does not help"
    again = open_register(opened.url)
    assert refused(sit_down, again, CLERK, password=OWN) == {"as": locked}, "nor does starting again"
    again.close()
    later = Desk(opened.sessions, desk.actor, desk.shipped, lambda: until + timedelta(seconds=1))
    began = signing_in.monotonic()
    monkeypatch.setattr(signing_in, "monotonic", lambda: began + LOCKED_FOR.total_seconds())
    check_password(later, OWN, setting_password=False)
    record(later, SignIn())
    assert user(opened, CLERK).locked_until is None


def test_a_clock_that_is_set_forward_ends_no_lock(register, monkeypatch):
    opened, passwords = register
    desk = set_own_password(opened, CLERK, passwords[CLERK])
    began = signing_in.monotonic()
    monkeypatch.setattr(signing_in, "monotonic", lambda: began)
    for _time in range(TRIES):
        refused(sit_down, opened, CLERK, password="guessed")
    until = user(opened, CLERK).locked_until
    later = Desk(opened.sessions, desk.actor, desk.shipped, lambda: until + timedelta(minutes=1))
    monkeypatch.setattr(signing_in, "monotonic", lambda: began + 60)
    ends = until + LOCKED_FOR  # fourteen of the fifteen minutes are left of the lock, by the clock of today
    with pytest.raises(Refused, match=f"locked until {ends.astimezone():%H:%M}"):
        check_password(later, OWN, setting_password=False)
    monkeypatch.setattr(signing_in, "monotonic", lambda: began + LOCKED_FOR.total_seconds() + 1)
    check_password(later, OWN, setting_password=False)


@pytest.mark.parametrize(
    ("gap", "marked"),
    [(timedelta(days=-400), True), (timedelta(days=400), True), (timedelta(days=30), False)],
)
def test_a_clock_that_jumped_is_said_and_marked_in_the_act(register, gap, marked):
    opened, passwords = register
    desk = set_own_password(opened, CLERK, passwords[CLERK])
    then = desk.now() + gap
    jumped = Desk(opened.sessions, desk.actor, desk.shipped, lambda: then)
    record(jumped, SignIn())
    said = jumped.read(jump_at_sign_in, CLERK, then)
    assert bool(said) is marked
    with opened.sessions() as session:
        summary = session.scalar(select(Event.summary).order_by(Event.id.desc()).limit(1))
        assert verify(session).ok
    assert ("Set the clock right" in summary) is marked
    if marked:
        assert f"shows {then:%Y-%m-%d %H:%M}" in summary
        assert said in summary
    act = jumped.do(SetContact(place=5, telephone="0000-1234577"))
    assert "clock" not in act.summary, "the next act follows the marked one"


def test_a_right_password_ends_the_count_of_wrong_ones(register):
    opened, passwords = register
    set_own_password(opened, CLERK, passwords[CLERK])
    for _round in range(3):
        for _time in range(TRIES - 1):
            assert refused(sit_down, opened, CLERK, password="guessed") == WRONG
        sit_down(opened, CLERK, password=OWN)
    assert timedelta(minutes=15) == LOCKED_FOR


def test_a_reset_ends_a_lock(register):
    opened, passwords = register
    for _time in range(TRIES):
        refused(sit_down, opened, CLERK, password="guessed")
    assert "locked until" in refused(sit_down, opened, CLERK, password=passwords[CLERK])["as"]
    administrator = set_own_password(opened, ADMINISTRATOR, passwords[ADMINISTRATOR], "竹影清风-2016-11")
    set_own_password(opened, REVIEWER, passwords[REVIEWER])
    change = put_in_force(opened, administrator.do(ResetPassword(user=user(opened, CLERK).id)))
    assert set_own_password(opened, CLERK, change.secret).actor.name == CLERK


def test_an_act_refused_for_want_of_a_right_is_an_event_without_what_was_asked(register):
    opened, passwords = register
    desk = set_own_password(opened, INSPECTOR, passwords[INSPECTOR])
    words = refused(desk.do, AddUser(name="吴桐", role=Role.REVIEWER))[""]
    with opened.sessions() as session:
        event = session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
        assert (event.actor, event.command, event.summary) == (INSPECTOR, "DenyAct", f"Refused: {words}")
        assert "AddUser" in event.request
        assert "吴桐" not in event.request + event.changes
        assert verify(session).ok
    before = len(events(opened))
    desk.problems(AddUser(name="吴桐", role=Role.REVIEWER))
    assert len(events(opened)) == before, "asking beforehand records nothing"


def test_acts_for_another_place_and_of_a_closed_account_are_recorded_as_refused(office):
    elsewhere = office.at(DAY, "钱江")
    refused(elsewhere.do, SetContact(place=office.place("大河村"), telephone="0000-1234577"))
    in_force(office, CloseAccount(user=elsewhere.actor.id), DAY)
    refused(elsewhere.do, SetContact(place=office.place("大河村"), telephone="0000-1234577"))
    wanted = select(Event.actor, Event.command).order_by(Event.id.desc()).limit(4)
    found = office.read(lambda session: [tuple(row) for row in session.execute(wanted)])
    assert found == [
        ("钱江", "DenyAct"),
        (REVIEWER, "PutInForce"),
        (ADMINISTRATOR, "Propose"),
        ("钱江", "DenyAct"),
    ]


def test_signing_in_does_not_count_as_work_done_today(register):
    opened, passwords = register
    desk = set_own_password(opened, CLERK, passwords[CLERK])
    refused(sit_down, opened, CLERK, password="guessed")
    refused(desk.do, AddUser(name="吴桐", role=Role.REVIEWER))
    assert [row.summary for row in desk.read(page, done_today(desk))] == []
