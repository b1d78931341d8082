"""Registered households and villages whose facts meet the exit rule, fail it, or leave it open."""

from datetime import date
from decimal import Decimal

from county_desk.models.village import Source, VillageRecord, VillageStanding, VillageYear
from county_desk.workflow.cases.filing import OpenCase
from tests.registers import a_household, village

YEAR, TODAY = 2016, date(2016, 11, 24)
WELL = {
    "income_per_head": Decimal("4812.00"),
    "income_stable": True,
    "enough_food": True,
    "enough_clothing": True,
    "dropouts": 0,
    "all_insured": True,
    "housing_grade": "B",
    "housing_area": Decimal("85.5"),
    "safe_water": True,
}
POOR = {"income_per_head": Decimal("2640.50"), "housing_grade": "D"}
FACTS = (
    ("李秀英", "大河", {}),
    ("张大有", "大河", POOR),
    ("赵桂兰", "大河", {"income_per_head": None}),
    ("杨志明", "柳湾", {"dropouts": 1}),
    ("周玉珍", "柳湾", {"safe_water": None, "all_insured": None}),
    ("孙有田", "柳湾", {}),
    ("吴春花", "上坝", {"housing_area": Decimal("12")}),
    ("郑长江", "上坝", {}),
)


def scene(office, extra=0):
    """Eight households by head: three that meet the rule, three that fail, two that leave it open."""
    with office.sessions.begin() as session:
        made = {}
        for head, where, differs in FACTS:
            years = {YEAR: {"persons": 4, **WELL, **differs}}
            household = a_household(
                session, village(session, where), head=head, identified="2014", years=years
            )
            made[head] = household.id
        for number in range(extra):
            years = {YEAR: {"persons": 4, **WELL}}
            a_household(session, village(session), head=f"陈小{number}", identified="2014", years=years)
        for name, poor in (("大河", 12), ("柳湾", 40)):
            place = village(session, name).id
            session.add(VillageRecord(village_id=place, standing=VillageStanding.POOR))
            session.add(
                VillageYear(village_id=place, year=YEAR, source=Source.FORM, persons=900, poor_persons=poor)
            )
    opened = OpenCase(
        household=made["孙有田"], kind="household_exit", year=YEAR, received_on=date(2016, 11, 1)
    )
    made["case"] = office.at(opened.received_on).do(opened).id
    return made
