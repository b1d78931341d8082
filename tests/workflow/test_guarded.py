"""What somebody does to a register outside the program is refused by the database, or found and named."""

import json
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import IntegrityError

from county_desk.models.audit import NEWEST, Event
from county_desk.models.base import Base
from county_desk.models.event_record import EventRecord
from county_desk.models.notice import Notice
from county_desk.models.register import Register, RegisterKind
from county_desk.models.user import Actor, Role, User
from county_desk.tables.history.event_records import history_records
from county_desk.text import CHINESE, language
from county_desk.workflow.accounts.passwords import hashed
from county_desk.workflow.accounts.people import AddUser, CloseAccount, SetPassword
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.papers import facts_of
from county_desk.workflow.command import Change, Command, Refused
from county_desk.workflow.entry import Opened, sit_down
from county_desk.workflow.guarded import prove_guarded
from county_desk.workflow.registry import SetContact
from county_desk.workflow.returns import FreezeReturn, frozen, frozen_by_number
from tests.build import ADMINISTRATOR, CLERK, FOUNDED, INSPECTOR, REVIEWER, a_household, walk
from tests.databases import open_history

PASSWORD = "松柏常青-2016-10"


@pytest.fixture(scope="module")
def another_hash():
    """The hash of a password that an attacker knows."""
    return hashed("attacker knows this")


def behind_the_desk(office, statement):
    """Do one statement in the database, as its owner can."""
    with office.sessions.begin() as session:
        session.execute(statement)


def opened(office):
    """The register as the program opens it."""
    with office.sessions() as session:
        kept, guard = session.get_one(Register, 1), prove_guarded(session)
    kind = guard.kind or kept.kind
    url = office.sessions.kw["bind"].url.render_as_string(hide_password=False)
    return Opened(url, office.sessions, kept.name, kind, "", "central", (), None, guard.trouble)


def refused_at(office):
    """Why a clerk who signs in now cannot write."""
    desk = office.at(FOUNDED)
    desk.actor = replace(desk.actor, barred=opened(office).barred)
    command = SetContact(place=office.place("大河村"), telephone="0000-1234501")
    assert desk.read(lambda session: session.scalar(select(User.name).where(User.id == 1))) == CLERK
    assert desk.problems(command) or not desk.barred
    try:
        desk.do(command)
    except Refused as refused:
        return refused.problems[""]
    return ""


def forge_old_history(office):
    """Seal the history as the first version did: without the algorithm, without passwords."""
    with office.sessions.begin() as session, open_history(session.connection()):
        previous = ""
        for event in session.scalars(select(Event).order_by(Event.id)).all():
            changes = json.loads(event.changes)
            for user in changes.get("user", {}).values():
                user.pop("password", None)
            event.changes = json.dumps(changes, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            event.algorithm, event.previous = "sha256", previous
            event.seal = previous = event.sealed()
            session.flush()
        index_again(session)


def index_again(session):
    """Make the index of the history anew, as an upgrade of such a register does."""
    session.execute(delete(EventRecord))
    events = session.execute(select(Event.id, Event.changes).order_by(Event.id)).all()
    for number, records in history_records(events, {}):
        session.add_all(EventRecord(**each.as_row(number)) for each in records)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET summary = 'Nothing happened' WHERE id = 3",
        "UPDATE event SET algorithm = 'sha256' WHERE id = 3",
        "DELETE FROM event WHERE id = 3",
        "DELETE FROM event",
        "INSERT INTO event SELECT id + 7, at, actor, role, command, request, summary, changes, algorithm, "
        "'p', 's', NULL FROM event WHERE id = 3",
        "INSERT INTO event SELECT (SELECT max(id) + 1 FROM event), at, actor, role, command, request, "
        "summary, changes, algorithm, 'p', 's', NULL FROM event WHERE id = 3",
    ],
)
def test_the_database_refuses_to_rewrite_the_history(office, statement):
    with pytest.raises(IntegrityError, match="append-only"):
        behind_the_desk(office, text(statement))
    assert office.read(verify).ok


def test_the_database_refuses_to_replace_or_empty_the_history(office):
    if office.sessions.kw["bind"].dialect.name == "sqlite":
        statement = (
            "INSERT OR REPLACE INTO event SELECT id, at, actor, role, command, request, 'x', changes, "
            "algorithm, previous, seal, NULL FROM event WHERE id = 3"
        )
    else:
        statement = "TRUNCATE event"
    with pytest.raises(IntegrityError, match="append-only"):
        behind_the_desk(office, text(statement))
    assert office.read(verify).ok


