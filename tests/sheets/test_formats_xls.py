"""Workbooks of Excel 97 to 2003 are read record by record, and what they hide is told."""

import struct
from datetime import date
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from county_desk.sheets.formats import grid_marks, memory_budget, table_limits
from county_desk.sheets.formats.book import Unreadable
from county_desk.sheets.formats.opening import open_book
from tests.intake.corpus.old_books import Xls
from tests.sheets.biff import bof, book, cell, compound, font, label, look, number, record, text8
from tests.sheets.biff import xls as made

SHARED, SHORT, MANY, FORMULA, STRING, TRUTH = 0xFD, 0x27E, 0xBD, 0x06, 0x207, 0x205
ROWS = [["姓名", "人口", "收入", "日期"], ["张大有", 3, 2500.5, date(2016, 3, 15)], [None, True, -7, "x"]]


def opened(raw, name="花名册.xls"):
    """The first sheet of a file."""
    return open_book(name, raw).grids[0]


def refusal(raw):
    """The kind under which a file is refused."""
    with pytest.raises(Unreadable) as trouble:
        open_book("花名册.xls", raw)
    assert str(trouble.value)
    return trouble.value.kind


def formula(row, column, result):
    """FORMULA with a result of eight bytes."""
    return cell(FORMULA, row, column, result, bytes(6), struct.pack("<H", 0))


def test_a_sheet_is_read_as_another_reader_reads_it():
    raw = Xls([("表", ROWS, {}), ("二", ROWS[:1], {})]).packed()
    other = CalamineWorkbook.from_filelike(BytesIO(raw))
    found = open_book("花名册.xls", raw)
    assert [grid.name for grid in found.grids] == other.sheet_names
    for grid in found.grids:
        assert grid.rows == other.get_sheet_by_name(grid.name).to_python(skip_empty_area=False)


def test_short_numbers_are_read_in_all_four_ways():
    packed = [(3 << 2) | 2, (350 << 2) | 3, 0x3FF80000, 0x40790001, ((-7 & 0x3FFFFFFF) << 2) | 2]
    single = b"".join(cell(SHORT, 0, column, struct.pack("<I", raw)) for column, raw in enumerate(packed, 0))
    many = record(
        MANY,
        struct.pack("<HH", 1, 0)
        + b"".join(struct.pack("<HI", 0, raw) for raw in packed)
        + struct.pack("<H", len(packed) - 1),
    )
    expected = [3.0, 3.5, 1.5, 4.0, -7.0]
    assert opened(made({"表": single + many})).rows == [expected, expected]


def test_numbers_whose_record_is_too_short_for_their_place_are_refused():
    assert refusal(made({"表": record(MANY, bytes(2)) + number(0, 0, 1.0)})) == "file_corrupt"


def test_shared_texts_go_on_in_another_record_where_their_width_may_change():
    whole = struct.pack("<II", 3, 3) + text8("首") + struct.pack("<HB", 4, 0) + b"ab"
    rest = b"\1" + "张李".encode("utf-16-le")
    rich = struct.pack("<HBHI", 2, 1 | 8 | 4, 1, 3) + "末尾".encode("utf-16-le") + bytes(4) + b"xyz"
    texts = record(0xFC, whole) + record(0x3C, rest + rich[:-2]) + record(0x3C, rich[-2:])
    cells = b"".join(cell(SHARED, 0, column, struct.pack("<I", column)) for column in range(3))
    assert opened(made({"表": cells}, texts=texts)).rows == [["首", "ab张李", "末尾"]]


def test_a_shared_text_with_looks_can_end_its_record_behind_its_first_letter():
    # as LibreOffice writes any text of letters and Chinese signs, wherever its records end
    head = struct.pack("<II", 1, 1) + struct.pack("<HBH", 2, 1 | 8, 1) + "张".encode("utf-16-le")
    rest = b"\1" + "b".encode("utf-16-le") + struct.pack("<HH", 1, 0)
    texts = record(0xFC, head) + record(0x3C, rest)
    assert opened(made({"表": cell(SHARED, 0, 0, bytes(4))}, texts=texts)).rows == [["张b"]]


def test_formulas_are_marked_and_give_what_they_gave_when_saved():
    cells = formula(0, 0, struct.pack("<d", 42.0))
    cells += formula(0, 1, b"\0\0\0\0\0\0\xff\xff") + record(0x4BC, bytes(10)) + record(STRING, text8("三千"))
    cells += formula(0, 2, b"\1\0\1\0\0\0\xff\xff") + formula(0, 3, b"\2\0\x17\0\0\0\xff\xff")
    cells += formula(0, 4, b"\3\0\0\0\0\0\xff\xff")
    grid = opened(made({"表": cells}))
    assert grid.rows == [[42.0, "三千", True]]
    assert grid.marks.formulas == {(1, column) for column in range(1, 6)}
    assert grid.marks.errors == {(1, 4): "#REF!"}


