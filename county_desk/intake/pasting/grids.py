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
    also={
        "visited_on": ("走访日期", "走访时间", "入户日期", "入户时间"),
        "visitors": ("走访干部", "走访人", "走访人员", "入户人", "入户人员", "入户干部"),
        "found": ("走访发现的问题", "发现的问题", "走访情况", "走访内容"),
    },
    again=same(Visit, "household", "purpose", "visited_on", "visitors", "found"),
)
CLUES = PasteGrid(
    "clues",
    N_("Clues about households on record"),
    RecordClue,
    (HOUSEHOLD,),
    without=("village", "head", "group_name"),
    repeats=True,
    also={
        "risks": ("风险类型", "风险类别"),
        "found_on": ("发现时间", "发现日期", "线索发现时间"),
        "words": ("线索内容", "线索情况", "线索描述"),
    },
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
    also={"name": ("姓名",), "role": ("岗位", "职务", "职责", "角色")},
    whole=AddPeople,
)
