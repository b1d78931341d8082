"""The four layouts in which the villages of the county fill in their rosters."""

from collections.abc import Callable, Iterator, Sequence

from county_desk.demo.drafts import HEADS, PEOPLE, SUMMARY, DraftSheet, Row, headings
from county_desk.demo.homes import LEFT, POOR, Home
from county_desk.demo.places import DemoVillage

type Layout = Callable[[DemoVillage, Sequence[Home]], list[DraftSheet]]

_SIGN = ("填表人：", "审核人：", "村支部书记（签字）：", "驻村工作队长（签字）：")
SIGNED = (" " * 16).join(_SIGN)
NOTE = "注：1.本表由村委会填写，一式三份；2.户编号为16位；3.证件号码填写18位身份证号，残疾人可填残疾证号。"

_ONCE = frozenset(
    ("序号", "行政村", "组", "户编号", "人口", "类型", "原因", "属性", "电话", "卡号", "备注", "识别", "年度")
)


def pair(village: DemoVillage, homes: Sequence[Home]) -> list[DraftSheet]:
    """Heads on one sheet, everybody on another."""
    filled = f"填报单位（盖章）：{village.committee}        填报时间：2016年9月26日        单位：元、人、亩"
    heads = [household_row(village, place, home) | person_row(home, 0) for place, home in _numbered(homes)]
    above = (f"{village.town}{village.committee}2016年贫困户（户主）花名册", filled)
    everybody = (f"{village.town}{village.committee}2016年贫困户家庭成员花名册", filled)
    for row in (people := list(_people(village, homes))):
        row["出生"] = row["出生"].isoformat()
    return [
        DraftSheet(HEADS, "贫困户", headings("heads"), heads, above, (SIGNED, NOTE)),
        DraftSheet(PEOPLE, "家庭成员", headings("members"), people, everybody, (SIGNED, NOTE)),
    ]


def flat(village: DemoVillage, homes: Sequence[Home]) -> list[DraftSheet]:
    """One row a person; the facts of the household stand on each of them."""
    above = (f"{village.town}{village.committee}2016年建档立卡贫困人口信息表",)
    rows = list(_people(village, homes))
    return [DraftSheet(PEOPLE, "贫困人口", headings("flat"), rows, above, (SIGNED, NOTE))]


def continued(village: DemoVillage, homes: Sequence[Home]) -> list[DraftSheet]:
    """One row a person; the facts of the household stand in its first row only."""
    above = (f"{village.town}{village.committee}2016年贫困户花名册",)
    rows = list(_people(village, homes))
    return [DraftSheet(PEOPLE, "Sheet1", headings("continued"), rows, above, (SIGNED, NOTE), once=_ONCE)]


def merged(village: DemoVillage, homes: Sequence[Home]) -> list[DraftSheet]:
    """Like `continued`, with cells joined, lines above the title and a sheet of sums in front."""
    sums: list[Row] = [
        {"项目": "户数", "数": len(homes)},
        {"项目": "人数", "数": sum(len(home.people) for home in homes)},
        {"项目": "脱贫户", "数": sum(home.claimed == LEFT for home in homes)},
    ]
    above = ("", "（此表为村级上报，请勿改动格式）", "")
    (sheet,) = continued(village, homes)
    sheet.above, sheet.merged = (*above, *sheet.above), True
    summary = DraftSheet(SUMMARY, "汇总", headings("summary"), sums, (f"{village.committee}贫困人口汇总表",))
    return [summary, sheet]


def _numbered(homes: Sequence[Home]) -> Iterator[tuple[int, Home]]:
    return enumerate(homes, start=1)


def _people(village: DemoVillage, homes: Sequence[Home]) -> Iterator[Row]:
    for place, home in _numbered(homes):
        for number in range(len(home.people)):
            yield household_row(village, place, home) | person_row(home, number)


def household_row(village: DemoVillage, place: int, home: Home) -> Row:
    """The facts of a household by column."""
    return {
        "序号": place,
        "乡镇": village.town,
        "行政村": village.short,
        "组": home.group,
        "户编号": home.number,
        "人口": len(home.people),
        "类型": home.kind,
        "原因": home.cause,
        "其他原因": home.other_cause,
        "识别": "" if home.claimed == POOR else min(home.identified, home.left or home.identified),
        "属性": home.claimed,
        "年度": home.left,
        "电话": home.telephone,
        "卡号": home.account,
        "备注": home.remark,
    }


def person_row(home: Home, number: int) -> Row:
    """The facts of one of its people by column."""
    someone = home.people[number]
    return {
        "姓名": someone.name,
        "关系": someone.relation,
        "性别": "男" if someone.male else "女",
        "证件": someone.id_number,
        "出生": someone.born_on,
        "民族": someone.ethnicity,
        "文化": someone.education,
        "在校": someone.schooling,
        "健康": someone.health,
        "技能": someone.labour,
        "务工": someone.work_months,
        "医保": "是" if someone.insured else "否",
    }
