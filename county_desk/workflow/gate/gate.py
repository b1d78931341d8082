"""The one check that every act passes."""

from collections.abc import Mapping

from sqlalchemy import select

from county_desk.models.proposal import Proposal, ProposalState
from county_desk.models.user import Permission
from county_desk.text import N_, _
from county_desk.workflow.command import Command, Work, unfit
from county_desk.workflow.declared import declared_trouble
from county_desk.workflow.gate.days import (
    BACK,
    back_trouble,
    back_words,
    days_trouble,
    late_days,
    late_trouble,
    states_reported_year,
    years_trouble,
)
from county_desk.workflow.gate.law import OF_RETURNS, SecondPerson
from county_desk.workflow.gate.levels import levels_trouble
from county_desk.workflow.gate.persons import apart_trouble
from county_desk.workflow.gate.records import records_trouble, withdrawn_trouble
from county_desk.workflow.gate.rehearsed import (
    closed_rules_trouble,
    rehearsal_lines,
    rehearsed,
    reported_lines,
)
from county_desk.workflow.gate.second_persons import lacking_words, posts_with, second_persons
from county_desk.workflow.gate.states import states_trouble
from county_desk.workflow.gate.stored import compared_request, stored
from county_desk.workflow.gate.taken_back import second_of_taken_back

LATE = SecondPerson(Permission.REVIEW, N_("It is recorded late"))


def problems_of(work: Work, command: Command) -> Mapping[str, str]:
    """The problems of an act by field: of its values, records, days, persons, texts and states, then its own.

    An act may say in its own words why a record no longer counts. The reasons of a rule that is dated back
    and of a late entry come last, once nothing else is wrong.
    """
    return (
        unfit(command)
        or records_trouble(work, command)
        or days_trouble(work, command)
        or levels_trouble(work, command)
        or apart_trouble(work, command)
        or declared_trouble(command)
        or states_trouble(work, command)
        or command.problems(work)
        or withdrawn_trouble(work, command)
        or years_trouble(work, command)
        or closed_rules_trouble(work, command)
        or back_trouble(work, command)
        or late_trouble(work, command)
        or _waiting_trouble(work, command)
    )


def _waiting_trouble(work: Work, command: Command) -> Mapping[str, str]:
    """Check that no proposal of the same act waits already."""
    if work.second is not None or second_person(work, command) is None:
        return {}
    same = Proposal.act == type(command).__name__, Proposal.state == ProposalState.WAITING
    wanted = compared_request(command, stored(command))
    for number, request in work.session.execute(select(Proposal.id, Proposal.request).where(*same)):
        if compared_request(command, request) == wanted:
            words = _("Proposal {number} asks for the same and waits for another person")
            return {"": words.format(number=number)}
    return {}


def second_person(work: Work, command: Command) -> SecondPerson | None:
    """The second person that an act needs; None when one suffices, or acts alone for want of another."""
    second = command.second_person(work) or (LATE if late_days(work, command)[0] else None)
    second = second or (OF_RETURNS.second if states_reported_year(work, command) else None)
    second = second or second_of_taken_back(work, command)
    return None if second and command.law.alone and not any(second_persons(work, command, second)) else second


def alone_words(work: Work, command: Command) -> str:
    """The mark of an act that one person does for want of a second; "" for any other."""
    if not command.law.alone or second_person(work, command):
        return ""
    return _("No other person can put it in force yet, so it counts at once.")


def marked_effect(work: Work, command: Command) -> str:
    """The effect of an act in words, with the marks of a rule that is dated back or of reported years."""
    back = back_words(getattr(command, BACK, ""))
    return "\n".join(filter(None, (command.effect(work), back, *reported_lines(work, command))))


def effect_of(work: Work, command: Command) -> str:
    """The effect of an act in words, the second person whom it waits for, and who would turn."""
    lines = [marked_effect(work, command), alone_words(work, command)]
    if second := second_person(work, command):
        words = _("{reason}. It counts once another person puts it in force: {posts}.")
        lines.append(words.format(reason=_(second.reason), posts=posts_with(second.may)))
        lines.append(lacking_words(work, command, second))
        lines += rehearsal_lines(rehearsed(work, command))
    return "\n".join(filter(None, lines))