@pytest.mark.parametrize("algorithm", ["sha256", "sha256-3", ""])
def test_an_event_under_another_algorithm_is_found(office, algorithm):
    with office.sessions.begin() as session, open_history(session.connection()):
        session.execute(update(Event).where(Event.id == 3).values(algorithm=algorithm))
    assert office.read(verify).chain == ("event 3 was changed",)


def test_an_old_event_under_the_new_algorithm_is_found(office):
    forge_old_history(office)
    assert office.read(verify).ok
    with office.sessions.begin() as session, open_history(session.connection()):
        session.execute(update(Event).where(Event.id == 3).values(algorithm=NEWEST))
    assert office.read(verify).chain == ("event 3 was changed",)


def test_an_event_sealed_the_old_way_after_new_ones_is_found(office):
    with office.sessions.begin() as session, open_history(session.connection()):
        last = session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
        last.algorithm = "sha256"
        last.seal = last.sealed()
        session.flush()
        number = last.id
    assert office.read(verify).chain == (f"event {number} was changed",)


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
    added = office.at(FOUNDED, ADMINISTRATOR).do(AddUser(name="田丰", role=Role.REVIEWER))
    office.at(FOUNDED, ADMINISTRATOR).do(CloseAccount(user=added.id))
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

        def run(self, work):
            work.session.get_one(User, 1).role = Role.REVIEWER
            return Change(frozenset({User}), "")

    with pytest.raises(RuntimeError, match="GUARDING"):
        office.at(FOUNDED).do(Promote())


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        (
            "DROP INDEX ix_household_account",
            "schema: index ix_household_account of table household is missing",
        ),
        ("CREATE TABLE more (id INTEGER)", "schema: table more does not belong here"),
        (
            "ALTER TABLE place ADD COLUMN more INTEGER",
            "schema: column more of table place does not belong here",
        ),
        ("CREATE VIEW more AS SELECT 1 AS one", "schema: trigger or view more does not belong here"),
        ("CREATE INDEX more ON place (name)", "schema: index more of table place does not belong here"),
    ],
)
def test_a_changed_schema_is_found(office, statement, found):
    behind_the_desk(office, text(statement))
    try:
        assert office.read(verify).replay == (found,)
    finally:
        for undo in UNDO.get(statement.split()[0] + statement.split()[1], ()):
            behind_the_desk(office, text(undo))


UNDO = {
    "DROPINDEX": ("CREATE INDEX ix_household_account ON household (account)",),
    "CREATETABLE": ("DROP TABLE more",),
    "ALTERTABLE": ("ALTER TABLE place DROP COLUMN more",),
    "CREATEVIEW": ("DROP VIEW more",),
    "CREATEINDEX": ("DROP INDEX more",),
}


def test_a_missing_table_is_found(office):
    if office.sessions.kw["bind"].dialect.name != "sqlite":
        pytest.skip("one database is enough")
    behind_the_desk(office, text("DROP TABLE exit"))
    assert office.read(verify).replay == ("schema: table exit is missing",)


@pytest.mark.parametrize(
    ("table", "was", "becomes", "found"),
    [
        ("user", "'reviewer'", "'reviewer', 'god'", "schema: rule {rule} of table user was changed"),
        ("place", "contact VARCHAR", "contact VARCHAR DEFAULT 'x'", "schema: column contact of table place"),
    ],
)
def test_a_weakened_rule_of_a_table_is_found(office, table, was, becomes, found):
    if office.sessions.kw["bind"].dialect.name != "sqlite":
        pytest.skip("a file is changed in its schema; a server has rights of its own against it")
    with office.sessions.begin() as session:
        made = session.scalar(text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table})
        assert was in made
        session.execute(text("PRAGMA writable_schema=ON"))
        changed = {"name": table, "sql": made.replace(was, becomes, 1)}
        session.execute(text("UPDATE sqlite_master SET sql = :sql WHERE name = :name"), changed)
        session.execute(text("PRAGMA writable_schema=OFF"))
    office.sessions.kw["bind"].dispose()
    breaks = office.read(verify).replay
    assert len(breaks) == 1
    assert breaks[0].startswith(found.partition("{")[0])


def test_a_changed_event_at_the_end_of_the_history_stops_writing(office):
    for number in range(3):
        office.at(FOUNDED).do(SetContact(place=3, telephone=f"0000-123450{number}"))
    assert refused_at(office) == ""
    with office.sessions.begin() as session, open_history(session.connection()):
        last = session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
        last.summary = "Nothing happened"
        number = last.id
        session.flush()
    assert f"event {number} was changed" in refused_at(office)


