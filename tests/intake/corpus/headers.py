"""Lists whose header is odd: order, spelling, units, several rows, banners, columns nobody knows."""

from functools import cache

from tests.intake.corpus.case import (
    ASK,
    HELD,
    LEFT,
    LIST,
    SKIP,
    STORED,
    Case,
    Row,
    cells_of,
    wanted_rows,
)
from tests.intake.corpus.people import (
    CARD,
    FILED,
    HEAD,
    ID,
    INCOME,
    PERSONS,
    PHONE,
    REMARK,
    SERIAL,
    TITLES,
    VILLAGE,
    the_list,
)
from tests.intake.corpus.xlsx import Sheet, Workbook

NAME = "申请名单"
BANNER = "石桥镇、青山镇2016年贫困户申请名单"


def _case(name, says, rows, wanted, kinds=(), merged=(), refused="no"):
    content = Workbook([Sheet(rows, merged=tuple(merged))]).packed()
    return Case(f"header_{name}", says, LIST, content, wanted, tuple(kinds), refused)


def _titled(**others):
    """The clean list with other titles."""
    return [[others.get(title, title) for title in TITLES], *cells_of(the_list())[1:]]


def _spelt():
    """Titles spelt in other ways that mean the same."""
    ways = [
        ("spaces", {HEAD: "户 主 姓 名", ID: "身份证\u3000号"}),
        ("lines", {HEAD: "户主\n姓名", ID: "身份证号\n（18位）", INCOME: "年人均\n纯收入\n(元)"}),
        ("widths", {INCOME: "年人均纯收入（元）", CARD: "银行卡号（一卡通）"}),
        ("no_unit", {INCOME: "年人均纯收入"}),
        ("unit_after", {INCOME: "年人均纯收入/元", PERSONS: "家庭人口（人）"}),
        ("stars", {HEAD: "*户主姓名", ID: "身份证号*", FILED: "申请日期："}),
        (
            "aliases",
            {HEAD: "户主", ID: "身份证号码", PERSONS: "家庭人口数", PHONE: "手机号码", CARD: "一卡通账号"},
        ),
        (
            "aliases_more",
            {VILLAGE: "村名", ID: "公民身份号码", INCOME: "家庭人均纯收入（元）", FILED: "申请时间"},
        ),
        ("inner_blanks", {REMARK: "备  注", SERIAL: "序 号"}),
    ]
    for name, titles in ways:
        yield _case(name, "titles spelt in other ways", _titled(**titles), wanted_rows(verdicts=STORED))
    for name, titles in (
        ("misspelt_id", {ID: "身分证号"}),
        ("misspelt_name", {HEAD: "户主性名"}),
        ("misspelt_income", {INCOME: "年人钧纯收入(元)"}),
        ("traditional", {ID: "身份證號"}),
    ):
        wanted = wanted_rows(verdicts=(*STORED, *HELD))
        yield _case(
            name,
            "a title that is misspelt",
            _titled(**titles),
            wanted,
        )

    for name, title, seems in (("card", CARD, "银行卡好"), ("remark", REMARK, "备住")):
        yield _case(
            f"misspelt_{name}",
            "a misspelt title that no row needs",
            _titled(**{title: seems}),
            {key: Row(STORED, (), row.values | {title: ("",)}) for key, row in wanted_rows().items()},
            ["header_unknown"],
        )


