"""How a household lives, and what in it speaks against an exit that the list claims."""

from county_desk.excel.delivery import GuaranteesIn
from county_desk.excel.reading.draft import Draft
from county_desk.excel.reading.families import Family
from county_desk.text import _

_LEAVING = ("脱贫", "预脱贫")


def living_of(family: Family) -> GuaranteesIn | None:
    """What the file says of the household's living; None when it says nothing."""
    row = family.living
    insured = [person.values.get("参加新农合") for person in family.rows]
    everyone = None if not insured or None in insured else all(insured)
    if row is None:
        return None if everyone is None else GuaranteesIn(all_insured=everyone)
    given = row.values.get("全员参加医保")
    return GuaranteesIn(
        enough_food=row.values.get("不愁吃"),
        enough_clothing=row.values.get("不愁穿"),
        dropouts=row.values.get("辍学人数"),
        all_insured=everyone if given is None else given,
        housing_grade=row.values.get("危房等级"),
        housing_area=row.amount("住房面积"),
        safe_water=row.values.get("饮水安全"),
        electricity=row.values.get("通生活用电"),
        broadcasting=row.values.get("通广播电视"),
        road=row.values.get("入户路类型"),
        fuel=row.values.get("主要燃料类型"),
        arable_land=row.amount("耕地面积"),
    )


def check_living(family: Family) -> None:
    """Note conditions of an exit that a household marked as leaving does not meet, and contradictions."""
    row = family.living
    if row is None:
        return
    _check_insured(family, row)
    claimed = family.first.text("脱贫属性")
    if claimed not in _LEAVING:
        return
    for title, kind, bad, message in (
        ("危房等级", "exit_housing", ("C", "D"), _("Marked {claimed}, but the house is graded {value}.")),
        ("饮水安全", "exit_water", (False,), _("Marked {claimed}, but the water is not safe.")),
        ("全员参加医保", "exit_insurance", (False,), _("Marked {claimed}, but not everybody is insured.")),
    ):
        if row.values.get(title) in bad:
            row.warn(title, kind, message.format(claimed=claimed, value=row.text(title)))
    if row.values.get("辍学人数"):
        message = _("Marked {claimed}, but children have left school.")
        row.warn("辍学人数", "exit_school", message.format(claimed=claimed))


def _check_insured(family: Family, row: Draft) -> None:
    without = [person for person in family.rows if person.values.get("参加新农合") is False]
    if without and row.values.get("全员参加医保") is True:
        message = _("Said to be insured to the last, but row {row} says that {name} is not.")
        row.warn(
            "全员参加医保",
            "exit_insurance",
            message.format(row=without[0].row, name=without[0].text("姓名")),
        )
