"""Assets that projects built: what each earns, and who has a share."""

from collections.abc import Iterable
from typing import ClassVar

from county_desk.intake.pasting import help_grids
from county_desk.models.asset import Asset, AssetYear
from county_desk.models.project import Project
from county_desk.tables.assistance.assets import LISTING, AssetRow
from county_desk.text import _
from county_desk.views.assistance.assistance_part import AssistancePart
from county_desk.views.widgets.record_card import RowAct, RowLink, RowOffer
from county_desk.workflow.projects.asset_acts import RecordAsset, RecordAssetIncome


class AssetsPage(AssistancePart[AssetRow]):
    """Records assets and their yearly income."""

    key: ClassVar = "assets"
    watches: ClassVar = frozenset({Asset, AssetYear, Project})
    listing = LISTING
    filters: ClassVar = ("project", "place", "last_year")
    made: ClassVar = RecordAsset
    grids: ClassVar = (help_grids.ASSETS, help_grids.ASSET_YEARS)

    def acts(self, row: AssetRow) -> Iterable[RowOffer]:
        """Record its income, or go to its project."""
        yield RowAct(RecordAssetIncome, fixed={"asset": row.id})
        yield RowLink(_("To the project"), "projects", row.project_id)