def _changed():
    """Columns in another order, twice, missing, or unknown."""
    order = (PHONE, CARD, ID, HEAD, VILLAGE, SERIAL, FILED, INCOME, PERSONS, REMARK)
    yield _case("order", "columns in another order", cells_of(the_list(), order), wanted_rows())
    twice = [[*row, row[3] if n else ID] for n, row in enumerate(cells_of(the_list()))]
    yield _case(
        "twice",
        "two columns for the identity number",
        twice,
        wanted_rows(verdicts=ASK, kinds=["header_duplicate"]),
        ["header_duplicate"],
    )
    other = [[*row, row[5] + 100 if n else INCOME] for n, row in enumerate(cells_of(the_list()))]
    yield _case(
        "twice_income",
        "two columns of income that differ",
        other,
        wanted_rows(verdicts=ASK, kinds=["header_duplicate"]),
        ["header_duplicate"],
    )
    alias = [[*row, "郑有田" if n else "户主"] for n, row in enumerate(cells_of(the_list()))]
    yield _case(
        "twice_alias",
        "two titles that mean one column",
        alias,
        wanted_rows(verdicts=ASK, kinds=["header_duplicate"]),
        ["header_duplicate"],
    )
    for name, title in (("id", ID), ("name", HEAD)):
        titles = [one for one in TITLES if one != title]
        yield _case(
            f"no_{name}",
            f"no column {title}",
            cells_of(the_list(), titles),
            wanted_rows(verdicts=HELD, kinds=["header_missing"]),
            ["header_missing"],
        )
    titles = [one for one in TITLES if one != VILLAGE]
    rows = wanted_rows(verdicts=HELD)
    yield _case(
        "no_village",
        "no column of villages, and nothing else names one",
        cells_of(the_list(), titles),
        rows,
        ["village_unknown|header_missing"],
    )
    for name, gone in (("no_remark", REMARK), ("no_serial", SERIAL), ("no_card", CARD), ("no_phone", PHONE)):
        titles = [one for one in TITLES if one != gone]
        listed = [row | {gone: None} for row in the_list()]
        yield _case(
            name, f"no column {gone}", cells_of(the_list(), titles), wanted_rows(listed, verdicts=STORED)
        )
    titles = [one for one in TITLES if one != INCOME]
    listed = [row | {INCOME: None} for row in the_list()]
    yield _case(
        "no_income",
        "no column of income",
        cells_of(the_list(), titles),
        wanted_rows(listed, verdicts=(*STORED, *HELD)),
    )
    unknown = [[*row, "砖木" if n else "房屋结构"] for n, row in enumerate(cells_of(the_list()))]
    yield _case(
        "unknown",
        "a column that nobody knows",
        unknown,
        wanted_rows(verdicts=STORED),
        ["header_unknown"],
    )
    blank = [[*row, None if n else "领导签字"] for n, row in enumerate(cells_of(the_list()))]
    yield _case("unknown_blank", "a blank column that nobody knows", blank, wanted_rows(verdicts=STORED))
    nameless = [[*row, "砖木" if n else None] for n, row in enumerate(cells_of(the_list()))]
    yield _case(
        "nameless",
        "a column without a title",
        nameless,
        wanted_rows(verdicts=STORED),
        ["header_unknown"],
    )
    blank_title = [
        [*row[:5], None, *row[6:]] if n == 0 else row for n, row in enumerate(cells_of(the_list()))
    ]
    yield _case(
        "title_lost",
        "the title of the income is blank",
        blank_title,
        {
            key: Row((*HELD, *STORED), (), row.values | {INCOME: ("", *row.values[INCOME])})
            for key, row in wanted_rows().items()
        },
        ["header_unknown|header_missing"],
    )
    columns = [list(column) for column in zip(*cells_of(the_list()), strict=True)]
    yield _case(
        "turned",
        "a list turned on its side",
        columns,
        {(NAME, n): Row((*LEFT,)) for n in range(1, 11)},
        ["header_missing|no_rows"],
        (),
        "may",
    )
    # whoever bears a valid identity number is a person, whatever stands above: never "not data"
    people = {(NAME, n): Row(HELD) for n in range(2, 8)}
    english = dict(
        zip(
            TITLES,
            (
                "No.",
                "Village",
                "Head",
                "ID number",
                "Persons",
                "Income",
                "Filed on",
                "Card",
                "Phone",
                "Remark",
            ),
            strict=True,
        )
    )
    yield _case(
        "english",
        "titles in English",
        _titled(**english),
        people | {(NAME, 1): Row(LEFT)},
        ["header_missing|no_rows|header_unknown"],
        (),
        "may",
    )
    yield _case(
        "none",
        "no header at all",
        cells_of(the_list())[1:],
        {(NAME, n): Row(HELD) for n in range(1, 7)},
        ["header_missing|no_rows"],
        (),
        "may",
    )
    letters = _titled(**{title: "ABCDEFGHIJ"[n] for n, title in enumerate(TITLES)})
    yield _case(
        "letters",
        "titles that are letters",
        letters,
        people | {(NAME, 1): Row(LEFT)},
        ["header_missing|no_rows|header_unknown"],
        (),
        "may",
    )
    swapped = _titled(**{HEAD: ID, ID: HEAD})
    yield _case("swapped", "two titles swapped", swapped, {key: Row(HELD) for key in wanted_rows()})
    swapped = _titled(**{CARD: PHONE, PHONE: CARD})
    rows = {
        key: Row(
            (*STORED, *HELD),
            ("phone_invalid|card_checksum|header_unknown",),
            row.values | {CARD: ("", *row.values[PHONE]), PHONE: ("", *row.values[CARD])},
        )
        for key, row in wanted_rows(verdicts=(*STORED, *HELD)).items()
    }
    yield _case("swapped_numbers", "card and telephone swapped", swapped, rows)


