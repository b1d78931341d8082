"""The facts of a person in one year."""

from functools import partial

from county_desk.facts.fact import Fact, FactSubject
from county_desk.fields import Measure, Text, YesNo
from county_desk.text import N_

_fact = partial(Fact, of=FactSubject.PERSON_YEAR)

PERSON_YEAR_FACTS = (
    _fact("education", "文化程度", N_("Education"), Text(width=10)),
    _fact("schooling", "在校生状况", N_("Schooling"), Text(width=10)),
    _fact("health", "健康状况", N_("Health"), Text(width=10)),
    _fact("labour", "劳动技能", N_("Labour"), Text(width=10)),
    _fact("work_months", "务工时间", N_("Months of work away"), Measure()),
    _fact("insured", "参加新农合", N_("Medical insurance"), YesNo()),
)
