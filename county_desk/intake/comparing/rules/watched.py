"""Monitored households, and persons of departments' lists, against those on record under their numbers."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select

from county_desk.intake.comparing.comparison import FileComparison, LineHit
from county_desk.intake.comparing.list_records import GONE, comes_back
from county_desk.intake.comparing.rules.other_lists import some_of
from county_desk.intake.comparing.rules.people import alike
from county_desk.intake.comparing.snapshot import a_slip
from county_desk.intake.delivery import EntryIn, Line, MonitoredIn
from county_desk.intake.row_hits import RowHit
from county_desk.models.among import among
from county_desk.models.household import Household, Member
from county_desk.models.monitored import Monitored
from county_desk.models.place import Place
from county_desk.rules.checks.hits import Numbers, Of, check

_H, _M = Household.__table__.c, Member.__table__.c
_HEAD = "户主姓名"


@check("R14", Of.DELIVERY)
def another_monitored(comparison: FileComparison, n: Numbers) -> Iterator[LineHit]:
    """Rows of a monitoring ledger that are, by number or name, those of another household on record."""
    monitored = comparison.delivery.monitored
    if comparison.same_file or not monitored:
        return
    people, households = _people(comparison, monitored), _households(comparison)
    for watched in monitored:
        line = _doubtful_row(comparison, watched)
        if line is not None:
            record = comparison.lists.watched(watched)
            record = record if record is not None and record.withdrawn_on is None else None
            found = people.get(watched.id_number[:18], [])
            yield from _clashes(comparison, line, watched, record, households.get(watched.number), found)


@check("R15", Of.DELIVERY)
def another_name_on_a_list(comparison: FileComparison, n: Numbers) -> Iterator[LineHit]:
    """Persons of a department's list who are on record under another name."""
    entries = comparison.delivery.entries
    if comparison.same_file or not entries:
        return
    people = _people(comparison, entries)
    for entry in entries:
        found = people.get(entry.id_number[:18], [])
        if found and comparison.lists.entry(entry) is None and not _has(found, entry.name):
            line = _doubtful_row(comparison, entry)
            if line is not None:
                yield RowHit(line, "姓名", {"old": found[0].name, "new": entry.name})


def _doubtful_row(comparison: FileComparison, row: MonitoredIn | EntryIn) -> Line | None:
    """The row where it can go in and brings something new; None for others."""
    key = row.sheet, row.row
    return None if key in comparison.unchanged_rows else comparison.stored_row(key)


def _clashes(
    comparison: FileComparison,
    line: Line,
    watched: MonitoredIn,
    record: Monitored | None,
    household: Any,
    people: Collection[Any],
) -> Iterator[LineHit]:
    """The hits of one row against the record of its monitoring, and the household and people on record."""
    if record is not None:
        if clash := _another(line, watched, record.head, record.id_number):
            yield clash
            return
    elif household is not None and not (
        alike(household.head, watched.head) or any(one.household_id == household.id for one in people)
    ):
        yield _other_household(line, watched, household.head)
        return
    if people and not _has(people, watched.head):
        yield _other_name(line, next(iter(people)).name, watched.head)
    if record is not None and record.removed and comes_back(watched):
        yield RowHit(line, GONE, {"removed": record.removed}, "risk")
    village = watched.village if watched.village is not None else comparison.delivery.place_id
    known = record if record is not None else household
    if known is not None and known.village_id != village:
        yield RowHit(line, "行政村", case="village")


def _another(line: Line, watched: MonitoredIn, head: str, number: str) -> LineHit | None:
    """A hit when the record is another household's: by name, by number, or by both."""
    same_name, same_number = alike(head, watched.head), number[:18] == watched.id_number[:18]
    if same_number and not same_name and number:
        return _other_name(line, head, watched.head)
    if same_number or not same_name:
        return None if same_name else _other_household(line, watched, head)
    if not number or not watched.id_number or a_slip(number, watched.id_number):
        return None
    return RowHit(line, "身份证号", {"head": head, "old": number, "new": watched.id_number}, "number")


def _other_household(line: Line, watched: MonitoredIn, head: str) -> LineHit:
    return RowHit(line, "户编号", {"number": watched.number, "head": head}, "household")


def _other_name(line: Line, old: str, new: str) -> LineHit:
    return RowHit(line, _HEAD, {"old": old, "new": new}, "name")


def _has(people: Collection[Any], name: str) -> bool:
    return any(alike(one.name, name) for one in people)


def _people(comparison: FileComparison, rows: Collection[MonitoredIn | EntryIn]) -> dict[str, list[Any]]:
    """The members on record by identity number, as far as rows of a list name them."""
    wanted = (
        select(_M.id_number, _M.name, _M.household_id)
        .join_from(Member, Household)
        .where(
            among(_M.id_number, {each.id_number[:18] for each in rows if each.id_number}),
            _M.withdrawn_on.is_(None),
            _H.withdrawn_on.is_(None),
        )
    )
    found: dict[str, list[Any]] = {}
    for row in comparison.session.execute(wanted):
        found.setdefault(row.id_number, []).append(row)
    return found


def _households(comparison: FileComparison) -> dict[str, Any]:
    """The households on record by number, as far as the monitoring ledger names them."""
    numbers = (each.number for each in comparison.delivery.monitored if each.number)
    wanted = select(_H.id, _H.number, _H.head, _H.village_id).where(
        among(_H.number, numbers), _H.withdrawn_on.is_(None)
    )
    return {row.number: row for row in comparison.session.execute(wanted)}


@check("R23", Of.DELIVERY)
def monitored_left(comparison: FileComparison, n: Numbers) -> Iterator[LineHit]:
    """Monitored households of one village that its newer ledger lacks, in one hit for the file."""
    delivery = comparison.delivery
    if comparison.same_file or not delivery.monitored:
        return
    records = (comparison.lists.watched(each) for each in delivery.monitored)
    met = {row.id for row in records if row and row.withdrawn_on is None}
    places = {each.village if each.village is not None else delivery.place_id for each in delivery.monitored}
    if not met or len(places) != 1:
        return
    village = places.pop()
    wanted = select(Monitored.id, Monitored.number, Monitored.head).where(
        Monitored.village_id == village, Monitored.withdrawn_on.is_(None), Monitored.removed == ""
    )
    rows = comparison.session.execute(wanted)
    if left := [f"{number} {head}" for record, number, head in rows if record not in met]:
        name = comparison.session.get_one(Place, village).name
        yield RowHit(None, "", {"count": f"{len(left):,}", "village": name, "named": some_of(left)})
