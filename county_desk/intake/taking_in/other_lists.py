"""Writing the lists of other rows than households: villages, monitored households, departments' lists."""

from collections.abc import Iterable
from typing import Any

from county_desk.intake.comparing.list_records import (
    OF_REMOVAL,
    ListSnapshot,
    comes_back,
    households_of,
    list_name,
    request_on_record,
    village_facts,
    watched_facts,
)
from county_desk.intake.delivery import STORED, Delivery, EntryIn, MonitoredIn, VillageIn
from county_desk.intake.taking_in.batch_records import BatchRecords
from county_desk.intake.taking_in.opening_lists import OpeningLists
from county_desk.models.base import Kept
from county_desk.models.department import DepartmentEntry, DepartmentList
from county_desk.models.monitored import Monitored
from county_desk.models.village import Source, VillageYear
from county_desk.workflow.command import Work
from county_desk.workflow.journal import insert_rows, next_number


class OtherListsWriter:
    """Writes what a file lists besides households; `new` and `updated` count rows.

    At an `opening`, villages and monitored households also get their standing and its days.
    """

    def __init__(
        self, work: Work, delivery: Delivery, batch: int, written: BatchRecords, *, opening: bool = False
    ) -> None:
        self._work, self._delivery, self._batch, self._written = work, delivery, batch, written
        self._known = ListSnapshot(work.session, delivery)
        self._stored = {(line.sheet, line.row) for line in delivery.lines if line.verdict in STORED}
        self._opening = OpeningLists(work, batch, delivery.place_id, written) if opening else None
        self.new = self.updated = 0

    def write(self) -> None:
        """Write all that is new."""
        villages = list(self._ready(self._delivery.villages))
        for village in villages:
            self._village(village)
        watched = tuple(self._ready(self._delivery.monitored))
        on_record = households_of(self._work.session, watched)
        if self._opening is not None:
            self._opening.stand(villages)
            self._opening.file(watched, on_record)
        for household in watched:
            self._watch(household, on_record)
        if entries := list(self._ready(self._delivery.entries)):
            self._list(entries)

    def _ready[T: (VillageIn, MonitoredIn, EntryIn)](self, rows: Iterable[T]) -> Iterable[T]:
        return [row for row in rows if (row.sheet, row.row) in self._stored]

    def _village(self, village: VillageIn) -> None:
        facts: dict[str, object] = {**village_facts(village.facts), "batch_id": self._batch}
        year = self._known.villages.get(village.village)
        if year is None:
            year = VillageYear(village_id=village.village, year=self._delivery.year, source=Source.TABLE)
            year.facts = dict(village.facts)
            for name, value in facts.items():
                setattr(year, name, value)
            self._add(year, village)
        else:
            self._changed(year, village, {**facts, "facts": {**(year.facts or {}), **village.facts}})

    def _watch(self, watched: MonitoredIn, on_record: dict[str, int]) -> None:
        facts: dict[str, object] = {
            "head": watched.head,
            "village_id": watched.village if watched.village is not None else self._delivery.place_id,
            "household_id": on_record.get(watched.number) or on_record.get(watched.id_number),
            "batch_id": self._batch,
        }
        numbers = {"number": watched.number, "id_number": watched.id_number}
        facts |= {name: number for name, number in numbers.items() if number}  # one comes corrected, too
        row = self._known.watched(watched)
        every = {**(row.facts if row is not None else {}), **watched.facts}
        if comes_back(watched):
            every = {title: value for title, value in every.items() if title not in OF_REMOVAL}
        facts |= {**watched_facts(every), "facts": every}
        if self._opening is not None and (row is None or row.entry_case_id is None):
            facts |= self._opening.days_of(facts, every.get(OF_REMOVAL[1]))
        if row is None:
            made = Monitored(**facts)
            self._add(made, watched)
        else:
            self._changed(row, watched, facts)

    def _list(self, entries: list[EntryIn]) -> None:
        """A new list, or the entries that a list of that name and year lacks."""
        session = self._work.session
        earlier = next(iter(self._known.entries.values()), None)
        if earlier is None:
            kept = DepartmentList(
                name=list_name(self._delivery),
                year=self._delivery.year,
                received_on=self._work.today,
                batch_id=self._batch,
            )
            request = request_on_record(session, self._delivery)
            if request is not None:
                kept.request_id, kept.department = request.id, request.department
            session.add(kept)
            session.flush()
            self._written.made.append(kept)
            number = kept.id
        else:
            number = earlier.list_id
            self._gone()
        first = next_number(session, DepartmentEntry)
        names = ("id", "row", "name", "id_number", "kind", "amount", "village_id", "absent")
        fresh = [each for each in entries if self._known.entry(each) is None]
        rows = [
            (first + place, *_values(each), each.village, each.absent or None)
            for place, each in enumerate(fresh)
        ]
        insert_rows(session, DepartmentEntry, names, rows, {"list_id": number}, self._work.progress)
        self._written.many(DepartmentEntry, first, len(rows))
        self.new += len(rows)

    def _gone(self) -> None:
        """Withdraw the entries that the newer edition of a list no longer names."""
        found = map(self._known.entry, self._delivery.entries)
        listed = {entry.id for entry in found if entry is not None}
        for entry in self._known.entries.values():
            if entry.id not in listed:
                self._written.set(entry, {"withdrawn_on": self._work.today})

    def _add(self, record: Kept, source: VillageIn | MonitoredIn) -> None:
        self._work.session.add(record)
        self._written.made.append(record)
        self._written.where[record] = (source.sheet, source.row)
        self.new += 1

    def _changed(self, record: Any, source: VillageIn | MonitoredIn, facts: dict[str, object]) -> None:
        back = record.withdrawn_on is not None
        self._written.set(record, {**facts, "withdrawn_on": None})
        self._written.where[record] = (source.sheet, source.row)
        self.new, self.updated = self.new + back, self.updated + (not back)


def _values(entry: EntryIn) -> tuple[object, ...]:
    return entry.row, entry.name, entry.id_number, entry.kind, entry.amount
