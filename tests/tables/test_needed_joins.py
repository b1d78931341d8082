"""Selects that leave out joins which change no row."""

import pytest
from sqlalchemy import Select, event, func, select
from sqlalchemy import text as sql
from sqlalchemy.orm import aliased

from county_desk.models.household import Household, Member
from county_desk.models.measure import AssistanceMeasure
from county_desk.models.place import Place
from county_desk.tables.all_lists import LISTS
from county_desk.tables.assistance import measures, needs, stages
from county_desk.tables.conditions import SortLevel
from county_desk.tables.listing import Query, _order, _ordered, count, filtered_rows, is_record, numbers, page
from county_desk.tables.monitoring import visits
from county_desk.tables.needed_joins import keeping_joins, only_column
from county_desk.tables.text_search import found_in

OF_HOUSEHOLDS = (needs.LISTING, measures.LISTING, stages.STAGES_LISTING)


def joined(rows):
    """The tables that a count of the rows joins."""
    return [line for line in str(only_column(rows, func.count())).splitlines() if "JOIN" in line]


def test_a_count_of_measures_joins_nothing():
    assert joined(measures.LISTING.select()) == []


def test_a_condition_keeps_the_joins_that_lead_to_it():
    rows = measures.LISTING.select()
    columns = rows.selected_columns
    (line,) = joined(rows.where(columns["head"] == columns["title"]))
    assert line.count("JOIN") == 1
    assert "household" in line
    (line,) = joined(rows.where(columns["village"] == columns["title"]))
    assert line.count("JOIN") == 2
    assert "place" in line


def test_the_joins_of_a_list_are_found_once_for_all_conditions(monkeypatch):
    plain, found = measures.LISTING.source(), []
    rows, find = keeping_joins(plain), Select.get_final_froms
    monkeypatch.setattr(Select, "get_final_froms", lambda each: found.append(each) or find(each))
    columns = rows.selected_columns
    for name in ("head", "village", "head"):
        assert joined(rows.where(columns[name] == columns["title"]))
    assert found == [plain]
    other = aliased(Member)
    (line,) = joined(rows.join(other, other.household_id == AssistanceMeasure.household_id))
    assert "member" in line
    assert len(found) == 2


def test_an_order_keeps_the_joins_that_lead_to_it():
    rows = measures.LISTING.select()
    columns = rows.selected_columns
    assert "JOIN" not in str(only_column(rows, columns["id"], [columns["since"].desc()]))
    assert str(only_column(rows, columns["id"], [columns["head"].desc()])).count("JOIN") == 1


def test_a_subquery_keeps_the_join_that_it_looks_at():
    rows = select(Member.id).join(Household, Household.id == Member.household_id)
    named = select(Place.name).where(Place.id == Household.village_id).scalar_subquery()
    assert joined(rows) == []
    assert len(joined(rows.where(named == "大河村"))) == 1


def test_a_join_that_can_drop_or_repeat_rows_is_kept():
    other = aliased(Member)
    measure = select(AssistanceMeasure.id)
    assert joined(measure.join(Member, Member.id == AssistanceMeasure.member_id))  # may be blank
    assert joined(measure.join(Member, Member.household_id == AssistanceMeasure.household_id))  # several
    both = measure.outerjoin(Member, Member.id == AssistanceMeasure.member_id)
    assert not joined(both)
    assert joined(both.join(other, other.id == Member.id))
    assert joined(both.join(Household, Household.id == Member.household_id))  # no member, no household


def test_a_condition_on_a_joined_record_alone_asks_for_its_number():
    rows = measures.LISTING.select()
    named = rows.where(rows.selected_columns["village"] == "大河村")
    sought = filtered_rows(measures.LISTING, Query(text="秀英"))
    assert joined(named) == joined(sought) == []
    assert str(only_column(named, func.count())).count("IN (SELECT") == 2


