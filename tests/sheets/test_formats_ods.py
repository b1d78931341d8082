"""Open documents are read with their repeats counted, and what they hide is told."""

import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from county_desk.sheets.formats import room
from county_desk.sheets.formats.opening import open_book
from tests.sheets.open_documents import (
    KIND,
    MANIFEST,
    grid,
    made,
    number,
    refusal,
    row,
    slow,
    table,
    text,
)

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
