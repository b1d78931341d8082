"""The verbs of the command line, called as a shell calls them."""

import json
import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from county_desk.cli import doing
from county_desk.cli.doing import build, find
from county_desk.commands import COMMANDS
from county_desk.tables.listing import Query, page
from county_desk.tables.places import VILLAGES_LISTING
from county_desk.workflow.cases.filing import FileHousehold
from county_desk.workflow.desk import Desk
from county_desk.workflow.entry import open_register, sit_down
from county_desk.workflow.submission import OutcomeUnknown, Submission, done_before
from tests.accounts import CLERK as REAL_CLERK
from tests.accounts import a_real_register, set_own_password
from tests.build import CLERK, ELSEWHERE, INSPECTOR, REVIEWER, an_id_number
from tests.cli.lines import file_household


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

    monkeypatch.setattr("county_desk.cli.list_rows.count", break_down)
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


def test_the_reviewer_decides_and_nobody_who_acted(shell):
    file_household(shell)
    early = ("--case", 1, "--decided-on", "2016-10-02", "--decision", "approve", "--opinion", "同意")
    assert shell.do(REVIEWER, "2016-10-02", "Decide", *early) == 1
    assert "waits for" in shell.err
    assert shell.do(ELSEWHERE, "2016-10-02", "Decide", *early) == 1


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
