"""The facts that checks look at: a household of a year with its people, from a list or the register.

None and "" mean unknown. A field with the key of a declared fact has its title, by which lists deliver it and
hits refer to it. Money is yuan a year, areas are square metres and mu.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from operator import itemgetter
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from county_desk.facts import TITLES
from county_desk.rules.checks.monitoring_facts import MonitoringFacts
from county_desk.rules.checks.signal_facts import SignalFacts

# columns of lists that checks read and that are no facts of their own; see `facts.kept_aside`
_BESIDES: Mapping[str, str] = {"number": "户编号", "filed_on": "申请日期", "gross": "年总收入"}
NOWHERE = frozenset[str]()
HEAD, SPOUSE = "户主", "配偶"
NOT_AT_SCHOOL, PRESCHOOL = "非在校生", ("学龄前儿童", "学前教育")
HEALTHY, DISABLED = "健康", "残疾"
# how lists say that a person has no allowance, support, post or place of work
NOTHING = frozenset({"", "无", "否", "没有", "暂无", "未享受", "/", "-", "—"})


# Named tuples and not frozen dataclasses: a county is checked in one go, and these are made in half the time.
class PersonFacts(NamedTuple):
    """One person. `born`, `age` and `male` follow from the identity number, else from the written cells.

    Individual facts stand first and last. From `relation` to `asked` stand the traits, which many people
    share. No decimal is among them: 3 and 3.00 are equal, but sentences show them differently.

    `age` is that reached in the year of the figures. `asked` are the titles with a column and a readable
    cell, so that a blank is a real blank. `trouble` is the fault of the identity number, as a code of
    `identity.id_trouble`. `called` is the relation in the sender's own word where it differs: 妻 is more
    precise than 配偶.
    """

    name: str = ""
    id_number: str = ""
    born_on: date | None = None
    certificate: str = ""
    work_place: str = ""
    work_months: Decimal | None = None
    post: str = ""
    post_months: Decimal | None = None
    relation: str = ""
    sex: str = ""
    ethnicity: str = ""
    education: str = ""
    schooling: str = ""
    dropout_reason: str = ""
    health: str = ""
    labour: str = ""
    insured: bool | None = None
    employee_insured: bool | None = None
    serious_illness_insured: bool | None = None
    allowance: str = ""
    extreme_poverty: str = ""
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


class YearBefore(NamedTuple):
    """A household in the year before: its facts that signals compare, by key, and its people by their record.

    `pupils` were at school, `insured` had medical insurance, `allowed` had the subsistence allowance;
    `months` are the months of work away.
    """

    facts: Mapping[str, Any] = MappingProxyType({})
    pupils: frozenset[int] = frozenset()
    insured: frozenset[int] = frozenset()
    allowed: frozenset[int] = frozenset()
    months: Mapping[int, Decimal] = MappingProxyType({})


class HouseholdFacts(NamedTuple):
    """One household in a year. `said_persons` is its number of members as each sheet gives it.

    `leaving` is whether it has left the register, or is marked to leave, and `lines` the lines of its
    income by title; `empty_lines` are those that its ledger leaves blank. `day` is that on which it is looked
    at, never after the year. `before` and `signal` are None where a list is read, which knows nothing but
    one year of its own.
    """

    number: str = ""
    head: str = ""
    kind: str = ""
    cause: str = ""
    other_causes: str = ""
    claimed: str = ""
    identified: str = ""
    exit_year: str = ""
    filed_on: date | None = None
    labourers: int | None = None
    telephone: str = ""
    account: str = ""
    official: str = ""
    official_phone: str = ""
    wage: Decimal | None = None
    business: Decimal | None = None
    property: Decimal | None = None
    transfer: Decimal | None = None
    expense: Decimal | None = None
    gross: Decimal | None = None
    net_income: Decimal | None = None
    income_per_head: Decimal | None = None
    dropouts: int | None = None
    all_insured: bool | None = None
    housing_grade: str = ""
    dangerous: bool | None = None
    housing_area: Decimal | None = None
    safe_water: bool | None = None
    electricity: bool | None = None
    toilet: bool | None = None
    road: str = ""
    fuel: str = ""
    road_distance: Decimal | None = None
    arable_land: Decimal | None = None
    forest_land: Decimal | None = None
    returned_land: Decimal | None = None
    orchard_land: Decimal | None = None
    pasture_land: Decimal | None = None
    water_area: Decimal | None = None
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
    before: YearBefore | None = None
    signal: SignalFacts | None = None
    asked: frozenset[str] = NOWHERE


@cache
def titles_of(kind: Any) -> tuple[tuple[str, str, object], ...]:
    """The facts of a class that have a column: key, title, and the value of a blank; they stand first."""
    titles = {**TITLES, **_BESIDES}
    defaults = kind._field_defaults
    return tuple((name, titles[name], defaults[name]) for name in kind._fields if name in titles)


@cache
def _sought(kind: Any) -> tuple[tuple[str, ...], tuple[object, ...], tuple[str, ...], tuple[object, ...]]:
    """The titles of the facts that have a column, with their blanks; and the others by name."""
    titles = tuple([title for _name, title, _blank in titles_of(kind)])
    blanks, count = tuple(kind._field_defaults.values()), len(titles)
    return titles, blanks[:count], kind._fields[count:], blanks[count:]


def facts_from[F: PersonFacts | HouseholdFacts](
    kind: type[F], values: Mapping[str, object], **more: object
) -> F:
    """The facts of a class from values by title, none of them None, and others by name."""
    of = cast("Any", kind)
    titles, blanks, names, missing = _sought(of)
    # this is done for every person of a county: looked up, not looped over
    found: F = of._make((*map(values.get, titles, blanks), *map(more.get, names, missing)))
    return found
