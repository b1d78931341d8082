"""A package that lies, hides or bursts is refused under its kind, before it costs memory or time."""

import io
import struct
import tracemalloc
import zipfile

import pytest

from county_desk.sheets.formats import archive, archive_entries, grid_marks, memory_budget, table_limits
from county_desk.sheets.formats.xlsx import styles as xlsx_styles
from tests.sheets.packages import (
    MAIN,
    RELATIONS,
    SHEET,
    STRINGS,
    STYLES,
    WORKBOOK,
    opened,
    parts,
    refusal,
    relations,
    sheet,
    style_sheet,
    zipped,
)


@pytest.fixture(scope="module")
def sound():
    """The bytes of a sound workbook."""
    return zipped(parts())


def patched(raw, name, offset, form, value, *, local=True):
    """The package with a field of one part's header changed: the local one, or that of the contents."""
    made = bytearray(raw)
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        info = package.getinfo(name)
    at = info.header_offset if local else raw.index(b"PK\x01\x02", package.start_dir - 1)
    while not local and name.encode() != raw[at + 46 : at + 46 + len(name)]:
        at = raw.index(b"PK\x01\x02", at + 1)
    struct.pack_into(form, made, at + offset, value)
    return bytes(made)


def test_a_sound_package_is_read(sound):
    assert refusal(sound) is None


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (lambda raw: b"MZ" + raw, "zip_overlap"),
        (lambda raw: raw + b"PK", "zip_overlap"),
        (lambda raw: raw + raw, "zip_overlap"),
        (lambda raw: raw[:-30], "file_truncated"),
        (lambda raw: raw[: len(raw) // 2], "file_truncated"),
        (lambda raw: patched(raw, SHEET, 6, "<H", 1), "file_corrupt"),
        (lambda raw: patched(raw, SHEET, 8, "<H", 1, local=False), "file_encrypted"),
        (lambda raw: patched(raw, SHEET, 8, "<H", 0x40, local=False), "file_encrypted"),
        (lambda raw: patched(raw, SHEET, 8, "<H", 0), "file_corrupt"),
        (lambda raw: patched(raw, SHEET, 10, "<H", 12, local=False), "file_corrupt"),
        (lambda raw: patched(raw, SHEET, 22, "<L", 7), "file_corrupt"),
        (lambda raw: patched(raw, SHEET, 30, "<B", ord("y")), "file_corrupt"),
        (lambda raw: patched(raw, SHEET, 24, "<L", 400_000_000, local=False), "zip_too_big"),
        (lambda raw: patched(raw, SHEET, 42, "<L", 0, local=False), "zip_overlap"),
        (lambda raw: patched(raw, STRINGS, 42, "<L", 5, local=False), "file_corrupt"),
    ],
)
def test_headers_that_disagree_are_refused(sound, spoil, kind):
    assert refusal(spoil(sound)) == kind


def test_a_part_that_is_larger_than_it_says_is_stopped(sound, monkeypatch):
    monkeypatch.setattr(archive, "PART_LIMIT", 100_000)
    lied = zipped({**parts(), "xl/media/a.bin": bytes(1_000_000)})
    for local in (True, False):
        lied = patched(lied, "xl/media/a.bin", 22 if local else 24, "<L", 10, local=local)
    assert refusal(lied) in ("zip_too_big", "file_corrupt")


def test_a_bomb_is_refused_without_being_unpacked():
    bomb = zipped({**parts(), "xl/worksheets/sheet9.xml": b" " * 150_000_000})
    tracemalloc.start()
    assert refusal(bomb) == "zip_too_big"
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_large_table_of_words_is_no_bomb(monkeypatch):
    monkeypatch.setattr(archive, "PART_LIMIT", 10_000)
    monkeypatch.setattr(archive, "WHOLE_LIMIT", 10_000)
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n * 7919 % 10007}</v></c></row>' for n in range(1, 2000))
    assert len(sheet(rows).rows) == 1999
    assert refusal(parts(rows="<row/>" * 50_000)) == "zip_too_big"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_parts_of_one_name_are_refused(sound):
    for name in (SHEET, SHEET.upper()):
        made = io.BytesIO(sound)
        with zipfile.ZipFile(made, "a") as package:
            package.writestr(name, "<worksheet/>")
        assert refusal(made.getvalue()) == "zip_duplicate"


@pytest.mark.parametrize(
    "name",
    ["../a.xml", "/a.xml", "xl/../a.xml", "xl\\a.xml", "C:/a.xml", "xl//a.xml", "./a.xml", ".", "a\x01.xml"],
)
def test_names_that_point_elsewhere_are_refused(name):
    assert refusal({**parts(), name: "<a/>"}) == "zip_bad_name"


def test_too_many_parts_are_refused(monkeypatch):
    monkeypatch.setattr(archive_entries, "ENTRIES", 5)
    assert refusal(parts()) == "zip_too_many"


