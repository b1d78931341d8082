"""The grids of the register, of its cases, and of the office."""

from collections.abc import Mapping, Sequence
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from county_desk.facts import facts_of
from county_desk.facts.fact import FactSubject
from county_desk.intake.pasting.existing_records import same
from county_desk.intake.pasting.grid import PasteGrid
from county_desk.intake.pasting.records import CASES, FIGURE_NAMED, HOUSEHOLD, MEMBER, POSTED_TO
from county_desk.intake.pasting.subjects import Shared, year_in
from county_desk.models.among import among
from county_desk.models.clue import Clue
from county_desk.models.household import HouseholdYear, MemberYear
from county_desk.models.visit import Visit
from county_desk.text import N_
from county_desk.workflow.accounts.people import AddUser
from county_desk.workflow.cases.steps import RecordVisit
from county_desk.workflow.monitoring.clues import RecordClue
from county_desk.workflow.monitoring.visits import RecordHouseholdVisit
from county_desk.workflow.pasting import AddPeople
from county_desk.workflow.policy.own_figures import SetParameter
from county_desk.workflow.registry import AddMember, RecordMemberYear, RecordYear


def _known(
    mapped: type[HouseholdYear | MemberYear],
    owner: InstrumentedAttribute[int],
    session: Session,
    records: Sequence[object],
    given: Shared,
) -> dict[object, Mapping[str, object]]:
    """The facts of the year that all rows share, by the household or the person."""
    keys = [fact.key for fact in facts_of(FactSubject(mapped.__tablename__))]
    wanted = select(owner, *(mapped.__table__.c[key] for key in keys))
    of_year = mapped.year == year_in(given), mapped.withdrawn_on.is_(None)
    standing = wanted.where(among(owner, records), *of_year)
    return {row[0]: dict(zip(keys, row[1:], strict=True)) for row in session.execute(standing)}


HOUSEHOLD_YEARS = PasteGrid(
    "household_years",
    N_("Facts of households in a year"),
    RecordYear,
    (HOUSEHOLD,),
    fixed=("year",),
    known=partial(_known, HouseholdYear, HouseholdYear.household_id),
)
MEMBER_YEARS = PasteGrid(
    "member_years",
    N_("Facts of people in a year"),
    RecordMemberYear,
    (MEMBER,),
    fixed=("year",),
    known=partial(_known, MemberYear, MemberYear.member_id),
)
NEW_MEMBERS = PasteGrid(
    "new_members",
    N_("New members of households"),
    AddMember,
    (HOUSEHOLD,),
    once=("id_number",),
    repeats=True,
)
VISITS = PasteGrid("visits", N_("Visits to households"), RecordVisit, (CASES,), fixed=("done_on", "visitors"))
HOUSEHOLD_VISITS = PasteGrid(
    "household_visits",
    N_("Visits of officials and others"),
    RecordHouseholdVisit,
    (HOUSEHOLD,),
    fixed=("purpose",),
    repeats=True,
    again=same(Visit, "household", "purpose", "visited_on", "visitors", "found"),
)
CLUES = PasteGrid(
    "clues",
    N_("Clues about households on record"),
    RecordClue,
    (HOUSEHOLD,),
    without=("village", "head", "group_name"),
    repeats=True,
    again=same(Clue, "household", "source", "risks", "found_on"),
)
FIGURES = PasteGrid(
    "figures",
    N_("Figures of policy"),
    SetParameter,
    (FIGURE_NAMED,),
    fixed=("scan", "dated_back"),
    repeats=True,
)
NEW_USERS = PasteGrid(
    "new_users",
    N_("People with an account"),
    AddUser,
    (POSTED_TO,),
    once=("name",),
    repeats=True,
    whole=AddPeople,
)

GRIDS = (
    HOUSEHOLD_YEARS,
    MEMBER_YEARS,
    NEW_MEMBERS,
    VISITS,
    HOUSEHOLD_VISITS,
    CLUES,
    FIGURES,
    NEW_USERS,
)
