"""The procedures out of force on a day: ended or not begun, and without an open case."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from county_desk.models.case import Case, CaseState
from county_desk.models.county_exit import CountyRecord
from county_desk.models.exit import Exit
from county_desk.models.household import Household
from county_desk.models.village import VillageRecord
from county_desk.rules.policy import Policy
from county_desk.rules.policy_file import WrongFile
from county_desk.rules.procedures import Ended, NotBegun

GRACE = "grace"  # stands among the procedures for the years of grace after an exit


class OutOfForce(NamedTuple):
    """The keys of procedures that have ended, and of those that have not begun."""

    ended: frozenset[str]
    not_begun: frozenset[str]

    def has_ended(self, procedures: Iterable[str]) -> bool:
        """Whether all of some procedures have ended; False without any."""
        keys = frozenset(procedures)
        return bool(keys) and keys <= self.ended

    def is_idle(self, procedures: Iterable[str]) -> bool:
        """Whether none of some procedures is in force; False without any."""
        keys = frozenset(procedures)
        return bool(keys) and keys <= self.ended | self.not_begun


def out_of_force(session: Session, policy: Policy, day: date) -> OutOfForce:
    """The procedures that have ended or not begun on a day; not those with an open case or a wrong file."""
    followed = set(session.scalars(select(Case.kind).where(Case.state == CaseState.OPEN).distinct()))
    found: dict[type[Exception], set[str]] = {Ended: set(), NotBegun: set()}
    for key in set(policy.procedures.keys()) - followed:
        try:
            policy.procedures.in_force(key, day, policy.province)
        except (Ended, NotBegun) as out:
            found[type(out)].add(key)
        except (LookupError, WrongFile):
            continue
    ended = found[Ended] if _in_grace(session, day) else found[Ended] | {GRACE}
    return OutOfForce(frozenset(ended), frozenset(found[NotBegun]))


def _in_grace(session: Session, day: date) -> bool:
    """Whether the grace of a household, a village or the county lasts on a day."""
    lasting = (
        exists(select(kind.id).where(kind.grace_until >= day))
        for kind in (Household, Exit, VillageRecord, CountyRecord)
    )
    return bool(session.scalar(select(or_(*lasting))))
