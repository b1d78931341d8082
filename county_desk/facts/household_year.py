"""The facts of a household in one year: its income, how it lives, and what the office found."""

from functools import partial

from county_desk.day_laws import PAST_YEAR
from county_desk.facts.fact import Fact, FactSection, FactSubject
from county_desk.facts.kinds import Area, HousingGrade, Word, YearOrMonth
from county_desk.fields import Count, Measure, Money, YesNo
from county_desk.text import N_

_fact = partial(Fact, of=FactSubject.HOUSEHOLD_YEAR)
_income = partial(_fact, section=FactSection.INCOME)
_living = partial(_fact, section=FactSection.LIVING)
_visited = partial(_living, usual=True, visit=True)
_watched = partial(_fact, title="", watch=True)

HOUSEHOLD_YEAR_FACTS = (
    _income("wage", "工资性收入", N_("Wage income"), Money(width=10), edit=False),
    _income("business", "生产经营性收入", N_("Business income"), Money(width=10), edit=False),
    _income("property", "财产性收入", N_("Property income"), Money(width=10), edit=False),
    _income("transfer", "转移性收入", N_("Transfer income"), Money(width=10), edit=False),
    _income("expense", "生产经营性支出", N_("Business expenses"), Money(width=10), edit=False),
    _income("net_income", "年纯收入", N_("Net income of the household (yuan a year)"), Money(), usual=True),
    _income("income_per_head", "人均纯收入", N_("Net income a head (yuan)"), Money(), usual=True, edit=False),
    _visited("enough_food", "不愁吃", N_("Enough food"), YesNo()),
    _visited("enough_clothing", "不愁穿", N_("Enough clothing"), YesNo()),
    _visited("dropouts", "辍学人数", N_("School dropouts"), Count()),
    _visited("all_insured", "全员参加医保", N_("Everyone has medical insurance"), YesNo(width=8)),
    _living("all_illness_insured", "全员参加大病保险", N_("Everyone has serious-illness insurance"), YesNo()),
    _living(
        "housing_grade", "危房等级", N_("Housing grade (A to D)"), HousingGrade(), usual=True, watch=True
    ),
    _living("housing_area", "住房面积", N_("Housing area (m²)"), Area(), expected=True, usual=True),
    _visited("safe_water", "饮水安全", N_("Safe drinking water"), YesNo(), expected=True),
    _living("electricity", "通生活用电", N_("Electricity"), YesNo(), expected=True),
    _living("broadcasting", "通广播电视", N_("Radio or television"), YesNo()),
    _living("group_road", "通村屯路", N_("Road to the natural village"), YesNo()),
    _living("road", "入户路类型", N_("Road to the house"), Word(width=10), expected=True),
    _living("fuel", "主要燃料类型", N_("Main fuel"), Word(width=10), expected=True),
    _living("income_source", "有收入来源或享受低保", N_("Source of income, or the allowance"), YesNo()),
    _living("arable_land", "耕地面积", N_("Arable land (mu)"), Area()),
    _living("dangerous", "危房户", N_("House is dangerous"), YesNo()),
    _living("production_power", "通生产用电", N_("Electricity for production"), YesNo()),
    _living("road_distance", "与村主干路距离", N_("Distance to the village road (km)"), Measure()),
    _living("toilet", "卫生厕所", N_("Sanitary toilet"), YesNo()),
    _living("irrigated_land", "有效灌溉面积", N_("Irrigated land (mu)"), Area()),
    _living("forest_land", "林地面积", N_("Forest land (mu)"), Area()),
    _living("returned_land", "退耕还林面积", N_("Farmland returned to forest (mu)"), Area()),
    _living("orchard_land", "林果面积", N_("Orchards (mu)"), Area()),
    _living("pasture_land", "牧草地面积", N_("Pasture (mu)"), Area()),
    _living("water_area", "水面面积", N_("Water surface (mu)"), Area()),
    _living("cooperative", "加入农民专业合作组织", N_("Member of a farmers' cooperative"), YesNo()),
    _living("enterprise_led", "有龙头企业带动", N_("Works with a leading enterprise"), YesNo()),
    _living("leader_led", "有创业致富带头人带动", N_("Works with a local entrepreneur"), YesNo()),
    _fact("income_stable", "", N_("Income is stable"), YesNo(), usual=True, visit=True),
    _fact("disqualified", "", N_("Whether a ground for exclusion exists"), YesNo(), visit=True),
    # an income of a window is that of the twelve months that end with a month
    _watched("window_income", label=N_("Net income of the twelve months (yuan)"), kind=Money()),
    _watched("window_end", label=N_("Last month of the twelve"), kind=YearOrMonth(), law=PAST_YEAR),
    _watched("hard_spending", label=N_("Hard spending of the twelve months (yuan)"), kind=Money()),
    _watched("beyond_means", label=N_("The household cannot mend it itself"), kind=YesNo()),
    _watched("months_above", label=N_("Months with an income above the line"), kind=Count()),
    _watched("risks_gone", label=N_("Every risk is gone"), kind=YesNo()),
    _watched("new_risk", label=N_("A new risk was found"), kind=YesNo()),
)
