"""A register whose kind or accounts were changed outside the program is only read."""

from dataclasses import replace

import pytest
from sqlalchemy import select, text, update

from county_desk.models.audit import NEWEST, Event
from county_desk.models.register import Register, RegisterKind
from county_desk.models.user import Actor, Role, User
from county_desk.text import CHINESE, language
from county_desk.workflow.accounts.passwords import hashed
from county_desk.workflow.accounts.people import AddUser, CloseAccount, SetPassword
from county_desk.workflow.audit import verify
from county_desk.workflow.command import Change, Command, Refused
from county_desk.workflow.entry import sit_down
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.registry import SetContact
from tests.build import CLERK, FOUNDED, INSPECTOR, REVIEWER
from tests.databases import open_history
from tests.second_person import in_force
from tests.workflow.guarding import PASSWORD, behind_the_desk, forge_old_history, opened, refused_at


@pytest.fixture(scope="module")
def another_hash():
    """The hash of a password that an attacker knows."""
    return hashed("attacker knows this")


def test_a_register_whose_kind_was_changed_is_only_read(office):
    behind_the_desk(office, update(Register).values(kind=RegisterKind.REAL))
    assert "outside the program: the kind of the register." in refused_at(office)
    assert office.read(verify).replay == ("The register 1 青岚县: Purpose is not what the history says",)
    with language(CHINESE):
        assert "在程序之外" in refused_at(office)


def test_a_real_register_called_a_rehearsal_still_asks_for_the_password(guizhou):
    behind_the_desk(guizhou, update(Register).values(kind=RegisterKind.DEMO))
    assert opened(guizhou).kind is RegisterKind.REHEARSAL
    assert sit_down(opened(guizhou), CLERK).barred


@pytest.mark.parametrize("before", [None, PASSWORD])
def test_a_register_whose_password_was_replaced_is_only_read(office, another_hash, before):
    if before:
        office.at(FOUNDED, REVIEWER).do(SetPassword(password=before))
    behind_the_desk(office, update(User).where(User.name == REVIEWER).values(password=another_hash))
    number = office.at(FOUNDED, REVIEWER).actor.id
    assert "outside the program: the password of 李强." in refused_at(office)
    assert office.read(verify).replay == (
        f"Account {number} {REVIEWER}: Password is not what the history says",
    )


def test_a_register_with_a_promoted_account_is_only_read(office):
    behind_the_desk(office, update(User).where(User.name == INSPECTOR).values(role=Role.ADMINISTRATOR))
    assert "outside the program: the role of 孙宁." in refused_at(office)


def test_a_register_with_an_account_that_nobody_made_is_only_read(office):
    behind_the_desk(
        office,
        text(
            "INSERT INTO \"user\" (id, version, name, role, created_at) VALUES (99, 1, '黑客', "
            "'administrator', '2016-01-04')"
        ),
    )
    assert "outside the program: an account was added (99)." in refused_at(office)


def test_a_register_whose_account_events_were_rewritten_is_only_read(office):
    with office.sessions.begin() as session, open_history(session.connection()):
        session.execute(update(Event).where(Event.id == 1).values(summary="Nothing happened"))
    assert "event 1 was changed" in refused_at(office)


@pytest.mark.parametrize("changes", ["[]", "{", '{"user":{"1":7}}'])
def test_a_register_whose_account_events_cannot_be_read_is_only_read(office, changes):
    with office.sessions.begin() as session, open_history(session.connection()):
        session.execute(update(Event).where(Event.id == 1).values(changes=changes))
    assert "event 1 was changed" in refused_at(office)


def test_accounts_that_the_program_changes_do_not_bar_it(office):
    office.at(FOUNDED, REVIEWER).do(SetPassword(password=PASSWORD))
    added = in_force(office, AddUser(name="田丰", role=Role.REVIEWER), FOUNDED)
    in_force(office, CloseAccount(user=added.id), FOUNDED)
    assert refused_at(office) == ""
    assert office.read(verify).ok


def test_passwords_older_than_commitments_come_under_the_seal_with_the_first_act(office, another_hash):
    office.at(FOUNDED, REVIEWER).do(SetPassword(password=PASSWORD))
    forge_old_history(office)
    before = office.read(verify)
    assert before.ok
    assert refused_at(office) == ""
    after = office.read(verify)
    assert (after.ok, after.events) == (True, before.events + 2)
    with office.sessions() as session:
        commit = session.get_one(Event, before.events + 1)
        assert (commit.command, commit.actor, commit.algorithm) == ("CommitPasswords", CLERK, NEWEST)
        assert "argon2" not in commit.changes
    behind_the_desk(office, update(User).where(User.name == REVIEWER).values(password=another_hash))
    assert "the password of 李强" in refused_at(office)


def test_a_refused_first_act_after_the_upgrade_leaves_nothing(office):
    forge_old_history(office)
    before = office.read(verify)
    with pytest.raises(Refused):
        office.at(FOUNDED).do(SetContact(place=999, telephone="1"))
    assert office.read(verify) == before


def test_a_command_that_changes_an_account_unknown_to_the_guard_is_our_own_fault(office):
    class Promote(Command):
        """Changes an account without being known as one that does."""

        permission = SetPassword.permission
        law = ONE_PERSON

        def run(self, work):
            work.session.get_one(User, 1).role = Role.REVIEWER
            return Change("")

    with pytest.raises(RuntimeError, match="GUARDING"):
        office.at(FOUNDED).do(Promote())


def test_nobody_acts_without_an_account_and_who_did_is_named(office):
    stranger = replace(office.at(FOUNDED), actor=Actor(99, "张无名", Role.COUNTY_CLERK))
    borrowed = replace(office.at(FOUNDED), actor=replace(office.at(FOUNDED).actor, name="张无名"))
    for desk in (stranger, borrowed):
        with pytest.raises(Refused, match="张无名 has no account in this register"):
            desk.do(SetContact(place=3, telephone="0000-1234501"))
    office.at(FOUNDED).do(SetContact(place=3, telephone="0000-1234501"))
    assert office.read(verify).ok
    with office.sessions.begin() as session, open_history(session.connection()):
        last = session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
        last.actor = "张无名"
        last.seal = last.sealed()
        number = last.id
        session.flush()
    found = office.read(verify)
    assert f"event {number} is by 张无名, who has no account" in found.replay
    assert found.chain == ()
