"""Every payment, with the questions that an auditor would ask about it."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from county_desk.intake.pasting import help_grids
from county_desk.tables.assistance.payments import PAYMENTS, PAYMENTS_LISTING, PaymentRow
from county_desk.text import _
from county_desk.views.assistance.part import MONEY_PARTS, MoneyPart
from county_desk.views.jobs import Jobs
from county_desk.views.pasting.paste_tool import offer_paste
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.record_card import RecordCard
from county_desk.workflow.projects.money import RecordPayment

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk


class PaymentsPage(MoneyPart):
    """Records payments and leads to their projects."""

    key: ClassVar = "payments"
    title: ClassVar = MONEY_PARTS["payments"]
    icon: ClassVar = Icon.EXPORT
    listing = PAYMENTS_LISTING
    filters: ClassVar = ("project", "question")

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.add_button(_("Record a payment…"), RecordPayment)
        offer_paste(self, help_grids.PAYMENTS)

    def show_row(self, row: PaymentRow) -> QWidget | None:
        """The payment, and the way to its project."""
        button = Button(_("To the project"), self)
        acts = [(button, lambda: self.go.emit("projects", row.project_id))]
        return RecordCard(PAYMENTS, row, acts, self)
