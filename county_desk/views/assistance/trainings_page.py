"""Trainings of officials, teams and members of households."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from county_desk.intake.pasting import help_grids
from county_desk.models.team import Training
from county_desk.tables.assistance.undertakings import TRAININGS, TRAININGS_LISTING, TrainingRow
from county_desk.text import _
from county_desk.views.assistance.part import HELPER_PARTS, HelperPart
from county_desk.views.jobs import Jobs
from county_desk.views.pasting.paste_tool import offer_paste
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.record_card import RecordCard
from county_desk.workflow.assistance.undertakings import RecordTraining

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk


class TrainingsPage(HelperPart):
    """Every training, the newest first."""

    key: ClassVar = "trainings"
    title: ClassVar = HELPER_PARTS["trainings"]
    icon: ClassVar = Icon.SHOW
    watches: ClassVar = frozenset({Training})
    listing = TRAININGS_LISTING
    filters: ClassVar = ("audience", "place")

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.add_button(_("{act}…").format(act=_(RecordTraining.act.title)), RecordTraining)
        offer_paste(self, help_grids.TRAININGS)

    def show_row(self, row: TrainingRow) -> QWidget:
        """The training in full."""
        return RecordCard(TRAININGS, row, [], self)
