"""All that a table of values does not show is marked: hidden, computed, merged, wrong, or shown otherwise."""

from datetime import date

import pytest

from tests.sheets.packages import REL, RELATIONS, opened, parts, relations, sheet, style_sheet

ROW = '<row r="{n}"{given}><c r="A{n}"><v>{n}</v></c><c r="B{n}"><v>1</v></c></row>'
WHITE = (
    '<font><color rgb="FFFFFFFF"/></font><font><color theme="0"/></font><font><color rgb="FFFF0000"/></font>'
)
BLUE = '<fill><patternFill patternType="solid"><fgColor rgb="FF0000FF"/></patternFill></fill>'


def marks(rows="", **given):
    """The marks of a sheet of two columns."""
    return sheet(rows or "".join(ROW.format(n=n, given="") for n in (1, 2, 3)), **given).marks


@pytest.mark.parametrize(
    "given",
    [
        ' hidden="1"',
        ' hidden="true"',
        ' ht="0" customHeight="1"',
        ' ht="0.0"',
        ' ht="0.05" customHeight="1"',
        ' hidden="1" outlineLevel="1"',
        ' spans="1:2" hidden="1" x14ac:dyDescent="0.25"',
    ],
)
def test_hidden_rows_however_they_are_hidden(given):
    space = 'xmlns:x14ac="other"'
    rows = "".join(ROW.format(n=n, given=given if n % 4 == 0 else "") for n in range(1, 13))
    made = parts(rows)
    made["xl/worksheets/sheet1.xml"] = made["xl/worksheets/sheet1.xml"].replace(
        "<worksheet ", f"<worksheet {space} "
    )
    assert opened(made).grids[0].marks.hidden_rows == {4, 8, 12}


def test_hidden_rows_below_the_table_do_not_count():
    rows = ROW.format(n=1, given="") + '<row r="2" hidden="1"/><row r="3" hidden="1"><c r="A3" s="0"/></row>'
    assert marks(rows).hidden_rows == frozenset()


@pytest.mark.parametrize(
    "given", ['zeroHeight="1"', 'defaultRowHeight="0"', 'zeroHeight="true" defaultRowHeight="15"']
)
def test_rows_that_are_hidden_unless_they_say_otherwise(given):
    rows = ROW.format(n=1, given=' ht="15"') + ROW.format(n=2, given="") + ROW.format(n=3, given="")
    assert marks(rows, before=f"<sheetFormatPr {given}/>").hidden_rows == {2, 3}


@pytest.mark.parametrize(
    ("columns", "hidden"),
    [
        ('<col min="2" max="2" hidden="1"/>', {2}),
        ('<col min="1" max="16384" hidden="true"/>', {1, 2}),
        ('<col min="2" max="2" width="0" customWidth="1"/>', {2}),
        ('<col min="2" max="2" width="0.01" customWidth="1"/>', {2}),
        ('<col min="3" max="9" hidden="1"/>', set()),
        ('<col min="1" max="2" width="9"/>', set()),
    ],
)
def test_hidden_columns(columns, hidden):
    assert marks(before=f"<cols>{columns}</cols>").hidden_columns == hidden


def test_formulas_of_each_form():
    rows = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><v>1</v></c>'
        '<c r="C1" t="str"><f>A&amp;B</f><v>x</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" ref="A2:A3" si="0">B2</f><v>2</v></c></row>'
        '<row r="3"><c r="A3"><f t="shared" si="0"/><v>2</v></c><c r="B3"><f>1</f></c></row>'
        '<row r="4"><c r="A4"><f t="array" ref="A4">SUM(1)</f><v>1</v></c></row>'
        '<row r="5"><c r="A5"><v>1</v></c></row>'
    )
    found = sheet(rows)
    assert found.marks.formulas == {(1, 1), (1, 3), (2, 1), (3, 1), (3, 2), (4, 1)}
    assert found.rows[0] == [2.0, 1.0, "x"]


def test_formulas_in_many_plain_rows():
    row = '<row r="{0}"><c r="A{0}"><v>1</v></c><c r="B{0}"><f>A{0}*2</f><v>2</v></c></row>'
    found = sheet("".join(row.format(n) for n in range(1, 30)))
    assert found.marks.formulas == {(n, 2) for n in range(1, 30)}
    assert found.rows == [[1.0, 2.0]] * 29


def test_errors_are_blank_and_marked():
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}" t="e"><v>{error}</v></c></row>'
        for n, error in enumerate(("#REF!", "#N/A", "#REF!", "#DIV/0!"), 1)
    )
    found = sheet(rows)
    assert found.marks.errors == {(1, 2): "#REF!", (2, 2): "#N/A", (3, 2): "#REF!", (4, 2): "#DIV/0!"}
    assert [row[1] if len(row) > 1 else "" for row in found.rows] == [""] * 4


