"""The facts that checks look at: a household of a year with its people, from a list or the register.

None and "" mean unknown. Every fact is annotated with the standard Chinese title of its column, by which
lists deliver it and hits refer to it. Money is yuan a year, areas are square metres and mu.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from operator import itemgetter
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple, cast, get_type_hints

from county_desk.rules.checks.monitored import MonitoringFacts

NOWHERE = frozenset[str]()
HEAD, SPOUSE = "户主", "配偶"
NOT_AT_SCHOOL, PRESCHOOL = "非在校生", ("学龄前儿童", "学前教育")
HEALTHY, DISABLED = "健康", "残疾"
# how lists say that somebody has no allowance, support, post or place of work
NOTHING = frozenset({"", "无", "否", "没有", "暂无", "未享受", "/", "-", "—"})


# Named tuples and not frozen dataclasses: a county is checked in one go, and these are made in half the time.
class PersonFacts(NamedTuple):
    """One person. `born`, `age` and `male` follow from the identity number, else from the written cells.

    Individual facts stand first and last. From `relation` to `asked` stand the traits, which many people
    share. No decimal is among them: 3 and 3.00 are equal, but sentences show them differently.

    `age` is that reached in the year of the figures. `asked` are the titles whose column exists and whose
    cell could be read, so that a blank is a real blank. `trouble` is the fault of the identity number, as a
    code of `identity.id_trouble`. `called` is the relation in the sender's own word where it differs: 妻 is
    more precise than 配偶.
    """

    name: Annotated[str, "姓名"] = ""
    id_number: Annotated[str, "身份证号"] = ""
    born_on: Annotated[date | None, "出生日期"] = None
    certificate: Annotated[str, "残疾证号"] = ""
    work_place: Annotated[str, "务工所在地"] = ""
    work_months: Annotated[Decimal | None, "务工时间"] = None
    post: Annotated[str, "公益性岗位"] = ""
    post_months: Annotated[Decimal | None, "公益性岗位月数"] = None
    relation: Annotated[str, "与户主关系"] = ""
    sex: Annotated[str, "性别"] = ""
    ethnicity: Annotated[str, "民族"] = ""
    education: Annotated[str, "文化程度"] = ""
    schooling: Annotated[str, "在校生状况"] = ""
    dropout_reason: Annotated[str, "失学辍学原因"] = ""
    health: Annotated[str, "健康状况"] = ""
    labour: Annotated[str, "劳动技能"] = ""
    resident_medical: Annotated[bool | None, "参加新农合"] = None
    employee_medical: Annotated[bool | None, "参加职工医保"] = None
    serious_illness: Annotated[bool | None, "参加大病保险"] = None
    allowance: Annotated[str, "享受低保"] = ""
    extreme_poverty: Annotated[str, "特困供养"] = ""
    age: int | None = None
    male: bool | None = None
    called: str = ""
    asked: frozenset[str] = NOWHERE
    id: int | None = None
    born: date | None = None
    trouble: str = ""

    @property
    def at_school(self) -> bool:
        """Whether the person is a pupil or student; preschool does not count."""
        return self.schooling not in ("", NOT_AT_SCHOOL, *PRESCHOOL)

    @property
    def works(self) -> bool:
        """Whether the person worked away in the year."""
        return bool(self.work_months)

    @property
    def works_at(self) -> str:
        """The place where the person works; "" for none."""
        return "" if self.work_place in NOTHING else self.work_place

    @property
    def holds(self) -> str:
        """The public-welfare post of the person; "" for none."""
        return "" if self.post in NOTHING else self.post

    @property
    def card(self) -> str:
        """The number of the disability certificate, which some lists put in place of the identity number."""
        return self.certificate or (self.id_number if len(self.id_number) > 18 else "")


traits_of = itemgetter(slice(PersonFacts._fields.index("relation"), PersonFacts._fields.index("asked") + 1))
"""All that others can have in common with a person."""


class HouseholdFacts(NamedTuple):
    """One household in a year. `said_persons` is its number of members as each sheet gives it.

    `leaving` is whether it has left the register, or is marked to leave, and `lines` the lines of its
    income by title; `empty_lines` are those that its ledger leaves blank. `day` is that on which it is looked
    at, never after the year.
    """

    number: Annotated[str, "户编号"] = ""
    head: Annotated[str, "户主姓名"] = ""
    kind: Annotated[str, "户类型"] = ""
    cause: Annotated[str, "致贫原因"] = ""
    other_causes: Annotated[str, "其他致贫原因"] = ""
    claimed: Annotated[str, "脱贫属性"] = ""
    identified: Annotated[str, "识别时间"] = ""
    exit_year: Annotated[str, "脱贫年度"] = ""
    filed_on: Annotated[date | None, "申请日期"] = None
    labourers: Annotated[int | None, "劳动力人数"] = None
    telephone: Annotated[str, "联系电话"] = ""
    account: Annotated[str, "银行卡号"] = ""
    official: Annotated[str, "帮扶责任人"] = ""
    official_phone: Annotated[str, "帮扶责任人电话"] = ""
    wage: Annotated[Decimal | None, "工资性收入"] = None
    business: Annotated[Decimal | None, "生产经营性收入"] = None
    property: Annotated[Decimal | None, "财产性收入"] = None
    transfer: Annotated[Decimal | None, "转移性收入"] = None
    expense: Annotated[Decimal | None, "生产经营性支出"] = None
    gross: Annotated[Decimal | None, "年总收入"] = None
    net: Annotated[Decimal | None, "年纯收入"] = None
    a_head: Annotated[Decimal | None, "人均纯收入"] = None
    dropouts: Annotated[int | None, "辍学人数"] = None
    all_insured: Annotated[bool | None, "全员参加医保"] = None
    grade: Annotated[str, "危房等级"] = ""
    dangerous: Annotated[bool | None, "危房户"] = None
    area: Annotated[Decimal | None, "住房面积"] = None
    water: Annotated[bool | None, "饮水安全"] = None
    power: Annotated[bool | None, "通生活用电"] = None
    toilet: Annotated[bool | None, "卫生厕所"] = None
    road: Annotated[str, "入户路类型"] = ""
    fuel: Annotated[str, "主要燃料类型"] = ""
    distance: Annotated[Decimal | None, "与村主干路距离"] = None
    arable: Annotated[Decimal | None, "耕地面积"] = None
    forest: Annotated[Decimal | None, "林地面积"] = None
    to_forest: Annotated[Decimal | None, "退耕还林面积"] = None
    fruit: Annotated[Decimal | None, "林果面积"] = None
    pasture: Annotated[Decimal | None, "牧草地面积"] = None
    pond: Annotated[Decimal | None, "水面面积"] = None
    year: int = 0
    day: date | None = None
    id: int | None = None
    village: int | None = None
    people: tuple[PersonFacts, ...] = ()
    said_persons: tuple[tuple[str, int], ...] = ()
    counted: int = 0
    leaving: bool = False
    lines: Mapping[str, Decimal] = MappingProxyType({})
    empty_lines: tuple[str, ...] = ()
    monitoring: MonitoringFacts | None = None
    asked: frozenset[str] = NOWHERE


@cache
def titles_of(kind: Any) -> tuple[tuple[str, str, object], ...]:
    """The facts of a class that have a column: name, title, and what stands for a blank; they stand first."""
    hints = get_type_hints(kind, include_extras=True)
    return tuple(
        (name, hints[name].__metadata__[0], kind._field_defaults[name])
        for name in kind._fields
        if hasattr(hints[name], "__metadata__")
    )


@cache
def _sought(kind: Any) -> tuple[tuple[str, ...], tuple[object, ...], tuple[str, ...], tuple[object, ...]]:
    """The titles of the facts that have a column, with what stands for a blank; and the others by name."""
    titles = tuple([title for _name, title, _blank in titles_of(kind)])
    blanks, count = tuple(kind._field_defaults.values()), len(titles)
    return titles, blanks[:count], kind._fields[count:], blanks[count:]


def told[F: PersonFacts | HouseholdFacts](kind: type[F], values: Mapping[str, object], **more: object) -> F:
    """The facts of a class from values by title, none of them None, and others by name."""
    of = cast("Any", kind)
    titles, blanks, names, missing = _sought(of)
    # this is done for every person of a county: looked up, not looped over
    found: F = of._make((*map(values.get, titles, blanks), *map(more.get, names, missing)))
    return found