def _rows_of_header():
    """Headers of several rows, under banners, far down, to the right."""
    cells = cells_of(the_list())
    yield _case(
        "banner",
        "a banner over the table",
        [[BANNER], *cells],
        wanted_rows(first=3) | {(NAME, 1): Row(SKIP)},
        (),
        ["A1:J1"],
    )
    three = [[BANNER], ["填报单位：石桥镇", None, None, "填报日期：2016年11月20日"], [None], *cells]
    yield _case("banners", "three rows over the table", three, wanted_rows(first=5), (), ["A1:J1"])
    deep = [[f"第{n}条说明"] for n in range(1, 12)] + cells
    yield _case("deep", "a header in row 12", deep, wanted_rows(first=13))
    right = [[None, None, *row] for row in [[None], [None], *cells]]
    yield _case("right", "a table that begins in C3", right, wanted_rows(first=4))
    top = [SERIAL, VILLAGE, "户主", None, PERSONS, "收入情况", FILED, "联系方式", None, REMARK]
    below = [None, None, "姓名", "身份证号", None, "年人均纯收入(元)", None, "银行卡号", "联系电话", None]
    merged = ["A1:A2", "B1:B2", "C1:D1", "E1:E2", "G1:G2", "H1:I1", "J1:J2"]
    yield _case(
        "two_rows",
        "a header of two rows",
        [top, below, *cells[1:]],
        wanted_rows(first=3, verdicts=STORED) | {(NAME, 2): Row(SKIP)},
        (),
        merged,
    )
    banner = [[BANNER], top, below, *cells[1:]]
    moved = ["A1:J1", "A2:A3", "B2:B3", "C2:D2", "E2:E3", "G2:G3", "H2:I2", "J2:J3"]
    yield _case(
        "two_rows_banner", "the same under a banner", banner, wanted_rows(first=4, verdicts=STORED), (), moved
    )
    middle = [None, None, "户主信息", None, None, "金额", None, None, None, None]
    three = [top, middle, below, *cells[1:]]
    merged = ["A1:A3", "B1:B3", "C1:D1", "C2:D2", "E1:E3", "G1:G3", "H1:I2", "J1:J3"]
    yield _case(
        "three_rows",
        "a header of three rows",
        three,
        wanted_rows(first=4, verdicts=(*STORED, "ask")),
        (),
        merged,
    )
    numbers = [cells[0], [f"({n})" for n in range(1, 11)], *cells[1:]]
    yield _case(
        "numbered",
        "numbers of columns under the header",
        numbers,
        wanted_rows(first=3, verdicts=STORED) | {(NAME, 2): Row((*SKIP, *HELD))},
    )
    letters = [cells[0], list("甲乙丙丁戊己庚辛壬癸"), *cells[1:]]
    yield _case(
        "lettered",
        "stems under the header",
        letters,
        wanted_rows(first=3, verdicts=STORED) | {(NAME, 2): Row((*SKIP, *HELD))},
    )
    wide = [[*row[:3], row[3], None, *row[4:]] for row in cells]
    yield _case(
        "merged_title",
        "a title over two columns, one of them blank",
        wide,
        wanted_rows(verdicts=(*STORED, "ask")),
        (),
        ["D1:E1"],
    )
    beside = [[*row, None, *row] for row in cells]
    yield _case("beside", "two lists side by side", beside, wanted_rows(verdicts=ASK), ["header_duplicate"])
    below = [*cells, [None], [BANNER], *_titled()[:1], *cells[1:]]
    rows = wanted_rows(verdicts=(*STORED, "ask")) | {(NAME, n): Row(LEFT) for n in range(11, 17)}
    yield _case("below", "the list again below itself", below, rows)
    below = [*cells, [None], list(reversed(TITLES)), *[list(reversed(row)) for row in cells[1:3]]]
    rows = wanted_rows(verdicts=(*STORED, "ask")) | {(NAME, n): Row(HELD) for n in (10, 11)}
    yield _case("below_other", "a second table in another order below", below, rows)


