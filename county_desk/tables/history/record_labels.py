"""The names of the records of the register and the labels of their columns, for readers of the history."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import inspect

from county_desk.models.declared import WORDS, words_of
from county_desk.models.record_kind import RecordKind, record_kinds
from county_desk.models.sounding import is_key
from county_desk.text import N_

INTERNAL = ""  # the label of a column that is no business of a reader
EVERYWHERE: Mapping[str, str] = {"id": INTERNAL, "version": INTERNAL, "withdrawn_on": N_("Withdrawn on")}

# the order in which an act and a state name their records; a kind that is not named comes last
_ORDER = """
household household_year member member_year household_change waiting_change village_record village_year
case case_step disclosure entry objection posting_place notice exit clue signal monitored watch_visit
measure measure_stage need official pairing team team_member team_week training undertaking village_plan
project fund fund_share payment asset asset_year inspection_round inspected_household inspection_stratum
misconduct_report appraisal inspection_finding county_record evaluation_result batch correction original
layout duplicate_ruling department_list department_entry department_request asked_person hit_decision
place place_code user register own_parameter closed_year policy_confirmation office_name own_year
own_policy_file policy_text check_setting return
"""


@dataclass(frozen=True)
class RecordLabels:
    """The name of one kind of record, and the labels of its columns; `INTERNAL` ones are not shown."""

    name: str
    columns: Mapping[str, str] = field(default_factory=dict)


def labels_of(kind: RecordKind) -> RecordLabels:
    """The labels of a kind of record; a column without words is not shown."""
    own = inspect(kind.mapped).columns
    columns = [each for each in own if each.name not in EVERYWHERE and not is_key(each)]
    if kind.secret:
        return RecordLabels(kind.name, {each.name: INTERNAL for each in columns})
    labels = {each.name: words_of(each).label if WORDS in each.info else INTERNAL for each in columns}
    if "recorded_by" in labels:
        labels["recorded_by"] = N_("Recorded by")
    return RecordLabels(kind.name, {**labels, **kind.labels})


def _in_order(kind: RecordKind) -> int:
    named = _ORDER.split()
    return named.index(kind.table) if kind.table in named else len(named)


RECORD_LABELS: Mapping[str, RecordLabels] = {
    kind.table: labels_of(kind) for kind in sorted(record_kinds().values(), key=_in_order)
}
