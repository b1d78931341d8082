"""Delivered files, and the layouts and corrections that they need."""

from county_desk.models.batch import Batch
from county_desk.models.original import Original
from county_desk.tables.kinds.record_kind import RecordKind

BATCH = RecordKind(Batch, (Batch.file_name,))
ORIGINAL = RecordKind(Original, (Original.name,))