def test_a_number_that_is_none_is_an_error_of_its_cell():
    grid = opened(made({"表": number(0, 0, float("nan")) + number(0, 1, 1.0)}))
    assert grid.rows == [["", 1.0]]
    assert grid.marks.errors == {(1, 1): "#NUM!"}


def test_rows_and_columns_are_hidden_in_several_ways():
    def row(at, height, flags):
        return record(0x208, struct.pack("<4H4sHH", at, 0, 3, height, b"", flags, 0))

    cells = record(0x7D, struct.pack("<5HH", 1, 2, 3, 0, 0, 0)) + record(
        0x7D, struct.pack("<6H", 3, 3, 9, 0, 1, 0)
    )
    cells += row(0, 255, 0x20) + row(1, 1, 0x40) + row(2, 0, 0) + row(9, 255, 0x20)
    cells += b"".join(label(at, column, "x") for at in range(4) for column in range(5))
    marks = opened(made({"表": cells})).marks
    assert marks.hidden_rows == {1, 2}
    assert marks.hidden_columns == {2, 3, 4}
    for usual in (b"\2\0\xff\0", b"\0\0\x09\0"):
        assert opened(made({"表": record(0x225, usual) + cells})).marks.hidden_rows == {1, 2, 4}


def test_hidden_and_very_hidden_sheets_are_told_and_charts_passed_over():
    sheets = {"一": label(0, 0, "x"), "二": label(0, 0, "y"), "图": b"", "三": label(0, 0, "z")}
    grids = open_book("花名册.xls", made(sheets, sorts=(0, 0, 2, 0), states=(0, 1, 0, 2))).grids
    assert [(grid.name, grid.hidden) for grid in grids] == [("一", False), ("二", True), ("三", True)]


def test_a_chart_inside_of_a_sheet_is_passed_over():
    cells = label(0, 0, "x") + bof(0x20) + label(0, 0, "y") + record(0x0A) + label(0, 1, "z")
    assert opened(made({"表": cells})).rows == [["x", "z"]]


def test_merged_cells_end_with_the_table_and_what_they_cover_is_unseen():
    block = struct.pack("<H4H", 1, 0, 60_000, 0, 0)
    grid = opened(made({"表": label(0, 0, "x") + label(1, 0, "y") + record(0xE5, block)}))
    assert grid.marks.merged == ((1, 1, 2, 1),)
    assert grid.marks.unseen == {(2, 1)}
    blocks = struct.pack("<H8H", 2, 0, 1, 0, 0, 0, 1, 0, 0)
    assert refusal(made({"表": label(0, 0, "x") + label(1, 0, "y") + record(0xE5, blocks)})) == "file_corrupt"


def test_formats_and_colours_that_show_another_value_or_none_are_marked():
    lead = record(0x41E, struct.pack("<H", 164) + text8('0"万元"')) + record(
        0x41E, struct.pack("<H", 165) + text8(";;;")
    )
    lead += font() + font(9) + font(0x10) + record(0x92, struct.pack("<H", 56) + b"\x12\x34\x56\0" * 56)
    lead += b"".join(look(code) for code in (0, 9, 164, 165, 14, 31))
    lead += look(font=1) + look(font=1, pattern=1, ground=10) + look(font=2, pattern=1, ground=11)
    cells = b"".join(number(0, column, 42369.0, style=column) for column in range(9))
    grid = opened(made({"表": cells}, lead=lead))
    assert grid.rows == [[*[42369.0] * 4, date(2015, 12, 31), date(2015, 12, 31), *[42369.0] * 3]]
    assert grid.marks.formats == {(1, 2): "0%", (1, 3): '0"万元"'}
    assert grid.marks.unseen == {(1, 4), (1, 8), (1, 9)}  # the palette gives all its colours one tone


def test_white_on_white_is_unseen_with_the_usual_colours():
    lead = font() + font(9) + look() + look(font=1) + look(font=1, pattern=1, ground=10)
    grid = opened(made({"表": b"".join(label(0, at, "张", style=at) for at in range(3))}, lead=lead))
    assert grid.marks.unseen == {(1, 2)}


def test_letters_that_are_tiny_or_struck_out_are_told():
    lead = font() + font(height=20) + font(flags=0x08) + b"".join(look(font=one) for one in range(3))
    cells = b"".join(label(0, at, "张", style=at) + number(1, at, 5.0, style=at) for at in range(3))
    marks = opened(made({"表": cells}, lead=lead)).marks
    assert (marks.unseen, marks.struck) == ({(1, 2), (2, 2)}, {(1, 3), (2, 3)})