def test_formats_that_show_another_value():
    codes = ("General", '0"万元"', "0.00%", ";;;", '"健康"', "0.00,", "#,##0.00", "yyyy/m/d", "@")
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="{n - 1}"><v>3</v></c></row>' for n in range(1, 10))
    found = sheet(rows * 1, styles=style_sheet(*codes)).marks
    assert found.formats == {(2, 1): '0"万元"', (3, 1): "0.00%", (5, 1): '"健康"', (6, 1): "0.00,"}
    assert found.unseen == {(4, 1)}


def test_a_format_is_odd_in_each_of_many_rows():
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" s="1"><v>3</v></c><c r="B{n}" s="1"/></row>' for n in range(1, 20)
    )
    assert marks(rows, styles=style_sheet("General", '0"万元"')).formats == {
        (n, 1): '0"万元"' for n in range(1, 20)
    }


def test_a_built_in_percentage_is_odd():
    styles = style_sheet("General", xfs='<xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="4"/>')
    rows = '<row r="1"><c r="A1" s="1"><v>0.5</v></c><c r="B1" s="2"><v>1</v></c></row>'
    assert marks(rows, styles=styles).formats == {(1, 1): "0%"}


@pytest.mark.parametrize(
    ("font", "fill", "unseen"), [(1, 0, True), (2, 0, True), (3, 0, False), (1, 1, False), (0, 0, False)]
)
def test_white_on_white_is_unseen(font, fill, unseen):
    xfs = f'<xf numFmtId="0"/><xf numFmtId="0" fontId="{font}" fillId="{fill}"/>'
    rows = '<row r="1"><c r="A1" s="1" t="s"><v>0</v></c></row>'
    found = marks(rows, styles=style_sheet("0", fonts=WHITE, fills=BLUE, xfs=xfs)).unseen
    assert found == ({(1, 1)} if unseen else set())


LOST = (
    '<font><color rgb="FFFFFFFF"/></font>',
    '<font><color rgb="FFF8F8F8"/></font>',
    '<font><color theme="0" tint="-0.05"/></font>',
    '<font><color rgb="FF0000FA"/></font>',
    '<font><color theme="4"/></font>',
    '<font><sz val="1"/></font>',
    '<font><color indexed="8"/></font>',
    "<font><strike/></font>",
    '<font><strike val="0"/><sz val="9"/></font>',
)
GROUNDS = BLUE + "".join(
    f'<fill><patternFill patternType="{pattern}"><fgColor {colour}/></patternFill></fill>'
    for pattern, colour in (
        ("solid", 'theme="4"'),
        ("solid", 'theme="1"'),
        ("solid", 'rgb="FFF2F2F2"'),
        ("gray125", 'rgb="FFFFFFFF"'),
    )
)


@pytest.mark.parametrize(
    ("font", "fill", "unseen", "struck"),
    [
        (1, 0, True, False),
        (2, 0, True, False),
        (3, 0, True, False),
        (3, 1, False, False),
        (4, 0, False, False),
        (4, 1, True, False),
        (5, 0, False, False),
        (5, 2, True, False),
        (6, 0, True, False),
        (7, 3, True, False),
        (0, 3, True, False),
        (1, 3, False, False),
        (1, 4, True, False),
        (1, 5, False, False),
        (8, 0, False, True),
        (9, 0, False, False),
    ],
)
def test_letters_lost_on_their_ground_or_struck_out(font, fill, unseen, struck):
    xfs = f'<xf numFmtId="0"/><xf numFmtId="0" fontId="{font}" fillId="{fill}"/>'
    rows = '<row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1"/></row>'
    rows += '<row r="2"><c r="A2" s="1"><v>5</v></c></row>'
    found = marks(rows, styles=style_sheet("General", fonts="".join(LOST), fills=GROUNDS, xfs=xfs))
    assert found.unseen == ({(1, 1), (2, 1)} if unseen else set())
    assert found.struck == ({(1, 1), (2, 1)} if struck else set())


