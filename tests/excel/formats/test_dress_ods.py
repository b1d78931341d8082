"""The looks of open documents are described as Excel names them, with their repeats cut off."""

import random
from contextlib import suppress
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from county_desk.excel.formats.archive import Archive
from county_desk.excel.formats.book import Unreadable
from county_desk.excel.formats.dress import Edge, Paper, Style
from county_desk.excel.formats.ods import dress_table as ods_dress_table
from county_desk.excel.formats.ods.dress import dress_of_ods
from tests.excel.corpus.ods import ods
from tests.excel.corpus.zips import Entry
from tests.excel.dressed_ods import (
    DATA,
    LINED,
    MORE,
    NUMBER,
    STYLES,
    THIN,
    WAYS,
    cell,
    dressed,
    family,
    row,
    style_of,
    worn,
)
from tests.excel.formats.test_formats_mutated import damaged
from tests.excel.office import converted


def test_letters_ground_lines_and_places_are_told():
    found = style_of(
        '<style:text-properties style:font-name="宋体" fo:font-size="10.5pt" fo:font-weight="bold"'
        ' fo:font-style="italic" style:text-underline-style="solid" style:text-line-through-style="solid"'
        ' fo:color="#1f4e79"/>'
        '<style:table-cell-properties fo:background-color="#ddebf7" fo:border="0.75pt solid #000000"'
        ' fo:border-left="none" fo:border-top="1.76pt solid #aa0000" style:vertical-align="middle"'
        ' fo:wrap-option="wrap"/>'
        '<style:paragraph-properties fo:text-align="center"/>'
    )
    assert found == Style(
        face="宋体",
        points=10.5,
        bold=True,
        italic=True,
        underlined=True,
        struck=True,
        ink="1F4E79",
        paper="DDEBF7",
        right=THIN,
        top=Edge("medium", "AA0000"),
        bottom=THIN,
        across="center",
        down="center",
        wraps=True,
    )


@pytest.mark.parametrize(
    ("said", "turned"),
    [
        ('style:rotation-angle="90"', 90),
        ('style:rotation-angle="270"', 180),
        ('style:rotation-angle="315"', 135),
        ('style:rotation-angle="180"', 0),
        ('style:direction="ttb"', 255),
        ('style:rotation-angle="x"', 0),
    ],
)
def test_content_is_turned_by_as_much_as_is_said(said, turned):
    assert style_of(f"<style:table-cell-properties {said}/>").turned == turned


def test_sheets_tell_what_stays_in_sight_and_how_they_are_printed():
    styles = (
        '<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="42cm" '
        'fo:page-height="29.7cm" style:print-orientation="landscape" style:scale-to-X="1"/>'
        "</style:page-layout>"
        '<style:master-page style:name="M" style:page-layout-name="L"/>'
        '<style:style style:name="T" style:family="table" style:master-page-name="M"/>'
    )
    item = '<config:config-item config:name="{}">{}</config:config-item>'
    items = "".join(
        item.format(f"{axis}Split{what}", said)
        for axis, what, said in (
            ("Horizontal", "Mode", 2),
            ("Horizontal", "Position", 1),
            ("Vertical", "Mode", 2),
            ("Vertical", "Position", 3),
        )
    )
    settings = (
        '<office:document-settings xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0">'
        '<config:config-item-map-named config:name="Tables"><config:config-item-map-entry config:name="表">'
        f"{items}</config:config-item-map-entry></config:config-item-map-named></office:document-settings>"
    )
    sheet = f'<table:table table:name="表" table:style-name="T">{row(cell("x"))}</table:table>'
    raw = ods(sheet, styles=styles, attributes=MORE, more=[Entry("settings.xml", settings.encode())])
    assert dress_of_ods(Archive(raw))["表"].paper == Paper((3, 1), 8, True, True)


def test_what_is_said_of_chinese_letters_counts_where_nothing_is_said_of_others():
    asian = 'style:font-name-asian="仿宋" style:font-size-asian="16pt" style:font-weight-asian="bold"'
    found = style_of(f"<style:text-properties {asian}/>")
    assert (found.face, found.points, found.bold) == ("仿宋", 16, True)
    plain = 'fo:font-family="Arial" fo:font-size="9pt" fo:font-weight="normal"'
    found = style_of(f"<style:text-properties {plain} {asian}/>")
    assert (found.face, found.points, found.bold) == ("Arial", 9, False)
    usual = '<office:styles><style:default-style style:family="table-cell"><style:text-properties '
    usual += 'fo:font-family="Arial" fo:font-size="9pt"/></style:default-style></office:styles>'
    found = style_of(f"<style:text-properties {asian}/>", general=usual)
    assert (found.face, found.points) == ("仿宋", 16)


