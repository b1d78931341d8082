"""Checks of a village's figures of a year."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from county_desk.facts import VILLAGE_FACTS, VILLAGE_TABLE
from county_desk.rules.checks.hits import NONE, Hit, Hits, Numbers, Of, check, one
from county_desk.rules.checks.monitoring_facts import amount_in

HOUSEHOLDS, PERSONS, POOR = (VILLAGE_FACTS[key].title for key in ("households", "persons", "poor_persons"))
KIND, LAND, ROAD, WATER, HOUSES, INCIDENCE = (
    VILLAGE_TABLE[key].title
    for key in ("kind", "arable_land", "hard_road", "without_water", "dangerous_houses", "incidence")
)
LEFT = "脱贫村"


@dataclass(frozen=True, slots=True)
class VillageFacts:
    """The figures of one village by standard title, from its table or the register.

    `asked` are the titles that could have been filled in. `land` is the total of its households, None when
    unknown. `exited` is whether the village has left the register.
    """

    name: str
    year: int
    values: Mapping[str, object] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    exited: bool = False
    land: Decimal | None = None
    id: int | None = None

    @property
    def left(self) -> bool:
        """Whether the village has left the register, as that says or the table itself."""
        return self.exited or self.values.get(KIND) == LEFT

    def number(self, title: str) -> Decimal | None:
        """A figure; None for one that is blank."""
        return amount_in(self.values, title)


@check("B01", Of.VILLAGE)
def nobody(village: VillageFacts, n: Numbers) -> Hits:
    """The number of households or of persons is blank or nought."""
    for title in (HOUSEHOLDS, PERSONS):
        if title in village.asked and not village.number(title):
            return one(title, title=title)
    return NONE


@check("B02", Of.VILLAGE)
def services_blank(village: VillageFacts, n: Numbers) -> Hits:
    """Something on the services of a village that has left is blank."""
    if not village.left:
        return NONE
    blanks = [
        title for title in n["titles"] if title in village.asked and village.values.get(title) in (None, "")
    ]
    return one(blanks[0], blanks="、".join(blanks)) if blanks else NONE


@check("B03", Of.VILLAGE)
def no_hard_road(village: VillageFacts, n: Numbers) -> Hits:
    """The village has no hardened road."""
    return one(ROAD) if village.values.get(ROAD) in (False, "否") else NONE


@check("B04", Of.VILLAGE)
def more_than_all(village: VillageFacts, n: Numbers) -> Hits:
    """More households lack water or a safe house than the village has."""
    total, water, houses = (village.number(title) for title in (HOUSEHOLDS, WATER, HOUSES))
    if total is None or water is None or houses is None or water + houses <= total:
        return NONE
    return one(WATER, water=water, houses=houses, total=total)


@check("B06", Of.VILLAGE)
def more_households_than_persons(village: VillageFacts, n: Numbers) -> Hits:
    """There are more households of a sort than persons, or one of the two is nought."""
    found = []
    for households, persons in n["pairs"].items():
        some, people = village.number(households), village.number(persons)
        if some is None or people is None:
            continue
        values = {"households": households, "some": some, "persons": persons, "people": people}
        if some > people:
            found.append(Hit(persons, values))
        elif people and not some:
            found.append(Hit(households, values, "nobody"))
    return tuple(found)


@check("B10", Of.VILLAGE)
def persons_a_household(village: VillageFacts, n: Numbers) -> Hits:
    """The households of the village have fewer or more persons on the average than those of any village."""
    households, persons = village.number(HOUSEHOLDS), village.number(PERSONS)
    if not households or not persons or persons < households:
        return NONE  # more households than persons are spoken of on their own
    each = (persons / households).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if n["least"] <= each <= n["most"]:
        return NONE
    return one(PERSONS, persons=persons, households=households, each=each)


@check("B07", Of.VILLAGE)
def part_above_whole(village: VillageFacts, n: Numbers) -> Hits:
    """A part of the village is more than the whole of it."""
    return tuple(
        Hit(part, {"part": part, "some": some, "whole": whole, "every": every})
        for whole, parts in n["parts"].items()
        if (every := village.number(whole))
        for part in parts
        if (some := village.number(part)) is not None and some > every
    )


@check("B08", Of.VILLAGE)
def incidence(village: VillageFacts, n: Numbers) -> Hits:
    """The incidence of poverty does not follow from the number of the poor."""
    given, poor, people = (village.number(title) for title in (INCIDENCE, POOR, PERSONS))
    if given is None or poor is None or not people:
        return NONE
    right = (100 * poor / people).quantize(Decimal("0.01"), ROUND_HALF_UP)
    if abs(right - given) <= n["near"]:
        return NONE
    return one(INCIDENCE, given=given, poor=poor, people=people, right=right)


@check("B09", Of.VILLAGE)
def income_below_nought(village: VillageFacts, n: Numbers) -> Hits:
    """An income of the village is below nought."""
    return tuple(
        Hit(title, {"title": title, "amount": amount})
        for title in n["titles"]
        if (amount := village.number(title)) is not None and amount < 0
    )


@check("B05", Of.VILLAGE)
def less_land_than_households(village: VillageFacts, n: Numbers) -> Hits:
    """The village has less arable land than its registered households together."""
    given = village.number(LAND)
    if given is None or village.land is None or village.land <= given:
        return NONE
    return one(LAND, given=given, land=village.land)
