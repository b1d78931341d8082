"""The application list in the binary formats of workbooks, clean and odd."""

from functools import cache

from tests.intake.corpus.case import (
    ANY,
    ASK,
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
from tests.intake.corpus.old_books import Xls, ole, xls_record
from tests.intake.corpus.people import ID, INCOME, the_list

NAME = "申请名单"


def third(verdicts, kinds=(), **others):
    return wanted_rows() | {(NAME, 3): like(the_list()[1], verdicts, kinds, **others)}


def case(name, says, content, wanted, kinds=(), refused="no", suffix="xls"):
    return Case(f"{suffix}_{name}", says, f"申请名单.{suffix}", content, wanted, tuple(kinds), refused)


def _xls():
    cells = cells_of(the_list())
    numeric = cells_of(
        [row | ({ID: float(row[ID][:17] + "0")} if n == 1 else {}) for n, row in enumerate(the_list())]
    )

    def book(more=None, rows=cells, **others):
        return Xls([(NAME, rows, more or {})], **others).packed()

    yield case("clean_97", "the list as Excel 97 wrote it", book(), wanted_rows())
    yield case("since_1904_97", "days since 1904", book(since_1904=True), wanted_rows())
    yield case("row_hidden_97", "a hidden row", book({"hidden_rows": (3,)}), third(ASK, ["hidden_row"]))
    yield case(
        "column_hidden_97",
        "a hidden column",
        book({"hidden_columns": (6,)}),
        wanted_rows(verdicts=ASK, kinds=["hidden_column"]),
    )
    yield case(
        "formula_97",
        "a formula that lies",
        book({"formulas": {(3, 6): 800.0}}),
        third(HELD, ["formula_cell"]),
    )
    yield case(
        "error_97",
        "a cell that shows an error",
        book({"errors": {(3, 6)}}),
        third(HELD, ["cell_error"]),
    )
    yield case(
        "numeric_97",
        "an identity number as a number",
        book(rows=numeric),
        third(REJECT, ["id_numeric_cell"]),
    )
    yield case(
        "sheet_hidden_97",
        "the only sheet is hidden",
        book({"state": 1}),
        wanted_rows(verdicts=ASK, kinds=["hidden_sheet"]),
        ["hidden_sheet"],
        "may",
    )
    locked = book(extra=xls_record(0x2F, b"\1\0\1\0\1\0" + b"\7" * 48))
    yield case("password_97", "a password", locked, {}, ["file_encrypted"], "must")
    whole = book()
    yield case(
        "cut_97",
        "the first half of a file",
        whole[: len(whole) // 2],
        {},
        ["file_truncated|file_corrupt"],
        "must",
    )
    old = ole("Book", xls_record(0x809, bytes((0, 5, 5, 0, 0, 0, 0, 0))) + xls_record(0x0A))
    yield case("excel_95", "a workbook of Excel 95", old, {}, ["file_unsupported"], "must")
    merged = Xls([(NAME, cells, {"merged": [(3, 4, 6, 6)]})]).packed()
    wanted = wanted_rows() | {(NAME, n): like(the_list()[n - 2], HELD, ["merged_cell"]) for n in (3, 4)}
    yield case("merged", "a merged income", merged, wanted)
    other = cells_of([row | {INCOME: 100} for row in the_list()])
    two = Xls([(NAME, cells, {}), ("底表", other, {"state": 2})]).packed()
    rows = wanted_rows(verdicts=(*STORED, "ask")) | {("底表", n): Row(LEFT) for n in range(2, 8)}
    yield case("very_hidden", "a second list is very hidden", two, rows, ["hidden_sheet"])
    two = Xls([("一", cells, {}), ("二", other, {})]).packed()
    rows = {("一", n + 2): like(row, ASK) for n, row in enumerate(the_list())}
    rows |= {("二", n + 2): like(row | {INCOME: 100}, ASK) for n, row in enumerate(the_list())}
    yield case("two_sheets", "two lists", two, rows, ["file_ambiguous|several_sheets"])
    twice = [*cells[:3], cells[2], *cells[3:]]
    page = Xls([(NAME, twice, {})])
    yield case(
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
    yield case(
        "long_strings", "strings that go on in a second record", Xls([(NAME, long, {})]).packed(), wanted
    )
    junk = ole("Workbook", bytes(range(256)) * 30)
    yield case("junk", "a stream of junk", junk, {}, ["file_corrupt|file_unsupported|file_truncated"], "must")
    loop = bytearray(Xls([(NAME, cells, {})]).packed())
    loop[512 + 8 : 512 + 12] = (2).to_bytes(4, "little")
    yield case(
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


@cache
def cases():
    """Every file of this group."""
    return [case for case in _xls()]
