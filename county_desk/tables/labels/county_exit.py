"""The labels of records of the county's exit."""

from collections.abc import Mapping

from county_desk.tables.labels.record_labels import RecordLabels
from county_desk.text import N_

COUNTY_EXIT_LABELS: Mapping[str, RecordLabels] = {
    "county_record": RecordLabels(
        N_("County in the register"),
        {
            "county_id": N_("County"),
            "standing": N_("Standing of the county"),
            "exited_on": N_("Exited on"),
            "grace_until": N_("Grace until"),
        },
    ),
    "evaluation_result": RecordLabels(
        N_("Evaluation result"),
        {
            "county_id": N_("County"),
            "year": N_("Year"),
            "round": N_("Round"),
            "parameter": N_("Evaluated rate"),
            "numerator": N_("Numerator"),
            "denominator": N_("Denominator"),
            "missed": N_("Missed persons"),
            "wrong": N_("Wrongly exited"),
            "weighted": N_("Weighted rate (hundred-millionths)"),
            "low": N_("Lower end of the interval (hundred-millionths)"),
            "high": N_("Upper end of the interval (hundred-millionths)"),
            "found_on": N_("Found on"),
            "document": N_("Document number"),
            "recorded_by": N_("Recorded by"),
        },
    ),
}
