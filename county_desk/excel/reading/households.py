"""Turning the rows of one household into the household that would be stored."""

from county_desk.excel.delivery import HouseholdIn, IncomeIn, MemberIn, Verdict
from county_desk.excel.reading.draft import Draft
from county_desk.excel.reading.families import HEAD, Family
from county_desk.excel.reading.family_checks import born_on
from county_desk.excel.reading.income import Ledger
from county_desk.excel.reading.living import living_of
from county_desk.excel.reading.vocabulary import standard_title
from county_desk.identity import is_male
from county_desk.models.household import Sex


def household_of(family: Family, ledger: Ledger | None) -> HouseholdIn:
    """The household as delivered; its verdict follows when all its rows are judged."""
    first = family.first
    erased = [title for row in family.drafts() for title in row.erase if not _of_person(title)]
    return HouseholdIn(
        number=family.number,
        head=family.name,
        persons=family.persons,
        verdict=Verdict.ACCEPT,
        group_name=first.text("村民小组"),
        kind=first.text("户类型"),
        cause=first.text("致贫原因"),
        other_causes=first.text("其他致贫原因"),
        telephone=first.text("联系电话"),
        account=first.text("银行卡号"),
        identified=first.text("识别时间"),
        claimed=first.text("脱贫属性"),
        exit_year=first.text("脱贫年度"),
        remark=first.text("备注"),
        village=family.place.id if family.place else None,
        filed_on=first.values.get("申请日期"),
        where=family.where,
        members=tuple([_member(row) for row in family.people]),
        income=_income(family, ledger),
        guarantees=living_of(family),
        erase=tuple(dict.fromkeys(erased)) if erased else (),
    )


def _income(family: Family, ledger: Ledger | None) -> IncomeIn | None:
    """The income of a ledger's line, or the figure a head where a list has no other."""
    if ledger is not None:
        return ledger.income(family.persons) if family.persons else None
    head = family.first.amount("人均纯收入")
    return None if head is None else IncomeIn(income_per_head=head)


def _member(row: Draft) -> MemberIn:
    insured = row.values.get("参加新农合")
    return MemberIn(
        sheet=row.sheet,
        row=row.row,
        name=row.text("姓名") or row.text("户主姓名"),
        relation=row.text("与户主关系") or ("" if "与户主关系" in row.columns else HEAD),
        sex=_sex(row),
        id_number=row.text("身份证号"),
        born_on=born_on(row),
        ethnicity=row.text("民族"),
        education=row.values.get("文化程度"),
        schooling=row.values.get("在校生状况"),
        health=row.values.get("健康状况"),
        labour=row.values.get("劳动技能"),
        work_months=row.amount("务工时间"),
        insured=insured,
        erase=tuple([title for title in row.erase if _of_person(title)]) if row.erase else (),
    )


def _of_person(title: str) -> bool:
    known = standard_title(title)
    return known is not None and known.of == "person"


def _sex(row: Draft) -> Sex | None:
    if number := row.text("身份证号"):
        return Sex.MALE if is_male(number) else Sex.FEMALE
    return {"男": Sex.MALE, "女": Sex.FEMALE}.get(row.text("性别"))
