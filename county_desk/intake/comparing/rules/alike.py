"""Changes that look like one mistake: of a column that was moved, or of rows that were exchanged."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from county_desk.intake.comparing.comparison import FileComparison, LineHit
from county_desk.intake.comparing.county_corrections import REMOVED, Difference
from county_desk.intake.comparing.rules.other_lists import list_changes
from county_desk.intake.delivery import Line
from county_desk.intake.row_hits import RowHit
from county_desk.rules.checks.hits import Numbers, Of, Values, check

_FIGURES = "household_year"
# identities, accounts and telephones are compared by rules of their own
_COMPARED_OTHERWISE = frozenset({REMOVED, "head", "name", "id_number", "account", "telephone"})

type Likeness = tuple[str, Values]
"""The case of the wording, with the values of its sentence."""


class ChangedValue(Protocol):
    """One value that a file has otherwise than the register; see `Difference` and `ListChange`."""

    @property
    def line(self) -> Line: ...
    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def before(self) -> object: ...
    @property
    def old(self) -> str: ...
    @property
    def new(self) -> str: ...


@check("R18", Of.DELIVERY)
def changed_alike(comparison: FileComparison, n: Numbers) -> Iterator[LineHit]:
    """Changes that look like one mistake: a hit for the file, and one at each of their cells."""
    differ = [change for change in comparison.differences if change.key not in comparison.answers.keep]
    alike: list[tuple[Likeness, Sequence[ChangedValue]]] = [
        *_columns(differ, n),
        *_exchanged(differ, n["exchanged"]),
        *_columns(list_changes(comparison), n),
    ]
    for (case, values), changed in alike:
        yield RowHit(None, "", values, case)
        for change in changed:
            yield RowHit(change.line, change.title, values, case)


def _columns[T: ChangedValue](changes: Iterable[T], n: Numbers) -> Iterator[tuple[Likeness, list[T]]]:
    """The columns with changes that look like one mistake."""
    columns: dict[tuple[str, str, str], list[T]] = defaultdict(list)
    for each in changes:
        if each.name not in _COMPARED_OTHERWISE:
            columns[each.kind, each.name, each.title].append(each)
    for changed in columns.values():
        found = _moved(changed, n["moved"]) or _mingled(changed, n["mingled"]) or _times(changed, n["times"])
        if found:
            case, values = found
            yield (case, {"title": changed[0].title, "count": f"{len(changed):,}", **values}), changed


def _exchanged(changes: Iterable[Difference], least: Numbers) -> Iterator[tuple[Likeness, list[Difference]]]:
    """Households that each get the figures of the other on record, with their changes."""
    rows: dict[tuple[int, str], list[Difference]] = defaultdict(list)
    for each in changes:
        if each.kind == _FIGURES:
            rows[each.record, each.line.sheet].append(each)
    enough = [row for row in rows.values() if sum(map(_is_amount, row)) >= least["amounts"]]
    before = {frozenset((each.name, each.title, each.old) for each in row): row for row in enough}
    for row in enough:
        other = before.get(frozenset((each.name, each.title, each.new) for each in row))
        if other is not None:
            household = other[0].household
            yield ("exchanged", {"head": household.head, "number": household.number}), row


def _moved(changed: Sequence[ChangedValue], least: Numbers) -> Likeness | None:
    """Whether a column was moved by one row against the others.

    The rows that change suffice: where a row equals its neighbour, nothing changes by the move.
    """
    if len(changed) < least["rows"] or len({each.new for each in changed}) < least["values"]:
        return None
    above, below = changed[:-1], changed[1:]
    if _like(below, above) >= len(above) * least["share"]:
        return "above", {}
    if _like(above, below) >= len(above) * least["share"]:
        return "below", {}
    return None


def _like(changed: Sequence[ChangedValue], neighbours: Sequence[ChangedValue]) -> int:
    """How many get the value of their neighbour on record."""
    pairs = zip(changed, neighbours, strict=True)
    return sum(bool(each.new) and each.new == other.old for each, other in pairs)


def _mingled(changed: Sequence[ChangedValue], least: Numbers) -> Likeness | None:
    """Whether a column was sorted alone: its rows have the old values, each that of another row."""
    given = Counter(each.new for each in changed if each.new)
    taken = given & Counter(each.old for each in changed)
    amounts = all(map(_is_amount, changed))
    if len(changed) < least["amounts" if amounts else "words"] or len(taken) < least["values"]:
        return None
    enough = taken.total() >= len(changed) * (least["share"] if amounts else 1)
    return ("mingled", {}) if enough else None


def _times(changed: Sequence[ChangedValue], least: Numbers) -> Likeness | None:
    """Whether the amounts are in another unit."""
    if len(changed) < least["rows"]:
        return None
    times = Counter(_factor(each, least) for each in changed if _between_amounts(each))
    for by, count in times.most_common(1):
        if by and count >= max(least["rows"], len(changed) * least["share"]):
            return "times", {"by": by, "count": f"{count:,}"}
    return None


def _factor(each: ChangedValue, least: Numbers) -> str:
    """The usual factor by which an amount is multiplied, or divided ("1/10"); "" for none of them."""
    by = Fraction(each.new) / Fraction(each.old)
    for factor in least["by"]:
        for words, right in ((f"{factor}", by / Fraction(factor)), (f"1/{factor}", by * Fraction(factor))):
            if abs(right - 1) <= least["near"]:
                return words
    return ""


def _is_amount(each: ChangedValue) -> bool:
    return each.name == "ledger" or isinstance(each.before, Decimal)


def _between_amounts(each: ChangedValue) -> bool:
    """Whether a change is one from an amount to another."""
    return (
        _is_amount(each) and bool(each.old and each.new) and min(Fraction(each.old), Fraction(each.new)) > 0
    )
