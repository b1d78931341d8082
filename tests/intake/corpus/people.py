"""The made-up people of the corpus: one application list with a row a household, and its villages."""

from datetime import date

from county_desk.intake.delivery import KnownPlace, ReadingTerms
from tests.intake.made_up import a_card, an_id

TODAY = date(2016, 11, 24)
PLACES = (
    KnownPlace(1, "石桥镇", "柳湾村", "柳湾", ("柳湾村村民委员会",)),
    KnownPlace(2, "石桥镇", "上坝村", "上坝"),
    KnownPlace(3, "青山镇", "青溪社区", "青溪"),
    KnownPlace(4, "青山镇", "大河村", "大河"),
    KnownPlace(5, "石桥镇", "龙潭村", "龙潭"),
    KnownPlace(6, "青山镇", "龙潭村", "龙潭"),
)
TERMS = ReadingTerms(PLACES, 2016, TODAY)

SERIAL, VILLAGE, HEAD, ID, PERSONS = "序号", "行政村", "户主姓名", "身份证号", "家庭人口"
INCOME, FILED, CARD, PHONE, REMARK = "年人均纯收入(元)", "申请日期", "银行卡号", "联系电话", "备注"
TITLES = (SERIAL, VILLAGE, HEAD, ID, PERSONS, INCOME, FILED, CARD, PHONE, REMARK)


def card(serial):
    """A bank account of nobody, with the right check digit."""
    return a_card(f"6200009901010000{serial:02}")


def phone(serial):
    """A telephone number of nobody."""
    return f"139000000{serial:02}"


# a number that ends in X: the one of its day whose check digit is ten
ENDS_IN_X = next(number for n in range(2, 999, 2) if (number := an_id(n, "19720208")).endswith("X"))
IDS = (
    an_id(1, "19650312"),
    an_id(2, "19680725"),
    an_id(3, "19500115"),
    an_id(4, "19810101"),
    an_id(5, "19700630"),
    ENDS_IN_X,
)
_LISTED = (
    ("柳湾村", "张大有", 4, 2350.5, date(2016, 3, 15), ""),
    ("上坝村", "李秀英", 3, 2800, date(2016, 3, 16), "危房"),
    ("柳湾村", "王秀田", 1, 1999.99, date(2016, 3, 16), ""),
    ("青溪社区", "阿依古丽·买买提", 5, 2600, date(2016, 4, 1), "借住"),
    ("大河村", "陈阿水", 2, 2100, date(2016, 10, 31), ""),
    ("上坝村", "周兰", 3, 2475.25, date(2016, 11, 1), ""),
)


def a_row(n):
    """The cells of household `n` of the list, from 1, by title."""
    village, head, persons, income, filed, remark = _LISTED[n - 1]
    cells = (n, village, head, IDS[n - 1], persons, income, filed, card(n), phone(n), remark or None)
    return dict(zip(TITLES, cells, strict=True))


def the_list():
    """All rows of the list, by title."""
    return [a_row(n) for n in range(1, len(_LISTED) + 1)]


def stored(cells):
    """What the program stores of clean cells: cli.md, money with two places, dates ISO, the rest text."""
    values = {}
    for title, cell in cells.items():
        if cell is None:
            continue
        if title == INCOME:
            values[title] = f"{cell:.2f}"
        elif title == FILED:
            values[title] = cell.isoformat()
        else:
            values[title] = cell if title == PERSONS else str(cell)
    return values
