"""The facts of a village that only a table of villages gives; its year keeps them by title."""

from functools import partial

from county_desk.facts.fact import Fact, FactSubject
from county_desk.facts.kinds import Area, Word
from county_desk.fields import Code, Count, Measure, Money, Text, YesNo
from county_desk.text import N_
from county_desk.text_kinds import Telephone

_fact = partial(Fact, of=FactSubject.VILLAGE_YEAR)

VILLAGE_TABLE_FACTS = (
    _fact("code", "行政村代码", N_("Code of the village"), Code(width=14)),
    _fact("secretary", "村党支部书记", N_("Party secretary"), Text(width=10)),
    _fact("head", "村委会主任", N_("Head of the village committee"), Text(width=10)),
    _fact("office_telephone", "村办公电话", N_("Office telephone"), Telephone()),
    _fact("team_leader", "驻村工作队队长", N_("Leader of the work team"), Text(width=10)),
    _fact("team", "驻村工作队人数", N_("Members of the work team"), Count()),
    _fact("kind", "行政村属性", N_("Kind of village"), Word(width=12)),
    _fact("listed", "贫困村识别时间", N_("Listed as a poor village"), Code(width=10)),
    _fact("exited", "贫困村出列时间", N_("Left the list of poor villages"), Code(width=10)),
    _fact("groups", "村民小组数", N_("Villager groups"), Count()),
    _fact("incidence", "贫困发生率", N_("Incidence of poverty (%)"), Measure()),
    _fact("allowance_households", "低保户数", N_("Households with the allowance"), Count()),
    _fact("allowance_persons", "低保人口数", N_("Persons with the allowance"), Count()),
    _fact("supported_households", "五保户数", N_("Households in the five guarantees"), Count()),
    _fact("supported_persons", "五保人口数", N_("Persons in the five guarantees"), Count()),
    _fact("disabled", "残疾人数", N_("Disabled persons"), Count()),
    _fact("workers_away", "外出务工人数", N_("Persons who work away"), Count()),
    _fact("party_members", "党员人数", N_("Party members"), Count()),
    _fact("insured", "参加新农合人数", N_("Persons with medical insurance"), Count()),
    _fact("pension_insured", "参加养老保险人数", N_("Persons with pension insurance"), Count()),
    _fact("arable_land", "耕地面积", N_("Arable land (mu)"), Area()),
    _fact("hard_road", "通村硬化路", N_("Hardened road to the village"), YesNo()),
    _fact("soft_roads", "未硬化道路里程", N_("Roads without a hard surface (km)"), Measure()),
    _fact("bus", "通客运班车", N_("Bus service"), YesNo()),
    _fact("without_water", "未实现饮水安全户数", N_("Households without safe water"), Count()),
    _fact(
        "with_production_power",
        "通生产用电自然村数",
        N_("Natural villages with electricity for production"),
        Count(),
    ),
    _fact("without_power", "未通生活用电自然村数", N_("Natural villages without electricity"), Count()),
    _fact("dangerous_houses", "危房户数", N_("Households in dangerous houses"), Count()),
    _fact("cooperatives", "农民专业合作社数", N_("Farmers' cooperatives"), Count()),
    _fact("tourism_households", "开展乡村旅游户数", N_("Households in rural tourism"), Count()),
    _fact("tourism_workers", "乡村旅游从业人数", N_("Workers in rural tourism"), Count()),
    _fact("farm_inns", "农家乐户数", N_("Farm inns"), Count()),
    _fact("tourism_income", "乡村旅游收入", N_("Income from rural tourism (yuan)"), Money()),
    _fact("clinics", "卫生室数", N_("Clinics"), Count()),
    _fact("public_toilets", "公共卫生厕所数", N_("Public toilets"), Count()),
    _fact("physicians", "执业医师人数", N_("Licensed physicians"), Count()),
    _fact("waste_sites", "垃圾集中堆放点数", N_("Waste collection sites"), Count()),
    _fact("libraries", "图书室数", N_("Libraries"), Count()),
    _fact("broadband_households", "通宽带户数", N_("Households with broadband"), Count()),
    _fact("broadband", "通宽带", N_("Broadband"), YesNo()),
    _fact("primary_schools", "小学数", N_("Primary schools"), Count()),
)
