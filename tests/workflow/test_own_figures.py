"""The county's own figures of policy: entered with their source, withdrawn, never lost."""

from datetime import date

import pytest
from sqlalchemy import select

from county_desk.models.register import OwnParameter
from county_desk.models.user import User
from county_desk.workflow.cases.disclosure import OpenDisclosure
from county_desk.workflow.policy.own_figures import SetParameter, WithdrawParameter, own_policy
from tests.build import ADMINISTRATOR, CLERK, a_household, post, refusal, walk
from tests.second_person import in_force

TODAY, SINCE = date(2016, 10, 8), date(2016, 1, 1)


def entering(**about):
    """The line of identification that the province published."""
    line = {"name": "income_line_identify", "since": SINCE, "value": "3015", "reference": "青政发〔2016〕9号"}
    return SetParameter(**(line | {"dated_back": "文件晚到"} | about))


def test_a_figure_is_in_force_from_its_day_with_its_source(office):
    change = in_force(office, entering(value=" 3,015 "), TODAY)
    terms = office.at(TODAY).policy.terms(TODAY)
    figure = terms["income_line_identify"]
    assert (figure.number, figure.reference) == (3015, "青政发〔2016〕9号")
    before = office.at(TODAY).policy.terms(date(2015, 12, 31))
    assert before["income_line_identify"].number == 2855
    assert change.summary.endswith("Income line for identification is 3,015 yuan from 2016-01-01")


def test_an_open_desk_follows_what_others_put_in_force(office):
    desk = office.at(TODAY)
    found = []
    for act in (entering(), WithdrawParameter(name="income_line_identify", since=SINCE)):
        found.append(desk.policy.terms(TODAY)["income_line_identify"].number)
        in_force(office, act, TODAY)
        found.append(desk.policy.terms(TODAY)["income_line_identify"].number)
    before = found[0]
    assert found == [before, 3015, 3015, before]


@pytest.mark.parametrize(
    ("about", "field"),
    [
        ({"name": "moon"}, "name"),
        ({"value": "many"}, "value"),
        ({"reference": " "}, "reference"),
        ({"dated_back": " "}, "dated_back"),
        ({"since": date(2019, 11, 1)}, "since"),
    ],
)
def test_a_figure_has_a_name_a_value_and_a_source(office, about, field):
    assert list(refusal(office.at(TODAY, ADMINISTRATOR), entering(**about))) == [field]


def test_a_figure_is_entered_once_a_day_and_can_be_entered_again_after_it_was_withdrawn(office):
    desk = office.at(TODAY, ADMINISTRATOR)
    in_force(office, entering(), TODAY)
    assert refusal(desk, entering(value="3100")) == {
        "since": "This figure is already entered for this day; withdraw it first"
    }
    withdrawal = WithdrawParameter(name="income_line_identify", since=SINCE)
    withdrawn = in_force(office, withdrawal, TODAY).summary
    assert withdrawn.endswith("Income line for identification from 2016-01-01 was withdrawn")
    assert office.read(own_policy).figures == ()
    assert refusal(desk, withdrawal) == {"": "The county entered no such figure"}
    in_force(office, entering(value="3100"), TODAY)
    kept = office.read(lambda session: session.scalars(select(OwnParameter)).all())
    assert [(own.value, own.withdrawn_on) for own in kept] == [("3015", TODAY), ("3100", None)]


def test_who_does_the_cases_does_not_set_the_figures(office):
    assert refusal(office.at(TODAY, CLERK), entering()) == {
        "": "王芳 (County clerk) may not manage accounts and parameters. This is for: Administrator."
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("household_disclosure_days_first", "0"),
        ("household_disclosure_days_first", "-3"),
        ("household_disclosure_days_first", "7.5"),
        ("household_disclosure_days_first", "91"),
        ("household_disclosure_days_first", "10000000"),
        ("household_disclosure_days_first", "NaN"),
        ("grace_years", "99999"),
        ("assembly_quorum", "500%"),
        ("assembly_quorum", "0"),
        ("provincial_incidence", "-50%"),
        ("village_exit_incidence", "900%"),
        ("income_line_exit", "-1"),
    ],
)
def test_a_figure_out_of_its_bounds_is_refused(office, name, value):
    found = refusal(office.at(TODAY, ADMINISTRATOR), entering(name=name, value=value))
    assert list(found) == ["value"]
    assert value in found["value"]


def stored(office, name, value):
    """A figure that an earlier version of the program let in."""
    with office.sessions.begin() as session:
        administrator = session.scalars(select(User.id).where(User.name == ADMINISTRATOR)).one()
        session.add(
            OwnParameter(name=name, since=SINCE, value=value, reference="old", entered_by=administrator)
        )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("household_disclosure_days_first", "0"),
        ("household_disclosure_days_first", "-3"),
        ("counting_mode", "by moon"),
    ],
)
def test_a_wrong_figure_that_was_set_earlier_stops_a_disclosure_in_words(office, name, value):
    case = a_household(office)
    walk(office, (case,), to="first_disclosure")
    stored(office, name, value)
    posting = OpenDisclosure(cases=(case,), opened_on=date(2016, 11, 20))
    words = refusal(office.at(date(2016, 11, 20)), posting)["opened_on"]
    assert value in words
    assert "withdraw it and enter it again" in words
    in_force(office, WithdrawParameter(name=name, since=SINCE), TODAY)
    post(office, (case,), date(2016, 11, 20))


def test_a_wrong_grace_period_that_was_set_earlier_does_not_crash_an_announcement(office):
    stored(office, "grace_years", "99999")
    grace = office.at(TODAY).policy.terms(TODAY)["grace_years"]
    assert grace.missing
    assert "99999" in grace.trouble()
