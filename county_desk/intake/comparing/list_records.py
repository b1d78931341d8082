"""The register's records of the villages, monitored households and department lists that a file brings."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.facts import VILLAGE_FACTS
from county_desk.intake.comparing.notes import RowKey
from county_desk.intake.delivery import Delivery, EntryIn, MonitoredIn
from county_desk.models.among import among
from county_desk.models.department import DepartmentEntry, DepartmentList, DepartmentRequest
from county_desk.models.household import Household, Member
from county_desk.models.monitored import Monitored
from county_desk.models.village import Source, VillageYear

type Entry = tuple[str, str, str, Decimal | None]
type Changed = Mapping[str, tuple[object, object]]
"""The old and the new value of facts by title."""

_SENT_BACK = re.compile(r"_退回.*$")  # what the marked copy of a file adds to its name

# the columns of a watched household by the titles of a ledger; several risks stand in several columns, or in
# the first with commas between
KIND, IDENTIFIED, REMOVED, GONE = "监测对象类别", "识别监测时间", "风险消除时间", "风险是否消除"
OF_REMOVAL = (REMOVED, "风险消除方式")  # what does not stand where the risk does
RISKS = tuple(f"致贫返贫风险{number}" for number in range(1, 6))


class ListSnapshot:
    """The register's records of the villages, monitored households and listed persons of a delivery."""

    def __init__(self, session: Session, delivery: Delivery) -> None:
        self.villages = _villages(session, delivery) if delivery.villages else {}
        self._watched = _watched(session, delivery) if delivery.monitored else {}
        self._by_head = _by_head(session, delivery)
        self._place = delivery.place_id
        self._entries = _entries(session, delivery) if delivery.entries else {}

    def watched(self, delivered: MonitoredIn) -> Monitored | None:
        """The record of a watched household; None when there is none."""
        if has_no_number(delivered):
            village = delivered.village if delivered.village is not None else self._place
            return self._by_head.get((village, delivered.head))
        return self._watched.get(delivered.number) or self._watched.get(delivered.id_number[:18])

    def entry(self, delivered: EntryIn) -> DepartmentEntry | None:
        """The record of a person of a list; None when there is none."""
        return self._entries.get(entry_key(delivered))

    def changes(self, delivery: Delivery) -> Iterator[tuple[RowKey, Changed]]:
        """Yield the rows that have a record, each with the facts that differ by title."""
        for village in delivery.villages:
            year = self.villages.get(village.village)
            if year is not None and year.withdrawn_on is None:
                yield (village.sheet, village.row), facts_changed(year.facts or {}, village.facts)
        for watched in delivery.monitored:
            row = self.watched(watched)
            if row is not None and row.withdrawn_on is None:
                yield (watched.sheet, watched.row), facts_changed(row.facts, watched.facts)
        for entry in delivery.entries:
            if self.entry(entry) is not None:
                yield (entry.sheet, entry.row), {}

    @property
    def entries(self) -> Mapping[Entry, DepartmentEntry]:
        """All that stands in the earlier edition of the list."""
        return self._entries


def has_no_number(watched: MonitoredIn) -> bool:
    """Whether a ledger gives neither the number of the household nor that of its head."""
    return not (watched.number or watched.id_number)


def facts_changed(
    before: Mapping[str, object], after: Mapping[str, object]
) -> dict[str, tuple[object, object]]:
    """The facts that would change, each with its old and new value; a fact that is not given again stays."""
    return {title: (before.get(title), new) for title, new in after.items() if before.get(title) != new}


def list_name(delivery: Delivery) -> str:
    """Return the name of a department's list: its file name without the ending of a returned copy."""
    return _SENT_BACK.sub("", PurePath(delivery.file.replace("\\", "/")).stem)


def request_on_record(session: Session, delivery: Delivery) -> DepartmentRequest | None:
    """The request that a workbook says it answers; None when there is none, or it was withdrawn."""
    request = session.get(DepartmentRequest, delivery.request) if delivery.request is not None else None
    return request if request is not None and request.withdrawn_on is None else None


