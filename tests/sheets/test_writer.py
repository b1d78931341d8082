"""Workbooks that go out: what is written reads back the same, and nothing half written is left."""

import errno
import zipfile
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import python_calamine
from hypothesis import example, given, settings
from hypothesis import strategies as st

from county_desk.fields import (
    Choice,
    Code,
    Column,
    Count,
    Day,
    IdNumber,
    Measure,
    Money,
    Rate,
    Table,
    Term,
    Text,
    YesNo,
)
from county_desk.progress import Cancelled
from county_desk.sheets.writing.saving import CannotWrite, safe_name, whole
from county_desk.sheets.writing.sheet import Sheet
from county_desk.sheets.writing.writer import write, write_sheets
from county_desk.text_kinds import Digits
from county_desk.trouble import why_not_saved
from tests.intake.office import converted


class Road(Term):
    MUD = "mud", "Mud road"
    ASPHALT = "asphalt", "Asphalt road"


@dataclass(frozen=True)
class Row:
    name: str | None = "张大有"
    id_number: str | None = "990101196503120011"
    code: str | None = "001"
    phone: str | None = "00001234501"
    persons: int | None = 4
    income: Decimal | None = Decimal("6790.05")
    land: Decimal | None = Decimal("3.5")
    rate: Decimal | None = Decimal("0.3556")
    since: date | None = date(2016, 11, 30)
    poor: bool | None = True
    road: Road | None = Road.MUD


TABLE = Table(
    "rows",
    "Households",
    Row,
    (
        Column("name", "Name", Text(width=14)),
        Column("id_number", "Identity number", IdNumber()),
        Column("code", "Code", Code(width=8)),
        Column("phone", "Telephone", Digits()),
        Column("persons", "Persons", Count()),
        Column("income", "Income", Money()),
        Column("land", "Land", Measure()),
        Column("rate", "Rate", Rate()),
        Column("since", "Since", Day()),
        Column("poor", "Poor", YesNo()),
        Column("road", "Road", Choice(terms=Road)),
    ),
)
NOTHING = Row(**dict.fromkeys(Row.__dataclass_fields__))


def parsed(cells):
    """A row of cells as the table reads it."""
    return Row(*(column.kind.read(cell) for column, cell in zip(TABLE.columns, cells, strict=True)))


def by_openpyxl(path, first=4):
    book = openpyxl.load_workbook(path)
    try:
        cells = list(book.worksheets[0].iter_rows(min_row=first, values_only=True))
    finally:
        book.close()
    return cells


def by_calamine(path, first=4):
    with python_calamine.CalamineWorkbook.from_path(path) as book:
        rows = book.get_sheet_by_index(0).to_python()[first - 1 :]
    return [[None if cell == "" else cell for cell in row] for row in rows]


READERS = pytest.mark.parametrize("read", [by_openpyxl, by_calamine])


@READERS
def test_what_is_written_reads_back_the_same(tmp_path, read):
    rows = [Row(), NOTHING, replace(Row(), persons=0, income=Decimal(0), poor=False), Row(road=Road.ASPHALT)]
    write(tmp_path / "out.xlsx", TABLE, rows)
    assert [parsed(cells) for cells in read(tmp_path / "out.xlsx")] == rows


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
@example("=1+1")
@example("@x")
@example("'x")
@example("-1")
@example("＝SUM(A1)")
@example("001")
@example("2016-11-30")
@example("a\r\nb\tc")
@example("_x000D_")
@example("\x01")
@example("𠀀·<&>]]>")
@settings(max_examples=60, deadline=None)
def test_any_text_reads_back_the_same(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("text") / "out.xlsx"
    write(path, TABLE, [replace(NOTHING, name=text, persons=1)])
    (row,) = by_calamine(path)
    assert row[0] == text


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=2),
    st.dates(date(1900, 3, 1), date(2100, 1, 1)),
    st.integers(0, 10**9),
)
@settings(max_examples=40, deadline=None)
def test_any_amount_day_and_count_reads_back_the_same(tmp_path_factory, income, day, persons):
    path = tmp_path_factory.mktemp("numbers") / "out.xlsx"
    row = replace(Row(), income=income, since=day, persons=persons)
    write(path, TABLE, [row])
    assert [parsed(cells) for cells in by_openpyxl(path)] == [row]


