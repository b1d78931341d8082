"""The county's own figures of policy: entered with their source, withdrawn, never lost."""

from datetime import date

import pytest
from sqlalchemy import select

from county_desk.models.register import OwnParameter
from county_desk.workflow.own import SetParameter, WithdrawParameter, own_figures
from tests.build import ADMINISTRATOR, CLERK, refusal

TODAY, SINCE = date(2016, 10, 8), date(2016, 1, 1)


def entering(**about):
    """The line of identification that the province published."""
    line = {"name": "income_line_identify", "since": SINCE, "value": "3015", "reference": "青政发〔2016〕9号"}
    return SetParameter(**(line | about))


def test_a_figure_is_in_force_from_its_day_with_its_source(office):
    change = office.at(TODAY, ADMINISTRATOR).do(entering(value=" 3,015 "))
    terms = office.policy.with_own(office.read(own_figures)).terms(TODAY)
    figure = terms["income_line_identify"]
    assert (figure.number, figure.reference) == (3015, "青政发〔2016〕9号")
    before = office.policy.with_own(office.read(own_figures)).terms(date(2015, 12, 31))
    assert before["income_line_identify"].number == 2855
    assert change.summary == "Income line for identification is 3,015 from 2016-01-01"


@pytest.mark.parametrize(
    ("about", "field"),
    [
        ({"name": "moon"}, "name"),
        ({"value": "many"}, "value"),
        ({"reference": " "}, "reference"),
    ],
)
def test_a_figure_has_a_name_a_value_and_a_source(office, about, field):
    assert list(refusal(office.at(TODAY, ADMINISTRATOR), entering(**about))) == [field]


def test_a_figure_is_entered_once_a_day_and_can_be_entered_again_after_it_was_withdrawn(office):
    desk = office.at(TODAY, ADMINISTRATOR)
    change = desk.do(entering())
    assert refusal(desk, entering(value="3100")) == {
        "since": "This figure is already entered for this day; withdraw it first"
    }
    assert change.undo == WithdrawParameter(name="income_line_identify", since=SINCE)
    assert desk.do(change.undo).summary == "Income line for identification from 2016-01-01 was withdrawn"
    assert office.read(own_figures) == []
    assert refusal(desk, change.undo) == {"": "The county entered no such figure"}
    desk.do(entering(value="3100"))
    kept = office.read(lambda session: session.scalars(select(OwnParameter)).all())
    assert [(own.value, own.withdrawn_on) for own in kept] == [("3015", TODAY), ("3100", None)]


def test_who_does_the_cases_does_not_set_the_figures(office):
    assert refusal(office.at(TODAY, CLERK), entering()) == {
        "": "王芳 (County clerk) may not manage accounts and parameters. This is for: Administrator."
    }