def test_faces_are_known_by_the_names_that_the_document_gives_them():
    faces = '<office:font-face-decls><style:font-face style:name="F1" svg:font-family="\'楷体\', serif"/>'
    faces += "</office:font-face-decls>"
    assert style_of('<style:text-properties style:font-name="F1"/>', general=faces).face == "楷体"
    assert style_of('<style:text-properties style:font-name="F2"/>', general=faces).face == "F2"
    assert style_of(f'<style:text-properties style:font-name="{"长" * 32}"/>').face == ""


def test_a_style_says_what_those_say_that_it_is_based_on():
    general = '<office:styles><style:default-style style:family="table-cell"><style:text-properties '
    general += 'fo:font-family="Arial" fo:font-size="9pt"/></style:default-style>'
    general += family("Default", '<style:text-properties fo:font-size="11pt"/>')
    general += family("Title", f'<style:text-properties fo:font-weight="bold"/>{LINED}', "Default")
    general += "</office:styles>"
    styles = family("a", '<style:table-cell-properties fo:border-left="none"/>', "Title")
    styles += family("b", "<style:text-properties/>", "b")
    found = worn(dressed(row(cell("x"), cell("x", "a"), cell("x", "b")), styles, general=general))
    assert found[1, 1] == Style(face="Arial", points=11)
    assert found[1, 2] == Style(
        face="Arial", points=11, bold=True, right=THIN, top=THIN, bottom=THIN, left=Edge()
    )
    assert found[1, 3] == Style(face="Arial", points=9)


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("0.06pt solid #000000", "hair"),
        ("0.74pt solid #000000", "thin"),
        ("0.03cm solid #000000", "thin"),
        ("1.76pt solid #000000", "medium"),
        ("2.49pt solid #000000", "thick"),
        ("0.74pt fine-dashed #000000", "dashed"),
        ("1.76pt dashed #000000", "mediumDashed"),
        ("0.74pt dotted #000000", "dotted"),
        ("1.76pt double-thin #000000", "double"),
        ("0.74pt dash-dot-dot #000000", "dashDotDot"),
        ("0.74pt groove #000000", "thin"),
    ],
)
def test_lines_are_named_by_their_kind_and_width(said, line):
    found = style_of(f'<style:table-cell-properties fo:border-bottom="{said}"/>')
    assert (found.bottom, found.top) == (Edge(line, "000000"), Edge())


@pytest.mark.parametrize(
    ("ground", "paragraph", "across"),
    [
        ("", 'fo:text-align="start"', "left"),
        ("", 'fo:text-align="end"', "right"),
        ("", 'fo:text-align="justify"', "justify"),
        ("", 'fo:text-align="justify" css3t:text-justify="distribute"', "distributed"),
        ('style:repeat-content="true"', 'fo:text-align="start"', "fill"),
        ('style:text-align-source="value-type"', 'fo:text-align="start"', ""),
        ('style:text-align-source="fix"', 'fo:text-align="center"', "center"),
    ],
)
def test_content_stands_where_it_is_said_to(ground, paragraph, across):
    found = style_of(f"<style:table-cell-properties {ground}/><style:paragraph-properties {paragraph}/>")
    assert found.across == across


@pytest.mark.parametrize("said", ["transparent", "red", "#12345", ""])
def test_a_colour_that_is_none_is_left_to_the_program(said):
    found = style_of(
        f'<style:text-properties fo:color="{said}"/>'
        f'<style:table-cell-properties fo:background-color="{said}" fo:border="x"/>'
    )
    assert (found.ink, found.paper) == ("", "")


@WAYS
def test_cells_that_name_no_style_have_that_of_their_row_or_column(slow):
    columns = '<table:table-column table:number-columns-repeated="2"/>'
    columns += '<table:table-column table:default-cell-style-name="lined"/>'
    rows = row(cell("x", again=4)) + row(
        cell("x", "big"), cell("x", again=2), given=' table:default-cell-style-name="yellow"'
    )
    found = worn(dressed(rows, columns=columns, slow=slow))
    plain, lined = Style(), Style(left=THIN, right=THIN, top=THIN, bottom=THIN)
    assert [found[1, column] for column in (1, 2, 3, 4)] == [plain, plain, lined, plain]
    assert [found[2, column] for column in (1, 2, 3)] == [
        Style(points=20),
        Style(paper="FFFF00"),
        Style(paper="FFFF00"),
    ]


