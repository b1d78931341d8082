"""`policy`: the checker and the county's own policy files on the command line."""

import json

import pytest

from county_desk.paths import resources
from tests.build import CLERK
from tests.workflow.policy_files import FIGURE

ADMINISTRATOR, DAY = "周平", "2016-11-24"
KINDS = {"parameters", "criteria", "procedures", "calendar"}
NAME = "parameters/county_water_days.toml"
DOCUMENT = ("--reference", "青政办〔2016〕3号", "--dated-back", "文件晚到")


@pytest.fixture
def file(tmp_path):
    """The file of a new figure, as it comes by mail."""
    path = tmp_path / "county_water_days.toml"
    path.write_text(FIGURE, "utf8")
    return path


def test_the_checker_needs_no_register(bare, file):
    assert bare("policy", "check", file, database=False) == 0, bare.err
    lines = bare.out.splitlines()
    assert lines[0] == f"{file}: right; in the register it is called {NAME}"
    assert lines[1] == "  A new figure: “Days of the water check”."


def test_the_checker_names_line_and_cure_in_both_languages(bare, file, tmp_path):
    file.write_text(FIGURE.replace('"days"', '"dyas"'), "utf8")
    assert bare("policy", "check", file, database=False) == 1
    assert f"{NAME}, line 4: unit “dyas” is none of" in bare.out
    assert "did you mean “days”?" in bare.out
    assert bare("--language", "zh", "policy", "check", file, database=False) == 1
    assert f"{NAME} 第 4 行：unit 不能是“dyas”" in bare.out
    assert "是否应为“days”？" in bare.out


def test_the_checker_answers_in_json(bare, file, tmp_path):
    wrong = tmp_path / "grace_years.toml"
    wrong.write_bytes("reference = '县文件'".encode("gbk"))
    assert bare("--json", "policy", "check", file, wrong, database=False) == 1
    right, broken = json.loads(bare.out)
    assert (right["ok"], right["kind"], right["name"]) == (True, "parameters", NAME)
    assert (broken["ok"], broken["line"]) == (False, 1)
    assert broken["problem"] == "grace_years.toml, line 1: the file is not saved as UTF-8"


def test_the_file_of_an_editor_with_a_byte_order_mark_is_read(bare, file):
    file.write_bytes(b"\xef\xbb\xbf" + FIGURE.replace("\n", "\r\n").encode())
    assert bare("policy", "check", file, database=False) == 0, bare.out


def test_a_file_that_is_not_there_is_refused_in_words(bare, tmp_path):
    assert bare("policy", "check", tmp_path / "none.toml", database=False) == 1
    assert "none.toml" in bare.err


def test_a_file_is_imported_listed_and_withdrawn(shell, file):
    who = ("--as", ADMINISTRATOR, "--today", DAY)
    assert shell(*who, "policy", "list") == 0
    assert shell.out.strip() == "The county has imported no policy file"
    assert shell(*who, "policy", "import", file, *DOCUMENT) == 0, shell.err
    assert f"Policy file {NAME} imported" in shell.out
    assert "From 2016-02-01, “Days of the water check” is 10 days" in shell.out
    assert shell.put_in_force(DAY) == 0, shell.err
    file.unlink()  # the register keeps the text
    (row,) = shell.json(*who, "policy", "list")
    assert (row["file"], row["reference"]) == (NAME, "青政办〔2016〕3号")
    assert shell(*who, "list", "policy_files") == 0
    assert shell(*who, "verify") == 0
    assert shell(*who, "policy", "withdraw", NAME) == 0, shell.err
    assert shell.put_in_force(DAY) == 0, shell.err
    assert shell(*who, "policy", "withdraw", NAME) == 1
    assert shell(*who, "verify") == 0


def test_a_clerk_imports_no_file(shell, file):
    who = ("--as", CLERK, "--today", DAY)
    assert shell(*who, "policy", "import", file, "--reference", "x") == 1
    assert "may not manage accounts and parameters" in shell.err


def test_a_register_with_a_falsified_file_says_so(shell, file):
    import sqlite3

    who = ("--as", ADMINISTRATOR, "--today", DAY)
    assert shell(*who, "policy", "import", file, *DOCUMENT) == 0
    assert shell.put_in_force(DAY) == 0, shell.err
    with sqlite3.connect(shell.register) as connection:
        connection.execute("UPDATE policy_text SET text = replace(text, '= 5', '= 50')")
    connection.close()
    assert shell(*who, "verify") == 1
    assert f"the text of the policy file {NAME}" in shell.out
    assert shell.do(ADMINISTRATOR, DAY, "WithdrawPolicyFile", "--file", NAME) == 1
    assert "can be read and verified, but not written" in shell.err


