"""Effects of an announced case on the register: one for each declared outcome, with its way back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Term
from county_desk.models.case import Case
from county_desk.models.exit import Exit
from county_desk.models.household import Household, Standing
from county_desk.models.village import VillageRecord, VillageStanding
from county_desk.rules.procedures import Procedure
from county_desk.rules.register_outcomes import EXITED, HOUSEHOLD, REGISTERED, REMOVED, VILLAGE


@dataclass(frozen=True)
class Effect:
    """Moves the subject of a case from one standing to another.

    With `exits` the exit is recorded too, and support goes on for the years of grace.
    """

    starts_at: Term
    leads_to: Term
    exits: bool = False

    def standing(self, session: Session, case: Case) -> Term:
        """The standing of the subject now."""
        raise NotImplementedError

    def stands(self, session: Session, case: Case) -> bool:
        """Whether the subject is still as the announcement left it."""
        return self.standing(session, case) is self.leads_to

    def enact(self, session: Session, case: Case, day: date, grace: date | None) -> dict[str, str]:
        """Change the register; returns what stood there before, which `undo` needs."""
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
        """Put the register back; `before` is empty for an announcement of an older program."""
        self.restore(session, case, before)
        for left in exits_of(session, case):
            left.withdrawn_on = today

    def change(self, session: Session, case: Case, day: date, grace: date | None) -> dict[str, str]:
        """Change the subject itself; returns what stood there before."""
        raise NotImplementedError

    def restore(self, session: Session, case: Case, before: Mapping[str, str]) -> None:
        """Put the subject itself back."""
        raise NotImplementedError


class HouseholdEffect(Effect):
    """Moves a household to its new standing."""

    def standing(self, session: Session, case: Case) -> Term:
        return _household(case).standing

    def stands(self, session: Session, case: Case) -> bool:
        return super().stands(session, case) and _household(case).withdrawn_on is None

    def change(self, session: Session, case: Case, day: date, grace: date | None) -> dict[str, str]:
        household = _household(case)
        household.standing = Standing.named(self.leads_to)
        if self.exits:
            household.exited_on, household.grace_until = day, grace
        return {"identified": household.identified}

    def restore(self, session: Session, case: Case, before: Mapping[str, str]) -> None:
        household = _household(case)
        household.standing = Standing.named(self.starts_at)
        if self.exits:
            household.exited_on = household.grace_until = None


class RegistrationEffect(HouseholdEffect):
    """Registers a household, with the day and the year of its identification."""

    def change(self, session: Session, case: Case, day: date, grace: date | None) -> dict[str, str]:
        before = super().change(session, case, day, grace)
        household = _household(case)
        household.registered_on = day
        household.identified = household.identified or str(case.year)
        return before

    def restore(self, session: Session, case: Case, before: Mapping[str, str]) -> None:
        super().restore(session, case, before)
        household = _household(case)
        household.registered_on = None
        was_given = "" if household.identified == str(case.year) else household.identified
        household.identified = before.get("identified", was_given)


class VillageEffect(Effect):
    """Moves a village to its new standing."""

    def standing(self, session: Session, case: Case) -> Term:
        return village_record(session, case).standing

    def change(self, session: Session, case: Case, day: date, grace: date | None) -> dict[str, str]:
        record = village_record(session, case)
        before = {"standing": (record.standing or VillageStanding.ORDINARY).value}
        record.standing = VillageStanding.named(self.leads_to)
        return before

    def restore(self, session: Session, case: Case, before: Mapping[str, str]) -> None:
        was = before.get("standing", self.starts_at.value)
        village_record(session, case).standing = VillageStanding.named(was)


EFFECTS: Mapping[tuple[str, str], Effect] = {
    (HOUSEHOLD, REGISTERED): RegistrationEffect(Standing.APPLICANT, Standing.REGISTERED),
    (HOUSEHOLD, EXITED): HouseholdEffect(Standing.REGISTERED, Standing.EXITED, exits=True),
    (HOUSEHOLD, REMOVED): HouseholdEffect(Standing.REGISTERED, Standing.REMOVED),
    (VILLAGE, REGISTERED): VillageEffect(VillageStanding.ORDINARY, VillageStanding.POOR),
    (VILLAGE, EXITED): VillageEffect(VillageStanding.POOR, VillageStanding.EXITED, exits=True),
}


def effect_of(procedure: Procedure) -> Effect:
    """The effect of a procedure, by its subject and its declared outcome."""
    return EFFECTS[procedure.subject, procedure.outcome]


def exits_of(session: Session, case: Case) -> list[Exit]:
    """The exits that a case brought about and that stand."""
    wanted = select(Exit).where(Exit.case_id == case.id, Exit.withdrawn_on.is_(None))
    return list(session.scalars(wanted))


def village_record(session: Session, case: Case) -> VillageRecord:
    """The village's standing; made the first time."""
    assert case.village_id is not None
    wanted = select(VillageRecord).where(VillageRecord.village_id == case.village_id)
    found = session.scalar(wanted)
    if found is None:
        found = VillageRecord(village_id=case.village_id)
        session.add(found)
    return found


def _household(case: Case) -> Household:
    assert case.household is not None
    return case.household
