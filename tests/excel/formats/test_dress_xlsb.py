"""How the cells of an .xlsb workbook look, for a copy of it in another format."""

import struct
from datetime import date

import openpyxl
import pytest

from county_desk.excel.formats.dress import Edge, Paper, Style
from county_desk.excel.formats.dressing import dress_of
from county_desk.excel.formats.opening import open_book
from tests.excel.corpus.old_books import binary_part as record
from tests.excel.corpus.old_books import xlsb
from tests.excel.office import converted

SHEET, STYLES = "xl/worksheets/sheet1.bin", "xl/styles.bin"
AUTOMATIC = bytes(8)


def wide(text):
    """A text with its length."""
    raw = text.encode("utf-16-le")
    return struct.pack("<I", len(raw) // 2) + raw


def rgb(colour):
    """BrtColor of red, green and blue."""
    return b"\5\0\0\0" + bytes.fromhex(colour) + b"\xff"


def numbered(number):
    """BrtColor of the palette."""
    return bytes([3, number]) + bytes(6)


def theme(number):
    """BrtColor of a theme."""
    return bytes([7, number]) + bytes(6)


def font(name="Calibri", points=11, flags=0, weight=400, underline=0, ink=AUTOMATIC):
    """BrtFont."""
    head = struct.pack("<4H4B", int(points * 20), flags, weight, 0, underline, 0, 134, 0)
    return record(43, head + ink + b"\0" + wide(name))


def fill(pattern=0, colour=AUTOMATIC):
    """BrtFill."""
    return record(45, struct.pack("<I", pattern) + colour + AUTOMATIC + bytes(48))


def border(*sides):
    """BrtBorder: lines above, below, left, right, and across."""
    sides = [*sides, *[(0, AUTOMATIC)] * (5 - len(sides))]
    return record(46, b"\0" + b"".join(bytes([line, 0]) + colour for line, colour in sides))


def style(code=0, font=0, fill=0, border=0, place=2 << 3):
    """BrtXF."""
    return record(47, struct.pack("<5H", 0, code, font, fill, border) + bytes([0, 0, place, 0, 0, 0]))


def group(kind, *parts):
    """Records that belong together, between their begin and their end."""
    return record(kind, struct.pack("<I", len(parts))) + b"".join(parts) + record(kind + 1)


FORMATS, FONTS, FILLS, BORDERS, NAMED, OF_CELLS = 615, 611, 603, 613, 626, 617
LOOKS = b"".join(
    (
        record(278),
        group(FORMATS, record(44, struct.pack("<H", 164) + wide("#,##0.00元"))),
        group(FONTS, font(), font("黑体", 20, 0x0A, 700, 1, rgb("FF0000")), font(ink=theme(1))),
        group(FILLS, fill(), fill(17), fill(1, numbered(13)), fill(1, theme(4))),
        group(
            BORDERS,
            border(),
            border((1, rgb("336699")), (6, AUTOMATIC), (2, numbered(10)), (13, AUTOMATIC)),
        ),
        group(NAMED, style()),
        group(OF_CELLS, style(), style(164, 1, 2, 1, 2 | 1 << 3 | 0x40), style(14, 2, 3), style(9, 9, 9, 9)),
        record(279),
    )
)
USUAL = struct.pack("<IHHI", 0xFFFFFFFF, 8, 300, 0)


def dressed(rows, before=b"", looks=LOOKS):
    """The look of a sheet that holds these records."""
    content = record(129) + before + record(145) + rows + record(146) + record(130)
    raw = xlsb([], extra={SHEET: content, STYLES: looks})
    assert open_book("表.xlsb", raw).grids
    return dress_of(raw)["申请名单"]


def row(number, height=300, flags=0):
    """BrtRowHdr."""
    return record(0, struct.pack("<IIHBBBI", number, 0, height, 0, flags, 0, 0))


def cell(kind, column, content, style=0):
    """The record of a cell; columns count from 0."""
    return record(kind, struct.pack("<II", column, style) + content)


def test_a_sheet_tells_what_stays_in_sight_and_how_it_is_printed():
    view = record(151, struct.pack("<ddIIIB", 2.0, 3.0, 3, 2, 0, 1))
    page = record(478, struct.pack("<8IH", 8, 100, 0, 0, 1, 1, 1, 0, 2) + bytes(4))
    kind = record(147, b"\xc9\x05" + bytes(20))
    found = dressed(row(0) + cell(5, 0, struct.pack("<d", 5.0)), kind + view + page)
    assert found.paper == Paper((3, 2), 8, True, True)


def test_a_style_tells_face_place_lines_and_ground():
    found = dressed(row(1) + cell(5, 2, struct.pack("<d", 5.0), 1))
    assert found.styles[found.cells[2, 3]] == Style(
        *("#,##0.00元", "黑体", 20, True, True, True, True, "FF0000", "FFFF00"),
        *(Edge("medium", "FF0000"), Edge("slantDashDot"), Edge("thin", "336699"), Edge("double")),
        *("center", "center", True),
    )


def test_patterns_and_colours_of_a_theme_are_left_to_the_program():
    found = dressed(row(0) + cell(1, 0, b"", 2) + cell(1, 1, b"", 3))
    assert found.styles[2] == Style("yyyy/m/d", "Calibri", 11, down="bottom")
    assert found.styles[3] == Style("0%", down="bottom"), "parts that are not there are passed over"
    assert dict(found.cells) == {(1, 1): 2, (1, 2): 3}


def test_rows_and_columns_are_as_high_and_wide_as_they_were():
    columns = record(60, struct.pack("<4IH", 1, 1, 12 * 256, 0, 0))
    rows = row(0, 840, 0x20) + cell(1, 2, b"") + row(1, 600) + row(2, 0, 0x30)
    found = dressed(rows, record(485, USUAL) + columns)
    assert dict(found.heights) == {1: 42}
    assert found.widths == pytest.approx({1: 64 / 7, 2: 12, 3: 64 / 7})


def test_columns_that_are_told_of_again_and_again_take_no_time():
    columns = record(60, struct.pack("<4IH", 0, 16383, 2560, 0, 0)) * 20_000
    assert len(dressed(row(0) + cell(1, 0, b""), columns).widths) == 16_384


def test_a_workbook_without_styles_of_its_own_has_days_all_the_same():
    found = dress_of(xlsb([["姓名", date(2016, 3, 15)]]))["申请名单"]
    assert found.styles[found.cells[1, 2]].format == "yyyy-mm-dd"


@pytest.mark.office
def test_another_office_program_sees_the_same_looks(tmp_path):
    columns = record(60, struct.pack("<4IH", 1, 1, 12 * 256, 0, 2))
    rows = row(0, 840, 0x20) + cell(5, 1, struct.pack("<d", 5.0), 1)
    content = record(129) + record(390) + columns + record(391) + record(145)
    path = tmp_path / "表.xlsb"
    path.write_bytes(xlsb([], extra={SHEET: content + rows + record(146) + record(130), STYLES: LOOKS}))
    found = dress_of(path.read_bytes())["申请名单"]
    sheet = openpyxl.load_workbook(converted(path, "xlsx")).active
    one, ours = sheet["B1"], found.styles[found.cells[1, 2]]
    sides = (one.border.left, one.border.right, one.border.top, one.border.bottom)
    assert [side.style for side in sides] == ["medium", "slantDashDot", "thin", "double"]
    assert (ours.left.line, ours.top.line, ours.bottom.line) == ("medium", "thin", "double")
    assert (one.font.name, one.font.sz, one.font.b, one.fill.fgColor.rgb) == ("黑体", 20, True, "FFFFFF00")
    assert (ours.face, ours.points, ours.bold, ours.paper) == ("黑体", 20, True, "FFFF00")
    assert (one.alignment.horizontal, one.alignment.vertical) == (ours.across, ours.down)
    assert sheet.row_dimensions[1].height == pytest.approx(found.heights[1], abs=0.3)
