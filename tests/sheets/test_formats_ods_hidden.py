"""What open documents hide, or show otherwise than they keep it, is told."""

from datetime import date, timedelta

import pytest

from county_desk.sheets.formats.opening import open_book
from tests.sheets.open_documents import grid, made, number, refusal, row, slow, table, text


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
        (1, 1): 'General"万元"',
        (1, 2): "0,",
        (1, 3): "0%",
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


def test_white_letters_in_a_text_on_a_dark_ground_can_be_read():
    styles = '<style:style style:name="w" style:family="text"><style:text-properties fo:color="#ffffff"/>'
    styles += '</style:style><style:style style:name="d" style:family="table-cell">'
    styles += '<style:table-cell-properties fo:background-color="#203864"/></style:style>'
    words = '<text:span text:style-name="w">李三</text:span>'
    found = grid(row(text(words), text(words, ' table:style-name="d"')), styles)
    assert found.marks.unseen == {(1, 1)}


def test_words_among_the_digits_and_white_letters_of_a_format_are_marked():
    cells = [number(123, "x", f' table:style-name="c{n}"') for n in (9, 10)]
    cells += [number(-3, "x", ' table:style-name="c11"')]
    marks = grid(row(*cells), STYLES).marks
    assert marks.formats == {(1, 1): '0"."00'}
    assert marks.unseen == {(1, 2)}


@pytest.mark.parametrize("way", [str, slow], ids=["quick", "parsed"])
def test_a_cell_without_a_style_has_that_of_its_row_or_column(way):
    columns = '<table:table-column/><table:table-column table:default-cell-style-name="c1"/>'
    rows = row(number(5), number(6)) + row(number(7), given=' table:default-cell-style-name="c2"')
    assert grid(columns + way(rows), STYLES).marks.formats == {(1, 2): 'General"万元"', (2, 1): "0,"}
    hours = (
        '<table:table-cell table:style-name="c6" office:value-type="time" office:time-value="PT12H00M00S"/>'
    )
    assert grid(way(row(hours)), STYLES).rows == [[timedelta(hours=12)]]


def test_what_is_noted_of_a_row_is_noted_of_its_repeats():
    cells = ['<table:table-cell table:formula="of:=1" office:value-type="float" office:value="1"/>']
    cells += [number(5, given=f' table:style-name="{name}"') for name in ("c1", "w")]
    marks = grid(row(*cells, given=' table:number-rows-repeated="3"'), STYLES).marks
    assert marks.formulas == {(1, 1), (2, 1), (3, 1)}
    assert marks.formats == dict.fromkeys([(1, 2), (2, 2), (3, 2)], 'General"万元"')
    assert marks.unseen == {(1, 3), (2, 3), (3, 3)}
    many = row(cells[0], given=' table:number-rows-repeated="500000"')
    assert refusal(made(table(many))) == "formula_cell"


RULED = """
<style:style style:name="Lost_5f_1" style:display-name="Lost_1" style:family="table-cell">
<style:text-properties fo:color="#ffffff"/></style:style>
<style:style style:name="r" style:family="table-cell"><style:map style:condition="{}"
style:apply-style-name="Lost_5f_1" style:base-cell-address="表.A1"/></style:style>
"""


@pytest.mark.parametrize("way", [str, slow], ids=["quick", "parsed"])
@pytest.mark.parametrize(
    ("said", "rows"),
    [
        ("cell-content()=5", {1}),
        ("cell-content()!=5", {2}),
        ("cell-content-is-between(6,9)", {2}),
        ("cell-content-is-not-between(6,9)", {1}),
        ("is-true-formula([.A1]&gt;5)", {2}),
        ("is-true-formula([.B1]&gt;5)", {1, 2}),
        ("is-true-formula(ISBLANK([.A1]))", set()),
    ],
)
def test_rules_of_a_style_hide_where_they_apply_or_could(way, said, rows):
    given = ' table:style-name="r"'
    marks = grid(way(row(number(5, "5", given)) + row(number(6, "6", given))), RULED.format(said)).marks
    assert marks.unseen == {(row, 1) for row in rows}


@pytest.mark.parametrize(
    ("value", "rows"),
    [("=5", {1}), ("not-between(6,9)", {1}), ("duplicate", {1, 2}), ("is-error", set())],
)
def test_rules_of_a_table_hide_where_they_apply_or_could(value, rows):
    rule = (
        "<calcext:conditional-formats><calcext:conditional-format "
        "calcext:target-range-address=\"'一 表'.A1:'一 表'.A9\"><calcext:condition "
        f'calcext:apply-style-name="Lost_1" calcext:value="{value}"/></calcext:conditional-format>'
        "</calcext:conditional-formats>"
    )
    lines = row(number(5, "5"), number(5, "5")) + row(number(6, "6"), number(5, "5"))
    assert grid(lines + rule, RULED.format("")).marks.unseen == {(row, 1) for row in rows}


def test_a_style_with_rules_without_end_is_refused():
    many = '<style:map style:condition="cell-content()=1" style:apply-style-name="m"/>' * 101
    style = f'<style:style style:name="m" style:family="table-cell">{many}</style:style>'
    assert refusal(made(table(row(text("x"))), style)) == "file_corrupt"
