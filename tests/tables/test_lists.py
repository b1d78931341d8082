"""Every list of the office: counted, paged, sorted, filtered and searched by the database."""

import os
from dataclasses import fields
from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy import event, update

from county_desk.models.household import Household, Standing
from county_desk.tables.all_lists import LISTS
from county_desk.tables.conditions import SortLevel
from county_desk.tables.listing import ALL, Query, by_number, count, facets, one, page
from county_desk.text import CHINESE, language
from tests.build import a_household, an_id_number, national
from tests.busy import OPENED, fill, terms_of
from tests.databases import DATABASES, Server

EVERY = pytest.mark.parametrize("listing", LISTS.values(), ids=LISTS)


@pytest.fixture(scope="module", params=DATABASES)
def busy(request, policy, files, tmp_path_factory):
    """An office that these tests only read, with something on each of its lists and gaps in what it knows."""
    kept = files if request.param == "sqlite" else Server(f"lists_{os.getpid()}")
    office, engine = kept.fresh(national(policy), tmp_path_factory.mktemp("busy") / "青岚县.cdesk")
    fill(office)
    yield office
    engine.dispose()
    if isinstance(kept, Server):
        kept.close()


def rows_of(office, listing, query=ALL, offset=0, limit=None):
    """What a list shows."""
    return office.read(partial(page, listing=listing, query=query, offset=offset, limit=limit))


def total(office, listing, query=ALL):
    """How many rows a list has."""
    return office.read(partial(count, listing=listing, query=query))


def values_of(rows, column):
    """One column of some rows."""
    return [column.value(row) for row in rows]


def filtered_by(rows, column):
    """The values of a column to filter by, once for each row."""
    return [each for value in values_of(rows, column) for each in terms_of(value)]


@EVERY
def test_a_row_a_select_and_the_columns_of_a_list_name_the_same_things(listing):
    labels = list(listing.select().selected_columns.keys())
    assert labels == [field.name for field in fields(listing.table.row)]
    assert labels == [column.key for column in listing.table.columns]


@EVERY
def test_a_list_has_rows_that_can_be_counted_and_read_by_the_page(busy, listing):
    rows = rows_of(busy, listing)
    assert len(rows) >= 1
    assert all(isinstance(row, listing.table.row) for row in rows)
    assert total(busy, listing) == len(rows)
    assert len({row.id for row in rows}) == len(rows)
    paged = [row for offset in range(0, len(rows), 2) for row in rows_of(busy, listing, ALL, offset, 2)]
    assert paged == rows
    assert rows_of(busy, listing, ALL, len(rows), 10) == []


@EVERY
def test_a_list_can_be_sorted_by_every_column_both_ways(busy, listing):
    for column in listing.table.columns:
        up = values_of(rows_of(busy, listing, Query(sort=(SortLevel(column.key),))), column)
        down = values_of(
            rows_of(busy, listing, Query(sort=(SortLevel(column.key, descending=True),))), column
        )
        assert up == down[::-1], column.key
        known = [value for value in up if value is not None]
        assert up == [None] * (len(up) - len(known)) + known, f"{column.key}: what is missing comes first"
        if known and not isinstance(known[0], str):
            assert known == sorted(known), column.key


@EVERY
def test_a_sorted_list_stays_in_order_over_its_pages(busy, listing):
    query = Query(sort=(SortLevel(listing.table.columns[-1].key, descending=True),))
    rows = rows_of(busy, listing, query)
    paged = [row for offset in range(0, len(rows), 3) for row in rows_of(busy, listing, query, offset, 3)]
    assert paged == rows


@EVERY
def test_a_list_can_be_filtered_by_every_value_of_every_column(busy, listing):
    rows = rows_of(busy, listing)
    for column in listing.table.columns:
        for value in set(filtered_by(rows, column)):
            expected = [row for row in rows if value in terms_of(column.value(row))]
            assert rows_of(busy, listing, Query(where={column.key: value})) == expected, column.key
            any_of = Query(where={column.key: (value,)})
            assert total(busy, listing, any_of) == len(expected), column.key


@EVERY
def test_a_list_can_be_filtered_by_any_of_several_values(busy, listing):
    rows = rows_of(busy, listing)
    for column in listing.table.columns:
        values = tuple(set(filtered_by(rows, column)))
        assert total(busy, listing, Query(where={column.key: values})) == len(rows), column.key
        assert total(busy, listing, Query(where={column.key: ()})) == 0


@EVERY
def test_the_values_of_a_column_are_counted(busy, listing):
    rows = rows_of(busy, listing)
    for column in listing.table.columns:
        counted = busy.read(partial(facets, listing=listing, key=column.key))
        shown = filtered_by(rows, column)
        assert dict(counted) == {value: shown.count(value) for value in shown}, column.key
        assert [times for _value, times in counted] == sorted(dict(counted).values(), reverse=True)


