"""The places of work of a household and of a person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from county_desk.intake.pasting.grids import HOUSEHOLD_YEARS, MEMBER_YEARS, NEW_MEMBERS
from county_desk.models.case import CaseState
from county_desk.tables.assistance.measures import LISTING as MEASURES_LISTING
from county_desk.tables.assistance.needs import LISTING as NEEDS_LISTING
from county_desk.tables.assistance.officials import PAIRINGS_LISTING
from county_desk.tables.assistance.payments import PAYMENTS_LISTING
from county_desk.tables.cases.case_list import LISTING as CASES_LISTING
from county_desk.tables.cases.disclosures import ENTRIES_LISTING
from county_desk.tables.changes import LISTING as CHANGES_LISTING
from county_desk.tables.county import county_name
from county_desk.tables.departments.findings import LISTING as FINDINGS_LISTING
from county_desk.tables.duplicates import LISTING as DUPLICATES_LISTING
from county_desk.tables.history.acts import EVENTS_LISTING
from county_desk.tables.household_glance import (
    guarantees,
    help_given,
    last_income,
    newest_row,
    people_on_record,
)
from county_desk.tables.household_sheet import sheet_of_household
from county_desk.tables.households import LISTING, MEMBERS_LISTING, HouseholdRow, MemberRow
from county_desk.tables.listing import Query, numbers, one
from county_desk.tables.monitoring.clues import LISTING as CLUES_LISTING
from county_desk.tables.monitoring.monitored import MONITORED_LISTING
from county_desk.tables.monitoring.signals import LISTING as SIGNALS_LISTING
from county_desk.tables.monitoring.visits import LISTING as VISITS_LISTING
from county_desk.text import N_, _
from county_desk.views.finder_answers import InPlace
from county_desk.views.paper_acts import PaperActs, account_paper, visit_paper
from county_desk.views.pasting.paste_place import PastePlace
from county_desk.views.pasting.paste_tool import open_paste
from county_desk.views.places.place_head import Crumb
from county_desk.views.places.place_page import PlacePage, PlaceRead
from county_desk.views.places.place_tabs import PlaceList, PlaceTab
from county_desk.views.places.record_acts import ActSubject
from county_desk.views.places.record_views import FactsView, StoryView
from county_desk.views.places.year_views import HouseholdYears, HouseView, IncomeView, PersonYears
from county_desk.views.register.household_forms import household_panel, member_panel
from county_desk.views.types import Desk
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.record_card import RowLink
from county_desk.workflow.assistance.measures import RecordMeasure
from county_desk.workflow.assistance.needs import RecordNeed
from county_desk.workflow.cases.filing import OpenCase
from county_desk.workflow.command import Command
from county_desk.workflow.correcting import CorrectMember
from county_desk.workflow.duplicates import SettleDuplicate
from county_desk.workflow.monitoring.clues import RecordClue
from county_desk.workflow.monitoring.visits import RecordHouseholdVisit
from county_desk.workflow.registry import RecordMemberYear

HOUSEHOLD_GRIDS = (HOUSEHOLD_YEARS, MEMBER_YEARS, NEW_MEMBERS)
HOUSEHOLD_ACTS = ActSubject(
    ("households", "members"),
    front=(RecordHouseholdVisit, RecordNeed, RecordMeasure, OpenCase),
    also=(RecordClue,),
    but=(CorrectMember, SettleDuplicate),
)


@dataclass(frozen=True)
class HouseholdRead(PlaceRead[HouseholdRow]):
    """A household with the numbers of its cases."""

    cases: tuple[int, ...] = ()


class HouseholdPlace(PlacePage[HouseholdRow]):
    """One household in full."""

    key: ClassVar = "household"
    records = LISTING
    chip: ClassVar = "standing"
    none: ClassVar = N_("Open a household from any list to work on it here.")
    subject: ClassVar = HOUSEHOLD_ACTS
    hides: ClassVar = ("household", "number", "head", "village", "township", "households")
    tabs: ClassVar = (
        PlaceTab("facts", N_("At a glance"), made=FactsView),
        PlaceTab("people", N_("People"), (PlaceList(MEMBERS_LISTING),), glance=people_on_record),
        PlaceTab("years", N_("Years side by side"), made=HouseholdYears),
        PlaceTab("house", N_("House and guarantees"), made=HouseView, glance=guarantees),
        PlaceTab("income", N_("Income"), made=IncomeView, glance=last_income),
        PlaceTab(
            "help",
            N_("Needs and help"),
            (
                PlaceList(NEEDS_LISTING, "needs"),
                PlaceList(MEASURES_LISTING, "measures"),
                PlaceList(PAYMENTS_LISTING, "payments"),
                PlaceList(PAIRINGS_LISTING, "pairings", by="id"),
            ),
            glance=help_given,
        ),
        PlaceTab(
            "watch",
            N_("Monitoring"),
            (
                PlaceList(MONITORED_LISTING, "monitored"),
                PlaceList(CLUES_LISTING, "clues"),
                PlaceList(SIGNALS_LISTING, "signals"),
            ),
            glance=newest_row(MONITORED_LISTING, "state", "kind", "risks", "entered_on", "visit_due_on"),
        ),
        PlaceTab(
            "visits",
            N_("Visits"),
            (PlaceList(VISITS_LISTING, "visits"),),
            glance=newest_row(VISITS_LISTING, "visited_on", "purpose", "visitors"),
        ),
        PlaceTab(
            "cases",
            N_("Cases"),
            (PlaceList(CASES_LISTING),),
            glance=newest_row(CASES_LISTING, "kind", "state", "step", "due_on", state=CaseState.OPEN),
        ),
        PlaceTab(
            "papers",
            N_("Posted lists"),
            (PlaceList(ENTRIES_LISTING, "disclosures", by="case_id", subject="disclosure_id"),),
        ),
        PlaceTab("changes", N_("Changes of households"), (PlaceList(CHANGES_LISTING, "changes"),)),
        PlaceTab("story", N_("Time line"), made=StoryView),
        PlaceTab("history", N_("History"), (PlaceList(EVENTS_LISTING, "history", by="household"),)),
    )

    def read(self, number: int) -> PlaceRead[HouseholdRow]:
        """Read the household with the numbers of its cases."""
        found = super().read(number)
        own = Query(where={"household_id": number})
        cases = tuple(self.desk.read(numbers, CASES_LISTING, own))
        return HouseholdRead(found.row, found.crumbs, found.links, found.glance, cases)

    def crumbs(self, row: HouseholdRow) -> Sequence[Crumb]:
        """The county, the township and the village."""
        return down_to_village(self.desk, row)

    def links(self, row: HouseholdRow) -> Iterable[RowLink]:
        """The way to the case that is under way."""
        under_way = Query(where={"household_id": row.id, "state": CaseState.OPEN})
        for number in self.desk.read(numbers, CASES_LISTING, under_way):
            yield RowLink(_("Go on with case {number}").format(number=number), "case", number)

    def papers(self, row: HouseholdRow) -> Iterable[PaperActs]:
        """The account card and the visit sheet."""
        desk = self.desk
        yield account_paper(self, row.id)
        yield visit_paper(self, lambda: desk.read(sheet_of_household, row.id, desk.today))

    def tools(self, row: HouseholdRow) -> Iterable[Button]:
        """The paste of the years of the household, of its members, and of new members."""
        button = Button(_("Paste…"), self)
        place = PastePlace(HOUSEHOLD_GRIDS, {"household": row.id}, {"year": self.year})
        button.clicked.connect(lambda _checked: open_paste(self, place))
        yield button

    def panel(self, command: type[Command], row: HouseholdRow) -> CommandPanel[Command]:
        """The form as the registry opens it."""
        return household_panel(self, command, row)

    def scope(self, column: str) -> Mapping[str, object]:
        """The number of the household, or those of its cases for a list about cases."""
        if column == "case_id" and isinstance(self.found, HouseholdRead):
            return {column: self.found.cases}
        return super().scope(column)

    def name_of(self, row: HouseholdRow) -> str:
        """The head with the number of the household."""
        return _("Household of {head} · {number}").format(head=row.head, number=row.number)


class PersonPlace(PlacePage[MemberRow]):
    """One person in full."""

    key: ClassVar = "person"
    records = MEMBERS_LISTING
    none: ClassVar = N_("Open a person from any list to work on the record here.")
    subject: ClassVar = ActSubject(("members",), front=(CorrectMember, RecordMemberYear))
    tabs: ClassVar = (
        PlaceTab("facts", N_("Facts"), made=FactsView),
        PlaceTab("years", N_("Years side by side"), made=PersonYears),
        PlaceTab(
            "doubts",
            N_("Doubts"),
            (
                PlaceList(DUPLICATES_LISTING, "duplicates", by="one_id"),
                PlaceList(FINDINGS_LISTING, "department_findings", by="member_id"),
            ),
        ),
        PlaceTab("history", N_("History"), (PlaceList(EVENTS_LISTING, "history", by="member"),)),
    )

    def crumbs(self, row: MemberRow) -> Sequence[Crumb]:
        """The way down to the household."""
        household = self.desk.read(one, LISTING, row.household_id)
        if household is None:
            return ()
        words = _("Household of {head}").format(head=household.head)
        return (*down_to_village(self.desk, household), Crumb(words, "household", household.id))

    def panel(self, command: type[Command], row: MemberRow) -> CommandPanel[Command]:
        """The form of an act on the person."""
        return member_panel(self, command, row)

    def name_of(self, row: MemberRow) -> str:
        """The name, and the relation to the head."""
        return _("{name}, {relation}").format(name=row.name, relation=row.relation)


def down_to_village(desk: Desk, row: HouseholdRow) -> tuple[Crumb, ...]:
    """The doors of the county, the township and the village of a household."""
    return (
        Crumb(desk.read(county_name), "registry", InPlace({})),
        Crumb(row.township, "registry", InPlace({"township_id": row.township_id})),
        Crumb(row.village, "village", row.village_id),
    )
