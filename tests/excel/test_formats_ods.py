"""Open documents are read with their repeats counted, and what they hide is told."""

import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from county_desk.excel.reading import room
from county_desk.excel.reading.book import Unreadable
from county_desk.excel.reading.opening import open_book

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"),
        ("script", "script"),
        ("draw", "drawing"),
    )
)
SPACES += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
MANIFEST = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
KIND = "application/vnd.oasis.opendocument.spreadsheet"


def made(
    tables, styles="", more=(), mimetype=KIND, head='<?xml version="1.0" encoding="UTF-8"?>', encoding="utf-8"
):
    """The file of a document with these tables and styles."""
    content = (
        f"{head}<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        package.writestr("content.xml", content.encode(encoding))
        for name, part in more:
            package.writestr(name, part)
    return packed.getvalue()


def table(rows, name="表", given=""):
    """A table of rows."""
    return f'<table:table table:name="{name}" {given}>{rows}</table:table>'


def row(*cells, given=""):
    """A row of cells."""
    return f"<table:table-row{given}>{''.join(cells)}</table:table-row>"


def text(words, given=""):
    """A cell with a text."""
    return f'<table:table-cell{given} office:value-type="string"><text:p>{words}</text:p></table:table-cell>'


def number(value, shown=None, given=""):
    """A cell with a number."""
    words = f"<text:p>{value if shown is None else shown}</text:p>"
    given = f'{given} office:value-type="float" office:value="{value}"'
    return f"<table:table-cell{given}>{words}</table:table-cell>"


def grid(rows, styles="", given=""):
    """The sheet that these rows make."""
    return open_book("花名册.ods", made(table(rows, given=given), styles)).grids[0]


def refusal(raw):
    """The kind under which a file is refused."""
    with pytest.raises(Unreadable) as trouble:
        open_book("花名册.ods", raw)
    assert str(trouble.value)
    return trouble.value.kind


def slow(rows):
    """The same rows as only the parser can read them."""
    return rows.replace("<table:table-row", "<!-- --><table:table-row", 1)


ODD = [
    row(text("姓名"), text("a &amp; b"), text("两  个"), "<table:table-cell/>", number(3)),
    row(
        '<table:table-cell office:value-type="date" office:date-value="2016-03-15"/>',
        '<table:table-cell office:value-type="date" office:date-value="2016-03-15T18:30:00"/>',
        '<table:table-cell office:value-type="time" office:time-value="PT12H30M00S"/>',
        '<table:table-cell office:value-type="time" office:time-value="PT30H00M00S"/>',
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>',
    ),
    row(
        text("所示", ' office:string-value="所存"'),
        "<table:table-cell><text:p>无型</text:p></table:table-cell>",
        text('甲<text:s text:c="2"/>乙<text:tab/>丙<text:line-break/>丁<text:span>戊</text:span>'),
        text("上</text:p><text:p>下"),
        number("1e3", "1000"),
    ),
]
READ = [
    ["姓名", "a & b", "两 个", "", 3.0],
    [date(2016, 3, 15), datetime(2016, 3, 15, 18, 30), time(12, 30), timedelta(hours=30), True],
    ["所存", "无型", "甲  乙\t丙\n丁戊", "上\n下", 1000.0],
]


@pytest.mark.parametrize("way", [str, slow], ids=["quick", "parsed"])
def test_every_kind_of_cell_is_read(way):
    assert grid(way("".join(ODD))).rows == READ


def test_plain_rows_are_read_as_another_reader_reads_them():
    rows = "".join(row(text(f"张{n}"), number(n / 8), text("x"), number(-n)) for n in range(50))
    listed = (
        f'<manifest:manifest {MANIFEST}><manifest:file-entry manifest:full-path="/"/></manifest:manifest>'
    )
    raw = made(table(rows) + table(rows, "二"), more=[("META-INF/manifest.xml", listed)])
    other = CalamineWorkbook.from_filelike(BytesIO(raw))
    for one in open_book("花名册.ods", raw).grids:
        assert one.rows == other.get_sheet_by_name(one.name).to_python(skip_empty_area=False)
    assert grid(slow(rows)).rows == grid(rows).rows


@pytest.mark.parametrize("way", [str, slow], ids=["quick", "parsed"])
def test_repeats_are_written_out_where_they_hold_something(way):
    rows = row(text("a", ' table:number-columns-repeated="3"'), given=' table:number-rows-repeated="2"')
    rows += row(
        '<table:table-cell table:number-columns-repeated="16384"/>',
        given=' table:number-rows-repeated="1000"',
    )
    rows += row('<table:table-cell table:number-columns-repeated="2"/>', number(7))
    found = grid(way(rows)).rows
    assert found[:2] == [["a", "a", "a"]] * 2
    assert found[2:-1] == [["", "", ""]] * 1000
    assert found[-1] == ["", "", 7.0]


@pytest.mark.parametrize("way", [str, slow], ids=["quick", "parsed"])
@pytest.mark.parametrize(
    "rows",
    [
        row(number(1, given=' table:number-columns-repeated="16385"')),
        row(
            number(1, given=' table:number-columns-repeated="9000"'),
            given=' table:number-rows-repeated="9000"',
        ),
        row(number(1), given=' table:number-rows-repeated="1048577"'),
        row(number(1), given=' table:number-rows-repeated="0"'),
        row(number(1, given=' table:number-columns-repeated="x"')),
        row(number(1), given=' table:number-rows-repeated="99999999999"'),
        row(number("1e999", 1)),
        row(number("NaN", 1)),
        row('<table:table-cell office:value-type="date" office:date-value="2016-02-30"/>'),
        row('<table:table-cell office:value-type="time" office:time-value="12:30"/>'),
        row('<table:table-cell office:value-type="boolean" office:boolean-value="1"/>'),
        row('<table:table-cell office:value-type="void"/>', text("x")),
        row(text("2<!-- -->8")),
        row(text('<text:s text:c="30000"/>' * 9)),
        row(text("2<?x y?>8")),
    ],
)
def test_what_no_reader_should_believe_is_refused(way, rows):
    assert refusal(made(table(way(rows)))) == "file_corrupt"


def test_many_repeats_are_counted_together(monkeypatch):
    monkeypatch.setattr(room, "REACH", 100)
    rows = row(text("a", ' table:number-columns-repeated="20"')) * 6
    assert refusal(made(table(rows))) == "file_corrupt"


def test_rows_columns_and_sheets_are_hidden_in_several_ways():
    columns = '<table:table-column table:number-columns-repeated="2"/>'
    columns += '<table:table-column table:visibility="collapse"/>'
    columns += (
        '<table:table-column-group table:display="false"><table:table-column/></table:table-column-group>'
    )
    line = row(*[text("x")] * 5)
    rows = columns + line + line.replace(">", ' table:visibility="collapse">', 1)
    rows += line.replace(">", ' table:visibility="filter">', 1)
    rows += f'<table:table-row-group table:display="false">{line}</table:table-row-group>{line}'
    marks = grid(rows).marks
    assert marks.hidden_rows == {2, 3, 4}
    assert marks.hidden_columns == {3, 4}
    styles = '<style:style style:name="ta2" style:family="table">'
    styles += '<style:table-properties table:display="false"/></style:style>'
    hidden = made(table(line) + table(line, "二", 'table:style-name="ta2"'), styles)
    assert [one.hidden for one in open_book("花名册.ods", hidden).grids] == [False, True]


def test_rows_without_height_and_columns_without_width_are_hidden():
    styles = '<style:style style:name="r0" style:family="table-row">'
    styles += '<style:table-row-properties style:row-height="0cm"/></style:style>'
    styles += '<style:style style:name="k0" style:family="table-column">'
    styles += '<style:table-column-properties style:column-width="0.00in"/></style:style>'
    styles += '<style:style style:name="k1" style:family="table-column">'
    styles += '<style:table-column-properties style:column-width="0.1in"/></style:style>'
    styles += '<style:style style:name="k2" style:family="table-column">'
    styles += '<style:table-column-properties style:column-width="0.01in"/></style:style>'
    styles += '<style:style style:name="r1" style:family="table-row">'
    styles += '<style:table-row-properties style:row-height="0.5mm"/></style:style>'
    columns = '<table:table-column table:style-name="k1"/><table:table-column table:style-name="k0"/>'
    columns += '<table:table-column table:style-name="k2"/>'
    lines = row(*map(text, "xyz")) + row(text("x"), given=' table:style-name="r0"')
    lines += row(text("x"), given=' table:style-name="r1"')
    marks = grid(columns + lines, styles).marks
    assert (marks.hidden_rows, marks.hidden_columns) == ({2, 3}, {2, 3})


def test_formulas_errors_merges_and_remarks_are_told():
    cells = [
        '<table:table-cell table:formula="of:=1+2" office:value-type="float" office:value="3"/>',
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
        'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>',
        '<table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="1" '
        'office:value-type="string">'
        "<office:annotation><text:p>核实</text:p></office:annotation><text:p>户</text:p></table:table-cell>",
        text("x<draw:frame><draw:text-box><text:p>图</text:p></draw:text-box></draw:frame>"),
    ]
    below = ["<table:table-cell/>"] * 2
    covered = (
        '<table:covered-table-cell office:value-type="string"><text:p>盖</text:p></table:covered-table-cell>'
    )
    found = grid(row(*cells) + row(*below, covered))
    assert found.rows == [[3.0, "", "户", "x"], ["", "", "盖", ""]]
    assert found.marks.formulas == {(1, 1), (1, 2)}
    assert found.marks.errors == {(1, 2): "#DIV/0!"}
    assert found.marks.merged == ((1, 3, 2, 3),)
    assert found.marks.unseen == {(2, 3)}
    assert found.marks.comments == {(1, 3)}


STYLES = """
<number:number-style style:name="N1"><number:number/><number:text>万元</number:text></number:number-style>
<number:number-style style:name="N2"><number:number number:display-factor="1000"/></number:number-style>
<number:percentage-style style:name="N3"><number:number/><number:text>%</number:text>
</number:percentage-style>
<number:number-style style:name="N4"/>
<number:number-style style:name="N5P0"><number:number/></number:number-style>
<number:number-style style:name="N5"><number:text>-</number:text><number:number/>
<style:map style:condition="value()&gt;=0" style:apply-style-name="N5P0"/></number:number-style>
<number:time-style style:name="N6" number:truncate-on-overflow="false"><number:hours/></number:time-style>
<number:date-style style:name="N7"><number:year/><number:text>年</number:text><number:month/>
</number:date-style>
<number:number-style style:name="N9"><number:number number:min-integer-digits="3">
<number:embedded-text number:position="2">.</number:embedded-text></number:number></number:number-style>
<number:number-style style:name="N10"><style:text-properties fo:color="#ffffff"/><number:number/>
</number:number-style>
<number:number-style style:name="N11P0"><number:number/></number:number-style>
<number:number-style style:name="N11"><style:text-properties fo:color="#ff0000"/><number:number/>
<style:map style:condition="value()&gt;=0" style:apply-style-name="N11P0"/></number:number-style>
<number:text-style style:name="N8"><number:text>甲</number:text><number:text-content/></number:text-style>
""".replace("\n", "")
STYLES += "".join(
    f'<style:style style:name="c{n}" style:family="table-cell" style:data-style-name="N{n}"/>'
    for n in range(1, 12)
)
STYLES += '<style:style style:name="w" style:family="table-cell">'
STYLES += '<style:text-properties fo:color="#FFFFFF"/></style:style>'
STYLES += '<style:style style:name="v" style:family="table-cell" style:parent-style-name="w"/>'
STYLES += (
    '<style:style style:name="b" style:family="table-cell" style:parent-style-name="w">'
    '<style:table-cell-properties fo:background-color="#1f4e79"/></style:style>'
)


@pytest.mark.parametrize("way", [str, slow], ids=["quick", "parsed"])
def test_formats_and_colours_that_show_another_value_or_none_are_marked(way):
    names = ["c1", "c2", "c3", "c4", "c5", "c8", "w", "v", "b"]
    cells = [number(5, "5", f' table:style-name="{name}"') for name in names]
    cells.append(text("张", ' table:style-name="c8"'))
    cells.append(
        '<table:table-cell office:value-type="percentage" office:value="0.28">'
        "<text:p>28%</text:p></table:table-cell>"
    )
    cells.append(number(800, "2800"))
    cells += [number(2800.5, "2,801"), number(-3, "(3)"), number(1234.5, "¥1,234.50")]
    found = grid(way(row(*cells)), STYLES)
    assert found.marks.formats == {
        (1, 1): '0"万元"',
        (1, 2): "0,",
        (1, 3): '0"%"',
        (1, 6): '"甲"@',
        (1, 10): '"甲"@',
        (1, 11): "0%",
        (1, 12): "2800",
    }
    assert found.marks.unseen == {(1, 4), (1, 7), (1, 8)}


FIRST_DAY = (
    '<table:calculation-settings><table:null-date table:date-value="{}"/></table:calculation-settings>'
)


@pytest.mark.parametrize("way", [str, slow], ids=["quick", "parsed"])
@pytest.mark.parametrize(
    ("first", "day", "since_1904"),
    [
        ("", date(2011, 10, 31), False),
        ("1899-12-30", date(2011, 10, 31), False),
        ("1904-01-01", date(2015, 11, 1), True),
    ],
)
def test_numbers_of_days_count_from_the_day_that_the_document_says(way, first, day, since_1904):
    itself = (
        '<table:table-cell office:value-type="date" office:date-value="2016-03-16">'
        "<text:p>x</text:p></table:table-cell>"
    )
    cells = [number(40847, "x", ' table:style-name="c7"'), itself, number(40847)]
    settings = FIRST_DAY.format(first) if first else ""
    found = open_book("花名册.ods", made(settings + table(way(row(*cells))), STYLES)).grids[0]
    assert found.rows == [[day, date(2016, 3, 16), 40847.0]]
    assert found.from_1904 is since_1904


def test_a_document_that_counts_days_from_any_other_day_is_refused():
    assert refusal(made(FIRST_DAY.format("1900-01-01") + table(row(text("x"))))) == "file_corrupt"


LETTERS = (
    'fo:color="#fafafa"',
    'fo:font-size="1pt"',
    'style:text-line-through-style="solid"',
    'style:text-line-through-style="none" fo:font-size="50%"',
)


@pytest.mark.parametrize("way", [str, slow], ids=["quick", "parsed"])
@pytest.mark.parametrize("family", ["table-cell", "text"])
def test_letters_that_are_lost_or_struck_out_are_told(way, family):
    styles = "".join(
        f'<style:style style:name="s{n}" style:family="{family}"><style:text-properties {given}/>'
        "</style:style>"
        for n, given in enumerate(LETTERS)
    )
    span = '李<text:span text:style-name="s{}">三</text:span>'
    cells = [
        text("李三", f' table:style-name="s{n}"') if family == "table-cell" else text(span.format(n))
        for n in range(4)
    ]
    found = grid(way(row(*cells)), styles)
    assert found.rows == [["李三"] * 4]
    assert (found.marks.unseen, found.marks.struck) == ({(1, 1), (1, 2)}, {(1, 3)})


def test_words_among_the_digits_and_white_letters_of_a_format_are_marked():
    cells = [number(123, "x", f' table:style-name="c{n}"') for n in (9, 10)]
    cells += [number(-3, "x", ' table:style-name="c11"')]
    marks = grid(row(*cells), STYLES).marks
    assert marks.formats == {(1, 1): '0"."0'}
    assert marks.unseen == {(1, 2)}


@pytest.mark.parametrize("way", [str, slow], ids=["quick", "parsed"])
def test_a_cell_without_a_style_has_that_of_its_row_or_column(way):
    columns = '<table:table-column/><table:table-column table:default-cell-style-name="c1"/>'
    rows = row(number(5), number(6)) + row(number(7), given=' table:default-cell-style-name="c2"')
    assert grid(columns + way(rows), STYLES).marks.formats == {(1, 2): '0"万元"', (2, 1): "0,"}
    hours = (
        '<table:table-cell table:style-name="c6" office:value-type="time" office:time-value="PT12H00M00S"/>'
    )
    assert grid(way(row(hours)), STYLES).rows == [[timedelta(hours=12)]]


def test_what_was_changed_or_drawn_is_no_table():
    old = f"<table:tracked-changes><table:cell-content-change>{text('旧')}"
    old += "</table:cell-content-change></table:tracked-changes>"
    shapes = f"<table:shapes><draw:frame>{table(row(text('图')))}</draw:frame></table:shapes>"
    found = open_book("花名册.ods", made(old + table(shapes + row(text("x"))))).grids
    assert [one.rows for one in found] == [[["x"]]]


def notes(raw):
    """What is odd about a file as a whole."""
    return [kind for kind, _words in open_book("花名册.ods", raw).notes]


def test_guests_are_named_and_never_opened():
    plain = table(row(text("x")))
    assert notes(made(plain)) == []
    assert notes(made(plain, more=[("Basic/Standard/Module1.xml", "<!DOCTYPE x><x/>")])) == ["has_macros"]
    assert notes(made("<script:event-listener/>" + plain)) == ["has_macros"]
    assert notes(made("<table:dde-links/>" + plain)) == ["external_link"]
    other = """table:formula="of:='file:///别村.ods'#$表.A1" """
    assert notes(made(table(row(text("x", " " + other))))) == ["external_link"]
    assert notes(made(plain, more=[("Object 1/content.xml", "<x/>")])) == ["embedded_object"]
    kinds = f"<manifest:manifest {MANIFEST}>"
    kinds += '<manifest:file-entry manifest:full-path="Object 1/" '
    kinds += 'manifest:media-type="application/vnd.oasis.opendocument.chart"/></manifest:manifest>'
    chart = [("Object 1/content.xml", "<x/>"), ("META-INF/manifest.xml", kinds)]
    assert notes(made(plain, more=chart)) == []


def test_a_locked_document_is_named():
    keys = f"<manifest:manifest {MANIFEST}>"
    keys += "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    raw = made(table(row(text("x"))), more=[("META-INF/manifest.xml", keys)])
    assert refusal(raw) == "file_encrypted"


def test_types_of_documents_depth_and_twins_are_refused():
    plain = table(row(text("x")))
    assert refusal(made(plain, head='<!DOCTYPE a [<!ENTITY b "c">]>')) == "xml_dtd"
    assert refusal(made(table("<text:p>" * 99 + "</text:p>" * 99))) == "xml_depth"
    assert refusal(made(plain + plain)) == "file_corrupt"
    assert refusal(made(plain + "<a>")) == "file_corrupt"


def test_a_template_and_another_encoding_are_read_too():
    plain = table(row(text("张")) * 3)
    assert open_book("花名册.ods", made(plain, mimetype=KIND + "-template")).grids[0].rows == [["张"]] * 3
    head = '<?xml version="1.0" encoding="UTF-16"?>'
    assert open_book("花名册.ods", made(plain, head=head, encoding="utf-16")).grids[0].rows == [["张"]] * 3


def test_a_prefix_with_another_meaning_is_not_taken_for_the_usual_one():
    content = zipfile.ZipFile(BytesIO(made(table(row(text("x")))))).read("content.xml").decode()
    other = content.replace('text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"', 'text="urn:x"')
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("mimetype", KIND)
        package.writestr("content.xml", other)
    assert open_book("花名册.ods", packed.getvalue()).grids[0].rows == []


def test_what_is_noted_of_a_row_is_noted_of_its_repeats():
    cells = ['<table:table-cell table:formula="of:=1" office:value-type="float" office:value="1"/>']
    cells += [number(5, given=f' table:style-name="{name}"') for name in ("c1", "w")]
    marks = grid(row(*cells, given=' table:number-rows-repeated="3"'), STYLES).marks
    assert marks.formulas == {(1, 1), (2, 1), (3, 1)}
    assert marks.formats == dict.fromkeys([(1, 2), (2, 2), (3, 2)], '0"万元"')
    assert marks.unseen == {(1, 3), (2, 3), (3, 3)}
    many = row(cells[0], given=' table:number-rows-repeated="500000"')
    assert refusal(made(table(many))) == "formula_cell"
