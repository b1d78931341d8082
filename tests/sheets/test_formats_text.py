"""A text table is read in the encoding it has, or the line is named that does not fit."""

import pytest

from county_desk.sheets.formats import csv_text
from county_desk.sheets.formats.book import Unreadable
from county_desk.sheets.formats.csv_text import read_csv

HEAD = "序号,行政村,姓名,与户主关系,身份证号,民族"
LINES = [HEAD, *(f"{one},柳湾,张大有,户主,99010119650312001{one},汉族" for one in range(1, 6))]
TEXT = "\r\n".join(LINES) + "\r\n"
OLD = TEXT.translate(str.maketrans("号与户关证张湾汉", "號與戶關證張灣漢")).replace("系,", "係,")


def rows(text, encoding="utf-8"):
    """The rows of a text table."""
    return read_csv(text.encode(encoding)).grids[0].rows


def refusal(raw):
    """The kind and the words under which bytes are refused."""
    with pytest.raises(Unreadable) as trouble:
        read_csv(raw)
    return trouble.value.kind, str(trouble.value)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030"],
)
def test_every_usual_encoding_is_known_by_the_text_it_gives(encoding):
    assert rows(TEXT, encoding) == rows(TEXT)
    assert rows(TEXT)[0][2] == "姓名"


def test_two_characters_that_are_sound_in_two_encodings_are_decided_by_what_they_say():
    assert rows("联通,姓名\n", "gbk") == [["联通", "姓名"]]
    assert rows("龘靐齉,1\n") == [["龘靐齉", "1"]]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (OLD.encode("big5"), "Big5"),
        (TEXT.encode("gbk") + "9,柳湾,李秀英,配偶\r\n".encode(), "line 7"),
        (TEXT.encode() + "9,柳湾,李秀英,配偶\r\n".encode("gbk"), "line 7"),
        (TEXT.encode("gbk") * 4 + OLD.encode("big5"), "line 25"),
        (b"a,b\r\n1\0,2", "line 2"),
        ("甲,乙\n李\0秀英,2\n".encode(), "line 2"),
        (b"ab\0cd\0" * 9, "line 1"),
        ("a,b\n张\ufffd,c".encode(), "line 2 does not fit the others (“张”)"),
        (TEXT.encode("utf-16")[:-1], "line 6"),
        ("é,è,à".encode("latin1"), "line 1"),
        ("あいうえお,かきくけこ".encode("shift-jis"), "GB18030"),
        ("안녕하세요,감사합니다".encode("euc-kr"), "GB18030"),
        (bytes(range(256)), "line 1"),
    ],
)
def test_an_unclear_encoding_is_asked_about_with_the_line_that_does_not_fit(raw, words):
    kind, message = refusal(raw)
    assert kind == "encoding_unclear"
    assert words in message


@pytest.mark.parametrize("mark", [",", ";", "\t", "|", "，"])
def test_the_delimiter_is_the_one_that_cuts_lines_alike(mark):
    text = "\n".join(mark.join(cells) for cells in (["甲", "乙", "丙"], ["1", "2", "3"], ["a,b;", "x", "y"]))
    if mark in ",;":
        text = text.replace("a,b;", '"a,b;"')
    assert rows(text) == [["甲", "乙", "丙"], ["1", "2", "3"], ["a,b;", "x", "y"]]


def test_a_line_that_names_the_delimiter_stays_so_that_lines_keep_their_numbers():
    assert rows("sep=;\r\n甲;乙,丙\r\n1;2\r\n") == [["sep=;", ""], ["甲", "乙,丙"], ["1", "2"]]
    assert "line 3" in refusal('sep=;\n甲;乙\n1;"2'.encode())[1]


def test_what_only_marks_a_text_is_not_part_of_it():
    raw = '="0123"\t"\t0789"\t=1+2\t"=""a""""b"""\n1\t2\t3\t4\n'
    assert rows(raw)[0] == ["0123", "0789", "=1+2", 'a"b']


def test_text_that_looks_like_a_formula_stays_text():
    grid = read_csv("甲,乙\n=SUM(A1),@x\n".encode()).grids[0]
    assert grid.rows[1] == ["=SUM(A1)", "@x"]
    assert not grid.marks.formulas


def test_quotes_that_do_not_close_name_the_line_where_they_open():
    kind, message = refusal('甲,乙\n1,2\n3,"4\n5,6\n7,8\n'.encode())
    assert kind == "csv_structure"
    assert "line 3" in message
    assert refusal('甲,乙\n1,"2"3\n'.encode())[0] == "csv_structure"


def test_lines_of_another_width_are_doubts_but_blank_cells_too_many_are_not():
    doubts = read_csv("甲,乙,丙\n1,2,3\n1,2\n1,2,3,4\n1,2,3,,\n标题\n".encode()).grids[0].marks.doubts
    assert list(doubts) == [3, 4]
    assert doubts[3] == ("csv_structure", doubts[3][1])
    assert "Line 3 has 2 cells where most have 3" in doubts[3][1]


def test_a_table_wider_than_any_sheet_is_refused(monkeypatch):
    assert refusal(b"," * 20_000)[0] == "csv_structure"
    assert "longer" in refusal(b"a" * 200_000)[1]
    monkeypatch.setattr(csv_text, "LONGEST", 3)
    assert "4 lines" in refusal(b"a,b,c\n" * 4)[1]
    monkeypatch.setattr(csv_text, "LONGEST", 9)
    monkeypatch.setattr(csv_text, "REACH", 10)
    assert refusal(b"a,b,c\n" * 4)[0] == "csv_structure"
