"""Entries of policy that wait for a second person in a register of an earlier version."""

from sqlalchemy import ColumnElement, and_

from county_desk.models.policy_text import OwnPolicyFile
from county_desk.models.register import OwnParameter


def waits(entry: type[OwnParameter | OwnPolicyFile]) -> ColumnElement[bool]:
    """Whether an entry waits; the desk makes proposals of these before its first act."""
    return and_(entry.withdrawn_on.is_(None), entry.proposed_on.is_not(None), entry.confirmed_on.is_(None))


def in_force(entry: type[OwnParameter | OwnPolicyFile]) -> ColumnElement[bool]:
    """Whether an entry is in force."""
    return and_(entry.withdrawn_on.is_(None), entry.proposed_on.is_(None) | entry.confirmed_on.is_not(None))
