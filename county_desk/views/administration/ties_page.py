"""Ties of persons: the other accounts, households and relatives of those who have an account."""

from collections.abc import Iterable
from typing import ClassVar

from county_desk.tables.ties import LISTING, TieRow
from county_desk.text import N_
from county_desk.views.acts_page import ActsPage
from county_desk.views.administration.administration_part import AdministrationPart
from county_desk.views.widgets.record_card import RowAct, RowOffer
from county_desk.workflow.accounts.ties import DeclareTie, EndTie


class TiesPage(AdministrationPart, ActsPage[TieRow]):
    """The ties that count stand first, then those that ended."""

    key: ClassVar = "ties"
    listing = LISTING
    filters: ClassVar = ("kind",)
    made: ClassVar = DeclareTie
    empty: ClassVar = N_(
        "No tie is declared. Declare who has a second account, and who is a member of a household or a "
        "relative of a person. The program then keeps this person from acts on them."
    )

    def acts(self, row: TieRow) -> Iterable[RowOffer]:
        """End one that counts."""
        if row.ended_on is None:
            yield RowAct(EndTie, fixed={"tie": row.id}, waits=False)
