"""`do` shows the effect of an act and that it is final before it is done, and a terminal asks."""

import io
import sys

import pytest

from tests.build import CLERK, REVIEWER
from tests.cli.lines import file_household

FINAL = "It cannot be undone, only corrected."
VOTE = ("--due", 36, "--present", 31, "--in-favour", 29)
SEEN = ("--visitors", "甲,乙", "--disqualified", "no")
POST = ("OpenDisclosure", "--case", 1, "--opened-on", "2016-10-10", "--telephone", "0000-1234501")
DAY = "2016-10-10"


@pytest.fixture
def ready(shell):
    """A case that waits for its first disclosure."""
    assert file_household(shell) == 0
    assert shell.do(CLERK, "2016-10-02", "RecordAssembly", "--case", 1, "--done-on", "2016-10-02", *VOTE) == 0
    assert shell.do(CLERK, "2016-10-03", "RecordVisit", "--case", 1, "--done-on", "2016-10-03", *SEEN) == 0
    return shell


@pytest.fixture
def terminal(monkeypatch):
    """Lets a person at a terminal answer."""

    def answer(words):
        typed = io.StringIO(words)
        typed.isatty = lambda: True
        monkeypatch.setattr(sys, "stdin", typed)
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)

    return answer


def test_a_final_act_says_so_and_a_script_goes_on(ready):
    assert ready.do(CLERK, DAY, *POST) == 0
    assert FINAL in ready.err
    assert "[y/N]" not in ready.err


def test_an_ordinary_act_says_nothing(ready):
    assert ready.do(CLERK, DAY, "TakeBackStep", "--case", 1, "--reason", "错") == 0
    assert ready.err == ""


def test_a_terminal_asks_and_no_leaves_everything_as_it_was(ready, terminal):
    terminal("n\n")
    assert ready.do(CLERK, DAY, *POST) == 1
    assert FINAL in ready.err
    assert "Do it? [y/N]" in ready.err
    assert "Nothing was done." in ready.err
    assert ready.json("list", "disclosures")["total"] == 0
    terminal("yes\n")
    assert ready.do(CLERK, DAY, *POST) == 0


def test_yes_on_the_line_answers_before(ready, terminal):
    terminal("")
    assert ready.do(CLERK, DAY, *POST, "--yes") == 0
    assert FINAL in ready.err
    assert "[y/N]" not in ready.err


def test_what_would_be_refused_is_refused_without_a_question(ready, terminal):
    terminal("")
    assert ready.do(REVIEWER, DAY, *POST) == 1
    assert FINAL not in ready.err
    assert "[y/N]" not in ready.err


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "waiting to be posted again, with a new number and a new period: "),
        ("zh", "须另编文号、重新计算公示期后再次公示："),
    ],
)
def test_the_effect_of_an_act_is_shown_before_it(ready, language, words):
    assert ready.do(CLERK, DAY, *POST) == 0
    void = ("VoidNotice", "--notice", 1, "--reason", "姓名有误")
    assert ready("--language", language, "--as", CLERK, "--today", DAY, "do", *void) == 0
    assert words in ready.err


def test_help_and_catalogue_say_that_an_act_is_final(shell):
    assert shell("do", "OpenDisclosure", "--help") == 0
    assert FINAL in shell.out
    assert shell.json("do", "--help")["OpenDisclosure"]["final"] == FINAL
    assert shell.json("do", "--help")["RecordAssembly"]["final"] == ""


def test_a_refusal_names_the_field_in_words_with_its_flag(shell):
    assert shell.do(REVIEWER, DAY, "ReturnCase", "--case", 310, "--returned-on", DAY, "--reason", "误录") == 1
    assert "(--cases): There is no case record 310; choose it from the list" in shell.err


def test_a_field_of_several_records_takes_the_name_of_one(shell):
    for act, flag in (("ConfirmOpening", "--batch"), ("RecordAssembly", "--case")):
        assert shell("do", act, "--help") == 0
        assert f"{flag} " in shell.out
