"""The changes of an act, with the values before and the resulting versions, for taking it back."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session

from county_desk.models.asset import Asset, AssetYear
from county_desk.models.base import Kept, given_back
from county_desk.models.case import Case
from county_desk.models.clue import Clue
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear
from county_desk.models.household_change import HouseholdChange
from county_desk.models.inspection import InspectionFinding
from county_desk.models.measure import AssistanceMeasure, MeasureStage, Need
from county_desk.models.monitored import Monitored
from county_desk.models.official import Official, Pairing
from county_desk.models.plan import VillagePlan
from county_desk.models.project import Fund, FundShare, Payment, Project
from county_desk.models.team import Team, TeamMember, TeamWeek, Training, Undertaking
from county_desk.workflow.journal import kept

type Entry = dict[str, Any]  # "version", "before" (column to value), and "made" of a record that the act made
type Entries = dict[str, Entry]  # by record number

_OF_HOUSEHOLDS = (Household, HouseholdYear, Member, MemberYear, Case, HouseholdChange)
_OF_PROJECTS = (Project, Fund, FundShare, Payment, Asset, AssetYear)
_OF_HELP = (Need, AssistanceMeasure, MeasureStage)
_OF_MONITORING = (Monitored, Clue, InspectionFinding)
_OF_HELPERS = (Official, Pairing, Team, TeamMember, TeamWeek, Training, Undertaking, VillagePlan)
RECORDS: Mapping[str, type[Kept]] = {
    mapped.__tablename__: mapped
    for part in (_OF_HOUSEHOLDS, _OF_HELP, _OF_HELPERS, _OF_PROJECTS, _OF_MONITORING)
    for mapped in part
}


class ChangedRecords:
    """Collects what an act changes."""

    def __init__(self) -> None:
        self._before: dict[Kept, dict[str, object]] = {}
        self._new: list[Kept] = []

    def set(self, record: Kept, name: str, value: object) -> None:
        """Change one column."""
        self._before.setdefault(record, {}).setdefault(name, getattr(record, name))
        setattr(record, name, value)

    def add(self, record: Kept) -> None:
        """Note a record that the act makes."""
        self._new.append(record)

    @property
    def classes(self) -> frozenset[type]:
        """The mapped classes of the records."""
        return frozenset(map(type, (*self._new, *self._before)))

    def plain(self) -> dict[str, Entries]:
        """The changed records by table and number, after the flush that gave them their versions."""
        found: dict[str, Entries] = {}
        for record in self._new:
            entry: Entry = {"version": record.version, "before": {}, "made": True}
            found.setdefault(record.__tablename__, {})[str(record.id)] = entry
        for record, before in self._before.items():
            if record not in self._new:
                values = {name: kept(value) for name, value in before.items()}
                entry = {"version": record.version, "before": values}
                found.setdefault(record.__tablename__, {})[str(record.id)] = entry
        return found


def changed_records(session: Session, changed: Mapping[str, Entries]) -> Iterator[tuple[Any, Entry]]:
    """Each record that an act changed, with its entry of `ChangedRecords.plain`."""
    for table, entries in changed.items():
        for number, entry in entries.items():
            yield session.get_one(RECORDS[table], int(number)), entry


def put_back(record: Kept, entry: Entry) -> None:
    """Give a record the values that it had before."""
    for name, value in entry["before"].items():
        setattr(record, name, given_back(type(record), name, value))
