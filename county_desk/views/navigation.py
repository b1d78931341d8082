"""The navigation of the window: its rows in order, and the pages of each; Ctrl+1 is the first page.

Pages find each other by key: `go("applications", 12)` shows case 12. The `show_subject` of a page says which
subject it takes. The module of a page is imported when the page is first shown or counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from county_desk import views
from county_desk.models.user import Permission
from county_desk.text import N_
from county_desk.views.late_import import import_late
from county_desk.views.widgets.icons import Icon

if TYPE_CHECKING:
    from county_desk.views.page import Page

WORK, DELIVER, LOOK_UP = N_("Work"), N_("Deliver"), N_("Look up")


class NavRow(NamedTuple):
    """A row of the navigation. It stands for all its pages."""

    key: str
    title: str
    icon: Icon
    parts_title: str = ""  # names the pages together, where there are several
    group: str = WORK


@dataclass(frozen=True)
class PageEntry:
    """A page in its row of the navigation: the module that has it, and the right to have it at all."""

    key: str
    row: NavRow
    needs: Permission
    module: str

    def load(self) -> "type[Page]":
        """The page; the first call imports its module."""
        classes = (each for each in vars(import_late(self.module)).values() if isinstance(each, type))
        found: type[Page] = next(each for each in classes if vars(each).get("key") == self.key)
        return found


def _row(row: NavRow, rights: Mapping[str, Permission] | None = None, /, **modules: str) -> list[PageEntry]:
    """The pages of a row, each by its key and its module; `rights` are those other than to read."""
    return [
        PageEntry(key, row, (rights or {}).get(key, Permission.READ), f"{views.__name__}.{module}")
        for key, module in modules.items()
    ]


PAGES = (
    *_row(
        NavRow("queue", N_("Queue"), Icon.QUEUE, N_("Parts of the queue")),
        queue="cases.queue_page",
        proposals="administration.proposals_page",
    ),
    *_row(
        NavRow("applications", N_("Applications"), Icon.APPLICATION),
        applications="cases.applications_page",
    ),
    *_row(
        NavRow("disclosures", N_("Disclosures"), Icon.DISCLOSURE),
        disclosures="disclosure.disclosure_page",
    ),
    *_row(NavRow("exits", N_("Exit checks"), Icon.EXIT), exits="exits.exit_page"),
    *_row(
        NavRow("county", N_("County and grace"), Icon.EXIT, N_("Parts of the county’s exit")),
        county_exit="exits.county_page",
        grace="exits.grace_page",
    ),
    *_row(
        NavRow("monitoring", N_("Monitoring"), Icon.SHOW, N_("Parts of monitoring")),
        clues="monitoring.clues_page",
        signals="monitoring.signals_page",
        monitored="monitoring.monitored_page",
        visits="monitoring.visits_page",
        signal_rules="monitoring.signal_rules_page",
    ),
    *_row(
        NavRow(
            "departments",
            N_("Comparison with departments"),
            Icon.EXCHANGE,
            N_("Parts of the comparison with departments"),
        ),
        requests="departments.requests_page",
        comparisons="departments.hits_pages",
        department_findings="departments.hits_pages",
        department_lists="departments.hits_pages",
    ),
    *_row(
        NavRow("assistance", N_("Assistance"), Icon.APPLICATION, N_("Parts of assistance")),
        needs="assistance.needs_page",
        measures="assistance.measures_page",
        plans="assistance.plans_page",
    ),
    *_row(
        NavRow("money", N_("Projects and funds"), Icon.OPEN, N_("Parts of projects and funds")),
        projects="assistance.projects_page",
        funds="assistance.funds_page",
        payments="assistance.payments_page",
        assets="assistance.assets_page",
    ),
    *_row(
        NavRow("helpers", N_("Officials and teams"), Icon.PERSON, N_("Parts of officials and teams")),
        pairings="assistance.pairings_page",
        officials="assistance.officials_page",
        teams="assistance.teams_page",
        team_weeks="assistance.team_weeks_page",
        trainings="assistance.trainings_page",
        pledges="assistance.pledges_page",
    ),
    *_row(
        NavRow("supervision", N_("Supervision"), Icon.SHOW, N_("Parts of supervision")),
        {"complaints": Permission.SUPERVISE},
        inspections="supervision.inspections_page",
        inspected_households="supervision.inspections_page",
        findings="supervision.findings_page",
        evaluations="supervision.evaluations_page",
        appraisals="supervision.reports_page",
        complaints="supervision.reports_page",
    ),
    *_row(NavRow("notices", N_("Notices"), Icon.PRINT, group=DELIVER), notices="notices.notices_page"),
    *_row(
        NavRow("returns", N_("Import and returns"), Icon.EXCHANGE, group=DELIVER),
        returns="returns.returns_page",
    ),
    *_row(
        NavRow("registry", N_("Registry"), Icon.REGISTRY, group=LOOK_UP), registry="register.registry_page"
    ),
    *_row(
        NavRow(
            "changes_nav",
            N_("Changes of households"),
            Icon.EXCHANGE,
            N_("Parts of the changes"),
            LOOK_UP,
        ),
        changes="register.changes_page",
        waiting="register.waiting_page",
    ),
    *_row(
        NavRow("duplicates", N_("Possible duplicates"), Icon.COPY, group=LOOK_UP),
        duplicates="register.duplicates_page",
    ),
    *_row(
        NavRow("checks", N_("Consistency checks"), Icon.DONE, group=LOOK_UP), checks="register.checks_page"
    ),
    *_row(NavRow("history", N_("History"), Icon.HISTORY, group=LOOK_UP), history="register.history_page"),
    *_row(
        NavRow(
            "administration",
            N_("Administration"),
            Icon.SETTINGS,
            N_("Parts of the administration"),
            LOOK_UP,
        ),
        people="administration.people_page",
        ties="administration.ties_page",
        offices="administration.offices_page",
        figures="administration.figures_page",
        to_confirm="administration.to_confirm_page",
        working_days="administration.working_days_page",
        procedures="administration.procedures_page",
        examples="administration.examples_page",
        policy_files="administration.policy_files_page",
        backups="administration.backups_page",
        server="administration.server_page",
    ),
)
ENTRIES = {entry.key: entry for entry in PAGES}
