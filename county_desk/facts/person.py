"""The facts of a person that hold until they are corrected."""

from functools import partial

from county_desk.facts.fact import Fact, FactSubject
from county_desk.fields import Choice, Day, IdNumber, Sex, Text
from county_desk.text import N_
from county_desk.written import PersonName

_fact = partial(Fact, of=FactSubject.PERSON)

PERSON_FACTS = (
    _fact("name", "姓名", N_("Name"), PersonName(width=10), needed=True, identifying=True),
    _fact("relation", "与户主关系", N_("Relation to the head"), Text(width=8), needed=True),
    _fact("sex", "性别", N_("Sex"), Choice(terms=Sex, width=6)),
    _fact("id_number", "身份证号", N_("Identity number"), IdNumber(), blank="", identifying=True),
    _fact("born_on", "出生日期", N_("Born on"), Day()),
    _fact("ethnicity", "民族", N_("Ethnic group"), Text(width=8), blank=""),
)
