"""Columns among many values."""

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine, insert, select

from county_desk.models.among import among, listed
from tests.databases import SERVER

NAMES = ["1′ or 1=1", '"', "四川\\", "𠮷", "", "0012"]


@pytest.fixture
def table(database):
    """A few texts by number, in a database of their own."""
    engine = create_engine("sqlite://" if database == "sqlite" else SERVER)
    table = Table("saying", MetaData(), Column("id", Integer), Column("name", String), prefixes=["TEMPORARY"])
    with engine.connect() as connection:
        table.create(connection)
        connection.execute(insert(table), [{"id": 10 + i, "name": name} for i, name in enumerate(NAMES)])
        yield table, connection
        connection.rollback()
    engine.dispose()


@pytest.mark.parametrize("name", NAMES)
def test_a_text_is_found_among_others(table, name):
    names, connection = table
    found = connection.scalars(select(names.c.name).where(among(names.c.name, ["no", name, "12"])))
    assert list(found) == ([name] if name else [])  # a blank names nothing


def test_numbers_are_found_however_many_are_asked_for(table):
    names, connection = table
    found = connection.scalars(select(names.c.id).where(among(names.c.id, range(12, 200_000))))
    assert sorted(found) == [12, 13, 14, 15]


def test_a_statement_that_was_made_once_is_told_its_values_when_it_runs(table):
    names, connection = table
    wanted = select(names.c.id).where(among(names.c.name, "names"))
    for place, name in enumerate(NAMES[:4]):
        assert list(connection.scalars(wanted, {"names": listed([name])})) == [10 + place]
    assert list(connection.scalars(wanted, {"names": listed([])})) == []
