"""The places and the office people of the made-up county 青岚县, as its file of villages says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from county_desk.models.user import Role
from county_desk.paths import toml_resource
from county_desk.workflow.founding import Person
from county_desk.workflow.place_list import PlaceLine

COUNTY, CODE, REGION = "青岚县", "990101", "west"

CLERK, REVIEWER, SECOND_REVIEWER = "李敏", "王芳", "赵强"
ADMINISTRATOR, INSPECTOR = "陈立", "周检"
VILLAGE_CLERK = "李有田"
LIUWAN = "990101100200"


@dataclass(frozen=True)
class DemoVillage:
    """One village: where it lies, how many households its roster has and how many people live in it."""

    code: str
    town: str
    name: str
    size: int
    people: int
    contact: str

    @property
    def short(self) -> str:
        """The name as rosters shorten it, 柳湾 for 柳湾村."""
        return self.name.removesuffix("村").removesuffix("社区")

    @property
    def committee(self) -> str:
        """The name as rosters write it in their titles."""
        return f"{self.name}居委会" if self.name.endswith("社区") else f"{self.short}村委会"


@dataclass(frozen=True)
class DemoOffice:
    """The contact of a place, to whom objections go; `agency_codes` are by regime."""

    place: str
    contact: str
    telephone: str
    address: str
    agency_codes: Mapping[str, str] = field(default_factory=dict)


def _file() -> dict[str, Any]:
    return toml_resource("demo", "villages.toml")


@cache
def villages() -> tuple[DemoVillage, ...]:
    """Every village, in the order of its code."""
    return tuple(
        DemoVillage(f"{town['code']}{200 + place}", town["name"], *_village_values(about))
        for town in _file()["town"]
        for place, about in enumerate(town["villages"])
    )


def _village_values(about: dict[str, Any]) -> tuple[str, int, int, str]:
    return about["name"], about["size"], about["people"], about["contact"]


def village(name: str, town: str = "") -> DemoVillage:
    """A village by name, and by its township where two bear one name; LookupError when there is none."""
    for each in villages():
        if each.name == name and town in ("", each.town):
            return each
    raise LookupError(f"no village {town}{name}")


def place_lines() -> tuple[PlaceLine, ...]:
    """The list of divisions from which the register is founded."""
    kept = _file()
    return tuple(
        PlaceLine(
            year=kept["year"],
            province_code=CODE[:2],
            province=kept["province"],
            prefecture_code=CODE[:4],
            prefecture=kept["prefecture"],
            county_code=CODE,
            county=COUNTY,
            town_code=each.code[:9],
            town=each.town,
            village_code=each.code,
            village=_official(each.name),
        )
        for each in villages()
    )


def _official(name: str) -> str:
    return f"{name}居民委员会" if name.endswith("社区") else f"{name}民委员会"


def offices() -> Iterator[DemoOffice]:
    """The office of the county, of each township and of each village, by the code of its place."""
    kept = _file()
    yield DemoOffice(CODE, **kept["county_office"])
    for town in kept["town"]:
        yield DemoOffice(town["code"], town["contact"], town["telephone"], f"{town['name']}人民政府院内")
    for number, each in enumerate(villages()):
        serial = 1 if each.code == LIUWAN else 5 + number
        yield DemoOffice(each.code, each.contact, f"0000-12345{serial:02}", f"{each.name}党群服务中心")


def town_clerk(town: str) -> str:
    """The clerk of a township."""
    return str(next(each["contact"] for each in _file()["town"] if each["name"] == town))


def people() -> tuple[Person, ...]:
    """All persons with an account."""
    return (
        Person(CLERK, Role.COUNTY_CLERK),
        Person(REVIEWER, Role.REVIEWER),
        Person(SECOND_REVIEWER, Role.REVIEWER),
        *(
            Person(town[duty], Role.TOWNSHIP_CLERK, town["code"])
            for town in _file()["town"]
            for duty in ("contact", "reviewer")
        ),
        Person(VILLAGE_CLERK, Role.VILLAGE_CLERK, LIUWAN),
        Person(ADMINISTRATOR, Role.ADMINISTRATOR),
        Person(INSPECTOR, Role.INSPECTOR),
    )
