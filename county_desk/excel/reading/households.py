"""Turning the rows of one household into the household that would be stored."""

from county_desk.excel.delivery import HouseholdIn, IncomeIn, MemberIn, Verdict
from county_desk.excel.reading.draft import Draft
from county_desk.excel.reading.families import HEAD, Family
from county_desk.excel.reading.family_checks import born_on
from county_desk.excel.reading.living import living_of
from county_desk.identity import is_male
from county_desk.models.household import Sex


def household_of(family: Family, income: IncomeIn | None) -> HouseholdIn:
    """The household as delivered; its verdict follows when all its rows are judged."""
    first = family.first
    return HouseholdIn(
        number=family.number,
        head=family.name,
        persons=family.persons,
        verdict=Verdict.ASK,
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
        members=tuple(_member(row) for row in family.people),
        income=income,
        guarantees=living_of(family),
    )


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
    )


def _sex(row: Draft) -> Sex | None:
    if number := row.text("身份证号"):
        return Sex.MALE if is_male(number) else Sex.FEMALE
    return {"男": Sex.MALE, "女": Sex.FEMALE}.get(row.text("性别"))