def plan_of(session, rows):
    """How SQLite would find the rows, in its own words."""
    text = str(rows.compile(session.get_bind(), compile_kwargs={"literal_binds": True}))
    return [line.detail for line in session.execute(sql(f"EXPLAIN QUERY PLAN {text}"))]


@pytest.mark.parametrize("key", ["head", "number", "village", "village_id", "household_id"])
def test_visits_of_a_household_are_found_whoever_lists_it(busy, key):
    rows = visits.LISTING.select()
    of_one = only_column(rows.where(rows.selected_columns[key] == "7"), func.count())
    assert "JOIN" not in str(of_one)
    with busy.sessions() as session:
        plan = plan_of(session, of_one)
    assert not [each for each in plan if each.startswith("SCAN watch_visit")]


def test_all_rows_under_a_filter_are_found_by_their_numbers_first(busy):
    asked = []

    def note(_connection, _cursor, statement, *_others):
        asked.append(statement)

    with busy.sessions() as session:
        event.listen(session.get_bind(), "before_cursor_execute", note)
        assert page(session, visits.LISTING, Query(where={"household_id": 1}))
        event.remove(session.get_bind(), "before_cursor_execute", note)
    first, second = asked[-2:]
    assert "JOIN household" not in first
    assert "watch_visit.id IN" in second


@pytest.mark.parametrize(("township", "may_miss"), [("双河镇", False), ("", True)])
def test_only_a_blank_value_asks_for_rows_without_the_record(township, may_miss):
    """PostgreSQL finds the rows of either by no index, so a name that is given asks for no missing ones."""
    households = LISTS["households"]
    rows = filtered_rows(households, Query(where={"township": township}))
    assert (" OR " in str(only_column(rows, func.count()))) is may_miss


def test_the_last_step_of_a_case_is_found_without_sorting_its_steps(busy):
    cases = LISTS["cases"]
    with busy.sessions() as session:
        plan = plan_of(session, only_column(cases.select(), cases.select().selected_columns["since"]))
    assert [each for each in plan if "COVERING INDEX ix_case_step_newest" in each]


def test_a_word_without_letters_is_sought_as_it_stands():
    title = measures.LISTING.select().selected_columns["title"]
    assert "lower" not in str(found_in([title], "秀英"))
    assert "lower" in str(found_in([title], "Pig"))


def test_rows_are_those_of_the_joined_select(busy):
    """The rows that `only` finds, and those of the whole select, under the conditions of a clerk."""
    with busy.sessions() as session:
        for listing in LISTS.values():
            if not is_record(listing):
                continue
            for row in page(session, listing)[:3]:
                shown = {column.key: column.value(row) for column in listing.table.columns}
                for key, value in shown.items():
                    if isinstance(value, str) and value and key not in listing.narrowings:
                        query = Query(where={key: value})
                        whole = session.execute(filtered_rows(listing, query)).all()
                        assert sorted(numbers(session, listing, query)) == sorted(each.id for each in whole)
                        assert count(session, listing, query) == len(whole)


@pytest.mark.parametrize("listing", [*OF_HOUSEHOLDS, visits.LISTING])
def test_the_order_is_that_of_the_joined_select(busy, listing):
    """By any column, both ways; what ties has an order, too."""
    with busy.sessions() as session:
        for column in listing.table.columns:
            for descending in (False, True):
                query = Query(sort=(SortLevel(column.key, descending),))
                whole = session.execute(_ordered(listing, query)).all()
                assert numbers(session, listing, query) == [each.id for each in whole]


@pytest.mark.parametrize(("key", "may_miss"), [("number", False), ("head", False), ("id_number", True)])
def test_only_a_column_that_may_lack_a_value_says_where_a_missing_one_stands(key, may_miss):
    """An index of PostgreSQL has no such place, and 60,000 rows would be sorted for the first page."""
    households = LISTS["households"]
    columns = households.select().selected_columns
    for descending in (False, True):
        first = _order(columns, households, Query(sort=(SortLevel(key, descending=descending),)))[0]
        assert ("NULLS" in str(first)) is may_miss
