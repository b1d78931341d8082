"""Workbooks with what Excel can do: hidden things, formulas, merges, macros, links, remarks, totals."""

from functools import cache

from tests.excel.corpus.case import (
    ANY,
    ASK,
    FREE,
    HELD,
    LEFT,
    LIST,
    OK,
    SKIP,
    STORED,
    WARN,
    Case,
    Row,
    cells_of,
    clean_book,
    clean_sheet,
    like,
    wanted_rows,
)
from tests.excel.corpus.people import (
    CARD,
    FILED,
    HEAD,
    ID,
    INCOME,
    PERSONS,
    TITLES,
    VILLAGE,
    the_list,
)
from tests.excel.corpus.xlsx import KIND, PACKAGE, REL, Sheet, Styled, Workbook, relation

NAME = "申请名单"
MACRO_BOOK = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
NOTE = (
    '<?xml version="1.0" encoding="UTF-8"?><comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<authors><author>郑宝</author></authors><commentList><comment ref="F3" authorId="0"><text><t>待核实</t></text>'
    "</comment></commentList></comments>"
)
WIDTHS = (
    '<col min="1" max="5" width="9"/><col min="6" max="6" width="{}" {}/><col min="7" max="10" width="9"/>'
)


def _case(name, says, book, rows, kinds=(), refused="no", file=LIST, owner=""):
    content = book if isinstance(book, bytes) else book.packed()
    return Case(name, says, file, content, rows, tuple(kinds), refused, owner=owner)


def _third(verdicts, kinds=(), **others):
    """The clean list, whose third row is treated otherwise."""
    return wanted_rows() | {(NAME, 3): like(the_list()[1], verdicts, kinds, **others)}


def _all(verdicts, kinds=()):
    return wanted_rows(verdicts=verdicts, kinds=kinds)


def _sheet(**more):
    return Workbook([clean_sheet(**more)])


def _hidden():
    """What the sheet does not show."""
    hidden_rows = {"hidden": 'hidden="1"', "hidden_word": 'hidden="true"', "flat": 'ht="0" customHeight="1"'}
    for name, attributes in hidden_rows.items():
        yield _case(
            f"row_{name}",
            "a row that is not shown",
            _sheet(row_attributes={3: attributes}),
            _third(ASK, ["hidden_row"]),
        )
    book = _sheet(row_attributes={3: 'hidden="1" outlineLevel="1"', 4: 'collapsed="1"'})
    yield _case("row_folded", "a row in a folded group", book, _third(ASK, ["hidden_row"]))
    filtered = '<autoFilter ref="A1:J7"><filterColumn colId="1"><filters><filter val="柳湾村"/></filters></filterColumn></autoFilter>'
    book = _sheet(row_attributes={3: 'hidden="1"'})
    book.sheets[0].edit = lambda xml: xml.replace("</sheetData>", "</sheetData>" + filtered)
    yield _case("row_filtered", "a row that a filter left out", book, _third(ASK, ["hidden_row"]))
    for name, columns in (
        ("hidden", WIDTHS.format(9, 'hidden="1"')),
        ("narrow", WIDTHS.format(0, 'customWidth="1"')),
        ("all", '<col min="1" max="16384" hidden="1"/>'),
    ):
        yield _case(
            f"column_{name}",
            "a column that is not shown",
            _sheet(columns=columns),
            _all(ASK, ["hidden_column"]),
        )
    blank = '<col min="11" max="16384" width="9" hidden="1"/>'
    yield _case(
        "column_hidden_blank", "only columns without anything are hidden", _sheet(columns=blank), _all(OK)
    )
    flat = _sheet()
    flat.sheets[0].edit = lambda xml: xml.replace(
        "<sheetData>", '<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/><sheetData>'
    )
    yield _case("rows_hidden_by_default", "all rows are hidden by default", flat, _all(ASK, ["hidden_row"]))
    for state in ("hidden", "veryHidden"):
        yield _hidden_list(state)
        book = Workbook([clean_sheet(state=state)])
        yield _case(
            f"sheet_only_{state}",
            f"the only sheet is {state}",
            book,
            _all(ASK, ["hidden_sheet"]),
            ["hidden_sheet"],
            "may",
        )
        codes = Sheet([["代码", "名称"], ["01", "汉族"]], "代码", state)
        rows = _all(STORED) | {("代码", 1): Row(SKIP), ("代码", 2): Row(SKIP)}
        yield _case(
            f"sheet_codes_{state}",
            f"a list of codes is {state}",
            Workbook([clean_sheet(), codes]),
            rows,
            ["hidden_sheet"],
        )


