"""An office without a second person has an honest way; a refusal says who may and how to get an account."""

from datetime import date

import pytest

from county_desk.models.tie import Tie, TieKind
from county_desk.models.user import Role
from county_desk.workflow.accounts.people import AddUser, CloseAccount
from county_desk.workflow.accounts.ties import DeclareTie, EndTie
from county_desk.workflow.audit import verify
from county_desk.workflow.gate.proposals import PutInForce
from county_desk.workflow.policy.own_figures import SetParameter
from tests.build import ADMINISTRATOR, CLERK, INSPECTOR, REVIEWER, SECOND, refusal
from tests.second_person import in_force, settled

TODAY = date(2017, 5, 10)
LACKING = (
    "No other account may put it in force yet: an administrator gives another person an account as Reviewer "
    "under “People”."
)
ALONE = "No other person can put it in force yet, so it counts at once."
OWN = (
    f"{ADMINISTRATOR} proposed this: another person decides on it (), and {ADMINISTRATOR} can take it back "
    "instead"
)
FIGURE = SetParameter(name="exit_housing_area", value="30", since=TODAY, reference="青政发〔2017〕9号")


@pytest.fixture
def administrator(office):
    return office.at(TODAY, ADMINISTRATOR)


def account(office, name):
    return office.at(TODAY, name).actor.id


@pytest.fixture
def lone(office):
    """The office with one reviewer left."""
    in_force(office, CloseAccount(user=account(office, SECOND)), TODAY)
    return office


@pytest.fixture
def empty(lone, administrator):
    """The office without a reviewer."""
    assert not administrator.do(CloseAccount(user=account(lone, REVIEWER))).waits
    return lone


def test_who_proposes_hears_how_to_get_a_second_person(empty, administrator):
    (effect,) = administrator.effects([FIGURE])
    assert LACKING in effect
    proposed = administrator.do(FIGURE)
    assert proposed.summary.endswith(LACKING)
    own = refusal(administrator, PutInForce(proposal=proposed.id))
    assert own == {"": OWN.replace(" ()", "") + f". {LACKING}"}


def test_a_new_reviewer_counts_at_once_and_puts_in_force_what_waits(empty, administrator):
    number = administrator.do(FIGURE).id
    assert not administrator.do(AddUser(name="新审", role=Role.REVIEWER)).waits
    own = refusal(administrator, PutInForce(proposal=number))
    assert own == {"": OWN.replace("()", "(新审)")}
    empty.at(TODAY, "新审").do(PutInForce(proposal=number))
    assert empty.read(verify).ok


def test_a_tie_is_declared_and_ended_alone_while_nobody_else_may(empty, administrator):
    tie = DeclareTie(
        user=account(empty, CLERK), kind=TieKind.RELATIVE, person="王大山", relation="兄弟", since=TODAY
    )
    declared = administrator.do(tie)
    assert declared.summary.endswith(ALONE)
    ended = administrator.do(EndTie(tie=declared.id, ended_on=TODAY))
    assert (ended.waits, ended.summary.endswith(ALONE)) == (False, True)


def test_the_tie_of_the_only_reviewer_is_ended_without_that_person(lone, administrator):
    tie = DeclareTie(
        user=account(lone, REVIEWER), kind=TieKind.RELATIVE, person="王大山", relation="兄弟", since=TODAY
    )
    number = settled(lone, administrator.do(tie), TODAY, REVIEWER).id
    change = administrator.do(EndTie(tie=number, ended_on=TODAY))
    assert change.summary.endswith(ALONE)
    assert lone.read(lambda session: session.get_one(Tie, number).ended_on) == TODAY


def test_an_act_that_waits_is_settled_by_no_one_without_the_right_once_the_reviewer_left(lone, administrator):
    number = administrator.do(AddUser(name="新人", role=Role.INSPECTOR)).id
    administrator.do(CloseAccount(user=account(lone, REVIEWER)))
    for name in (CLERK, INSPECTOR):
        denied = refusal(lone.at(TODAY, name), PutInForce(proposal=number))[""]
        assert "may not put this proposal in force" in denied
