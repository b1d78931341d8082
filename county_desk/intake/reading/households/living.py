"""How a household lives, as its sheet or its own row says."""

from county_desk.intake.delivery import GuaranteesIn
from county_desk.intake.reading.households.families import Family
from county_desk.intake.reading.rows.draft import Draft
from county_desk.intake.vocabulary import titles_of


def living_row(family: Family) -> Draft | None:
    """The row that says how the household lives: that of the sheet for it, else its own where it does."""
    if family.living is not None:
        return family.living
    if not family.tells("living") or titles_of("living").isdisjoint(family.first.values):
        return None
    return family.first


def living_of(family: Family) -> GuaranteesIn | None:
    """What the file says of the household's living; None when it says nothing."""
    row = living_row(family)
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