@WAYS
def test_blank_and_covered_cells_have_a_look_where_they_do_not_look_as_all_do(slow):
    covered = '<table:covered-table-cell table:style-name="lined" table:number-columns-repeated="2"/>'
    wide = cell("x", "lined").replace(">", ' table:number-columns-spanned="3">', 1)
    rows = row(wide, covered, cell(), cell("x")) + row(cell(), cell("", "yellow"), cell("x"))
    found = worn(dressed(rows, slow=slow))
    assert sorted(found) == [(1, 1), (1, 2), (1, 3), (1, 5), (2, 2), (2, 3)]
    assert found[1, 3].right == THIN
    assert found[2, 2].paper == "FFFF00"


@WAYS
def test_repeats_end_with_the_last_row_of_values_and_within_reason_with_lines(slow):
    rest = cell("", "lined", 16_000)
    rows = row(cell("x"), rest, given=' table:number-rows-repeated="3"')
    rows += row(rest, given=' table:style-name="high" table:number-rows-repeated="1000000"')
    found = dressed(rows, slow=slow)
    assert len(found.cells) == 3 * 64
    assert found.heights == {}
    assert {row for row, _column in found.cells} == {1, 2, 3}
    big = dressed(row(cell("x"), cell("", "big", 16_000)), slow=slow)
    assert list(big.cells) == [(1, 1)]


@WAYS
def test_lines_of_columns_count_where_rows_say_nothing(slow):
    columns = '<table:table-column table:number-columns-repeated="4"/>'
    columns += '<table:table-column table:default-cell-style-name="lined"/><table:table-column/>'
    found = dressed(row(cell("x"), cell("", "", 16_000)) * 2, columns=columns, slow=slow)
    assert sorted(found.cells) == [(1, 1), (1, 5), (2, 1), (2, 5)]


def test_a_sheet_with_more_blank_cells_than_can_be_kept_gives_the_looks_of_its_values(monkeypatch):
    rows = row(cell("x"), cell("", "lined", 9)) * 5
    monkeypatch.setattr(ods_dress_table, "_BLANKS", 35)
    assert len(dressed(rows).cells) == 50
    monkeypatch.setattr(ods_dress_table, "_BLANKS", 34)
    assert sorted(dressed(rows).cells) == [(number, 1) for number in range(1, 6)]


def test_a_million_rows_of_values_are_refused_and_a_wide_sheet_is_not_filled_with_lines():
    with pytest.raises(Unreadable):
        dressed(row(cell("x"), given=' table:number-rows-repeated="400000"'))
    found = dressed(row(cell("x"), cell("", "lined", 60), given=' table:number-rows-repeated="290000"'))
    assert len(found.cells) == 290_000


def test_columns_have_their_widths_and_rows_their_heights():
    properties = '<style:table-{}-properties style:{}="{}" {}/>'
    styles = "".join(
        family(f"c{n}", properties.format("column", "column-width", said, ""), kind="table-column")
        for n, said in enumerate(["0.875in", "42pt", "2.963cm", "wide"])
    )
    styles += "".join(
        family(f"r{n}", properties.format("row", "row-height", "0.5in", f"{optimal}"), kind="table-row")
        for n, optimal in enumerate(
            ["", 'style:use-optimal-row-height="true"', 'style:use-optimal-row-height="false"']
        )
    )
    columns = "".join(
        f'<table:table-column table:style-name="c{n}" table:number-columns-repeated="{again}"/>'
        for n, again in ((0, 1), (1, 2), (3, 1), (2, 900))
    )
    rows = "".join(row(cell("x", "", 6), given=f' table:style-name="r{n}"') for n in (1, 0))
    rows += row(cell("x"), given=' table:style-name="r2" table:number-rows-repeated="2"')
    found = dressed(rows, styles, columns=columns)
    assert found.widths == {1: 12, 2: 8, 3: 8, 5: 16, 6: 16}
    assert found.heights == {2: 36, 3: 36, 4: 36}


def test_sheets_share_the_styles_that_look_the_same():
    table = '<table:table table:name="{}">{}</table:table>'
    twin = family("twin", LINED)
    tables = [table.format(name, row(cell("x", style))) for name, style in (("甲", "lined"), ("乙", "twin"))]
    found = dress_of_ods(Archive(ods(*tables, styles=STYLES + twin, attributes=MORE)))
    assert found["甲"].cells[1, 1] == found["乙"].cells[1, 1]
    assert (2, 1) not in found["甲"].cells