def entry_key(entry: EntryIn | DepartmentEntry) -> Entry:
    """Return the values that identify an entry of a list."""
    return entry.id_number, entry.name, entry.kind, entry.amount


def village_facts(facts: Mapping[str, Any]) -> dict[str, object]:
    """The declared facts of a village that a table of villages gives, by key; each has its type."""
    return {
        fact.key: fact.type(value)
        for fact in VILLAGE_FACTS.values()
        if (value := facts.get(fact.title)) not in (None, "")
    }


def comes_back(watched: MonitoredIn) -> bool:
    """Whether a ledger says that a risk was not removed, and no day on which it was."""
    return watched.facts.get(GONE) == "否" and not watched.facts.get(REMOVED)


def watched_facts(facts: Mapping[str, object]) -> dict[str, str]:
    """The known columns of a watched household, as far as a ledger gives them."""
    risks = [risk for title in RISKS for risk in str(facts.get(title) or "").split(",") if risk]
    removed = str(facts.get(REMOVED) or "") or ("是" if facts.get(GONE) == "是" else "")
    found = {"kind": str(facts.get(KIND) or ""), "identified": str(facts.get(IDENTIFIED) or "")}
    return {**found, "removed": removed, "risks": "、".join(dict.fromkeys(risks))}


def _villages(session: Session, delivery: Delivery) -> dict[int, VillageYear]:
    wanted = select(VillageYear).where(
        among(VillageYear.village_id, (village.village for village in delivery.villages)),
        VillageYear.year == delivery.year,
        VillageYear.source == Source.TABLE,
    )
    return {year.village_id: year for year in session.scalars(wanted)}


def _watched(session: Session, delivery: Delivery) -> dict[str, Monitored]:
    """Watched households by number and by identity number; who stands comes last, and stays."""
    numbers = [watched.number for watched in delivery.monitored]
    people = [watched.id_number for watched in delivery.monitored]
    ordered = select(Monitored).order_by(Monitored.withdrawn_on.is_(None), Monitored.id)
    found: dict[str, Monitored] = {}
    for row in session.scalars(ordered.where(among(Monitored.number, numbers))):
        found[row.number] = row
    for row in session.scalars(ordered.where(among(Monitored.id_number, people))):
        found[row.id_number[:18]] = row
    return found


def _by_head(session: Session, delivery: Delivery) -> dict[tuple[int | None, str], Monitored]:
    """Those of whom a ledger gives no number at all, by village and head, where that names one alone."""
    heads = {watched.head for watched in delivery.monitored if has_no_number(watched)}
    if not heads:
        return {}
    wanted = select(Monitored).where(among(Monitored.head, heads), Monitored.withdrawn_on.is_(None))
    found: dict[tuple[int | None, str], list[Monitored]] = defaultdict(list)
    for row in session.scalars(wanted):
        found[row.village_id, row.head].append(row)
    return {key: rows[0] for key, rows in found.items() if len(rows) == 1}


def _entries(session: Session, delivery: Delivery) -> dict[Entry, DepartmentEntry]:
    """The persons of the earlier edition of the same list in the same year."""
    wanted = (
        select(DepartmentEntry)
        .join(DepartmentList)
        .where(
            DepartmentList.name == list_name(delivery),
            DepartmentList.year == delivery.year,
            DepartmentList.withdrawn_on.is_(None),
            DepartmentEntry.withdrawn_on.is_(None),
        )
    )
    return {entry_key(entry): entry for entry in session.scalars(wanted)}


def households_of(session: Session, watched: tuple[MonitoredIn, ...]) -> dict[str, int]:
    """The households on record by number, and by the identity number of a member."""
    if not watched:
        return {}
    wanted = select(Household.number, Household.id).where(
        among(Household.number, (each.number for each in watched)), Household.withdrawn_on.is_(None)
    )
    found = {number: household for number, household in session.execute(wanted)}
    people = (
        select(Member.id_number, Member.household_id)
        .join(Household)
        .where(
            among(Member.id_number, (each.id_number for each in watched)),
            Member.withdrawn_on.is_(None),
            Household.withdrawn_on.is_(None),
        )
    )
    return found | {number: household for number, household in session.execute(people)}
