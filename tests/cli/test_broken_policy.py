"""A policy file with a mistake: named with its line in every verb, and only what needs it stops."""

import shutil

import pytest

from county_desk.paths import resources
from tests.build import CLERK, an_id_number

VERBS = [("list", "households"), ("checks",), ("exit-check", "--county"), ("do", "SetContact", "--help")]
FILE = "procedures/national/household_exit-2016.toml"


@pytest.fixture
def damaged(tmp_path, monkeypatch):
    """The policy of this program with a slip of the pen in the procedure of household exit."""
    folder = tmp_path / "resources"
    folder.mkdir()
    for part in resources().iterdir():
        if part.name == "procedures":
            shutil.copytree(part, folder / part.name)
        else:
            (folder / part.name).symlink_to(part)
    text = (folder / FILE).read_text("utf8")
    (folder / FILE).write_text(text.replace("household_exit_disclosure_days", "exit_days"), "utf8")
    for module in ("parameters", "procedures", "calendar"):
        monkeypatch.setattr(f"county_desk.rules.{module}.resources", lambda: folder)
    line = 1 + text.split("household_exit_disclosure_days")[0].count("\n")
    return f"{FILE}, line {line}: there is no figure “exit_days”"


@pytest.mark.parametrize("words", VERBS, ids=lambda words: words[0])
def test_every_verb_names_the_file_and_does_its_work(shell, damaged, words):
    assert shell("--as", CLERK, "--today", "2018-05-07", *words) == 0
    assert words[0] == "do" or damaged in shell.err
    assert "fault of the program" not in shell.err


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
