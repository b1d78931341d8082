"""A list that hangs, and the objections to it."""

from datetime import date

import pytest

from county_desk.models.disclosure import Channel, ObjectionFinding
from county_desk.workflow.cases.disclosure import CloseDisclosure
from county_desk.workflow.cases.objections import RecordObjection, SettleObjection
from tests.build import (
    DAY,
    post,
    two_households,
    walk,
)

POSTED, ENDS = date(2016, 10, 12), date(2016, 10, 18)
HEARD = date(2016, 10, 14)


@pytest.fixture
def cases(office):
    """Two households whose list hangs."""
    cases = two_households(office)
    walk(office, cases, to="first_disclosure")
    post(office, cases, POSTED)
    return cases


def an_objection(on=HEARD, **about):
    """An objection by letter to the first list."""
    words = {"disclosure": 1, "channel": Channel.LETTER, "words": "家有小汽车"}
    return RecordObjection(received_on=on, **(words | about))


def settling(objection, finding=ObjectionFinding.UPHELD, on=HEARD, **about):
    """Two people looked into it."""
    words = {"investigators": "郑宝，赵敏", "reply": "经查，情况属实"}
    return SettleObjection(objection=objection, finding=finding, settled_on=on, **(words | about))


def close(office, on=ENDS + DAY):
    """Close the list."""
    return office.at(on).do(CloseDisclosure(disclosure=1, closed_on=on))
