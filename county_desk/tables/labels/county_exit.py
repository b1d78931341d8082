"""The labels of records of the county's exit."""

from collections.abc import Mapping

from county_desk.models.county_exit import CountyRecord, EvaluationResult
from county_desk.tables.declared import labels_of
from county_desk.tables.labels.record_labels import RecordLabels
from county_desk.text import N_

COUNTY_EXIT_LABELS: Mapping[str, RecordLabels] = {
    "county_record": labels_of(CountyRecord, N_("County in the register")),
    "evaluation_result": labels_of(EvaluationResult, N_("Evaluation result")),
}
