"""The verbs of the command line, called as a shell calls them."""

import json
import re
import shutil
import sqlite3
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from county_desk.cli import doing
from county_desk.cli.doing import build, find
from county_desk.commands import COMMANDS
from county_desk.tables.listing import Query, page
from county_desk.tables.places import VILLAGES_LISTING
from county_desk.workflow.accounts.recovery import code_in_force, digest_of
from county_desk.workflow.cases.filing import FileHousehold
from county_desk.workflow.desk import Desk
from county_desk.workflow.entry import open_register, sit_down
from county_desk.workflow.submission import OutcomeUnknown, Submission, done_before
from tests.accounts import CLERK as REAL_CLERK
from tests.accounts import a_real_register, set_own_password
from tests.build import CLERK, ELSEWHERE, INSPECTOR, REVIEWER, an_id_number

PERSON = ("--head", "张大有", "--id-number", an_id_number(1), "--persons", 1, "--net-income", 2000)


def file_household(shell, day="2016-10-01", *more):
    who = ("--village", "990101100001", *PERSON, "--year", 2016, "--received-on", day, *more)
    return shell.do(CLERK, day, "FileHousehold", *who)


def test_init_makes_a_register_that_verifies(shell):
    assert shell.json("verify") == {
        "ok": True,
        "events": 1,
        "head": shell.json("verify")["head"],
        "integrity": "ok",
        "chain": "ok",
        "replay": "ok",
        "heads": [],
        "missing": "",
    }


def test_a_head_that_was_written_down_is_looked_for_in_the_history(shell):
    head = shell.json("verify")["head"]
    file_household(shell)
    assert shell("verify", "--head", head) == 0
    assert f"{head}: act 1 of" in shell.out
    assert shell("verify", "--head", head, "--head", "0" * 64) == 1
    assert f"{'0' * 64}: no act bears it." in shell.out


def test_a_register_older_than_what_this_computer_saw_does_not_verify(shell, home, tmp_path):
    opened, passwords = a_real_register(tmp_path / "青岚县.cdesk")
    older = tmp_path / "older.cdesk"
    shutil.copy(opened.place, older)
    set_own_password(opened, REAL_CLERK, passwords[REAL_CLERK])
    opened.close()
    assert shell("--database", opened.place, "verify", database=False) == 0
    assert shell("--database", older, "--json", "verify", database=False) == 1
    said = json.loads(shell.out)
    assert not said["ok"]
    assert said["missing"].startswith("This computer saw act 3 of this register")


def test_the_register_last_opened_is_remembered(shell):
    assert shell("list", "villages", database=False) == 0
    assert "大河村" in shell.out


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


def founded_for_real(bare, founding):
    """Found a register of real people; returns the one-time passwords by name."""
    return bare.json(*founding())["one_time_passwords"]


def test_init_prints_a_different_one_time_password_for_each_person(bare, founding):
    assert bare(*founding()) == 0
    lines = [line for line in bare.out.splitlines() if "One-time password:" in line]
    assert len({line.split("password: ")[1].split()[0] for line in lines}) == 5
    assert lines[0].startswith(f"{CLERK}: ")


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
    added = bare.json("--as", "周平", "do", "AddUser", "--name", "吴桐", "--role", "reviewer")
    reset = bare.json("--as", "周平", "do", "ResetPassword", "--user", added["id"])
    assert added["one_time_password"] != reset["one_time_password"]
    assert bare("--as", "周平", "do", "ResetPassword", "--user", 1) == 0
    assert "One-time password: " in bare.out
    monkeypatch.setenv("COUNTY_DESK_PASSWORD", reset["one_time_password"])
    assert bare("--as", "吴桐", "do", "SetPassword", "--password", "another good word") == 0


def test_nothing_named_opens_the_window(shell):
    assert shell() == 0
    assert shell("window") == 0
    assert len(shell.windows) == 2


def test_a_misused_line_ends_with_two(shell):
    assert shell("no-such-verb") == 2
    assert shell("list") == 2
    assert shell("list", "villages", "--colour", "red") == 2
    assert shell("exit-check") == 2
    assert shell("exit-check", "--county", "--year", 99999999999999999999) == 2
    assert shell("list", "cases", "--limit", -3) == 2