@pytest.mark.parametrize("text", ["=1+1", "@x", "'x", "-1", "+1", "＝", "=HYPERLINK(0)", "\tx"])
def test_text_that_looks_like_a_formula_is_text_that_stays_text(tmp_path, text):
    write(tmp_path / "out.xlsx", TABLE, [replace(Row(), name=text)], title=text, facts=(text,))
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    for place in ("A1", "A2", "A4"):
        assert sheet[place].value == text
        assert sheet[place].data_type in ("s", "inlineStr")
    assert sheet["A4"].quotePrefix
    assert "<f>" not in zipfile.ZipFile(tmp_path / "out.xlsx").read("xl/worksheets/sheet1.xml").decode()


def test_numbers_that_name_something_are_text(tmp_path):
    write(tmp_path / "out.xlsx", TABLE, [Row()])
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    for place in ("B4", "C4", "D4"):
        assert sheet[place].number_format == "@"
        assert isinstance(sheet[place].value, str)
        assert sheet[place].quotePrefix


def test_amounts_counts_rates_and_days_are_typed(tmp_path):
    write(tmp_path / "out.xlsx", TABLE, [Row()])
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert [sheet.cell(4, place).data_type for place in (5, 6, 7, 8, 9)] == ["n", "n", "n", "n", "d"]
    assert sheet["F4"].number_format == "#,##0.00"
    assert sheet["H4"].number_format == "0.00%"
    assert sheet["I4"].number_format == "yyyy-mm-dd"


def test_a_blank_is_not_a_nought(tmp_path):
    write(tmp_path / "out.xlsx", TABLE, [NOTHING, replace(NOTHING, persons=0)])
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert sheet["E4"].value is None
    assert sheet["E5"].value == 0


def a_full_sheet(rows):
    return Sheet(
        TABLE,
        rows,
        title="Roster",
        facts=("Unit: 青岚县", "Date: 2016-12-01"),
        totals={"persons": 8, "income": Decimal("13580.10")},
        signed=True,
        notes=("Frozen",),
    )


def test_a_sheet_has_its_banner_head_sums_and_signatures_in_their_rows(tmp_path):
    write_sheets(tmp_path / "out.xlsx", [a_full_sheet([Row(), Row()])])
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert [sheet.cell(row, 1).value for row in (1, 3, 4, 6)] == ["Roster", "Name", "张大有", "Total"]
    assert sheet["A2"].value.split() == ["Unit:", "青岚县", "Date:", "2016-12-01"]
    assert (sheet["E6"].value, sheet["F6"].value) == (8, 13580.10)
    assert sheet["A7"].value.startswith("Head of unit")
    assert sheet["A8"].value == "Frozen"
    assert {str(merged) for merged in sheet.merged_cells.ranges} == {"A1:K1", "A2:K2", "A7:K7", "A8:K8"}


def test_a_sheet_is_ready_for_the_printer(tmp_path):
    write_sheets(tmp_path / "out.xlsx", [a_full_sheet([Row()])])
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert sheet.freeze_panes == "A4"
    assert sheet.print_title_rows == "$3:$3"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.column_dimensions["B"].width == 22


def test_a_wide_sheet_goes_on_the_larger_paper(tmp_path):
    wide = replace(TABLE, columns=tuple(replace(column, kind=Text(width=30)) for column in TABLE.columns))
    write(tmp_path / "out.xlsx", wide, [])
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").active.page_setup.paperSize == 8


def test_a_band_stands_over_its_columns_and_the_others_span_both_rows(tmp_path):
    sheet = Sheet(TABLE, [Row()], bands={"income": "Figures", "land": "Figures"})
    write_sheets(tmp_path / "out.xlsx", [sheet])
    part = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert (part["F3"].value, part["F4"].value, part["A3"].value) == ("Figures", "Income", "Name")
    assert {"F3:G3", "A3:A4", "K3:K4"} <= {str(merged) for merged in part.merged_cells.ranges}
    assert (part["A5"].value, part.freeze_panes) == ("张大有", "A5")


def test_rows_that_are_sums_stand_out(tmp_path):
    sheet = Sheet(TABLE, [Row(), Row(name="小计")], strong=lambda row: row.name == "小计")
    write_sheets(tmp_path / "out.xlsx", [sheet])
    part = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert [part.cell(row, 1).font.bold for row in (4, 5)] == [False, True]


