"""Units in titles: those in which a column may be written, those that no factor turns into its own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from county_desk.intake.vocabulary import Title, Unit, bare, declared, unit_names, units
from county_desk.sheets.formats.book import Row

MEASURED = frozenset({"count", "measure", "months", "money", "group", "percent"})
MONEY = ("money", "group")
_YUAN, _A_YEAR = "元", "元/年"  # in which the county keeps amounts, and incomes
_OF_HOUSEHOLDS = ("income", "monitoring")
_A_HEAD = "人均"
_PER = re.compile(r"[/·•.每]+")
_LONGEST = 8  # signs of a unit at the end of a title
_SAID = re.compile(r"单位\s*[:：\s为(（]\s*((?:(?!单位)[^\s()（）\[\]【】])*)|以(\w{1,4})为(?:计量)?单位")
_ELSE = re.compile(r"[(（\[【]([^()（）\[\]【】]*)")  # brackets behind it, where other columns are named
_PARTED = re.compile(r"[、,;和或]+")
_BEFORE = re.compile(r"^(计量|计算|金额|数量|货币)?单位[:为是]?")


def unit_named(remark: str) -> str:
    """A remark without the word that it is a unit, and with one stroke for all ways to say a."""
    return _PER.sub("/", _BEFORE.sub("", bare(remark)).strip(":").replace("(", "").replace(")", ""))


@cache
def units_of(title: Title) -> Mapping[str, Unit]:
    """The units in which the numbers of a column may be written, by name."""
    if title.kind not in MEASURED:
        return {}
    if title.kind not in MONEY:
        return units().get(title.unit or title.kind, {})
    if title.of == "department":
        return {**units()["money"], **units()["money of a department"]}
    if title.of not in _OF_HOUSEHOLDS:
        return units()["money"]
    return {**units()["money"], **units()["money a head" if _A_HEAD in title.title else "money a household"]}


def own_unit(title: Title) -> str:
    """The unit in which the county keeps the numbers of a column."""
    if title.kind in MONEY:
        return _A_YEAR if title.of == "income" else _YUAN
    return title.unit or "%"


def is_unit(name: str) -> bool:
    """Whether a text names a known unit, alone or a head, a month, a mu."""
    first, *per = unit_named(name).split("/")
    return _is_known(first) and all(part in declared("strange_units")["per"] for part in per)


def is_money(name: str) -> bool:
    """Whether a text names a unit of money, alone or a head, a month, a mu."""
    return unit_named(name).split("/")[0] in units()["money"] and is_unit(name)


def units_above(rows: Sequence[Row]) -> tuple[str, ...]:
    """The units that stand above a table: 单位：户、万元, or in a cell of their own."""
    texts = (cell for row in rows for cell in row if isinstance(cell, str) and cell)
    return tuple(dict.fromkeys(name for text in texts for name in _units_named(text)))


def _units_named(text: str) -> Iterator[str]:
    said = list(_SAID.finditer(text))
    for each in said:
        yield from _listed(each[1] or each[2])
    for more in _ELSE.findall(text, said[0].end()) if said else ():
        yield from _named_in(bare(more))
    if not said and is_money(alone := bare(text).strip("()")):
        yield alone


def _listed(text: str) -> Iterator[str]:
    """The units in a list of them; a stroke separates two, or stands before the subject of one."""
    for name in filter(None, _PARTED.split(bare(text))):
        yield from (name,) if is_money(name) else filter(is_unit, name.split("/"))


def _named_in(text: str) -> Iterator[str]:
    """The units of money that are named in a sentence."""
    names = sorted(units()["money"], key=len, reverse=True)
    yield from re.findall("|".join(map(re.escape, (name for name in names if "元" in name))), text)


def without_unit(name: str) -> tuple[str, str]:
    """A title and the unit at its end, "" when none is."""
    if name[-1:] not in _ends():
        return name, ""
    for start in range(max(1, len(name) - _LONGEST), len(name)):
        if name[start] not in "/,:·每" and is_unit(name[start:]):
            rest = name[:start].rstrip("/,:").removesuffix("单位").rstrip("/,:")
            return rest, name[start:]
    return name, ""


def _is_known(name: str) -> bool:
    return name in unit_names() or name in _strange()


@cache
def _strange() -> frozenset[str]:
    return frozenset(map(bare, declared("strange_units")["of"]))


@cache
def _ends() -> frozenset[str]:
    """The last signs of all units."""
    names = (*unit_names(), *_strange(), *declared("strange_units")["per"])
    return frozenset(name[-1] for name in names)
