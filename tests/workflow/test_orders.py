"""Whatever order of acts is tried, the desk gives the answer of the table: refused, proposed, or done."""

from collections import Counter

import pytest

from tests.workflow.orders.orders import States, holds, orders

ORDERS = orders()


@pytest.fixture(scope="module")
def states(policy, files, tmp_path_factory):
    """The offices that the rows start from."""
    return States(tmp_path_factory.mktemp("orders"), files, policy)


def case_of(order):
    """A row as pytest takes it; one that the program does not hold yet is expected to fail."""
    marks = [pytest.mark.xfail(reason=order.hole, strict=True)] if order.hole else []
    return pytest.param(order, id=order.id, marks=marks)


@pytest.mark.parametrize("order", [case_of(order) for order in ORDERS])
def test_the_desk_gives_the_answer_of_the_table(states, order):
    with states.office(order.state) as office:
        found = order.answer(office)
    assert holds(order.due, found), found


def test_every_row_has_a_name_of_its_own():
    assert [name for name, count in Counter(order.id for order in ORDERS).items() if count > 1] == []
