"""The application list in the other formats of workbooks, clean and odd."""

from functools import cache

from tests.excel.corpus.case import (
    ANY,
    ASK,
    FREE,
    HELD,
    LEFT,
    REJECT,
    STORED,
    Case,
    Row,
    cells_of,
    like,
    wanted_rows,
)
from tests.excel.corpus.ods import ods, sheet
from tests.excel.corpus.old_books import Xls, binary_part, ole, xls_record, xlsb
from tests.excel.corpus.people import ID, INCOME, the_list
from tests.excel.corpus.zips import Entry

NAME = "申请名单"


def _third(verdicts, kinds=(), **others):
    return wanted_rows() | {(NAME, 3): like(the_list()[1], verdicts, kinds, **others)}


def _case(name, says, content, wanted, kinds=(), refused="no", suffix="xls"):
    return Case(f"{suffix}_{name}", says, f"申请名单.{suffix}", content, wanted, tuple(kinds), refused)


def _xls():
    cells = cells_of(the_list())
    numeric = cells_of(
        [row | ({ID: float(row[ID][:17] + "0")} if n == 1 else {}) for n, row in enumerate(the_list())]
    )
    for version, year in ((8, 97), (5, 95)):

        def book(more=None, rows=cells, v=version, **others):
            return Xls([(NAME, rows, more or {})], v, **others).packed()

        yield _case(f"clean_{year}", f"the list as Excel {year} wrote it", book(), wanted_rows())
        yield _case(f"since_1904_{year}", "days since 1904", book(since_1904=True), wanted_rows())
        yield _case(
            f"row_hidden_{year}", "a hidden row", book({"hidden_rows": (3,)}), _third(ASK, ["hidden_row"])
        )
        yield _case(
            f"column_hidden_{year}",
            "a hidden column",
            book({"hidden_columns": (6,)}),
            wanted_rows(verdicts=ASK, kinds=["hidden_column"]),
        )
        yield _case(
            f"formula_{year}",
            "a formula that lies",
            book({"formulas": {(3, 6): 800.0}}),
            _third(HELD, ["formula_cell"]),
        )
        yield _case(
            f"error_{year}",
            "a cell that shows an error",
            book({"errors": {(3, 6)}}),
            _third(HELD, ["cell_error"]),
        )
        yield _case(
            f"numeric_{year}",
            "an identity number as a number",
            book(rows=numeric),
            _third(REJECT, ["id_numeric_cell"]),
        )
        yield _case(
            f"sheet_hidden_{year}",
            "the only sheet is hidden",
            book({"state": 1}),
            wanted_rows(verdicts=ASK, kinds=["hidden_sheet"]),
            ["hidden_sheet"],
            "may",
        )
        locked = book(extra=xls_record(0x2F, b"\1\0\1\0\1\0" + b"\7" * 48))
        yield _case(f"password_{year}", "a password", locked, {}, ["file_encrypted"], "must")
        whole = book()
        yield _case(
            f"cut_{year}",
            "the first half of a file",
            whole[: len(whole) // 2],
            {},
            ["file_truncated|file_corrupt"],
            "must",
        )
    merged = Xls([(NAME, cells, {"merged": [(3, 4, 6, 6)]})]).packed()
    wanted = wanted_rows() | {(NAME, n): like(the_list()[n - 2], HELD, ["merged_cell"]) for n in (3, 4)}
    yield _case("merged", "a merged income", merged, wanted)
    other = cells_of([row | {INCOME: 100} for row in the_list()])
    two = Xls([(NAME, cells, {}), ("底表", other, {"state": 2})]).packed()
    rows = wanted_rows(verdicts=(*STORED, "ask")) | {("底表", n): Row(LEFT) for n in range(2, 8)}
    yield _case("very_hidden", "a second list is very hidden", two, rows, ["hidden_sheet"])
    two = Xls([("一", cells, {}), ("二", other, {})]).packed()
    rows = {("一", n + 2): like(row, ASK) for n, row in enumerate(the_list())}
    rows |= {("二", n + 2): like(row | {INCOME: 100}, ASK) for n, row in enumerate(the_list())}
    yield _case("two_sheets", "two lists", two, rows, ["file_ambiguous|several_sheets"])
    twice = [*cells[:3], cells[2], *cells[3:]]
    page = Xls([(NAME, twice, {})])
    yield _case(
        "cell_twice",
        "a row stands twice",
        page.packed(),
        {(NAME, n): Row((*ANY, "skip"), (), None) for n in range(2, 9)} | {(NAME, 2): like(the_list()[0])},
    )
    long = [
        *cells,
        *[
            [
                n,
                "上坝村",
                f"{'甲乙丙丁戊己庚辛壬癸'[n % 10]}有田",
                None,
                1,
                2000,
                None,
                None,
                None,
                "长" * 900,
            ]
            for n in range(7, 40)
        ],
    ]
    wanted = wanted_rows() | {(NAME, n): Row(HELD) for n in range(8, 41)}
    yield _case(
        "long_strings", "strings that go on in a second record", Xls([(NAME, long, {})]).packed(), wanted
    )
    junk = ole("Workbook", bytes(range(256)) * 30)
    yield _case(
        "junk", "a stream of junk", junk, {}, ["file_corrupt|file_unsupported|file_truncated"], "must"
    )
    loop = bytearray(Xls([(NAME, cells, {})]).packed())
    loop[512 + 8 : 512 + 12] = (2).to_bytes(4, "little")
    yield _case(
        "loop",
        "sectors that follow each other for ever",
        bytes(loop),
        {},
        ["file_corrupt|file_truncated"],
        "must",
    )
    plain = Xls([(NAME, cells, {})]).packed()
    yield Case(
        "xls_named_xlsx",
        "an old workbook named .xlsx",
        "申请名单.xlsx",
        plain,
        wanted_rows(verdicts=STORED),
        ("file_type",),
    )
    yield Case(
        "xls_named_csv",
        "an old workbook named .csv",
        "申请名单.csv",
        plain,
        wanted_rows(verdicts=STORED),
        ("file_type",),
        "may",
    )
    yield Case(
        "xls_named_et",
        "an old workbook named .et",
        "申请名单.et",
        plain,
        wanted_rows(verdicts=STORED),
        ("file_type|file_unsupported",),
        "may",
    )


def _xlsb():
    cells = cells_of(the_list())
    kind = "xlsb"
    yield _case("clean", "the list in binary form", xlsb(cells), wanted_rows(), (), "no", kind)
    yield _case("since_1904", "days since 1904", xlsb(cells, since_1904=True), wanted_rows(), (), "no", kind)
    yield _case(
        "row_hidden",
        "a hidden row",
        xlsb(cells, hidden_rows=(3,)),
        _third(ASK, ["hidden_row"]),
        (),
        "no",
        kind,
    )
    yield _case(
        "formula",
        "a formula that lies",
        xlsb(cells, formulas={(3, 6): 800.0}),
        _third(HELD, ["formula_cell"]),
        (),
        "no",
        kind,
    )
    yield _case(
        "sheet_hidden",
        "the only sheet is hidden",
        xlsb(cells, state=1),
        wanted_rows(verdicts=ASK),
        ["hidden_sheet"],
        "may",
        kind,
    )
    macro = xlsb(cells, extra={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0VBA"})
    yield _case("macros", "macros", macro, wanted_rows(verdicts=ANY), ["has_macros"], "may", kind)
    yield _case(
        "junk",
        "a sheet of junk",
        xlsb(cells, extra={"xl/worksheets/sheet1.bin": bytes(range(256)) * 9}),
        {},
        ["file_corrupt"],
        "must",
        kind,
    )
    cut = xlsb(
        cells, extra={"xl/worksheets/sheet1.bin": binary_part(129) + binary_part(145) + b"\0\xff\xff\xff\x7f"}
    )
    yield _case(
        "cut",
        "a record that is longer than the sheet",
        cut,
        {},
        ["file_corrupt|file_truncated"],
        "must",
        kind,
    )
    yield Case(
        "xlsb_named_xlsx",
        "a binary workbook named .xlsx",
        "申请名单.xlsx",
        xlsb(cells),
        wanted_rows(verdicts=STORED),
        ("file_type",),
    )


def _ods():
    cells, kind = cells_of(the_list()), "ods"
    yield _case("clean", "the list as an open document", ods(sheet(cells)), wanted_rows(), (), "no", kind)
    for name in ("collapse", "filter"):
        book = ods(sheet(cells, attributes={3: f'table:visibility="{name}"'}))
        yield _case(
            f"row_{name}", "a row that is not shown", book, _third(ASK, ["hidden_row"]), (), "no", kind
        )
    columns = (
        '<table:table-column table:number-columns-repeated="5"/>'
        '<table:table-column table:visibility="collapse"/>'
    )
    yield _case(
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
    yield _case("sheet_hidden", "a second list is hidden", hidden, rows, ["hidden_sheet"], "no", kind)

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
    yield _case(
        "formula", "a formula that lies", with_cell(computed), _third(HELD, ["formula_cell"]), (), "no", kind
    )
    other = (
        '<table:table-cell office:value-type="float" office:value="800">'
        "<text:p>2800</text:p></table:table-cell>"
    )
    yield _case(
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
    yield _case(
        "percent",
        "a percentage",
        with_cell(percent),
        _third(HELD, ["number_format_suspect|cell_type"]),
        (),
        "no",
        kind,
    )
    money = (
        '<table:table-cell office:value-type="currency" office:currency="CNY"'
        ' office:value="2800"><text:p>￥2,800.00</text:p></table:table-cell>'
    )
    yield _case("currency", "an amount of money", with_cell(money), _third((*STORED, "ask")), (), "no", kind)
    wrong = (
        '<table:table-cell office:value-type="float" office:value="NaN">'
        "<text:p>2800</text:p></table:table-cell>"
    )
    yield _case(
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
    yield _case(
        "error",
        "a cell that shows an error",
        with_cell(error),
        _third(HELD, ["cell_error|formula_cell"]),
        (),
        "no",
        kind,
    )
    noted = (
        '<table:table-cell office:value-type="float" office:value="2800">'
        "<office:annotation><text:p>待核实</text:p></office:annotation><text:p>2800"
        "</text:p></table:table-cell>"
    )
    yield _case(
        "remark",
        "a remark on a cell",
        with_cell(noted),
        _third(("accept_warn", "ask"), ["cell_comment"]),
        (),
        "no",
        kind,
    )
    name = (
        '<table:table-cell office:value-type="string"><text:p>李<text:span>秀'
        "</text:span>英</text:p></table:table-cell>"
    )
    yield _case("spans", "a name in pieces", with_cell(name, 2), wanted_rows(), (), "no", kind)
    foreign = (
        '<table:table-cell office:value-type="string"><text:p>李<x>1</x>秀英</text:p></table:table-cell>'
    )
    yield _case(
        *("foreign", "an element of no vocabulary in a name", with_cell(foreign, 2)),
        *(wanted_rows(verdicts=FREE) | {(NAME, 3): Row(HELD)}, (), "may", kind),
    )
    spaced = (
        '<table:table-cell office:value-type="string"><text:p>李<text:s'
        ' text:c="2"/>秀英</text:p></table:table-cell>'
    )
    yield _case(
        "spaces",
        "a name with blanks",
        with_cell(spaced, 2),
        _third(("accept_warn",), ["normalized"]),
        (),
        "no",
        kind,
    )
    timed = (
        '<table:table-cell office:value-type="date"'
        ' office:date-value="2016-03-16T18:00:00"><text:p>x</text:p>'
        "</table:table-cell>"
    )
    yield _case("clock", "a day with a time", with_cell(timed, 6), _third((*STORED, "ask")), (), "no", kind)
    bad = (
        '<table:table-cell office:value-type="date"'
        ' office:date-value="2016-02-30"><text:p>2016-02-30</text:p>'
        "</table:table-cell>"
    )
    yield _case(
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
    yield _case("blank_million", "a million blank rows after the list", book, wanted_rows(), (), "no", kind)
    full = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell'
        ' table:number-columns-repeated="16384" office:value-type="float"'
        ' office:value="1"/></table:table-row>'
    )
    book = ods(sheet(cells).replace("</table:table>", full + "</table:table>"))
    yield _case(
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
    yield _case(
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
    yield _case("merged", "a merged income", ods(sheet(covered)), wanted, (), "no", kind)
    yield _case(
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
    yield _case("deep", "a hundred thousand levels", deep, {}, ["xml_depth"], "must", kind)
    locked = ods(sheet(cells), manifest='<manifest:encryption-data manifest:checksum="x"/>')
    yield _case("password", "a password", locked, {}, ["file_encrypted"], "must", kind)
    macro = ods(
        sheet(cells),
        more=(Entry("Basic/Standard/Module1.xml", b"<x/>"), Entry("Basic/script-lc.xml", b"<x/>")),
    )
    yield _case("macros", "macros", macro, wanted_rows(verdicts=ANY), ["has_macros"], "may", kind)
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
    return [case for group in (_xls, _xlsb, _ods) for case in group()]
