"""Text tables: encodings that are sure, unclear or mixed, and structures that do not add up."""

import csv
from functools import cache
from io import StringIO

from tests.intake.corpus.case import (
    ASK,
    FREE,
    HELD,
    LEFT,
    OK,
    REJECT,
    STORED,
    WARN,
    Case,
    Row,
    cells_of,
    like,
    wanted_rows,
)
from tests.intake.corpus.people import HEAD, IDS, REMARK, the_list

FILE = "2016年申请名单.csv"


def _plain(rows):
    """Cells as a program writes them into a text table."""
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


def _text(rows=None, delimiter=",", end="\r\n"):
    out = StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(
        _plain(cells_of(the_list()) if rows is None else rows)
    )
    return out.getvalue()


def _wanted(verdicts=OK, rows=None, first=2):
    return wanted_rows(rows, first, "", verdicts)


def _case(name, says, content, wanted, kinds=(), refused="no", file=FILE):
    """A text table; one that may be refused may be read as garble too, of which nothing is stored."""
    raw = content.encode("utf-8-sig") if isinstance(content, str) else content
    return Case(f"csv_{name}", says, file, raw, wanted, tuple(kinds), refused, garbled=refused == "may")


def _encodings():
    text = _text()
    for name, encoding in (
        ("utf8", "utf-8"),
        ("utf8_bom", "utf-8-sig"),
        ("gbk", "gbk"),
        ("gb18030", "gb18030"),
        ("utf16", "utf-16"),
    ):
        yield _case(name, f"a table in {encoding}", text.encode(encoding), _wanted())
    yield _case(
        "utf16_be", "a table in UTF-16, high byte first", b"\xfe\xff" + text.encode("utf-16-be"), _wanted()
    )
    rare = [row | ({HEAD: "㑇𠮷"} if n == 1 else {}) for n, row in enumerate(the_list())]
    yield _case(
        "gb18030_four",
        "characters of four bytes",
        _text(cells_of(rare)).encode("gb18030"),
        _wanted(rows=rare, verdicts=STORED),
    )
    for name, encoding in (("utf16_bare", "utf-16-le"), ("utf16_be_bare", "utf-16-be"), ("utf32", "utf-32")):
        yield _case(name, f"a table in {encoding}", text.encode(encoding), _wanted(FREE), (), "may")
    named = [row | {HEAD: "張大有"} for row in the_list()[:1]]
    old = (
        _text(cells_of(named))
        .translate(str.maketrans("号户银电联请", "號戶銀電聯請"))
        .translate(str.maketrans("龙湾溪", "龍灣溪"))
    )
    old = "".join(sign for sign in old if _in_big5(sign))
    unclear = ["encoding_unclear|mojibake_suspect|header_missing|no_rows|header_unknown"]
    held = {("", n): Row(LEFT) for n in range(1, 3)}
    yield _case("big5", "a table in Big5", old.encode("big5"), held, unclear, "may")
    yield _case(
        "shift_jis",
        "a table in Shift JIS",
        "番号,氏名,身分証\r\n1,山田太郎,990101\r\n".encode("shift_jis"),
        held,
        unclear,
        "may",
    )
    lines = text.encode("utf8").split(b"\r\n")
    mixed = b"\r\n".join([*lines[:4], *(line.decode("utf8").encode("gbk") for line in lines[4:])])
    yield _case(
        "mixed",
        "half in UTF-8, half in GBK",
        mixed,
        {("", n): Row(LEFT) for n in range(5, 8)} | _some(_wanted(FREE), 2, 4),
        ["encoding_unclear|mojibake_suspect"],
        "may",
    )
    one = text.encode("gbk").replace("李秀英".encode("gbk"), "李秀英".encode())
    rows = _wanted(FREE) | {("", 3): Row(HELD)}
    yield _case(
        "mixed_name",
        "GBK with one name in UTF-8",
        one,
        rows,
        ["encoding_unclear|mojibake_suspect|name_bad_char"],
        "may",
    )
    one = text.encode("utf8").replace("李秀英".encode(), "李秀英".encode("gbk"))
    yield _case(
        "mixed_name_utf8",
        "UTF-8 with one name in GBK",
        one,
        {("", n): Row(LEFT) for n in range(1, 8)} | {("", 3): Row(HELD)},
        unclear,
        "may",
    )
    cut = text.encode("utf8").replace("李秀英".encode(), "李秀英".encode()[:-1])
    yield _case(
        "broken_utf8",
        "UTF-8 with a byte lost",
        cut,
        {("", n): Row(LEFT) for n in range(1, 8)},
        unclear,
        "may",
    )
    cut = text.encode("gbk").replace("李秀英".encode("gbk"), "李秀英".encode("gbk")[:-1])
    yield _case(
        "broken_gbk",
        "GBK with a byte lost",
        cut,
        _wanted((*FREE, "reject_row")) | {("", 3): Row(HELD)},
        ["encoding_unclear|mojibake_suspect|csv_structure|name_bad_char|missing|id_missing"],
        "may",
    )
    yield _case(
        "nul",
        "noughts between the characters",
        text.replace("李秀英", "李\0秀英").encode("utf8"),
        _wanted(FREE) | {("", 3): Row(HELD)},
        ["encoding_unclear|name_bad_char|file_corrupt"],
        "may",
    )
    twice = text.encode("utf8").decode("latin-1").encode("utf8")
    yield _case(
        "utf8_twice",
        "UTF-8 written as UTF-8 once more",
        twice,
        {("", n): Row(LEFT) for n in range(1, 8)},
        ["mojibake_suspect|encoding_unclear|header_missing|no_rows|header_unknown"],
        "may",
    )
    lost = text.encode("gbk", "replace").replace("李秀英".encode("gbk"), b"???")
    yield _case(
        "lost",
        "a name that became question marks",
        lost,
        _wanted() | {("", 3): like(the_list()[1], HELD, ["mojibake_suspect"])},
    )
    marked = "\ufeff".encode().decode("gbk", "replace").encode("gb18030") + text.encode("gbk")
    yield _case(
        "bom_as_text",
        "the mark of an encoding read as text",
        marked,
        _wanted((*FREE, "reject_row")),
        (),
        "may",
    )


