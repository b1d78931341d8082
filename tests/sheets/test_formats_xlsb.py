"""Binary workbooks of Excel are read record by record, and what they hide is told."""

import struct
from datetime import date
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from county_desk.sheets.formats.book import Unreadable
from county_desk.sheets.formats.opening import open_book
from tests.intake.corpus.old_books import binary_part as record
from tests.intake.corpus.old_books import xlsb
from tests.intake.corpus.xlsx import PACKAGE, relation

ROWS = [["姓名", "人口", "收入", "日期"], ["张大有", 3, 2500.5, date(2016, 3, 15)], [None, True, -7, "x"]]
SHEET, STYLES = "xl/worksheets/sheet1.bin", "xl/styles.bin"
BEGIN, END = record(129) + record(145), record(146) + record(130)


def wide(text):
    """A text with its length."""
    raw = text.encode("utf-16-le")
    return struct.pack("<I", len(raw) // 2) + raw


def row(number, flags=0, height=300):
    """BrtRowHdr."""
    return record(0, struct.pack("<IIHBBBI", number, 0, height, 0, flags, 0, 0))


def cell(kind, column, content, style=0):
    """The record of a cell; columns count from 0."""
    return record(kind, struct.pack("<II", column, style) + content)


def sheet(records, before=b"", after=b"", **extra):
    """A workbook whose one sheet holds these records."""
    content = record(129) + before + record(145) + records + record(146) + after + record(130)
    return xlsb([], extra={SHEET: content, **extra})


def grid(raw):
    """The first sheet of a file."""
    return open_book("花名册.xlsb", raw).grids[0]


def refusal(raw):
    """The kind under which a file is refused."""
    with pytest.raises(Unreadable) as trouble:
        open_book("花名册.xlsb", raw)
    assert str(trouble.value)
    return trouble.value.kind


def test_a_sheet_is_read_as_another_reader_reads_it():
    raw = xlsb(ROWS)
    found = open_book("花名册.xlsb", raw)
    other = CalamineWorkbook.from_filelike(BytesIO(raw))
    assert [one.name for one in found.grids] == other.sheet_names
    assert found.grids[0].rows == other.get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert found.notes == ()


def test_every_kind_of_cell_is_read():
    records = row(0) + cell(1, 0, b"") + cell(2, 1, struct.pack("<I", 350 << 2 | 3)) + cell(3, 2, b"\x17")
    records += cell(4, 3, b"\1") + cell(5, 4, struct.pack("<d", 1.5)) + cell(6, 5, wide("张"))
    records += cell(62, 6, b"\0" + wide("李"))
    found = grid(sheet(records))
    assert found.rows == [["", 3.5, "", True, 1.5, "张", "李"]]
    assert found.marks.errors == {(1, 3): "#REF!"}


def test_formulas_give_what_they_gave_when_saved_and_are_marked():
    records = row(0) + cell(8, 0, wide("三千")) + cell(9, 1, struct.pack("<d", 7.0)) + cell(10, 2, b"\0")
    found = grid(sheet(records + cell(11, 3, b"\x07")))
    assert found.rows == [["三千", 7.0, False]]
    assert found.marks.formulas == {(1, column) for column in range(1, 5)}
    assert found.marks.errors == {(1, 4): "#DIV/0!"}


def test_what_is_hidden_or_merged_is_told():
    columns = record(60, struct.pack("<4IH", 1, 1, 2000, 0, 1)) + record(
        60, struct.pack("<4IH", 2, 2, 3, 0, 0)
    )
    merged = record(176, struct.pack("<4I", 0, 1, 0, 0))
    records = b"".join(
        row(at, 0x10 if at == 1 else 0) + b"".join(cell(6, column, wide("x")) for column in range(3))
        for at in range(3)
    )
    marks = grid(sheet(records, columns, merged)).marks
    assert marks.hidden_rows == {2}
    flat = row(0, 0x20, 1) + cell(6, 0, wide("x")) + row(1, 0, 1) + cell(6, 0, wide("x"))
    assert grid(sheet(flat)).marks.hidden_rows == {1}
    assert marks.hidden_columns == {2, 3}
    assert marks.merged == ((1, 1, 2, 1),)
    assert marks.unseen == {(2, 1)}
    usual = record(485, struct.pack("<IHHH", 0, 8, 300, 2))
    assert grid(sheet(row(1) + cell(6, 0, wide("x")), usual)).marks.hidden_rows == {1}


def test_formats_and_colours_that_show_another_value_or_none_are_marked():
    def font(kind, number=0, rgb=b"\0\0\0\xff", height=200, flags=0):
        return record(
            43,
            struct.pack("<HH8x", height, flags)
            + struct.pack("<BBh", kind << 1 | 1, number, 0)
            + rgb
            + b"\2\1\0",
        )

    styles = record(278) + record(44, struct.pack("<H", 164) + wide('0"万元"'))
    styles += font(0) + font(2, rgb=b"\xff\xff\xff\xff") + font(3) + font(1, 9)
    styles += font(0, height=20) + font(0, flags=8)
    styles += record(45, struct.pack("<I", 0) + bytes(60)) + record(45, struct.pack("<I", 3) + bytes(60))
    looks = [(0, 0, 0), (164, 0, 0), (9, 0, 0), (14, 0, 0), (0, 1, 0), (0, 2, 0), (0, 3, 0), (0, 1, 1)]
    looks += [(0, 4, 0), (0, 5, 0)]
    styles += record(617, struct.pack("<I", len(looks)))
    styles += b"".join(record(47, struct.pack("<8H", 0, *look, 0, 0, 0, 0)) for look in looks)
    styles += record(618) + record(279)
    cells = b"".join(cell(5, at, struct.pack("<d", 42369.0), style=at) for at in range(len(looks)))
    found = grid(sheet(row(0) + cells, **{STYLES: styles}))
    assert found.rows[0][3] == date(2015, 12, 31)
    assert found.marks.formats == {(1, 2): '0"万元"', (1, 3): "0%"}
    assert found.marks.unseen == {(1, 5), (1, 6), (1, 7), (1, 9)}
    assert found.marks.struck == {(1, 10)}


def test_days_may_count_from_1904():
    assert grid(xlsb(ROWS, since_1904=True)).rows == grid(xlsb(ROWS)).rows


def test_remarks_are_told():
    links = (
        f'<Relationships xmlns="{PACKAGE}/relationships">{relation("rId1", "comments", "../comments1.bin")}'
    )
    extra = {
        "xl/worksheets/_rels/sheet1.bin.rels": f"{links}</Relationships>",
        "xl/comments1.bin": record(635, struct.pack("<5I", 0, 1, 1, 0, 0) + bytes(16)),
    }
    assert grid(xlsb(ROWS, extra=extra)).marks.comments == {(2, 1)}


def test_macros_and_links_are_named_and_never_run():
    extra = {"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.bin": b"x"}
    notes = open_book("花名册.xlsb", xlsb(ROWS, extra=extra)).notes
    assert [kind for kind, _words in notes] == ["has_macros", "external_link"]
    assert refusal(xlsb(ROWS, extra={"xl/macrosheets/sheet1.bin": b"x"})) == "has_macros"


@pytest.mark.parametrize(
    "content",
    [
        BEGIN + row(0) + cell(6, 0, wide("x")) + record(146),  # cut short
        BEGIN + row(0) + row(0) + END,
        BEGIN + row(1) + row(0) + END,
        BEGIN + row(0) + cell(6, 1, wide("x")) + cell(6, 1, wide("y")) + END,
        BEGIN + cell(6, 0, wide("x")) + END,
        BEGIN + row(0) + cell(7, 0, struct.pack("<I", 9)) + END,
        BEGIN + row(0) + cell(6, 0, struct.pack("<I", 1000) + b"ab") + END,
        BEGIN + row(0) + cell(5, 0, b"abc") + END,
        BEGIN + row(0) + cell(6, 0, wide("x"), style=7) + END,
        BEGIN + row(2_000_000) + END,
        BEGIN + row(0) + cell(6, 20_000, wide("x")) + END,
        BEGIN + END + BEGIN + END,
        BEGIN + row(0) + b"\x06\xff\xff\xff\xff\xff",
    ],
)
def test_a_sheet_that_is_damaged_is_refused(content):
    assert refusal(xlsb([], extra={SHEET: content})) == "file_corrupt"


def test_styles_that_do_not_add_up_are_refused():
    styles = record(617, struct.pack("<I", 3)) + record(47, bytes(16)) + record(618)
    assert refusal(xlsb(ROWS, extra={STYLES: styles})) == "file_corrupt"
    assert refusal(xlsb(ROWS, extra={STYLES: record(47, bytes(16))})) == "file_corrupt"
