"""A cell of an .xlsx sheet is read as Excel shows it, or the file is refused where readers would disagree."""

from datetime import date, datetime, time, timedelta

import pytest

from tests.sheets.packages import MAIN, SHEET, opened, parts, refusal, sheet, style_sheet


def cell(written, **given):
    """The value of one cell, written behind its name."""
    found = sheet(f'<row r="1"><c r="A1"{written}</row>', **given)
    return found.rows[0][0] if found.rows else ""


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("><v>28.5</v></c>", 28.5),
        ("><v>28</v></c>", 28.0),
        ("><v>-1.5E-3</v></c>", -0.0015),
        ("> <v>28</v> </c>", 28.0),
        ("><v>2&#56;</v></c>", 28.0),
        ("/>", ""),
        ("></c>", ""),
        ("><v/></c>", ""),
        (' t="s"><v>0</v></c>', "张三"),
        (' t="s"/>', ""),
        (' t="str"><v>张三</v></c>', "张三"),
        (' t="b"><v>1</v></c>', True),
        (' t="b"><v>0</v></c>', False),
        (' t="e"><v>#REF!</v></c>', ""),
        (' t="inlineStr"><is><t>张三</t></is></c>', "张三"),
        (' t="inlineStr"><is><t xml:space="preserve"> 张三 </t></is></c>', " 张三 "),
        (' t="inlineStr"><is><t>张&amp;三&#10;</t></is></c>', "张&三\n"),
        (' t="inlineStr"><is><t>张\r\n三</t></is></c>', "张\n三"),
        (' t="inlineStr"><is><t>张_x000D_三_x0041__x005F_x000D_</t></is></c>', "张\r三_x0041__x000D_"),
        (' t="inlineStr"><is><r><rPr><b/></rPr><t>张</t></r><r><t>三</t></r></is></c>', "张三"),
        (' t="inlineStr"><is><t>张三</t><rPh sb="0" eb="1"><t>zhang</t></rPh></is></c>', "张三"),
        (' t="inlineStr"><is><t>張\ufffc</t></is></c>', "張\ufffc"),
        (' t="d"><v>2016-11-30</v></c>', date(2016, 11, 30)),
        (' t="d"><v>2016-11-30T08:30:00Z</v></c>', datetime(2016, 11, 30, 8, 30)),
        (' t="s" s="0"><v>0</v></c>', "张三"),
    ],
)
def test_each_way_to_write_a_value(written, value):
    found = cell(written)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    "written",
    [
        "><v>2<!-- -->8</v></c>",
        "><v><![CDATA[28]]></v></c>",
        "><v>2<?a b?>8</v></c>",
        "><v>28</v><v>29</v></c>",
        "><v>2<b>8</b></v></c>",
        "><v>abc</v></c>",
        "><v>NaN</v></c>",
        "><v>1E999</v></c>",
        "><v>28</v><is><t>29</t></is></c>",
        ' t="inlineStr"><is><t>a</t></is><v>28</v></c>',
        ' t="inlineStr"><v>28</v></c>',
        ' t="s"><v>1</v></c>',
        ' t="s"><v>-1</v></c>',
        ' t="s"><v>99999999999999999999</v></c>',
        ' t="s"><v>0.0</v></c>',
        ' t="s"><v></v></c>',
        ' t="b"><v>2</v></c>',
        ' t="d"><v>30.11.2016</v></c>',
        ' t="strange"><v>28</v></c>',
        ' s="1"><v>28</v></c>',
        ' s="-1"><v>28</v></c>',
        ' s="0" s="0"><v>28</v></c>',
    ],
)
def test_a_cell_of_which_readers_think_differently_is_refused(written):
    assert refusal(parts(f'<row r="1"><c r="A1"{written}</row>')) == "file_corrupt"


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"/><row r="1"><c r="A1"/></row>',
        '<row r="2"/><row r="1"/>',
        '<row r="0"/>',
        '<row r="-1"/>',
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="A01"><v>1</v></c></row>',
        '<row r="1"><c r="a1"><v>1</v></c></row>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1"><c r="R1C1"><v>1</v></c></row>',
        '<row r="1"><d r="A1"><v>1</v></d></row>',
        '<row r="1"><c xmlns="other" r="A1"><v>1</v></c></row>',
        '<x><row r="1"><c r="A1"><v>1</v></c></row></x>',
        '</sheetData><sheetData><row r="1"><c r="A1"><v>1</v></c></row>',
        '</sheetData><row r="1"><c r="A1"><v>1</v></c></row><sheetData>',
        '<row r="1" r="2"/>',
        '<row r="1" x:hidden="1"/>',
        '<row r="1"><c r="A1"/><v>1</v></c></row>',
        '<row r="1"><c r="A1" s="0"/><is><t>a</t></is></c></row>',
        '<row r="1"/><c r="A1"><v>1</v></c></row>',
    ],
)
def test_rows_and_cells_out_of_order_or_place_are_refused(rows):
    assert refusal(parts(rows)) == "file_corrupt"


