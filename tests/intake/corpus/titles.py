"""Lists whose titles say more than the name of a column: units of months, other people, another year."""

from functools import cache

from tests.intake.corpus.case import HELD, LIST, SKIP, STORED, Case, Row, cells_of, wanted_rows
from tests.intake.corpus.people import FILED, HEAD, ID, INCOME, PERSONS, PHONE, TITLES, the_list
from tests.intake.corpus.xlsx import Sheet, Workbook

NAME = "申请名单"
DOUBTED = (
    ("month", INCOME, "年人均纯收入(元/月)"),
    ("month_head", INCOME, "年人均纯收入（元/人/月）"),
    ("household", INCOME, "年人均纯收入（元/户）"),
    ("weight", INCOME, "年人均纯收入（公斤）"),
    ("two_units", INCOME, "年人均纯收入（元、万元）"),
    ("other_year", INCOME, "年人均纯收入（2013年）"),
    ("a_part", PERSONS, "家庭人口（其中劳动力）"),
    ("spouse", HEAD, "姓名（配偶）"),
    ("cadre", ID, "身份证号（村干部）"),
    ("old_number", ID, "身份证号（旧）"),
)
HARMLESS = {
    HEAD: "申请人姓名（签字）",
    ID: "申请人身份证号码【必填】",
    PERSONS: "家庭人口（含户主）",
    INCOME: "2016年人均纯收入（元，保留两位小数）",
    FILED: "申请日期（如：2015-03-01）",
    PHONE: "申请人联系电话（手机）",
}


def _case(name, says, rows, wanted, kinds=()):
    return Case(f"titles_{name}", says, LIST, Workbook([Sheet(rows)]).packed(), wanted, tuple(kinds))


def _titled(titles):
    return [[titles.get(title, title) for title in TITLES], *cells_of(the_list())[1:]]


@cache
def cases():
    """Every file of this group."""
    found = [
        _case(
            name,
            f"the title says {title}",
            _titled({of: title}),
            wanted_rows(verdicts=HELD),
            ["header_unknown"],
        )
        for name, of, title in DOUBTED
    ]
    found.append(
        _case("harmless", "what is said means nothing", _titled(HARMLESS), wanted_rows(verdicts=STORED))
    )
    above = [["单位：万元（人均收入为元）"], *_titled({INCOME: "年人均纯收入"})]
    held = {(NAME, row + 1): Row(HELD, (), each.values) for (_name, row), each in wanted_rows().items()}
    held[NAME, 1] = Row(SKIP)
    found.append(_case("two_above", "two units above the table", above, held, ["header_unknown"]))
    return found