def test_a_history_that_was_verified_and_does_not_hold_is_no_longer_written(office):
    desk = office.at(FOUNDED)
    assert desk.prove().ok
    desk.do(SetContact(place=3, telephone="0000-1234501"))
    with office.sessions.begin() as session, open_history(session.connection()):
        session.execute(update(Event).where(Event.id == 1).values(summary="Nothing happened"))
    assert not desk.prove().ok
    with pytest.raises(Refused, match="event 1 was changed"):
        desk.do(SetContact(place=3, telephone="0000-1234502"))


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


def test_a_trigger_that_was_taken_off_is_found(office):
    sqlite = office.sessions.kw["bind"].dialect.name == "sqlite"
    with office.sessions.begin() as session, open_history(session.connection()):
        found = verify(session).replay
    words = "is missing" if sqlite else "was changed"
    assert f"schema: trigger event_no_update {words}" in found
    assert office.read(verify).ok


def test_an_added_trigger_is_found(office):
    if office.sessions.kw["bind"].dialect.name != "sqlite":
        pytest.skip("a trigger of PostgreSQL needs a function")
    behind_the_desk(
        office, text("CREATE TRIGGER more AFTER UPDATE ON place BEGIN UPDATE place SET contact = ''; END")
    )
    assert office.read(verify).replay == ("schema: trigger or view more does not belong here",)


def test_a_history_sealed_anew_no_longer_fits_its_papers(office):
    walk(office, (a_household(office),))
    office.at(date(2017, 1, 10)).do(FreezeReturn(name="R6", period="2016"))
    assert office.read(verify).ok
    with office.sessions.begin() as session, open_history(session.connection()):
        previous = ""
        for event in session.scalars(select(Event).order_by(Event.id)).all():
            event.actor = "何静" if event.id == 5 else event.actor
            event.previous = previous
            event.seal = previous = event.sealed()
            session.flush()
        number = session.scalars(select(Notice.number).order_by(Notice.id)).first()
    proof = office.read(verify)
    assert proof.chain == ()
    assert proof.replay[0] == f"notice {number}: the code on its paper is in no event of the history"
    assert "return R6 of 2016, edition 1: the code on its paper is in no event of the history" in proof.replay


def one_more_person(table, column):
    """Change a figure of the first frozen paper of a table, as its owner can."""

    def change(session):
        kept = json.dumps(session.scalar(select(Base.metadata.tables[table].c[column])), ensure_ascii=False)
        changed = kept.replace('"persons": 1', '"persons": 7').replace("张大有", "王大有")
        assert changed != kept
        session.execute(update(Base.metadata.tables[table]).values({column: json.loads(changed)}))

    return change


@pytest.mark.parametrize(
    ("table", "column"),
    [("notice", "facts"), ("notice", "digest"), ("return", "figures"), ("return", "digest")],
)
def test_a_paper_that_was_altered_is_refused_by_name_before_it_is_written(office, table, column):
    walk(office, (a_household(office),))
    desk = office.at(date(2017, 1, 10))
    desk.do(FreezeReturn(name="R1", period="2016"))
    number = office.read(lambda session: session.scalar(select(Notice.number).where(Notice.id == 1)))
    reads = {
        "notice": (lambda: desk.read(facts_of, 1), lambda: desk.read(facts_of, 2)),
        "return": (lambda: desk.read(frozen, "R1", "2016"), lambda: desk.read(frozen_by_number, 1)),
    }
    for read in (*reads["notice"], *reads["return"]):
        assert read() is not None, "whole papers are written"
    with office.sessions.begin() as session:
        if column == "digest":
            wanted = Base.metadata.tables[table]
            session.execute(update(wanted).where(wanted.c.id == 1).values(digest="0" * 64))
        else:
            one_more_person(table, {"notice": "facts", "return": "figures"}[table])(session)
    with pytest.raises(Refused) as refused:
        reads[table][0]()
    (words,) = refused.value.problems.values()
    assert (number if table == "notice" else "R1") in words
    assert words.endswith("It was changed outside the program, and is not written; verify the register.")


def test_a_paper_whose_digest_was_changed_is_found(office):
    walk(office, (a_household(office),))
    behind_the_desk(office, update(Notice).where(Notice.id == 1).values(digest="0" * 64))
    assert any(words.endswith("its digest is not that of its text") for words in office.read(verify).replay)


@pytest.mark.parametrize("facts", ["{", "[]"])
def test_a_paper_whose_text_cannot_be_read_is_found(office, facts):
    walk(office, (a_household(office),))
    if office.sessions.kw["bind"].dialect.name != "sqlite":
        pytest.skip("this database takes only JSON")
    behind_the_desk(office, text(f"UPDATE notice SET facts = '{facts}' WHERE id = 1"))
    assert any(words.startswith("Notice ") for words in office.read(verify).replay)