def _units():
    """Amounts whose unit stands in the title, or above the table."""
    wan = [row | {INCOME: round(row[INCOME] / 10_000, 6)} for row in the_list()]
    cells = cells_of(wan)
    cells[0] = [title if title != INCOME else "年人均纯收入（万元）" for title in TITLES]
    wanted = {key: Row((*STORED, "ask"), (), row.values) for key, row in wanted_rows().items()}
    yield _case("wan", "the title says 万元", cells, wanted)
    above = [["单位：万元"], *cells_of(wan)]
    rows = {
        (NAME, key[1] + 1): Row((*STORED, "ask", "reject_row"), (), row.values)
        for key, row in wanted_rows().items()
    }
    yield _case("wan_above", "a row over the table says 万元 and the title says yuan", above, rows)
    plain = [title if title != INCOME else "年人均纯收入" for title in TITLES]
    both = [["2016年申请名单", None, None, None, "单位：人、万元"], plain, *cells_of(wan)[1:]]
    yield _case(
        "wan_above_only",
        "a row over the table says 万元",
        both,
        {(NAME, key[1] + 1): row for key, row in wanted.items()},
    )
    thousand = [row | {INCOME: round(row[INCOME] / 1000, 5)} for row in the_list()]
    cells = cells_of(thousand)
    cells[0] = [title if title != INCOME else "年人均纯收入（千元）" for title in TITLES]
    yield _case(
        "thousand",
        "the title says 千元",
        cells,
        {key: Row((*STORED, *HELD), (), row.values) for key, row in wanted_rows().items()},
    )
    total = [row | {INCOME: row[INCOME] * row[PERSONS]} for row in the_list()]
    cells = cells_of(total)
    cells[0] = [title if title != INCOME else "家庭年纯收入(元)" for title in TITLES]
    rows = {
        key: Row(
            (*STORED, *HELD),
            (),
            row.values | {INCOME: ("", *row.values[INCOME]), "年纯收入": ("", f"{listed[INCOME]:.2f}")},
        )
        for (key, row), listed in zip(wanted_rows().items(), total, strict=True)
    }
    yield _case("whole_income", "the income of the whole household, not a head's", cells, rows)
    month = _titled(**{INCOME: "月人均纯收入(元)"})
    rows = {
        key: Row((*STORED, *HELD), (), row.values | {INCOME: ("",)}) for key, row in wanted_rows().items()
    }
    yield _case("month", "an income of a month", month, rows, ["header_unknown"])
    year = _titled(**{INCOME: "2015年人均纯收入(元)"})
    rows = {
        key: Row((*STORED, *HELD), (), row.values | {INCOME: ("", *row.values[INCOME])})
        for key, row in wanted_rows().items()
    }
    yield _case("year", "the income of another year", year, rows)


@cache
def cases():
    """Every file of this group."""
    return [case for group in (_spelt, _changed, _rows_of_header, _units) for case in group()]