def test_cells_without_names_follow_each_other():
    assert sheet("<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>").rows == [
        [1.0, 2.0],
        ["", 3.0],
    ]


def test_plain_rows_and_odd_ones_may_alternate():
    odd = (
        '<row r="{0}"><c r="A{0}"><v>{0}</v></c> <c r="B{0}" t="inlineStr"><is><t>a&amp;b</t></is></c></row>'
    )
    plain = '<row r="{0}"><c r="A{0}"><v>{0}</v></c><c r="B{0}" t="s"><v>0</v></c></row>\n'
    rows = "".join((odd if number % 3 == 0 else plain).format(number) for number in range(1, 400))
    found = sheet(rows + '<row r="400" ht="13"/><!-- the end -->').rows
    assert found == [[float(n), "a&b" if n % 3 == 0 else "张三"] for n in range(1, 400)]


@pytest.mark.parametrize(
    "broken",
    [
        '<c r="A9" s="0"/><v>1</v></c>',
        '<c r="A9" t="s"/><v>0</v></c>',
        '<c r="A9" t="inlineStr"/><is><t>a</t></is></c>',
        '<c r="A9" s="0" t="s" t="s"><v>0</v></c>',
        '<c r="A9"><v>1</v></c><c r="A9"><v>2</v></c>',
        '<c r="A9"><f a="1" a="1">1</f><v>1</v></c>',
        '<c r="A9"><f t="shared" t="shared">1</f><v>1</v></c>',
        '<c r="A9"><v>1</v><f>1</f><f>2</f></c>',
        '<c r="A9">1<v>1</v></c></c>',
    ],
)
def test_a_broken_cell_among_plain_rows_is_refused(broken):
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="0" t="s"><v>0</v></c></row>' for n in range(1, 9))
    more = "".join(f'<row r="{n}"><c r="A{n}" s="0" t="s"><v>0</v></c></row>' for n in range(10, 19))
    assert refusal(parts(rows + f'<row r="9">{broken}</row>')) == "file_corrupt"
    assert refusal(parts(rows + f'<row r="9">{broken}</row>' + more)) == "file_corrupt"
    assert refusal(parts(rows + more)) is None


@pytest.mark.parametrize(
    "spoil", ['<row r="2">', "<!-- ", '<c r="A1">', "&amp;", "</row>", "\x01", "&#1;", "\ufffe"]
)
def test_a_plain_row_does_not_hide_that_the_part_is_broken(spoil):
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 50))
    broken = f'<row r="50"><c r="A50" t="str"><v>{spoil}</v></c></row>'
    found = refusal(parts(rows + broken + rows.replace('"', "'")))
    assert found == "file_corrupt"


def test_a_row_inside_of_a_comment_is_none():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><!-- <row r="2"><c r="A2"><v>2</v></c></row> -->'
    assert sheet(rows).rows == [[1.0]]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1"])