def _in_big5(sign):
    try:
        sign.encode("big5")
    except UnicodeEncodeError:
        return False
    return True


def _some(rows, first, last):
    return {key: row for key, row in rows.items() if first <= key[1] <= last}


def _structures():
    rows = cells_of(the_list())
    for name, mark in (("tab", "\t"), ("semicolon", ";")):
        yield _case(name, f"columns parted by {mark!r}", _text(delimiter=mark), _wanted())
    yield _case("bar", "columns parted by |", _text(delimiter="|"), _wanted((*FREE, "reject_row")), (), "may")
    yield _case(
        "txt", "a table named .txt", _text(delimiter="\t"), _wanted(STORED), (), "no", "2016年申请名单.txt"
    )
    yield _case(
        "named_xls",
        "a text table named .xls",
        _text(delimiter="\t").encode("utf-16"),
        _wanted(STORED),
        ["file_type|file_unsupported"],
        "may",
        "2016年申请名单.xls",
    )
    yield _case(
        "named_xlsx",
        "a text table named .xlsx",
        _text(),
        _wanted(STORED),
        ["file_type|file_unsupported"],
        "may",
        "2016年申请名单.xlsx",
    )
    yield _case("lf", "lines that end as on Unix", _text(end="\n"), _wanted())
    yield _case("cr", "lines that end as on old machines", _text(end="\r"), _wanted())
    yield _case("no_end", "a last line without an end", _text().rstrip(), _wanted())
    yield _case(
        "quoted",
        "every cell in quotation marks",
        "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in _plain(rows)),
        _wanted(),
    )
    long = [row | ({REMARK: '危房,"借住"\n待修'} if n == 1 else {}) for n, row in enumerate(the_list())]
    wanted = _wanted() | {
        ("", 3): like(the_list()[1], STORED, (), **{REMARK: ('危房,"借住"\n待修', '危房,"借住" 待修')})
    }
    yield _case("quotes", "commas, quotation marks and lines in a cell", _text(cells_of(long)), wanted)
    yield _case(
        "unclosed",
        "a quotation mark that never closes",
        _text().replace("危房", '"危房'),
        {},
        ["csv_structure"],
        "must",
    )
    inner = _text().replace("李秀英", '李"秀"英')
    yield _case(
        "bare_quotes",
        "quotation marks inside a cell",
        inner,
        _wanted(FREE) | {("", 3): Row(HELD)},
        ["csv_structure|name_bad_char"],
        "may",
    )
    wide = _text().replace("危房", "危房,借住")
    yield _case(
        "wide_row",
        "a row with a cell too many",
        wide,
        _wanted(FREE) | {("", 3): like(the_list()[1], HELD)},
        ["csv_structure"],
        "may",
    )
    shifted = _text().replace("李秀英,", "李秀英,郑有田,")
    yield _case(
        "shifted_row",
        "a name with a comma in it",
        shifted,
        _wanted(FREE) | {("", 3): Row(HELD)},
        ["csv_structure"],
        "may",
    )
    money = _text().replace(",2800,", ",2,800,")
    yield _case(
        "comma_number",
        "a number with a comma, without quotation marks",
        money,
        _wanted(FREE) | {("", 3): Row(HELD)},
        ["csv_structure"],
        "may",
    )
    narrow = _text().replace(f",{the_list()[1]['联系电话']},危房", "")
    yield _case(
        "narrow_row",
        "a row with too few cells",
        narrow,
        _wanted(FREE) | {("", 3): Row(HELD)},
        ["csv_structure"],
        "may",
    )
    trailing = "\r\n".join(line + ",,," for line in _text().splitlines())
    yield _case("trailing", "commas after every row", trailing, _wanted(STORED))
    sep = "sep=,\r\n" + _text()
    yield _case("sep", "a first line for Excel", sep, _wanted((*STORED, "ask"), first=3), (), "may")
    gaps = _text().replace("\r\n", "\r\n\r\n")
    yield _case(
        "gaps",
        "a blank line after every row",
        gaps,
        {("", 2 * n + 3): like(row) for n, row in enumerate(the_list())},
    )
    formula = _text().replace(f",{IDS[1]},", f',"=""{IDS[1]}""",')
    yield _case(
        "formula_text",
        'the trick ="…" that keeps text',
        formula,
        _wanted() | {("", 3): like(the_list()[1], (*STORED, *HELD))},
    )
    apostrophe = _text().replace(f",{IDS[1]},", f",'{IDS[1]},")
    yield _case(
        "apostrophe",
        "an apostrophe that keeps text",
        apostrophe,
        _wanted() | {("", 3): like(the_list()[1], WARN, ["normalized"])},
    )
    tab = _text().replace(f",{IDS[1]},", f",\t{IDS[1]},")
    yield _case("tab_text", "a tab that keeps text", tab, _wanted() | {("", 3): like(the_list()[1], STORED)})
    rounded = _text().replace(IDS[1], "9.90101E+17")
    yield _case(
        "rounded",
        "an identity number that Excel rounded",
        rounded,
        _wanted() | {("", 3): like(the_list()[1], REJECT, ["id_rounded_suspect"])},
    )
    zeros = _text().replace(IDS[1], IDS[1][:15] + "000")
    yield _case(
        "zeros",
        "an identity number whose end became noughts",
        zeros,
        _wanted() | {("", 3): like(the_list()[1], HELD, ["id_checksum|id_rounded_suspect"])},
    )
    slashes = _text().replace("2016-03-16", "2016/3/16")
    yield _case("day_slash", "days as Excel writes them", slashes, _wanted(STORED))
    short = _text().replace("2016-03-16", "16/3/16")
    rows = _wanted() | {("", n): like(the_list()[n - 2], ASK, ["date_ambiguous"]) for n in (3, 4)}
    yield _case("day_short", "days with a year of two places", short, rows)
    formula = _text().replace("2800", "=1400*2")
    yield _case(
        "formula",
        "text that looks like a formula",
        formula,
        _wanted() | {("", 3): like(the_list()[1], HELD, ["number_unclear|formula_cell"])},
    )
    yield _case(
        "one_line",
        "a single line",
        "序号,行政村\r\n",
        {("", 1): Row(LEFT)},
        ["no_rows|header_missing"],
        "may",
    )
    yield _case(
        "words",
        "words that are no table",
        "今天开会。\r\n明天下村。\r\n",
        {("", n): Row(LEFT) for n in (1, 2)},
        ["no_rows|header_missing|csv_structure"],
        "may",
    )
    binary = bytes(range(256)) * 20
    yield _case(
        "binary",
        "bytes without sense",
        binary,
        {},
        ["encoding_unclear|file_unsupported|file_type|no_rows"],
        "must",
    )
    long = "序号," + "长" * 200_000 + "\r\n1,2\r\n"
    yield _case(
        "long_cell", "a cell of 200,000 characters", long, {("", n): Row(LEFT) for n in (1, 2)}, (), "may"
    )
    wide = ",".join("abc" for _ in range(20_000)) + "\r\n1\r\n"
    yield _case("columns", "20,000 columns", wide, {("", n): Row(LEFT) for n in (1, 2)}, (), "may")


@cache
def cases():
    """Every file of this group."""
    return [*_encodings(), *_structures()]