def test_days_may_count_from_1904():
    lead = record(0x22, b"\1\0") + look() + look(14)
    assert opened(made({"表": number(0, 0, 42369.0, style=1)}, lead=lead)).rows == [[date(2020, 1, 1)]]


def test_truths_errors_and_remarks_are_told():
    cells = cell(TRUTH, 0, 0, b"\1\0") + cell(TRUTH, 0, 1, b"\x2a\1") + label(1, 0, "x")
    cells += record(0x1C, struct.pack("<4H", 1, 0, 0, 1) + b"\0\0")
    grid = opened(made({"表": cells}))
    assert grid.rows == [[True], ["x"]]
    assert grid.marks.errors == {(1, 2): "#N/A"}
    assert grid.marks.comments == {(2, 1)}


def notes(raw):
    """What is odd about a file as a whole."""
    return [kind for kind, _words in open_book("花名册.xls", raw).notes]


def test_guests_are_named_and_never_opened():
    sheet = {"表": label(0, 0, "x")}
    own, add_in = record(0x1AE, b"\1\0\1\4"), record(0x1AE, b"\1\0\1\x3a")
    other = record(0x1AE, struct.pack("<H", 1) + text8("\1\1D:别村.xls"))
    assert notes(made(sheet, lead=own + add_in)) == []
    assert notes(made(sheet, lead=own + other)) == ["external_link"]
    assert notes(made({"表": label(0, 0, "x") + record(0x1AD, bytes(20))})) == ["external_link"]
    assert notes(made(sheet, more={"_VBA_PROJECT_CUR": None, "MBD0001A2B3": None})) == [
        "has_macros",
        "embedded_object",
    ]


def test_macros_of_excel_4_are_refused():
    assert refusal(made({"表": label(0, 0, "x"), "宏": b""}, sorts=(0, 1))) == "has_macros"
    hidden = book({"表": b""}).replace(bof(0x10), bof(0x40))
    assert refusal(compound({"Workbook": hidden})) == "has_macros"


@pytest.mark.parametrize(
    ("records", "kind"),
    [
        (label(0, 0, "x") + label(0, 0, "y"), "file_corrupt"),
        (label(0, 0, "x") + formula(0, 0, b"\3\0\0\0\0\0\xff\xff"), "file_corrupt"),
        (cell(TRUTH, 0, 0, b"\x2a\1") + cell(TRUTH, 0, 0, b"\1\0"), "file_corrupt"),
        (cell(TRUTH, 0, 0, b"\2\0"), "file_corrupt"),
        (number(0, 256, 1.0), "file_corrupt"),
        (cell(SHARED, 0, 0, struct.pack("<I", 7)), "file_corrupt"),
        (record(MANY, struct.pack("<HH", 0, 250) + bytes(60) + b"\xff\0"), "file_corrupt"),
        (record(0x203, bytes(8)), "file_corrupt"),
        (record(0x204, bytes(4)), "file_corrupt"),
        (record(SHORT, bytes(8)), "file_corrupt"),
        (record(0x1234, bytes(8225)), "file_corrupt"),
        (cell(0x204, 0, 0, b"\xff\x7f\0abc"), "file_truncated"),
        (cell(0x204, 0, 0, b"\1\0\1\0\xd8"), "file_corrupt"),
    ],
)
def test_a_sheet_that_is_damaged_is_refused(records, kind):
    assert refusal(made({"表": records})) == kind


def test_cells_far_outside_are_refused_before_memory_is_filled(monkeypatch):
    monkeypatch.setattr(memory_budget, "REACH", 1000)
    assert refusal(made({"表": number(0, 200, 1.0) + number(9, 0, 1.0)})) == "file_corrupt"
    far = b"".join(number(row, 255, 1.0) for row in range(9))
    assert refusal(made({"表": far})) == "file_corrupt"


def test_a_file_that_lies_about_its_tables_of_sectors_is_refused():
    raw = made({"表": label(0, 0, "x")})
    assert refusal(raw[:56] + struct.pack("<I", 1 << 30) + raw[60:]) == "file_corrupt"
    # a list of sectors that names the same ones without end
    ring = raw.ljust(512 * 9, b"\0") + struct.pack("<128I", *[0] * 127, 8)
    ring = ring[:44] + struct.pack("<I", 1 << 30) + ring[48:68] + struct.pack("<2I", 8, 1) + ring[76:]
    assert refusal(ring) == "file_corrupt"


def test_two_sheets_of_one_name_are_refused():
    stream = book({"表": label(0, 0, "x"), "单": label(0, 0, "y")})
    raw = stream.replace("单".encode("utf-16-le"), "表".encode("utf-16-le"))
    assert refusal(compound({"Workbook": raw})) == "file_corrupt"


