"""The labels of one kind of record and its columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from county_desk.text import N_

INTERNAL = ""  # the label of a column that is no business of a reader
EVERYWHERE: Mapping[str, str] = {"id": INTERNAL, "version": INTERNAL, "withdrawn_on": N_("Withdrawn on")}


@dataclass(frozen=True)
class RecordLabels:
    """The name of one kind of record, and the labels of its columns; `INTERNAL` ones are not shown."""

    name: str
    columns: Mapping[str, str] = field(default_factory=dict)
