"""The one check that every act passes."""

from collections.abc import Mapping

from sqlalchemy import select

from county_desk.models.proposal import Proposal, ProposalState
from county_desk.models.user import Permission, Role
from county_desk.text import N_, _
from county_desk.workflow.command import Command, Work, unfit
from county_desk.workflow.gate.days import (
    back_trouble,
    days_trouble,
    late_days,
    late_trouble,
    years_trouble,
)
from county_desk.workflow.gate.law import SecondPerson
from county_desk.workflow.gate.levels import levels_trouble
from county_desk.workflow.gate.persons import apart_trouble
from county_desk.workflow.gate.records import records_trouble, withdrawn_trouble
from county_desk.workflow.gate.rehearsed import rehearsal_lines, rehearsed
from county_desk.workflow.gate.stored import request_without_files, stored

LATE = SecondPerson(Permission.REVIEW, N_("It is recorded late"))


def problems_of(work: Work, command: Command) -> Mapping[str, str]:
    """The problems of an act by field: of its values, its records, days and persons, then its own.

    An act may say in its own words why a record no longer counts. The reasons of a rule that is dated back
    and of a late entry come last, once nothing else is wrong.
    """
    return (
        unfit(command)
        or records_trouble(work, command)
        or days_trouble(work, command)
        or levels_trouble(work, command)
        or apart_trouble(work, command)
        or command.problems(work)
        or withdrawn_trouble(work, command)
        or years_trouble(work, command)
        or back_trouble(work, command)
        or late_trouble(work, command)
        or _waiting_trouble(work, command)
    )


def _waiting_trouble(work: Work, command: Command) -> Mapping[str, str]:
    """Check that no proposal of the very same act waits already."""
    if work.second is not None or second_person(work, command) is None:
        return {}
    same = Proposal.act == type(command).__name__, Proposal.state == ProposalState.WAITING
    wanted = request_without_files(command, stored(command))
    for number, request in work.session.execute(select(Proposal.id, Proposal.request).where(*same)):
        if request_without_files(command, request) == wanted:
            words = _("Proposal {number} asks for the same and waits for another person")
            return {"": words.format(number=number)}
    return {}


def second_person(work: Work, command: Command) -> SecondPerson | None:
    """The second person that an act needs; None when one person suffices."""
    return command.second_person(work) or (LATE if late_days(work, command)[0] else None)


def effect_of(work: Work, command: Command) -> str:
    """The effect of an act in words, the second person whom it waits for, and who would turn."""
    lines = [command.effect(work)]
    if second := second_person(work, command):
        words = _("{reason}. It counts once another person puts it in force: {posts}.")
        lines.append(words.format(reason=_(second.reason), posts=posts_with(second.may)))
        lines += rehearsal_lines(rehearsed(work, command))
    return "\n".join(filter(None, lines))


def posts_with(permission: Permission) -> str:
    """The posts that have a right, in words."""
    return _(", ").join(_(role.label) for role in Role if role.may(permission))
