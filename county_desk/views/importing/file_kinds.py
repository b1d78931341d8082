"""Describes in words the lists of a file, their villages, and the effect of taking it in."""

from collections.abc import Iterable, Mapping, Sequence

from county_desk.intake.comparing.layouts import list_of as key_of
from county_desk.intake.delivery import STORED, Delivery
from county_desk.intake.reading.columns.list_kinds import NO_LIST, list_of
from county_desk.intake.taking_in.opening_preview import by_standing
from county_desk.tables.opening_counts import OpeningCount
from county_desk.text import _, _n

APPLICATION = "application"


def village_words(delivery: Delivery, names: Mapping[int, str]) -> str:
    """The village of a file, or how many it names; empty where none is known or needed."""
    if delivery.place_id is not None:
        return names.get(delivery.place_id, "")
    named = {number for number in _villages(delivery) if number is not None}
    if len(named) == 1:
        return names.get(named.pop(), "")
    return _n("{count} village", "{count} villages", len(named)).format(count=len(named)) if named else ""


def needs_village(delivery: Delivery) -> bool:
    """Whether a village must be chosen before anything of a file can go in."""
    elsewhere = delivery.entries or any(number is not None for number in _villages(delivery))
    return delivery.place_id is None and not elsewhere


def _villages(delivery: Delivery) -> Iterable[int | None]:
    yield from (household.village for household in delivery.households)
    yield from (village.village for village in delivery.villages)
    yield from (household.village for household in delivery.monitored)


def lists_words(delivery: Delivery) -> str:
    """Return the lists on the sheets of a file, in words."""
    known = (list_of(key_of(sheet)) for sheet in delivery.sheets)
    return _(", ").join(dict.fromkeys(each.title for each in known if each is not NO_LIST))


def effect_words(delivery: Delivery) -> str:
    """Return the effect of taking in the file, in words; empty for a roster, whose counts show it."""
    parts = []
    applied = any(sheet.list == APPLICATION for sheet in delivery.sheets)
    if applied and (count := sum(household.verdict in STORED for household in delivery.households)):
        words = _n("opens {count} application", "opens {count} applications", count)
        parts.append(words.format(count=f"{count:,}"))
    if count := len(delivery.villages):
        words = _n("figures of {count} village for {year}", "figures of {count} villages for {year}", count)
        parts.append(words.format(count=f"{count:,}", year=delivery.year))
    if count := len(delivery.monitored):
        words = _n("{count} household under watch", "{count} households under watch", count)
        parts.append(words.format(count=f"{count:,}"))
    if count := len(delivery.entries):
        words = _n(
            "{count} person to compare with; no household changes",
            "{count} persons to compare with; no household changes",
            count,
        )
        parts.append(words.format(count=f"{count:,}"))
    return _("; ").join(parts)


def standing_words(counts: Sequence[OpeningCount]) -> str:
    """Return the counts of an opening balance by standing, in words."""
    return _("; ").join(map(_counted, by_standing(counts)))


def township_words(counts: Sequence[OpeningCount]) -> str:
    """Return the same by township, a line for each; empty without counts."""
    towns = dict.fromkeys(each.township for each in counts)
    return "\n".join(
        _("{township}: {counts}").format(
            township=town, counts=_("; ").join(_counted(each) for each in counts if each.township == town)
        )
        for town in towns
    )


def _counted(each: OpeningCount) -> str:
    return _("{standing}: {count}").format(standing=_(each.standing.label), count=f"{each.count:,}")
