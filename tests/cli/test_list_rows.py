"""`list` writes files, and covers personal numbers unless a purpose is written, which is recorded."""

import openpyxl
import pytest

from county_desk.sheets.formats.csv_text import read_csv
from county_desk.tables.all_lists import LISTS
from county_desk.workflow.entry import open_register
from tests.build import ADMINISTRATOR, CLERK, an_id_number
from tests.cli.lines import file_household, founded_for_real
from tests.registers import a_household


def newest_event(shell):
    return shell.json("list", "history", "--limit", 1)["rows"][0]


def test_a_list_is_written_in_the_form_that_the_name_says(shell, tmp_path):
    file_household(shell)
    for end in ("xlsx", "csv", "pdf"):
        out = tmp_path / f"名册.{end}"
        assert shell("list", "households", "--columns", "head,id_number", "--out", out) == 0
        assert shell.out.strip() == str(out)
    rows = read_csv((tmp_path / "名册.csv").read_bytes()).grids[0].rows
    assert rows[0] == ["Head of household", "Identity number"]
    assert rows[1][0] == "张大有"
    assert "**********" in rows[1][1]
    sheet = openpyxl.load_workbook(tmp_path / "名册.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[3]] == rows[0]
    assert (tmp_path / "名册.pdf").read_bytes().startswith(b"%PDF")
    assert newest_event(shell)["command"] == "FileHousehold", "covered numbers are no look"
    assert shell("list", "households", "--out", tmp_path / "名册.csv") == 1, "an existing file is kept"
    assert shell("list", "households", "--out", tmp_path / "名册.txt") == 1


def test_full_numbers_need_a_purpose_and_are_recorded(shell, tmp_path):
    file_household(shell)
    out = tmp_path / "full.csv"
    assert shell("--as", CLERK, "list", "households", "--purpose", "核对低保", "--out", out) == 0
    assert an_id_number(1) in out.read_text("utf-8-sig")
    event = newest_event(shell)
    assert (event["command"], event["actor"]) == ("RevealNumbers", CLERK)
    assert event["summary"] == (
        "Showed full numbers: List: Household roster; Rows: 1; Way: as a CSV file; Purpose: “核对低保”"
    )
    assert shell("--as", CLERK, "list", "households", "--purpose", "核对") == 0
    assert an_id_number(1) in shell.out
    assert "on the screen" in newest_event(shell)["summary"]


def test_without_the_right_or_a_purpose_no_file_is_written(shell, tmp_path):
    file_household(shell)
    out = tmp_path / "full.csv"
    assert shell("--as", ADMINISTRATOR, "list", "households", "--purpose", "核对", "--out", out) == 1
    assert newest_event(shell)["command"] == "DenyAct"
    assert shell("--as", CLERK, "list", "households", "--purpose", " ", "--out", out) == 1
    assert list(tmp_path.glob("*full*")) == []


def test_only_the_own_area_goes_out(shell, tmp_path):
    file_household(shell)
    (village,) = shell.json("list", "places", "--where", "code=990101100002")["rows"]
    new = ("--name", "郑宝", "--role", "village_clerk", "--place", village["id"])
    assert shell.do(ADMINISTRATOR, "2016-11-24", "AddUser", *new) == 0, shell.err
    assert shell.put_in_force("2016-11-24") == 0, shell.err
    out = tmp_path / "out.csv"
    assert shell("--as", "郑宝", "list", "villages", "--columns", "code,name", "--out", out) == 0
    assert read_csv(out.read_bytes()).grids[0].rows == [["Code", "Village"], ["990101100002", "柳湾村"]]
    assert shell("--as", "郑宝", "list", "households", "--purpose", "核对") == 0
    assert an_id_number(1) not in shell.out, "this household is another village's"


def test_json_of_a_register_of_real_people_covers_numbers(bare, founding, monkeypatch):
    clerk = founded_for_real(bare, founding)[CLERK]
    monkeypatch.setenv("COUNTY_DESK_PASSWORD", clerk)
    assert bare("--as", CLERK, "do", "SetPassword", "--password", "a long enough word") == 0
    monkeypatch.setenv("COUNTY_DESK_PASSWORD", "a long enough word")
    opened = open_register(bare.register)
    with opened.sessions.begin() as session:  # as it stood when this program took the register over
        member = a_household(session).members[0]
        member.id_number = an_id_number(1)
    opened.close()
    (covered,) = bare.json("--as", CLERK, "list", "members")["rows"]
    assert covered["id_number"].startswith("990101***")
    (full,) = bare.json("--as", CLERK, "list", "members", "--purpose", "核对")["rows"]
    assert full["id_number"] == an_id_number(1)
    _signed_in, event = bare.json("--as", CLERK, "list", "history", "--limit", 2)["rows"]
    assert event["summary"] == (
        "Showed full numbers: List: Member roster; Rows: 1; Way: as JSON; Purpose: “核对”"
    )


def test_a_list_is_sorted_searched_and_shown_by_column(shell):
    rows = shell.json("list", "villages", "--sort", "name:desc", "--sort", "code")["rows"]
    names = [row["name"] for row in rows]
    assert names == ["上坝村"] * 2 + ["柳湾村"] * 2 + ["大河村"] * 2, "by sound: shang, liu, da"
    assert shell.json("list", "villages", "--search", "大河 城关")["total"] == 1
    assert shell("list", "villages", "--columns", "name,code", "--limit", 1) == 0
    assert shell.out.splitlines()[0] == "Village\tCode"
    assert shell("list", "villages", "--columns", "colour") == 1
    assert "there are: id (Village record), code (Code)" in shell.err
    assert shell("list", "villages", "--where", "colour=red") == 1
    assert "there are: id (Village record), code (Code)" in shell.err
    assert shell("list", "villages", "--where", "colour") == 1
    assert "“colour” is not KEY=VALUE" in shell.err
    assert shell("list", "villages", "--sort", "colour") == 1


@pytest.mark.slow
@pytest.mark.parametrize("end", ["xlsx", "csv"])
@pytest.mark.parametrize("table", ["households", "members"])
@pytest.mark.parametrize("every", [False, True])
def test_what_is_exported_reads_back_as_nothing_new(shell, roster, tmp_path, table, end, every):
    """Exported in Chinese, as an office does, with the usual columns or with every one."""
    words = ("--language", "zh", "--as", CLERK, "--today", "2016-11-25")
    assert shell(*words, "import", roster) == 0
    out = tmp_path / f"out.{end}"
    columns = ",".join(column.key for column in LISTS[table].table.columns if column.title != "Household")
    more = ("--columns", columns) if every else ()
    assert shell(*words, "list", table, *more, "--purpose", "核对", "--out", out) == 0
    (entry,) = shell.json(*words, "check", "--year", 2016, out)
    asked = [question["message"] for question in entry["questions"]]
    assert asked == []
    counts = {key: count for key, count in entry["counts"].items() if count and key != "skip"}
    assert counts == {"unchanged": shell.json("list", table)["total"]}


def test_the_history_of_a_household_is_narrowed_said_and_written_with_its_head(shell, tmp_path):
    file_household(shell)
    (row,) = shell.json("list", "households")["rows"]
    about = ("list", "history", "--where", f"household={row['id']}")
    acts = shell.json(*about)
    assert [act["command"] for act in acts["rows"]] == ["FileHousehold"]
    assert acts["rows"][0]["summary"].startswith("Entered a household’s application: ")
    assert acts["total"] < shell.json("list", "history")["total"]
    out = tmp_path / "history.xlsx"
    assert shell("--as", CLERK, *about, "--out", out) == 0, shell.err
    (facts,) = next(openpyxl.load_workbook(out).worksheets[0].iter_rows(2, 2, 1, 1, values_only=True))
    assert "Household: " in facts
    assert "Head of the history: " in facts


def test_a_list_is_read_as_it_stood_on_a_day(shell):
    file_household(shell)
    later = ("--today", "2016-11-01", "--as-of")
    assert shell.json(*later, "2016-09-30", "list", "households")["total"] == 0
    assert "as it stood at the end of 2016-09-30" in shell.err
    assert shell.json(*later, "2016-10-01", "list", "households")["total"] == 1
    assert shell(*later, "2016-11-01", "list", "households") == 1
    assert "2016-11-01 is not past" in shell.err
    assert shell("--as", ADMINISTRATOR, *later, "2016-10-01", "do", "CloseYear", "--year", 2015) == 1
