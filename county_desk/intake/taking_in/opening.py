"""The opening balance: households come in as they stand in an existing register, and no case is opened."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from county_desk.fields import Invalid
from county_desk.intake.comparing.cases import ABOUT_TO_LEAVE
from county_desk.intake.delivery import STORED, Delivery, HouseholdIn
from county_desk.models.household import Standing
from county_desk.tables.period import Period
from county_desk.workflow.announcement import years_later
from county_desk.workflow.command import Work

OUT_OF_POVERTY = "脱贫"  # the standard word of 脱贫属性; 已脱贫 is read as this


def standing_of(household: HouseholdIn, *, opening: bool) -> Standing:
    """The standing of a new household: as its row says at an opening, else that of its application."""
    if not opening:
        return Standing.REGISTERED if household.claimed == ABOUT_TO_LEAVE else Standing.APPLICANT
    return Standing.EXITED if household.claimed == OUT_OF_POVERTY else Standing.REGISTERED


def entry_of(work: Work, household: HouseholdIn, *, opening: bool) -> dict[str, Any]:
    """The columns with which a new household enters the register, by name.

    At an opening, the days are the last ones of the periods on the sheet (识别时间, 脱贫年度), since the
    household stood so by then. A period that the sheet does not give leaves its day unknown.
    """
    standing = standing_of(household, opening=opening)
    days: dict[str, date | None] = dict.fromkeys(("registered_on", "exited_on", "grace_until"))
    if opening:
        days["registered_on"] = last_day(household.identified, work.today)
        if standing is Standing.EXITED and (left := last_day(household.exit_year, work.today)):
            years = work.terms(left)["grace_years"].whole
            days |= {
                "exited_on": left,
                "grace_until": years_later(left, years) if years is not None else None,
            }
    return {"standing": standing, **days}


def last_day(period: str | None, today: date) -> date | None:
    """The last day of a year or month such as 2014 or 201404, not after today; None for anything else."""
    year, month = (period or "")[:4], (period or "")[4:]
    try:
        return min(Period.read(f"{year}-{month}" if month else year).last, today)
    except Invalid:
        return None


def counted(delivery: Delivery) -> Mapping[Standing, tuple[int, int]]:
    """The households and persons that an opening takes in, by standing."""
    households: Counter[Standing] = Counter()
    persons: Counter[Standing] = Counter()
    for each in delivery.households:
        if each.verdict in STORED:
            standing = standing_of(each, opening=True)
            households[standing] += 1
            persons[standing] += each.persons or len(each.members) or 1
    return {
        standing: (households[standing], persons[standing]) for standing in Standing if households[standing]
    }
