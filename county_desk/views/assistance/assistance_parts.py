"""The rows of the navigation for assistance, its money and its helpers, and the frame of their pages."""

from typing import ClassVar

from county_desk.models.case import Case
from county_desk.models.measure import AssistanceMeasure, Need
from county_desk.models.project import Fund, FundShare, Payment, Project
from county_desk.text import N_
from county_desk.views.acts_page import ActsPage
from county_desk.views.page import NavRow
from county_desk.views.widgets.icons import Icon
from county_desk.workflow.assistance.needs import HelpDraft

ASSISTANCE = NavRow(
    "assistance",
    N_("Assistance"),
    Icon.APPLICATION,
    N_("Parts of assistance"),
)
MONEY = NavRow(
    "money",
    N_("Projects and funds"),
    Icon.OPEN,
    N_("Parts of projects and funds"),
)
HELPERS = NavRow(
    "helpers",
    N_("Officials and teams"),
    Icon.PERSON,
    N_("Parts of officials and teams"),
)


class AssistancePart[R](ActsPage[R]):
    """A page around one list of assistance: needs and measures, projects and their money."""

    nav: ClassVar = ASSISTANCE
    watches: ClassVar = frozenset({Need, AssistanceMeasure, Project, Fund, FundShare, Payment, Case})
    headed: ClassVar = False

    def show_subject(self, subject: object) -> None:
        """Bring a record into view by its number, or open a form for a household, or for many."""
        if isinstance(subject, HelpDraft):
            fixed = {"households": subject.many} if subject.many else {"household": subject.household}
            self.ask(subject.command, {}, **fixed)
        else:
            super().show_subject(subject)


class MoneyPart[R](AssistancePart[R]):
    """A page around one list of projects and their money."""

    nav: ClassVar = MONEY


class HelperPart[R](AssistancePart[R]):
    """A page around one list of those who help: contact officials, resident teams, and their work."""

    nav: ClassVar = HELPERS