def test_an_unknown_register_is_refused_in_words(bare):
    assert bare("verify") == 1
    assert "There is no file" in bare.err


def test_our_own_fault_ends_with_three_and_a_report_without_data(shell, monkeypatch, home):
    def break_down(*_arguments):
        raise KeyError("990101196503120011")

    monkeypatch.setattr("county_desk.cli.lists.count", break_down)
    assert shell("list", "villages") == 3
    (report,) = (home / "faults").iterdir()
    assert "990101196503120011" not in report.read_text() + shell.err
    assert "KeyError" in report.read_text()
    assert shell("--json", "list", "villages") == 3
    said = json.loads(shell.out)
    assert (said["fault"], Path(said["report"]).parent) == ("KeyError", home / "faults")


def test_a_list_is_covered_for_people_and_programs_alike(shell):
    file_household(shell)
    shell("list", "households")
    assert an_id_number(1) not in shell.out
    assert "990101**********" in shell.out
    rows = shell.json("list", "households", "--where", "head=张大有")["rows"]
    assert [row["id_number"] for row in rows] == ["990101**********11"]
    assert shell.json("list", "households", "--where", "head=王某")["total"] == 0
    assert shell.json("list", "villages", "--limit", 2)["total"] == 6


def test_the_first_clerk_of_a_township_acts_for_that_township_only(bare, founding):
    words = [word for word in founding("--rehearsal") if word not in ("--township-place", "青山镇")]
    assert bare(*words) == 1, "of two townships it cannot know which"
    assert f"that {ELSEWHERE} acts for; there are: 城关镇 990101100000, 青山镇 990101101000" in bare.err
    assert not bare.register.exists()
    assert bare(*words, "--township-place", "平坝镇") == 1
    assert bare(*words, "--township-place", "990101101000") == 0, bare.err
    rows = {row["name"]: row["place"] for row in bare.json("list", "users")["rows"]}
    assert (rows[ELSEWHERE], rows[CLERK]) == ("青山镇", "")


def test_a_list_or_column_that_is_none_is_refused(shell):
    assert shell("list", "nothing") == 1
    assert "households" in shell.err
    assert shell("list", "households", "--where", "colour=red") == 1


def test_a_number_that_is_none_or_far_too_large_is_refused(shell):
    huge = 99999999999999999999
    assert shell("notice", huge, "--out", "x.pdf") == 1
    assert shell("exit-check", "--household", "²") == 1
    assert shell("exit-check", "--household", huge) == 1
    assert shell("--as", CLERK, "do", "WithdrawCase", "--cases", huge, "--reason", "x") == 1


def test_do_prints_the_change(shell):
    shell.json("--as", CLERK, "--today", "2016-10-01", "do", "FileHousehold", "--village", 5)
    assert set(json.loads(shell.out)["refused"]) >= {"head", "id_number", "persons"}
    assert file_household(shell) == 0
    who = ("--as", CLERK, "--today", "2016-10-02", "do", "record-assembly", "--case", 1)
    change = shell.json(*who, "--done_on", "2016-10-02", "--due", 36, "--present", 31, "--in-favour", 29)
    assert {"command", "summary", "touched", "id", "seal"} == set(change)
    assert (change["command"], change["id"], len(change["seal"])) == ("RecordAssembly", 1, 64)


def test_a_shell_line_makes_the_command_that_a_call_makes(shell):
    register = open_register(shell.register)
    desk = sit_down(register, CLERK)
    given = {
        "village": "990101100001",
        "head": "张大有",
        "id_number": an_id_number(1),
        "persons": "1",
        "year": "2016",
        "received_on": "2016/10/01",
    }
    (village,) = desk.read(page, VILLAGES_LISTING, Query(where={"code": "990101100001"}))
    made = build(desk, FileHousehold, given)
    assert made == FileHousehold(
        village=village.id,
        head="张大有",
        id_number=an_id_number(1),
        persons=1,
        year=2016,
        received_on=date(2016, 10, 1),
    )
    register.close()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name, shell):
    assert find(name) is COMMANDS[name]
    assert shell("do", name, "--help") == 0
    for field in COMMANDS[name].asks():
        assert f"--{field.replace('_', '-')}" in shell.out