def _hidden_list(state):
    other = [row | {INCOME: 100, HEAD: "郑有田"} for row in the_list()]
    book = Workbook([clean_sheet(), Sheet(cells_of(other), "底表", state)])
    rows = _all((*STORED, "ask")) | {("底表", n): Row(LEFT) for n in range(2, 8)} | {("底表", 1): Row(SKIP)}
    return _case(f"sheet_{state}", f"a second list is {state}", book, rows, ["hidden_sheet"])


def _several():
    """More than one sheet."""
    listed = the_list()
    rows = {
        ("名单一", n + 2): like(row, ASK, ["file_ambiguous|several_sheets"]) for n, row in enumerate(listed)
    }
    rows |= {
        ("名单二", n + 2): like(row, ASK, ["file_ambiguous|several_sheets"]) for n, row in enumerate(listed)
    }
    two = Workbook([clean_sheet(name="名单一"), clean_sheet(name="名单二")])
    yield _case("sheets_same_list", "one list on two sheets", two, rows, ["file_ambiguous|several_sheets"])
    changed = [row | {INCOME: row[INCOME] + 500} for row in listed]
    two = Workbook([clean_sheet(name="名单一"), Sheet(cells_of(changed), "名单二")])
    yield _case(
        "sheets_two_versions",
        "two versions of a list on two sheets",
        two,
        rows,
        ["file_ambiguous|several_sheets"],
    )
    words = Sheet([["填表说明"], ["一、以户为单位填写。"], ["二、收入按上年度填写。"]], "填表说明")
    told = {("填表说明", n): Row(SKIP) for n in (1, 2, 3)}
    yield _case(
        "sheets_words",
        "a sheet of instructions",
        Workbook([words, clean_sheet()]),
        _all(STORED) | told,
        ["several_sheets"],
    )
    empty = Workbook([clean_sheet(), Sheet([], "Sheet2"), Sheet([], "Sheet3")])
    yield _case("sheets_empty", "two empty sheets after the list", empty, _all(OK))
    parts = [Sheet(cells_of(listed[:3]), "柳湾"), Sheet(cells_of(listed[3:]), "青溪")]
    rows = {("柳湾", n + 2): like(row, (*STORED, "ask")) for n, row in enumerate(listed[:3])}
    rows |= {("青溪", n + 2): like(row, (*STORED, "ask")) for n, row in enumerate(listed[3:])}
    yield _case(
        "sheets_villages",
        "a sheet for each village",
        Workbook(parts),
        rows,
        ["file_ambiguous|several_sheets"],
    )
    yield _case(
        "sheet_name_odd",
        "a sheet with an odd name",
        Workbook([clean_sheet(name="=cmd|'a'&<b>")]),
        {("=cmd|'a'&<b>", key[1]): row for key, row in _all(OK).items()},
    )


