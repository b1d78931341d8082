"""The money that came in, by document, and what of it was released."""

from collections.abc import Iterable
from typing import ClassVar

from county_desk.intake.pasting import help_grids
from county_desk.tables.assistance.projects import FUNDS_LISTING, FundRow
from county_desk.text import _
from county_desk.views.assistance.assistance_part import AssistancePart
from county_desk.views.widgets.record_card import RowAct, RowOffer
from county_desk.workflow.projects.funding_notices import IssueFundingNotice
from county_desk.workflow.projects.money import RecordFund, ReleaseFund


class FundsPage(AssistancePart[FundRow]):
    """Records funds and releases them to projects."""

    key: ClassVar = "funds"
    listing = FUNDS_LISTING
    filters: ClassVar = ("year", "level")
    made: ClassVar = RecordFund
    also_made: ClassVar = (IssueFundingNotice,)
    grids: ClassVar = (help_grids.FUNDS, help_grids.RELEASES)

    def acts(self, row: FundRow) -> Iterable[RowOffer]:
        """Release its money to a project."""
        yield RowAct(ReleaseFund, fixed={"fund": row.id}, words=_("Release money…"))
