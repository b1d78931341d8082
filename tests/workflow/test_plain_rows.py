"""`Desk.read` returns plain rows: the check of tests/conftest.py finds a mapped object wherever it stands."""

from dataclasses import dataclass

import pytest
from sqlalchemy import select

from county_desk.models.place import Place
from county_desk.workflow.desk import Desk
from tests.plain_rows import mapped_in


@dataclass(frozen=True)
class Holder:
    """An answer with a part of any kind."""

    part: object


@pytest.mark.parametrize(
    ("query", "where"),
    [
        (lambda session: session.get(Place, 1), "result"),
        (lambda session: session.scalars(select(Place)).all(), "result[0]"),
        (lambda session: session.execute(select(Place.name, Place)).all(), "result[0][1]"),
        (lambda session: {"places": (session.get(Place, 1),)}, "result['places'][0]"),
        (lambda session: Holder(session.get(Place, 1)), "result.part"),
    ],
)
def test_a_mapped_object_is_found_in_a_result(desk, query, where):
    assert next(mapped_in(desk.read(query))) == f"{where}: Place"


def test_plain_rows_pass(desk):
    rows = desk.read(lambda session: session.execute(select(Place.id, Place.name)).all())
    assert rows
    assert list(mapped_in(rows)) == []


def test_a_query_of_the_program_that_returns_a_mapped_object_fails_its_test(desk):
    def a_place(session):
        return session.get(Place, 1)

    a_place.__module__ = "county_desk.tables.places"
    with pytest.raises(AssertionError, match="result: Place"):
        desk.read(a_place)
    assert Desk.read.__module__ != "county_desk.workflow.desk"
