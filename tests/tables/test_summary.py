"""Sums and counts of lists by group, against the same counted row by row."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from county_desk.fields import Day
from county_desk.tables.all_lists import LISTS
from county_desk.tables.listing import Query, page
from county_desk.tables.summary import (
    Figure,
    SummaryQuestion,
    figure_columns,
    figure_kind,
    grouping_columns,
    plain_question,
    question_from,
    summarise,
)
from tests.build import reader_of
from tests.busy import OPENED, terms_of

EVERY = pytest.mark.parametrize("listing", LISTS.values(), ids=LISTS)


def read(office, listing, question, query=None):
    desk = office.at(OPENED, reader_of(listing))
    return desk.read(summarise, listing, query or Query(), question), desk.read(
        page, listing, query or Query()
    )


def group_of(column, row):
    value = column.value(row)
    return value.year if isinstance(column.kind, Day) and isinstance(value, date) else value


@EVERY
def test_every_column_counts_as_its_rows_do(busy, listing):
    for column in grouping_columns(listing.table):
        summary, rows = read(busy, listing, SummaryQuestion(column.key))
        counted = Counter(term for row in rows for term in terms_of(group_of(column, row)))
        assert {value: each.rows for value, each in summary.down.items()} == counted, column.key
        assert summary.whole.rows == len(rows)


@EVERY
def test_every_figure_adds_up_as_its_rows_do(busy, listing):
    first = grouping_columns(listing.table)[0]
    for column in figure_columns(listing.table):
        for figure in (Figure.SUM, Figure.AVERAGE):
            question = SummaryQuestion(first.key, "", figure, column.key)
            summary, rows = read(busy, listing, question)
            values = [value for row in rows if (value := column.value(row)) is not None]
            expected = sum(values, Decimal()) if values else None
            if values and figure is Figure.AVERAGE:
                expected /= len(values)
            assert summary.whole.value(figure) == expected, column.key
            assert figure_kind(listing.table, question).show(expected) is not None


def test_two_columns_cross_and_their_totals_agree(busy):
    households = LISTS["households"]
    summary, rows = read(busy, households, SummaryQuestion("village", "standing"))
    crossed = Counter((row.village, row.standing) for row in rows)
    assert {group: each.rows for group, each in summary.groups.items()} == crossed
    assert sum(each.rows for each in summary.down.values()) == len(rows)
    assert sum(each.rows for each in summary.across.values()) == len(rows)
    assert [each.rows for each in summary.down.values()] == sorted(
        (each.rows for each in summary.down.values()), reverse=True
    )


def test_the_filters_of_the_list_hold_for_its_summary(busy):
    households = LISTS["households"]
    query = Query(where={"village": ("大河村",)})
    summary, rows = read(busy, households, SummaryQuestion("village"), query)
    assert {value: each.rows for value, each in summary.down.items()} == {"大河村": len(rows)}


def test_too_many_groups_are_not_read(busy, monkeypatch):
    monkeypatch.setattr("county_desk.tables.summary.MOST_GROUPS", 1)
    summary, _rows = read(busy, LISTS["households"], SummaryQuestion("head"))
    assert summary.too_many
    assert not summary.groups


@EVERY
def test_a_question_is_kept_and_one_about_a_column_that_is_gone_is_passed_over(listing):
    groups, figures = grouping_columns(listing.table), figure_columns(listing.table)
    assert not any(column.kind.personal for column in groups)
    question = SummaryQuestion(groups[0].key)
    if figures:
        question = SummaryQuestion(groups[0].key, groups[-1].key, Figure.SUM, figures[0].key)
    assert question_from(listing.table, plain_question(question)) == question
    assert question_from(listing.table, {**plain_question(question), "down": "gone"}) is None
    assert question_from(listing.table, {}) is None