def _formulas():
    """Cells that are computed, whatever they say they come to."""
    kinds = ["formula_cell"]
    for name, cell, xml in (
        ("right", "F3", '<c r="F3"><f>8400/3</f><v>2800</v></c>'),
        ("false", "F3", '<c r="F3"><f>8400/3</f><v>800</v></c>'),
        ("uncounted", "F3", '<c r="F3"><f>8400/3</f></c>'),
        ("text", "C3", '<c r="C3" t="str"><f>"李"&amp;"秀英"</f><v>李秀英</v></c>'),
        ("number", "D3", '<c r="D3" t="str"><f>TEXT(1,"0")</f><v>990101196807250026</v></c>'),
        ("shared", "F3", '<c r="F3"><f t="shared" ref="F3:F4" si="0">1400*2</f><v>2800</v></c>'),
        ("array", "F3", '<c r="F3"><f t="array" ref="F3">SUM(A1:A2)</f><v>2800</v></c>'),
        ("outside", "F3", '<c r="F3"><f>[1]收入!A1</f><v>2800</v></c>'),
        ("web", "F3", '<c r="F3"><f>WEBSERVICE("http://x")</f><v>2800</v></c>'),
        ("dde", "F3", "<c r=\"F3\"><f>cmd|'/c calc'!A0</f><v>2800</v></c>"),
        ("error", "F3", '<c r="F3" t="e"><f>1/0</f><v>#DIV/0!</v></c>'),
        ("empty", "F3", '<c r="F3"><f/><v>2800</v></c>'),
    ):
        yield _case(
            f"formula_{name}",
            "a formula",
            _sheet(raw={cell: xml}),
            _third(HELD, kinds if name != "error" else ["formula_cell|cell_error"]),
        )
    remark = '<c r="J3" t="str"><f>"危"&amp;"房"</f><v>危房</v></c>'
    yield _case("formula_remark", "a formula in the remark", _sheet(raw={"J3": remark}), _third(HELD, kinds))
    serials = {f"A{n}": f'<c r="A{n}"><f>ROW()-1</f><v>{n - 1}</v></c>' for n in range(2, 8)}
    yield _case("formula_serial", "formulas for the serial numbers", _sheet(raw=serials), _all(ANY, kinds))
    stringed = '<c r="C3" t="str"><v>李秀英</v></c>'
    yield _case(
        "string_of_formula",
        "a text as formulas leave it, without one",
        _sheet(raw={"C3": stringed}),
        _third((*STORED, "ask")),
    )
    for name, error in (("ref", "#REF!"), ("na", "#N/A"), ("value", "#VALUE!")):
        yield _case(
            f"error_{name}",
            "a cell that shows an error",
            _sheet(raw={"F3": f'<c r="F3" t="e"><v>{error}</v></c>'}),
            _third(HELD, ["cell_error"]),
        )
    yield _case(
        "error_remark",
        "an error in the remark",
        _sheet(raw={"J3": '<c r="J3" t="e"><v>#N/A</v></c>'}),
        _third((*HELD, "accept_warn"), ["cell_error"], 备注=("",)),
    )
    yield _case(
        "error_name",
        "an error for a name",
        _sheet(raw={"C3": '<c r="C3" t="e"><v>#NAME?</v></c>'}),
        _third(HELD, ["cell_error"]),
    )


def _merges():
    """Cells that are merged."""
    one = cells_of(the_list())
    one[2][1] = "柳湾村"
    spread = [list(row) for row in one]
    spread[2][1] = spread[3][1] = None
    rows = _all(OK) | {
        ("申请名单", n): like(row | {VILLAGE: "柳湾村"}, (*STORED, "ask"))
        for n, row in zip((3, 4), the_list()[1:3], strict=True)
    }
    yield _case(
        "merged_village",
        "a village merged over its rows",
        Workbook([Sheet(spread, merged=("B2:B4",))]),
        rows | {("申请名单", 2): like(the_list()[0], (*STORED, "ask"))},
    )
    wanted = _all(OK) | {
        ("申请名单", 5): like(the_list()[3], (*STORED, *HELD)),
        ("申请名单", 6): like(the_list()[4], HELD, ["merged_cell|cell_hidden_value"]),
    }
    yield _case(
        "merged_village_hidden", "a merged village that hides another", _sheet(merged=("B5:B6",)), wanted
    )
    for name, title in (("id", ID), ("name", HEAD), ("income", INCOME), ("card", CARD)):
        cells = cells_of(the_list())
        column = TITLES.index(title)
        cells[3][column] = None
        letter = "ABCDEFGHIJ"[column]
        wanted = _all(OK) | {("申请名单", n): like(the_list()[n - 2], HELD, ["merged_cell"]) for n in (3, 4)}
        yield _case(
            f"merged_{name}",
            f"{title} merged over two rows",
            Workbook([Sheet(cells, merged=(f"{letter}3:{letter}4",))]),
            wanted,
        )
    days = cells_of(the_list())
    days[3][TITLES.index(FILED)] = None
    wanted = {
        ("申请名单", 3): like(the_list()[1], (*STORED, *HELD)),
        ("申请名单", 4): like(the_list()[2], (*WARN, *HELD), (), **{FILED: ("", "2016-03-16")}),
    }
    yield _case(
        "merged_day",
        "a day merged over two rows",
        Workbook([Sheet(days, merged=("G3:G4",))]),
        _all(OK) | wanted,
    )
    cells = cells_of(the_list())
    cells[2][4] = None
    wanted = _all(OK) | {("申请名单", 3): like(the_list()[1], HELD)}
    yield _case(
        "merged_across", "two columns merged in a row", Workbook([Sheet(cells, merged=("D3:E3",))]), wanted
    )
    yield _case(
        "merged_hidden_value",
        "a merged block that hides a value",
        _sheet(merged=("F3:F4",)),
        _all(OK) | {("申请名单", n): like(the_list()[n - 2], HELD, ["merged_cell"]) for n in (3, 4)},
    )
    yield _case(
        "merged_overlap",
        "merged blocks over each other",
        _sheet(merged=("F3:F4", "F4:F5")),
        _all((*OK, *HELD)),
        (),
        "may",
    )
    yield _case("merged_junk", "a merged block of nowhere", _sheet(merged=("A5:",)), _all(FREE), (), "may")
    yield _case(
        "merged_one", "a merged block of one cell", _sheet(merged=("F3",)), _all((*STORED, "ask")), (), "may"
    )


