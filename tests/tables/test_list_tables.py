"""The tables of large lists: they follow every act, and give the same rows in the same order."""

import hashlib
from dataclasses import replace
from datetime import date
from importlib import import_module
from operator import eq
from pkgutil import iter_modules

import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.sql import Join

from county_desk.models.household import Household
from county_desk.models.household_change import ChangeKind
from county_desk.models.place import Place
from county_desk.models.visit import VisitPurpose
from county_desk.storage.migrations import versions
from county_desk.tables.conditions import SortLevel
from county_desk.tables.household_detail import household_detail
from county_desk.tables.large_lists import LARGE, follow, list_tables
from county_desk.tables.list_tables import Touched
from county_desk.tables.listing import Query, count, numbers, page
from county_desk.tables.monitoring import visits
from county_desk.tables.places import VILLAGES_LISTING
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.filing import FileHousehold
from county_desk.workflow.life.members import LeaveMember
from county_desk.workflow.monitoring.visits import RecordHouseholdVisit, WithdrawVisit
from county_desk.workflow.past import PastRegister
from tests.build import DAY, a_registered_household, an_id_number, joining
from tests.busy import fill
from tests.statements import statements

ADDED, SEEN, LEFT = date(2017, 2, 1), date(2017, 3, 1), date(2017, 4, 1)
VISITS = visits.LISTING.list_table()


def a_visit(household, day):
    """A visit to a household on a day."""
    about = {"visitors": "郑宝、王芳", "purpose": VisitPurpose.CONTACT, "found": "住房安全"}
    return RecordHouseholdVisit(household=household, visited_on=day, **about)


def visit(office, household, day=SEEN):
    """Record a visit to a household on a day."""
    return office.at(day).do(a_visit(household, day)).id


def heads(desk, **query):
    return [row.head for row in desk.read(page, visits.LISTING, Query(**query), 0, 10)]


@pytest.fixture
def household(office):
    """A household of two, visited twice."""
    number = a_registered_household(office)
    wife = {"name": "王秀田", "relation": "配偶", "id_number": an_id_number(2, "19680725")}
    office.at(ADDED).do(joining(number, ADDED, **wife))
    for day in (SEEN, SEEN + DAY):
        visit(office, number, day)
    return number


def new_head(office, household):
    """Let the wife follow the head, who died."""
    head, wife = office.read(lambda s: household_detail(s, household)).members
    gone = {"kind": ChangeKind.DEATH, "evidence": "死亡证明"}
    office.at(LEFT).do(LeaveMember(member=head.id, new_head=wife.id, happened_on=LEFT, **gone))


def test_a_list_is_counted_and_sorted_as_without_its_table(office):
    fill(office)
    for listing in LARGE:
        plain = replace(listing, large=False)
        sorts = [(SortLevel(column.key, down),) for column in listing.table.columns for down in (False, True)]
        of_area = Query(where={listing.area_key: tuple(range(1, 7))})
        first, *_others = office.at(LEFT).read(page, listing)
        named = [Query(where={key: getattr(first, key)}) for key in listing.list_table().keys]
        for query in (Query(), of_area, *named, *(Query(sort=sort) for sort in sorts)):
            shown = office.at(LEFT).read(numbers, listing, query)
            assert shown == office.at(LEFT).read(numbers, plain, query), query
            assert office.at(LEFT).read(count, listing, query) == len(shown)
        assert office.at(LEFT).read(numbers, listing), "each list has rows to compare"


def asked(session, listing, query):
    """The statement that finds the first rows of a list under a query, and how SQLite carries it out."""
    told = []
    engine = session.get_bind()

    def hear(_connection, _cursor, statement, parameters, *_rest):
        told.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", hear)
    numbers(session, listing, query, 0, 5)
    event.remove(engine, "before_cursor_execute", hear)
    ((statement, parameters),) = told
    plan = []
    if engine.dialect.name == "sqlite":
        explained = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        plan = [line.detail for line in explained]
    return statement, plan


def test_each_large_list_is_sorted_in_an_index_of_its_table(office):
    for listing in LARGE:
        table = listing.list_table()
        for key in set(table.table.c.keys()) & {each.key for each in listing.table.columns}:
            for down in (False, True):
                query = Query(sort=(SortLevel(key, down),))
                statement, plan = office.at(LEFT).read(asked, listing, query)
                assert f"FROM {table.table.name}" in statement, key
                assert [line for line in plan if "TEMP B-TREE FOR ORDER BY" in line] == [], key


def test_a_name_is_found_in_the_index_of_its_key(office):
    """So that PostgreSQL does not read 500,000 visits for those of one village."""
    for listing in LARGE:
        own = listing.list_table()
        for key in own.keys & {each.key for each in listing.table.columns}:
            _statement, plan = office.at(LEFT).read(asked, listing, Query(where={key: ("张大有", "大河村")}))
            assert [line for line in plan if not line.startswith(f"SEARCH {own.table.name}")] in (
                [],
                ["USE TEMP B-TREE FOR ORDER BY"],
            ), key


def test_names_of_one_key_are_two_names(office, household):
    """Two blanks, or other numerals, give one key."""
    desk = office.at(LEFT)
    with office.sessions.begin() as session:
        first, *_others = session.scalars(select(Household.id)).all()
        session.get_one(Household, first).head = "张 大有"
        session.flush()
        follow(session, {"household": Touched({first}, {"head"})})
    for name, found in (("张 大有", 2), ("张大有", 0)):
        assert desk.read(count, visits.LISTING, Query(where={"head": name})) == found
    assert desk.read(count, visits.LISTING, Query(where={"head": ("张 大有", "张大有")})) == 2
    assert desk.read(count, visits.LISTING, Query(where={"head": (None, "张 大有")})) == 2


