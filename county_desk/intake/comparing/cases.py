"""The cases of the households that a file brings: which one it opens, and which are on record already."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from county_desk.intake.comparing.snapshot import KnownHousehold
from county_desk.intake.delivery import HouseholdIn
from county_desk.models.among import among
from county_desk.models.case import UNDER_WAY, Case, CaseState, CaseStep
from county_desk.models.household import Standing

STATUS = "脱贫属性"
REGISTRATION, EXIT = "household_registration", "household_exit"
# the standard words of 脱贫属性; 已脱贫 and 拟识别 are read as these
OUT_OF_POVERTY, RELAPSED, APPLYING, IN_POVERTY = "脱贫", "返贫", "申请", "未脱贫"
ABOUT_TO_LEAVE = "预脱贫"
_BY_KIND = {"脱贫户": OUT_OF_POVERTY, "返贫户": RELAPSED}


@dataclass(frozen=True, slots=True)
class CaseOf:
    """A case of a household: `begun` when it has left its first step."""

    id: int
    version: int
    kind: str
    state: CaseState
    subject: str
    persons: int
    received_on: date
    begun: bool

    @property
    def under_way(self) -> bool:
        """Whether it has not ended yet."""
        return self.state in UNDER_WAY


def claim_of(household: HouseholdIn) -> str:
    """The status of a household in the words of 脱贫属性, from the rest of its row where that is blank."""
    if household.claimed:
        return household.claimed
    if household.kind in _BY_KIND:
        return _BY_KIND[household.kind]
    if household.exit_year:
        return OUT_OF_POVERTY
    return APPLYING if household.filed_on and not household.identified else IN_POVERTY


def says_standing(household: HouseholdIn) -> bool:
    """Whether the row says that its household stands in a register already, so that it does not apply."""
    told = (household.claimed, household.identified, household.exit_year, household.relapsed)
    stands = any(told) or household.kind in _BY_KIND
    return stands and claim_of(household) not in (APPLYING, ABOUT_TO_LEAVE)


def case_kind(household: HouseholdIn) -> str:
    """The kind of case that a new household applies for."""
    return EXIT if household.claimed == ABOUT_TO_LEAVE else REGISTRATION


def opens_exit(known: KnownHousehold, household: HouseholdIn, cases: Sequence[CaseOf]) -> bool:
    """Whether a household on record that changes opens its exit."""
    leaving = household.claimed == ABOUT_TO_LEAVE and known.row.standing is Standing.REGISTERED
    return leaving and not any(case.kind != REGISTRATION and case.under_way for case in cases)


def cases_of(session: Session, households: Collection[int]) -> dict[int, list[CaseOf]]:
    """The cases of households by their record, in the order in which they came."""
    found: dict[int, list[CaseOf]] = defaultdict(list)
    if not households:
        return found
    steps = select(func.count()).where(CaseStep.case_id == Case.id).correlate(Case).scalar_subquery()
    columns = (Case.id, Case.version, Case.kind, Case.state, Case.subject, Case.persons, Case.received_on)
    wanted = select(Case.household_id, *columns, steps > 1)
    rows: Any = session.execute(wanted.where(among(Case.household_id, households)).order_by(Case.id))
    for household, *about in rows:
        found[household].append(CaseOf(*about))
    return found
