"""The names of records, in no language: a household by its head and number, a paper by its number."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from sqlalchemy.orm import Session

from county_desk.models.among import among
from county_desk.models.measure import AssistanceMeasure
from county_desk.models.record_kind import Names, record_kinds
from county_desk.tables.assistance.measure_titles import measure_title
from county_desk.text import current

type RecordKey = tuple[str, int]  # table and number


def names_of(session: Session, wanted: Iterable[RecordKey]) -> dict[RecordKey, str]:
    """The names of these records by table and number; one without a name is left out."""
    by_table: dict[str, set[int]] = defaultdict(set)
    for table, number in wanted:
        by_table[table].add(number)
    found: dict[RecordKey, str] = {}
    for table, numbers in by_table.items():
        if (rows := _names(table, current())) is None:
            continue
        own = next(iter(rows.selected_columns))
        for number, *parts in session.execute(rows.where(among(own, numbers))):
            found[table, number] = " ".join(str(part) for part in parts if part not in (None, ""))
    return found


@cache
def _names(table: str, _language: str) -> Names | None:
    """The numbers and names of the records of a table; None where they have no names."""
    kind = record_kinds().get(table)
    if kind is None or not kind.named:
        return None
    return kind.names({AssistanceMeasure.title: measure_title()})
