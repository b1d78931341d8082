"""The facts of a person that hold until they are corrected."""

from functools import partial

from county_desk.day_laws import EVER, STATED_YEAR
from county_desk.facts.fact import Fact, FactSubject
from county_desk.facts.kinds import Word, YearOrMonth
from county_desk.fields import Choice, Code, Day, IdNumber, Sex
from county_desk.text import N_
from county_desk.text_kinds import PersonName, Telephone

_fact = partial(Fact, of=FactSubject.PERSON)

_usual = partial(_fact, expected=True, usual=True)

PERSON_FACTS = (
    _usual("name", "姓名", N_("Name"), PersonName(width=10), needed=True, identifying=True),
    _usual("relation", "与户主关系", N_("Relation to the head"), Word(width=8), needed=True),
    _usual("sex", "性别", N_("Sex"), Choice(terms=Sex, width=6)),
    _usual("id_number", "身份证号", N_("Identity number"), IdNumber(), blank="", identifying=True),
    _usual("born_on", "出生日期", N_("Born on"), Day(), law=EVER),
    _usual("ethnicity", "民族", N_("Ethnic group"), Word(width=8), blank=""),
    _fact("person_number", "人编号", N_("Person number"), Code()),
    _fact("political_status", "政治面貌", N_("Political status"), Word(width=10)),
    _fact("marital_status", "婚姻状况", N_("Marital status"), Word(width=8)),
    _fact("own_telephone", "人联系电话", N_("Own telephone"), Telephone()),
    _fact("certificate", "残疾证号", N_("Disability certificate"), IdNumber(width=24)),
    _fact("person_identified", "人员识别时间", N_("Person identified"), YearOrMonth(), law=STATED_YEAR),
)
