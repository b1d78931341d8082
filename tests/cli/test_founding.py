"""Registers that the shell founds, and their first accounts."""

import re

import pytest

from county_desk.workflow.accounts.recovery import code_in_force, digest_of
from county_desk.workflow.entry import open_register
from tests.build import CLERK, ELSEWHERE, REVIEWER
from tests.cli.lines import founded_for_real


def test_init_makes_a_register_that_verifies(shell):
    assert shell.json("verify") == {
        "ok": True,
        "events": 1,
        "head": shell.json("verify")["head"],
        "integrity": "ok",
        "chain": "ok",
        "disorder": [],
        "replay": "ok",
        "heads": [],
        "missing": "",
    }


def test_init_never_writes_over_a_file(shell, founding):
    assert shell(*founding("--rehearsal")) == 1
    assert "exists" in shell.err


def test_a_real_register_wants_a_password_and_takes_no_day(bare, founding, monkeypatch):
    assert bare("--today", "2016-01-01", *founding()) == 1
    clerk = founded_for_real(bare, founding)[CLERK]
    assert bare("--as", CLERK, "list", "users") == 1, "no password is given"
    monkeypatch.setenv("COUNTY_DESK_PASSWORD", clerk)
    assert bare("--as", CLERK, "list", "users") == 1
    assert "set one of your own first (SetPassword)" in bare.err
    assert bare("--as", CLERK, "do", "SetPassword", "--password", "a long enough word") == 0
    monkeypatch.setenv("COUNTY_DESK_PASSWORD", "a long enough word")
    assert bare("--as", CLERK, "list", "users") == 0
    assert bare("--as", CLERK, "--today", "2016-01-01", "list", "users") == 1
    monkeypatch.setenv("COUNTY_DESK_PASSWORD", "another word here")
    assert bare("--as", CLERK, "list", "users") == 1


def test_init_prints_a_different_one_time_password_for_each_person(bare, founding):
    assert bare(*founding()) == 0
    lines = [line for line in bare.out.splitlines() if "One-time password:" in line]
    assert len({line.split("password: ")[1].split()[0] for line in lines}) == 5
    assert lines[0].startswith(f"{CLERK}: ")


@pytest.mark.slow
def test_init_shows_the_recovery_code_and_asks_for_two_who_decide(bare, founding, tmp_path):
    assert bare(*founding()) == 0
    code = re.search(r"Recovery code: (\S+) \(shown only now", bare.out)[1]
    assert "Only 李强 can decide cases." in bare.out
    opened = open_register(bare.register)
    with opened.sessions() as session:
        assert code_in_force(session) == digest_of(code)
    opened.close()
    bare.register.unlink()
    assert bare(*founding("--second-reviewer", "何静")) == 0
    assert "can decide cases" not in bare.out
    assert "何静: One-time password:" in bare.out


def test_the_password_of_the_environment_is_the_administrators_alone(bare, founding, monkeypatch):
    monkeypatch.setenv("COUNTY_DESK_PASSWORD", "1234567890")
    assert bare(*founding()) == 1
    assert "This is a top-100 common password." in bare.err
    assert not bare.register.exists()
    monkeypatch.setenv("COUNTY_DESK_PASSWORD", "a long enough word")
    passwords = founded_for_real(bare, founding)
    assert [name for name, given in passwords.items() if given == "a long enough word"] == ["周平"]


def test_the_administrator_adds_a_person_and_resets_a_password_in_the_shell(bare, founding, monkeypatch):
    passwords = founded_for_real(bare, founding)
    monkeypatch.setenv("COUNTY_DESK_PASSWORD", passwords["周平"])
    assert bare("--as", "周平", "do", "SetPassword", "--password", "a long enough word") == 0
    monkeypatch.setenv("COUNTY_DESK_PASSWORD", "a long enough word")
    monkeypatch.setenv("COUNTY_DESK_PASSWORD", passwords[REVIEWER])
    assert bare("--as", REVIEWER, "do", "SetPassword", "--password", "some other good word") == 0

    def two_do(*words):
        """The answer to the second person, who puts in force what the administrator proposed."""
        monkeypatch.setenv("COUNTY_DESK_PASSWORD", "a long enough word")
        proposed = bare.json("--as", "周平", "do", *words)
        assert "one_time_password" not in proposed
        monkeypatch.setenv("COUNTY_DESK_PASSWORD", "some other good word")
        return bare.json("--as", REVIEWER, "do", "PutInForce", "--proposal", proposed["id"])

    added = two_do("AddUser", "--name", "吴桐", "--role", "reviewer")
    reset = two_do("ResetPassword", "--user", added["id"])
    assert added["one_time_password"] != reset["one_time_password"]
    monkeypatch.setenv("COUNTY_DESK_PASSWORD", reset["one_time_password"])
    assert bare("--as", "吴桐", "do", "SetPassword", "--password", "another good word") == 0


def test_the_first_clerk_of_a_township_acts_for_that_township_only(bare, founding):
    words = [word for word in founding("--rehearsal") if word not in ("--township-place", "青山镇")]
    assert bare(*words) == 1, "of two townships it cannot know which"
    assert f"that {ELSEWHERE} acts for; there are: 城关镇 990101100000, 青山镇 990101101000" in bare.err
    assert not bare.register.exists()
    assert bare(*words, "--township-place", "平坝镇") == 1
    assert bare(*words, "--township-place", "990101101000") == 0, bare.err
    rows = {row["name"]: row["place"] for row in bare.json("list", "users")["rows"]}
    assert (rows[ELSEWHERE], rows[CLERK]) == ("青山镇", "")
