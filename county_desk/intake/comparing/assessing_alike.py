"""Changes that look like one mistake: of a column that was moved, or of rows that were exchanged."""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, Protocol

from county_desk.intake.comparing.own import REMOVED, Difference
from county_desk.paths import resources
from county_desk.text import _

ALIKE = "changed_alike"
_FIGURES = "household_year"
# who somebody is, and what goes with one household alone, is asked about otherwise
_ASKED_OTHERWISE = frozenset({REMOVED, "head", "name", "id_number", "account", "telephone"})


class Changed(Protocol):
    """One value that a list has otherwise than the register; see `Difference`."""

    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def before(self) -> Any: ...
    @property
    def old(self) -> str: ...
    @property
    def new(self) -> str: ...


def changed_alike[T: Changed](differences: Iterable[T]) -> Iterator[tuple[str, list[T]]]:
    """The columns whose changes look like one mistake: the question, and the changes."""
    columns: dict[tuple[str, str, str], list[T]] = defaultdict(list)
    for each in differences:
        if each.name not in _ASKED_OTHERWISE:
            columns[each.kind, each.name, each.title].append(each)
    least = limits()
    for changed in columns.values():
        words = (
            _moved(changed, least["moved"])
            or _mingled(changed, least["mingled"])
            or _multiplied(changed, least["times"])
        )
        if words:
            yield words, changed


def exchanged(differences: Iterable[Difference]) -> Iterator[tuple[str, list[Difference]]]:
    """Households of which each gets the figures of the other on record: the question, and the changes."""
    rows: dict[tuple[int, str], list[Difference]] = defaultdict(list)
    for each in differences:
        if each.kind == _FIGURES:
            rows[each.record, each.line.sheet].append(each)
    told = [row for row in rows.values() if sum(map(_measured, row)) >= limits()["exchanged"]["amounts"]]
    before = {frozenset((each.name, each.title, each.old) for each in row): row for row in told}
    for row in told:
        other = before.get(frozenset((each.name, each.title, each.new) for each in row))
        if other is not None:
            words = _("These are the figures that {head} ({number}) has on record. Were two rows exchanged?")
            household = other[0].household
            yield words.format(head=household.head, number=household.number), row


def _moved(changed: Sequence[Changed], least: Mapping[str, Any]) -> str:
    """The question whether a column was moved by a row against the others; "" where it does not look so.

    The rows that change suffice: where a row is like its neighbour, nothing changes by the move.
    """
    if len(changed) < least["rows"] or len({each.new for each in changed}) < least["values"]:
        return ""
    above, below = changed[:-1], changed[1:]
    if _like(below, above) >= len(above) * least["share"]:
        words = _("{title}: {count} rows have what the row above has on record. Was the column moved?")
    elif _like(above, below) >= len(above) * least["share"]:
        words = _("{title}: {count} rows have what the row below has on record. Was the column moved?")
    else:
        return ""
    return words.format(title=changed[0].title, count=f"{len(changed):,}")


def _like(changed: Sequence[Changed], neighbours: Sequence[Changed]) -> int:
    """How many get what their neighbour has on record."""
    pairs = zip(changed, neighbours, strict=True)
    return sum(bool(each.new) and each.new == other.old for each, other in pairs)


def _mingled(changed: Sequence[Changed], least: Mapping[str, Any]) -> str:
    """The question whether a column was sorted alone: its rows have what they had, each that of another."""
    given = Counter(each.new for each in changed if each.new)
    taken = given & Counter(each.old for each in changed)
    amounts = all(map(_measured, changed))
    if len(changed) < least["amounts" if amounts else "words"] or len(taken) < least["values"]:
        return ""
    if taken.total() < len(changed) * (least["share"] if amounts else 1):
        return ""
    words = _("{title}: {count} rows have what other rows have on record. Was the column sorted or moved?")
    return words.format(title=changed[0].title, count=f"{len(changed):,}")


def _multiplied(changed: Sequence[Changed], least: Mapping[str, Any]) -> str:
    """The question whether the amounts are in another unit; "" where it does not look so."""
    if len(changed) < least["rows"]:
        return ""
    times = Counter(_times(each, least) for each in changed if _amounts(each))
    for by, count in times.most_common(1):
        if by and count >= max(least["rows"], len(changed) * least["share"]):
            words = _("{title}: {count} rows have {by} times what is on record. Is the unit right?")
            return words.format(title=changed[0].title, count=f"{count:,}", by=by)
    return ""


def _times(each: Changed, least: Mapping[str, Any]) -> str:
    """By which of the usual factors an amount is multiplied, or divided ("1/10"); "" for none of them."""
    by = Fraction(each.new) / Fraction(each.old)
    for factor in least["by"]:
        for words, right in ((f"{factor}", by / Fraction(factor)), (f"1/{factor}", by * Fraction(factor))):
            if abs(right - 1) <= least["near"]:
                return words
    return ""


def _measured(each: Changed) -> bool:
    return each.name == "ledger" or isinstance(each.before, Decimal)


def _amounts(each: Changed) -> bool:
    """Whether a change is one from an amount to another."""
    return _measured(each) and bool(each.old and each.new) and min(Fraction(each.old), Fraction(each.new)) > 0


@cache
def limits() -> Mapping[str, Any]:
    """When changes look like one mistake."""
    with (resources() / "columns" / "alike.toml").open("rb") as file:
        return tomllib.load(file)
