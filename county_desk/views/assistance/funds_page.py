"""The money that came in, by document, and what of it was released."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from county_desk.intake.pasting import help_grids
from county_desk.tables.assistance.projects import FUNDS, FUNDS_LISTING, FundRow
from county_desk.text import _
from county_desk.views.assistance.part import MONEY_PARTS, MoneyPart
from county_desk.views.jobs import Jobs
from county_desk.views.pasting.paste_tool import offer_paste
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.record_card import RecordCard
from county_desk.workflow.projects.funding_notices import IssueFundingNotice
from county_desk.workflow.projects.money import RecordFund, ReleaseFund

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk


class FundsPage(MoneyPart):
    """Records funds and releases them to projects."""

    key: ClassVar = "funds"
    title: ClassVar = MONEY_PARTS["funds"]
    icon: ClassVar = Icon.COLUMNS
    listing = FUNDS_LISTING
    filters: ClassVar = ("year", "level")

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.add_button(_("{act}…").format(act=_(IssueFundingNotice.act.title)), IssueFundingNotice)
        self.add_button(_("Record a fund…"), RecordFund)
        offer_paste(self, help_grids.FUNDS, help_grids.RELEASES)

    def show_row(self, row: FundRow) -> QWidget | None:
        """The fund, and its release to a project."""
        return RecordCard(FUNDS, row, [self.act(_("Release money…"), ReleaseFund, fund=row.id)], self)
