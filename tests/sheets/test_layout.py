"""The number formats and sizes of a sheet are read, so that a copy in another format can repeat them."""

import re
import struct

import openpyxl
import pytest

from county_desk.sheets.formats.opening import open_book
from tests.intake.corpus.old_books import binary_part, xlsb
from tests.intake.office import converted
from tests.sheets.biff import cell, font, label, look, number, record, xls
from tests.sheets.open_documents import grid, row, slow, text
from tests.sheets.open_documents import number as of_ods

SHORT, MANY, BLANK, FORMULA = 0x27E, 0xBD, 0x201, 0x06
LEAD = font() + b"".join(look(code) for code in (0, 2, 4, 14, 49))
WAYS = pytest.mark.parametrize("way", [str, slow], ids=["quick", "parsed"])


def of_xls(cells):
    """The layout of a sheet of an old workbook with these records."""
    return open_book("表.xls", xls({"表": cells}, lead=LEAD)).grids[0].layout


def of_xlsb(records, before=b""):
    """The layout of a sheet of a binary workbook with these records."""
    content = binary_part(129) + before + binary_part(145) + records + binary_part(146) + binary_part(130)
    raw = xlsb([], extra={"xl/worksheets/sheet1.bin": content})
    return open_book("表.xlsb", raw).grids[0].layout


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


def test_numbers_columns_and_rows_of_a_binary_workbook_have_their_formats_and_sizes():
    def height(number, twips, flags):
        return binary_part(0, struct.pack("<IIHBBBI", number, 0, twips, 0, flags, 0, 0))

    def five(column, style):
        return binary_part(5, struct.pack("<IId", column, style, 5.0))

    columns = binary_part(60, struct.pack("<4IH", 1, 1, 12 * 256, 0, 0))
    rows = height(0, 840, 0x20) + five(0, 0) + five(1, 1) + height(1, 600, 0) + five(1, 1)
    found = of_xlsb(rows, columns)
    assert found.number_formats == {(2, "yyyy-mm-dd"): [1, 2]}
    assert (found.widths, found.heights) == (((2, 2, 12.0),), ((1, 1, 42.0),))


@WAYS
def test_columns_and_rows_of_an_open_document_have_their_sizes(way):
    made = (
        '<style:style style:name="{}" style:family="table-{}"><style:table-{}-properties {}/></style:style>'
    )
    sizes = enumerate(["0.875in", "42pt", "2.963cm", "wide"])
    styles = "".join(
        made.format(f"c{n}", "column", "column", f'style:column-width="{one}"') for n, one in sizes
    )
    for n, more in enumerate(["", 'style:use-optimal-row-height="true"']):
        styles += made.format(f"r{n}", "row", "row", f'style:row-height="0.5in" {more}')
    columns = "".join(
        f'<table:table-column table:style-name="c{n}" table:number-columns-repeated="{again}"/>'
        for n, again in ((0, 1), (1, 2), (3, 1), (2, 900))
    )
    cells = text("x") * 6
    rows = row(cells, given=' table:style-name="r1"') + row(cells, given=' table:style-name="r0"')
    rows += row(cells, given=' table:style-name="r0" table:number-rows-repeated="2"')
    found = grid(columns + way(rows), styles).layout
    assert [(first, last, round(width, 2)) for first, last, width in found.widths] == [
        *((1, 1, 12), (2, 3, 8), (5, 6, 16)),
    ]
    assert found.heights == ((2, 4, 36),)


@WAYS
def test_repeated_rows_of_an_open_document_repeat_their_number_formats(way):
    styles = (
        '<number:number-style style:name="N"><number:number number:decimal-places="2"/></number:number-style>'
    )
    styles += '<style:style style:name="s" style:family="table-cell" style:data-style-name="N"/>'
    cells = [of_ods(5, given=' table:style-name="s" table:number-columns-repeated="2"'), of_ods(5), text("x")]
    found = grid(way(row(*cells, given=' table:number-rows-repeated="3"')), styles).layout
    assert found.number_formats == {(1, "0.00"): [1, 2, 3], (2, "0.00"): [1, 2, 3]}


CODES = ("0.00", "#,##0.00;[Red]-#,##0.00", "0%", "yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "[h]:mm", '0"万元"')


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_formats_and_sizes_are_the_same_after_another_office_program_saved_them(suffix, tmp_path):
    made = openpyxl.Workbook()
    part = made.active
    for column, code in enumerate(CODES, 1):
        part.cell(1, column, 40_000.5).number_format = code
    for letter, width in zip("ABCD", (12, 30, 5, 18.6), strict=True):
        part.column_dimensions[letter].width = width
    part.row_dimensions[1].height = 36
    made.save(tmp_path / "表.xlsx")
    path = converted(tmp_path / "表.xlsx", suffix)
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
