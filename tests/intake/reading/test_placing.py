"""A person may say which village a file is about, when neither its rows nor its name do."""

from county_desk.intake.delivery import Verdict
from county_desk.intake.reading.villages.row_village import placed
from tests.intake.lists import read_list, table
from tests.intake.villages import ROSTER, a_workbook, read, spoil


def test_rows_that_waited_for_their_village_alone_are_ready_then(tmp_path):
    book = spoil(a_workbook(), ROSTER, {"B3": "无名", "B6": "无名", "B7": "无名"})
    found = read(book, tmp_path, name="花名册.xlsx")
    assert (found.place_id, found.counts["ask"]) == (None, 12)
    told = placed(found, 2)
    assert (told.place_id, told.counts["ask"]) == (2, 0)
    assert not told.problems
    assert all(household.verdict is Verdict.ACCEPT for household in told.households)


def test_what_else_is_wrong_stays_wrong(tmp_path):
    number = "990101196503120012"
    book = spoil(a_workbook(), ROSTER, {"B3": "无名", "B6": "无名", "B7": "无名", "G3": number})
    told = placed(read(book, tmp_path, name="花名册.xlsx"), 2)
    assert [line.row for line in told.lines if line.verdict is Verdict.REJECT] == [3]
    assert told.counts["ask"] == 4  # the rest of that household waits for it


def test_a_row_of_a_table_of_villages_stays_without_a_village(tmp_path):
    titles = ("乡镇", "行政村", "总户数", "总人口数", "贫困户数", "贫困人口数")
    book = table("行政村信息表", titles, ("石桥镇", "桃花源村", 312, 1046, 20, 61))
    assert placed(read_list(book, tmp_path), 2).counts["ask"] == 1
    assert read_list(book, tmp_path, place_id=2).villages == ()
