"""Checking and importing workbooks from the command line."""

import json
import sys
from pathlib import Path

import openpyxl
import pytest

from county_desk.cli import deliveries
from county_desk.intake.marking.annotate import annotate
from county_desk.intake.taking_in import take_in
from county_desk.sheets.writing.saving import CannotWrite
from tests.build import CLERK, INSPECTOR
from tests.cli.conftest import ADMINISTRATOR
from tests.intake.villages import a_workbook, spoil

ROSTER = "花名册"


def the_entry(shell, verb, path, *more):
    (entry,) = shell.json("--as", CLERK, "--today", "2016-11-25", verb, path, *more)
    return entry


def test_an_import_says_how_the_questions_that_can_be_answered_here_are_answered(shell, roster):
    book = openpyxl.load_workbook(roster)
    book[ROSTER].row_dimensions[5].hidden = True
    book.save(roster)
    words = ("--as", CLERK, "--today", "2016-11-25", "import")
    assert shell(*words, roster) == 0
    assert "--agree hidden_row" in shell.err
    shell(*words, "--agree", "hidden_row", roster)
    assert "--agree" not in shell.err


def test_a_column_that_no_row_needs_keeps_no_row_out_and_is_asked_about_once(shell, roster):
    book = openpyxl.load_workbook(roster)
    spoil(book, ROSTER, {"X2": "驻村干部核对", "X3": "已核对", "X4": "已核对"}).save(roster)
    entry = the_entry(shell, "import", roster)
    assert (entry["verdict"], entry["counts"]["ask"]) == ("accept", 0)
    asked = [each for each in entry["problems"] if each["kind"] == "header_unknown"]
    assert [(each["cell"], each["level"]) for each in asked] == [("X2", "ask")]
    assert "--agree" not in shell.err


def test_an_import_is_of_the_year_in_the_title_and_names_the_flag_where_no_file_says_one(shell, roster):
    words = ("--as", CLERK, "--today", "2026-11-25", "import")
    (entry,) = shell.json(*words, roster)
    assert entry["year"] == 2016
    book = openpyxl.load_workbook(roster)
    for sheet in book:
        sheet["A1"] = "青山镇大河村贫困户名单"
    book.save(roster)
    shell(*words, roster)
    assert "Give the year of the figures with --year" in shell.err
    shell(*words, "--year", "2016", roster)
    assert "--year" not in shell.err


def test_a_check_reports_every_row_and_writes_nothing(shell, roster):
    entry = the_entry(shell, "check", roster)
    assert entry["verdict"] == "accept"
    assert entry["batch"] is None
    rows = [(row["sheet"], row["row"]) for row in entry["rows"]]
    assert len(rows) == len(set(rows))
    assert shell.json("list", "households")["total"] == 0


def test_an_import_makes_one_batch_and_the_same_file_changes_nothing(shell, roster):
    first = the_entry(shell, "import", roster)
    again = the_entry(shell, "import", roster)
    assert (first["verdict"], first["batch"]) == ("accept", 1)
    assert (again["batch"], again["conflicts"]) == (None, [])
    assert again["counts"]["unchanged"] == first["counts"]["accept"] + first["counts"]["accept_warn"]
    assert shell.json("verify")["ok"]


def test_a_terminal_is_told_which_file_is_read_on_one_line_that_goes_again(shell, roster, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "30")
    shell("--as", CLERK, "--today", "2016-11-25", "import", roster)
    blank = " " * 29
    begun, *told, last = shell.err.split(f"\r{blank}\r")
    assert begun == "File 1 of 1: 青山镇大河村贫困"  # 29 columns of 30
    assert all("\n" not in words for words in told)
    assert last == f"{roster.name}: accept\n"


def test_a_log_is_told_of_no_progress(shell, roster):
    shell("--as", CLERK, "--today", "2016-11-25", "import", roster)
    assert shell.err == f"{roster.name}: accept\n"


