"""The facts of a village in one year, as an application or a table of villages gives them."""

from functools import partial

from county_desk.facts.fact import Fact, FactSubject
from county_desk.fields import Count, Money
from county_desk.text import N_

_fact = partial(Fact, of=FactSubject.VILLAGE_YEAR)

VILLAGE_YEAR_FACTS = (
    _fact("natural_villages", "自然村数", N_("Natural villages"), Count()),
    _fact("households", "总户数", N_("Households"), Count(), expected=True),
    _fact("persons", "总人口数", N_("Rural population"), Count(), expected=True),
    _fact("poor_households", "贫困户数", N_("Poor households"), Count()),
    _fact("poor_persons", "贫困人口数", N_("Poor persons"), Count()),
    _fact("income_per_head", "人均纯收入", N_("Net income a head (yuan)"), Money()),
    _fact("collective_income", "村集体经济收入", N_("Collective income (yuan)"), Money(), expected=True),
)
