"""The common part of the pages of the county's exit and of the period of grace."""

from typing import ClassVar

from county_desk.models.case import Case
from county_desk.models.county_exit import CountyRecord, EvaluationResult
from county_desk.models.exit import Exit
from county_desk.models.household import Household
from county_desk.models.village import VillageRecord
from county_desk.views.acts_page import ActsPage


class CountyPart[R](ActsPage[R]):
    """A page around one list of the county's exit or of those in grace."""

    watches: ClassVar = frozenset({Case, CountyRecord, EvaluationResult, Exit, Household, VillageRecord})
    headed: ClassVar = False
