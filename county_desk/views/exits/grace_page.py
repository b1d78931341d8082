"""The page of those in the period of grace, with its last day and the support that goes on."""

from collections.abc import Iterable
from typing import ClassVar

from county_desk.tables.grace import LISTING, GraceRow
from county_desk.text import N_, _
from county_desk.views.exits.county_part import CountyPart
from county_desk.views.widgets.record_card import RowLink, RowOffer


class GracePage(CountyPart[GraceRow]):
    """Shows households, villages and the county with the last day of their grace."""

    key: ClassVar = "grace"
    listing = LISTING
    filters: ClassVar = ("who", "place")

    empty: ClassVar = N_("Nobody has left the register yet.")

    def acts(self, row: GraceRow) -> Iterable[RowOffer]:
        """The way to a household."""
        if row.household_id is not None:
            yield RowLink(_("To the household"), "registry", row.household_id)
