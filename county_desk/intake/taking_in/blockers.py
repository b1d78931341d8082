"""The later acts that rest on a batch: the records they changed, the act, and the rows of the file."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, String, literal, not_, select
from sqlalchemy.orm import Session

from county_desk.intake.taking_in.dependent_acts import FROZEN, Act, At, day_of, dependent_acts, event_of
from county_desk.models.among import among
from county_desk.models.audit import MANY, Event, records_in
from county_desk.models.base import Kept
from county_desk.models.batch import Batch
from county_desk.models.case import Case, CaseState, CaseStep
from county_desk.models.department import DepartmentEntry, DepartmentList
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear
from county_desk.models.monitored import Monitored
from county_desk.models.place import Place
from county_desk.models.village import VillageRecord, VillageYear
from county_desk.tables.batch_report import rows_by_record
from county_desk.tables.history.acts_done import is_act
from county_desk.text import _

WRITTEN: Mapping[str, type[Kept]] = {
    mapped.__tablename__: mapped
    for mapped in (
        *(Household, Member, HouseholdYear, MemberYear, Case, CaseStep),
        *(VillageYear, VillageRecord, Monitored, DepartmentList, DepartmentEntry),
    )
}
# the kinds of record that belong to another kind, and the column that says so
_BELONGS: tuple[tuple[type[Kept], type[Kept], str], ...] = (
    (Member, Household, "household_id"),
    (HouseholdYear, Household, "household_id"),
    (Case, Household, "household_id"),
    (MemberYear, Member, "member_id"),
)
_NUMBER = re.compile(r'"(\d+)":\{')
_AT_ONCE = f'"{MANY}":['  # the numbers of records that were made at once stand in their rows


@dataclass(frozen=True)
class Blocker:
    """One household (or village, or list) to which something was done since its batch, so that it stays.

    `rows` are its places in the file, as "Sheet!6-9"; `act` was done by `by` on the day `on`.
    """

    subject: str
    number: str
    rows: str
    act: str
    by: str
    on: date | None

    def sentence(self) -> str:
        """All of it in one line."""
        words = _("{subject} {number} ({rows}): {act} ({name}, {day})")
        told = words.format(
            subject=self.subject,
            number=self.number,
            rows=self.rows or "—",
            act=self.act or _("changed since"),
            name=self.by or "—",
            day=self.on or "—",
        )
        return re.sub(" {2,}", " ", told)


def blockers(session: Session, batch: Batch) -> list[Blocker]:
    """Return the reasons against undoing a batch.

    A record blocks if its version is no longer that of the batch: a step, a batch or a correction changed it.
    A household blocks if a person, a case or figures of a year were added. Acts that rest on the data of the
    batch block too (`dependent_acts`). Later batches that are undone and acts taken back do not count.
    """
    dependent = dependent_acts(session, batch)
    touched = dict.fromkeys(_touched(session, batch))
    there = dict.fromkeys(_with_who_came_back(session, batch))
    acts = _acts(session, batch, {*touched, *there}, dependent.undone) if touched or there else {}
    touched |= {at: None for at in there if at in acts}
    known: dict[At, Act | None] = {at: acts.get(at) for at in touched if at not in acts or acts[at]}
    found: dict[At, tuple[Act | None, Any]] = {}
    for each in (known, dependent.acts):
        for table in dict.fromkeys(table for table, _number in each):
            numbers = [number for kind, number in each if kind == table]
            for row in session.execute(_subjects(WRITTEN[table], numbers)):
                about, act = (row.kind, row.record), each[table, row.id]
                if about not in found or _event(found[about][0]) < _event(act):
                    found[about] = act, row
    where = {table: rows_by_record(batch.report, table) for table in (*WRITTEN,)} if found else {}
    return [_blocker(act, row, where[row.kind].get(row.record, ())) for act, row in found.values()]


def _event(act: Act | None) -> int:
    return act.event if act else 0


def _blocker(act: Act | None, row: Any, places: Iterable[tuple[str, str]]) -> Blocker:
    rows = " ".join(f"{sheet}!{lines}" for sheet, lines in places)
    done = (act.words, act.by, act.on) if act else ("", "", None)
    return Blocker(row.subject, row.number, rows, *done)


def _touched(session: Session, batch: Batch) -> Iterator[At]:
    """The records of a batch that are not as it left them, and persons who came to its households since."""
    later = _undone_since(session, batch)
    for table, versions in _versions(batch).items():
        mapped = WRITTEN[table]
        standing = select(mapped.id, mapped.version)
        if mapped is Case:  # one that was withdrawn goes nowhere
            standing = standing.where(Case.state != CaseState.WITHDRAWN)
        for first, last in _many(batch, table):
            columns = standing.where(mapped.id.between(first, last))
            for number, version in session.execute(columns.where(mapped.version != 1)):
                if version != 1 + later.get((table, number), 0):
                    yield table, number
        known = standing.where(among(mapped.id, versions))
        for number, version in session.execute(known) if versions else ():
            if version != versions[number] + later.get((table, number), 0):
                yield table, number
    yield from _newcomers(session, batch)


def _versions(batch: Batch) -> dict[str, dict[int, int]]:
    """In which version the batch left records, by table and number; none of those that it made at once."""
    written: dict[str, Any] = batch.report["records"]
    found: dict[str, dict[int, int]] = {table: {} for table in written.get("many", {})}
    for table, made in written["made"].items():
        found.setdefault(table, {}).update({int(number): version for number, version in made.items()})
    for table, changed in written["changed"].items():
        entries = {int(number): entry["version"] for number, entry in changed.items()}
        found.setdefault(table, {}).update(entries)
    return found


def _many(batch: Batch, table: str) -> list[list[int]]:
    ranges: list[list[int]] = batch.report["records"].get("many", {}).get(table, [])
    return ranges


def made_at_once(batch: Batch, table: str, number: int) -> bool:
    """Whether a record is one of those that the batch made at once."""
    return any(first <= number <= last for first, last in _many(batch, table))


def _newcomers(session: Session, batch: Batch) -> Iterator[At]:
    """The records that came later to the households and persons that the batch made."""
    for mapped, owner, column in _BELONGS:
        whose: Any = getattr(mapped, column)
        spans = _many(batch, owner.__tablename__)
        owned = [whose.between(first, last) for first, last in spans]
        if made := batch.report["records"]["made"].get(owner.__tablename__):
            owned.append(among(whose, map(int, made)))
        yield from _others_of(session, batch, mapped, owned)


def _with_who_came_back(session: Session, batch: Batch) -> Iterator[At]:
    """The records of the households and persons that the batch brought back from being withdrawn.

    Some of them can have been there before.
    """
    changed: dict[str, Any] = batch.report["records"]["changed"]
    for mapped, owner, column in _BELONGS:
        entries = changed.get(owner.__tablename__, {}).items()
        back = [int(number) for number, entry in entries if entry["before"].get("withdrawn_on") is not None]
        if back:
            yield from _others_of(session, batch, mapped, [among(getattr(mapped, column), back)])


def _others_of(
    session: Session, batch: Batch, mapped: type[Kept], owned: Iterable[ColumnElement[bool]]
) -> Iterator[At]:
    """The records of a kind that stand and that the batch neither made nor changed, of those so owned."""
    table, known = mapped.__tablename__, _versions(batch).get(mapped.__tablename__, {})
    standing = select(mapped.id).where(mapped.withdrawn_on.is_(None))
    if mapped is Case:
        standing = standing.where(Case.state != CaseState.WITHDRAWN)
    for each in owned:
        for number in session.scalars(standing.where(each)):
            if number not in known and not made_at_once(batch, table, number):
                yield table, number


def _undone_since(session: Session, batch: Batch) -> dict[At, int]:
    """The number of versions by which later batches that are undone moved records: forth, and back once."""
    moved: dict[At, int] = {}
    later = select(Batch.report["records"]["changed"]).where(
        Batch.id > batch.id, Batch.undone_on.is_not(None)
    )
    for changed in session.scalars(later):
        for table, entries in (changed or {}).items():
            for number, entry in entries.items():
                forth = entry["version"] - entry.get("was", entry["version"] - 1)
                place = table, int(number)
                moved[place] = moved.get(place, 0) + forth + 1
    return moved


def _acts(session: Session, batch: Batch, touched: set[At], undone: frozenset[int]) -> dict[At, Act | None]:
    """The last act on each record since the batch; None where all acts were taken back."""
    numbers = {str(number) for _table, number in touched}
    since = select(Event.id, Event.changes, Event.summary, Event.actor, Event.at).where(
        Event.id > event_of(batch), not_(is_act(FROZEN))
    )
    found: dict[At, Act | None] = {}
    for event in session.execute(since.order_by(Event.id)):
        if _AT_ONCE not in event.changes and numbers.isdisjoint(_NUMBER.findall(event.changes)):
            continue
        act = None
        if event.id not in undone:
            act = Act(event.id, event.summary, event.actor, day_of(event))
        for table, number, _values in records_in(event.changes):
            at = table, int(number)
            if at in touched:
                found[at] = act or found.get(at)
    return found


def _subjects(mapped: type[Kept], numbers: list[int]) -> Select[*tuple[object, ...]]:
    """The subjects of some records: table and record number, name and number."""
    household = (Household.id.label("record"), Household.head.label("subject"), Household.number)
    columns: tuple[Any, ...]
    wanted: Select[*tuple[object, ...]]
    if mapped in (VillageYear, VillageRecord, Monitored, DepartmentEntry, DepartmentList):
        return _other_subjects(mapped, numbers)
    columns = (mapped.id.label("id"), _text(Household.__tablename__), *household)
    if mapped is Household:
        wanted = select(*columns)
    elif mapped is MemberYear:
        wanted = select(*columns).join(Member, Member.id == MemberYear.member_id)
        wanted = wanted.join(Household, Household.id == Member.household_id)
    elif mapped is CaseStep:
        wanted = select(*columns).join(Case, Case.id == CaseStep.case_id)
        wanted = wanted.join(Household, Household.id == Case.household_id)
    else:
        owner: Any = mapped
        wanted = select(*columns).join(Household, Household.id == owner.household_id)
    return wanted.where(among(mapped.id, numbers))


def _other_subjects(mapped: type[Kept], numbers: list[int]) -> Select[*tuple[object, ...]]:
    columns = (mapped.id.label("id"), _text(mapped.__tablename__), mapped.id.label("record"))
    if issubclass(mapped, VillageYear | VillageRecord):
        wanted: Any = select(*columns, Place.name.label("subject"), _text("", "number")).join(
            Place, Place.id == mapped.village_id
        )
    elif mapped is Monitored:
        wanted = select(*columns, Monitored.head.label("subject"), Monitored.number)
    else:
        named: Any = mapped
        wanted = select(*columns, named.name.label("subject"), _text("", "number"))
    found: Select[*tuple[object, ...]] = wanted.where(among(mapped.id, numbers))
    return found


def _text(value: str, name: str = "kind") -> Any:
    return literal(value, String()).label(name)
