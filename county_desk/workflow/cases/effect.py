"""The base of all effects on the register, and those that move a household from standing to standing."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Term
from county_desk.models.case import Case
from county_desk.models.exit import Exit
from county_desk.models.household import Household, Standing
from county_desk.text import _
from county_desk.workflow.command import Work


class Effect(ABC):
    """The effect of an announced case on the register, and the way back."""

    exits = False  # whether the subject leaves, and support goes on for the years of grace

    @abstractmethod
    def begins(self, work: Work, household: Household, day: date) -> str:
        """Check that a case can be opened for a household on a day; return the problem, "" without one."""

    @abstractmethod
    def stands(self, session: Session, case: Case) -> bool:
        """Whether the subject is still as the announcement left it."""

    @abstractmethod
    def enact(self, work: Work, case: Case, day: date, grace: date | None) -> dict[str, str]:
        """Change the register; returns the values before, which `undo` needs."""

    @abstractmethod
    def undo(self, session: Session, case: Case, before: Mapping[str, str], today: date) -> None:
        """Put the register back; `before` is empty for an announcement of an older program."""


@dataclass(frozen=True)
class StandingEffect(Effect):
    """Moves the subject of a case from one standing to another. With `exits` the exit is recorded too."""

    starts_at: Term
    leads_to: Term
    exits: bool = False

    @abstractmethod
    def standing(self, session: Session, case: Case) -> Term:
        """The standing of the subject now."""

    def begins(self, work: Work, household: Household, day: date) -> str:
        if household.standing is self.starts_at:
            return ""
        return _("The household of {head} is {standing}; it cannot apply for this").format(
            head=household.head, standing=_(household.standing.label)
        )

    def stands(self, session: Session, case: Case) -> bool:
        return self.standing(session, case) is self.leads_to

    def enact(self, work: Work, case: Case, day: date, grace: date | None) -> dict[str, str]:
        session = work.session
        before = self.change(session, case, day, grace)
        if self.exits:
            session.add(
                Exit(
                    case_id=case.id,
                    household_id=case.household_id,
                    village_id=case.village_id,
                    year=case.year,
                    persons=case.persons,
                    exited_on=day,
                    grace_until=grace,
                )
            )
        return before

    def undo(self, session: Session, case: Case, before: Mapping[str, str], today: date) -> None:
        self.restore(session, case, before)
        for left in exits_of(session, case):
            left.withdrawn_on = today

    @abstractmethod
    def change(self, session: Session, case: Case, day: date, grace: date | None) -> dict[str, str]:
        """Change the subject itself; returns the values before."""

    @abstractmethod
    def restore(self, session: Session, case: Case, before: Mapping[str, str]) -> None:
        """Put the subject itself back."""


class HouseholdEffect(StandingEffect):
    """Moves a household to its new standing."""

    def standing(self, session: Session, case: Case) -> Term:
        return household_in(case).standing

    def stands(self, session: Session, case: Case) -> bool:
        return super().stands(session, case) and household_in(case).withdrawn_on is None

    def change(self, session: Session, case: Case, day: date, grace: date | None) -> dict[str, str]:
        household = household_in(case)
        household.standing = Standing.named(self.leads_to)
        if self.exits:
            household.exited_on, household.grace_until = day, grace
        return {"identified": household.identified}

    def restore(self, session: Session, case: Case, before: Mapping[str, str]) -> None:
        household = household_in(case)
        household.standing = Standing.named(self.starts_at)
        if self.exits:
            household.exited_on = household.grace_until = None


class RegistrationEffect(HouseholdEffect):
    """Registers a household, with the day and the year of its identification."""

    def change(self, session: Session, case: Case, day: date, grace: date | None) -> dict[str, str]:
        before = super().change(session, case, day, grace)
        household = household_in(case)
        household.registered_on = day
        household.identified = household.identified or str(case.year)
        return before

    def restore(self, session: Session, case: Case, before: Mapping[str, str]) -> None:
        super().restore(session, case, before)
        household = household_in(case)
        household.registered_on = None
        was_given = "" if household.identified == str(case.year) else household.identified
        household.identified = before.get("identified", was_given)


def exits_of(session: Session, case: Case) -> list[Exit]:
    """The exits that a case brought about and that stand."""
    wanted = select(Exit).where(Exit.case_id == case.id, Exit.withdrawn_on.is_(None))
    return list(session.scalars(wanted))


def household_in(case: Case) -> Household:
    """The household of a case about one."""
    assert case.household is not None
    return case.household
