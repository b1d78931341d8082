"""The facts of a household that hold until they are corrected."""

from functools import partial

from county_desk.day_laws import PLANNED_YEAR, STATED, STATED_YEAR
from county_desk.facts.fact import Fact, FactSubject
from county_desk.facts.kinds import Word, WordText, YearOrMonth
from county_desk.fields import Count, Day, Text
from county_desk.text import N_
from county_desk.text_kinds import Digits, PersonName, Published, Telephone

_fact = partial(Fact, of=FactSubject.HOUSEHOLD, blank="")  # columns of the first version are never NULL
# these follow from the members, who have acts of their own
_follows = partial(_fact, needed=True, edit=False)
_later = partial(Fact, of=FactSubject.HOUSEHOLD)

HOUSEHOLD_FACTS = (
    _follows("head", "户主姓名", N_("Head of household"), PersonName(width=10), identifying=True),
    _follows("persons", "家庭人口数", N_("Members"), Count(), usual=True),
    _fact("group_name", "村民小组", N_("Villager group"), Published(width=8), usual=True),
    _fact("kind", "户类型", N_("Household type"), Word(width=12), usual=True),
    _fact("cause", "致贫原因", N_("Main cause of poverty"), Word(width=12), usual=True),
    _fact("other_causes", "其他致贫原因", N_("Other causes"), WordText(title="致贫原因", width=12)),
    _fact("telephone", "联系电话", N_("Telephone"), Telephone()),
    _fact("account", "银行卡号", N_("Bank account"), Digits(width=20)),
    _fact("identified", "识别时间", N_("Identified"), YearOrMonth(), law=STATED_YEAR),
    _fact("claimed", "脱贫属性", N_("Marked as out of poverty"), Word(width=8), edit=False),
    _fact("remark", "备注", N_("Remark"), Text(lines=2, width=40)),
    _later("standard", "识别标准", N_("Standard of identification"), Word(width=10)),
    _later("planned_exit", "计划脱贫年度", N_("Planned exit"), YearOrMonth(), law=PLANNED_YEAR),
    _later("exit_year", "脱贫年度", N_("Year of exit in the lists"), YearOrMonth(), law=STATED_YEAR),
    _later("relapsed", "返贫时间", N_("Fell back in the lists"), YearOrMonth(), law=STATED_YEAR),
    _later("address", "家庭住址", N_("Address"), Text(width=30)),
    _later("registered_address", "户籍地址", N_("Registered address"), Text(width=30)),
    _later("bank", "开户银行", N_("Bank"), Text(width=16)),
    _later("labourers", "劳动力人数", N_("Members able to work"), Count()),
    _later("official", "帮扶责任人", N_("Contact official"), PersonName(width=10)),
    _later("official_unit", "帮扶单位", N_("Unit of the contact official"), Text(width=16)),
    _later("official_post", "帮扶责任人职务", N_("Post of the contact official"), Text(width=10)),
    _later("official_phone", "帮扶责任人电话", N_("Telephone of the contact official"), Telephone()),
    _later("causes_found_on", "", N_("Causes found on"), Day(), law=STATED),
    _later("causes_found_by", "", N_("Causes found by"), Text(width=20)),
)
