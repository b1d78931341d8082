"""The persons who may put an act in force, beside the one who asks for it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from sqlalchemy import select

from county_desk.models.register import Register
from county_desk.models.user import Actor, Permission, Role, User
from county_desk.text import _, in_a_row
from county_desk.workflow.command import Command, Work
from county_desk.workflow.gate.law import SecondPerson
from county_desk.workflow.gate.persons import accounts_of, apart_trouble
from county_desk.workflow.gate.records import act_place, place_trouble, records_trouble

_NAMED = 3  # persons that a sentence names


def second_persons(work: Work, command: Command, second: SecondPerson) -> Iterator[str]:
    """The names of those who may put an act in force, by right, place and the relations of the act."""
    own = accounts_of(work.session, work.actor.id)
    roles = [role for role in Role if role.may(second.may)]
    wanted = select(User).where(User.role.in_(roles), User.withdrawn_on.is_(None), User.id.not_in(own))
    for user in work.session.scalars(wanted.order_by(User.id)).all():
        other = Actor(user.id, user.name, user.role, user.place_id)
        if not settling_trouble(replace(work, actor=other), command):
            yield user.name


def settling_trouble(work: Work, command: Command) -> str:
    """Check that the person at work may act for the place of an act and its records, and is not kept apart.

    An act that names no place is one of the county.
    """
    place = act_place(work.session, command) or work.session.scalar(select(Register.county_id))
    if place and (trouble := place_trouble(work.session, work.actor, place)):
        return trouble
    found = (
        records_trouble(work, part) or apart_trouble(work, part, settling=True)
        for part in command.acts_within()
    )
    return next((words for each in found for words in each.values()), "")


def own_words(work: Work, command: Command, second: SecondPerson) -> str:
    """The refusal for the person who proposed an act, with the names of some who may put it in force."""
    names = _(", ").join(islice(second_persons(work, command, second), _NAMED))
    words = _("{name} proposed this: another person decides on it, and {name} can take it back instead")
    if not names:
        return in_a_row(words.format(name=work.actor.name), _nobody(second))
    words = _(
        "{name} proposed this: another person decides on it ({names}), and {name} can take it back instead"
    )
    return words.format(name=work.actor.name, names=names)


def lacking_words(work: Work, command: Command, second: SecondPerson) -> str:
    """The way out where no account may put an act in force; "" where one may."""
    return "" if any(second_persons(work, command, second)) else _nobody(second)


def _nobody(second: SecondPerson) -> str:
    words = _(
        "No other account may put it in force yet: an administrator gives another person an account as "
        "{posts} under “People”."
    )
    return words.format(posts=posts_with(second.may))


def posts_with(permission: Permission) -> str:
    """The posts that have a right, in words."""
    return _(", ").join(_(role.label) for role in Role if role.may(permission))
