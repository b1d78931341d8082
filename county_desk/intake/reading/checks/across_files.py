"""Checks across the files of one delivery: the same file or list twice, and newer or older editions."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations, permutations
from pathlib import PurePath

from county_desk.intake.delivery import Delivery, HouseholdIn, Level, MemberIn, Problem
from county_desk.intake.reading.checks.year_of_file import UNKNOWN as YEAR_UNKNOWN
from county_desk.paths import toml_resource
from county_desk.text import _, _n

_OFTEN = 4  # files in which a person may stand before it is plainly the same list everywhere
_IN_BRACKETS = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_DAY = re.compile(r"(20\d{2})[-._年]?(\d{1,2})[-._月]?(\d{1,2})日?")
_COPY = re.compile(r"[(（\[【_ -]*(?:第|[vV])?(\d{1,2})(?:稿|版)?[)）\]】]*$")


def across_files(deliveries: Sequence[Delivery]) -> tuple[tuple[Problem, ...], ...]:
    """Return the problems of each file beside the others, in their order; see `judging.asked_of_all`.

    A question (`Level.ASK`) concerns every row of the file: two lists differ and it is unknown which counts,
    or this list is the older one. The same file twice is a remark, because it changes nothing. A person in
    two lists is a remark at the cells: the register compares the second list with the first and asks then.
    """
    said: list[list[Problem]] = [[] for _delivery in deliveries]
    if len(said) < 2:
        return tuple(map(tuple, said))
    first: dict[str, int] = {}
    for place, delivery in enumerate(deliveries):
        other = first.setdefault(delivery.digest, place) if delivery.digest else place
        if other != place:
            message = _("This is the same file as {other}, which is taken.")
            words = message.format(other=_name(deliveries[other]))
            said[place].append(Problem("", "", "file_duplicate", words, Level.WARN))
    alike = set(_the_same_list(deliveries))
    for one, other in sorted(alike):
        if deliveries[one].digest != deliveries[other].digest:
            said[one].append(_against(deliveries[one], deliveries[other]))
            said[other].append(_against(deliveries[other], deliveries[one]))
    for place, problem in _years_unlike(deliveries):
        said[place].append(problem)
    for place, problem in _persons_twice(deliveries, alike):
        said[place].append(problem)
    return tuple(tuple(problems) for problems in said)


def _years_unlike(deliveries: Sequence[Delivery]) -> Iterator[tuple[int, Problem]]:
    """The files that name no year, where all others that name one are of another: they may be of that one."""
    sure = {delivery.year for delivery in deliveries if delivery.named and not delivery.assumed}
    for place, delivery in enumerate(deliveries):
        if delivery.assumed and sure and delivery.year not in sure and delivery.lines:
            message = _(
                "The file does not say of which year its figures are; the other files say {said}. They would "
                "be taken as those of {year}; choose the year."
            )
            words = message.format(said=_(", ").join(map(str, sorted(sure))), year=delivery.year)
            yield place, Problem("", "", YEAR_UNKNOWN, words, Level.ASK)


def _persons_twice(
    deliveries: Sequence[Delivery], alike: Collection[tuple[int, int]]
) -> Iterator[tuple[int, Problem]]:
    """Persons in two files that are different lists, each with the problem at the cell."""
    seen: dict[str, list[tuple[int, MemberIn]]] = defaultdict(list)
    for place, delivery in enumerate(deliveries):
        for household in delivery.households:
            for member in household.members:
                if member.id_number:
                    seen[member.id_number[:18]].append((place, member))
    for found in seen.values():
        for (one, member), (other, twin) in permutations(found, 2) if 1 < len(found) <= _OFTEN else ():
            if one != other and (min(one, other), max(one, other)) not in alike:
                yield one, _twice(deliveries[one], member, deliveries[other], twin)


def _twice(delivery: Delivery, member: MemberIn, other: Delivery, twin: MemberIn) -> Problem:
    columns = next((sheet.columns for sheet in delivery.sheets if sheet.name == member.sheet), {})
    message = _("The same identity number stands in {file}, row {row}, with {name}.")
    words = message.format(file=_name(other), row=twin.row, name=twin.name)
    kind = "duplicate_person" if member.name == twin.name else "duplicate_id_other_name"
    return Problem(member.sheet, f"{columns.get('身份证号', 'A')}{member.row}", kind, words, Level.WARN)


def _the_same_list(deliveries: Sequence[Delivery]) -> Iterator[tuple[int, int]]:
    """The pairs of files that share at least half of the households of the smaller one."""
    where: dict[str, set[int]] = defaultdict(set)
    sizes: Counter[int] = Counter()
    for place, delivery in enumerate(deliveries):
        for key in _keys(delivery):
            where[key].add(place)
            sizes[place] += 1
    figures = [not any(each.members for each in delivery.households) for delivery in deliveries]
    both = Counter(pair for places in where.values() for pair in combinations(sorted(places), 2))
    for (one, other), shared in sorted(both.items()):
        lists = [{sheet.list for sheet in deliveries[place].sheets} for place in (one, other)]
        alike = lists[0] & lists[1] and figures[one] == figures[other]  # figures alone are beside a roster
        if alike and shared * 2 >= min(sizes[one], sizes[other]):
            yield one, other


def _keys(delivery: Delivery) -> set[str]:
    return {key for household in delivery.households if (key := _key(household))}


def _key(household: HouseholdIn) -> str:
    return household.number or next((one.id_number for one in household.members if one.id_number), "")


def _against(delivery: Delivery, other: Delivery) -> Problem:
    """The problem of a file beside another one that is the same list."""
    name, (order, why) = _name(other), _order(delivery, other)
    if order > 0:
        message = _("{other} is an older version of this list ({why}); this file counts.")
        return Problem("", "", "file_ambiguous", message.format(other=name, why=why), Level.WARN)
    if order < 0 and _repeats(delivery, other):
        message = _(
            "{other} is a newer version of this list ({why}) and repeats every household of this file."
        )
        return Problem("", "", "file_ambiguous", message.format(other=name, why=why), Level.WARN)
    if order < 0:
        message = _("{other} is a newer version of this list ({why}); this file waits.")
        return Problem("", "", "file_ambiguous", message.format(other=name, why=why), Level.ASK)
    message = _("{other} is the same list; say which of them counts.")
    return Problem("", "", "file_ambiguous", message.format(other=name), Level.ASK)


def _repeats(older: Delivery, newer: Delivery) -> bool:
    """Whether a newer list has every household of an older one with the same facts."""
    known = {_key(each): _facts(each) for each in newer.households}
    return all(known.get(_key(each)) == _facts(each) for each in older.households)


def _facts(household: HouseholdIn) -> HouseholdIn:
    """A household without the rows in which it stands."""
    members = tuple(replace(each, sheet="", row=0) for each in household.members)
    return replace(household, where="", members=members)


def _order(one: Delivery, other: Delivery) -> tuple[int, str]:
    """1 when the first is the newer, -1 when it is the older, with the reason; 0 when it is unknown."""
    names = _name(one), _name(other)
    for reader, why in ((_edition, _("the names say so")), (_day, _("by the day or number in the names"))):
        mine, theirs = (reader(PurePath(name).stem) for name in names)
        if mine != theirs and mine is not None and theirs is not None:
            return (1 if mine > theirs else -1), why
    mine_keys, their_keys = _keys(one), _keys(other)
    more = len(mine_keys ^ their_keys)
    words = _n("{count} household is only in the newer", "{count} households are only in the newer", more)
    words = words.format(count=f"{more:,}")
    if mine_keys > their_keys:
        return 1, words
    return (-1, words) if mine_keys < their_keys else (0, "")


def _edition(stem: str) -> tuple[int, ...] | None:
    """1 where a name says that it is the newer, -1 the older, 0 where it says neither."""
    texts = [*_IN_BRACKETS.findall(stem), _IN_BRACKETS.sub("", stem).strip()]
    for sign, words in ((-1, _edition_words("older")), (1, _edition_words("newer"))):
        if any(text in words for text in texts[:-1]) or texts[-1].endswith(words):
            return (sign,)
    return (0,)


def _day(stem: str) -> tuple[int, ...] | None:
    """The day, or the number of the copy, that a name bears; None for none."""
    if found := _DAY.search(stem):
        return tuple(int(part) for part in found.groups())
    found = _COPY.search(stem)
    return (0, 0, int(found[1])) if found else None


@cache
def _edition_words(which: str) -> tuple[str, ...]:
    return tuple(toml_resource("columns", "versions.toml")[which])


def _name(delivery: Delivery) -> str:
    return delivery.file.replace("\\", "/").rsplit("/", 1)[-1]
