"""How the cells of an .xls workbook look, for a copy of it in another format."""

import struct
from dataclasses import replace
from unittest.mock import Mock

import openpyxl
import pytest
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from county_desk.excel.formats import room
from county_desk.excel.formats.book import Unreadable
from county_desk.excel.formats.dress import Edge, Paper, Style
from county_desk.excel.formats.dressing import dress_of
from county_desk.excel.formats.opening import open_book
from county_desk.excel.formats.xls import dress as xls_dress
from tests.excel.biff import book, cell, label, number, record, text5, text8, xls
from tests.excel.office import converted

RED, BLUE, YELLOW = 10, 12, 13
AUTOMATIC = 0x7FFF
CHINESE = record(0x42, struct.pack("<H", 936))  # CODEPAGE


def face(name="宋体", points=11, flags=0, ink=AUTOMATIC, weight=400, underline=0, version=8):
    """FONT."""
    head = struct.pack("<5HBBBB", int(points * 20), flags, ink, weight, 0, underline, 0, 134, 0)
    return record(0x31, head + (text8 if version == 8 else text5)(name, short=True))


def style8(font=0, code=0, place=0x20, lines=(0, 0, 0, 0), inks=(64, 64, 64, 64), pattern=0, ground=64):
    """XF of BIFF8; the sides are left, right, top, bottom."""
    one = sum(line << 4 * side for side, line in enumerate(lines)) | inks[0] << 16 | inks[1] << 23
    other = inks[2] | inks[3] << 7 | pattern << 26
    return record(
        0xE0, struct.pack("<HHHBBBBIIH", font, code, 1, place, 0, 0, 0, one, other, ground | 65 << 7)
    )


def style5(font=0, code=0, place=0x20, lines=(0, 0, 0, 0), inks=(64, 64, 64, 64), pattern=0, ground=64):
    """XF of BIFF5."""
    left, right, top, bottom = lines
    area = ground | 65 << 7 | pattern << 16 | bottom << 22 | inks[3] << 25
    edges = top | left << 3 | right << 6 | inks[2] << 9 | inks[0] << 16 | inks[1] << 23
    return record(0xE0, struct.pack("<HHHBBII", font, code, 1, place, 0, area, edges))


def dressed(cells, lead, version=8):
    """The look of a sheet that holds these records."""
    return dress_of(xls({"表": cells}, lead=CHINESE + lead, version=version))["表"]


def look_of(dress, row, column):
    return dress.styles[dress.cells[row, column]]


@pytest.mark.parametrize("frozen", [True, False])
def test_a_sheet_tells_what_stays_in_sight_and_how_it_is_printed(frozen):
    view = record(0x23E, struct.pack("<H", 0xB6 | 8 * frozen) + bytes(16))
    view += record(0x41, struct.pack("<5H", 1, 3, 3, 1, 0))
    page = record(0xA1, struct.pack("<6H", 8, 100, 1, 1, 0, 0) + bytes(22)) + record(0x81, b"\xc1\x05")
    found = dressed(page + view + number(0, 0, 1.0), face() + style8())
    assert found.paper == Paper((3, 1) if frozen else (0, 0), 8, True, True)
    upright = record(0xA1, struct.pack("<6H", 9, 100, 1, 1, 1, 2) + bytes(22))
    assert dressed(upright + number(0, 0, 1.0), face() + style8()).paper == Paper(size=9)
    nothing = record(0xA1, struct.pack("<6H", 9, 100, 1, 1, 1, 4) + bytes(22))
    assert dressed(nothing + number(0, 0, 1.0), face() + style8()).paper == Paper()


@pytest.mark.parametrize(("said", "turned"), [(0, 0), (90, 90), (135, 135), (255, 255), (200, 0)])
def test_a_cell_tells_by_how_much_its_text_is_turned(said, turned):
    plain = bytearray(style8())
    plain[4 + 7] = said
    found = dressed(number(0, 0, 1.0), face() + bytes(plain))
    assert look_of(found, 1, 1).turned == turned


@pytest.mark.parametrize(("version", "style"), [(5, style5), (8, style8)])
def test_a_style_tells_face_place_lines_and_ground_in_both_versions(version, style):
    fonts = face(version=version) * 3
    fonts += face("黑体", 20.5, 0x0A, RED, 700, 1, version)
    code = struct.pack("<H", 164) + (text8("#,##0.00元") if version == 8 else text5("#,##0.00元", short=True))
    fonts += record(0x41E, code)
    xf = style(3, 164, 0x1A, (1, 2, 5, 6), (8, RED, 11, BLUE), 1, YELLOW)
    found = dressed(number(1, 2, 5.0, style=1), fonts + style() + xf, version)
    assert look_of(found, 2, 3) == Style(
        *("#,##0.00元", "黑体", 20.5, True, True, True, True, "FF0000", "FFFF00"),
        *(
            Edge("thin", "000000"),
            Edge("medium", "FF0000"),
            Edge("thick", "00FF00"),
            Edge("double", "0000FF"),
        ),
        *("center", "center", True),
    )