def _active():
    """Macros, links and what is embedded."""
    vba = {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0VBA"}
    link = relation(
        "rId90", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"
    )
    macro = clean_book(parts=vba, relations=link, kind=MACRO_BOOK).packed()
    yield _case("macros_xlsm", "macros in an .xlsm", macro, _all(ANY), ["has_macros"], "no", "申请名单.xlsm")
    yield _case("macros_xlsx", "macros in an .xlsx", macro, _all(HELD), ["has_macros"], "may")
    yield _case(
        "macros_none_xlsm",
        "an .xlsm without macros",
        clean_book(kind=MACRO_BOOK).packed(),
        _all(STORED),
        (),
        "no",
        "申请名单.xlsm",
    )
    xlm = clean_book(
        parts={
            "xl/macrosheets/sheet1.xml": b'<xm:macrosheet xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"/>'
        },
        relations=relation(
            "rId91",
            "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet",
            "macrosheets/sheet1.xml",
        ),
        tail='<definedNames><definedName name="_xlnm.Auto_Open" hidden="1">Macro1!$A$1</definedName></definedNames>',
    )
    yield _case("macros_xlm", "macros of the old kind", xlm, _all(HELD), ["has_macros"], "may")
    outside = clean_book(
        parts={
            "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relation("rId1", "externalLinkPath", "file:///\\\\server\\share\\x.xlsx", "External")}</Relationships>'.encode(),
        },
        relations=relation("rId92", "externalLink", "externalLinks/externalLink1.xml"),
        tail='<externalReferences><externalReference r:id="rId92"/></externalReferences>',
    )
    yield _case("link_book", "a link to another workbook", outside, _all(STORED), ["external_link"])
    dde = clean_book(
        parts={
            "xl/externalLinks/externalLink1.xml": b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
        },
        relations=relation("rId92", "externalLink", "externalLinks/externalLink1.xml"),
    )
    yield _case(
        "link_dde", "a link that starts a program", dde, _all((*STORED, *HELD)), ["external_link"], "may"
    )
    connected = clean_book(
        parts={"xl/connections.xml": b"<connections/>"},
        relations=relation("rId93", "connections", "connections.xml"),
    )
    yield _case("link_connection", "a connection to a database", connected, _all(STORED), ["external_link"])
    embedded = clean_book(parts={"xl/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0"})
    yield _case("embedded", "a document inside", embedded, _all(STORED), ["embedded_object"])
    inner = clean_book(parts={"xl/embeddings/book.xlsx": clean_book().packed()})
    yield _case("embedded_book", "a workbook inside", inner, _all(STORED), ["embedded_object"])
    picture = clean_book(parts={"xl/media/image1.png": b"\x89PNG\r\n\x1a\n"})
    yield _case("picture", "a picture in the sheet", picture, _all(OK))
    url = _sheet(
        tail='<hyperlinks><hyperlink ref="C3" r:id="rId1"/></hyperlinks>',
        relations=relation("rId1", "hyperlink", "file://server/x", "External"),
    )
    yield _case("hyperlink", "a name with a link behind it", url, _all((*STORED, "ask")))
    noted = _sheet(relations=relation("rId1", "comments", "../comments1.xml"))
    noted.parts = {"xl/comments1.xml": NOTE.encode()}
    noted.types = f'<Override PartName="/xl/comments1.xml" ContentType="{KIND}.comments+xml"/>'
    yield _case(
        "remark_on_cell", "a remark on a cell: 待核实", noted, _third((*WARN, *ASK), ["cell_comment"])
    )
    threads = _sheet(
        relations=relation(
            "rId1",
            "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
            "../threadedComments/threadedComment1.xml",
        )
    )
    threads.parts = {
        "xl/threadedComments/threadedComment1.xml": b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="F3" id="{1}"><text>x</text></threadedComment></ThreadedComments>'
    }
    yield _case("thread_on_cell", "a thread of remarks on a cell", threads, _third((*OK, *WARN, *ASK)))
    yield _case(
        "locked_sheet",
        "a locked sheet",
        _sheet(tail='<sheetProtection sheet="1" password="CC1A"/>'),
        _all(OK),
    )
    drawn = Workbook(
        [clean_sheet()],
        tail='<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">申请名单!$1:$1</definedName></definedNames>',
    )
    yield _case("print_titles", "rows that are printed on each page", drawn, _all(OK))
    strict = clean_book(
        edit={
            n: lambda d: d.replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            ).replace(REL.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships")
            for n in (
                "xl/workbook.xml",
                "xl/worksheets/sheet1.xml",
                "xl/styles.xml",
                "xl/sharedStrings.xml",
                "xl/_rels/workbook.xml.rels",
                "_rels/.rels",
            )
        }
    )
    yield _case("strict_book", "a workbook in the strict form", strict, _all((*STORED, *HELD)), (), "may")


def _calendar():
    """Workbooks that count days since 1904, and strings with more than their text."""
    for name, said in (("one", 'date1904="1"'), ("true", 'date1904="true"')):
        book = Workbook(
            [
                Sheet(
                    cells_of(
                        [row | {FILED: Styled(_since_1904(row[FILED]), "yyyy-mm-dd")} for row in the_list()]
                    )
                )
            ],
            properties=said,
        )
        yield _case(f"since_1904_{name}", "days since 1904", book, _all(OK))
    bare = Workbook(
        [Sheet(cells_of([row | {FILED: _since_1904(row[FILED])} for row in the_list()]))],
        properties='date1904="1"',
    )
    yield _case(
        "since_1904_bare",
        "bare numbers of days since 1904",
        bare,
        _all((*WARN, *HELD), ["date_unformatted_number|date_invalid|date_range"]),
    )
    runs = "<si><r><t>李</t></r><r><rPr><b/></rPr><t>秀英</t></r></si>"
    sounds = '<si><t>李秀英</t><rPh sb="0" eb="1"><t>リ</t></rPh><phoneticPr fontId="1"/></si>'
    plain = '<si><t xml:space="preserve">李秀英</t></si>'
    for name, xml in (("runs", runs), ("sounds", sounds)):
        book = clean_book(edit={"xl/sharedStrings.xml": _replaced(plain, xml)})
        yield _case(f"string_{name}", "a string with more than its text", book, _all(OK))
    inline = '<c r="C3" t="inlineStr"><is><r><t>李</t></r><r><t>秀英</t></r></is></c>'
    yield _case("string_inline", "a string in its cell", _sheet(raw={"C3": inline}), _all(OK))


def _replaced(old, new):
    def change(data):
        assert old.encode() in data
        return data.replace(old.encode(), new.encode())

    return change


def _since_1904(day):
    from tests.excel.corpus.xlsx import serial

    return serial(day) - 1462


def _rows():
    """Rows that are no data, in places where they are overlooked or taken for data."""
    listed, cells = the_list(), cells_of(the_list())
    people, incomes = sum(row[PERSONS] for row in listed), sum(row[INCOME] for row in listed)
    total = ["合计", None, None, None, people, None, None, None, None, None]
    right = {("申请名单", 8): Row(SKIP, ("non_data_row",))}
    yield _case("rows_total", "a row of totals", Workbook([Sheet([*cells, total])]), _all(OK) | right)
    spaced = ["合  计", "6户", None, None, people, incomes, None, None, None, None]
    yield _case(
        "rows_total_spaced",
        "a row of totals, spaced",
        Workbook([Sheet([*cells, spaced])]),
        _all(STORED) | right,
    )
    in_name = [None, None, "合计", None, people, None, None, None, None, None]
    yield _case(
        "rows_total_in_name",
        "a total where the name stands",
        Workbook([Sheet([*cells, in_name])]),
        _all(STORED) | right,
    )
    wrong = ["合计", None, None, None, people + 3, None, None, None, None, None]
    yield _case(
        "rows_total_wrong",
        "a total that is not the sum",
        Workbook([Sheet([*cells, wrong])]),
        _all((*STORED, "ask")) | right,
        ["total_mismatch"],
        owner="H4",
    )
    parts = [*cells[:4], ["小计", None, None, None, 8, None, None, None, None, None], *cells[4:]]
    rows = {("申请名单", n): like(row) for n, row in zip((2, 3, 4, 6, 7, 8), listed, strict=True)} | {
        ("申请名单", 5): Row(SKIP, ("non_data_row",))
    }
    yield _case("rows_subtotal", "a subtotal in the middle", Workbook([Sheet(parts)]), rows)
    band = [*cells[:4], ["二、青山镇", *[None] * 9], *cells[4:]]
    yield _case("rows_band", "a heading in the middle", Workbook([Sheet(band)]), rows)
    again = [*cells[:4], list(TITLES), *cells[4:]]
    yield _case("rows_header_again", "the header once more in the middle", Workbook([Sheet(again)]), rows)
    gap = [*cells[:4], [None] * 10, *cells[4:]]
    yield _case("rows_gap", "a blank row in the middle", Workbook([Sheet(gap)]), rows)
    blanks = [*cells[:4], [" ", "\u3000", "", None, None, None, None, None, None, None], *cells[4:]]
    yield _case("rows_blanks", "a row of blanks in the middle", Workbook([Sheet(blanks)]), rows)
    footer = [
        *cells,
        [None] * 10,
        ["填表人：郑宝", None, None, "审核人：王芳", None, None, None, None, None, None],
        ["注：本表一式三份。"],
    ]
    yield _case(
        "rows_footer",
        "signatures below",
        Workbook([Sheet(footer)]),
        _all(OK) | {("申请名单", n): Row(SKIP) for n in (9, 10)},
    )
    after = [*cells[:6], total, *cells[6:]]
    rows = {
        ("申请名单", n): like(row, (*STORED, "ask"))
        for n, row in zip((2, 3, 4, 5, 6, 8), listed, strict=True)
    } | {("申请名单", 7): Row(SKIP)}
    yield _case("rows_after_total", "a household after the totals", Workbook([Sheet(after)]), rows)
    numbered = [*cells, [7, *[None] * 9], [8, *[None] * 9]]
    yield _case(
        "rows_numbered",
        "rows with nothing but a number",
        Workbook([Sheet(numbered)]),
        _all(OK) | {("申请名单", n): Row((*SKIP, *HELD)) for n in (8, 9)},
    )
    none = Workbook([Sheet(cells[:1])])
    yield _case("rows_none", "a header and no row", none, {("申请名单", 1): Row(SKIP)}, ["no_rows"])
    yield _case(
        "rows_none_at_all",
        "a sheet without anything",
        Workbook([Sheet([])]),
        {},
        ["no_rows|file_empty|header_missing"],
        "may",
    )
    half = [*cells, [7, "上坝村", "郑有田", *[None] * 7]]
    yield _case(
        "rows_half",
        "a row that is half filled in",
        Workbook([Sheet(half)]),
        _all(OK) | {("申请名单", 8): Row(HELD, ("id_missing",))},
    )
    phone_only = [*cells, [*[None] * 8, "13900000077", None]]
    yield _case(
        "rows_one_cell",
        "a row with a telephone and nothing else",
        Workbook([Sheet(phone_only)]),
        _all(OK) | {("申请名单", 8): Row((*SKIP, *HELD))},
    )
    outside = [[*row, None, "多" if n == 3 else None] for n, row in enumerate(cells)]
    yield _case(
        "rows_outside",
        "a cell far to the right of the table",
        Workbook([Sheet(outside)]),
        _all((*STORED, "ask")),
        ["header_unknown"],
        owner="H3",
    )
    far = [*cells, *[[None] * 10] * 300, [7, *list(the_list()[0].values())[1:3], *[None] * 7]]
    yield _case(
        "rows_far",
        "a row three hundred rows below the table",
        Workbook([Sheet(far)]),
        _all((*STORED, "ask")) | {("申请名单", 308): Row(HELD)},
    )
    notes = [[*row[:8], row[8], "同上" if n > 2 else row[9]] for n, row in enumerate(cells)]
    rows = _all(STORED)
    yield _case(
        "rows_ditto",
        "同上 for a remark",
        Workbook([Sheet(notes)]),
        {
            key: Row(FREE, (), row.values | {"备注": ("同上", *row.values.get("备注", ("",)))})
            for key, row in rows.items()
        },
    )
    dittos = cells_of([row | ({VILLAGE: "同上"} if n == 3 else {}) for n, row in enumerate(listed, 1)])
    wanted = _all(OK) | {("申请名单", 4): like(listed[2], HELD, ["village_unknown"])}
    yield _case("rows_ditto_village", "同上 for a village", Workbook([Sheet(dittos)]), wanted)


@cache
def cases():
    """Every file of this group."""
    groups = (_hidden, _several, _formulas, _merges, _active, _calendar, _rows)
    return [case for group in groups for case in group()]
