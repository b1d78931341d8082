"""What a delivered household is in the terms of the register: the columns of each record and their titles."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from county_desk.excel.delivery import HouseholdIn, IncomeIn, MemberIn
from county_desk.fields import Sex

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

HOUSEHOLD = (
    *("head", "persons", "group_name", "kind", "cause", "other_causes"),
    *("telephone", "account", "identified", "claimed", "remark"),
)
MEMBER = ("name", "relation", "sex", "id_number", "born_on", "ethnicity")
MEMBER_YEAR = ("education", "schooling", "health", "labour", "work_months", "insured")
INCOME = ("wage", "business", "property", "transfer", "expense", "net_income", "income_per_head")
LIVING = (
    *("enough_food", "enough_clothing", "dropouts", "all_insured", "housing_grade", "housing_area"),
    *("safe_water", "electricity", "broadcasting", "road", "fuel", "arable_land"),
)
_NEEDED = frozenset({"head", "persons", "name", "relation"})  # no record is without them
_TOLD_BY = frozenset({"head", "name", "id_number"})
_TEXTS = frozenset({*HOUSEHOLD, "id_number", "ethnicity"}) - _NEEDED  # where blank is "", not NULL


def household_facts(household: HouseholdIn) -> Facts:
    """The columns of the household itself; blanks are left out, and what shall go is blank."""
    return _filled(household, HOUSEHOLD, household.erase)


def persons_of(household: HouseholdIn) -> int:
    """How many people a new household has: as it says, else those listed, and one at least."""
    return household.persons or len(household.members) or 1


def member_facts(member: MemberIn) -> Facts:
    """The columns of a person."""
    return _filled(member, MEMBER, member.erase)


def member_year_facts(member: MemberIn) -> Facts:
    """The columns of a person in a year."""
    return _filled(member, MEMBER_YEAR, member.erase)


def income_facts(household: HouseholdIn) -> Facts:
    """The columns of the household's income in a year; the ledger's lines in fen, None for one to go."""
    facts = _filled(household.income, INCOME, household.erase)
    lines: dict[str, int | None] = ledger_of(household.income) if household.income else {}
    lines |= {title: None for title in household.erase if title not in _COLUMNS}
    return {**facts, "ledger": lines} if lines else facts


def living_facts(household: HouseholdIn) -> Facts:
    """The columns of how the household lives in a year."""
    return _filled(household.guarantees, LIVING, household.erase)


def ledger_of(income: IncomeIn) -> dict[str, int | None]:
    """The lines of the ledger in fen."""
    return {title: int(amount * 100) for title, amount in income.ledger.items()}


_COLUMNS = {title: name for name, title in TITLES.items()}


def _filled(source: Any, names: tuple[str, ...], erase: Collection[str]) -> Facts:
    facts = {}
    for name in names:
        value = getattr(source, name) if source is not None else None
        if value not in (None, "") and (value or name != "persons"):
            facts[name] = value
        elif erase and TITLES[name] in erase and name not in _NEEDED:
            facts |= blank((name,))
    return facts


def blank(names: Iterable[str]) -> Facts:
    """Columns of which nothing is known."""
    return {name: "" if name in _TEXTS else None for name in names if name not in _NEEDED}


def changes(record: Any, wanted: Facts) -> dict[str, tuple[Any, Any]]:
    """Which columns would change, from what to what. A ledger keeps lines that are not given again."""
    found = {}
    for name, value in wanted.items():
        now = getattr(record, name)
        if name == "ledger":
            lines = {**(now or {}), **value}
            value = {title: amount for title, amount in lines.items() if amount is not None} or None
        if now != value:
            found[name] = (now, value)
    return found


def shown(name: str, before: Any, after: Any) -> list[tuple[str, str, str]]:
    """One change as titles and texts; that of a ledger line by line."""
    if name != "ledger":
        return [(TITLES[name], _text(before), _text(after))]
    old, new = before or {}, after or {}
    lines = [title for title in {**old, **new} if old.get(title) != new.get(title)]
    return [(title, _yuan(old.get(title)), _yuan(new.get(title))) for title in lines]


def without(
    household: HouseholdIn, name: str, title: str, member: MemberIn | None, before: Any
) -> HouseholdIn:
    """The household as if the file said nothing of one fact; `member` is whose it is.

    By what people are told apart it says what is on record (`before`), or nobody would know them any more.
    """
    if member is not None:
        people = tuple(
            replace(
                each,
                erase=_but(each.erase, title),
                **{name: before if name in _TOLD_BY else _blank(each, name)},
            )
            if (each.sheet, each.row) == (member.sheet, member.row)
            else each
            for each in household.members
        )
        return replace(household, members=people)
    household = replace(household, erase=_but(household.erase, title))
    if name == "ledger" and household.income:
        lines = {line: amount for line, amount in household.income.ledger.items() if line != title}
        return replace(household, income=replace(household.income, ledger=lines))
    if name in INCOME and household.income:
        blank_income: dict[str, Any] = {name: None}
        return replace(household, income=replace(household.income, **blank_income))
    if name in LIVING and household.guarantees:
        return replace(household, guarantees=replace(household.guarantees, **{name: None}))
    return replace(household, **{name: before if name in _TOLD_BY else _blank(household, name)})


def without_person(household: HouseholdIn, member: MemberIn) -> HouseholdIn:
    """The household as if the file did not list this person, nor count him where it counts those it lists."""
    where = (member.sheet, member.row)
    people = tuple(each for each in household.members if (each.sheet, each.row) != where)
    listed = household.persons == len(household.members)
    return replace(household, members=people, persons=0 if listed else household.persons)


def _but(titles: tuple[str, ...], one: str) -> tuple[str, ...]:
    return tuple(title for title in titles if title != one)


def _blank(source: Any, name: str) -> Any:
    value = getattr(source, name)
    return "" if isinstance(value, str) and not isinstance(value, Sex) else 0 if name == "persons" else None


def _yuan(fen: int | None) -> str:
    return "" if fen is None else f"{Decimal(fen) / 100:.2f}"


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Sex):
        return {Sex.MALE: "男", Sex.FEMALE: "女"}[value]
    if isinstance(value, Decimal):
        return f"{value:.2f}"  # as it comes back from the register
    return str(value)
