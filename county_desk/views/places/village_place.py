"""The place of work of a village."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from county_desk.tables.assistance.assets import LISTING as ASSETS_LISTING
from county_desk.tables.assistance.measures import LISTING as MEASURES_LISTING
from county_desk.tables.assistance.needs import LISTING as NEEDS_LISTING
from county_desk.tables.assistance.payments import PAYMENTS_LISTING
from county_desk.tables.assistance.plans import LISTING as PLANS_LISTING
from county_desk.tables.assistance.projects import PROJECTS_LISTING
from county_desk.tables.assistance.teams import TEAMS_LISTING
from county_desk.tables.cases.case_list import LISTING as CASES_LISTING
from county_desk.tables.cases.disclosures import LISTING as DISCLOSURES_LISTING
from county_desk.tables.cases.disclosures import OBJECTIONS_LISTING
from county_desk.tables.county import county_name
from county_desk.tables.history.acts import EVENTS_LISTING
from county_desk.tables.households import LISTING as HOUSEHOLDS_LISTING
from county_desk.tables.listing import Listing
from county_desk.tables.monitoring.clues import LISTING as CLUES_LISTING
from county_desk.tables.monitoring.monitored import MONITORED_LISTING
from county_desk.tables.monitoring.signals import LISTING as SIGNALS_LISTING
from county_desk.tables.monitoring.visits import LISTING as VISITS_LISTING
from county_desk.tables.office import NOTICES_LISTING
from county_desk.tables.places import VILLAGES_LISTING, VillageRow
from county_desk.tables.village_years import LISTING as YEARS_LISTING
from county_desk.text import N_
from county_desk.views.finder_answers import ActOpening, InPlace
from county_desk.views.paper_acts import PaperActs, village_paper
from county_desk.views.places.place_head import Crumb
from county_desk.views.places.place_page import PlacePage
from county_desk.views.places.place_tabs import PlaceList, PlaceTab
from county_desk.views.places.record_acts import ActOffer, ActSubject
from county_desk.views.places.record_views import FactsView
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.workflow.assistance.plans import SetPlan
from county_desk.workflow.assistance.undertakings import RecordTraining
from county_desk.workflow.cases.filing import FileHousehold
from county_desk.workflow.command import Command


def _of_village(listing: Listing[Any], page: str) -> PlaceList:
    return PlaceList(listing, page, by="village_id")


class VillagePlace(PlacePage[VillageRow]):
    """One village with all that belongs to it."""

    key: ClassVar = "village"
    records = VILLAGES_LISTING
    chip: ClassVar = "standing"
    none: ClassVar = N_("Open a village from any list to work on it here.")
    subject: ClassVar = ActSubject(("villages", "places"), front=(FileHousehold, SetPlan, RecordTraining))
    hides: ClassVar = ("village", "township", "place")
    tabs: ClassVar = (
        PlaceTab("facts", N_("Facts"), made=FactsView),
        PlaceTab("households", N_("Households"), (_of_village(HOUSEHOLDS_LISTING, ""),)),
        PlaceTab("years", N_("Years side by side"), (_of_village(YEARS_LISTING, ""),)),
        PlaceTab(
            "help",
            N_("Needs and help"),
            (
                _of_village(NEEDS_LISTING, "needs"),
                _of_village(MEASURES_LISTING, "measures"),
                PlaceList(PAYMENTS_LISTING, "payments", by="place_id"),
                _of_village(PLANS_LISTING, "plans"),
            ),
        ),
        PlaceTab(
            "projects",
            N_("Projects"),
            (
                PlaceList(PROJECTS_LISTING, "projects", by="place_id"),
                PlaceList(ASSETS_LISTING, "assets", by="place_id"),
            ),
        ),
        PlaceTab(
            "watch",
            N_("Monitoring"),
            (
                _of_village(MONITORED_LISTING, "monitored"),
                _of_village(CLUES_LISTING, "clues"),
                _of_village(SIGNALS_LISTING, "signals"),
            ),
        ),
        PlaceTab("visits", N_("Visits"), (_of_village(VISITS_LISTING, "visits"),)),
        PlaceTab("cases", N_("Cases"), (PlaceList(CASES_LISTING, by="place_id"),)),
        PlaceTab(
            "papers",
            N_("Posted lists"),
            (
                PlaceList(DISCLOSURES_LISTING, "disclosures", by="place_id"),
                PlaceList(OBJECTIONS_LISTING, "disclosures", by="place_id", subject="disclosure_id"),
                PlaceList(NOTICES_LISTING, "notices", by="place_id"),
            ),
        ),
        PlaceTab("team", N_("Resident team"), (_of_village(TEAMS_LISTING, "teams"),)),
        PlaceTab("history", N_("History"), (PlaceList(EVENTS_LISTING, "history", by="place"),)),
    )

    def crumbs(self, row: VillageRow) -> Sequence[Crumb]:
        """The county and the township."""
        return (
            Crumb(self.desk.read(county_name), "registry", InPlace({})),
            Crumb(row.township, "registry", InPlace({"township_id": row.township_id})),
        )

    def papers(self, row: VillageRow) -> Iterable[PaperActs]:
        """The account of the village in the year at work."""
        yield village_paper(self, row.id, row.name, self.year)

    def begin_act(self, offer: ActOffer, row: VillageRow) -> None:
        """Open the form of an act; an application is filed on its own page."""
        if offer.home == "applications":
            self.go.emit(offer.home, ActOpening(offer.command, {offer.field: row.id}))
        else:
            super().begin_act(offer, row)

    def panel(self, command: type[Command], row: VillageRow) -> CommandPanel[Command]:
        """The form of an act on the village."""
        values = {"year": self.year}
        if "village" in command.asks():
            return CommandPanel(self, command, values=values, village=row.id)
        return CommandPanel(self, command, values=values, place=row.id)

    def name_of(self, row: VillageRow) -> str:
        """The name with the code."""
        return " · ".join(filter(None, (row.name, row.code)))
