"""Levels of sorting and conditions on a column, as plain data and as SQL."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, Label, and_, false, not_, or_

from county_desk.fields import Count, Day, Kind, Moment, Term
from county_desk.models.sounding import KEY_OF, is_key
from county_desk.sound.search_text import rank
from county_desk.tables.needed_joins import Key
from county_desk.tables.scales import Scale, scale_of
from county_desk.tables.terms import TermSet
from county_desk.tables.text_search import found_in
from county_desk.text import N_

MOST_FIRST = 1000  # rows that “the first n” may ask for


class Operator(Term):
    """How a condition compares a column with its value; the labels are those for text and numbers."""

    IS = "is", N_("Is")
    IS_NOT = "is_not", N_("Is not")
    CONTAINS = "contains", N_("Contains")
    LACKS = "lacks", N_("Does not contain")
    BEGINS = "begins", N_("Begins with")
    AT_LEAST = "at_least", N_("At least")
    AT_MOST = "at_most", N_("At most")
    BETWEEN = "between", N_("Between")
    TOP = "top", N_("The highest")
    BOTTOM = "bottom", N_("The lowest")
    BLANK = "blank", N_("Is blank")
    FILLED = "filled", N_("Is not blank")


BARE = (Operator.BLANK, Operator.FILLED)  # operators without a value
RANKED = (Operator.TOP, Operator.BOTTOM)  # operators whose value is a number of rows
_RANGE = (Operator.IS, Operator.IS_NOT, Operator.AT_LEAST, Operator.AT_MOST, Operator.BETWEEN, *RANKED)
OFFERED: Mapping[Scale, tuple[Operator, ...]] = {
    "text": (Operator.CONTAINS, Operator.LACKS, Operator.BEGINS, Operator.IS, Operator.IS_NOT, *BARE),
    "number": (*_RANGE, *BARE),
    "day": (*_RANGE, *BARE),
    "words": BARE,
}


@dataclass(frozen=True)
class SortLevel:
    """One level of sorting: a column by key, and the direction."""

    key: str
    descending: bool = False


@dataclass(frozen=True)
class Condition:
    """One comparison of a column with a value; `other` is the upper end of `BETWEEN`.

    `CONTAINS` finds names by their sound, too. Days of a `Moment` column are compared as days of this
    computer's clock.
    """

    key: str
    operator: Operator
    value: Any = None
    other: object = None


def limit_kind(kind: Kind, operator: Operator) -> Kind:
    """The kind of value that a condition on such a column takes."""
    if operator in RANKED:
        return Count()
    return Day() if scale_of(kind) == "day" else kind


def as_sql(column: ColumnElement[object], kind: Kind, condition: Condition) -> ColumnElement[bool]:
    """A condition as SQL. `TOP` and `BOTTOM` need the rows of the list: `listing.py` makes them."""
    low, high = _ends(kind, condition)
    match condition.operator:
        case Operator.BLANK:
            return _blank(column, kind)
        case Operator.FILLED:
            return not_(_blank(column, kind))
        case Operator.IS_NOT if isinstance(kind, Moment):
            return or_(column.is_(None), column < low, column > high)
        case Operator.IS_NOT:
            return or_(column.is_(None), column != condition.value)
        case Operator.IS if isinstance(kind, Moment):
            return and_(column >= low, column <= high)
    return _COMPARED[condition.operator](column, low, high)


def meets(kind: Kind, condition: Condition, value: object) -> bool:
    """Whether a value meets a condition; one of `RANKED` depends on other rows, and none meets it."""
    blank = value is None or value == ""
    if condition.operator in BARE or blank:
        return condition.operator in ((Operator.BLANK, *_OTHER) if blank else (Operator.FILLED,))
    if isinstance(value, datetime):
        value = value.astimezone().date()
    values = value if isinstance(value, tuple) else (value,)
    compare = _MEETING.get(condition.operator)
    return compare is not None and any(compare(each, condition.value, condition.other) for each in values)


_OTHER = (Operator.IS_NOT, Operator.LACKS)  # a blank is another value
_MEETING: Mapping[Operator, Callable[..., bool]] = {
    Operator.IS: lambda value, low, _high: bool(value == low),
    Operator.IS_NOT: lambda value, low, _high: bool(value != low),
    Operator.CONTAINS: lambda value, low, _high: rank(str(value), str(low)) is not None,
    Operator.LACKS: lambda value, low, _high: str(low).casefold() not in str(value).casefold(),
    Operator.BEGINS: lambda value, low, _high: str(value).casefold().startswith(str(low).casefold()),
    Operator.AT_LEAST: lambda value, low, _high: bool(value >= low),
    Operator.AT_MOST: lambda value, low, _high: bool(value <= low),
    Operator.BETWEEN: lambda value, low, high: bool(low <= value <= high),
}


def is_value(column: ColumnElement[object], value: object) -> ColumnElement[bool]:
    """Whether a column holds a value, or one of several; None stands for a blank."""
    if isinstance(column.type, TermSet):
        return _has_term(column, column.type, value if isinstance(value, tuple) else (value,))
    if not isinstance(value, tuple):
        return column.is_(None) if value is None else column == value
    known = column.in_([each for each in value if each is not None])
    return or_(known, column.is_(None)) if None in value else known


def _has_term(
    column: ColumnElement[object], kind: TermSet[Term], values: Sequence[object]
) -> ColumnElement[bool]:
    """Whether a row has one of several terms; None stands for a row without any."""
    asked = [kind.has(each) for each in values if each is not None]
    return or_(false(), *asked, *([column.is_(None)] if None in values else []))


_COMPARED: Mapping[Operator, Callable[..., ColumnElement[bool]]] = {
    Operator.IS: lambda column, low, _high: column == low,
    Operator.CONTAINS: lambda column, low, _high: found_in([column], low),
    Operator.LACKS: lambda column, low, _high: or_(
        column.is_(None), not_(column.icontains(low, autoescape=True))
    ),
    Operator.BEGINS: lambda column, low, _high: column.istartswith(low, autoescape=True),
    Operator.AT_LEAST: lambda column, low, _high: column >= low,
    Operator.AT_MOST: lambda column, _low, high: column <= high,
    Operator.BETWEEN: lambda column, low, high: column.between(low, high),
}


def _ends(kind: Kind, condition: Condition) -> Sequence[object]:
    """The least and the greatest value of a condition; a day of a moment lasts from midnight to midnight."""
    low = condition.value
    high = condition.other if condition.operator is Operator.BETWEEN else low
    if not isinstance(kind, Moment) or not isinstance(low, date) or not isinstance(high, date):
        return low, high
    after = datetime.combine(high + timedelta(days=1), time()).astimezone()
    return datetime.combine(low, time()).astimezone(), after - timedelta(microseconds=1)


def _blank(column: ColumnElement[object], kind: Kind) -> ColumnElement[bool]:
    return or_(column.is_(None), column == "") if scale_of(kind) == "text" else column.is_(None)


def in_order(key: Key, descending: bool, own: Collection[object]) -> Key:
    """A sort key upwards or downwards, a missing value at its lower end.

    A column of the list's `own` tables that always has a value needs no place for a missing one, which no
    index of PostgreSQL has.
    """
    placed = key.desc() if descending else key.asc()
    column = key.element if isinstance(key, Label) else key
    if isinstance(column, Column) and column.table in own:
        name = column.table.c[column.info[KEY_OF]] if is_key(column) else column
        if not name.nullable:
            return placed
    return placed.nulls_last() if descending else placed.nulls_first()