@pytest.mark.parametrize(
    "part", [SHEET, STRINGS, STYLES, WORKBOOK, RELATIONS, "docProps/app.xml", "xl/theme.xml"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_any_part_and_encoding(part, encoding):
    made = {"docProps/app.xml": "<a/>", "xl/theme.xml": "<a/>", **parts()}
    head = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "c">]>'
    made[part] = (head + made[part]).encode(encoding)
    assert refusal(made) == "xml_dtd"


@pytest.mark.parametrize("part", [SHEET, STRINGS, STYLES, "docProps/app.xml"])
def test_what_is_nested_too_deep_is_refused(part):
    made = {"docProps/app.xml": "<a></a>", **parts()}
    last = made[part].rindex("</")
    made[part] = f"{made[part][:last]}{'<a>' * 70}{'</a>' * 70}{made[part][last:]}"
    assert refusal(made) == "xml_depth"


@pytest.mark.parametrize("part", [WORKBOOK, RELATIONS, STRINGS, STYLES, "docProps/app.xml", "_rels/.rels"])
def test_a_part_that_is_not_well_formed_is_refused(part):
    made = {"docProps/app.xml": "<a></a>", **parts()}
    made[part] = made[part][:-1]
    assert refusal(made) == "file_corrupt"


def test_relations_that_are_unclear_are_refused():
    two = ("rId9", "worksheet", "worksheets/sheet1.xml")
    listed = '<sheet name="再" sheetId="2" r:id="rId9"/>'
    given = (("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "sharedStrings", "sharedStrings.xml"))
    assert refusal({**parts(more=listed), RELATIONS: relations(*given, two)}) == "file_corrupt"
    assert refusal({**parts(), RELATIONS: relations(*given, given[0])}) == "file_corrupt"
    assert (
        refusal({**parts(), RELATIONS: relations(("rId1", "worksheet", "worksheets/no.xml"))})
        == "file_corrupt"
    )
    assert (
        refusal({**parts(), RELATIONS: relations(("rId7", "worksheet", "worksheets/sheet1.xml"))})
        == "file_corrupt"
    )
    outside = ("rId1", "worksheet", "file://other/a.xml", 'TargetMode="External"')
    assert refusal({**parts(), RELATIONS: relations(outside)}) == "file_corrupt"


def test_two_sheets_of_one_name_are_refused():
    made = {**parts(more='<sheet name="表" sheetId="2" r:id="rId9"/>'), "xl/worksheets/b.xml": parts()[SHEET]}
    both = ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId9", "worksheet", "worksheets/b.xml")
    assert refusal({**made, RELATIONS: relations(*both)}) == "file_corrupt"


def test_a_package_that_is_no_workbook_is_named():
    assert refusal({"word/document.xml": "<w/>"}) == "file_type"
    assert refusal({"_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml"))}) == "file_type"
    moved = {**parts(), "_rels/.rels": relations(("rId1", "officeDocument", "xl/other.xml"))}
    assert refusal(moved) == "file_corrupt"
    moved["xl/other.xml"] = moved.pop(WORKBOOK)
    moved["xl/_rels/other.xml.rels"] = moved.pop(RELATIONS)
    assert opened(moved).grids[0].rows == [["张三", 28.0]]


# macros and other guests


def test_macros_are_never_run_and_told_where_the_name_promises_them():
    with_macros = {**parts(), "xl/vbaProject.bin": b"macros"}
    assert refusal(with_macros) == "has_macros"
    assert refusal(with_macros, ".xls") == "has_macros"
    book = opened(with_macros, ".xlsm")
    assert [kind for kind, _words in book.notes] == ["has_macros"]
    assert book.grids[0].rows == [["张三", 28.0]]


def test_macros_under_another_name_are_found_by_their_type():
    types = (
        '<Types><Override PartName="/xl/a.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    )
    assert refusal({**parts(), "xl/a.bin": b"", "[Content_Types].xml": types}) == "has_macros"


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm"])
def test_macros_on_a_sheet_are_always_refused(suffix):
    assert refusal({**parts(), "xl/macrosheets/sheet1.xml": "<a/>"}, suffix) == "has_macros"
    sheets = relations(("rId1", "xlMacrosheet", "worksheets/sheet1.xml"))
    assert refusal({**parts(), RELATIONS: sheets}, suffix) == "has_macros"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("xl/externalLinks/externalLink1.xml", "external_link"),
        ("xl/connections.xml", "external_link"),
        ("xl/queryTables/queryTable1.xml", "external_link"),
        ("xl/embeddings/oleObject1.xml", "embedded_object"),
        ("xl/activeX/activeX1.xml", "embedded_object"),
    ],
)
def test_what_comes_along_is_told_and_not_opened(name, kind):
    book = opened({**parts(), name: '<ddeLink ddeService="cmd" ddeTopic="/c calc"/>'})
    assert [told for told, _words in book.notes] == [kind]


def test_a_picture_from_elsewhere_is_told_and_a_link_in_a_cell_is_not():
    source = "xl/worksheets/_rels/sheet1.xml.rels"
    outside = 'TargetMode="External"'
    image = relations(("rId1", "image", "\\\\host\\share\\a.png", outside))
    assert [kind for kind, _ in opened({**parts(), source: image}).notes] == ["external_link"]
    link = relations(("rId1", "hyperlink", "http://example.invalid", outside))
    assert opened({**parts(), source: link}).notes == ()


