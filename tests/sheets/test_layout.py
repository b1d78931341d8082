"""The number formats and sizes of a sheet are read, so that a copy in another format can repeat them."""

import re
import struct

import openpyxl
import pytest

from county_desk.sheets.formats.opening import open_book
from tests.intake.office import converted
from tests.sheets.biff import cell, font, label, look, number, record, xls

SHORT, MANY, BLANK, FORMULA = 0x27E, 0xBD, 0x201, 0x06
LEAD = font() + b"".join(look(code) for code in (0, 2, 4, 14, 49))


def of_xls(cells):
    """The layout of a sheet of an old workbook with these records."""
    return open_book("表.xls", xls({"表": cells}, lead=LEAD)).grids[0].layout


def test_every_sort_of_number_of_an_old_workbook_has_its_format():
    three = struct.pack("<I", 3 << 2 | 2)
    cells = number(0, 0, 1.0, 1) + number(1, 0, 1.0, 1) + number(2, 0, 1.0) + label(3, 0, "字", 1)
    cells += cell(SHORT, 0, 1, three, style=2) + cell(SHORT, 1, 1, three, style=4)
    cells += cell(MANY, 2, 1, three, struct.pack("<H", 1), three, struct.pack("<H", 2), style=2)
    cells += cell(FORMULA, 3, 1, struct.pack("<d", 3.0), bytes(8), style=3) + cell(BLANK, 3, 2, style=1)
    assert of_xls(cells).number_formats == {
        **{(1, "0.00"): [1, 2], (2, "#,##0.00"): [1, 3]},
        **{(3, "0.00"): [3], (2, "yyyy/m/d"): [4]},
    }


def test_columns_and_rows_of_an_old_workbook_have_their_sizes():
    def height(place, twips, flags):
        return record(0x208, struct.pack("<8H", place, 0, 1, twips, 0, 0, flags, 15))

    def width(first, last, size, flags=0):
        return record(0x7D, struct.pack("<6H", first, last, size, 15, flags, 0))

    heights = height(0, 570, 0x140) + height(1, 570, 0x140) + height(2, 400, 0x100) + height(3, 0, 0x140)
    widths = width(1, 2, 2560) + width(3, 3, 2560, 1) + width(0, 65535, 1280)
    found = of_xls(widths + heights + number(4, 4, 1.0))
    assert found.heights == ((1, 2, 28.5),)
    assert found.widths == ((1, 5, 5.0),), "the columns that come again count once"
    assert of_xls(widths * 60_000 + number(0, 0, 1.0)).widths == ((1, 1, 5.0),)


CODES = ("0.00", "#,##0.00;[Red]-#,##0.00", "0%", "yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "[h]:mm", '0"万元"')


@pytest.mark.office
def test_formats_and_sizes_are_the_same_after_another_office_program_saved_them(tmp_path):
    made = openpyxl.Workbook()
    part = made.active
    for column, code in enumerate(CODES, 1):
        part.cell(1, column, 40_000.5).number_format = code
    for letter, width in zip("ABCD", (12, 30, 5, 18.6), strict=True):
        part.column_dimensions[letter].width = width
    part.row_dimensions[1].height = 36
    made.save(tmp_path / "表.xlsx")
    path = converted(tmp_path / "表.xlsx", "xls")
    found = open_book(path.name, path.read_bytes()).grids[0].layout
    codes = [
        re.sub(r'["\\]', "", code).replace("RED", "Red").removesuffix(";#,##0.00")
        for _column, code in found.number_formats
    ]
    assert codes == [code.replace('"', "") for code in CODES]
    assert found.heights == ((1, 1, pytest.approx(36, abs=0.3)),)
    widths = {column: width for first, last, width in found.widths for column in range(first, last + 1)}
    # how wide a character is depends on the faces that this system has
    unit = widths[2] / 30
    assert [widths[column] / unit for column in (1, 2, 3, 4)] == pytest.approx([12, 30, 5, 18.6], abs=0.5)