def test_a_stream_without_a_file_around_it_has_its_looks_too():
    raw = book({"表": number(0, 0, 1.0)}, lead=CHINESE + face("楷体", version=5) + style5(), version=5)
    assert look_of(dress_of(raw)["表"], 1, 1).face == "楷体"


def test_a_palette_of_the_workbook_s_own_goes_before_the_usual_colours():
    palette = record(0x92, struct.pack("<H", 1) + b"\x12\x34\x56\0")
    lead = palette + face(ink=8) + style8(pattern=1, ground=47) + style8(pattern=2, ground=47)
    found = dressed(number(0, 0, 1.0) + number(0, 1, 1.0, style=1), lead)
    assert (look_of(found, 1, 1).ink, look_of(found, 1, 1).paper) == ("123456", "FFCC99")
    assert look_of(found, 1, 2).paper == "", "a pattern is no colour"


def test_colours_that_each_program_chooses_are_left_to_it():
    found = dressed(number(0, 0, 1.0), face() + style8(lines=(1, 1, 1, 1), pattern=1))
    one = look_of(found, 1, 1)
    assert (one.ink, one.paper, one.left) == ("", "", Edge("thin"))


def test_the_font_after_the_fourth_is_number_five():
    lead = b"".join(face(name) for name in ("甲", "乙", "丙", "丁", "戊")) + style8(5) + style8(3) + style8(9)
    found = dressed(b"".join(number(0, place, 1.0, style=place) for place in range(3)), lead)
    assert [look_of(found, 1, column).face for column in (1, 2, 3)] == ["戊", "丁", ""]


def test_every_sort_of_cell_has_its_style_blank_ones_too():
    lead = face() + b"".join(style8(code=code) for code in range(9))
    many = struct.pack("<HHHIHIH", 0, 1, 2, 2, 3, 2, 2)
    blanks = struct.pack("<HHHHH", 1, 1, 5, 6, 2)
    cells = number(0, 0, 1.0, style=1) + record(0xBD, many) + label(0, 3, "字", style=4)
    cells += cell(0x205, 0, 4, b"\1\0", style=7) + cell(0x201, 1, 0, style=8) + record(0xBE, blanks)
    cells += cell(0x27E, 2, 0, struct.pack("<I", 6), style=1) + cell(
        0x27E, 2, 1, struct.pack("<I", 6), style=2
    )
    cells += cell(0x06, 2, 2, struct.pack("<d", 3.0), bytes(8), style=3)
    found = dressed(cells, lead)
    assert dict(found.cells) == {
        **{(1, 1): 1, (1, 2): 2, (1, 3): 3, (1, 4): 4, (1, 5): 7},
        **{(2, 1): 8, (2, 2): 5, (2, 3): 6},
        **{(3, 1): 1, (3, 2): 2, (3, 3): 3},
    }


def row(place, twips, flags):
    """ROW."""
    return record(0x208, struct.pack("<8H", place, 0, 1, twips, 0, 0, flags, 15))


def test_only_rows_with_a_height_of_their_own_tell_it():
    found = dressed(row(0, 570, 0x140) + row(1, 400, 0x100) + row(2, 0, 0x140), face() + style8())
    assert dict(found.heights) == {1: 28.5}


