"""The grids of help and supervision: needs and measures, money, those who help, and field sheets."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from county_desk.intake.pasting.existing_records import same
from county_desk.intake.pasting.grid import PasteGrid
from county_desk.intake.pasting.records import (
    ASSET,
    AT_PLACE,
    BENEFICIARY,
    BORROWER,
    FINDING,
    FUND,
    HOUSEHOLD,
    MEASURE,
    NEED,
    PLEDGE,
    PROJECT,
    ROUND,
    SHEET,
    TEAM,
    TEAM_MEMBER,
    VILLAGE_NAMED,
)
from county_desk.intake.pasting.subjects import Shared
from county_desk.measure_classes import MeasureClass
from county_desk.models.asset import Asset
from county_desk.models.inspection import InspectionFinding
from county_desk.models.measure import AssistanceMeasure, Need
from county_desk.models.project import FundShare, Payment, Project
from county_desk.models.team import TeamMember, Training, Undertaking
from county_desk.tables.listing import by_number
from county_desk.tables.supervision.inspections import SHEETS_LISTING
from county_desk.text import N_
from county_desk.workflow.assistance.measures import DeliverMeasure, RecordMeasure
from county_desk.workflow.assistance.needs import EndNeed, RecordNeed
from county_desk.workflow.assistance.officials import AssignOfficial
from county_desk.workflow.assistance.plans import SetPlan
from county_desk.workflow.assistance.stages import RecordStage
from county_desk.workflow.assistance.teams import FormTeam, JoinTeam, RecordTeamWeek
from county_desk.workflow.assistance.undertakings import FinishUndertaking, RecordTraining, RecordUndertaking
from county_desk.workflow.projects.asset_acts import RecordAsset, RecordAssetIncome
from county_desk.workflow.projects.money import RecordFund, RecordPayment, ReleaseFund
from county_desk.workflow.projects.project_acts import ProposeProject, RecordProgress
from county_desk.workflow.supervision.findings import MendFinding, RecordFinding
from county_desk.workflow.supervision.rounds import CheckSheet, EnterSheet

_ANSWERS = ("decided_rightly", "fell_back", "satisfied")


def _answers_known(
    session: Session, sheets: Sequence[object], _given: Shared
) -> dict[object, Mapping[str, object]]:
    """The answers on record, by field sheet."""
    rows = by_number(session, SHEETS_LISTING, [int(str(sheet)) for sheet in sheets])
    return {row.id: {name: getattr(row, name) for name in _ANSWERS} for row in rows}


NEEDS = PasteGrid(
    "needs",
    N_("Needs"),
    RecordNeed,
    (HOUSEHOLD,),
    repeats=True,
    again=same(Need, "household", "wants", "cause", "risk", "found_on"),
)
NEEDS_ENDED = PasteGrid("needs_ended", N_("Ends of needs"), EndNeed, (NEED,))
MEASURES = PasteGrid(
    "measures",
    N_("Measures"),
    RecordMeasure,
    (HOUSEHOLD, NEED, BENEFICIARY),
    repeats=True,
    again=same(AssistanceMeasure, "household", "kind", "programme", "since", "member", content="title"),
)
LOANS = PasteGrid(
    "loans",
    N_("Small loans"),
    RecordMeasure,
    (BORROWER, BENEFICIARY),
    without=("risk", "responsible"),
    repeats=True,
    preset={"kind": MeasureClass.FINANCE, "programme": "small_loan"},
    demands=("member", "amount", "months"),
    again=same(AssistanceMeasure, "household", "kind", "programme", "since", "member", content="title"),
)
DELIVERIES = PasteGrid("deliveries", N_("Deliveries of measures"), DeliverMeasure, (MEASURE,))
STAGES = PasteGrid("stages", N_("Stages of measures"), RecordStage, (MEASURE,))

PROJECTS = PasteGrid(
    "projects",
    N_("Projects"),
    ProposeProject,
    (AT_PLACE,),
    repeats=True,
    again=same(Project, "place", "year", project="title"),
)
PROGRESS = PasteGrid("progress", N_("Progress of projects"), RecordProgress, (PROJECT,))
FUNDS = PasteGrid("funds", N_("Funds"), RecordFund, (), once=("document",), repeats=True)
RELEASES = PasteGrid(
    "releases",
    N_("Money released to projects"),
    ReleaseFund,
    (FUND, PROJECT),
    repeats=True,
    again=same(FundShare, "fund", "project", "amount", "released_on", "document"),
)
PAYMENTS = PasteGrid(
    "payments",
    N_("Payments"),
    RecordPayment,
    (PROJECT, HOUSEHOLD),
    repeats=True,
    again=same(Payment, "project", "household", "payee", "amount", "paid_on", "voucher"),
)
ASSETS = PasteGrid(
    "assets",
    N_("Assets"),
    RecordAsset,
    (PROJECT,),
    repeats=True,
    again=same(Asset, "project", asset="title"),
)
ASSET_YEARS = PasteGrid("asset_years", N_("Income of assets"), RecordAssetIncome, (ASSET,), fixed=("year",))

PAIRINGS = PasteGrid(
    "pairings",
    N_("Contact officials of households"),
    AssignOfficial,
    (HOUSEHOLD,),
)
TEAMS = PasteGrid("teams", N_("Resident teams"), FormTeam, (VILLAGE_NAMED,))
TEAM_MEMBERS = PasteGrid(
    "team_members",
    N_("Members of teams"),
    JoinTeam,
    (TEAM,),
    repeats=True,
    again=same(TeamMember, "team", "name", "since"),
)
TEAM_WEEKS = PasteGrid("team_weeks", N_("Weeks of teams"), RecordTeamWeek, (TEAM_MEMBER,), repeats=True)
TRAININGS = PasteGrid(
    "trainings",
    N_("Trainings"),
    RecordTraining,
    (AT_PLACE,),
    repeats=True,
    again=same(Training, "place", "held_on", subject="title"),
)
PLEDGES = PasteGrid(
    "pledges",
    N_("Pledges and tasks"),
    RecordUndertaking,
    (AT_PLACE,),
    fixed=("year",),
    repeats=True,
    again=same(Undertaking, "place", "kind", "year", "target", "due_on"),
)
RESULTS = PasteGrid("results", N_("Results of pledges and tasks"), FinishUndertaking, (PLEDGE,))
PLANS = PasteGrid("plans", N_("Plans of villages"), SetPlan, (VILLAGE_NAMED,), fixed=("year",), repeats=True)

FINDINGS = PasteGrid(
    "findings",
    N_("Findings"),
    RecordFinding,
    (VILLAGE_NAMED, HOUSEHOLD, ROUND),
    repeats=True,
    again=same(InspectionFinding, "village", "household", "words", "found_on"),
)
MENDINGS = PasteGrid("mendings", N_("Mending of findings"), MendFinding, (FINDING,))
SHEETS = PasteGrid("sheets", N_("Field sheets"), EnterSheet, (SHEET,), known=_answers_known, keeps=_ANSWERS)
SHEETS_AGAIN = PasteGrid("sheets_again", N_("Field sheets, second entry"), CheckSheet, (SHEET,))

GRIDS = (
    NEEDS,
    NEEDS_ENDED,
    MEASURES,
    LOANS,
    DELIVERIES,
    STAGES,
    PROJECTS,
    PROGRESS,
    FUNDS,
    RELEASES,
    PAYMENTS,
    ASSETS,
    ASSET_YEARS,
    PAIRINGS,
    TEAMS,
    TEAM_MEMBERS,
    TEAM_WEEKS,
    TRAININGS,
    PLEDGES,
    RESULTS,
    PLANS,
    FINDINGS,
    MENDINGS,
    SHEETS,
    SHEETS_AGAIN,
)