def test_masked_numbers_leave_masked(tmp_path):
    write(tmp_path / "out.xlsx", TABLE, [Row()], masked=True)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert (sheet["B4"].value, sheet["D4"].value) == ("990101**********11", "000****4501")


def test_the_same_sheets_give_the_same_bytes(tmp_path):
    day = date(2016, 12, 1)
    for name in ("one.xlsx", "two.xlsx"):
        write_sheets(tmp_path / name, [a_full_sheet([Row()])], day=day)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    assert openpyxl.load_workbook(tmp_path / "one.xlsx").properties.modified.date() == day


def test_progress_counts_the_rows_of_all_sheets(tmp_path):
    seen = []
    sheets = [Sheet(TABLE, [Row()] * 2), Sheet(TABLE, [Row()] * 3)]
    write_sheets(tmp_path / "out.xlsx", sheets, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(0, 5), (1, 5), (2, 5), (2, 5), (3, 5), (4, 5), (5, 5)]


def test_a_stop_half_way_leaves_the_old_file_and_nothing_else(tmp_path):
    def stop(done, total):
        if done == 3:
            raise Cancelled

    path = tmp_path / "out.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(Cancelled):
        write(path, TABLE, [Row()] * 5, progress=stop)
    assert path.read_bytes() == b"old"
    assert [left.name for left in tmp_path.iterdir()] == ["out.xlsx"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(errno.EACCES, "denied"), "is open in another program"),
        (OSError(errno.ENOSPC, "full"), "the disk of"),
        (OSError(errno.EROFS, "Read-only file system"), "nothing can be written to the disk of"),
        (OSError(errno.ENAMETOOLONG, "File name too long"), "with all its folders is too long"),
        (OSError(errno.EBUSY, "busy"), "out.xlsx is open in another program. Close"),
        (OSError(errno.EIO, "i/o error"), "error EIO"),
    ],
)
def test_a_file_that_cannot_be_replaced_stays_as_it_was(tmp_path, monkeypatch, error, words):
    def refuse(self, target):
        raise error

    path = tmp_path / "out.xlsx"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(CannotWrite, match=words):
        write(path, TABLE, [Row()])
    assert path.read_bytes() == b"old"
    assert [left.name for left in tmp_path.iterdir()] == ["out.xlsx"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (32, "is open in another program. Close"),
        (33, "is open in another program. Close"),
        (5, "may not be written to"),
        (19, "nothing can be written to the disk of"),
        (39, "the disk of"),
        (206, "is too long"),
        (1392, "error WinError 1392"),
    ],
)
def test_what_windows_tells_is_said_in_words_of_ours(number, words):
    error = OSError(errno.EACCES if number in (5, 19, 32, 33) else errno.EINVAL, "Zugriff verweigert")
    error.winerror = number
    said = why_not_saved(Path("退回.xlsx"), error)
    assert words in said
    assert "Zugriff" not in said


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CannotWrite, match="there is no folder"):
        write(tmp_path / "gone" / "out.xlsx", TABLE, [Row()])


def test_two_exports_do_not_write_into_one_file(tmp_path):
    path = tmp_path / "out.xlsx"
    with whole(path) as file:
        with pytest.raises(CannotWrite, match="another export"), whole(path):
            pass
        file.write(b"one")
    assert path.read_bytes() == b"one"


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("柳湾村_2016", "柳湾村_2016.xlsx"),
        ("../a:b*?", "_a_b__.xlsx"),
        ("con", "_con.xlsx"),
        (" .. ", "_.xlsx"),
        ("a\nb\u202ec", "a_b_c.xlsx"),
    ],
)
def test_a_file_name_is_one_that_every_system_takes(stem, name):
    assert safe_name(stem, ".xlsx") == name


def test_a_long_file_name_is_cut_between_characters():
    name = safe_name("村" * 100, ".xlsx")
    assert len(name.encode()) <= 120
    assert name.startswith("村村")
    assert name.endswith("村.xlsx")


@pytest.mark.office
def test_another_office_program_reads_the_same_rows(tmp_path):
    write_sheets(tmp_path / "out.xlsx", [Sheet(TABLE, [Row(name="=1+1"), NOTHING, Row()])])
    rows = [parsed(cells) for cells in by_calamine(converted(tmp_path / "out.xlsx", "ods"))]
    assert rows == [Row(name="=1+1"), NOTHING, Row()]
