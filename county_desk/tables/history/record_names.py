"""The names of records, in no language: a household by its head and number, a paper by its number."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy.orm import Session

from county_desk.models.among import among
from county_desk.tables.kinds import record_kinds

type RecordKey = tuple[str, int]  # table and number


def names_of(session: Session, wanted: Iterable[RecordKey]) -> dict[RecordKey, str]:
    """The names of these records by table and number; one without a name is left out."""
    by_table: dict[str, set[int]] = defaultdict(set)
    for table, number in wanted:
        by_table[table].add(number)
    found: dict[RecordKey, str] = {}
    for table, numbers in by_table.items():
        if (kind := record_kinds().get(table)) is None:
            continue
        rows = kind.names()
        own = next(iter(rows.selected_columns))
        for number, *parts in session.execute(rows.where(among(own, numbers))):
            found[table, number] = " ".join(str(part) for part in parts if part not in (None, ""))
    return found