def test_an_import_that_was_stopped_leaves_nothing_and_can_be_done_again(shell, roster, monkeypatch):
    def stop(*_given):
        raise KeyboardInterrupt

    before = shell.json("verify")["head"]
    with monkeypatch.context() as held:
        held.setattr(take_in, "report_of", stop)  # when all rows are written
        assert shell("--as", CLERK, "--today", "2016-11-25", "import", roster) == 130
    assert shell.err == "Stopped; nothing is kept of what was under way.\n"
    assert shell.json("list", "households")["total"] == 0
    assert shell.json("verify")["head"] == before
    assert the_entry(shell, "import", roster)["batch"] == 1


def test_a_wrong_cell_is_named_and_marked_in_the_senders_file(shell, roster, tmp_path):
    book = openpyxl.load_workbook(roster)
    column = next(cell.column_letter for cell in book[ROSTER][2] if "身份证" in str(cell.value))
    spoil(book, ROSTER, {f"{column}3": 990101196503120011})
    book.save(roster)
    entry = the_entry(shell, "import", roster, "--annotate", tmp_path / "back")
    kinds = {problem["kind"]: problem["cell"] for row in entry["rows"] for problem in row["problems"]}
    assert kinds["id_numeric_cell"] == f"{column}3"
    (back,) = (tmp_path / "back").iterdir()
    assert openpyxl.load_workbook(back)[ROSTER][f"{column}3"].comment is not None


def test_a_folder_is_read_file_by_file_and_a_broken_one_is_said(shell, roster, tmp_path):
    (tmp_path / "坏的花名册.xlsx").write_bytes(roster.read_bytes()[:900])
    entries = shell.json("--as", CLERK, "--today", "2016-11-25", "check", tmp_path)
    verdicts = {entry["file"].rsplit("/", 1)[-1]: entry["verdict"] for entry in entries}
    assert verdicts["坏的花名册.xlsx"] == "reject_file"
    assert verdicts[roster.name] == "accept"


def test_a_folder_without_files_is_refused(shell, tmp_path):
    (folder := tmp_path / "空").mkdir()
    assert shell("--as", CLERK, "import", folder) == 1
    assert f"There are no files in {folder}." in shell.err


def test_a_file_that_is_not_there_is_refused(shell, tmp_path):
    assert shell("--as", CLERK, "check", tmp_path / "nothing.xlsx") == 1
    assert "nothing.xlsx" in shell.err


def test_the_file_of_a_batch_comes_back_byte_for_byte(shell, roster, tmp_path):
    batch = the_entry(shell, "import", roster)["batch"]
    out = tmp_path / "原件.xlsx"
    for_what = ("--as", CLERK, "original", batch, "--purpose", "核对", "--out")
    said = shell.json(*for_what, out)
    assert out.read_bytes() == roster.read_bytes()
    assert (said["name"], said["size"]) == (roster.name, roster.stat().st_size)
    missing = shell("--as", CLERK, "original", 99, "--purpose", "核对", "--out", tmp_path / "99.xlsx")
    assert (missing, "99" in shell.err) == (1, True)


def test_the_same_file_twice_in_one_run_goes_in_once(shell, roster, tmp_path):
    copy = tmp_path / "青山镇大河村贫困户花名册 - 副本.xlsx"
    copy.write_bytes(roster.read_bytes())
    first, second = shell.json("--as", CLERK, "--today", "2016-11-25", "import", roster, copy)
    assert (first["batch"], second["batch"]) == (1, None)
    assert "file_duplicate" in second["kinds"]
    assert second["counts"]["unchanged"] > 0


def test_two_versions_of_one_list_in_one_run_do_not_both_go_in(shell, roster, tmp_path):
    old = tmp_path / "青山镇大河村贫困户花名册（旧）.xlsx"
    book = a_workbook()
    for row in book[ROSTER].iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.value = cell.value.replace("石桥镇", "青山镇").replace("柳湾", "大河")
    spoil(book, ROSTER, {"T3": "13900000077"}).save(old)
    first, second = shell.json("--as", CLERK, "--today", "2016-11-25", "import", old, roster)
    assert (first["batch"], second["batch"]) == (None, 1)
    assert "file_ambiguous" in first["kinds"]
    assert first["counts"]["accept"] == 0


