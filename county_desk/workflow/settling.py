"""The proposals of others that the person at a desk can put in force, or only decline."""

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from county_desk.models.user import Permission
from county_desk.tables.proposals import waiting_for
from county_desk.text_kinds import PROBE
from county_desk.workflow.desk import Desk
from county_desk.workflow.gate.persons import accounts_of
from county_desk.workflow.gate.proposals import DeclineProposal, PutInForce

READY, STALE, NEITHER = "ready", "stale", "neither"


class ToSettle(NamedTuple):
    """The numbers of the proposals that can be put in force, and of those that can only be declined."""

    ready: tuple[int, ...] = ()
    stale: tuple[int, ...] = ()


def to_settle(desk: Desk) -> ToSettle:
    """The proposals that the person at the desk can settle; each is judged as on its page.

    The judgement of a proposal is kept until an act touches what it was read from.
    """
    rights = tuple(each for each in Permission if desk.actor.role.may(each))
    waiting = desk.read(waiting_for, rights, desk.read(accounts_of, desk.actor.id))
    desk.read(desk.kept.renew)
    states = {
        number: desk.kept.of(("to settle", number), partial(_judged, desk, number)) for number in waiting
    }
    return ToSettle(
        tuple(number for number, state in states.items() if state == READY),
        tuple(number for number, state in states.items() if state == STALE),
    )


def _judged(desk: Desk, number: int) -> str:
    """Whether a proposal is ready to be put in force, or can only be declined."""
    if not desk.problems(PutInForce(proposal=number)):
        return READY
    return NEITHER if declining_trouble(desk, number) else STALE


def declining_trouble(desk: Desk, number: int) -> Mapping[str, str]:
    """The problems of declining a proposal, once a reason is given."""
    return desk.problems(DeclineProposal(proposal=number, answer=PROBE))
