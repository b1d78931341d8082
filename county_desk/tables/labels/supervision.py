"""The labels of records of supervision."""

from collections.abc import Mapping

from county_desk.models.inspection import (
    InspectedHousehold,
    InspectionFinding,
    InspectionRound,
    InspectionStratum,
)
from county_desk.models.misconduct import Appraisal, MisconductReport
from county_desk.tables.declared import labels_of
from county_desk.tables.labels.record_labels import INTERNAL, RecordLabels
from county_desk.text import N_

SUPERVISION_LABELS: Mapping[str, RecordLabels] = {
    "inspection_round": labels_of(InspectionRound, N_("Inspection round")),
    "inspected_household": labels_of(InspectedHousehold, N_("Field sheet")),
    "inspection_stratum": labels_of(InspectionStratum, N_("Township of a round")),
    "misconduct_report": RecordLabels(
        N_("Report of misconduct"), dict.fromkeys(labels_of(MisconductReport, "").columns, INTERNAL)
    ),
    "appraisal": labels_of(Appraisal, N_("Appraisal")),
    "inspection_finding": labels_of(InspectionFinding, N_("Finding")),
}
