"""Trainings of officials, teams and members of households."""

from typing import ClassVar

from county_desk.intake.pasting import help_grids
from county_desk.models.team import Training
from county_desk.tables.assistance.undertakings import TRAININGS_LISTING, TrainingRow
from county_desk.views.assistance.assistance_part import AssistancePart
from county_desk.workflow.assistance.undertakings import RecordTraining


class TrainingsPage(AssistancePart[TrainingRow]):
    """Every training, the newest first."""

    key: ClassVar = "trainings"
    watches: ClassVar = frozenset({Training})
    listing = TRAININGS_LISTING
    filters: ClassVar = ("audience", "place")
    made: ClassVar = RecordTraining
    grids: ClassVar = (help_grids.TRAININGS,)
