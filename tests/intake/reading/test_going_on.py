"""A sheet without a header that begins with a person goes on from the list before: it is asked about."""

from county_desk.intake.delivery import FileVerdict, Verdict
from tests.intake.lists import read_list, table
from tests.intake.made_up import an_id

TITLES = ("户编号", "姓名", "与户主关系", "身份证号")
ONE = ("9901011010010001", "张大有", "户主", an_id(1, "19650312"))
TWO = ("9901011010010002", "王秀田", "户主", an_id(5, "19500115"))


def sheets(folder, *rows):
    """What is read of a list of one person with a second sheet of these rows."""
    book = table("名册", TITLES, ONE)
    other = book.create_sheet("二组")
    for row in rows:
        other.append(row)
    found = read_list(book, folder, place_id=2)
    return found, [line.verdict for line in found.lines if line.sheet == "二组"]


def test_rows_of_people_on_a_second_sheet_wait(tmp_path):
    found, verdicts = sheets(tmp_path, TWO)
    assert (found.verdict, verdicts) == (FileVerdict.PARTIAL, [Verdict.ASK])
    assert [household.head for household in found.households] == ["张大有"]


def test_notes_and_sums_on_a_second_sheet_are_passed_over(tmp_path):
    found, verdicts = sheets(tmp_path, ("汇总表", None), ("户数", 1), ("人数", 1))
    assert (found.verdict, set(verdicts)) == (FileVerdict.ACCEPT, {Verdict.SKIP})
