"""The records that the rows of grids name: households, people, places, and what helps them."""

from dataclasses import replace

from county_desk.fields import Text
from county_desk.intake.pasting.columns import (
    FIGURE,
    HEAD,
    HEAD_ID,
    NUMBER,
    PERSON,
    PERSON_ID,
    PLACE,
    POST,
    VILLAGE,
)
from county_desk.intake.pasting.columns import PasteColumn as Column
from county_desk.intake.pasting.grid import RowRecord
from county_desk.intake.pasting.list_lookup import listed
from county_desk.intake.pasting.subjects import (
    by_query,
    find_cases,
    find_figures,
    find_households,
    find_members,
    find_places,
)
from county_desk.tables.assistance.assets import LISTING as ASSETS_LISTING
from county_desk.tables.assistance.measures import LISTING as MEASURES_LISTING
from county_desk.tables.assistance.needs import LISTING as NEEDS_LISTING
from county_desk.tables.assistance.projects import FUNDS_LISTING, PROJECTS_LISTING
from county_desk.tables.assistance.teams import MEMBERS_LISTING, TEAMS_LISTING, TeamState
from county_desk.tables.assistance.undertakings import PLEDGES_LISTING, UndertakingState
from county_desk.tables.supervision.inspections import (
    FINDINGS_LISTING,
    ROUNDS_LISTING,
    SHEETS_LISTING,
    FindingState,
)
from county_desk.text import N_

HOUSEHOLD = RowRecord("household", (NUMBER, HEAD_ID, HEAD), by_query(find_households), (VILLAGE,))
CASES = RowRecord("cases", (NUMBER, HEAD_ID, HEAD), by_query(find_cases), (VILLAGE,))
MEMBER = RowRecord("member", (PERSON_ID, PERSON), by_query(find_members), (NUMBER,))
_BENEFICIARY = (
    replace(PERSON_ID, label=N_("Identity number of the beneficiary")),
    replace(PERSON, label=N_("Beneficiary")),
)
BENEFICIARY = replace(MEMBER, columns=_BENEFICIARY)
BORROWER = replace(HOUSEHOLD, columns=(NUMBER, HEAD_ID, HEAD, *_BENEFICIARY))
VILLAGE_NAMED = RowRecord("village", (VILLAGE,), by_query(find_places))
AT_PLACE = RowRecord("place", (PLACE,), by_query(find_places))
POSTED_TO = replace(AT_PLACE, columns=(POST,))
FIGURE_NAMED = RowRecord("name", (FIGURE,), find_figures)

NEED = listed("need", NEEDS_LISTING, N_("Number of the need"), ())
_TITLE = Column("measure_title", N_("Measure"), Text(), source="title")
MEASURE = listed("measure", MEASURES_LISTING, N_("Number of the measure"), (NUMBER, HEAD), (_TITLE, VILLAGE))
PROJECT = listed("project", PROJECTS_LISTING, N_("Number of the project"), ("title",))
_OF_FUND = Column("fund_document", N_("Document number of the fund"), Text(), source="document")
FUND = listed("fund", FUNDS_LISTING, N_("Number of the fund"), (_OF_FUND, "title"))
ASSET = listed("asset", ASSETS_LISTING, N_("Number of the asset"), ("title", "project"))
TEAM = listed(
    "team", TEAMS_LISTING, N_("Number of the team"), (VILLAGE, "unit"), among={"state": TeamState.RUNNING}
)
TEAM_MEMBER = listed(
    "member", MEMBERS_LISTING, N_("Number of the team member"), (PERSON,), (VILLAGE,), {"until": None}
)
PLEDGE = listed(
    "undertaking",
    PLEDGES_LISTING,
    N_("Number of the pledge or task"),
    ("target",),
    (PLACE,),
    {"state": UndertakingState.OPEN},
)
ROUND = listed("round", ROUNDS_LISTING, N_("Number of the round"), ("title",))
SHEET = listed(
    "sheet", SHEETS_LISTING, N_("Number of the field sheet"), (NUMBER, HEAD), (VILLAGE, *ROUND.columns[1:])
)
FINDING = listed(
    "finding",
    FINDINGS_LISTING,
    N_("Number of the finding"),
    ("words",),
    (VILLAGE, HEAD),
    {"state": FindingState.OPEN},
)
