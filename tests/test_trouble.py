"""What a disk or a database tells is said in words of ours, whatever the language of the system."""

import errno
import sqlite3

import pytest

from county_desk.trouble import Cause, cause_of, database_words, why_not_read, why_stopped

SYSTEM = "Zugriff verweigert"


@pytest.mark.parametrize("number", sorted({*errno.errorcode} - {errno.EINTR}))
def test_no_word_of_the_system_is_heard(number, tmp_path):
    for error in (OSError(number, SYSTEM), OSError(number, SYSTEM, str(tmp_path / "a.cdesk"))):
        for said in (why_stopped(error), why_not_read(error)):
            assert said.endswith(".")
            assert SYSTEM not in said


@pytest.mark.parametrize(
    ("name", "says", "cause"),
    [
        ("SQLITE_FULL", "database or disk is full", Cause.FULL),
        ("SQLITE_BUSY", "database is locked", Cause.HELD),
        ("SQLITE_READONLY", "attempt to write a readonly database", Cause.READ_ONLY),
        ("SQLITE_CORRUPT", "database disk image is malformed", Cause.DAMAGED),
        ("SQLITE_NOTADB", "file is not a database", Cause.DAMAGED),
        ("SQLITE_CANTOPEN", "unable to open database file", Cause.UNREADABLE),
        ("SQLITE_IOERR_READ", "disk I/O error", Cause.UNREADABLE),
        ("SQLITE_IOERR_SHMSIZE", "disk I/O error", Cause.FULL),
        ("", "Could not decode to UTF-8 column 'x' with text 'y'", Cause.DAMAGED),
        ("SQLITE_ERROR", "no such table: x", Cause.NO_TABLE),
        ("SQLITE_ERROR", "near x: syntax error", Cause.OTHER),
    ],
)
def test_a_database_says_what_ails_it_by_its_words(name, says, cause):
    error = sqlite3.DatabaseError(says)
    error.sqlite_errorname = name
    assert cause_of(error) is cause
    assert says not in database_words(error)
    assert (name != "" and name in database_words(error)) is (cause is Cause.OTHER)


def test_a_server_says_it_by_its_code():
    class Said(Exception):
        sqlstate = "53100"

    assert cause_of(Said("не удалось")) is Cause.FULL


@pytest.mark.parametrize(
    ("says", "cause"),
    [
        ('connection to server failed: FATAL:  database "x" does not exist', Cause.NO_DATABASE),
        ('connection to server failed: 致命错误:  数据库 "x" 不存在', Cause.NO_DATABASE),
        ('connection to server failed: FATAL:  role "x" does not exist', Cause.REFUSED),
        ("connection to server failed: fe_sendauth: no password supplied", Cause.NO_PASSWORD),
        (
            'failed: FATAL:  password authentication failed for user "x"\n'
            'connection to server failed: FATAL:  no pg_hba.conf entry for host "127.0.0.1", no encryption',
            Cause.WRONG_PASSWORD,
        ),
        ("connection to server failed: Connection refused", Cause.NO_SERVER),
    ],
)
def test_a_server_that_answers_is_not_one_that_does_not(says, cause):
    assert cause_of(Exception(says)) is cause
