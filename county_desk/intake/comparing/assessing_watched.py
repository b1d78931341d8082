"""Whether those whom a monitoring ledger or a department lists are those on record under their numbers."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.intake.comparing.assessing_left import words_of_left
from county_desk.intake.comparing.assessing_people import NAME_CHANGED, alike, words_of_name
from county_desk.intake.comparing.known import a_slip
from county_desk.intake.comparing.lists import GONE, KnownLists, comes_back
from county_desk.intake.delivery import Delivery, EntryIn, Level, MonitoredIn, Problem
from county_desk.models.among import among
from county_desk.models.household import Household, Member
from county_desk.models.monitored import Monitored
from county_desk.models.place import Place
from county_desk.text import _

_H, _M = Household.__table__.c, Member.__table__.c


@dataclass(frozen=True, slots=True)
class Clash:
    """What there is to say at the cell of one row."""

    row: MonitoredIn | EntryIn
    title: str
    kind: str
    words: str
    level: Level = Level.ASK


def clashes(session: Session, known: KnownLists, delivery: Delivery) -> Iterator[Clash]:
    """What of a monitoring ledger or of a department's list is another's on record."""
    people = _people(session, delivery)
    if delivery.monitored:
        numbers = (each.number for each in delivery.monitored if each.number)
        wanted = select(_H.id, _H.number, _H.head, _H.village_id).where(
            among(_H.number, numbers), _H.withdrawn_on.is_(None)
        )
        households = {row.number: row for row in session.execute(wanted)}
        for watched in delivery.monitored:
            found = people.get(watched.id_number[:18], [])
            yield from _watched(
                delivery, watched, known.watched(watched), households.get(watched.number), found
            )
    for entry in delivery.entries:
        found = people.get(entry.id_number[:18], [])
        if found and known.entry(entry) is None and not any(alike(one.name, entry.name) for one in found):
            words = words_of_name(found[0].name, entry.name)
            yield Clash(entry, "姓名", NAME_CHANGED, words, Level.WARN)


def _people(session: Session, delivery: Delivery) -> dict[str, list[Any]]:
    """Who is on record under the identity numbers of a list."""
    rows: tuple[MonitoredIn | EntryIn, ...] = (*delivery.monitored, *delivery.entries)
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
    for row in session.execute(wanted):
        found.setdefault(row.id_number, []).append(row)
    return found


def _watched(
    delivery: Delivery, watched: MonitoredIn, before: Any, household: Any, people: Collection[Any]
) -> Iterator[Clash]:
    """What is said of one watched household: `before` is its record, the others are those of the register."""
    if before is not None and before.withdrawn_on is None:
        if clash := _another(watched, before.head, before.id_number):
            yield clash
            return
    elif household is not None and not (
        alike(household.head, watched.head) or any(one.household_id == household.id for one in people)
    ):
        yield _of_another(watched, household.head)
        return
    if people and not any(alike(one.name, watched.head) for one in people):
        name = next(iter(people)).name
        yield Clash(watched, "户主姓名", NAME_CHANGED, words_of_name(name, watched.head))
    if before is not None and before.withdrawn_on is None and before.removed and comes_back(watched):
        words = _("On record the risk was removed ({removed}); the file says that it was not.")
        yield Clash(watched, GONE, "several_values", words.format(removed=before.removed), Level.WARN)
    village = watched.village if watched.village is not None else delivery.place_id
    record = before if before is not None and before.withdrawn_on is None else household
    if record is not None and record.village_id != village:
        words = _("On record the household is of another village; correct the village or the number.")
        yield Clash(watched, "行政村", "village_mismatch", words)


def _another(watched: MonitoredIn, head: str, number: str) -> Clash | None:
    """That a watched household on record is another's: by name, by number, or by both."""
    same_name, same_number = alike(head, watched.head), number[:18] == watched.id_number[:18]
    if same_number and not same_name and number:
        return Clash(watched, "户主姓名", NAME_CHANGED, words_of_name(head, watched.head))
    if same_number or not same_name:
        return None if same_name else _of_another(watched, head)
    if not number or not watched.id_number or a_slip(number, watched.id_number):
        return None
    words = _("On record {head} has the identity number {old}; the file has {new}. Which is right?")
    about = {"head": head, "old": number, "new": watched.id_number}
    return Clash(watched, "身份证号", "identity_changed", words.format(**about))


def _of_another(watched: MonitoredIn, head: str) -> Clash:
    words = _(
        "The register has another household under {number}, that of {head}. Correct the number of the "
        "household in the file."
    )
    return Clash(watched, "户编号", "household_number", words.format(number=watched.number, head=head))


def watched_left(session: Session, known: KnownLists, delivery: Delivery) -> Iterator[Problem]:
    """Who is watched on record and missing in the newer ledger of one village, in one remark."""
    met = [row for each in delivery.monitored if (row := known.watched(each)) and row.withdrawn_on is None]
    places = {each.village if each.village is not None else delivery.place_id for each in delivery.monitored}
    if not met or len(places) != 1:
        return
    village, records = places.pop(), {row.id for row in met}
    wanted = select(Monitored.id, Monitored.number, Monitored.head).where(
        Monitored.village_id == village, Monitored.withdrawn_on.is_(None), Monitored.removed == ""
    )
    left = [f"{number} {head}" for record, number, head in session.execute(wanted) if record not in records]
    if left:
        name = session.get_one(Place, village).name
        yield Problem("", "", "household_left", words_of_left(name, left), Level.WARN)