def test_nothing_but_a_refusal_comes_of_damage():
    number = (
        f'<number:number-style style:name="N">{NUMBER}<number:text>元</number:text></number:number-style>'
    )
    styles = STYLES + number + family("s", '<style:text-properties fo:font-size="9pt"/>', "lined", DATA)
    columns = '<table:table-column table:number-columns-repeated="3" table:default-cell-style-name="s"/>'
    rows = row(cell("x", "s", 3), cell("", "yellow", 9), given=' table:number-rows-repeated="5"') * 9
    table = f'<table:table table:name="表">{columns}{rows}</table:table>'
    raw, chance = ods(table, styles=styles, attributes=MORE), random.Random(2016)
    for _time in range(300):
        with suppress(Unreadable):
            for found in dress_of_ods(Archive(damaged(raw, chance))).values():
                assert all(found.styles[number] for number in found.cells.values())


CODES = (
    "0.00",
    "#,##0.00;[Red]-#,##0.00",
    "0%",
    "yyyy-mm-dd",
    'yyyy"年"m"月"d"日"',
    "@",
    '0"万元"',
    "[h]:mm",
)
LINES = ("hair", "thin", "medium", "thick", "dashed", "dotted", "double", "dashDot", "mediumDashed")


def _styled():
    """A sheet with all that a list may be dressed in."""
    made = Workbook()
    part = made.active
    part.title = "花名册"
    part["A1"] = "花名册"
    part["A1"].font = Font("宋体", 16, bold=True, color="FF1F4E79")
    part["A1"].fill = PatternFill("solid", "FFDDEBF7")
    part["A1"].alignment = Alignment("center", "center", wrap_text=True)
    part["B1"] = "备注"
    part["B1"].font = Font("楷体", 10.5, italic=True, underline="single", strike=True)
    for column, code in enumerate(CODES, 1):
        part.cell(2, column, 40_000.5).number_format = code
    for column, line in enumerate(LINES, 1):
        part.cell(3, column, "x").border = Border(
            *[Side(line, f"FF{shade}") for shade in ("112233", "AA0000", "00BB00", "0000CC")]
        )
    for column, across in enumerate(("left", "center", "right", "justify", "fill", "distributed"), 1):
        part.cell(4, column, "x").alignment = Alignment(across, ("top", "center", "bottom")[column % 3])
    part["K3"].border = Border(bottom=Side("thin", "FF000000"))
    part["L3"].fill = PatternFill("solid", "FFFFFF00")
    for letter, width in zip("ABCD", (12, 30, 5, 18.6), strict=True):
        part.column_dimensions[letter].width = width
    part.row_dimensions[1].height, part.row_dimensions[2].height = 36, 20.25
    packed = BytesIO()
    made.save(packed)
    return part, packed.getvalue()


def _as_ours(cell):
    font, sides = cell.font, (getattr(cell.border, side) for side in ("left", "right", "top", "bottom"))
    edges = [Edge(side.style, side.color.rgb[2:]) if side and side.style else Edge() for side in sides]
    ink = font.color and (font.color.rgb[2:] if font.color.type == "rgb" else "000000")
    return Style(
        cell.number_format,
        font.name,
        font.sz,
        bool(font.b),
        bool(font.i),
        font.u is not None,
        bool(font.strike),
        ink or "",
        cell.fill.fgColor.rgb[2:] if cell.fill.patternType else "",
        *edges,
        cell.alignment.horizontal or "",
        cell.alignment.vertical or "bottom",
        bool(cell.alignment.wrap_text),
    )


@pytest.mark.office
def test_a_sheet_looks_the_same_after_another_office_program_saved_it(tmp_path):
    part, raw = _styled()
    path = tmp_path / "花名册.xlsx"
    path.write_bytes(raw)
    found = dress_of_ods(Archive(converted(path, "ods").read_bytes()))["花名册"]
    theirs = worn(found)
    cells = [cell for line in part.iter_rows() for cell in line if cell.value is not None or cell.has_style]
    assert theirs == {(cell.row, cell.column): _as_ours(cell) for cell in cells}
    assert found.heights == pytest.approx({1: 36, 2: 20.25}, abs=0.1)
    # how wide a character is depends on the faces that this system has
    unit = found.widths[2] / 30
    wanted = {1: 12, 2: 30, 3: 5, 4: 18.6}
    assert {column: found.widths[column] / unit for column in wanted} == pytest.approx(wanted, abs=0.5)