def test_do_lists_the_commands(shell):
    shell("do", "--help")
    assert all(name in shell.out for name in COMMANDS)
    assert shell("do", "Levitate") == 1


def test_who_may_not_is_told_who_may(shell):
    assert file_household(shell) == 0
    assert shell.do(INSPECTOR, "2016-10-02", "WithdrawCase", "--case", 1, "--reason", "x") == 1
    assert "County clerk" in shell.err
    assert shell.do("谁也不是", "2016-10-02", "WithdrawCase", "--case", 1, "--reason", "x") == 1
    assert CLERK in shell.err


def test_an_exit_check_is_a_tree(shell):
    file_household(shell)
    tree = shell.json("--today", "2016-11-30", "exit-check", "--household", 1)
    assert tree["outcome"] in ("not_met", "unknown")
    assert {"rule", "subject", "on", "label", "outcome", "parts"} <= set(tree)
    assert shell("exit-check", "--household", 99) == 1
    assert shell("exit-check", "--village", "990101100001") == 0
    assert shell.json("exit-check", "--county") == []


def test_a_changed_record_is_found(shell):
    file_household(shell)
    with sqlite3.connect(shell.register) as register:
        register.execute("UPDATE household SET persons = 9")
    register.close()
    assert shell("verify") == 1
    assert "Household 1 张大有 9901011000010001: Members is not what the history says" in shell.out


def test_a_backup_is_proven_and_a_restore_goes_beside(shell, tmp_path):
    copy = Path(shell.json("backup", tmp_path / "copies")["backup"])
    assert copy.is_file()
    assert shell("restore", copy, "--out", tmp_path / "again.cdesk") == 0
    assert shell("restore", copy, "--out", tmp_path / "again.cdesk") == 1
    assert shell("--database", tmp_path / "again.cdesk", "verify", database=False) == 0


def test_a_household_comes_to_its_notice_and_its_return(shell, tmp_path):
    file_household(shell)
    vote = ("--due", 36, "--present", 31, "--in-favour", 29)
    assert shell.do(CLERK, "2016-10-02", "RecordAssembly", "--case", 1, "--done-on", "2016-10-02", *vote) == 0
    seen = ("--visitors", "甲,乙", "--disqualified", "no")
    assert shell.do(CLERK, "2016-10-03", "RecordVisit", "--case", 1, "--done-on", "2016-10-03", *seen) == 0
    where = ("--telephone", "0000-1234501")
    posted = ("OpenDisclosure", "--case", 1, "--opened-on", "2016-10-10", *where)
    assert shell.do(CLERK, "2016-10-10", *posted) == 0
    close = ("CloseDisclosure", "--disclosure", 1, "--closed-on")
    assert shell.do(CLERK, "2016-10-16", *close, "2016-10-16") == 1
    assert "2016-10-17" in shell.err
    assert shell.do(CLERK, "2016-10-17", *close, "2016-10-17") == 0
    papers = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    for paper in papers:
        assert shell("notice", 1, "--out", paper, "--language", "zh") == 0
    assert papers[0].read_bytes() == papers[1].read_bytes()
    assert shell("notice", 7, "--out", papers[0]) == 1
    copy = shell.register.read_bytes()
    with sqlite3.connect(shell.register) as register:
        register.execute("UPDATE notice SET facts = replace(facts, '张大有', '王大有')")
    register.close()
    assert shell("notice", 1, "--out", tmp_path / "altered.pdf") == 1
    assert "was changed outside the program" in shell.err
    assert not (tmp_path / "altered.pdf").exists()
    shell.register.write_bytes(copy)
    out = tmp_path / "r1.xlsx"
    asked = ("--as", CLERK, "--today", "2017-01-05", "return", "R1", "--period", 2016, "--out", out)
    assert shell(*asked, "--freeze") == 0
    assert out.is_file()
    assert shell("return", "--list") == 0
    assert "R6" in shell.out


def test_a_return_without_freeze_is_a_draft_and_freezes_nothing(shell, tmp_path):
    out = tmp_path / "r6.xlsx"
    asked = ("--as", CLERK, "--today", "2016-11-24", "return", "R6", "--period", 2016, "--out", out)
    assert shell(*asked) == 0
    assert "Draft: nothing was frozen" in shell.out
    assert openpyxl.load_workbook(out).active["A1"].value.startswith("(DRAFT) ")
    assert shell(*asked, "--freeze", "--overwrite") == 1
    assert "2016 ends on 2016-12-31; freeze it after that day" in shell.err
    assert shell.json(*asked[:-1], tmp_path / "again.xlsx")["draft"] is True
    assert shell.json("list", "returns")["total"] == 0


