"""Filters in words, as typed over a column, and as kept between two starts, for every declared list."""

import json
from datetime import date
from decimal import Decimal

import pytest

from county_desk.fields import Invalid
from county_desk.models.household import Standing
from county_desk.tables.all_lists import LISTS
from county_desk.tables.conditions import OFFERED, Condition, Operator, SortLevel
from county_desk.tables.filter_words import condition_words, filter_words, operator_label, sort_words
from county_desk.tables.households import HOUSEHOLDS
from county_desk.tables.listing import Query
from county_desk.tables.saved_query import as_plain, from_plain
from county_desk.tables.scales import scale_of
from county_desk.tables.typed_filters import condition_text, typed_condition
from county_desk.text import CHINESE, language

EVERY = pytest.mark.parametrize("listing", LISTS.values(), ids=LISTS)
NARROWED = Query(
    where={"standing": (Standing.EXITED, Standing.REMOVED), "kind": ("", "一般贫困户", "低保户", "五保户")},
    text="大河",
    sort=(SortLevel("village"), SortLevel("income_per_head", descending=True)),
    conditions=(
        Condition("income_per_head", Operator.BETWEEN, Decimal("2000.00"), Decimal("3500.00")),
        Condition("registered_on", Operator.AT_LEAST, date(2016, 11, 1)),
        Condition("head", Operator.CONTAINS, "张"),
    ),
    columns=("head", "village"),
)
SAMPLES = {"text": "张", "number": "30", "day": "2016-11-05"}


def test_a_query_is_said_in_english():
    assert filter_words(HOUSEHOLDS, NARROWED) == (
        "Household standing: Exited, Removed; Household type: (blank), "
        "Ordinary poor household, Household on subsistence allowance and 1 more; "
        "Net income a head (yuan) is from 2,000.00 to 3,500.00; Registered on is 2016-11-01 or later; "
        "Head of household contains “张”; Search: 大河"
    )
    assert sort_words(HOUSEHOLDS, NARROWED) == "Village, ascending; Net income a head (yuan), descending"


def test_a_query_is_said_in_chinese():
    with language(CHINESE):
        words = filter_words(HOUSEHOLDS, NARROWED)
        assert sort_words(HOUSEHOLDS, NARROWED) == "行政村，升序；人均纯收入（元），降序"
    assert words == (
        "建档立卡状态：已退出、已清退；贫困户属性：（空白）、一般贫困户、低保户等，另有 1 项；"
        "人均纯收入（元）介于 2,000.00 与 3,500.00 之间；建档立卡日期不早于 2016-11-01；"
        "户主包含“张”；查找：大河"
    )


def test_nothing_is_said_where_nothing_is_filtered():
    assert filter_words(HOUSEHOLDS, Query()) == sort_words(HOUSEHOLDS, Query()) == ""


def test_personal_numbers_are_covered_in_words():
    query = Query(where={"id_number": ("990101196503120011",)})
    assert "990101**********11" in filter_words(HOUSEHOLDS, query)
    assert "990101196503120011" in filter_words(HOUSEHOLDS, query, masked=False)


def samples(column):
    """One condition of each operator that is offered for a column."""
    for operator in OFFERED[scale_of(column.kind)]:
        if operator in (Operator.BLANK, Operator.FILLED):
            yield Condition(column.key, operator)
        elif operator in (Operator.TOP, Operator.BOTTOM):
            yield Condition(column.key, operator, 5)
        elif (typed := typed_condition(column, sample(column))) is not None:
            other = typed.value if operator is Operator.BETWEEN else None
            yield Condition(column.key, operator, typed.value, other)


def sample(column):
    """A text that can be typed over a column."""
    return "2016" if type(column.kind).__name__ == "Year" else SAMPLES[scale_of(column.kind)]


