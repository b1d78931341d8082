"""Checks across the households of one file: each number and each person stands once."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from county_desk.intake.reading.checks.read_rows import DraftHit, ReadRows
from county_desk.intake.reading.households.families import Family
from county_desk.intake.reading.rows.draft import Draft, in_words
from county_desk.intake.row_hits import RowHit
from county_desk.rules.checks.hits import Numbers, Of, check

_PREFIX = 12  # the code of the village at the start of a household number
_SERIAL, _HOUSEHOLD, _PERSON, _ID = "序号", "户编号", "人编号", "身份证号"
_DIGITS = 2  # of a person's number behind that of the household


@check("L11", Of.ROWS)
def number_twice(rows: ReadRows, n: Numbers) -> Iterator[DraftHit]:
    """Household numbers that stand twice."""
    for number, group in _by_number(rows).items():
        for place, family in enumerate(group if len(group) > 1 else ()):
            twin = group[0] if place else group[1]
            where = in_words(twin.first, family.first)
            yield RowHit(family.first, _HOUSEHOLD, {"number": number, "where": where, "name": twin.name})


@check("L12", Of.ROWS)
def number_of_another_shape(rows: ReadRows, n: Numbers) -> Iterator[DraftHit]:
    """Household numbers that are not built like the others of their village."""
    by_number = _by_number(rows)
    shapes: dict[int, Counter[tuple[int, str]]] = defaultdict(Counter)
    for number, group in by_number.items():
        shapes[_village(group[0])][_shape(number)] += 1
    usual = {village: counted.most_common(1)[0] for village, counted in shapes.items()}
    for number, group in by_number.items():
        shape, times = usual[_village(group[0])]
        if _shape(number) != shape and times > 1:
            yield RowHit(group[0].first, _HOUSEHOLD, {"n": shape[0], "prefix": shape[1]})


def _by_number(rows: ReadRows) -> dict[str, list[Family]]:
    by_number: dict[str, list[Family]] = defaultdict(list)
    for family in rows.families:
        if family.number:
            by_number[family.number].append(family)
    return by_number


def _village(family: Family) -> int:
    return family.place.id if family.place else 0


def _shape(number: str) -> tuple[int, str]:
    return len(number), number[:_PREFIX]


@check("L13", Of.ROWS)
def person_of_another_household(rows: ReadRows, n: Numbers) -> Iterator[DraftHit]:
    """Persons with a number of their own that is made of another household's number.

    The national system makes it of the number of the household and two digits more; where that does not hold
    for most rows, persons are numbered otherwise.
    """
    for sheet in rows.sheets:
        if sheet.header is None or not {_HOUSEHOLD, _PERSON} <= sheet.header.columns.keys():
            continue
        numbers = [(row, row.text(_HOUSEHOLD), row.text(_PERSON)[:-_DIGITS]) for row in sheet.data]
        others = [(row, own, other) for row, own, other in numbers if own and other and other != own]
        households = {own for _row, own, _other in numbers} if len(others) * 2 < len(numbers) else ()
        for row, own, other in others:
            if other in households:
                yield RowHit(row, _PERSON, {"other": other, "own": own})


@check("L14", Of.ROWS)
def person_twice(rows: ReadRows, n: Numbers) -> Iterator[DraftHit]:
    """Identity numbers that stand twice in the file; a certificate counts by the number inside.

    Of rows that say exactly the same the first is taken; in all other cases every row asks.
    """
    seen: dict[str, Draft] = {}
    twice: dict[str, list[Draft]] = {}
    for family in rows.families:
        for row in family.people:
            if number := row.text(_ID)[:18]:
                first = seen.setdefault(number, row)
                if first is not row:
                    twice.setdefault(number, [first]).append(row)
    for alike in twice.values():
        yield from _twice(alike)


def _twice(rows: list[Draft]) -> Iterator[DraftHit]:
    facts = [_facts(row) for row in rows]
    if all(one == facts[0] for one in facts) and _HOUSEHOLD not in rows[0].columns:
        for row in rows[1:]:
            yield RowHit(row, _ID, {"where": in_words(rows[0], row)}, "same_row")
        return
    several_names = len({_name_in(row) for row in rows}) > 1
    households = Counter(row.household for row in rows)
    for row in rows:
        other = rows[0] if row is not rows[0] else rows[1]
        case = "other_name" if several_names else _case(row, households[row.household])
        yield RowHit(row, _ID, {"where": in_words(other, row), "name": _name_in(other)}, case)


def _facts(row: Draft) -> dict[str, object]:
    return {title: value for title, value in row.values.items() if title != _SERIAL}


def _case(row: Draft, times: int) -> str:
    """One person in two households, or a row that stands twice: in its household, or in a list of heads."""
    alone = "与户主关系" not in row.columns and _HOUSEHOLD not in row.columns
    return "row" if alone or times > 1 else "person"


def _name_in(row: Draft) -> str:
    """The name that stands in a row."""
    return row.text("姓名") or row.text("户主姓名")
