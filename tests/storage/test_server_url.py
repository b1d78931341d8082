"""URLs of servers: several computers in one, how the line to them is held, and why one was not reached."""

import pytest
from psycopg import OperationalError

from county_desk.storage import engine as lines_to
from county_desk.storage.engine import keyring_name, line_to, parts_of
from county_desk.storage.server_url import hosts_of
from county_desk.trouble import database_words

TWO = "postgresql://desk:p%40w@a:54331,b/county?sslrootcert=ca.crt"
SPELLED_OUT = "postgresql+psycopg://desk@/county?host=a:54331&host=b"
HOSTS = (("a", 54331), ("b", 5432))


@pytest.fixture(autouse=True)
def bare(monkeypatch):
    """No keyring, and no mode of encryption in the environment."""
    monkeypatch.delenv("PGSSLMODE", raising=False)
    monkeypatch.setattr(lines_to, "kept_password", lambda _place: None)


@pytest.mark.parametrize(
    ("url", "hosts"),
    [
        (TWO, HOSTS),
        (SPELLED_OUT, HOSTS),
        ("postgresql://desk@a/county", (("a", 5432),)),
        ("postgresql:///county", (("localhost", 5432),)),
        ("postgresql://a,b", (("a", 5432), ("b", 5432))),
    ],
)
def test_a_url_names_one_computer_or_several(url, hosts):
    assert hosts_of(parts_of(url)) == hosts


def test_of_several_computers_the_one_that_accepts_acts_is_taken():
    parts, options = line_to(parts_of(TWO))
    assert (parts.password, parts.database) == ("p@w", "county")
    assert options["target_session_attrs"] == "read-write"
    assert "target_session_attrs" not in line_to(parts_of("postgresql://desk@a/county"))[1]
    assert "target_session_attrs" not in line_to(parts_of(f"{TWO}&target_session_attrs=any"))[1]


@pytest.mark.parametrize(
    ("url", "mode"),
    [
        ("postgresql://desk@10.1.2.3/county", "require"),
        ("postgresql://desk@10.1.2.3/county?sslrootcert=ca.crt", "verify-full"),
        ("postgresql://desk@10.1.2.3/county?sslmode=disable", None),
        ("postgresql://desk@127.0.0.1/county", None),
        ("postgresql://desk@127.0.0.1/county?sslrootcert=ca.crt", "verify-full"),
        ("postgresql://desk@localhost,10.1.2.3/county", "require"),
        ("postgresql://desk@/county?host=10.1.2.3", "require"),
        (TWO, "verify-full"),
    ],
)
def test_a_line_to_another_computer_is_encrypted_and_a_named_root_proves_the_server(url, mode):
    assert line_to(parts_of(url))[1].get("sslmode") == mode


def test_the_keyring_keeps_one_password_for_all_computers_of_a_url():
    assert keyring_name(TWO) == keyring_name(SPELLED_OUT) == "postgresql://desk@a:54331,b:5432/county"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ('no pg_hba.conf entry for host "::1", user "x", database "y", no encryption', "encrypted line"),
        ('no pg_hba.conf entry for host "::1", user "x", database "y", SSL encryption', "lets no such role"),
        ("failed to resolve host 'server.nowhere'", "does not answer"),
        ("connection refused\nconnection failed: session is read-only", "promote it"),
    ],
)
def test_why_a_server_was_not_reached_is_said_in_words(said, words):
    assert words in database_words(OperationalError(said))
