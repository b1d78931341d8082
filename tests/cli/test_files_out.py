"""Backups, notices and returns that the shell writes, and the files that it never replaces."""

import sqlite3
from pathlib import Path

import openpyxl
import pytest

from tests.build import CLERK
from tests.cli.lines import file_household


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
