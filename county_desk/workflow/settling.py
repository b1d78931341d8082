"""The proposals of others that the person at a desk can put in force, or only decline."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from county_desk.models.user import Permission
from county_desk.tables.history.acts import history_head
from county_desk.tables.proposals import own_waiting, waiting_for
from county_desk.text_kinds import PROBE
from county_desk.workflow.desk import Desk
from county_desk.workflow.gate.persons import accounts_of
from county_desk.workflow.gate.proposals import DeclineProposal, PutInForce


class ToSettle(NamedTuple):
    """The numbers of the proposals that can be put in force, and of those that can only be declined."""

    ready: tuple[int, ...] = ()
    stale: tuple[int, ...] = ()


class Settling:
    """The proposals to settle at a desk, judged anew after each act and on each day."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._at: tuple[str, date] | None = None
        self._found = ToSettle()

    def now(self) -> ToSettle:
        """The proposals that the person at the desk can settle now."""
        at = self._desk.read(history_head), self._desk.today
        if at != self._at:
            self._at, self._found = at, to_settle(self._desk)
        return self._found


def to_settle(desk: Desk) -> ToSettle:
    """The proposals that the person at the desk can settle; each is judged as on its page."""
    rights = tuple(each for each in Permission if desk.actor.role.may(each))
    ready, stale = [], []
    for number in desk.read(waiting_for, rights, desk.read(accounts_of, desk.actor.id)):
        if not desk.problems(PutInForce(proposal=number)):
            ready.append(number)
        elif not declining_trouble(desk, number):
            stale.append(number)
    return ToSettle(tuple(ready), tuple(stale))


def declining_trouble(desk: Desk, number: int) -> Mapping[str, str]:
    """The problems of declining a proposal, once a reason is given."""
    return desk.problems(DeclineProposal(proposal=number, answer=PROBE))


def own_proposals(desk: Desk) -> int:
    """How many proposals of the person at the desk wait for another one."""
    return desk.read(own_waiting, desk.read(accounts_of, desk.actor.id))
