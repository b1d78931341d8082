"""What the shell asks about a delivery: each thing once, and the true obstacle first."""

import openpyxl
import pytest

from tests.build import CLERK
from tests.intake.villages import ROSTER, an_id, spoil

DAY = "2016-11-25"
EARLY = "2013-03-01"  # no procedure was in force yet
ORDINARY = (
    *("是否党员", "职务", "学校", "监护人", "安置方式", "贷款金额", "养老保险", "上年人均收入", "贫困原因"),
)


def with_titles(book, titles):
    """A workbook with more filled columns in its roster."""
    sheet = book[ROSTER]
    for title in titles:
        column = sheet.max_column + 1
        sheet.cell(2, column).value = title
        for row in range(3, 9):
            sheet.cell(row, column).value = "1200"
    return book


@pytest.fixture
def folder(roster):
    """The workbooks of two villages, one of them in an older copy as well, as an office receives them."""
    book = with_titles(openpyxl.load_workbook(roster), ("是否党员", "职务"))
    book[ROSTER].column_dimensions["T"].hidden = True
    book.save(roster)
    book.save(roster.with_name("青山镇大河村贫困户花名册（旧）.xlsx"))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = cell.value.replace("大河", "上坝").replace("990101101001", "990101101002")
    for row in range(3, 9):
        number = book[ROSTER][f"G{row}"].value
        book[ROSTER][f"G{row}"] = an_id(int(number[14:17]) + 20, number[6:14])
    spoil(book, ROSTER, {"G6": int(number[:15] + "000")})
    book.save(roster.with_name("青山镇上坝村贫困户花名册.xlsx"))
    return roster.parent


def test_nearly_all_rows_of_a_delivery_are_ready_and_each_thing_is_asked_once(shell, folder):
    entries = shell.json("--as", CLERK, "--today", DAY, "check", *sorted(folder.glob("*.xlsx")))
    rows = [row for entry in entries for row in entry["rows"] if "与户主关系" in row["values"]]
    ready = [row for row in rows if row["verdict"].startswith("accept")]
    assert (len(ready), len(rows)) == (17, 18)
    of_files = [("X2", "header_unknown", 0), ("Y2", "header_unknown", 0), ("T2", "hidden_column", 0)]
    asked = [[(each["cell"], each["kind"], each["rows"]) for each in entry["questions"]] for entry in entries]
    assert asked == [[*of_files, ("G6", "id_numeric_cell", 1)], of_files, of_files]
    assert [entry["waiting"] for entry in entries] == [2, 0, 0]


def test_ordinary_columns_of_a_roster_keep_no_row_out(shell, roster):
    with_titles(openpyxl.load_workbook(roster), ORDINARY).save(roster)
    (entry,) = shell.json("--as", CLERK, "--today", DAY, "import", roster)
    assert (entry["verdict"], entry["counts"]["accept"]) == ("accept", 12)
    assert [each["kind"] for each in entry["questions"]] == ["header_unknown"] * len(ORDINARY)


def test_a_question_about_a_whole_sheet_is_printed_once_with_its_rows(shell, roster):
    book = openpyxl.load_workbook(roster)
    book[ROSTER].column_dimensions["G"].hidden = True
    book.save(roster)
    (entry,) = shell.json("--as", CLERK, "--today", DAY, "check", roster)
    (asked,) = entry["questions"]
    assert (asked["cell"], asked["kind"], asked["rows"]) == ("G2", "hidden_column", 6)
    assert entry["waiting"] == 6
    assert all(each["kind"] != "hidden_column" for row in entry["rows"] for each in row["problems"])
    shell("--as", CLERK, "--today", DAY, "check", roster)
    assert [line.count("hidden_column") for line in shell.out.splitlines() if "hidden_column" in line] == [1]
    assert "(6 rows)" in shell.out
    assert "household_waits" not in shell.out


def test_households_that_cannot_apply_say_why_beside_what_can_be_agreed_to(shell, roster):
    book = openpyxl.load_workbook(roster)
    book[ROSTER].column_dimensions["G"].hidden = True
    book.save(roster)
    words = ("--as", CLERK, "--today", EARLY, "import", "--year", "2016", roster)
    for more in ((), ("--agree", "hidden_column")):
        (entry,) = shell.json(*words, *more)
        asked = [each["message"] for each in entry["questions"] if "” begins on 20" in each["message"]]
        assert ["王秀田" in words for words in asked] == [True, False]
        assert entry["verdict"] == "ask"


def test_rows_that_wait_are_held_against_the_register_as_well(shell, roster):
    shell("--as", CLERK, "--today", DAY, "import", roster)
    book = spoil(openpyxl.load_workbook(roster), ROSTER, {"T3": "13900000077", "G4": None})
    book.save(roster)
    (entry,) = shell.json("--as", CLERK, "--today", DAY, "check", roster)
    first = next(row for row in entry["rows"] if row["row"] == 3 and row["sheet"] == ROSTER)
    assert first["verdict"] == "ask"
    assert "changed" in first["kinds"]
