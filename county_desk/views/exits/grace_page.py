"""The page of those in the period of grace, with its last day and the support that goes on."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from county_desk.tables.grace import GRACE, LISTING, GraceRow
from county_desk.text import _
from county_desk.views.exits.county_part import PARTS, CountyPart
from county_desk.views.jobs import Jobs
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.record_card import Act, RecordCard

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk


class GracePage(CountyPart):
    """Shows households, villages and the county with the last day of their grace."""

    key: ClassVar = "grace"
    title: ClassVar = PARTS["grace"]
    icon: ClassVar = Icon.EXIT
    listing = LISTING
    filters: ClassVar = ("who", "place")

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.list.nothing = (_("Nobody has left the register yet."), "", None)

    def show_row(self, row: object) -> QWidget | None:
        """The exit, and the way to a household."""
        assert isinstance(row, GraceRow)
        acts: list[Act] = []
        if row.household_id is not None:
            acts.append(
                (Button(_("To the household"), self), lambda: self.go.emit("registry", row.household_id))
            )
        return RecordCard(GRACE, row, acts, self)
