"""The labels of records of projects, funds and payments."""

from collections.abc import Mapping

from county_desk.models.asset import Asset, AssetYear
from county_desk.models.project import Fund, FundShare, Payment, Project
from county_desk.tables.declared import labels_of
from county_desk.tables.labels.record_labels import RecordLabels
from county_desk.text import N_

PROJECTS_LABELS: Mapping[str, RecordLabels] = {
    "project": labels_of(Project, N_("Project")),
    "fund": labels_of(Fund, N_("Fund")),
    "fund_share": labels_of(FundShare, N_("Release of money")),
    "payment": labels_of(Payment, N_("Payment")),
    "asset": labels_of(Asset, N_("Asset")),
    "asset_year": labels_of(AssetYear, N_("Year of an asset")),
}
