"""Workbooks that hide rows, columns and sheets, or have several."""

from functools import cache

from tests.intake.corpus.case import ASK, HELD, LEFT, OK, SKIP, STORED, Row, cells_of, clean_sheet, like
from tests.intake.corpus.features import book_of, every, feature, replaced, third
from tests.intake.corpus.people import HEAD, INCOME, the_list
from tests.intake.corpus.xlsx import Sheet, Workbook

WIDTHS = (
    '<col min="1" max="5" width="9"/><col min="6" max="6" width="{}" {}/><col min="7" max="10" width="9"/>'
)


def _hidden():
    """What the sheet does not show."""
    hidden_rows = {"hidden": 'hidden="1"', "hidden_word": 'hidden="true"', "flat": 'ht="0" customHeight="1"'}
    hidden_rows |= {"thin": 'ht="0.05" customHeight="1"'}
    for name, attributes in hidden_rows.items():
        yield feature(
            f"row_{name}",
            "a row that is not shown",
            book_of(row_attributes={3: attributes}),
            third(ASK, ["hidden_row"]),
        )
    book = book_of(row_attributes={3: 'hidden="1" outlineLevel="1"', 4: 'collapsed="1"'})
    yield feature("row_folded", "a row in a folded group", book, third(ASK, ["hidden_row"]))
    filtered = (
        '<autoFilter ref="A1:J7"><filterColumn colId="1"><filters><filter'
        ' val="柳湾村"/></filters></filterColumn></autoFilter>'
    )
    book = book_of(row_attributes={3: 'hidden="1"'})
    book.sheets[0].edit = lambda xml: xml.replace("</sheetData>", "</sheetData>" + filtered)
    yield feature("row_filtered", "a row that a filter left out", book, third(ASK, ["hidden_row"]))
    for name, columns in (
        ("hidden", WIDTHS.format(9, 'hidden="1"')),
        ("narrow", WIDTHS.format(0, 'customWidth="1"')),
        ("hair", WIDTHS.format(0.01, 'customWidth="1"')),
        ("all", '<col min="1" max="16384" hidden="1"/>'),
    ):
        yield feature(
            f"column_{name}",
            "a column that is not shown",
            book_of(columns=columns),
            every(ASK, ["hidden_column"]),
        )
    blank = '<col min="11" max="16384" width="9" hidden="1"/>'
    yield feature(
        "column_hidden_blank", "only columns without anything are hidden", book_of(columns=blank), every(OK)
    )
    flat = book_of()
    flat.sheets[0].edit = lambda xml: xml.replace(
        "<sheetData>", '<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/><sheetData>'
    )
    yield feature(
        "rows_hidden_by_default", "all rows are hidden by default", flat, every(ASK, ["hidden_row"])
    )
    for state in ("hidden", "veryHidden"):
        yield _hidden_list(state)
        book = Workbook([clean_sheet(state=state)])
        yield feature(
            f"sheet_only_{state}",
            f"the only sheet is {state}",
            book,
            every(ASK, ["hidden_sheet"]),
            ["hidden_sheet"],
            "may",
        )
        codes = Sheet([["代码", "名称"], ["01", "汉族"]], "代码", state)
        rows = every(STORED) | {("代码", 1): Row(SKIP), ("代码", 2): Row(SKIP)}
        yield feature(
            f"sheet_codes_{state}",
            f"a list of codes is {state}",
            Workbook([clean_sheet(), codes]),
            rows,
            ["hidden_sheet"],
        )


def _hidden_list(state):
    other = [row | {INCOME: 100, HEAD: "郑有田"} for row in the_list()]
    book = Workbook([clean_sheet(), Sheet(cells_of(other), "底表", state)])
    rows = every((*STORED, "ask")) | {("底表", n): Row(LEFT) for n in range(2, 8)} | {("底表", 1): Row(SKIP)}
    return feature(f"sheet_{state}", f"a second list is {state}", book, rows, ["hidden_sheet"])


def _letters():
    """What stands in a cell and is crossed out, or covered by a rule of the sheet."""
    runs = "<r><t>李秀</t></r><r><rPr><strike/></rPr><t>英</t></r>"
    struck = book_of(raw={"C3": f'<c r="C3" t="inlineStr"><is>{runs}</is></c>'})
    yield feature("letters_struck", "a letter of a name is struck out", struck, third(ASK, ["cell_struck"]))
    bar = '<cfRule type="dataBar" priority="1"><dataBar showValue="0"><cfvo type="min"/></dataBar></cfRule>'
    barred = book_of(tail=f'<conditionalFormatting sqref="F3">{bar}</conditionalFormatting>')
    hidden = third(ASK, ["cell_hidden_value"])
    yield feature("letters_barred", "a bar in the place of a number", barred, hidden)


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
    yield feature("sheets_same_list", "one list on two sheets", two, rows, ["file_ambiguous|several_sheets"])
    changed = [row | {INCOME: row[INCOME] + 500} for row in listed]
    two = Workbook([clean_sheet(name="名单一"), Sheet(cells_of(changed), "名单二")])
    yield feature(
        "sheets_two_versions",
        "two versions of a list on two sheets",
        two,
        rows,
        ["file_ambiguous|several_sheets"],
    )
    words = Sheet([["填表说明"], ["一、以户为单位填写。"], ["二、收入按上年度填写。"]], "填表说明")
    told = {("填表说明", n): Row(SKIP) for n in (1, 2, 3)}
    yield feature(
        "sheets_words",
        "a sheet of instructions",
        Workbook([words, clean_sheet()]),
        every(STORED) | told,
        ["several_sheets"],
    )
    one = Workbook([clean_sheet(name="名单"), Sheet(cells_of(changed), "名单")])
    told = ["file_corrupt|file_ambiguous|several_sheets"]
    yield feature("sheets_one_name", "two sheets of one name", one, {}, told, "must")
    one = Workbook([clean_sheet(), clean_sheet(name="又一")])
    one.edit["xl/workbook.xml"] = replaced('r:id="rId2"', 'r:id="rId1"')
    rows = {key: Row((*STORED, *HELD), (), row.values) for key, row in every(OK).items()}
    rows |= {("又一", n): Row(HELD) for n in range(2, 8)}
    yield feature("sheets_one_part", "two sheets of one part", one, rows, (), "may")
    empty = Workbook([clean_sheet(), Sheet([], "Sheet2"), Sheet([], "Sheet3")])
    yield feature("sheets_empty", "two empty sheets after the list", empty, every(OK))
    parts = [Sheet(cells_of(listed[:3]), "柳湾"), Sheet(cells_of(listed[3:]), "青溪")]
    rows = {("柳湾", n + 2): like(row) for n, row in enumerate(listed[:3])}
    rows |= {("青溪", n + 2): like(row) for n, row in enumerate(listed[3:])}
    yield feature("sheets_villages", "other people on each sheet", Workbook(parts), rows)
    yield feature(
        "sheet_name_odd",
        "a sheet with an odd name",
        Workbook([clean_sheet(name="=cmd|'a'&<b>")]),
        {("=cmd|'a'&<b>", key[1]): row for key, row in every(OK).items()},
    )


@cache
def cases():
    """Every file of this group."""
    return [
        case
        for group in (
            _hidden,
            _letters,
            _several,
        )
        for case in group()
    ]