@pytest.mark.parametrize(
    ("name", "points", "pixels"), [("宋体", 12, 8), ("宋体", 9, 6), ("Arial", 10, 7), ("Calibri", 11, 7)]
)
def test_columns_are_as_wide_as_in_the_digits_of_the_workbook_s_face(name, points, pixels):
    columns = record(0x7D, struct.pack("<6H", 1, 2, 2560, 15, 0, 0))
    cells = record(0x55, struct.pack("<H", 8)) + columns + number(0, 3, 1.0)
    found = dressed(cells, face(name, points) + style8())
    usual = -(-(8 * pixels + 5) // 8) * 8
    assert {column: round(width * 7) for column, width in found.widths.items()} == {
        **{1: usual, 4: usual},
        **{2: 10 * pixels, 3: 10 * pixels},
    }


def test_numbers_of_styles_and_columns_that_are_not_there_are_passed_over():
    columns = record(0x7D, struct.pack("<6H", 0, 65535, 2560, 15, 0, 0)) * 3
    cells = columns + number(0, 0, 1.0, style=9) + number(0, 300, 1.0) + number(0, 1, 1.0)
    found = xls_dress.dress_of_xls(
        xls({"表": cells}, lead=face("Calibri\0\1") + style8(pattern=1, ground=0x55))
    )["表"]
    assert dict(found.cells) == {(1, 2): 0}
    assert len(found.widths) == 256
    assert look_of(found, 1, 2).face == "Calibri"


def test_more_looks_than_there_is_room_for_are_left_out(monkeypatch):
    raw = xls({"表": b"".join(cell(0x201, place, 255) for place in range(90))}, lead=face() + style8())
    assert len(dress_of(raw)["表"].cells) == 90
    monkeypatch.setattr(room, "SPACE", 50_000)
    with pytest.raises(Unreadable):
        xls_dress.dress_of_xls(raw)
    assert dress_of(raw) == {}


def test_damaged_looks_are_none(monkeypatch):
    raw = xls({"表": number(0, 0, 1.0)}, lead=face() + style8())
    for odd in (struct.error, ValueError, KeyError, IndexError):
        monkeypatch.setattr(xls_dress, "styles_of", Mock(side_effect=odd))
        assert dress_of(raw) == {}


def test_a_text_table_has_no_looks():
    assert dress_of("姓名,人口".encode()) == {}


SIDE, NONE = Side("thin", "FF336699"), Side()
BOX = Border(left=SIDE, right=SIDE, top=Side("medium", "FFFF0000"), bottom=Side("double", "FF000000"))


def _styled(path):
    """A workbook with one look per cell, made with another library."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "花名册"
    cells = {
        "A1": ("HX-2016", Font("黑体", 20, b=True), "General", None, NONE),
        "B2": (2500.5, Font("Arial", 11, i=True, color="FFFF0000"), "#,##0.00", "FFFFCC00", SIDE),
        "C3": (42000, Font("Arial", 12, u="single"), "yyyy-mm-dd", None, NONE),
        "D4": (-7, Font("Arial", 9, strike=True), "0.0;[Red]-0.0", "FF99CCFF", NONE),
        "E5": (None, Font("Arial", 10), "General", "FF808080", SIDE),
    }
    for place, (value, font, code, paper, side) in cells.items():
        one = sheet[place]
        one.value, one.font, one.number_format = value, font, code
        if paper:
            one.fill = PatternFill("solid", fgColor=paper)
        if side is SIDE:
            one.border = BOX
    sheet["A1"].alignment = Alignment("center", "center", wrap_text=True)
    sheet["B2"].alignment = Alignment("right", "top")
    for letter, width in {"A": 30, "B": 12.5}.items():
        sheet.column_dimensions[letter].width = width
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 42, 21.75
    made.save(path)
    return sheet


def _as_style(one):
    edges = [
        Edge(side.style or "", side.color.rgb[2:] if side.style else "")
        for side in (one.border.left, one.border.right, one.border.top, one.border.bottom)
    ]
    paper = one.fill.fgColor.rgb[2:] if one.fill.fill_type else ""
    ink = one.font.color.rgb[2:] if one.font.color else ""
    font = one.font
    return Style(
        *(one.number_format, font.name, font.sz, font.b, font.i, bool(font.u), bool(font.strike), ink, paper),
        *edges,
        *(one.alignment.horizontal or "", one.alignment.vertical or "bottom", bool(one.alignment.wrap_text)),
    )


@pytest.mark.office
def test_what_another_office_program_saves_as_xls_looks_the_same(tmp_path):
    path = tmp_path / "柳湾.xlsx"
    sheet = _styled(path)
    raw = converted(path, "xls").read_bytes()
    found = dress_of(raw)["花名册"]
    assert open_book("柳湾.xls", raw).grids[0].rows[1][1] == 2500.5
    for place in ("A1", "B2", "C3", "D4", "E5"):
        one = sheet[place]
        theirs = look_of(found, one.row, one.column)
        code = theirs.format.replace("\\", "").replace("RED", "Red")
        assert replace(theirs, format=code) == _as_style(one), place
    assert [found.widths[1], found.widths[2]] == pytest.approx([30, 12.5], abs=0.2)
    assert [found.heights[1], found.heights[2]] == pytest.approx([42, 21.75], abs=0.3)
