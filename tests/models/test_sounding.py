"""Every name that is written has the keys by which it is sorted and found, whichever way it is written."""

import pytest
from sqlalchemy import inspect, select, text, update
from sqlalchemy.orm.exc import StaleDataError

from county_desk.models.base import Base
from county_desk.models.household import Household, Member
from county_desk.models.place import Place
from county_desk.models.sounding import is_key, keys_of
from county_desk.sound.keys import found_key, sort_key
from county_desk.workflow.audit import verify
from county_desk.workflow.journal import change_rows, insert_row, insert_rows, listening, update_rows
from tests.build import a_household, walk

NAMED = [table for table in Base.metadata.sorted_tables if keys_of(table)]


def keys(session, number=1):
    """The keys of the head of a household, as the database holds them."""
    table = Household.__table__
    return tuple(
        session.execute(select(table.c.head_sort, table.c.head_found).where(table.c.id == number)).one()
    )


def of(name):
    return sort_key(name), found_key(name)


@pytest.fixture
def noted(office):
    """A session whose changes are noted, with one household in it."""
    with office.sessions() as session, listening(session) as changes:
        session.add(Household(number="1", village_id=5, head="单田芳", persons=3))
        session.flush()
        yield session, changes
        session.rollback()


def test_a_new_record_has_them(noted):
    session, _changes = noted
    assert keys(session) == of("单田芳")


def test_a_changed_name_changes_them(noted):
    session, _changes = noted
    session.get_one(Household, 1).head = "李小玉"
    session.flush()
    assert keys(session) == of("李小玉")


def test_another_change_leaves_them(noted):
    session, _changes = noted
    session.execute(text("UPDATE household SET head_sort = 'x'"))
    session.get_one(Household, 1).persons = 4
    session.flush()
    assert keys(session)[0] == "x"


def test_many_records_made_at_once_have_them(noted):
    session, changes = noted
    rows = [(2, "2", "李小玉"), (3, "3", "仇大有")]
    insert_rows(session, Household, ("id", "number", "head"), rows, {"village_id": 5, "persons": 1})
    assert (keys(session, 2), keys(session, 3)) == (of("李小玉"), of("仇大有"))
    insert_rows(
        session, Household, ("id", "number"), [(4, "4")], {"village_id": 5, "persons": 1, "head": "区氏"}
    )
    assert keys(session, 4) == of("区氏")
    assert "head_sort" not in str(changes.tables)


def test_a_record_made_by_itself_has_them(noted):
    session, changes = noted
    number = insert_row(session, Household, {"number": "2", "village_id": 5, "head": "曾阿水", "persons": 1})
    assert keys(session, number) == of("曾阿水")
    assert "head_sort" not in str(changes.tables)


def test_many_records_changed_at_once_have_them(noted):
    session, changes = noted
    update_rows(session, Household, [(1, 1, {"head": "李小玉"})])
    assert keys(session) == of("李小玉")
    with pytest.raises(StaleDataError):
        update_rows(session, Household, [(1, 1, {"head": "王五"})])
    assert "head_sort" not in str(changes.tables)


def test_a_range_of_records_changed_alike_has_them(noted):
    session, _changes = noted
    change_rows(session, Household, 1, 1, {"head": "李小玉"})
    assert keys(session) == of("李小玉")


def test_a_missing_name_has_no_keys_and_a_usual_one_has_its_own(office):
    with office.sessions() as session:
        place = session.scalars(select(Place.__table__.c.contact_sort).where(Place.contact == "")).first()
        assert place == ""
        assert keys_of(Place.__table__)[0][2](None) is None


def test_nothing_of_them_is_in_the_history(office):
    case = a_household(office, "单田芳")
    walk(office, (case,))
    proof = office.read(verify)
    assert proof.ok, proof.sentence()


@pytest.mark.parametrize("key", ["head_sort", "head_found"])
def test_a_key_that_does_not_fit_its_name_is_found(office, key):
    a_household(office, "单田芳")
    with office.sessions.begin() as session:
        session.execute(update(Household).values({key: "x"}))
    assert office.read(verify).replay == (
        "Household 1: the sorting key does not fit Head of household; the record is sorted or found wrongly",
    )


@pytest.mark.parametrize("table", NAMED, ids=str)
def test_every_key_stands_beside_its_name(table):
    columns = inspect(table).columns
    assert all(name in columns and is_key(columns[key]) for name, key, _make in keys_of(table))
    assert not is_key(columns["id"])


def test_a_large_list_of_names_begins_at_once():
    """The order of names of the two large lists is kept in an index."""
    kept = {index.name for mapped in (Household, Member) for index in mapped.__table__.indexes}
    assert {"ix_household_by_name", "ix_member_by_name"} <= kept