# tables that are none


def test_the_size_that_a_sheet_claims_is_ignored():
    far = '<dimension ref="A1:XFD1048576"/>'
    assert sheet(before=far).rows == [["张三", 28.0]]


@pytest.mark.parametrize("cell", ["A1048576", "XFD1048576", "A300001"])
def test_a_value_far_outside_is_refused(cell):
    row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    rows = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="{cell}"><v>1</v></c></row>'
    assert refusal(parts(rows)) == "file_corrupt"


def test_styled_cells_far_outside_hold_nothing_and_do_no_harm():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert sheet(rows).rows == [[1.0]]


def test_all_tables_of_a_file_share_one_room(monkeypatch):
    monkeypatch.setattr(memory_budget, "REACH", 6)
    made = {**parts(more='<sheet name="再" sheetId="2" r:id="rId9"/>'), "xl/worksheets/b.xml": parts()[SHEET]}
    made[RELATIONS] = relations(
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId2", "sharedStrings", "sharedStrings.xml"),
        ("rId9", "worksheet", "worksheets/b.xml"),
    )
    assert len(opened(made).grids) == 2
    four = '<row r="3"><c r="B3"><v>1</v></c></row>'
    made[SHEET] = f'<worksheet xmlns="{MAIN}"><sheetData>{four}</sheetData></worksheet>'
    assert refusal(made) == "file_corrupt"


def test_huge_ranges_are_ignored():
    after = (
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><hyperlinks>'
        '<hyperlink ref="A1:XFD1048576" location="a"/></hyperlinks>'
    )
    found = sheet(after=after)
    assert found.rows == [["张三", 28.0]]
    assert found.marks.merged == ((1, 1, 1, 2),)


def test_merged_cells_over_each_other_are_refused():
    many = '<mergeCell ref="A1:XFD1048576"/>' * 2
    assert refusal(parts(after=f"<mergeCells>{many}</mergeCells>")) == "file_corrupt"


def test_a_flood_of_merged_cells_is_refused(monkeypatch):
    monkeypatch.setattr(grid_marks, "_MERGED", 10)
    many = '<mergeCell ref="F9:G9"/>' * 11
    assert refusal(parts(after=f"<mergeCells>{many}</mergeCells>")) == "file_corrupt"


def test_hidden_columns_that_lie_over_each_other_cost_no_time():
    many = '<col min="1" max="16384" hidden="1"/>' * 50_000
    far = '<row r="1"><c r="XFD1"><v>1</v></c></row>'
    assert len(sheet(far, before=f"<cols>{many}</cols>").marks.hidden_columns) == 16_384


def test_a_flood_of_styles_is_refused(monkeypatch):
    monkeypatch.setattr(xlsx_styles, "MOST", 100)
    assert refusal(parts(styles=style_sheet(xfs='<xf numFmtId="0"/>' * 101))) == "file_corrupt"
    assert refusal(parts(styles=style_sheet("0", fonts="<font/>" * 101))) == "file_corrupt"


def test_number_formats_that_would_take_a_minute_to_read_are_refused():
    codes = [f"{'0;' * 100}{number}" for number in range(3000)]
    assert refusal(parts(styles=style_sheet(*codes))) == "file_corrupt"


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("<f>1+1</f><v>2</v>", "formula_cell"),
        ("<v>#N/A</v>", "cell_error"),
        ("<v>2</v>", "number_format_suspect"),
    ],
)
def test_a_table_that_is_odd_throughout_is_refused(monkeypatch, cell, kind):
    monkeypatch.setattr(table_limits, "MARKED", 20)
    attributes = ' t="e"' if "#" in cell else ' s="1"'
    rows = "".join(f'<row r="{n}"><c r="A{n}"{attributes}>{cell}</c></row>' for n in range(1, 30))
    assert refusal(parts(rows, styles=style_sheet("General", '0"万"'))) == kind


def test_a_part_that_never_ends_a_row_is_read_on(monkeypatch):
    monkeypatch.setattr("county_desk.sheets.formats.xlsx.repeated_elements._LONGEST", 1000)
    cells = "".join(
        f'<c r="{column}1"><v>1</v> </c>' for column in ("A", "B", *(f"A{x}" for x in "ABCDEFGH"))
    )
    assert len(sheet(f'<row r="1">{cells * 1}</row>').rows[0]) == 34
    made = parts()
    made[SHEET] = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">' + "<c/>" * 20_000
    assert refusal(made) == "file_corrupt"


@pytest.mark.parametrize("part", [SHEET, STRINGS, STYLES, WORKBOOK])
@pytest.mark.parametrize("long", ["<a {}/>", "<a>{}</a>", "<!-- {} -->"])
def test_a_tag_or_a_text_without_end_is_refused(part, long):
    made = parts()
    last = made[part].rindex("</")
    flood = "".join(f'a{number}="1" ' for number in range(120_000))
    made[part] = made[part][:last] + long.format(flood) + made[part][last:]
    assert refusal(made) == "file_corrupt"