@EVERY
def test_a_list_is_searched_in_the_columns_it_names(busy, listing):
    rows = rows_of(busy, listing)
    for key in listing.search:
        column = listing.table[key]
        word = next((value for value in values_of(rows, column) if value), "")
        found = rows_of(busy, listing, Query(text=word))
        assert word == "" or any(word in column.value(row) for row in found)
    assert rows_of(busy, listing, Query(text="不存在的名字")) in ([], rows if not listing.search else [])


@EVERY
def test_a_row_can_be_fetched_by_its_number(busy, listing):
    row = rows_of(busy, listing)[-1]
    assert busy.read(partial(one, listing=listing, number=row.id)) == row
    assert busy.read(partial(one, listing=listing, number=-1)) is None


@EVERY
def test_a_list_can_be_shown_in_both_languages(busy, listing):
    for row in rows_of(busy, listing):
        for column in listing.table.columns:
            english = column.shown(row)
            with language(CHINESE):
                assert bool(column.shown(row)) == bool(english)


def test_several_words_all_have_to_be_found(busy):
    listing = LISTS["households"]
    assert [row.head for row in rows_of(busy, listing, Query(text="张一 大河"))] == ["张一"]
    assert rows_of(busy, listing, Query(text="张一 柳湾")) == []


@pytest.mark.parametrize("odd", ["%", "_", "'", "\\", "张%"])
def test_a_search_takes_every_character_as_it_is(busy, odd):
    assert rows_of(busy, LISTS["households"], Query(text=odd)) == []


def test_a_list_masks_what_is_personal_until_somebody_asks(busy):
    households, objections = LISTS["households"], LISTS["objections"]
    row = next(row for row in rows_of(busy, households) if row.head == "张三")
    shown = {column.key: column.shown(row, masked=True) for column in households.table.columns}
    assert shown["id_number"] == f"990101{'*' * 10}{row.id_number[-2:]}"
    assert shown["account"] == "622************0001"
    assert shown["head"] == "张三"
    heard = rows_of(busy, objections, Query(sort=(SortLevel("id"),)))
    assert [objections.table["objector"].shown(row, masked=True) for row in heard] == ["***", ""]
    assert [objections.table["objector"].shown(row) for row in heard] == ["周某", ""]


def test_the_cases_say_where_each_stands(busy):
    listing = LISTS["cases"]
    row = next(row for row in rows_of(busy, listing) if row.subject == "张一")
    said = {column.key: column.shown(row) for column in listing.table.columns}
    assert (said["kind"], said["step"], said["state"], said["last"]) == (
        "Registration of households",
        "First disclosure",
        "In progress",
        "Posted",
    )
    with language(CHINESE):
        said = {column.key: column.shown(row) for column in listing.table.columns}
    assert (said["kind"], said["step"], said["state"]) == ("贫困户识别", "第一次公示", "办理中")


def test_the_disclosures_count_their_objections(busy):
    row = next(row for row in rows_of(busy, LISTS["disclosures"]) if row.closed_on is None)
    assert (row.entries, row.persons, row.objections, row.waiting, row.struck) == (3, 3, 2, 1, 0)


def test_the_villages_count_their_households(busy):
    rows = {row.id: row for row in rows_of(busy, LISTS["villages"])}
    here = rows[busy.place("大河村")]
    there = rows[busy.place("柳湾村")]
    assert (here.households, here.registered_households, here.registered_persons) == (3, 0, 0)
    assert (there.households, there.registered_households) == (1, 0)
    assert (here.code, here.township) == ("990101100001", "城关镇")


def test_a_household_shows_its_head_s_number_and_its_newest_income(busy):
    rows = {row.head: row for row in rows_of(busy, LISTS["households"])}
    assert rows["赵来福"].income_per_head == Decimal("5000.00")
    assert rows["赵来福"].standing is Standing.EXITED
    assert rows["张一"].id_number == an_id_number(1)


def test_what_was_withdrawn_is_on_no_list(office):
    a_household(office)
    with office.sessions.begin() as session:
        session.execute(update(Household).values(withdrawn_on=OPENED))
    assert rows_of(office, LISTS["households"]) == rows_of(office, LISTS["members"]) == []


def test_the_history_begins_with_the_newest(office):
    before = rows_of(office, LISTS["history"])[0]
    a_household(office)
    after = rows_of(office, LISTS["history"])[0]
    assert (after.id, after.command) == (before.id + 1, "FileHousehold")


@pytest.mark.parametrize("wanted", [3, 300])
def test_rows_are_asked_for_by_number_in_the_same_words_however_many_they_are(busy, wanted):
    """A statement with a place for each number is written and read anew for every count of them."""
    asked = []

    def hear(_connection, _cursor, statement, parameters, *_others):
        asked.append((statement, parameters))

    with busy.sessions() as session:
        event.listen(session.get_bind(), "before_cursor_execute", hear)
        rows = by_number(session, LISTS["members"], range(1, wanted + 1))
        event.remove(session.get_bind(), "before_cursor_execute", hear)
    assert [row.id for row in rows[:3]] == [1, 2, 3]
    statement, parameters = asked[-1]
    assert "json" in statement
    assert len(parameters) == 1