def with_a_wrong_number(roster, path):
    """A copy of the roster in which somebody has no sound number, in a folder of its own."""
    book = openpyxl.load_workbook(roster)
    column = next(cell.column_letter for cell in book[ROSTER][2] if "身份证" in str(cell.value))
    spoil(book, ROSTER, {f"{column}3": "990101196503120012"})
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def test_what_goes_back_says_what_went_in(shell, roster, tmp_path):
    wrong = with_a_wrong_number(roster, tmp_path / "1" / roster.name)
    counts = the_entry(shell, "import", wrong, "--annotate", tmp_path / "back")["counts"]
    (back,) = (tmp_path / "back").iterdir()
    message = openpyxl.load_workbook(back).worksheets[0]["A2"].value
    assert f": {counts['accept'] + counts['accept_warn']} rows are in, 1 place to correct" in message


def test_two_files_of_one_name_are_marked_under_two_names(shell, roster, tmp_path):
    sent, out = tmp_path / "sent", tmp_path / "back"
    for folder in ("甲", "乙", "丙/乙"):
        with_a_wrong_number(roster, sent / folder / "大河村.xlsx")
    for _run in range(2):
        shell.json("--as", CLERK, "--today", "2016-11-25", "import", sent, "--annotate", out)
    names = [path.stem.split("_") for path in sorted(out.iterdir())]
    assert [name[:2] for name in names] == [["乙", "大河村"], ["乙", "大河村"], ["甲", "大河村"]]


def test_a_file_that_cannot_be_marked_is_named_and_holds_up_nothing(shell, roster, tmp_path, monkeypatch):
    def failing(source, *given, **more):
        if source == roster:
            raise CannotWrite(f"{source.name} could not be marked")
        return annotate(source, *given, **more)

    monkeypatch.setattr(deliveries, "annotate", failing)
    other = with_a_wrong_number(roster, tmp_path / "乙" / "大河村.xlsx")
    out = tmp_path / "back"
    entries = shell.json("--as", CLERK, "--today", "2016-11-25", "import", roster, other, "--annotate", out)
    assert [Path(entry["file"]) for entry in entries] == [roster, other]
    assert f"{roster.name} could not be marked\n" in shell.err
    (back,) = out.iterdir()
    assert back.name.startswith("大河村_")


def test_a_place_for_marked_files_that_cannot_be_is_told_before_anything_is_stored(shell, roster):
    assert shell("--as", CLERK, "--today", "2016-11-25", "import", roster, "--annotate", roster) == 1
    assert shell.json("list", "households")["total"] == 0


def test_a_warning_is_still_marked_in_what_comes_back_as_it_was(shell, roster, tmp_path):
    book = openpyxl.load_workbook(roster)
    spoil(book, ROSTER, {"T3": "12345"}).save(roster)
    once, twice = tmp_path / "once", tmp_path / "twice"
    the_entry(shell, "import", roster, "--annotate", once)
    (back,) = once.iterdir()
    assert openpyxl.load_workbook(back)[ROSTER]["T3"].comment.text.startswith("▲ ")
    entry = the_entry(shell, "import", back, "--annotate", twice)
    assert entry["counts"]["unchanged"] > 0
    (back,) = twice.iterdir()
    assert openpyxl.load_workbook(back)[ROSTER]["T3"].comment.text.startswith("▲ ")


def whole_or_none(shell, value="true", since="2016-11-25"):
    """The county decides that files go in whole or not at all, or otherwise."""
    words = ("--since", since, "--value", value, "--reference", "县扶贫办通知")
    assert shell.do(ADMINISTRATOR, since, "SetParameter", "--name", "import_all_or_none", *words) == 0
    assert shell.put_in_force(since) == 0, shell.err


def test_a_check_promises_no_part_of_a_file_where_the_county_takes_all_or_none(shell, roster, tmp_path):
    path = with_a_wrong_number(roster, tmp_path / "大河村" / roster.name)
    assert the_entry(shell, "check", path)["verdict"] == "partial"
    whole_or_none(shell)
    promised, done = (the_entry(shell, verb, path) for verb in ("check", "import"))
    assert promised["counts"]["accept"] == promised["counts"]["accept_warn"] == 0
    assert "cannot go in, so none did" in promised["message"]
    assert {**promised, "seconds": 0} == {**done, "seconds": 0}
    words = ("--as", INSPECTOR, "--today", "2016-11-25", "check", path, "--year", "2016")
    (entry,) = shell.json(*words)
    assert entry["verdict"] == "partial"


