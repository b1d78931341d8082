"""A policy file with a mistake: named with its line in every verb, and only what needs it stops."""

import shutil

import pytest

from county_desk.paths import resources
from tests.build import CLERK, an_id_number

VERBS = [("list", "households"), ("checks",), ("exit-check", "--county"), ("do", "SetContact", "--help")]
FILE = "procedures/national/household_exit-2016.toml"


def damage(file, good, bad, folder, monkeypatch):
    """Replace a word in one policy file of this program; returns where it stands."""
    folder.mkdir()
    for part in resources().iterdir():
        if part.name == file.partition("/")[0]:
            shutil.copytree(part, folder / part.name)
        else:
            (folder / part.name).symlink_to(part)
    text = (folder / file).read_text("utf8")
    (folder / file).write_text(text.replace(good, bad), "utf8")
    for module in ("parameters", "procedures", "calendar", "policy"):
        monkeypatch.setattr(f"county_desk.rules.{module}.resources", lambda: folder)
    return f"{file}, line {1 + text.split(good)[0].count(chr(10))}"


@pytest.fixture
def damaged(tmp_path, monkeypatch):
    """The policy of this program with a slip of the pen in the procedure of household exit."""
    good = "household_exit_disclosure_days"
    place = damage(FILE, good, "exit_days", tmp_path / "resources", monkeypatch)
    return f"{place}: there is no figure “exit_days”"


@pytest.mark.parametrize("words", VERBS, ids=lambda words: words[0])
def test_every_verb_names_the_file_and_does_its_work(shell, damaged, words):
    assert shell("--as", CLERK, "--today", "2018-05-07", *words) == 0
    assert words[0] == "do" or damaged in shell.err
    assert "fault of the program" not in shell.err


def test_a_procedure_whose_only_file_is_wrong_is_refused_in_words(shell, tmp_path, monkeypatch):
    file = "procedures/national/household_removal-2015.toml"
    place = damage(file, 'outcome = "removed"', 'outcome = "remove"', tmp_path / "resources", monkeypatch)
    day = ("--kind", "household_removal", "--received-on", "2018-05-07", "--year", "2018")
    assert shell.do(CLERK, "2018-05-07", "OpenCase", *day, "--household", "1") == 1
    assert place in shell.err
    assert "did you mean “removed”?" in shell.err


def test_what_needs_the_file_is_refused_in_words(shell, damaged):
    day = ("--kind", "household_exit", "--received-on", "2018-05-07", "--year", "2018")
    assert shell.do(CLERK, "2018-05-07", "OpenCase", *day, "--household", "1") == 1
    assert damaged in shell.err
    assert "fault of the program" not in shell.err


def test_what_does_not_need_the_file_goes_on(shell, damaged):
    place = ("--village", "990101100001", "--year", 2018)
    person = ("--head", "赵有福", "--id-number", an_id_number(1), "--persons", 3)
    about = (*place, *person, "--received-on", "2018-05-07")
    assert shell.do(CLERK, "2018-05-07", "FileHousehold", *about) == 0, shell.err


def test_a_criterion_over_an_unknown_fact_stops_only_its_rule(shell, tmp_path, monkeypatch):
    file, folder = "criteria/village_exit.toml", tmp_path / "resources"
    place = damage(file, '"share"', '"moon"', folder, monkeypatch)
    who = ("--as", CLERK, "--today", "2018-05-07")
    assert shell(*who, "exit-check", "--village", "990101100001") == 1
    assert f"{place}: fact “moon” is none of" in shell.err
    assert "fault of the program" not in shell.err
    day = ("--village", "990101100001", "--received-on", "2018-05-07", "--year", "2018")
    figures = ("--kind", "village_registration", "--persons", "1000", "--poor-persons", "300")
    assert shell.do(CLERK, "2018-05-07", "FileVillage", *day, *figures) == 0, shell.err
    assert place in shell.err
