"""Acts of two persons in tests: one proposes, another puts in force."""

from datetime import date
from typing import Any

from sqlalchemy import func, select

from county_desk.models.proposal import Proposal
from county_desk.workflow.command import Change, Command
from county_desk.workflow.gate.proposals import PutInForce
from county_desk.workflow.openings import waiting_confirmation
from county_desk.workflow.policy.own_figures import SetParameter

REVIEWER, ADMINISTRATOR = "李强", "周平"


def last_proposal(office: Any) -> int:
    """The number of the act that was proposed last."""
    return office.read(lambda session: session.scalars(select(func.max(Proposal.id))).one())


def in_force(
    office: Any, command: Command, day: date, by: str = ADMINISTRATOR, second: str = REVIEWER
) -> Change:
    """The change of an act that one person proposes and another puts in force on one day."""
    return settled(office, office.at(day, by).do(command), day, second)


def enter(office: Any, day: date, *, dated_back: str = "补录", **figure: Any) -> Change:
    """Enter a figure of policy of the county, which a second person puts in force."""
    return in_force(office, SetParameter(dated_back=dated_back, **figure), day)


def settled(office: Any, proposed: Change, day: date, by: str = REVIEWER) -> Change:
    """The change of an act that another person puts in force; that of one person's act as it is."""
    if not proposed.waits:
        return proposed
    assert proposed.id is not None
    return office.at(day, by).do(PutInForce(proposal=proposed.id))


def agreed(office: Any, command: Command, day: date, by: str = REVIEWER) -> Change:
    """The change of an act for two persons: the county clerk proposes it, and another puts it in force."""
    return settled(office, office.at(day).do(command), day, by)


def confirm_opening(office: Any, batch: int, day: date, by: str = REVIEWER) -> Change:
    """Let another person confirm the opening balances that were proposed with a batch."""
    waiting = office.at(day, by).read(waiting_confirmation, batch)
    return office.at(day, by).do(PutInForce(proposal=waiting))