def test_a_sheet_may_be_in_another_encoding(encoding):
    made = parts('<row r="1"><c r="A1" t="str"><v>caf\u00e9</v></c></row>')
    said = encoding.removesuffix("-sig")
    made[SHEET] = f'<?xml version="1.0" encoding="{said}"?>{made[SHEET]}'.encode(encoding)
    assert opened(made).grids[0].rows == [["caf\u00e9"]]


def test_text_that_is_not_in_its_encoding_is_refused():
    made = parts('<row r="1"><c r="A1" t="str"><v>X</v></c></row>' * 1)
    made[SHEET] = made[SHEET].encode().replace(b"<v>X</v>", b"<v>\xd5\xc5</v>")
    assert refusal(made) == "file_corrupt"


def test_prefixed_names_are_read_as_well():
    made = parts()
    made[SHEET] = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    assert opened(made).grids[0].rows == [[5.0]]


@pytest.mark.parametrize(
    ("strings", "value"),
    [
        ("<si><t>张三</t></si>", "张三"),
        ('<si><t xml:space="preserve">张三 </t></si>', "张三 "),
        ('<si><t>张三</t><phoneticPr fontId="1" type="noConversion"/></si>', "张三"),
        ("<si><r><t>张</t></r><r><rPr><b/></rPr><t>三</t></r></si>", "张三"),
        ('<si><t>张三</t><rPh sb="0" eb="1"><t>zhang</t></rPh></si>', "张三"),
        ("<si><t>a&lt;b</t></si>", "a<b"),
        ("<si><t>张_x000D_\n三</t></si>", "张\r\n三"),
        ("<si><t/></si>", ""),
        ("<si/>", ""),
        ("\n <si>\n<t>张三</t>\n</si>\n", "张三"),
    ],
)
def test_shared_strings_of_each_kind(strings, value):
    many = "<si><t>第一</t></si>" * 3
    rows = '<row r="1"><c r="A1" t="s"><v>3</v></c><c r="B1" t="s"><v>4</v></c></row>'
    assert [*sheet(rows, strings=f"{many}{strings}<si><t>末</t></si>").rows[0]] == [value, "末"]


@pytest.mark.parametrize(
    "strings", ["<si><t>a</si></t>", "<si><t>a<si><t>b</t></si></t></si>", "<si><t>a&b</t></si>"]
)
def test_shared_strings_that_are_broken_are_refused_or_read_as_the_parser_does(strings):
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    assert refusal(parts(rows, strings="<si><t>a</t></si>" + strings)) in ("file_corrupt", None)
    if "<si><t>b" not in strings:
        assert refusal(parts(rows, strings=strings)) == "file_corrupt"


@pytest.mark.parametrize(
    ("code", "written", "value"),
    [
        ("yyyy/m/d", "42704", date(2016, 11, 30)),
        ('yyyy"年"m"月"d"日"', "42704", date(2016, 11, 30)),
        ("yyyy/m/d h:mm", "42704.5", datetime(2016, 11, 30, 12)),
        ("h:mm", "0.25", time(6)),
        ("[h]:mm", "1.5", timedelta(hours=36)),
        ("yyyy/m/d", "61", date(1900, 3, 1)),
        ("General", "42704", 42704.0),
        ("@", "42704", 42704.0),
        ("yyyy/m/d", "99999999", 99999999.0),
        ("yyyy/m/d", "-5", -5.0),
    ],
)
def test_a_number_is_a_day_only_where_its_format_says_so(code, written, value):
    found = cell(f' s="1"><v>{written}</v></c>', styles=style_sheet("General", code))
    assert (found, type(found)) == (value, type(value))


def test_days_that_count_from_1904():
    given = {"styles": style_sheet("General", "yyyy/m/d"), "pr": 'date1904="1"'}
    assert cell(' s="1"><v>41242</v></c>', **given) == date(2016, 11, 30)


@pytest.mark.parametrize("number", [14, 22, 31, 57])
def test_the_formats_that_need_no_code(number):
    styles = style_sheet("General", xfs=f'<xf numFmtId="0"/><xf numFmtId="{number}"/>')
    assert cell(' s="1"><v>42704</v></c>', styles=styles) == date(2016, 11, 30)