def test_an_import_ends_with_one_when_every_file_had_to_stay_out(shell, roster):
    book = openpyxl.load_workbook(roster)
    column = next(cell.column_letter for cell in book[ROSTER][2] if cell.value == "民族")
    spoil(book, ROSTER, {f"{column}3": "火星族"}).save(roster)
    told = ("--as", CLERK, "--today", "2016-11-25", "import", roster)
    whole_or_none(shell)
    assert shell(*told) == 1
    assert shell.json("list", "households")["total"] == 0
    whole_or_none(shell, "false", since="2016-11-26")
    told = ("--as", CLERK, "--today", "2016-11-26", "import", roster)
    assert shell(*told) == 0
    whole_or_none(shell, since="2016-11-27")
    told = ("--as", CLERK, "--today", "2016-11-27", "import", roster)
    assert shell(*told) == 0  # what could go in is on record already


def test_an_import_whose_rows_all_wait_for_an_answer_ends_with_zero(shell, roster):
    book = openpyxl.load_workbook(roster)
    spoil(book, ROSTER, {"G2": "身份证吗"}).save(roster)
    status = shell("--json", "--as", CLERK, "--today", "2016-11-25", "import", roster)
    (entry,) = json.loads(shell.out)
    assert (status, entry["verdict"], entry["batch"]) == (0, "ask", None)


def test_a_roster_of_a_register_is_taken_in_once_the_flag_that_it_names_is_given(shell, roster):
    spoil(openpyxl.load_workbook(roster), ROSTER, {"S3": "未脱贫", "S6": "脱贫"}).save(roster)
    entry = the_entry(shell, "import", roster)
    (asked,) = [each for each in entry["questions"] if each["kind"] == "opening_balance"]
    assert (asked["rows"], "--opening" in asked["message"], "--opening" in shell.err) == (2, False, True)
    entry = the_entry(shell, "import", roster, "--opening")
    assert (entry["verdict"], entry["opening"]["exited"]["households"]) == ("accept", 1)


def test_an_opening_counts_by_standing_and_opens_no_case(shell, roster):
    spoil(openpyxl.load_workbook(roster), ROSTER, {"S3": "未脱贫", "S6": "脱贫"}).save(roster)
    expected = the_entry(shell, "check", roster, "--opening")["opening"]
    assert sum(each["households"] for each in expected.values()) > 0
    entry = the_entry(shell, "import", roster, "--opening")
    assert (entry["opening"], entry["batch"]) == (expected, 1)
    shell("--as", CLERK, "--today", "2016-11-25", "import", roster, "--opening")
    assert shell.json("--as", CLERK, "list", "cases")["rows"] == []
    (batch,) = shell.json("--as", CLERK, "list", "batches")["rows"]
    assert (batch["opening"], batch["confirmed_by"]) == (True, "")


@pytest.mark.parametrize("title", ["脱贫属性", "状态", "农户状态"])
def test_an_unknown_status_word_is_asked_about_once_and_then_counted(shell, roster, title):
    book = openpyxl.load_workbook(roster)
    spoil(book, ROSTER, {"S2": title, "S3": "拟销号", "S6": "拟销号"}).save(roster)
    entry = the_entry(shell, "check", roster, "--opening")
    assert shell.err.count("--means 拟销号=STATUS") == 1
    assert sum(each["households"] for each in entry["opening"].values()) == 1
    entry = the_entry(shell, "import", roster, "--opening", "--means", "拟销号=脱贫")
    assert "--means" not in shell.err
    assert entry["opening"]["exited"]["households"] == 2
    rows = shell.json("--as", CLERK, "list", "households", "--where", "standing=exited")["rows"]
    assert len(rows) == 2


def test_a_meaning_is_a_status_of_the_list(shell, roster):
    words = ("--as", CLERK, "--today", "2016-11-25", "check", roster, "--opening", "--means", "拟销号=走了")
    assert shell(*words) != 0
    assert "拟销号=走了" in shell.err
