"""The facts of a person in one year."""

from functools import partial

from county_desk.facts.fact import Fact, FactSubject
from county_desk.facts.kinds import Months, Word, WordText
from county_desk.fields import Text, YesNo
from county_desk.text import N_

_fact = partial(Fact, of=FactSubject.PERSON_YEAR)

PERSON_YEAR_FACTS = (
    _fact("education", "文化程度", N_("Education"), Word(width=10), expected=True),
    _fact("schooling", "在校生状况", N_("Schooling"), Word(width=10), expected=True),
    _fact("health", "健康状况", N_("Health"), WordText(title="健康状况", width=10), expected=True),
    _fact("labour", "劳动技能", N_("Labour"), Word(width=10), expected=True),
    _fact("work_months", "务工时间", N_("Months of work away"), Months(), expected=True),
    _fact("insured", "参加新农合", N_("Medical insurance"), YesNo(), expected=True),
    _fact("dropout_reason", "失学辍学原因", N_("Reason for leaving school"), Text(width=12)),
    _fact("work_place", "务工所在地", N_("Place of work away"), Text(width=12)),
    _fact("post", "公益性岗位", N_("Public-welfare post"), Text(width=12)),
    _fact("post_months", "公益性岗位月数", N_("Months in the public-welfare post"), Months()),
    _fact("employee_insured", "参加职工医保", N_("Employee medical insurance"), YesNo()),
    _fact("serious_illness_insured", "参加大病保险", N_("Serious-illness insurance"), YesNo()),
    _fact("commercial_insured", "参加商业补充医疗保险", N_("Commercial medical insurance"), YesNo()),
    _fact("pension_insured", "参加养老保险", N_("Pension insurance"), YesNo()),
    _fact("medical_aid", "接受医疗救助", N_("Medical assistance"), YesNo()),
    _fact("allowance", "享受低保", N_("Subsistence allowance"), WordText(title="是否", width=8)),
    _fact(
        "extreme_poverty",
        "特困供养",
        N_("Support for people in extreme poverty"),
        WordText(title="是否", width=8),
    ),
    _fact("mandarin", "会讲普通话", N_("Speaks standard Chinese"), YesNo()),
)
