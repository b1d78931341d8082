"""The labels of records of projects, funds and payments."""

from collections.abc import Mapping

from county_desk.models.project import Fund, FundShare, Payment
from county_desk.tables.declared import labels_of
from county_desk.tables.labels.record_labels import RecordLabels
from county_desk.text import N_

PROJECTS_LABELS: Mapping[str, RecordLabels] = {
    "project": RecordLabels(
        N_("Project"),
        {
            "place_id": N_("Place"),
            "year": N_("Year"),
            "title": N_("Project"),
            "purpose": N_("Purpose"),
            "content": N_("Content"),
            "unit": N_("Responsible unit"),
            "begins_on": N_("Begins on"),
            "ends_on": N_("Ends on"),
            "tender_document": N_("Tender document"),
            "contractor": N_("Contractor"),
            "benefit": N_("What it brings"),
            "helped_households": N_("Households helped"),
            "helped_persons": N_("Persons helped"),
            "budget": N_("Budget (yuan)"),
            "standing": N_("Progress"),
            "approved_on": N_("Approved on"),
            "tendered_on": N_("Tendered on"),
            "started_on": N_("Started on"),
            "finished_on": N_("Finished on"),
            "accepted_on": N_("Accepted on"),
            "stopped_on": N_("Stopped on"),
            "remark": N_("Remark"),
        },
    ),
    "fund": labels_of(Fund, N_("Fund")),
    "fund_share": labels_of(FundShare, N_("Release of money")),
    "payment": labels_of(Payment, N_("Payment")),
    "asset": RecordLabels(
        N_("Asset"),
        {
            "project_id": N_("Project"),
            "place_id": N_("Place"),
            "title": N_("Asset"),
            "value": N_("Value (yuan)"),
            "built_on": N_("Built on"),
            "keeper": N_("Looked after by"),
            "document": N_("Document of the owner"),
        },
    ),
    "asset_year": RecordLabels(
        N_("Year of an asset"),
        {
            "asset_id": N_("Asset"),
            "year": N_("Year"),
            "income": N_("Income of the year (yuan)"),
            "village_share": N_("Share of the village (yuan)"),
            "household_share": N_("Share of households (yuan)"),
            "households": N_("Households with a share"),
        },
    ),
}
