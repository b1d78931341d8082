"""Returns of a county of Guizhou that are frozen once the year is over."""

from dataclasses import replace
from datetime import date

import pytest

from county_desk.tables.period import Period
from county_desk.workflow.accounts.people import actor_of
from county_desk.workflow.command import Refused
from county_desk.workflow.desk import Desk
from county_desk.workflow.gate.proposals import PutInForce
from county_desk.workflow.returns import FreezeReturn
from tests.build import REVIEWER

YEAR = Period.read("2016")


@pytest.fixture
def desk(guizhou):
    """A county clerk of Guizhou at the desk once the year is over."""
    return guizhou.at(date(2017, 1, 5), hour=17)


def freeze(desk: Desk, name="R6", period="2016", reason=""):
    change = desk.do(FreezeReturn(name=name, period=period, reason=reason))
    if not change.waits:
        return change
    with desk.sessions() as session:
        second = replace(desk, actor=actor_of(session, REVIEWER))
    return second.do(PutInForce(proposal=change.id))


def put(desk, make, *args, **about):
    """Put something into the register and give its number."""
    with desk.sessions.begin() as session:
        return make(session, *args, **about).id


def refusal(desk, **asked):
    with pytest.raises(Refused) as refused:
        freeze(desk, **asked)
    return refused.value.problems