@EVERY
def test_every_condition_on_every_column_has_its_own_words(listing):
    for column in listing.table.columns:
        for code in ("en", CHINESE):
            with language(code):
                said = [condition_words(column, condition) for condition in samples(column)]
                labels = [
                    operator_label(operator, column.kind) for operator in OFFERED[scale_of(column.kind)]
                ]
            assert len(set(said)) == len(said)
            assert len(set(labels)) == len(labels)
            assert not any("{" in words for words in said)


@EVERY
def test_every_condition_on_every_column_is_kept_as_json(listing):
    table = listing.table
    every = tuple(c for column in table.columns for c in samples(column) if not column.kind.personal)
    levels = tuple(SortLevel(column.key, descending=True) for column in table.columns)
    query = Query(sort=levels, conditions=every, columns=tuple(column.key for column in table.columns))
    assert from_plain(table, json.loads(json.dumps(as_plain(table, query)))) == query


def test_values_are_kept_as_json_and_what_is_gone_is_left_out():
    plain = json.loads(json.dumps(as_plain(HOUSEHOLDS, NARROWED)))
    assert from_plain(HOUSEHOLDS, plain) == Query(
        NARROWED.where, "", NARROWED.sort, NARROWED.conditions, NARROWED.columns
    )
    plain["where"] |= {"standing": ["no such standing"], "nosuch": [1]}
    plain["conditions"] += [["nosuch", "is", "1", None], ["head", "nosuch", "1", None], 7, ["head"]]
    plain["sort"] += [["nosuch", True], 3]
    left = from_plain(HOUSEHOLDS, plain)
    assert left.where == {"kind": NARROWED.where["kind"]}
    assert left.conditions == NARROWED.conditions
    assert left.sort == NARROWED.sort
    assert from_plain(HOUSEHOLDS, {"where": None, "sort": 3}) == Query()


def test_a_filter_by_a_personal_number_is_never_kept():
    query = Query(
        where={"id_number": ("990101196503120011",)},
        conditions=(Condition("telephone", Operator.CONTAINS, "139"),),
    )
    assert from_plain(HOUSEHOLDS, as_plain(HOUSEHOLDS, query)) == Query()


@pytest.mark.parametrize(
    ("key", "text", "condition"),
    [
        ("head", " 张 ", (Operator.CONTAINS, "张", None)),
        ("head", "=张一", (Operator.IS, "张一", None)),
        ("persons", "3", (Operator.IS, 3, None)),
        ("persons", "≥ 3", (Operator.AT_LEAST, 3, None)),
        ("persons", "<=3", (Operator.AT_MOST, 3, None)),
        ("income_per_head", "3,500..2000", (Operator.BETWEEN, Decimal("2000.00"), Decimal("3500.00"))),
        ("income_per_head", "2000至3500", (Operator.BETWEEN, Decimal("2000.00"), Decimal("3500.00"))),
        ("registered_on", "2016", (Operator.BETWEEN, date(2016, 1, 1), date(2016, 12, 31))),
        ("registered_on", "2016-2", (Operator.BETWEEN, date(2016, 2, 1), date(2016, 2, 29))),
        ("registered_on", "2016年11月", (Operator.BETWEEN, date(2016, 11, 1), date(2016, 11, 30))),
        ("registered_on", "20161105", (Operator.IS, date(2016, 11, 5), None)),
        ("registered_on", ">=2016-11-05", (Operator.AT_LEAST, date(2016, 11, 5), None)),
    ],
)
def test_what_is_typed_over_a_column_is_a_condition(key, text, condition):
    found = typed_condition(HOUSEHOLDS[key], text)
    assert found == Condition(key, *condition)
    assert typed_condition(HOUSEHOLDS[key], condition_text(HOUSEHOLDS[key], found)) == found


def test_a_blank_text_over_a_column_is_no_condition():
    assert typed_condition(HOUSEHOLDS["head"], "  ") is None


@pytest.mark.parametrize(
    ("key", "text"), [("persons", "many"), ("registered_on", "2016-13"), ("persons", "≥")]
)
def test_what_cannot_be_read_says_what_can_be_typed(key, text):
    with pytest.raises(Invalid, match="you can type"):
        typed_condition(HOUSEHOLDS[key], text)
