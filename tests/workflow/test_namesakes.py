"""Two heads of one name in one villager group are told apart on a paper, and nobody else is."""

import pytest
from sqlalchemy import select

from county_desk.models.household import Household, Member
from county_desk.posted_rows import Ending
from county_desk.workflow.cases.papers import facts_of
from tests.build import FOUNDED, a_household, an_id_number, walk


def listed(office, *cases):
    """The rows of the first list that these cases hang on."""
    walk(office, cases, to="township_review")
    return office.read(lambda session: facts_of(session, 1)).rows


def test_namesakes_of_one_group_show_the_last_two_digits_of_their_numbers(office):
    cases = [a_household(office, "王强", serial=serial, group_name="一组") for serial in (1, 2)]
    cases += [a_household(office, "王强", serial=3, group_name="二组")]
    tails = [an_id_number(serial)[-2:] for serial in (1, 2)]
    assert [row.ending for row in listed(office, *cases)] == [
        *(Ending(identity=tail) for tail in tails),
        None,
    ]


def test_a_namesake_who_is_not_on_the_list_counts_too(office):
    a_household(office, "王强", serial=1, group_name="一组")
    case = a_household(office, "王强", serial=2, group_name="一组")
    assert [row.ending for row in listed(office, case)] == [Ending(identity=an_id_number(2)[-2:])]


@pytest.mark.parametrize("number", ["", "990101196503119" + "0" + an_id_number(1)[-2:]])
def test_where_numbers_do_not_differ_the_household_number_does(office, number):
    cases = [a_household(office, "王强", serial=serial, group_name="一组") for serial in (1, 2)]
    with office.at(FOUNDED).sessions.begin() as session:
        second = session.scalars(select(Member).order_by(Member.id.desc())).first()
        second.id_number = number
        numbers = session.scalars(select(Household.number).order_by(Household.id)).all()
    rows = listed(office, *cases)
    assert [row.ending.identity for row in rows] == ["", ""]
    for row, full in zip(rows, numbers, strict=True):
        assert full.endswith(row.ending.household)
        assert 2 <= len(row.ending.household) <= 6 < len(full)