@pytest.mark.parametrize(
    ("run", "unseen", "struck"),
    [
        ("<strike/>", False, True),
        ('<strike val="0"/>', False, False),
        ('<color rgb="FFFFFFFF"/>', True, False),
        ('<sz val="1"/>', True, False),
        ('<color rgb="FFFF0000"/>', False, False),
    ],
)
@pytest.mark.parametrize("inline", [False, True])
def test_some_letters_of_a_text_can_be_struck_out_or_lost(run, unseen, struck, inline):
    text = f"<r><t>张</t></r><r><rPr>{run}</rPr><t>三</t></r>"
    cell = f't="inlineStr"><is>{text}</is></c>' if inline else 't="s"><v>1</v></c>'
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" {cell}<c r="B{n}" t="s"><v>0</v></c></row>' for n in range(1, 20)
    )
    found = sheet(rows, strings=f"<si><t>李四</t></si><si>{text}</si>")
    assert found.rows == [["张三", "李四"]] * 19
    every = {(n, 1) for n in range(1, 20)}
    assert found.marks.unseen == (every if unseen else set())
    assert found.marks.struck == (every if struck else set())


def test_blanks_that_are_struck_out_say_nothing():
    text = "<r><t>张三</t></r><r><rPr><strike/></rPr><t> </t></r>"
    found = sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=f"<si>{text}</si>")
    assert found.marks.struck == set()


def test_merged_cells():
    after = (
        '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:A3"/><mergeCell ref="F1:G9"/></mergeCells>'
    )
    assert marks(after=after).merged == ((1, 1, 1, 2), (2, 1, 3, 1))


def test_remarks_on_cells():
    note = '<comments><commentList><comment ref="B2"><text><t>?</t></text></comment></commentList></comments>'
    thread = '<ThreadedComments><threadedComment ref="A3"/><threadedComment ref="Z99"/></ThreadedComments>'
    made = {
        **parts("".join(ROW.format(n=n, given="") for n in (1, 2, 3))),
        "xl/worksheets/_rels/sheet1.xml.rels": relations(
            ("rId1", "comments", "../comments1.xml"),
            ("rId2", "threadedComment", "../threadedComments/t.xml"),
        ),
        "xl/comments1.xml": note,
        "xl/threadedComments/t.xml": thread,
    }
    assert opened(made).grids[0].marks.comments == {(2, 2), (3, 1)}


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets(state):
    made = parts()
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace('sheetId="1"', f'sheetId="1" state="{state}"')
    assert opened(made).grids[0].hidden


def test_a_unit_that_a_format_adds_is_noted_with_its_rows():
    rows = "".join(f'<row r="{row}"><c r="A{row}" s="1"><v>2.8</v></c></row>' for row in range(1, 40))
    styles = style_sheet("General", '0.0"元"')
    found = marks(rows, styles=styles)
    assert found.units == {(1, "元"): [*range(1, 40)]}
    assert found.formats == {}


@pytest.mark.parametrize(
    ("theme", "ground", "is_lost"),
    [
        ('theme="4"', 'rgb="FF4472C4"', True),
        ('theme="4"', 'theme="4"', True),
        ('theme="4" tint="0.8"', 'rgb="FFDAE3F3"', True),
        ('theme="4" tint="0.8"', 'rgb="FF4472C4"', False),
        ('theme="0" tint="-0.05"', 'rgb="FFFFFFFF"', True),
        ('theme="2"', 'rgb="FFFFFFFF"', True),
        ('theme="9"', 'rgb="FF70AD47"', False),
    ],
)
def test_letters_in_a_colour_of_the_theme_can_be_lost_on_their_ground(theme, ground, is_lost):
    styles = style_sheet(
        fonts=f"<font><color {theme}/></font>",
        fills=f'<fill><patternFill patternType="solid"><fgColor {ground}/></patternFill></fill>',
        xfs='<xf/><xf fontId="1" fillId="1"/>',
    )
    made = parts('<row r="1"><c r="A1" s="1"><v>5</v></c></row>', styles=styles)
    made[RELATIONS] = made[RELATIONS].replace(
        "</Relationships>",
        f'<Relationship Id="rId9" Type="{REL}/theme" Target="theme/theme1.xml"/></Relationships>',
    )
    colours = {"dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "FAFAFA", "accent1": "4472C4"}
    listed = "".join(f'<{name}><srgbClr val="{colour}"/></{name}>' for name, colour in colours.items())
    made["xl/theme/theme1.xml"] = f"<theme><clrScheme>{listed}</clrScheme></theme>"
    assert opened(made).grids[0].marks.unseen == ({(1, 1)} if is_lost else set())


def test_a_merged_block_counts_from_whichever_corner_it_is_named():
    assert marks(after='<mergeCells><mergeCell ref="B3:A1"/></mergeCells>').merged == ((1, 1, 3, 2),)


def test_a_day_before_the_first_one_is_the_number_that_stands_there():
    cells = '<row r="1"><c r="A1"><v>-1</v></c><c r="B1"><v>1</v></c></row>'
    found = sheet(cells, styles=style_sheet("yyyy/m/d"), pr='date1904="1"')
    assert found.rows == [[-1.0, date(1904, 1, 2)]]
