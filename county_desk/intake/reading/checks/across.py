"""What must be right across the households of one file: numbers and persons that stand once."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from county_desk.intake.reading.households.families import Family
from county_desk.intake.reading.rows.draft import Draft
from county_desk.intake.reading.rows.other_row import in_words
from county_desk.intake.reading.rows.sheet_rows import ReadSheet
from county_desk.text import _

_PREFIX = 12  # the code of the village at the start of a household number
_SERIAL, _HOUSEHOLD, _PERSON = "序号", "户编号", "人编号"
_DIGITS = 2  # of a person's number behind that of the household


def check_numbers(families: Sequence[Family]) -> None:
    """Note household numbers that stand twice, or are not built like the others of their village."""
    by_number: dict[str, list[Family]] = defaultdict(list)
    for family in families:
        if family.number:
            by_number[family.number].append(family)
    shapes: dict[int, Counter[tuple[int, str]]] = defaultdict(Counter)
    for number, group in by_number.items():
        shapes[_village(group[0])][_shape(number)] += 1
    usual = {village: counted.most_common(1)[0] for village, counted in shapes.items()}
    for number, group in by_number.items():
        for place, family in enumerate(group if len(group) > 1 else ()):
            _ask_twice(family, group[0] if place else group[1], number)
        shape, times = usual[_village(group[0])]
        if _shape(number) != shape and times > 1:
            message = _("The others of this village have {n} digits and begin with {prefix}.")
            words = message.format(n=shape[0], prefix=shape[1])
            group[0].first.ask("户编号", "household_number", words)


def _village(family: Family) -> int:
    return family.place.id if family.place else 0


def _shape(number: str) -> tuple[int, str]:
    return len(number), number[:_PREFIX]


def _ask_twice(family: Family, twin: Family, number: str) -> None:
    row = family.first
    message = _("Household number {number} also stands in {where}, for {name}.")
    words = message.format(number=number, where=in_words(twin.first, row), name=twin.name)
    row.ask("户编号", "household_duplicate", words)


def check_person_numbers(sheets: Sequence[ReadSheet]) -> None:
    """Ask about persons whose own number is made of that of another household of the sheet.

    The national system makes it of the number of the household and two digits more; where that does not hold
    for most rows, persons are numbered otherwise.
    """
    for sheet in sheets:
        if sheet.header is None or not {_HOUSEHOLD, _PERSON} <= sheet.header.columns.keys():
            continue
        rows = [(row, row.text(_HOUSEHOLD), row.text(_PERSON)[:-_DIGITS]) for row in sheet.data]
        others = [(row, own, other) for row, own, other in rows if own and other and other != own]
        households = {own for _row, own, _other in rows} if len(others) * 2 < len(rows) else ()
        for row, own, other in others:
            if other in households:
                message = _(
                    "The number of the person is of household {other}, the row of {own}; say which is right."
                )
                row.ask(_PERSON, "several_values", message.format(other=other, own=own))


def check_persons(families: Sequence[Family]) -> None:
    """Note identity numbers that stand twice in the file; a certificate counts by the number inside.

    Of rows that say exactly the same the first is taken; in all other cases nobody knows which is right, and
    every row asks.
    """
    seen: dict[str, Draft] = {}
    twice: dict[str, list[Draft]] = {}
    for family in families:
        for row in family.people:
            if number := row.text("身份证号")[:18]:
                first = seen.setdefault(number, row)
                if first is not row:
                    twice.setdefault(number, [first]).append(row)
    for rows in twice.values():
        _check_twice(rows)


def _check_twice(rows: list[Draft]) -> None:
    facts = [_facts(row) for row in rows]
    same_throughout = all(one == facts[0] for one in facts) and "户编号" not in rows[0].columns
    if same_throughout:
        for row in rows[1:]:
            message = _("The row says the same as {where}, which is taken.")
            row.ask("身份证号", "duplicate_row", message.format(where=in_words(rows[0], row)))
        return
    several_names = len({_name_in(row) for row in rows}) > 1
    households = Counter(row.household for row in rows)
    for row in rows:
        kind = "duplicate_id_other_name" if several_names else _double(row, households[row.household])
        other = rows[0] if row is not rows[0] else rows[1]
        message = _("The same identity number stands in {where}, with {name}.")
        row.ask("身份证号", kind, message.format(where=in_words(other, row), name=_name_in(other)))


def _facts(row: Draft) -> dict[str, object]:
    return {title: value for title, value in row.values.items() if title != _SERIAL}


def _double(row: Draft, times: int) -> str:
    """One person in two households, or a row that stands twice: in its household, or in a list of heads."""
    alone = "与户主关系" not in row.columns and "户编号" not in row.columns
    return "duplicate_row" if alone or times > 1 else "duplicate_person"


def _name_in(row: Draft) -> str:
    """The name that stands in a row."""
    return row.text("姓名") or row.text("户主姓名")
