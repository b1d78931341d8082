"""Changes of one column in many rows that look like one mistake: it was moved, or is in another unit."""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from county_desk.paths import resources
from county_desk.text import _
from county_desk.workflow.intake.own import REMOVED, Difference

ALIKE = "changed_alike"
# who somebody is, and what goes with one household alone, is asked about otherwise
_ASKED_OTHERWISE = frozenset({REMOVED, "head", "name", "id_number", "account", "telephone"})


def changed_alike(differences: Iterable[Difference]) -> Iterator[tuple[str, list[Difference]]]:
    """The columns whose changes look like one mistake: the question, and the changes."""
    columns: dict[tuple[str, str, str], list[Difference]] = defaultdict(list)
    for each in differences:
        if each.name not in _ASKED_OTHERWISE:
            columns[each.kind, each.name, each.title].append(each)
    for changed in columns.values():
        if words := _moved(changed, _limits()["moved"]) or _multiplied(changed, _limits()["times"]):
            yield words, changed


def _moved(changed: Sequence[Difference], limits: Mapping[str, Any]) -> str:
    """The question whether a column was moved by a row against the others; "" where it does not look so.

    The rows that change suffice: where a row is like its neighbour, nothing changes by the move.
    """
    if len(changed) < limits["rows"] or len({each.new for each in changed}) < limits["values"]:
        return ""
    above, below = changed[:-1], changed[1:]
    if _like(below, above) >= len(above) * limits["share"]:
        words = _("{title}: {count} rows have what the row above has on record. Was the column moved?")
    elif _like(above, below) >= len(above) * limits["share"]:
        words = _("{title}: {count} rows have what the row below has on record. Was the column moved?")
    else:
        return ""
    return words.format(title=changed[0].title, count=len(changed))


def _like(changed: Sequence[Difference], neighbours: Sequence[Difference]) -> int:
    """How many get what their neighbour has on record."""
    pairs = zip(changed, neighbours, strict=True)
    return sum(bool(each.new) and each.new == other.old for each, other in pairs)


def _multiplied(changed: Sequence[Difference], limits: Mapping[str, Any]) -> str:
    """The question whether the amounts are in another unit; "" where it does not look so."""
    if len(changed) < limits["rows"]:
        return ""
    times = Counter(Fraction(each.new) / Fraction(each.old) for each in changed if _amounts(each))
    for by, count in times.most_common(1):
        if max(by, 1 / by) in limits["by"] and count >= max(limits["rows"], len(changed) * limits["share"]):
            words = _("{title}: {count} rows have {by} times what is on record. Is the unit right?")
            return words.format(title=changed[0].title, count=count, by=by)
    return ""


def _amounts(each: Difference) -> bool:
    """Whether a change is one from an amount to another."""
    measured = each.name == "ledger" or isinstance(each.before, Decimal)
    return measured and bool(each.old and each.new) and Fraction(each.old) > 0 and Fraction(each.new) > 0


@cache
def _limits() -> Mapping[str, Any]:
    with (resources() / "columns" / "alike.toml").open("rb") as file:
        return tomllib.load(file)
