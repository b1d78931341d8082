"""Evaluations: the shares that the field sheets give, with numerator, denominator and interval."""

from collections.abc import Iterable
from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from county_desk.tables.supervision.evaluations import LISTING, EvaluationRow
from county_desk.text import _
from county_desk.views.jobs import Jobs
from county_desk.views.supervision.part import PARTS, SupervisionPart
from county_desk.views.supervision.sheets_tool import offer_sheets
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import Button

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk


class EvaluationsPage(SupervisionPart[EvaluationRow]):
    """One row for each parameter with answers of each round."""

    key: ClassVar = "evaluations"
    title: ClassVar = PARTS["evaluations"]
    icon: ClassVar = Icon.COLUMNS
    listing = LISTING
    filters: ClassVar = ("kind", "parameter", "title")

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        words = _("No field sheet was entered yet; the shares follow from the sheets.")
        self.list.nothing = (words, "", None)
        offer_sheets(self, attrgetter("round_id"))

    def links(self, row: EvaluationRow) -> Iterable[Button]:
        """Return the link to the round."""
        yield self.link(_("Go to the round"), "inspections", row.round_id)
