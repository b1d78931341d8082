"""Workbooks with formulas, errors, merged cells, other calendars and strings with more than their text."""

from functools import cache

from tests.intake.corpus.case import FREE, HELD, OK, STORED, WARN, cells_of, clean_book, like
from tests.intake.corpus.features import book_of, every, feature, replaced, third
from tests.intake.corpus.people import CARD, FILED, HEAD, ID, INCOME, TITLES, VILLAGE, the_list
from tests.intake.corpus.xlsx import Sheet, Styled, Workbook, serial


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
        yield feature(
            f"formula_{name}",
            "a formula",
            book_of(raw={cell: xml}),
            third(HELD, kinds if name != "error" else ["formula_cell|cell_error"]),
        )
    remark = '<c r="J3" t="str"><f>"危"&amp;"房"</f><v>危房</v></c>'
    yield feature(
        "formula_remark", "a formula in the remark", book_of(raw={"J3": remark}), third(HELD, kinds)
    )
    serials = {f"A{n}": f'<c r="A{n}"><f>ROW()-1</f><v>{n - 1}</v></c>' for n in range(2, 8)}
    yield feature("formula_serial", "formulas for the serial numbers", book_of(raw=serials), every(OK))
    stringed = '<c r="C3" t="str"><v>李秀英</v></c>'
    yield feature(
        "string_of_formula",
        "a text as formulas leave it, without one",
        book_of(raw={"C3": stringed}),
        third((*STORED, "ask")),
    )
    for name, error in (("ref", "#REF!"), ("na", "#N/A"), ("value", "#VALUE!")):
        yield feature(
            f"error_{name}",
            "a cell that shows an error",
            book_of(raw={"F3": f'<c r="F3" t="e"><v>{error}</v></c>'}),
            third(HELD, ["cell_error"]),
        )
    yield feature(
        "error_remark",
        "an error in the remark",
        book_of(raw={"J3": '<c r="J3" t="e"><v>#N/A</v></c>'}),
        third((*HELD, "accept_warn"), ["cell_error"], 备注=("",)),
    )
    yield feature(
        "error_name",
        "an error for a name",
        book_of(raw={"C3": '<c r="C3" t="e"><v>#NAME?</v></c>'}),
        third(HELD, ["cell_error"]),
    )


def _merges():
    """Cells that are merged."""
    one = cells_of(the_list())
    one[2][1] = "柳湾村"
    spread = [list(row) for row in one]
    spread[2][1] = spread[3][1] = None
    rows = every(OK) | {
        ("申请名单", n): like(row | {VILLAGE: "柳湾村"}, (*STORED, "ask"))
        for n, row in zip((3, 4), the_list()[1:3], strict=True)
    }
    yield feature(
        "merged_village",
        "a village merged over its rows",
        Workbook([Sheet(spread, merged=("B2:B4",))]),
        rows | {("申请名单", 2): like(the_list()[0], (*STORED, "ask"))},
    )
    wanted = every(OK) | {
        ("申请名单", 5): like(the_list()[3], (*STORED, *HELD)),
        ("申请名单", 6): like(the_list()[4], HELD, ["merged_cell|cell_hidden_value"]),
    }
    yield feature(
        "merged_village_hidden", "a merged village that hides another", book_of(merged=("B5:B6",)), wanted
    )
    for name, title in (("id", ID), ("name", HEAD), ("income", INCOME), ("card", CARD)):
        cells = cells_of(the_list())
        column = TITLES.index(title)
        cells[3][column] = None
        letter = "ABCDEFGHIJ"[column]
        wanted = every(OK) | {("申请名单", n): like(the_list()[n - 2], HELD, ["merged_cell"]) for n in (3, 4)}
        yield feature(
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
    yield feature(
        "merged_day",
        "a day merged over two rows",
        Workbook([Sheet(days, merged=("G3:G4",))]),
        every(OK) | wanted,
    )
    cells = cells_of(the_list())
    cells[2][4] = None
    wanted = every(OK) | {("申请名单", 3): like(the_list()[1], HELD)}
    yield feature(
        "merged_across", "two columns merged in a row", Workbook([Sheet(cells, merged=("D3:E3",))]), wanted
    )
    yield feature(
        "merged_hidden_value",
        "a merged block that hides a value",
        book_of(merged=("F3:F4",)),
        every(OK) | {("申请名单", n): like(the_list()[n - 2], HELD, ["merged_cell"]) for n in (3, 4)},
    )
    yield feature(
        "merged_overlap",
        "merged blocks over each other",
        book_of(merged=("F3:F4", "F4:F5")),
        every((*OK, *HELD)),
        (),
        "may",
    )
    yield feature(
        "merged_junk", "a merged block of nowhere", book_of(merged=("A5:",)), every(FREE), (), "may"
    )
    yield feature(
        "merged_one",
        "a merged block of one cell",
        book_of(merged=("F3",)),
        every((*STORED, "ask")),
        (),
        "may",
    )


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
        yield feature(f"since_1904_{name}", "days since 1904", book, every(OK))
    bare = Workbook(
        [Sheet(cells_of([row | {FILED: _since_1904(row[FILED])} for row in the_list()]))],
        properties='date1904="1"',
    )
    yield feature(
        "since_1904_bare",
        "bare numbers of days since 1904",
        bare,
        every((*WARN, *HELD), ["date_unformatted_number|date_invalid|date_range"]),
    )
    runs = "<si><r><t>李</t></r><r><rPr><b/></rPr><t>秀英</t></r></si>"
    sounds = '<si><t>李秀英</t><rPh sb="0" eb="1"><t>リ</t></rPh><phoneticPr fontId="1"/></si>'
    plain = '<si><t xml:space="preserve">李秀英</t></si>'
    for name, xml in (("runs", runs), ("sounds", sounds)):
        book = clean_book(edit={"xl/sharedStrings.xml": replaced(plain, xml)})
        yield feature(f"string_{name}", "a string with more than its text", book, every(OK))
    inline = '<c r="C3" t="inlineStr"><is><r><t>李</t></r><r><t>秀英</t></r></is></c>'
    yield feature("string_inline", "a string in its cell", book_of(raw={"C3": inline}), every(OK))


def _since_1904(day):

    return serial(day) - 1462


@cache
def cases():
    """Every file of this group."""
    return [
        case
        for group in (
            _formulas,
            _merges,
            _calendar,
        )
        for case in group()
    ]
