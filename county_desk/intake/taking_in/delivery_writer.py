"""Writing a delivery to the register: new households, known ones, and the other lists.

The new and changed records, with the former values, are kept so that the batch can be undone.
"""

from collections.abc import Set
from dataclasses import replace

from county_desk.intake.comparing.snapshot import RegisterSnapshot, village_of
from county_desk.intake.delivery import STORED, Delivery, Verdict
from county_desk.intake.taking_in.batch_records import BatchRecords
from county_desk.intake.taking_in.known_households import HouseholdUpdates
from county_desk.intake.taking_in.new_households import NewHouseholds
from county_desk.intake.taking_in.opening_lists import link_watched
from county_desk.intake.taking_in.other_lists import OtherListsWriter
from county_desk.progress import stages
from county_desk.workflow.command import Work

_NEW, _KNOWN = 6, 11  # tables at most that are written for new households and for known ones


class DeliveryWriter:
    """Writes all of one delivery that can go in; `new` and `updated` count households and other rows.

    `ids` are the records of the households written, by key.
    """

    def __init__(self, work: Work, delivery: Delivery, batch: int, *, opening: bool = False) -> None:
        self._work, self._delivery, self._batch, self._opening = work, delivery, batch, opening
        self.written = BatchRecords()
        self.ids: dict[str, int] = {}
        self.new = self.updated = 0

    def write(self, known: RegisterSnapshot) -> None:
        """Write all that is new; `known` is what the register knew when the delivery was compared."""
        households = [each for each in self._delivery.households if each.verdict in STORED]
        unknown = [each for each in households if each.key not in known.households]
        on_record = [
            (known.households[each.key], each) for each in households if each.key in known.households
        ]
        tables = _NEW * bool(unknown) + _KNOWN * bool(on_record) + 1
        work = replace(self._work, progress=stages(self._work.progress, tables))
        about = work, self._delivery, self._batch, self.written
        new_households = NewHouseholds(*about, opening=self._opening)
        self.ids = new_households.insert(unknown)
        self.ids |= {household.key: found.row.id for found, household in on_record}
        self.new = len(unknown)
        if on_record:
            updates = HouseholdUpdates(*about)
            updates.update(on_record, new_households)
            self.new += updates.new
            self.updated += updates.updated
        if self._opening and unknown:
            link_watched(work, self.written, self.ids)
        others = OtherListsWriter(*about, opening=self._opening)
        others.write()
        self.new += others.new
        self.updated += others.updated
        self._work.session.flush()


def stored_villages(delivery: Delivery, ready: Set[Verdict] = STORED) -> list[int | None]:
    """The villages of all that can go in, or of rows with other verdicts; None where one is not known."""
    found = dict.fromkeys(village_of(delivery, each) for each in delivery.households if each.verdict in ready)
    if delivery.villages or delivery.monitored:
        stored = {(line.sheet, line.row) for line in delivery.lines if line.verdict in ready}
        for village in delivery.villages:
            if (village.sheet, village.row) in stored:
                found[village.village] = None
        for watched in delivery.monitored:
            if (watched.sheet, watched.row) in stored:
                found[watched.village if watched.village is not None else delivery.place_id] = None
    return list(found)
