"""The navigation of the window: all pages, and for each post its rows with the pages of each.

Ctrl+1 opens the first row. Pages find each other by key: `go("applications", 12)` shows case 12. The
`show_subject` of a page says which subject it takes. The module of a page is imported when the page is first
shown or counted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from county_desk import views
from county_desk.models.user import Permission, Role
from county_desk.tables.policy.out_of_force import GRACE, out_of_force
from county_desk.text import N_
from county_desk.views.late_import import import_late
from county_desk.views.types import Desk
from county_desk.views.widgets.icons import Icon

if TYPE_CHECKING:
    from county_desk.views.page import Page

_EXITS = ("household_exit", "village_exit", "county_exit")
_MONITORING = ("monitoring", "monitoring_release", "monitoring_removal")


@dataclass(frozen=True)
class PageEntry:
    """A page: its module, its title, the right to have it at all, and the procedures that it is for.

    One without procedures is for all times. A place of work shows one record and stands in no row; `of` is
    the page with the list of such records.
    """

    key: str
    module: str
    title: str
    procedures: tuple[str, ...] = ()
    needs: Permission = Permission.READ
    of: str = ""

    def load(self) -> "type[Page]":
        """The page; the first call imports its module."""
        module = import_late(f"{views.__name__}.{self.module}")
        classes = (each for each in vars(module).values() if isinstance(each, type))
        found: type[Page] = next(each for each in classes if vars(each).get("key") == self.key)
        return found


PAGES = (
    PageEntry("home", "home.home_page", N_("Today")),
    PageEntry("overview", "home.home_page", N_("Overview")),
    PageEntry("queue", "cases.queue_page", N_("Queue")),
    PageEntry("proposals", "administration.proposals_page", N_("To put in force")),
    PageEntry("applications", "cases.applications_page", N_("Applications")),
    PageEntry("disclosures", "disclosure.disclosure_page", N_("Disclosures")),
    PageEntry("exits", "exits.exit_page", N_("Exit checks"), _EXITS),
    PageEntry("county_exit", "exits.county_pages", N_("Exit of the county"), _EXITS),
    PageEntry("grace", "exits.county_pages", N_("Period of grace"), (*_EXITS, GRACE)),
    PageEntry("clues", "monitoring.clues_page", N_("Clues"), _MONITORING),
    PageEntry("signals", "monitoring.signal_pages", N_("Signals"), _MONITORING),
    PageEntry("monitored", "monitoring.monitored_page", N_("Monitored households"), _MONITORING),
    PageEntry("signal_rules", "monitoring.signal_pages", N_("Rules of the signals"), _MONITORING),
    PageEntry("visits", "monitoring.visits_page", N_("Visits")),
    PageEntry("requests", "departments.department_pages", N_("Requests for comparison")),
    PageEntry("comparisons", "departments.department_pages", N_("Hits on lists")),
    PageEntry("department_findings", "departments.department_pages", N_("Contradictions")),
    PageEntry("department_lists", "departments.department_pages", N_("Lists received")),
    PageEntry("needs", "assistance.measure_pages", N_("Needs")),
    PageEntry("measures", "assistance.measure_pages", N_("Measures")),
    PageEntry("plans", "assistance.plans_page", N_("Plans")),
    PageEntry("projects", "assistance.project_pages", N_("Projects")),
    PageEntry("funds", "assistance.project_pages", N_("Funds")),
    PageEntry("payments", "assistance.project_pages", N_("Payments")),
    PageEntry("assets", "assistance.project_pages", N_("Assets")),
    PageEntry("pairings", "assistance.official_pages", N_("Households and officials")),
    PageEntry("officials", "assistance.official_pages", N_("Contact officials")),
    PageEntry("teams", "assistance.team_pages", N_("Resident teams")),
    PageEntry("team_weeks", "assistance.team_pages", N_("Weeks of teams")),
    PageEntry("trainings", "assistance.team_pages", N_("Trainings")),
    PageEntry("pledges", "assistance.team_pages", N_("Pledges and tasks")),
    PageEntry("inspections", "supervision.inspection_pages", N_("Inspections")),
    PageEntry("inspected_households", "supervision.inspection_pages", N_("Field sheets")),
    PageEntry("findings", "supervision.finding_pages", N_("Findings")),
    PageEntry("evaluations", "supervision.inspection_pages", N_("Evaluations")),
    PageEntry("appraisals", "supervision.finding_pages", N_("Appraisals")),
    PageEntry("complaints", "supervision.finding_pages", N_("Misconduct"), needs=Permission.SUPERVISE),
    PageEntry("notices", "notices.notices_page", N_("Notices")),
    PageEntry("returns", "returns.returns_page", N_("Import and returns")),
    PageEntry("registry", "register.registry_page", N_("Registry")),
    PageEntry("household", "places.household_place", N_("Household"), of="registry"),
    PageEntry("person", "places.household_place", N_("Person"), of="registry"),
    PageEntry("village", "places.village_place", N_("Village"), of="registry"),
    PageEntry("case", "places.case_place", N_("Case"), of="applications"),
    PageEntry("changes", "register.change_pages", N_("Changes of households")),
    PageEntry("waiting", "register.change_pages", N_("Waiting changes")),
    PageEntry("duplicates", "register.duplicates_page", N_("Possible duplicates")),
    PageEntry("checks", "register.checks_page", N_("Consistency checks")),
    PageEntry("history", "register.history_page", N_("History")),
    PageEntry("people", "administration.people_pages", N_("People")),
    PageEntry("ties", "administration.people_pages", N_("Ties of persons")),
    PageEntry("offices", "administration.offices_page", N_("Offices")),
    PageEntry("figures", "administration.figures_page", N_("Figures")),
    PageEntry("to_confirm", "administration.to_confirm_page", N_("To confirm")),
    PageEntry("working_days", "administration.working_days_page", N_("Working days")),
    PageEntry("procedures", "administration.procedures_page", N_("Procedures")),
    PageEntry("examples", "administration.examples_page", N_("Examples")),
    PageEntry("policy_files", "administration.policy_files_page", N_("Policy files")),
    PageEntry("backups", "administration.backups_page", N_("Backups")),
    PageEntry("server", "administration.server_page", N_("Server")),
)
ENTRIES = {entry.key: entry for entry in PAGES}


class NavRow(NamedTuple):
    """A row of the navigation is a job; its parts are the keys of its pages, the most used first."""

    title: str
    icon: Icon
    parts: tuple[str, ...]


_TODAY = NavRow(N_("Today"), Icon.QUEUE, ("home", "queue", "proposals"))
_WATCH = NavRow(
    N_("Monitoring and help"),
    Icon.WATCH,
    ("clues", "signals", "monitored", "visits", "needs", "measures", "signal_rules"),
)
_FILING = NavRow(
    N_("Applications and disclosure"),
    Icon.DISCLOSURE,
    ("applications", "disclosures", "exits", "county_exit", "grace"),
)
_CASES = NavRow(N_("Cases"), Icon.APPLICATION, (*_FILING.parts, *_WATCH.parts))
_ROSTER = NavRow(N_("Registry"), Icon.ROSTER, ("registry", "changes", "waiting", "duplicates", "checks"))
_LOOKUP = _ROSTER._replace(parts=(*_ROSTER.parts, "history"))
_MONEY = NavRow(N_("Projects and funds"), Icon.MONEY, ("projects", "funds", "payments", "assets"))
_DEPARTMENTS = ("comparisons", "requests", "department_findings", "department_lists")
_EXCHANGE = NavRow(N_("Files in and out"), Icon.EXCHANGE, ("returns", "notices", *_DEPARTMENTS, "offices"))
_PAPERS = NavRow(N_("Notices and returns"), Icon.PRINT, ("notices", "returns", *_DEPARTMENTS))
_HELPERS = ("pairings", "teams", "plans", "officials", "team_weeks", "trainings", "pledges")
_CHECKING = ("inspections", "inspected_households", "findings", "evaluations", "appraisals", "complaints")
_TEAMS = NavRow(
    N_("Teams and supervision"),
    Icon.TEAM,
    (
        *_HELPERS[:3],
        *("inspections", "findings", "evaluations"),
        *_HELPERS[3:],
        *("inspected_households", "appraisals"),
    ),
)
_SUPERVISION = NavRow(N_("Supervision"), Icon.INSPECTION, (*_CHECKING, *_HELPERS))
_PEOPLE = NavRow(N_("People and offices"), Icon.PERSON, ("people", "ties", "offices"))
_FIGURES = ("figures", "to_confirm", "procedures", "policy_files", "working_days")
_RULES = NavRow(N_("Rules"), Icon.RULES, (*_FIGURES, "checks", "examples"))
_BACKUPS = NavRow(N_("Backups"), Icon.SAVE, ("backups",))
_REGISTER = NavRow(N_("Server"), Icon.DATABASE, ("server",))
_RECORDS = NavRow(N_("History"), Icon.HISTORY, ("history",))
_ADMINISTRATION = (*_PEOPLE.parts, *_FIGURES, "examples", "backups", "server")
_PAST = NavRow(N_("Earlier work"), Icon.PAST, ())  # takes the pages of procedures that have ended

_CLERK = (_TODAY, _WATCH, _FILING, _LOOKUP, _MONEY, _EXCHANGE, _TEAMS)
ROWS: Mapping[Role, tuple[NavRow, ...]] = {
    Role.VILLAGE_CLERK: _CLERK,
    Role.TOWNSHIP_CLERK: _CLERK,
    Role.COUNTY_CLERK: (_TODAY._replace(parts=("home", "overview", "queue", "proposals")), *_CLERK[1:]),
    Role.ADMINISTRATOR: (
        NavRow(N_("Checklist"), Icon.QUEUE, ("home",)),
        _PEOPLE,
        _RULES,
        _REGISTER,
        _BACKUPS,
        NavRow(N_("To put in force"), Icon.DONE, ("proposals", "queue")),
        _RECORDS,
    ),
    Role.REVIEWER: (
        NavRow(N_("To sign"), Icon.SIGN, ("queue", "home", "overview")),
        NavRow(
            N_("To put in force"),
            Icon.DONE,
            ("proposals", *_FIGURES, *_PEOPLE.parts, "examples", "backups", "server"),
        ),
        _CASES,
        _LOOKUP,
        _MONEY,
        _PAPERS,
        _SUPERVISION,
    ),
    Role.INSPECTOR: (
        NavRow(N_("Overview"), Icon.CHART, ("overview", "home")),
        NavRow(
            N_("Sample checks"),
            Icon.INSPECTION,
            ("inspections", "inspected_households", "findings", "evaluations", "appraisals", *_HELPERS),
        ),
        _CASES,
        _ROSTER,
        _MONEY,
        _PAPERS,
        NavRow(N_("History"), Icon.HISTORY, ("history", "proposals", *_ADMINISTRATION, "queue")),
    ),
}


def icon_of(key: str) -> Icon:
    """The picture of a page: that of the first row which has it."""
    return next(row.icon for rows in ROWS.values() for row in rows if key in row.parts)


class Navigation(NamedTuple):
    """The rows of a person at a desk, and all pages that the person may have, by key."""

    rows: Sequence[NavRow]
    pages: Mapping[str, PageEntry]

    @property
    def home(self) -> str:
        """The page that opens after signing in."""
        return self.rows[0].parts[0]

    def listed(self, key: str) -> str:
        """The page itself, or the page of the list to which a place of work belongs."""
        return (self.pages.get(key) or ENTRIES[key]).of or key

    def row_of(self, key: str) -> NavRow:
        """The row with a page or its list; where the rows of the person lack it, that of another post."""
        key = self.listed(key)
        others = (row for rows in ROWS.values() for row in rows)
        row = next(row for row in (*self.rows, *others) if key in row.parts)
        return row._replace(parts=tuple(part for part in row.parts if part in self.pages))

    def parts(self, row: NavRow) -> list[PageEntry]:
        """The pages of a row."""
        return [self.pages[key] for key in row.parts]


def row_keys(place: int) -> str:
    """The keys that open a row."""
    return f"Ctrl+{place + 1}"


def navigation_of(desk: Desk) -> Navigation:
    """The rows of the person at a desk, on the day of the desk.

    Pages of procedures that have ended stand in a row of their own, those of procedures to come behind the
    others of their row.
    """
    role, out = desk.actor.role, desk.read(out_of_force, desk.policy, desk.today)
    pages = {page.key: page for page in PAGES if role.may(page.needs)}
    past = [key for row in ROWS[role] for key in row.parts if out.has_ended(ENTRIES[key].procedures)]

    def kept(parts: Iterable[str]) -> tuple[str, ...]:
        present = [key for key in parts if key in pages and key not in past]
        return tuple(sorted(present, key=lambda key: out.is_idle(pages[key].procedures)))

    rows = [row._replace(parts=kept(row.parts)) for row in ROWS[role]]
    rows.append(_PAST._replace(parts=tuple(past)))
    return Navigation([row for row in rows if row.parts], pages)
