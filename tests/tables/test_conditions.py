"""Conditions on every column of every list, and levels of sorting, against Python on the same rows."""

from datetime import date, datetime

import pytest

from county_desk.fields import Moment
from county_desk.tables.all_lists import LISTS
from county_desk.tables.conditions import OFFERED, Condition, Operator, SortLevel
from county_desk.tables.listing import Query
from county_desk.tables.scales import scale_of
from tests.tables.test_lists import EVERY, busy, rows_of, total, values_of  # noqa: F401

HOLDS = {
    Operator.IS: lambda value, low, _high: value == low,
    Operator.IS_NOT: lambda value, low, _high: value != low,
    Operator.CONTAINS: lambda value, low, _high: value is not None and low.lower() in value.lower(),
    Operator.LACKS: lambda value, low, _high: value is None or low.lower() not in value.lower(),
    Operator.BEGINS: lambda value, low, _high: value is not None and value.lower().startswith(low.lower()),
    Operator.AT_LEAST: lambda value, low, _high: value is not None and value >= low,
    Operator.AT_MOST: lambda value, low, _high: value is not None and value <= low,
    Operator.BETWEEN: lambda value, low, high: value is not None and low <= value <= high,
    Operator.BLANK: lambda value, _low, _high: value in (None, ""),
    Operator.FILLED: lambda value, _low, _high: value not in (None, ""),
}


def comparable(column, rows):
    """The values of a column as a condition compares them: moments by their day."""
    values = values_of(rows, column)
    moment = isinstance(column.kind, Moment)
    return [value.astimezone().date() if moment and value else value for value in values]


def conditions_on(column, values):
    """One condition of each operator that is offered for a column, with values that it has."""
    known = sorted({value for value in values if value not in (None, "")}, key=str)
    if not known and scale_of(column.kind) != "words":
        return
    for operator in OFFERED[scale_of(column.kind)]:
        if operator in (Operator.BLANK, Operator.FILLED):
            yield Condition(column.key, operator)
        elif operator in (Operator.TOP, Operator.BOTTOM):
            yield Condition(column.key, operator, 2)
        elif operator is Operator.BETWEEN:
            ends = sorted((known[0], known[-1]))
            yield Condition(column.key, operator, *ends)
        elif operator in (Operator.CONTAINS, Operator.LACKS, Operator.BEGINS):
            yield Condition(column.key, operator, known[0][:2])
        else:
            yield Condition(column.key, operator, known[len(known) // 2])


def held(condition, values):
    """Which rows meet a condition, by place."""
    if condition.operator in (Operator.TOP, Operator.BOTTOM):
        ranked = sorted(value for value in values if value is not None)
        top = condition.operator is Operator.TOP
        first = ranked[-condition.value :] if top else ranked[: condition.value]
        return [v is not None and (v >= first[0] if top else v <= first[-1]) for v in values]
    return [HOLDS[condition.operator](value, condition.value, condition.other) for value in values]


@EVERY
def test_a_list_can_be_narrowed_by_every_condition_on_every_column(busy, listing):  # noqa: F811
    rows = rows_of(busy, listing)
    for column in listing.table.columns:
        values = comparable(column, rows)
        for condition in conditions_on(column, values):
            query = Query(conditions=(condition,))
            wanted = [row for row, holds in zip(rows, held(condition, values), strict=True) if holds]
            assert rows_of(busy, listing, query) == wanted, condition
            assert total(busy, listing, query) == len(wanted), condition


@EVERY
def test_a_list_can_be_sorted_by_several_levels(busy, listing):  # noqa: F811
    first, second = [column for column in listing.table.columns if not column.hidden][:2]
    levels = (SortLevel(first.key, descending=True), SortLevel(second.key))
    rows = rows_of(busy, listing, Query(sort=levels))
    outer = rows_of(busy, listing, Query(sort=levels[:1]))
    assert values_of(rows, first) == values_of(outer, first)
    for value in set(values_of(rows, first)):
        alike = Query(where={first.key: value}, sort=levels[1:])
        within = [row for row in rows if first.value(row) == value]
        assert values_of(within, second) == values_of(rows_of(busy, listing, alike), second)


def test_the_highest_are_those_of_the_rows_that_everything_else_lets_through(busy):  # noqa: F811
    villages = LISTS["villages"]
    town = rows_of(busy, villages, Query(where={"township": "青山镇"}))
    most = max(row.households for row in town)
    query = Query(where={"township": "青山镇"}, conditions=(Condition("households", Operator.TOP, 1),))
    found = rows_of(busy, villages, query)
    assert found == [row for row in town if row.households == most]


@pytest.mark.parametrize("odd", ["%", "_", "\\", "'"])
def test_a_condition_takes_every_character_as_it_is(busy, odd):  # noqa: F811
    for operator in (Operator.CONTAINS, Operator.BEGINS):
        query = Query(conditions=(Condition("head", operator, odd),))
        assert rows_of(busy, LISTS["households"], query) == []


def test_latin_letters_match_in_either_case(busy):  # noqa: F811
    query = Query(conditions=(Condition("command", Operator.CONTAINS, "filehouse"),))
    assert {row.command for row in rows_of(busy, LISTS["history"], query)} == {"FileHousehold"}


def test_a_day_of_the_history_lasts_until_midnight(busy):  # noqa: F811
    history = LISTS["history"]
    newest = rows_of(busy, history)[0].at
    day = newest.astimezone().date()
    query = Query(conditions=(Condition("at", Operator.IS, day),))
    assert newest in [row.at for row in rows_of(busy, history, query)]
    assert isinstance(newest, datetime)
    assert isinstance(day, date)
