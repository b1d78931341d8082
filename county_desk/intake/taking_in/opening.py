"""The opening balance: households come in as they stand in an existing register, and no case is opened.

A row that says that its household applies opens a case as in any other file, so mixed files sort themselves.
"""

import re
from datetime import date

from county_desk.fields import Invalid
from county_desk.intake.comparing.cases import (
    ABOUT_TO_LEAVE,
    APPLYING,
    OUT_OF_POVERTY,
    RELAPSED,
    claim_of,
)
from county_desk.intake.delivery import HouseholdIn
from county_desk.models.household import Standing
from county_desk.rules.grace import grace_until
from county_desk.tables.period import Period
from county_desk.workflow.command import Work

_PERIOD = re.compile(r"(\d{4})(?:\D?(\d{2}))?(?:\D?(\d{2}))?")


def standing_of(household: HouseholdIn, *, opening: bool) -> Standing:
    """The standing of a new household: as its row says at an opening, else that of its application."""
    if not opening:
        return Standing.REGISTERED if household.claimed == ABOUT_TO_LEAVE else Standing.APPLICANT
    claim = claim_of(household)
    if claim == APPLYING:
        return Standing.APPLICANT
    return Standing.EXITED if claim == OUT_OF_POVERTY else Standing.REGISTERED


def entry_of(work: Work, household: HouseholdIn, *, opening: bool) -> dict[str, object]:
    """The columns with which a new household enters the register, by name.

    The days are the last ones of the periods on the sheet (识别时间, 脱贫年度, 返贫时间), since the household
    stood so by then. A period that the sheet does not give leaves its day unknown.
    """
    standing = standing_of(household, opening=opening)
    days: dict[str, date | None] = dict.fromkeys(ENTRY_DAYS)
    if standing is not Standing.APPLICANT:
        came, left = last_day(household.identified, work.today), last_day(household.exit_year, work.today)
        back = last_day(household.relapsed, work.today)
        relapsed = claim_of(household) == RELAPSED
        exited = standing is Standing.EXITED
        days |= {
            "registered_on": back if relapsed and back else came,
            "exited_on": left if exited else None,
            "grace_until": grace_after(work, left) if exited else None,
            "stated_entry_on": came,
            "stated_exit_on": left if exited or relapsed else None,
            "stated_return_on": back if relapsed else None,
        }
    return {"standing": standing, **days}


ENTRY_DAYS = (
    *("registered_on", "exited_on", "grace_until"),
    *("stated_entry_on", "stated_exit_on", "stated_return_on"),
)


def grace_after(work: Work, left: date | None) -> date | None:
    """Until when support goes on for who left on a day; None where that or the years are unknown."""
    return grace_until(left, work.terms(left)) if left else None


def last_day(period: str | None, today: date) -> date | None:
    """The last day of a year, month or day such as 2014, 2014-04, 201404 or 2014-04-30, not after today.

    None for anything else.
    """
    found = _PERIOD.fullmatch(period or "")
    if found is None:
        return None
    year, month, day = found.groups()
    try:
        known = date(int(year), int(month), int(day)) if day else None
        return min(known or Period.read(f"{year}-{month}" if month else year).last, today)
    except (Invalid, ValueError):
        return None