def test_the_usual_order_is_one_index_in_both_ways(office):
    """An index of PostgreSQL has no place for a missing day, which no visit and no payment lacks."""
    for listing in LARGE:
        own, usual = listing.list_table(), listing.ties[0].removeprefix("-")
        assert not own.table.c[usual].nullable
        statement, _plan = office.at(LEFT).read(asked, listing, Query(sort=(SortLevel(usual, True),)))
        assert "NULLS" not in statement


def test_an_act_brings_the_rows_that_it_touches_up_to_date(office, household):
    assert heads(office.at(LEFT), sort=(SortLevel("head"),)) == ["张大有", "张大有"]
    key = select(VISITS.table.c.head).distinct()
    before = office.read(lambda session: session.scalars(key).all())
    new_head(office, household)
    assert heads(office.at(LEFT), sort=(SortLevel("head"),)) == ["王秀田", "王秀田"]
    assert office.read(lambda session: session.scalars(key).all()) != before
    assert office.read(verify).ok


def test_a_record_taken_back_leaves_the_table(office, household):
    taken = visit(office, household, LEFT)
    assert office.at(LEFT).read(count, visits.LISTING) == 3
    office.at(LEFT).do(WithdrawVisit(visit=taken, reason="重复录入"))
    assert office.at(LEFT).read(count, visits.LISTING) == 2
    assert office.read(lambda s: s.scalar(select(func.count()).select_from(VISITS.table))) == 2
    assert office.read(verify).ok


def test_a_place_that_is_renamed_renews_its_rows(office, household):
    with office.sessions.begin() as session:
        village = session.get_one(Place, session.get_one(Household, household).village_id)
        village.name = "阿坝村"
        session.flush()
        assert len(VISITS.wrong(session)) == 2
        follow(session, {"place": Touched({village.id}, {"name"})})
        assert VISITS.wrong(session) == set()


def test_columns_that_the_table_lacks_renew_no_row(office, household):
    def renewed(table, *columns):
        touched = {table: Touched({1}, set(columns))}
        return office.read(lambda session: VISITS.touched_by(session, touched))

    assert renewed("watch_visit", "visitors", "found") == renewed("household", "telephone") == set()
    assert renewed("watch_visit", "visited_on") == {1}
    assert renewed("household", "head") == {1, 2}


def test_a_made_record_is_looked_up_in_no_list(office):
    desk = office.at(SEEN)
    village = desk.read(page, VILLAGES_LISTING)[0].id
    about = {"persons": 1, "received_on": SEEN, "year": 2017, "id_number": an_id_number(1)}
    with statements(desk) as done:
        desk.do(FileHousehold(village=village, head="张大有", **about))
    assert [each for each in done if "household_1" in each or "member_1" in each or "list_" in each] == []
    with statements(desk) as done:
        desk.do(a_visit(1, SEEN))
    assert [each.split(" (")[0] for each in done if "list_" in each] == ["INSERT INTO list_visits"]


def test_a_row_points_by_itself_to_every_record_that_it_reads():
    for title, table in list_tables():
        (joined,) = table.rows.get_final_froms()
        while isinstance(joined, Join):
            on = joined.onclause
            assert on.operator is eq, title
            assert joined.right.c.id in (on.left, on.right), title
            joined = joined.left


def test_a_past_day_has_the_rows_of_that_day(office, household):
    new_head(office, household)
    visit(office, household, LEFT + DAY)
    for day, names in ((SEEN, ["张大有"]), (LEFT, ["王秀田"] * 2)):
        past = PastRegister(office.at(LEFT + 3 * DAY), day)
        assert heads(past.desk, sort=(SortLevel("village"),)) == names
        assert past.desk.read(count, visits.LISTING) == len(names)
        assert past.desk.read(verify).ok
        past.close()


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE list_visits SET head = 'x' WHERE id = 1",
        "DELETE FROM list_visits WHERE id = 1",
        "INSERT INTO list_visits (id, head, visited_on) VALUES (77, 'x', '2026-01-01')",
    ],
)
def test_verify_names_a_row_that_does_not_match(office, household, harm):
    assert office.read(verify).ok
    with office.sessions.begin() as session:
        session.execute(text(harm))
    (said,) = office.read(verify).replay
    number = 77 if "77" in harm else 1
    assert said.startswith(f"list “Household visits”, record {number}: the list shows it wrongly")


def test_other_tables_need_another_step_of_the_schema():
    ddl = []
    for _title, each in list_tables():
        ddl.append(str(CreateTable(each.table).compile(dialect=sqlite.dialect())))
        ddl.append(str(each.rows.compile(dialect=sqlite.dialect())))
        ddl += sorted(
            str(CreateIndex(index).compile(dialect=known()))
            for index in each.table.indexes
            for known in (sqlite.dialect, postgresql.dialect)
        )
    digest = hashlib.sha256("\n".join(ddl).encode()).hexdigest()[:16]
    steps = [import_module(f"{versions.__name__}.{each.name}") for each in iter_modules(versions.__path__)]
    newest = max((each for each in steps if hasattr(each, "TABLES")), key=lambda each: each.revision)
    assert digest == newest.TABLES, "a list changed: add a step to the schema with the digest of its table"
