"""Every page of the window, in the order of the navigation; Ctrl+1 is the first.

Pages find each other by key: `go("applications", 12)` shows case 12. The `show_subject` of a page says which
subject it takes.
"""

import county_desk.commands  # noqa: F401  # the history says each act in the words of its command
from county_desk.views.administration.backups_page import BackupsPage
from county_desk.views.administration.figures_page import FiguresPage
from county_desk.views.administration.offices_page import OfficesPage
from county_desk.views.administration.people_page import PeoplePage
from county_desk.views.administration.policy_files_page import PolicyFilesPage
from county_desk.views.administration.procedures_page import ProceduresPage
from county_desk.views.administration.server_page import ServerPage
from county_desk.views.administration.to_confirm_page import ToConfirmPage
from county_desk.views.administration.working_days_page import WorkingDaysPage
from county_desk.views.assistance.assets_page import AssetsPage
from county_desk.views.assistance.funds_page import FundsPage
from county_desk.views.assistance.measures_page import MeasuresPage
from county_desk.views.assistance.needs_page import NeedsPage
from county_desk.views.assistance.officials_page import OfficialsPage
from county_desk.views.assistance.pairings_page import PairingsPage
from county_desk.views.assistance.payments_page import PaymentsPage
from county_desk.views.assistance.plans_page import PlansPage
from county_desk.views.assistance.pledges_page import PledgesPage
from county_desk.views.assistance.projects_page import ProjectsPage
from county_desk.views.assistance.team_weeks_page import TeamWeeksPage
from county_desk.views.assistance.teams_page import TeamsPage
from county_desk.views.assistance.trainings_page import TrainingsPage
from county_desk.views.cases.applications_page import ApplicationsPage
from county_desk.views.cases.queue_page import QueuePage
from county_desk.views.departments.hits_pages import ComparisonsPage, ContradictionsPage, DepartmentListsPage
from county_desk.views.departments.requests_page import RequestsPage
from county_desk.views.disclosure.disclosure_page import DisclosurePage
from county_desk.views.exits.county_page import CountyExitPage
from county_desk.views.exits.exit_page import ExitPage
from county_desk.views.exits.grace_page import GracePage
from county_desk.views.monitoring.clues_page import CluesPage
from county_desk.views.monitoring.monitored_page import MonitoredPage
from county_desk.views.monitoring.signal_rules_page import SignalRulesPage
from county_desk.views.monitoring.signals_page import SignalsPage
from county_desk.views.monitoring.visits_page import VisitsPage
from county_desk.views.notices.notices_page import NoticesPage
from county_desk.views.page import Page
from county_desk.views.register.changes_page import ChangesPage
from county_desk.views.register.checks_page import ChecksPage
from county_desk.views.register.duplicates_page import DuplicatesPage
from county_desk.views.register.history_page import HistoryPage
from county_desk.views.register.registry_page import RegistryPage
from county_desk.views.register.waiting_page import WaitingPage
from county_desk.views.returns.returns_page import ReturnsPage
from county_desk.views.supervision.evaluations_page import EvaluationsPage
from county_desk.views.supervision.findings_page import FindingsPage
from county_desk.views.supervision.inspections_page import InspectionsPage, SheetsPage
from county_desk.views.supervision.reports_page import AppraisalsPage, MisconductPage

PAGES: tuple[type[Page], ...] = (
    QueuePage,
    ApplicationsPage,
    DisclosurePage,
    ExitPage,
    CountyExitPage,
    GracePage,
    CluesPage,
    SignalsPage,
    MonitoredPage,
    VisitsPage,
    SignalRulesPage,
    RequestsPage,
    ComparisonsPage,
    ContradictionsPage,
    DepartmentListsPage,
    NeedsPage,
    MeasuresPage,
    PlansPage,
    ProjectsPage,
    FundsPage,
    PaymentsPage,
    AssetsPage,
    PairingsPage,
    OfficialsPage,
    TeamsPage,
    TeamWeeksPage,
    TrainingsPage,
    PledgesPage,
    InspectionsPage,
    SheetsPage,
    FindingsPage,
    EvaluationsPage,
    AppraisalsPage,
    MisconductPage,
    NoticesPage,
    ReturnsPage,
    RegistryPage,
    ChangesPage,
    WaitingPage,
    DuplicatesPage,
    ChecksPage,
    HistoryPage,
    PeoplePage,
    OfficesPage,
    FiguresPage,
    ToConfirmPage,
    WorkingDaysPage,
    ProceduresPage,
    PolicyFilesPage,
    BackupsPage,
    ServerPage,
)
