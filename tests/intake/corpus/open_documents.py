"""The application list as an open document, clean and odd."""

from functools import cache

from tests.intake.corpus.case import (
    ANY,
    ASK,
    FREE,
    HELD,
    LEFT,
    STORED,
    Case,
    Row,
    cells_of,
    like,
    wanted_rows,
)
from tests.intake.corpus.formats import NAME, case, third
from tests.intake.corpus.ods import ods, sheet
from tests.intake.corpus.people import INCOME, the_list
from tests.intake.corpus.zips import Entry


def _ods():
    cells, kind = cells_of(the_list()), "ods"
    yield case("clean", "the list as an open document", ods(sheet(cells)), wanted_rows(), (), "no", kind)
    for name in ("collapse", "filter"):
        book = ods(sheet(cells, attributes={3: f'table:visibility="{name}"'}))
        yield case(f"row_{name}", "a row that is not shown", book, third(ASK, ["hidden_row"]), (), "no", kind)
    columns = (
        '<table:table-column table:number-columns-repeated="5"/>'
        '<table:table-column table:visibility="collapse"/>'
    )
    yield case(
        "column_hidden",
        "a hidden column",
        ods(sheet(cells, columns=columns)),
        wanted_rows(verdicts=ASK, kinds=["hidden_column"]),
        (),
        "no",
        kind,
    )
    hidden = ods(
        sheet(cells),
        sheet(cells_of([row | {INCOME: 100} for row in the_list()]), "底表", style='table:style-name="gone"'),
    )
    rows = wanted_rows(verdicts=(*STORED, "ask")) | {("底表", n): Row(LEFT) for n in range(2, 8)}
    yield case("sheet_hidden", "a second list is hidden", hidden, rows, ["hidden_sheet"], "no", kind)

    def with_cell(xml, column=5):
        return ods(
            sheet(
                [
                    [xml if (n, place) == (2, column) else one for place, one in enumerate(row)]
                    for n, row in enumerate(cells)
                ]
            )
        )

    computed = (
        '<table:table-cell table:formula="of:=8400/3" office:value-type="float"'
        ' office:value="800"><text:p>800</text:p></table:table-cell>'
    )
    yield case(
        "formula", "a formula that lies", with_cell(computed), third(HELD, ["formula_cell"]), (), "no", kind
    )
    other = (
        '<table:table-cell office:value-type="float" office:value="800">'
        "<text:p>2800</text:p></table:table-cell>"
    )
    yield case(
        "shown_otherwise",
        "a value that shows another",
        with_cell(other),
        wanted_rows(verdicts=FREE) | {(NAME, 3): Row(HELD)},
        (),
        "may",
        kind,
    )
    percent = (
        '<table:table-cell office:value-type="percentage" office:value="0.28">'
        "<text:p>28%</text:p></table:table-cell>"
    )
    yield case(
        "percent",
        "a percentage",
        with_cell(percent),
        third(HELD, ["number_format_suspect|cell_type"]),
        (),
        "no",
        kind,
    )
    money = (
        '<table:table-cell office:value-type="currency" office:currency="CNY"'
        ' office:value="2800"><text:p>￥2,800.00</text:p></table:table-cell>'
    )
    yield case("currency", "an amount of money", with_cell(money), third((*STORED, "ask")), (), "no", kind)
    wrong = (
        '<table:table-cell office:value-type="float" office:value="NaN">'
        "<text:p>2800</text:p></table:table-cell>"
    )
    yield case(
        "nan",
        "a value that is no number",
        with_cell(wrong),
        wanted_rows(verdicts=FREE) | {(NAME, 3): Row(HELD)},
        (),
        "may",
        kind,
    )
    error = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string"'
        ' office:string-value=""><text:p>#DIV/0!</text:p></table:table-cell>'
    )
    yield case(
        "error",
        "a cell that shows an error",
        with_cell(error),
        third(HELD, ["cell_error|formula_cell"]),
        (),
        "no",
        kind,
    )
    noted = (
        '<table:table-cell office:value-type="float" office:value="2800">'
        "<office:annotation><text:p>待核实</text:p></office:annotation><text:p>2800"
        "</text:p></table:table-cell>"
    )
    yield case(
        "remark",
        "a remark on a cell",
        with_cell(noted),
        third(("accept_warn", "ask"), ["cell_comment"]),
        (),
        "no",
        kind,
    )
    name = (
        '<table:table-cell office:value-type="string"><text:p>李<text:span>秀'
        "</text:span>英</text:p></table:table-cell>"
    )
    yield case("spans", "a name in pieces", with_cell(name, 2), wanted_rows(), (), "no", kind)
    foreign = (
        '<table:table-cell office:value-type="string"><text:p>李<x>1</x>秀英</text:p></table:table-cell>'
    )
    yield case(
        *("foreign", "an element of no vocabulary in a name", with_cell(foreign, 2)),
        *(wanted_rows(verdicts=FREE) | {(NAME, 3): Row(HELD)}, (), "may", kind),
    )
    spaced = (
        '<table:table-cell office:value-type="string"><text:p>李<text:s'
        ' text:c="2"/>秀英</text:p></table:table-cell>'
    )
    yield case(
        "spaces",
        "a name with blanks",
        with_cell(spaced, 2),
        third(("accept_warn",), ["normalized"]),
        (),
        "no",
        kind,
    )
    timed = (
        '<table:table-cell office:value-type="date"'
        ' office:date-value="2016-03-16T18:00:00"><text:p>x</text:p>'
        "</table:table-cell>"
    )
    yield case("clock", "a day with a time", with_cell(timed, 6), third((*STORED, "ask")), (), "no", kind)
    bad = (
        '<table:table-cell office:value-type="date"'
        ' office:date-value="2016-02-30"><text:p>2016-02-30</text:p>'
        "</table:table-cell>"
    )
    yield case(
        "no_day",
        "a day that is none",
        with_cell(bad, 6),
        wanted_rows(verdicts=FREE) | {(NAME, 3): Row(HELD)},
        (),
        "may",
        kind,
    )
    blanks = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell'
        ' table:number-columns-repeated="16384"/></table:table-row>'
    )
    book = ods(sheet(cells).replace("</table:table>", blanks + "</table:table>"))
    yield case("blank_million", "a million blank rows after the list", book, wanted_rows(), (), "no", kind)
    full = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell'
        ' table:number-columns-repeated="16384" office:value-type="float"'
        ' office:value="1"/></table:table-row>'
    )
    book = ods(sheet(cells).replace("</table:table>", full + "</table:table>"))
    yield case(
        "full_million",
        "a value repeated 17 billion times",
        book,
        {},
        ["file_corrupt|zip_too_big"],
        "must",
        kind,
    )
    again = sheet(cells).replace(
        '<table:table-row ><table:table-cell office:value-type="float" office:value="2">',
        (
            '<table:table-row table:number-rows-repeated="3"><table:table-cell'
            ' office:value-type="float" office:value="2">'
        ),
    )
    rows = {(NAME, 2): like(the_list()[0])} | {(NAME, n): Row((*ANY, "skip"), (), None) for n in range(3, 10)}
    yield case(
        "row_repeated",
        "a household repeated three times",
        ods(again),
        rows,
        ["duplicate_row|duplicate_person"],
        "no",
        kind,
    )
    merged = (
        '<table:table-cell table:number-rows-spanned="2"'
        ' office:value-type="float" office:value="2800"><text:p>2800</text:p>'
        "</table:table-cell>"
    )
    covered = [
        [
            merged if (n, place) == (2, 5) else "<table:covered-table-cell/>" if (n, place) == (3, 5) else one
            for place, one in enumerate(row)
        ]
        for n, row in enumerate(cells)
    ]
    wanted = wanted_rows() | {(NAME, n): like(the_list()[n - 2], HELD, ["merged_cell"]) for n in (3, 4)}
    yield case("merged", "a merged income", ods(sheet(covered)), wanted, (), "no", kind)
    yield case(
        "dtd",
        "a type declaration",
        ods(sheet(cells), doctype='<!DOCTYPE x [<!ENTITY a "b">]>'),
        {},
        ["xml_dtd"],
        "must",
        kind,
    )
    deep = ods(
        sheet(cells).replace(
            "</table:table>", "<text:p>" * 100_000 + "</text:p>" * 100_000 + "</table:table>"
        )
    )
    yield case("deep", "a hundred thousand levels", deep, {}, ["xml_depth"], "must", kind)
    locked = ods(sheet(cells), manifest='<manifest:encryption-data manifest:checksum="x"/>')
    yield case("password", "a password", locked, {}, ["file_encrypted"], "must", kind)
    macro = ods(
        sheet(cells),
        more=(Entry("Basic/Standard/Module1.xml", b"<x/>"), Entry("Basic/script-lc.xml", b"<x/>")),
    )
    yield case("macros", "macros", macro, wanted_rows(verdicts=ANY), ["has_macros"], "may", kind)
    yield Case(
        "ods_named_xlsx",
        "an open document named .xlsx",
        "申请名单.xlsx",
        ods(sheet(cells)),
        wanted_rows(verdicts=STORED),
        ("file_type",),
    )
    space = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    flat = f'<?xml version="1.0"?><office:document {space}><office:body/></office:document>'
    yield Case(
        "fods",
        "an open document in one file",
        "申请名单.fods",
        flat.encode(),
        {},
        ("file_unsupported|file_type",),
        "must",
    )


@cache
def cases():
    """Every file of this group."""
    return list(_ods())