def test_an_edition_that_the_register_has_left_behind_says_that_it_is_stale(shell, tmp_path):
    asked = ("--as", CLERK, "--today", "2017-01-05", "return", "R3", "--period", 2016, "--freeze", "--out")
    for number in (1, 2):
        answer = shell.json(*asked, tmp_path / f"{number}.xlsx")
        assert (answer["edition"], answer["stale"]) == (1, False)
    figures = ("--persons", 900, "--poor-persons", 90)
    about = ("--kind", "village_registration", "--year", 2016, "--received-on", "2016-10-01", *figures)
    assert shell.do(CLERK, "2016-10-01", "FileVillage", "--village", "990101100001", *about) == 0
    assert shell(*asked, tmp_path / "3.xlsx") == 0
    assert "Stale edition: the register has changed since edition 1 was frozen" in shell.out
    assert shell.json(*asked, tmp_path / "4.xlsx")["stale"] is True


def test_the_reviewer_decides_and_nobody_who_acted(shell):
    file_household(shell)
    early = ("--case", 1, "--decided-on", "2016-10-02", "--decision", "approve", "--opinion", "同意")
    assert shell.do(REVIEWER, "2016-10-02", "Decide", *early) == 1
    assert "waits for" in shell.err
    assert shell.do(ELSEWHERE, "2016-10-02", "Decide", *early) == 1


def test_a_disk_that_does_not_do_it_is_told_in_our_words(shell, tmp_path):
    (tmp_path / "copies").write_text("a file")
    assert shell("backup", tmp_path / "copies") == 1
    assert f"{tmp_path / 'copies'} exists; choose another name." in shell.err
    assert shell("backup", tmp_path / "copies" / "more") == 1
    assert f"Not saved: there is no folder {tmp_path / 'copies'}." in shell.err
    assert "Errno" not in shell.err


@pytest.fixture
def announced(shell):
    """Nothing to print yet but a list of checks: enough for a file to write."""
    file_household(shell)
    return shell


def test_out_replaces_no_file_unless_the_line_says_so(announced, tmp_path):
    out = tmp_path / "checks.xlsx"
    out.write_bytes(b"mine")
    line = ("checks", "--year", "2016", "--out", out)
    assert announced(*line) == 1
    assert "--overwrite" in announced.err
    assert out.read_bytes() == b"mine"
    assert announced(*line, "--overwrite") == 0
    assert out.read_bytes() != b"mine"


@pytest.mark.parametrize("overwrite", [(), ("--overwrite",)])
def test_out_never_replaces_the_open_register(announced, overwrite):
    before = announced.register.read_bytes()
    assert announced("checks", "--year", "2016", "--out", announced.register, *overwrite) == 1
    assert "is a register" in announced.err
    assert announced.register.read_bytes() == before
    assert announced("verify") == 0


@pytest.mark.parametrize("saved", [True, False])
def test_an_act_whose_line_was_cut_is_looked_for_until_the_server_answers(shell, monkeypatch, saved):
    file_household(shell)
    monkeypatch.setattr(doing, "PAUSE", 0)
    real, asked = Desk.do, []

    def cut_off(desk, command, *_more):
        if saved:
            real(desk, command, submission=Submission(operation="cut"))
        raise OutcomeUnknown("cut")

    def outcome(desk, operation):
        asked.append(operation)
        if len(asked) < 3:
            raise OutcomeUnknown(operation)
        with desk.sessions() as session:
            return done_before(session, operation)

    monkeypatch.setattr(Desk, "do", cut_off)
    monkeypatch.setattr(Desk, "outcome", outcome)
    contact = ("SetContact", "--place", "990101100001", "--telephone", "0000-1234567")
    assert shell.do(CLERK, "2016-10-05", *contact) == (0 if saved else 1)
    assert "It is not known yet whether this was saved" in shell.err
    assert ("Not saved" in shell.err) is not saved
    assert asked == ["cut"] * 3
