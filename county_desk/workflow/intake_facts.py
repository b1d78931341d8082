"""What a delivered household is in the terms of the register: the columns of each record and their titles."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from county_desk.excel.delivery import HouseholdIn, IncomeIn, MemberIn

type Facts = dict[str, Any]

TITLES: Mapping[str, str] = {
    "head": "户主姓名",
    "persons": "家庭人口数",
    "group_name": "村民小组",
    "kind": "户类型",
    "cause": "致贫原因",
    "other_causes": "其他致贫原因",
    "telephone": "联系电话",
    "account": "银行卡号",
    "identified": "识别时间",
    "claimed": "脱贫属性",
    "remark": "备注",
    "name": "姓名",
    "relation": "与户主关系",
    "sex": "性别",
    "id_number": "身份证号",
    "born_on": "出生日期",
    "ethnicity": "民族",
    "education": "文化程度",
    "schooling": "在校生状况",
    "health": "健康状况",
    "labour": "劳动技能",
    "work_months": "务工时间",
    "insured": "参加新农合",
    "wage": "工资性收入",
    "business": "生产经营性收入",
    "property": "财产性收入",
    "transfer": "转移性收入",
    "expense": "生产经营性支出",
    "net_income": "年纯收入",
    "income_per_head": "人均纯收入",
    "enough_food": "不愁吃",
    "enough_clothing": "不愁穿",
    "dropouts": "辍学人数",
    "all_insured": "全员参加医保",
    "housing_grade": "危房等级",
    "housing_area": "住房面积",
    "safe_water": "饮水安全",
    "electricity": "通生活用电",
    "broadcasting": "通广播电视",
    "road": "入户路类型",
    "fuel": "主要燃料类型",
    "arable_land": "耕地面积",
}

_HOUSEHOLD = (
    *("head", "persons", "group_name", "kind", "cause", "other_causes"),
    *("telephone", "account", "identified", "claimed", "remark"),
)
_MEMBER = ("name", "relation", "sex", "id_number", "born_on", "ethnicity")
_MEMBER_YEAR = ("education", "schooling", "health", "labour", "work_months", "insured")
_INCOME = ("wage", "business", "property", "transfer", "expense", "net_income", "income_per_head")
_LIVING = (
    *("enough_food", "enough_clothing", "dropouts", "all_insured", "housing_grade", "housing_area"),
    *("safe_water", "electricity", "broadcasting", "road", "fuel", "arable_land"),
)


def household_facts(household: HouseholdIn) -> Facts:
    """The columns of the household itself; blanks are left out."""
    return _filled(household, _HOUSEHOLD)


def member_facts(member: MemberIn) -> Facts:
    """The columns of a person."""
    return _filled(member, _MEMBER)


def member_year_facts(member: MemberIn) -> Facts:
    """The columns of a person in a year."""
    return _filled(member, _MEMBER_YEAR)


def income_facts(household: HouseholdIn) -> Facts:
    """The columns of the household's income in a year; the ledger's lines in fen."""
    if household.income is None:
        return {}
    facts = _filled(household.income, _INCOME)
    if lines := ledger_of(household.income):
        facts["ledger"] = lines
    return facts


def living_facts(household: HouseholdIn) -> Facts:
    """The columns of how the household lives in a year."""
    return _filled(household.guarantees, _LIVING) if household.guarantees else {}


def ledger_of(income: IncomeIn) -> dict[str, int]:
    """The lines of the ledger in fen."""
    return {title: int(amount * 100) for title, amount in income.ledger.items()}


def _filled(source: Any, names: tuple[str, ...]) -> Facts:
    values = ((name, getattr(source, name)) for name in names)
    return {name: value for name, value in values if value not in (None, "")}


def changes(record: Any, wanted: Facts) -> dict[str, tuple[Any, Any]]:
    """Which columns would change, from what to what. A ledger keeps lines that are not given again."""
    found = {}
    for name, value in wanted.items():
        now = getattr(record, name)
        if name == "ledger":
            value = {**(now or {}), **value}
        if now != value:
            found[name] = (now, value)
    return found


def shown(name: str, before: Any, after: Any) -> list[tuple[str, str, str]]:
    """One change as titles and texts; that of a ledger line by line."""
    if name != "ledger":
        return [(TITLES[name], _text(before), _text(after))]
    before = before or {}
    lines = [title for title in after if before.get(title) != after[title]]
    return [(title, _yuan(before.get(title)), _yuan(after[title])) for title in lines]


def _yuan(fen: int | None) -> str:
    return "" if fen is None else f"{Decimal(fen) / 100:.2f}"


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)