def test_a_locked_workbook_and_older_ones_are_named():
    assert refusal(made({"表": b""}, lead=record(0x2F, bytes(54)))) == "file_encrypted"
    old = book({"表": b""}).replace(struct.pack("<H", 0x0600), struct.pack("<H", 0x0400), 1)
    assert refusal(compound({"Workbook": old})) == "file_unsupported"


@pytest.mark.parametrize("whole", [True, False])
def test_a_workbook_of_excel_95_is_told_to_be_saved_as_xlsx(whole):
    stream = book({"表": b""})
    with pytest.raises(Unreadable, match="Excel 5") as refused:
        open_book("花名册.xls", compound({"Book": stream}) if whole else stream)
    assert refused.value.kind == "file_unsupported"


def test_the_stream_of_newer_programs_counts_where_there_are_two():
    raw = compound({"Book": book({"旧": b""}), "Workbook": book({"新": label(0, 0, "x")})})
    assert [grid.name for grid in open_book("花名册.xls", raw).grids] == ["新"]


def test_streams_of_every_length_are_found():
    for size in (10, 4000, 5000, 70_000):
        raw = made({"表": b"".join(label(row, 0, "x" * 8) for row in range(size // 21 + 1))})
        assert len(opened(raw).rows) == size // 21 + 1


def test_a_file_whose_table_of_sectors_needs_a_list_of_its_own_is_read():
    filler = b"".join(record(0x1234, bytes(8000)) for _one in range(1000))
    raw = made({"表": filler + label(0, 0, "x")})
    assert struct.unpack_from("<I", raw, 72)[0] > 0
    assert opened(raw).rows == [["x"]]


def test_lies_of_the_ole_file_are_refused():
    raw = bytearray(made({"表": b"".join(label(row, 0, "x" * 8) for row in range(400))}))
    folder = 512
    size, child = folder + 128 + 120, folder + 76
    for at, value in ((size, 1 << 30), (child, 99), (child, 0), (44, 0), (48, 10**6), (68, 5)):
        lied = raw.copy()
        lied[at : at + 4] = value.to_bytes(4, "little")
        if at != 68:
            assert refusal(bytes(lied)) in ("file_corrupt", "file_truncated"), at
    right = folder + 128 + 72
    lied = raw.copy()
    lied[right : right + 4] = (1).to_bytes(4, "little")
    assert refusal(bytes(lied)) == "file_corrupt"


@pytest.mark.parametrize("keep", [8, 300, 600, 2000, 5000])
def test_a_file_that_breaks_off_is_refused(keep):
    raw = made({"表": b"".join(label(row, 0, "x" * 8) for row in range(400))})
    assert refusal(raw[:keep]) in ("file_truncated", "file_corrupt")


def test_a_sheet_that_goes_on_into_the_next_is_refused():
    long = label(0, 0, "x") + record(0x17, bytes(40)) * 9
    raw = made({"一": long, "二": label(0, 1, "y"), "三": label(0, 2, "z")})
    assert [grid.rows for grid in open_book("花名册.xls", raw).grids][:2] == [[["x"]], [["", "y"]]]
    stream = book({"一": long, "二": label(0, 1, "y"), "三": label(0, 2, "z")})
    border = record(0x0A) + bof(0x10)
    last = stream.index(border, stream.index(border) + 1) - 44  # the last record before the second sheet
    swallowed = stream[: last + 2] + struct.pack("<H", 40 + len(border)) + stream[last + 4 :]
    assert refusal(compound({"Workbook": swallowed})) == "file_corrupt"


def test_marks_without_end_are_refused_while_they_come(monkeypatch):
    monkeypatch.setattr(table_limits, "MARKED", 20)
    monkeypatch.setattr(grid_marks, "MARKED", 20)
    monkeypatch.setattr(grid_marks, "_MERGED", 20)
    monkeypatch.setattr(grid_marks, "_STRETCHES", 20)
    computed = b"".join(formula(row, 0, struct.pack("<d", 1.0)) for row in range(30))
    assert refusal(made({"表": computed})) == "formula_cell"
    wrong = b"".join(cell(TRUTH, row, 0, b"\x2a\1") for row in range(30))
    assert refusal(made({"表": wrong})) == "cell_error"
    blocks = struct.pack("<H", 30) + b"".join(struct.pack("<4H", row, row, 0, 1) for row in range(30))
    assert refusal(made({"表": label(0, 0, "x") + record(0xE5, blocks)})) == "file_corrupt"
    columns = b"".join(record(0x7D, struct.pack("<6H", at, at, 9, 0, 1, 0)) for at in range(0, 60, 2))
    assert refusal(made({"表": columns + label(0, 0, "x")})) == "file_corrupt"
    remarks = b"".join(record(0x1C, struct.pack("<4H", row, 0, 0, 1)) for row in range(30))
    texts = b"".join(label(row, 0, "x") for row in range(30))
    assert len(opened(made({"表": texts + remarks})).marks.comments) == 20