def test_of_two_files_with_one_name_each_is_checked(bare, file, tmp_path):
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" / file.name
    other.write_text(FIGURE.replace('"days"', '"dyas"'), "utf8")
    for both in ((file, other), (other, file)):
        assert bare("policy", "check", *both, database=False) == 1
        assert bare.out.count("did you mean “days”?") == 1
        assert bare.out.count("right; in the register") == 1


SHIPPED = sorted(
    path for path in resources().glob("*/**/*.toml") if path.parts[-2] in KINDS or path.parts[-3] in KINDS
)


def test_the_checker_takes_every_file_of_the_program(bare):
    assert len(SHIPPED) > 50
    assert bare("policy", "check", *SHIPPED, database=False) == 0, bare.out


def test_a_wrong_file_of_the_program_is_named_before_it_is_shipped(bare, tmp_path):
    path = tmp_path / "household_exit.toml"
    text = (resources() / "criteria" / path.name).read_text("utf8")
    path.write_text(text.replace('fact = "income_stable"', 'fact = "income_stabl"'), "utf8")
    assert bare("policy", "check", path, database=False) == 1
    assert "criteria/household_exit.toml, line " in bare.out
    assert "did you mean “income_stable”?" in bare.out


def test_a_file_of_the_program_is_not_imported(shell):
    path = resources() / "procedures" / "national" / "household_exit-2016.toml"
    who = ("--as", ADMINISTRATOR, "--today", DAY)
    assert shell(*who, "policy", "import", path, "--reference", "x") == 1
    assert "is a file of the program" in shell.err


def test_a_figure_and_a_file_are_rehearsed_without_a_proposal(shell, file, tmp_path):
    who = ("--as", CLERK, "--today", DAY)
    assert shell(*who, "policy", "rehearse", "income_line_exit=9000", "--since", "2017-01-01") == 0, shell.err
    assert shell.out.startswith("Income line for exit is 9,000 yuan from 2017-01-01")
    found = shell.json(*who, "policy", "rehearse", "household_disclosure_days_first=9")
    (paper,) = [each for each in found["rehearsal"]["papers"] if each["kind"] == "household_first_disclosure"]
    assert [(each["before"], each["after"]) for each in paper["figures"]] == [("7", "9")]
    assert found["turned"] == []
    assert shell(*who, "policy", "rehearse", file) == 0, shell.err
    assert "Nothing changes" in shell.out
    for name in ("rehearsal.pdf", "rehearsal.xlsx"):
        out = tmp_path / name
        assert shell(*who, "policy", "rehearse", "income_line_exit=9000", "--out", out) == 0, shell.err
        assert out.stat().st_size > 1000
    assert shell(*who, "list", "proposals") == 0
    assert shell(*who, "verify") == 0


@pytest.mark.parametrize("title", ["income_line_exit", "Income line for exit", "退出收入线"])
def test_a_figure_is_named_by_its_title_in_either_language(shell, title):
    values = ("--since", DAY, "--value", "9000", "--reference", "青政发〔2016〕9号")
    assert shell.do(ADMINISTRATOR, DAY, "SetParameter", "--name", title, *values) == 0, shell.err
    assert "Income line for exit is 9,000 yuan" in shell.out
    who = ("--as", CLERK, "--today", DAY)
    assert shell(*who, "policy", "rehearse", f"{title}=9000", "--since", "2017-01-01") == 0, shell.err


def test_a_wrong_name_of_a_figure_is_answered_with_the_nearest(shell):
    values = ("--since", DAY, "--value", "9000", "--reference", "青政发〔2016〕9号")
    assert shell.do(ADMINISTRATOR, DAY, "SetParameter", "--name", "Income line for exits", *values) == 1
    assert "did you mean “Income line for exit”?" in shell.err
    chinese = ("--language", "zh", "--as", ADMINISTRATOR, "--today", DAY)
    assert shell(*chinese, "policy", "rehearse", "incom_line_exit=9000") == 1
    assert "是否应为“income_line_exit”？" in shell.err


def test_a_rehearsal_that_cannot_be_is_refused_in_words(shell, tmp_path):
    who = ("--as", CLERK, "--today", DAY)
    assert shell(*who, "policy", "rehearse", "moon=3") == 1
    assert "There is no figure named moon" in shell.err
    assert shell(*who, "policy", "rehearse", "income_line_exit=much") == 1
    assert shell(*who, "policy", "rehearse", tmp_path / "none.toml") == 1
    assert shell(*who, "policy", "rehearse", "income_line_exit=3", "--out", tmp_path / "a.doc") == 1
    assert "The name must end with .xlsx or .pdf" in shell.err
    assert shell(*who, "policy", "rehearse", "income_line_exit=3", "--as-of", DAY) == 1
    assert "is not past" in shell.err
