"""Every payment, with the questions that an auditor would ask about it."""

from collections.abc import Iterable
from typing import ClassVar

from county_desk.intake.pasting import help_grids
from county_desk.tables.assistance.payments import PAYMENTS_LISTING, PaymentRow
from county_desk.text import _
from county_desk.views.assistance.assistance_part import AssistancePart
from county_desk.views.widgets.record_card import RowLink, RowOffer
from county_desk.workflow.projects.money import RecordPayment


class PaymentsPage(AssistancePart[PaymentRow]):
    """Records payments and leads to their projects."""

    key: ClassVar = "payments"
    listing = PAYMENTS_LISTING
    filters: ClassVar = ("project", "question")
    made: ClassVar = RecordPayment
    grids: ClassVar = (help_grids.PAYMENTS,)

    def acts(self, row: PaymentRow) -> Iterable[RowOffer]:
        """The way to its project."""
        yield RowLink(_("To the project"), "projects", row.project_id)
