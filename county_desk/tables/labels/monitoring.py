"""The labels of records of monitoring and help: clues, monitored households, needs and measures."""

from collections.abc import Mapping

from county_desk.models.clue import Clue
from county_desk.models.measure import AssistanceMeasure, MeasureStage, Need
from county_desk.models.monitored import Monitored
from county_desk.models.signal import FoundSignal
from county_desk.models.visit import Visit
from county_desk.tables.declared import labels_of
from county_desk.tables.labels.record_labels import RecordLabels
from county_desk.text import N_

MONITORING_LABELS: Mapping[str, RecordLabels] = {
    "clue": labels_of(Clue, N_("Clue")),
    "signal": labels_of(FoundSignal, N_("Signal")),
    "monitored": labels_of(Monitored, N_("Monitored household")),
    "watch_visit": labels_of(Visit, N_("Visit to a household")),
    "measure": labels_of(AssistanceMeasure, N_("Measure")),
    "measure_stage": labels_of(MeasureStage, N_("Stage of a measure")),
    "need": labels_of(Need, N_("Need")),
}
