"""The known facts of the household or village of a case, for a reading pane."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from county_desk.tables.cases.case_detail import VillageFigures
from county_desk.tables.households import HOUSEHOLDS, MEMBERS, HouseholdRow
from county_desk.tables.village_figures import in_table
from county_desk.text import _
from county_desk.views.page import Page
from county_desk.views.widgets.facts_table import FactsTable
from county_desk.views.widgets.parts import Pairs, bare, heading, line, link
from county_desk.workflow.cases.desk_case import CaseNow

SHOWN = ("number", "group_name", "persons", "standing", "kind", "cause", "telephone")
PEOPLE = ("name", "relation", "id_number")


class CaseFactsView(QWidget):
    """The facts of the subject, with a way to its place in the registry; personal numbers are masked."""

    def __init__(self, page: Page, now: CaseNow) -> None:
        super().__init__(page)
        self.page, self.now = page, now
        self.box = bare(QVBoxLayout(self), 0.5)
        if now.detail.household is not None:
            self._add_household(now.detail.household)
            self._add_members()
        elif now.detail.figures:
            self._add_village(now.detail.figures)

    def _add_household(self, household: HouseholdRow) -> None:
        self.box.addWidget(heading(_("Household"), self))
        columns = [HOUSEHOLDS[key] for key in SHOWN]
        pairs = [(_(column.title), column.shown(household, masked=True)) for column in columns]
        self.box.addWidget(Pairs([(title, value) for title, value in pairs if value], self))
        go = self.page.go
        self.box.addWidget(link(_("See the household"), self, lambda: go.emit("household", household.id)))
        case = ("case", self.now.detail.row.id)
        self.box.addWidget(link(_("History of the case"), self, lambda: go.emit("history", case)))

    def _add_members(self) -> None:
        self.box.addWidget(heading(_("Members"), self))
        people = FactsTable([_(MEMBERS[key].title) for key in PEOPLE], self, _("Members"))
        members = self.now.detail.members
        people.show_rows([[MEMBERS[key].shown(one, masked=True) for key in PEOPLE] for one in members])
        self.box.addWidget(people)

    def _add_village(self, figures: tuple[VillageFigures, ...]) -> None:
        """The table of villages that an office sent, and its remark."""
        if listed := [pair for known in figures for pair in in_table(known.facts or {})]:
            self.box.addWidget(heading(_("Table of villages"), self))
            more = FactsTable([_("Item"), _("Value")], self, _("Table of villages"))
            more.show_rows(listed)
            self.box.addWidget(more)
        if remark := next((known.remark for known in figures if known.remark), ""):
            self.box.addWidget(line(remark, self))
