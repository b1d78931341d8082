"""The place of work of a household: its people, years, house, income, help, cases, visits and story."""

from collections.abc import Sequence
from typing import ClassVar

from county_desk.models.case import Case
from county_desk.models.household import Household, HouseholdYear, Member
from county_desk.models.visit import Visit
from county_desk.tables.cases.case_list import LISTING as CASES_LISTING
from county_desk.tables.county import county_name
from county_desk.tables.households import LISTING, MEMBERS_LISTING, HouseholdRow
from county_desk.tables.monitoring.visits import LISTING as VISITS_LISTING
from county_desk.text import N_, _
from county_desk.views.finder_answers import InPlace
from county_desk.views.places.place_head import Crumb
from county_desk.views.places.place_page import PlacePage
from county_desk.views.places.place_tabs import PlaceList, PlaceTab


class HouseholdPlace(PlacePage[HouseholdRow]):
    """One household in full."""

    key: ClassVar = "household"
    records = LISTING
    chip: ClassVar = "standing"
    none: ClassVar = N_("Open a household from any list to work on it here.")
    watches: ClassVar = frozenset({Household, Member, HouseholdYear, Case, Visit})
    tabs: ClassVar = (
        PlaceTab("people", N_("People"), (PlaceList(MEMBERS_LISTING),)),
        PlaceTab("visits", N_("Visits"), (PlaceList(VISITS_LISTING, "visits"),)),
        PlaceTab("cases", N_("Cases"), (PlaceList(CASES_LISTING, "applications", chips=("state",)),)),
    )

    def crumbs(self, row: HouseholdRow) -> Sequence[Crumb]:
        """The county, the township and the village."""
        return (
            Crumb(self.desk.read(county_name), "registry", InPlace({})),
            Crumb(row.township, "registry", InPlace({"township_id": row.township_id})),
            Crumb(row.village, "registry", InPlace({"village_id": row.village_id})),
        )

    def name_of(self, row: HouseholdRow) -> str:
        """The head with the number of the household."""
        return _("Household of {head} · {number}").format(head=row.head, number=row.number)
