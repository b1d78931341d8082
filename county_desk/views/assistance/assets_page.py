"""Assets that projects built: what each earns, and who has a share."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from county_desk.intake.pasting import help_grids
from county_desk.models.asset import Asset, AssetYear
from county_desk.models.project import Project
from county_desk.tables.assistance.assets import ASSETS, LISTING, AssetRow
from county_desk.text import _
from county_desk.views.assistance.part import MONEY_PARTS, MoneyPart
from county_desk.views.jobs import Jobs
from county_desk.views.pasting.paste_tool import offer_paste
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.record_card import RecordCard
from county_desk.workflow.projects.asset_acts import RecordAsset, RecordAssetIncome

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk


class AssetsPage(MoneyPart):
    """Records assets and their yearly income."""

    key: ClassVar = "assets"
    title: ClassVar = MONEY_PARTS["assets"]
    icon: ClassVar = Icon.COLUMNS
    watches: ClassVar = frozenset({Asset, AssetYear, Project})
    listing = LISTING
    filters: ClassVar = ("project", "place", "last_year")

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.add_button(_("{act}…").format(act=_(RecordAsset.act.title)), RecordAsset)
        offer_paste(self, help_grids.ASSETS, help_grids.ASSET_YEARS)

    def show_row(self, row: AssetRow) -> QWidget:
        """The asset, the form of its income, and the way to its project."""
        words = _("{act}…").format(act=_(RecordAssetIncome.act.title))
        acts = [
            self.act(words, RecordAssetIncome, asset=row.id),
            self.link(_("To the project"), "projects", row.project_id),
        ]
        return RecordCard(ASSETS, row, acts, self)
